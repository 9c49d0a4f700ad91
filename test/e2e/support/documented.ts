import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { binaryOf } from '../servers/build';
import type { Engine } from './engine';
import { world } from './world';

const ROOT = join(__dirname, '..', '..', '..');
const DWCP = join(ROOT, 'bin', 'cli', 'main.js');

/** A stack that is brought back, and the cluster that it is deployed to. */
export interface Stack {
  readonly engine: Engine;
  /** Its folder in that of the run. */
  readonly name: string;
  readonly kubeconfigPath: string;
}

/** Has the command make a state, of what the engine says and the cluster has, and hands it to the engine. */
export async function takenUp(
  { engine, name, kubeconfigPath }: Stack,
  args: readonly string[],
  input: unknown,
): Promise<void> {
  const folder = join(world().runDir, name);
  const cwd = join(folder, 'engine', 'project');
  writeLive(cwd, kubeconfigPath);
  const options = { cwd, input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [DWCP, ...args, '--live', 'live.json'], options);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const state = join(folder, 'state.json');
  writeFileSync(state, stdout, { mode: 0o600 });
  expect(await engine.run(['stack', 'import', '--stack', 'dev', '--file', state])).toMatchObject({ code: 0 });
}

/** Runs what the guide says to have all that the cluster has in `live.json`, to the letter. */
function writeLive(cwd: string, kubeconfigPath: string): void {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'recover.md'), 'utf8');
  const [command] = /^kubectl get [^>]+> live\.json$/m.exec(guide)!;
  const PATH = [dirname(binaryOf('kubectl')), process.env['PATH']].join(delimiter);
  const env = { HOME: cwd, PATH, KUBECONFIG: kubeconfigPath };
  const { status, stderr } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: status ${status}\n${stderr}`);
}
