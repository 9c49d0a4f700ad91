import type { RestartTarget } from '../operators/vault-secrets-operator';
import { isGroup } from '../props/props';
import type { Written } from './written';

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/#DeploymentSpec */
const DEFAULT_PROGRESS_SECONDS = 600;

/** What the Vault Secrets Operator restarts when a credential changes: a run of a CronJob reads it as it starts. */
export function restartTarget({ manifest: { kind, metadata } }: Written): RestartTarget | undefined {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet'
    ? { kind, name: metadata.name }
    : undefined;
}

/** The longest that it takes to replace all pods, as far as the object says; undefined where it says nothing. */
export function worstRollout({ manifest }: Written): number | undefined {
  const spec = field(manifest, 'spec');
  if (manifest.kind === 'Deployment') {
    // Without a count, an autoscaler has it.
    const replicas = number(field(spec, 'replicas'));
    // Each pod that becomes ready starts the deadline anew.
    const deadline = number(field(spec, 'progressDeadlineSeconds')) ?? DEFAULT_PROGRESS_SECONDS;
    return replicas === undefined ? undefined : Math.max(1, replicas) * deadline;
  }
  return manifest.kind === 'CronJob'
    ? number(field(field(field(spec, 'jobTemplate'), 'spec'), 'activeDeadlineSeconds'))
    : undefined;
}

function field(value: unknown, key: string): unknown {
  return isGroup(value) ? value[key] : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
