import { identityOf } from '../../../../../constructs/plan/identity';
import { factsOf, kindOf } from '../../../../../constructs/plan/kinds';
import type { KubernetesResource, Manifest } from '../../../../../constructs/plan/resource';
import type { Comparison } from '../../../comparison';
import { called } from '../called';
import { type Both, changedIn } from '../pairs';
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

/** Every workload that both plans have and whose pods are exchanged by what differs between them. */
export function restartsIn(comparison: Comparison): readonly Restart[] {
  const changed = changedIn(comparison);
  const issued = issuedAnew(changed);
  const ofThemselves = new Map(changed.flatMap((both) => objectsOf(both)).map((both) => [both.after.id, both]));
  return comparison.after.plan.resources
    .filter((resource): resource is KubernetesResource => resource.api === 'kubernetes')
    .map((workload) => ({
      workload,
      because: [
        ...ownChanges(ofThemselves.get(workload.id)),
        ...elsewhere(workload, ofThemselves),
        ...(issued.get(targetName(workload)) ?? []),
      ],
    }))
    .filter(({ because }) => because.length > 0);
}

type Objects = { readonly before: KubernetesResource; readonly after: KubernetesResource };

function objectsOf({ before, after }: Both): readonly Objects[] {
  return before.api === 'kubernetes' && after.api === 'kubernetes' ? [{ before, after }] : [];
}

/** What of a custom resource is part of the pods that its operator makes, beyond a template. */
const OF_OPERATORS: Readonly<Record<string, (before: Manifest, after: Manifest) => readonly string[]>> = {
  'gateway.networking.k8s.io/Gateway': gatewayFields,
  'postgresql.cnpg.io/Cluster': clusterFields,
  'postgresql.cnpg.io/Pooler': poolerFields,
};

function ownChanges(both: Objects | undefined): readonly string[] {
  if (both === undefined) return [];
  const { before, after } = both;
  const kind = kindOf(after.object);
  const fields = Object.hasOwn(OF_OPERATORS, kind)
    ? OF_OPERATORS[kind]!(before.object, after.object)
    : ofController(before.object, after.object);
  return fields.map((field) => `another ${field}`);
}

/** A Pod and a Job are what they are: they are made anew as a whole, or not at all. */
function ofController(before: Manifest, after: Manifest): readonly string[] {
  const { keeps } = factsOf(kindOf(after));
  if (keeps === undefined || kindOf(after) === 'batch/Job') return [];
  return templateChanges(before, after).map(({ field }) => field);
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
