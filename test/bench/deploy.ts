import { join } from 'node:path';
import { FACTS } from '../support/environment';
import { runProgram } from '../support/pulumi/run-program';
import { ROOT } from '../support/reference';
import { REPORTER, type Usage, usageIn } from './usage';

/** Services, and what the program of a stack of them may take; they make so many resources, and a few more. */
const SIZES = [
  { services: 80, resources: 700, limit: undefined },
  { services: 220, resources: 2000, limit: { seconds: 6, mebibytes: 400 } },
  { services: 1101, resources: 10_000, limit: { seconds: 30, mebibytes: 1.2 * 1024 } },
] as const;

/** How much more CPU a resource may take among most than among fewest, the start of the program aside. */
const LINEAR = 1.6;

interface Run extends Usage {
  readonly resources: number;
}

/**
 * CPU and memory of the program part of a deployment: from the start of Node.js until the last resource was told to the engine.
 *
 * The program is TypeScript and is run as Pulumi runs it; the engine takes note of what it is told, and makes nothing. The peer
 * is a program that tells of as many ConfigMaps by Pulumi's SDK alone: no dependencies, no aliases, nothing of this package.
 *
 * @throws Error when it is slower, larger, or grows faster, than is promised.
 */
export async function deploy(): Promise<void> {
  const missed: string[] = [];
  const empty = await run(PROGRAM, 0);
  console.log(`an empty stack           ${told(empty)}`);
  const runs: Run[] = [];
  for (const { services, resources, limit } of SIZES) {
    const taken = await run(PROGRAM, services);
    const peer = await run(PEER, taken.resources);
    runs.push(taken);
    console.log(
      `${String(taken.resources).padEnd(6)} resources         ${told(taken)}${limit ? `, of ${told(limit)}` : ''}; ` +
        `×${(taken.seconds / peer.seconds).toFixed(1)} the SDK alone, which takes ${told(peer)}`,
    );
    if (taken.resources < resources) missed.push(`${taken.resources} resources are fewer than ${resources}`);
    if (limit === undefined) continue;
    if (taken.seconds > limit.seconds || taken.mebibytes > limit.mebibytes) {
      missed.push(`${taken.resources} resources take ${told(taken)}, where ${told(limit)} are promised`);
    }
  }
  const each = runs.map(({ seconds, resources }) => (seconds - empty.seconds) / resources);
  const growth = each.at(-1)! / each[0]!;
  if (growth > LINEAR) missed.push(`a resource takes ×${growth.toFixed(1)} the CPU among most: that is not linear`);
  if (missed.length > 0) throw new Error(missed.join('; '));
  console.log('as promised');
}

function told({ seconds, mebibytes }: Usage): string {
  return `${seconds.toFixed(1)} s of CPU and ${mebibytes.toFixed(0)} MiB`;
}

const PROGRAM = 'program.ts';
const PEER = 'peer.ts';

/** What a program takes, told how many of its own there are to be. */
async function run(main: string, count: number): Promise<Run> {
  const { status, registrations, errors, reported } = await runProgram({
    folder: join(ROOT, 'test', 'bench', 'deploy'),
    main,
    stack: 'bench',
    config: { 'bench:cluster': FACTS.cluster, 'bench:size': { services: count } },
    env: {
      PULUMI_NODEJS_TYPESCRIPT: 'true',
      PULUMI_NODEJS_TSCONFIG_PATH: join(ROOT, 'tsconfig.pulumi.json'),
    },
    node: REPORTER,
  });
  if (status !== 0) throw new Error(`the program ended with ${status}: ${errors.join('\n')}`);
  const resources = registrations.filter(({ type }) => !type.startsWith('pulumi:') && !type.startsWith('dwcp:')).length;
  return { ...usageIn(reported), resources };
}
