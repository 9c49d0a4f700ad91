import type { Lockfile } from './lockfile';

/** A program and its arguments. */
export type CommandLine = readonly [program: string, ...args: readonly string[]];

/**
 * What installs exactly what a lockfile says.
 *
 * Without the scripts of packages: what a platform declares needs none, and a ref is looked at, not trusted.
 */
export function installing({ name, content }: Lockfile): CommandLine {
  switch (name) {
    case 'pnpm-lock.yaml':
      return ['pnpm', 'install', '--frozen-lockfile', '--ignore-scripts'];
    case 'yarn.lock':
      // Yarn 2 and later write what they are; the first has other options.
      return /^__metadata:/m.test(content)
        ? ['yarn', 'install', '--immutable', '--mode=skip-build']
        : ['yarn', 'install', '--frozen-lockfile', '--ignore-scripts'];
    case 'bun.lock':
    case 'bun.lockb':
      return ['bun', 'install', '--frozen-lockfile', '--ignore-scripts'];
    default:
      return ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  }
}
