import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

test('the examples of the rules notice what is changed in their predicates', () => {
  const run = spawnSync(process.execPath, [require.resolve('tsx/cli'), 'test/mutants/rules/run.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  process.stdout.write(run.stdout);
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});
