import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { comparisonOf, type Side } from '../../cli/preview/comparison';
import { rendered } from '../../cli/preview/formats';
import { reportOf } from '../../cli/preview/report';
import { parseSide, sideJson } from '../../cli/preview/sides/side-json';
import { planOf, type Resource } from '../../constructs';
import { History } from '../cli/preview/sides/history';
import { ROOT } from '../support/reference';
import { ms } from './cpu';
import { servicesIn } from './services';

const MAIN = join(ROOT, 'bin', 'cli', 'main.js');
const RUNS = 3;

/** What a run of the command takes, and may take, in seconds of CPU: of git and of the process on the worktree, too. */
const AGAINST_HEAD = { ref: 'HEAD~1', one: 3, three: 5 };

/** A large platform, and what it may take in milliseconds of CPU. */
const LARGE = { services: 1250, resources: 10_000, changes: 500, limit: 5000 };

/** Services by which there are 1,000, 10,000 and 50,000 resources, and more. */
const SIZES: readonly number[] = [125, LARGE.services, 6400];

/** A change for so many resources. */
const EVERY = 20;

/** As many as a comment on a pull request may have. */
const LIMIT = 65_536;

/** How much more CPU a resource may take among most than among fewest: linear, and no more than the noise. */
const LINEAR = 1.6;

/**
 * CPU of a preview: of the command against a commit, and of telling what changed by the number of resources.
 *
 * @throws Error when it is slower, larger, or grows faster, than is promised.
 */
export async function preview(): Promise<void> {
  const missed = [...againstACommit(), ...(await bySize())];
  if (missed.length > 0) throw new Error(missed.join('; '));
  console.log('as promised');
}

function againstACommit(): string[] {
  const { ref, one, three } = AGAINST_HEAD;
  const shop = new History();
  shop.repository.edit('environments.ts', 'scale: 2', 'scale: 3');
  shop.commit();
  const reference = History.ofLibrary();
  reference.repository.edit('stacks/environments/dev.ts', 'worker: { scale: 1', 'worker: { scale: 2');
  reference.commit();
  try {
    return [
      ...measured('own-platform, qa', shop, ['qa', '--against', ref], one),
      ...measured('reference, production', reference, ['production', '--against', ref], one),
      ...measured('reference, all three', reference, ['--all', '--against', ref], three),
    ];
  } finally {
    shop.remove();
    reference.remove();
  }
}

function measured(name: string, { folder }: History, args: readonly string[], limit: number): string[] {
  // What the loader caches is there from the second run on.
  const runs = Array.from({ length: RUNS }, () => secondsOf(folder, ['preview', ...args, '--format', 'markdown']));
  const least = Math.min(...runs);
  console.log(`${name.padEnd(24)} ${least.toFixed(2)} s of CPU, of ${limit} s`);
  return least <= limit ? [] : [`${name} takes ${least.toFixed(2)} s of CPU, where ${limit} s are promised`];
}

/** CPU of a command and of everything that it starts. */
function secondsOf(cwd: string, args: readonly string[]): number {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null';
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', process.execPath, MAIN, ...args], {
    cwd,
    encoding: 'utf8',
  });
  const [, user, system] = /^([\d.]+) ([\d.]+)\n$/.exec(stderr) ?? [];
  if (user === undefined) throw new Error(`dwcp ${args.join(' ')}: ${stderr}`);
  return Number(user) + Number(system);
}

async function bySize(): Promise<string[]> {
  console.log('\nresources  changes  told in        per resource  Markdown');
  // Once, so that the code is compiled.
  await toldIn(SIZES[0]!);
  const all = [];
  for (const services of SIZES) all.push(await toldIn(services));
  const [first, last] = [all[0]!, all.at(-1)!];
  const large = all[SIZES.indexOf(LARGE.services)]!;
  const growth = last.each / first.each;
  return [
    ...(large.resources < LARGE.resources || large.changes < LARGE.changes
      ? [`${large.resources} resources with ${large.changes} changes are fewer than are to be measured`]
      : []),
    ...(large.cpu > LARGE.limit
      ? [`${large.resources} resources take ${ms(large.cpu)}, where ${ms(LARGE.limit)} are promised`]
      : []),
    ...all.flatMap(({ resources, characters }) =>
      characters >= LIMIT ? [`the Markdown of ${resources} resources has ${characters} characters`] : [],
    ),
    ...(growth > LINEAR ? [`a resource takes ×${growth.toFixed(1)} the CPU among most: that is not linear`] : []),
  ];
}

/** What it takes to read a plan from a file, to compare it with another, and to tell what that means. */
async function toldIn(services: number) {
  const plan = planOf(servicesIn(services));
  const text = JSON.stringify(sideJson({ from: '', plan, verdicts: [], exemptions: [] }));
  let changes = 0;
  const resources = plan.resources.map((resource, index) => {
    const changed = index % EVERY === 0 ? otherwise(resource) : resource;
    if (changed !== resource) changes += 1;
    return changed;
  });
  const after: Side = { from: 'the working tree', plan: { ...plan, resources }, verdicts: [], exemptions: [] };
  const start = process.cpuUsage();
  const before = parseSide(JSON.parse(text), 'plan.json', 'plan.json');
  const markdown = await rendered(reportOf([comparisonOf(before, after)], { today: '2026-01-01' }), 'markdown');
  const { user, system } = process.cpuUsage(start);
  const cpu = (user + system) / 1000;
  const each = (1000 * cpu) / resources.length;
  const row = [resources.length, changes, ms(cpu), `${each.toFixed(0)} µs`, markdown.length];
  console.log(row.map((cell, column) => String(cell).padEnd([9, 7, 13, 12, 0][column]!)).join('  '));
  return { resources: resources.length, changes, cpu, each, characters: markdown.length };
}

/** A resource with a change that people make: pods that restart, or a label. */
function otherwise(resource: Resource): Resource {
  if (resource.api === 'vault') return resource;
  const object = JSON.parse(JSON.stringify(resource.object)) as typeof resource.object & {
    readonly spec?: { readonly template?: { readonly metadata: { annotations?: object } } };
    readonly metadata: { labels?: object };
  };
  const metadata = object.spec?.template?.metadata;
  if (metadata !== undefined) metadata.annotations = { ...metadata.annotations, 'example.com/again': 'yes' };
  else object.metadata.labels = { ...object.metadata.labels, 'example.com/team': 'blue' };
  return { ...resource, object };
}
