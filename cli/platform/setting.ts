import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import { named } from './named';

/** How a package.json names its platform. */
export const SETTING = '"dwcp": { "platform": "./stacks/platform.ts" }';

/** The path that a package.json names its platform by, as it is written; nothing where it has no `dwcp`. */
export function platformSetting(file: string): string | undefined {
  const setting = read(file);
  if (setting === undefined) return undefined;
  const problems = problemsOf(setting, dirname(file));
  if (problems.length > 0) throw new UserError(problems.map((problem) => `${named(file)}: ${problem}`));
  return (setting as { readonly platform: string }).platform;
}

function read(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return (JSON.parse(text) as { readonly dwcp?: unknown } | null)?.dwcp;
  } catch (error) {
    throw new UserError([`${named(file)}: is not JSON: ${(error as Error).message}; mend it`]);
  }
}

function problemsOf(setting: unknown, folder: string): string[] {
  if (typeof setting !== 'object' || setting === null || Array.isArray(setting)) {
    return [`dwcp: ${JSON.stringify(setting)} is not an object; write ${SETTING}`];
  }
  const { platform, ...others } = setting as Readonly<Record<string, unknown>>;
  const strangers = Object.keys(others).map((key) => {
    const remedy = nearest(key, ['platform']) === undefined ? 'platform is the only one' : 'did you mean platform?';
    return `dwcp.${key}: is not a setting; ${remedy}`;
  });
  if (platform === undefined && strangers.length > 0) return strangers;
  return [...strangers, ...problemsOfPath(platform, folder)];
}

function problemsOfPath(platform: unknown, folder: string): string[] {
  if (typeof platform !== 'string' || platform === '') {
    const problem = platform === undefined ? 'is missing' : `${JSON.stringify(platform)} is not a path`;
    return [`dwcp.platform: ${problem}; write it as in "./stacks/platform.ts"`];
  }
  // Whoever reads the package should find in it what it runs.
  const isOutside = relative(folder, resolve(folder, platform)).split(sep)[0] === '..';
  return isOutside ? [`dwcp.platform: '${platform}' is outside the package; move it in, or pass --platform FILE`] : [];
}
