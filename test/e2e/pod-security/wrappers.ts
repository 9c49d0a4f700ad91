import type { Manifest } from '../../../constructs/plan/resource';

/** A pod by itself, and in kinds that make such pods. */
export const WRAPPERS: Readonly<Record<string, (pod: Manifest) => Manifest>> = {
  'a Pod': (pod) => pod,
  'a Deployment': (pod) => withTemplate('apps/v1', 'Deployment', pod, { replicas: 1 }),
  'a StatefulSet': (pod) => withTemplate('apps/v1', 'StatefulSet', pod, { replicas: 1 }),
  'a DaemonSet': (pod) => withTemplate('apps/v1', 'DaemonSet', pod),
  'a Job': (pod) => withTemplate('batch/v1', 'Job', pod),
  'a CronJob': (pod) => {
    const { metadata, ...job } = withTemplate('batch/v1', 'Job', pod);
    return { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { schedule: '0 3 * * *', jobTemplate: job } };
  },
  'a Rollout': (pod) => withTemplate('argoproj.io/v1alpha1', 'Rollout', pod, { replicas: 1 }),
};

function withTemplate(apiVersion: string, kind: string, pod: Manifest, more: object = {}): Manifest {
  const { name, ...metadata } = pod.metadata;
  return { apiVersion, kind, metadata: { name }, spec: { ...more, template: { metadata, spec: pod['spec'] } } };
}
