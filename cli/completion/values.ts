import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { EXPECTED } from '../connections/format';
import { tryFindPlatform } from '../platform/find';
import { type PlatformOptions, tryLocatePlatform } from '../platform/locate';
import { stackFolder } from '../platform/stack-folder';
import { FAIL_ON } from '../preview/gates/fail-on';
import { rulesOf } from '../rules/all';
import type { Answer, Candidate, ValuesOf } from './answer';

type Values = (place: PlatformOptions) => readonly Candidate[] | Promise<readonly Candidate[]>;

/** What stands for each placeholder of help. Of one that is not here, nobody knows the values. */
const VALUES: Readonly<Record<string, readonly [Values, Answer['paths']]>> = {
  environment: [environments, 'none'],
  source: [environments, 'files'],
  a: [environments, 'files'],
  b: [environments, 'files'],
  what: [refs, 'files'],
  file: [nothing, 'files'],
  dir: [nothing, 'folders'],
  gates: [() => FAIL_ON.map((word) => ({ word })), 'none'],
  expected: [() => EXPECTED.map((word) => ({ word })), 'files'],
  rule: [rules, 'none'],
  topic: [topics, 'none'],
};

/** What a value may be, where the command runs. What cannot be told is left out: nobody has asked to be told why. */
export const valuesHere: ValuesOf = async (placeholder, given) => {
  const [values, paths] = VALUES[placeholder] ?? [nothing, 'none'];
  const place = { directory: given.get('directory') ?? '.', platform: given.get('platform') };
  try {
    return { candidates: await values(place), paths };
  } catch {
    return { candidates: [], paths };
  }
};

function nothing(): readonly Candidate[] {
  return [];
}

/** By their stack files, without which none can be shown: to load the platform takes longer than a Tab may. */
function environments(place: PlatformOptions): readonly Candidate[] {
  const file = tryLocatePlatform(place);
  if (file === undefined) return [];
  const names = readdirSync(stackFolder(place, file)).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
  return names.sort().map((word) => ({ word }));
}

async function rules(place: PlatformOptions): Promise<readonly Candidate[]> {
  return rulesOf(await tryFindPlatform(place)).map(({ id, says }) => ({ word: id, means: says }));
}

async function topics(place: PlatformOptions): Promise<readonly Candidate[]> {
  const all = rulesOf(await tryFindPlatform(place)).map(({ topic }) => topic);
  return [...new Set(all)].sort().map((word) => ({ word }));
}

/** Branches and tags, the latest first. */
function refs({ directory }: PlatformOptions): readonly Candidate[] {
  const names = '--format=%(refname:short)%09%(contents:subject)';
  const args = ['for-each-ref', '--sort=-committerdate', names, 'refs/heads', 'refs/remotes', 'refs/tags'];
  const { stdout } = spawnSync('git', args, { cwd: directory, encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([word = '', means = '']) => ({ word, means }));
}
