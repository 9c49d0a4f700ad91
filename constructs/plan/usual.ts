import type { FieldChange } from './diff/fields';
import { factsOf } from './kinds';

/** By the last two fields that lead there: what the API server writes where nothing is said. */
type Usual = Readonly<Record<string, string | number | boolean>>;

/** Of a pod, in whatever makes it. */
export const USUAL_OF_PODS: Usual = {
  'spec.dnsPolicy': 'ClusterFirst',
  'spec.restartPolicy': 'Always',
  'spec.schedulerName': 'default-scheduler',
  'spec.terminationGracePeriodSeconds': 30,
  'containers.terminationMessagePath': '/dev/termination-log',
  'containers.terminationMessagePolicy': 'File',
  'ports.protocol': 'TCP',
  'probe.failureThreshold': 3,
  'probe.periodSeconds': 10,
  'probe.successThreshold': 1,
  'probe.timeoutSeconds': 1,
  'httpGet.scheme': 'HTTP',
  'fieldRef.apiVersion': 'v1',
  'configMap.defaultMode': 0o644,
  'projected.defaultMode': 0o644,
  'secret.defaultMode': 0o644,
};

/** By group and kind. Never `replicas`: who leaves them out leaves them to an autoscaler. */
export const USUAL_OF_KINDS: Readonly<Record<string, Usual>> = {
  PersistentVolumeClaim: { 'spec.volumeMode': 'Filesystem' },
  Service: { 'spec.internalTrafficPolicy': 'Cluster', 'spec.sessionAffinity': 'None', 'spec.type': 'ClusterIP' },
  'apps/Deployment': {
    'spec.progressDeadlineSeconds': 600,
    'spec.revisionHistoryLimit': 10,
    'strategy.type': 'RollingUpdate',
    'rollingUpdate.maxSurge': '25%',
    'rollingUpdate.maxUnavailable': '25%',
  },
  'apps/StatefulSet': {
    'spec.podManagementPolicy': 'OrderedReady',
    'spec.revisionHistoryLimit': 10,
    'updateStrategy.type': 'RollingUpdate',
  },
  'batch/CronJob': {
    'spec.concurrencyPolicy': 'Allow',
    'spec.failedJobsHistoryLimit': 1,
    'spec.successfulJobsHistoryLimit': 3,
    'spec.suspend': false,
  },
  'batch/Job': { 'spec.backoffLimit': 6, 'spec.completionMode': 'NonIndexed', 'spec.suspend': false },
};

const NONE: Usual = {};

/** Fields that are called otherwise, and say the same of the same thing. */
const ALIKE: Readonly<Record<string, string>> = {
  initContainers: 'containers',
  ephemeralContainers: 'containers',
  livenessProbe: 'probe',
  readinessProbe: 'probe',
  startupProbe: 'probe',
};

/**
 * Whether a change of an object only says what holds where nothing is said, or no longer says it: nothing happens.
 *
 * Of what is not known here, it counts as a change.
 */
export function isUsual(kind: string, { steps, before, after }: FieldChange): boolean {
  if (before !== undefined && after !== undefined) return false;
  const usual = usualAt(kind, steps);
  return usual !== undefined && (before ?? after) === usual;
}

/** What holds where nothing is said; undefined where that depends, or is not known. */
export function usualAt(kind: string, steps: readonly string[]): Usual[string] | undefined {
  const [above = '', field] = steps.filter((step) => !step.startsWith('[')).slice(-2);
  const place = `${Object.hasOwn(ALIKE, above) ? ALIKE[above] : above}.${field}`;
  const tables = [
    Object.hasOwn(USUAL_OF_KINDS, kind) ? USUAL_OF_KINDS[kind]! : NONE,
    factsOf(kind).template === undefined ? NONE : USUAL_OF_PODS,
  ];
  return tables.find((table) => Object.hasOwn(table, place))?.[place];
}
