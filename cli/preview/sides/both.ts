import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { UserError } from '../../../constructs/invalid';
import { unknownEnvironment } from '../../../constructs/platform/environments';
import type { LoadedPlatform } from '../../platform/loaded';
import { besideStackFile } from '../../platform/resolved/beside';
import { bothOf } from '../../problems';
import type { Side } from '../comparison';
import { absentSide } from './absent';
import { againstFile, isFile } from './files';
import { WORKING_TREE } from './here';
import type { Against } from './kind';
import { type Commit, calledHere, noCommit, tryCommit } from './ref/commit';
import { sidesAt } from './ref/sides-at';
import type { Wanted } from './ref/task';
import { type Here, steadySides } from './steady-here';

/** One environment before a change and after it. */
export type Both = Against & { readonly after: Side };

/** What is compared. */
export interface Question extends Here {
  /** A git ref, or a file. */
  readonly against: string;
  readonly wanted: Wanted;
}

/** Both sides of every environment that is asked for; one that only a side has is nothing on the other. */
export function bothSides(question: Question): Promise<readonly Both[]> {
  const { against, options } = question;
  const commit = isFile(against) ? undefined : tryCommit(against, options.directory);
  return commit === undefined ? withFile(question) : withCommit(commit, question);
}

async function withFile(question: Question): Promise<readonly Both[]> {
  const { against, wanted, from, options } = question;
  const { directory } = options;
  if (!isFile(against) && !existsSync(resolve(directory, against))) throw noCommit(against, directory);
  const { known, others } = apart(wanted, from);
  const ours = await steadySides({ ...wanted, names: known }, question);
  const found = againstFile(against, { directory, ours, others: wanted.all ? 'all' : others });
  return pairs(wanted, { ours, found, called: against, from });
}

/** The ref is evaluated in a process of its own, and meanwhile the working tree in this one. */
async function withCommit(commit: Commit, question: Question): Promise<readonly Both[]> {
  const { wanted, from, options } = question;
  const here = setImmediate().then(() => steadySides({ ...wanted, names: apart(wanted, from).known }, question));
  const beside = besideStackFile(from);
  const [sides, ours] = await bothOf(sidesAt(commit, wanted, { ...options, ...(beside && { beside }) }), here);
  const after = calledHere(commit.repository);
  const found = new Map(sides.map((before) => [before.plan.environment, { before }]));
  return pairs(wanted, { ours: named(ours, after), found, called: commit.called, from });
}

/** Those that the platform has, and those that it has no longer. */
function apart({ names }: Wanted, { platform }: LoadedPlatform) {
  const isKnown = (name: string) => platform.environments.includes(name);
  return { known: names.filter(isKnown), others: names.filter((name) => !isKnown(name)) };
}

function named(sides: ReadonlyMap<string, Side>, from: string): ReadonlyMap<string, Side> {
  return new Map([...sides].map(([environment, side]) => [environment, { ...side, from }]));
}

interface Sides {
  readonly ours: ReadonlyMap<string, Side>;
  readonly found: ReadonlyMap<string, Against>;
  /** What people call where those that were found are from. */
  readonly called: string;
  readonly from: LoadedPlatform;
}

function pairs({ names }: Wanted, { ours, found, called, from }: Sides): readonly Both[] {
  const all = [...new Set([...names, ...found.keys()])];
  const strangers = all.filter((name) => !ours.has(name) && !found.has(name));
  if (strangers.length > 0) {
    throw new UserError(strangers.flatMap((name) => unknownEnvironment(name, from.platform.environments).problems));
  }
  return all.map((name) => {
    const [here, against] = [ours.get(name), found.get(name)];
    if (against === undefined) return { before: absentSide(called, here!), after: here! };
    return { after: here ?? absentSide(WORKING_TREE, against.before), ...against };
  });
}
