import type { Resource } from '../../../../constructs/plan/resource';
import { who } from '../../../../policies/violation';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import type { Pair } from '../../pairs';
import { imageDifference } from './images/compare';
import { imageOf } from './images/image';
import { imagesIn } from './images/read';
import { several, told } from './told';
import { type Difference, differencesOf } from './traits/compare';
import { may } from './traits/trait';

/** As many workloads as a sentence names. */
const FEW = 2;

const ABOUT = { topic: 'image', gate: 'weaker-posture' } as const;

/** Which images run that did not, and which of them can change: a finding for each repository and for each registry. */
export function images({ pairs, before, after }: Comparison): readonly Finding[] {
  const subjects = new Map<string, Replaced[]>();
  for (const replaced of replacedIn(pairs)) {
    const subject = subjectOf(replaced);
    subjects.set(subject, [...(subjects.get(subject) ?? []), replaced]);
  }
  return [
    ...[...subjects].flatMap(([subject, some]) => {
      const resources = [...new Set(some.flatMap((one) => one.resources.map(({ id }) => id)))].sort();
      return told({ ...ABOUT, subject, resources }, some.flatMap(differences));
    }),
    ...registries(before.plan.resources, after.plan.resources),
  ];
}

/** One image that runs where another did, or none, with all that run it there. */
interface Replaced {
  readonly was: string | undefined;
  readonly is: string | undefined;
  readonly resources: readonly Resource[];
}

function replacedIn(pairs: readonly Pair[]): readonly Replaced[] {
  const found = new Map<string, { was: string | undefined; is: string | undefined; resources: Set<Resource> }>();
  for (const { before, after } of pairs) {
    const [old, now] = [before, after].map((side) => (side ? imagesIn(side) : NONE)) as [Images, Images];
    for (const place of new Set([...old.keys(), ...now.keys()])) {
      const [was, is] = [old.get(place), now.get(place)];
      if (was === is) continue;
      const key = JSON.stringify([was ?? null, is ?? null]);
      const replaced = found.get(key) ?? { was, is, resources: new Set() };
      replaced.resources.add((after ?? before)!);
      found.set(key, replaced);
    }
  }
  return [...found.values()].map((one) => ({ ...one, resources: [...one.resources].sort(byId) }));
}

type Images = ReadonlyMap<string, string>;
const NONE: Images = new Map();

function byId(a: Resource, b: Resource): number {
  return a.id < b.id ? -1 : 1;
}

/** The repository, or both of them, whichever came first. */
function subjectOf({ was, is }: Replaced): string {
  const names = [was, is].flatMap((text) => (text === undefined ? [] : [imageOf(text).repository]));
  return [...new Set(names)].sort().join(' and ');
}

function differences({ was, is, resources }: Replaced): readonly Difference[] {
  const difference = imageDifference(was, is);
  if (difference === undefined) return [];
  return [{ ...difference, says: `${several(resources.map(who), FEW)}: ${difference.says}` }];
}

/** Who is trusted to hand out what runs. */
function registries(before: readonly Resource[], after: readonly Resource[]): readonly Finding[] {
  const [had, has] = [before, after].map(
    (resources) =>
      new Set(resources.flatMap((one) => [...imagesIn(one).values()].map((text) => imageOf(text).registry))),
  ) as [Set<string>, Set<string>];
  return [...new Set([...had, ...has])].flatMap((registry) => {
    const of = (side: ReadonlySet<string>) => (side.has(registry) ? [may(`hand out what runs`)] : []);
    return told({ ...ABOUT, subject: registry, called: `registry ${registry}` }, differencesOf(of(had), of(has)));
  });
}
