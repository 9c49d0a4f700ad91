import { identityOf } from '../../../../../constructs/plan/identity';
import { factsOf, kindOf } from '../../../../../constructs/plan/kinds';
import type { KubernetesResource, Manifest } from '../../../../../constructs/plan/resource';
import type { Comparison } from '../../../comparison';
import { called } from '../called';
import { byId, changedIn } from '../pairs';
import { valueAt } from '../value-at';
import { clusterFields, poolerFields } from './cloudnative-pg';
import { issuedAnew, targetName } from './credentials';
import { gatewayFields, optionsChanges } from './gateway';
import { templateChanges } from './template';

/** A workload whose pods are exchanged. */
export interface Restart {
  readonly workload: KubernetesResource;
  /** What it restarts for. */
  readonly because: readonly string[];
}

/**
 * Every workload that both plans have and whose pods are exchanged by what differs between them.
 *
 * All of them are looked at: what only stands in another order is no difference elsewhere.
 */
export function restartsIn(comparison: Comparison): readonly Restart[] {
  const issued = issuedAnew(changedIn(comparison));
  const kept = keptIn(comparison);
  return [...kept.values()]
    .map((both) => ({
      workload: both.after,
      because: [...ownChanges(both), ...elsewhere(both.after, kept), ...(issued.get(targetName(both.after)) ?? [])],
    }))
    .filter(({ because }) => because.length > 0);
}

interface Objects {
  readonly before: KubernetesResource;
  readonly after: KubernetesResource;
}

/** What both plans have, whether it is alike or not. */
function keptIn({ before, after }: Comparison): ReadonlyMap<string, Objects> {
  const was = byId(before.plan.resources);
  const both = after.plan.resources.flatMap((now) => {
    const old = was.get(now.id);
    return old?.api === 'kubernetes' && now.api === 'kubernetes' ? [{ before: old, after: now }] : [];
  });
  return new Map(both.map((objects) => [objects.after.id, objects]));
}

/** What of a custom resource is part of the pods that its operator makes, beyond a template. */
const OF_OPERATORS: Readonly<Record<string, (before: Manifest, after: Manifest) => readonly string[]>> = {
  'gateway.networking.k8s.io/Gateway': gatewayFields,
  'postgresql.cnpg.io/Cluster': clusterFields,
  'postgresql.cnpg.io/Pooler': poolerFields,
};

function ownChanges({ before, after }: Objects): readonly string[] {
  const kind = kindOf(after.object);
  if (!Object.hasOwn(OF_OPERATORS, kind)) return ofController(before.object, after.object);
  return OF_OPERATORS[kind]!(before.object, after.object).map((field) => `another ${field}`);
}

/** A Pod and a Job are what they are: they are made anew as a whole, or not at all. */
function ofController(before: Manifest, after: Manifest): readonly string[] {
  const { keeps } = factsOf(kindOf(after));
  if (keeps === undefined || kindOf(after) === 'batch/Job') return [];
  return templateChanges(before, after);
}

/** A Rollout may take the template of a Deployment, and a Gateway has options. */
function elsewhere(workload: KubernetesResource, changed: ReadonlyMap<string, Objects>): readonly string[] {
  const kind = kindOf(workload.object);
  if (kind === 'gateway.networking.k8s.io/Gateway') return optionsChanges(workload, (id) => changed.get(id));
  return kind === 'argoproj.io/Rollout' ? templateElsewhere(workload, changed) : [];
}

function templateElsewhere({ object }: KubernetesResource, changed: ReadonlyMap<string, Objects>): readonly string[] {
  const reference = valueAt(object, 'spec.workloadRef');
  if (reference === undefined) return [];
  const { namespace } = object.metadata;
  const name = identityOf({ namespace, name: String(valueAt(reference, 'name')) });
  const both = changed.get(`${valueAt(reference, 'apiVersion')}/${valueAt(reference, 'kind')} ${name}`);
  return both === undefined || ownChanges(both).length === 0 ? [] : [`${called(both.after)}, whose template it takes`];
}
