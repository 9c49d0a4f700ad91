import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** The compiler that has no API: it builds and checks in a quarter of the time of the one that eslint and Pulumi ask. */
const TSC = join(ROOT, 'node_modules', 'typescript-native', 'bin', 'tsc');

/** What the compiler says, a line for each problem; none where it is content. */
export function compile(args: readonly string[], cwd = ROOT): readonly string[] {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [TSC, '--pretty', 'false', ...args], {
    cwd,
    encoding: 'utf8',
  });
  const said = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
  if (error === undefined && (status === 0) === (said.length === 0)) return said;
  throw error ?? new Error(`tsc ${args.join(' ')}: status ${status}\n${said.join('\n')}`);
}
