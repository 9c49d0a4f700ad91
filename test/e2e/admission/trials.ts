import type { Manifest } from '../../../constructs/plan/resource';
import { trialsOf } from '../../../policies/examples/trials';
import type { Rule } from '../../../policies/index';
import { IMAGE } from './workloads';

/** An example of a rule that is one object, with what a pod needs to be accepted by the API server. */
export interface OneObject {
  readonly what: string;
  readonly object: Manifest;
  readonly isRefused: boolean;
}

/** Kinds of which no policy is asked, as operators read them, or which nobody here serves. */
const ELSEWHERE = new Set(['NobodyKnowsThis', 'Pooler', 'Prometheus', 'WasmPlugin', 'Workflow']);

/** Groups that nobody here serves. */
const GROUPS_ELSEWHERE = new Set(['apps.kruise.io', 'example.com', 'serving.knative.dev', 'tekton.dev']);

function isElsewhere({ apiVersion, kind }: Manifest): boolean {
  return ELSEWHERE.has(kind) || GROUPS_ELSEWHERE.has(apiVersion.split('/')[0]!);
}

/** The examples of a rule that are about one object, in every kind that a policy is asked about. */
export function examplesOf(rule: Rule): readonly OneObject[] {
  return trialsOf(rule).flatMap(({ what, judged: { resources }, violations, doubts }) => {
    const [resource, ...others] = resources;
    // What cannot be told is refused by the one and left to the other.
    if (doubts.length > 0 || resource?.api !== 'kubernetes' || others.length > 0) return [];
    if (isElsewhere(resource.object)) return [];
    return [{ what, object: filledIn(resource.object), isRefused: violations.length > 0 }];
  });
}

function filledIn(object: Manifest): Manifest {
  const { kind } = object;
  const whole = structuredClone(object) as any;
  if (whole.metadata.namespace === 'edge') whole.metadata.namespace = 'shop';
  const spec = kind === 'CronJob' ? whole.spec?.jobTemplate?.spec : whole.spec;
  const template = kind === 'Pod' ? whole : kind === 'PodTemplate' ? whole.template : spec?.template;
  if (template?.spec?.containers !== undefined) fillIn(template, kind);
  if (['DaemonSet', 'Deployment', 'ReplicaSet', 'Rollout', 'StatefulSet'].includes(kind)) {
    spec.selector ??= { matchLabels: template.metadata.labels };
  }
  if (kind === 'ReplicationController') spec.selector = template.metadata.labels;
  if (kind === 'StatefulSet') spec.serviceName ??= 'api';
  if (kind === 'Rollout') spec.strategy ??= {};
  if (kind === 'CronJob') whole.spec.schedule ??= '0 6 * * 1';
  return whole as Manifest;
}

function fillIn(template: any, kind: string): void {
  template.metadata ??= {};
  template.metadata.labels ??= { app: 'api' };
  if (kind === 'Job' || kind === 'CronJob') template.spec.restartPolicy ??= 'Never';
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    for (const container of template.spec[list] ?? []) container.image ??= IMAGE;
  }
}
