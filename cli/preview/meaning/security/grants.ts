import type { Resource } from '../../../../constructs/plan/resource';
import { makesPods } from '../../../../policies/containers';
import { who } from '../../../../policies/violation';
import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { grantedBy } from './grants/edges';
import { vaultReading } from './grants/engines';
import { Holders } from './grants/holders';
import { secretReading } from './grants/kubernetes';
import { told } from './told';
import { differencesIn, resourceOf } from './traits/by-traits';
import { type Difference, differencesOf } from './traits/compare';

/** What somebody is given: a service account, or whatever resource opens something to nobody in particular. */
interface Given {
  readonly called: string;
  readonly differences: Difference[];
  readonly resources: string[];
}

/** What who logs in gets more, and what less: all that comes to one service account in one finding. */
export function grants({ before, after, pairs }: Comparison): readonly Finding[] {
  const given = new Map<string, Given>();
  const to = (subject: string, called: string): Given => {
    const known = given.get(subject) ?? { called, differences: [], resources: [] };
    given.set(subject, known);
    return known;
  };
  const [had, has] = [before, after].map(({ plan }) => grantedBy(plan)) as [Granted, Granted];
  for (const account of new Set([...had.keys(), ...has.keys()])) {
    to(account, account).differences.push(...differencesOf(had.get(account) ?? [], has.get(account) ?? []));
  }
  const holders = new Holders(before.plan, after.plan);
  for (const pair of pairs) {
    const differences = differencesIn(pair, { kubernetes: secretReading, vault: vaultReading });
    if (differences.length === 0) continue;
    const resource = resourceOf(pair);
    const holder = holders.of(resource);
    const one = to(holder ?? resource.id, holder ?? who(resource));
    one.differences.push(...(holder === undefined ? differences : differences.map((each) => ofHolder(each, resource))));
    one.resources.push(resource.id);
  }
  return [...given]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([subject, { called, differences, resources }]) =>
      told({ topic: 'grant', gate: 'wider-reachability', subject, called, resources }, differences),
    );
}

type Granted = ReturnType<typeof grantedBy>;

/** What a policy lets its holder do, and what the pods are given, is the holder's own; the rest is told of what opens it. */
function ofHolder({ effect, says }: Difference, resource: Resource): Difference {
  const isOwn =
    resource.api === 'kubernetes' ? makesPods(resource.object) : resource.type === 'vault:index/policy:Policy';
  return { effect, says: isOwn ? says : `${who(resource)} ${says}` };
}
