import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { held } from './limit';
import { REPORTER, usageIn } from './usage';

const ROOT = join(__dirname, '..', '..');
const MAIN = join(ROOT, 'bin', 'cli', 'main.js');
const RUNS = 7;

/** A program, and the CPU seconds that it may take; what it is measured against has no limit. */
interface Start {
  readonly name: string;
  readonly args: readonly string[];
  readonly limit?: number;
}

const STARTS: readonly Start[] = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: "require('cdk8s')", args: ['-e', "require('cdk8s')"] },
  { name: 'dwcp --help', args: [MAIN, '--help'], limit: 0.1 },
  { name: 'dwcp preview production', args: [MAIN, 'preview', 'production'], limit: 0.45 },
];

/** CPU of the command from its start to its end, the least of several runs, beside Node.js alone and cdk8s alone. */
export function start(): void {
  // What the loader caches is there from the second run on.
  for (const { args } of STARTS) cpuSeconds(args);
  const taken = STARTS.map(({ args }) => ({ args, seconds: Number.POSITIVE_INFINITY }));
  // In turns, so that what else the machine does meets all of them alike.
  for (let run = 0; run < RUNS; run += 1) {
    for (const one of taken) one.seconds = Math.min(one.seconds, cpuSeconds(one.args));
  }
  const [node, cdk8s] = taken.map(({ seconds }) => seconds);
  console.log('                           CPU      × node   × cdk8s   limit');
  STARTS.forEach(({ name, limit }, index) => {
    const { seconds } = taken[index]!;
    const times = (base = Number.NaN) => (seconds / base).toFixed(1).padStart(8);
    const allowed = limit === undefined ? '' : held(seconds, limit, (value) => `${value.toFixed(2)} s`);
    console.log(`${name.padEnd(24)} ${seconds.toFixed(3)} s ${times(node)} ${times(cdk8s)}   ${allowed}`);
  });
}

function cpuSeconds(args: readonly string[]): number {
  const { status, output, stderr } = spawnSync(process.execPath, [...REPORTER, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return usageIn(output[3]!).seconds;
}
