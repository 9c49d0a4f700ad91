import type { Comparison } from '../../comparison';
import type { Finding } from '../../finding';
import { called } from './called';
import type { DataChange } from './data/change';
import { keptFor } from './data/kept-for';
import { lessKept } from './data/less-kept';
import { lost } from './data/lost';
import { shrunk } from './data/shrunk';

/** What holds data and is deleted, replaced, smaller, or kept less well than it was. */
export function data(comparison: Comparison): readonly Finding[] {
  const all = [...lost(comparison), ...lessKept(comparison), ...keptFor(comparison), ...shrunk(comparison)];
  const byId = new Map<string, DataChange[]>();
  for (const change of all) byId.set(change.resource.id, [...(byId.get(change.resource.id) ?? []), change]);
  return [...unprotected(comparison), ...[...byId.values()].map(findingOf)];
}

function findingOf(changes: readonly DataChange[]): Finding {
  const { resource } = changes[0]!;
  const effect = EFFECTS.find((one) => changes.some((change) => change.effect === one))!;
  const isLoss = changes.some((change) => change.isLoss);
  const [first, ...rest] = [...changes].sort((a, b) => EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect));
  return {
    topic: 'data',
    effect,
    subject: resource.id,
    says: `${called(resource)} ${first!.says}`,
    ...(rest.length > 0 && { details: rest.map(({ says }) => `it ${says}`) }),
    ...(isLoss && { gate: 'data-loss' }),
    resources: [resource.id],
  };
}

const EFFECTS: readonly Finding['effect'][] = ['worse', 'neutral', 'better'];

/** An environment says for all that it holds whether it is kept. */
function unprotected({ before, after }: Comparison): readonly Finding[] {
  const [was, is] = [before.plan.data, after.plan.data];
  if (was === is) return [];
  const held = after.plan.resources.filter((resource) => resource.data).map(({ id }) => id);
  const about = { topic: 'data', subject: 'the environment', details: held, resources: held } as const;
  if (is === 'protected') return [{ ...about, effect: 'better', says: `${countOf(held)} protected now` }];
  const says = `${countOf(held)} no longer protected: whatever is deployed next may delete or replace it`;
  return [{ ...about, effect: 'worse', says, gate: 'data-loss' }];
}

function countOf({ length }: readonly string[]): string {
  return length === 1 ? '1 resource that holds data is' : `${length} resources that hold data are`;
}
