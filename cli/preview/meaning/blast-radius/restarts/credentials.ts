import { canonical } from '../../../../../constructs/plan/diff/canonical';
import { identityOf } from '../../../../../constructs/plan/identity';
import { kindOf } from '../../../../../constructs/plan/kinds';
import type { KubernetesResource } from '../../../../../constructs/plan/resource';
import { called } from '../called';
import type { Both } from '../pairs';
import { valueAt } from '../value-at';

/** What the Vault Secrets Operator issues anew as soon as it is asked for otherwise: `GetGeneration()` in its controllers. */
const ISSUED: ReadonlySet<string> = new Set([
  'secrets.hashicorp.com/VaultDynamicSecret',
  'secrets.hashicorp.com/VaultPKISecret',
  'secrets.hashicorp.com/VaultStaticSecret',
]);

/** By the operator's names of kinds. */
const KINDS: Readonly<Record<string, string>> = {
  DaemonSet: 'apps/DaemonSet',
  Deployment: 'apps/Deployment',
  StatefulSet: 'apps/StatefulSet',
  'argo.Rollout': 'argoproj.io/Rollout',
};

/** Why workloads are restarted by the operator that delivers their credentials, by `kind namespace/name` of the workload. */
export function issuedAnew(changed: readonly Both[]): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, string[]>();
  for (const { before, after } of changed) {
    if (before.api !== 'kubernetes' || after.api !== 'kubernetes' || !isIssuedAnew(before, after)) continue;
    for (const target of targetsOf(after)) {
      reasons.set(target, [...(reasons.get(target) ?? []), `${called(after)}, whose secret is issued anew`]);
    }
  }
  return reasons;
}

/** The Secret that the operator writes anew for what differs, in the namespace of what says so; undefined where it writes none. */
export function secretIssuedAnew({ before, after }: Both): string | undefined {
  if (before.api !== 'kubernetes' || after.api !== 'kubernetes' || !isIssuedAnew(before, after)) return undefined;
  const name = valueAt(after.object, 'spec.destination.name');
  return typeof name === 'string' ? name : undefined;
}

/** How a workload is named in that. */
export function targetName({ object }: KubernetesResource): string {
  return `${kindOf(object)} ${identityOf(object.metadata)}`;
}

function isIssuedAnew(before: KubernetesResource, after: KubernetesResource): boolean {
  const kind = kindOf(after.object);
  return ISSUED.has(kind) && canonical(kind, before.object['spec']) !== canonical(kind, after.object['spec']);
}

function targetsOf({ object }: KubernetesResource): readonly string[] {
  const targets = valueAt(object, 'spec.rolloutRestartTargets');
  return (Array.isArray(targets) ? targets : []).flatMap((target: unknown) => {
    const kind = KINDS[String(valueAt(target, 'kind'))];
    const { namespace } = object.metadata;
    return kind === undefined ? [] : [`${kind} ${identityOf({ namespace, name: String(valueAt(target, 'name')) })}`];
  });
}
