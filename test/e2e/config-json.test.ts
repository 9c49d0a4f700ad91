import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Engine } from './support/engine';
import { startStack } from './support/own-stack';
import { world } from './support/world';

const ROOT = join(__dirname, '..', '..');
const DWCP = join(ROOT, 'bin', 'cli', 'main.js');

let engine: Engine;
beforeAll(async () => {
  // Nothing is deployed, so nobody has to be allowed anything.
  engine = await startStack('dev', 'config-json', ROOT, { env: {} });
});
afterAll(() => engine?.stop());

/** Runs the command on the platform, given what Pulumi prints of the stack's configuration. */
async function onConfig(...args: readonly string[]) {
  const input = JSON.stringify(await engine.json('config', '--open'));
  return spawnSync(process.execPath, [DWCP, ...args, '--config-json', '-'], { cwd: ROOT, encoding: 'utf8', input });
}

/** Sets a value of the stack's, in its file. */
async function set(key: string, ...value: readonly string[]): Promise<void> {
  const file = join(world().runDir, 'config-json', 'engine', 'project', 'Pulumi.dev.yaml');
  const { code, stderr } = await engine.run(['config', 'set', '--stack', 'dev', '--config-file', file, key, ...value]);
  if (code !== 0) throw new Error(stderr);
}

test('what the engine prints of a configuration is what the command reads in the place of a stack file', async () => {
  const { status, stdout, stderr } = await onConfig('preview', 'dev', '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // As the file of this run has it, and that of the repository has not.
  expect(JSON.parse(stdout)).toMatchObject({ environment: 'dev', cluster: { id: world().kubernetes.id } });
});

test('a fact that the engine has encrypted is refused, and is in nothing that is printed', async () => {
  await set('dwcp:domain', 'dev.dwcp.example.com', '--secret');
  const { status, stdout, stderr } = await onConfig('check', 'dev');
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'standard input: dwcp:domain: is encrypted; facts are not secrets, so write the value in plain\n',
  });
});

test('the engine itself refuses a text where Pulumi.yaml asks for a map, and what is missing', async () => {
  await set('dwcp:domain', 'dev.dwcp.example.com', '--plaintext');
  await set('dwcp:gateway', 'everyone');
  const { code, stderr } = await engine.preview();
  expect(code).not.toBe(0);
  expect(stderr).toContain("configuration key 'dwcp:gateway' must be of type 'object'");
});
