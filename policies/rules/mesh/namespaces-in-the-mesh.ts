import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { type Fields, fieldsOf, isAbsent } from '../../fields';
import { runsPods } from '../../peopled';
import { NEVER_INJECTED } from '../../reachability/mesh/membership';
import { Unknowable } from '../../unknowable';

const OUTSIDE = {
  field: 'metadata.labels',
  problem: "pods in 'shop' are outside the mesh",
  fix: 'label it istio-injection: enabled, or istio.io/rev with a revision, or istio.io/dataplane-mode: ambient',
};

const ELSEWHERE = 'run them in a namespace of their own, which is labelled for the mesh';

const ABSENT = {
  why: "no Namespace 'shop' is judged with them, so nobody can tell whether its pods are in the mesh",
  fix: 'have its Namespace judged with them: declare it, or for manifests name it and its labels by --assume-namespace',
};

const WORKLOAD = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: { spec: { containers: [{ name: 'api' }] } } },
};
const ACCOUNT = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: 'shop' } };

/** Outside the mesh a pod has no identity, so nothing can tell who calls. */
export const namespacesInTheMesh = defineRule({
  id: 'namespaces-in-the-mesh',
  subject: 'namespace',
  says: 'Namespaces are in the mesh.',
  because: 'pods outside it speak in clear text and have no identity',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: ['practices:network-security', 'NSA:encryption'],
  // What is put beside the pods of somebody else, such as a Role, runs nowhere.
  applies: ({ field, objects }, context) => field === 'metadata.name' || objects.some((one) => runsPods(one, context)),
  check: ({ name, field, resource: { object } }) => {
    const isDeclared = field === 'metadata.name';
    const labels = isDeclared ? fieldsOf(object.metadata.labels, 'metadata.labels') : {};
    if (isInMesh(labels, name)) return [];
    if (NEVER_INJECTED.includes(name)) return [{ field, problem: leftAlone(name), fix: ELSEWHERE }];
    if (isDeclared) return [{ ...OUTSIDE, problem: `pods in '${name}' are outside the mesh` }];
    return [new Unknowable(field, ABSENT.why.replace('shop', name), undefined, ABSENT.fix)];
  },
  cel: {
    of: ['Namespace'],
    variables: { bears: 'object.metadata.?labels.orValue({})' },
    accepts: [
      'variables.bears[?"istio.io/dataplane-mode"].orValue("") == "ambient"',
      `(!(object.metadata.name in ${texts(NEVER_INJECTED)}) && (${[
        'variables.bears[?"istio-injection"].orValue("") == "enabled"',
        '(!("istio-injection" in variables.bears) && variables.bears[?"istio.io/rev"].orValue("") != "")',
      ].join(' || ')}))`,
    ].join(' || '),
    remedy: OUTSIDE.fix,
    leavesOut: 'what comes into a namespace that nobody has declared: a Namespace is held when it is written itself',
  },
  examples: {
    accepted: [
      { 'istio-injection': 'enabled' },
      { 'istio.io/rev': '1-29' },
      { 'istio.io/dataplane-mode': 'ambient' },
    ].map((labels) => ({
      shows: `the label ${Object.keys(labels)[0]}`,
      resources: [namespace(labels), WORKLOAD],
    })),
    refused: [
      { shows: 'no label', resources: [namespace({})], violations: [OUTSIDE] },
      { shows: 'no injection', resources: [namespace({ 'istio-injection': 'disabled' })], violations: [OUTSIDE] },
      {
        shows: 'a revision that another label turns off',
        resources: [namespace({ 'istio.io/rev': '1-29', 'istio-injection': 'disabled' })],
        violations: [OUTSIDE],
      },
      { shows: 'a revision without a name', resources: [namespace({ 'istio.io/rev': '' })], violations: [OUTSIDE] },
      {
        shows: 'a namespace in which nothing is ever injected',
        resources: [namespace({ 'istio-injection': 'enabled' }, 'local-path-storage')],
        violations: [{ field: 'metadata.name', problem: leftAlone('local-path-storage'), fix: ELSEWHERE }],
      },
      {
        shows: 'a workload in such a namespace, which nobody declares',
        resources: [ACCOUNT, { ...WORKLOAD, metadata: { name: 'api', namespace: 'kube-system' } }],
        violations: [{ field: 'metadata.namespace', problem: leftAlone('kube-system'), fix: ELSEWHERE }],
      },
    ],
    unknown: [
      WORKLOAD,
      { ...WORKLOAD, kind: 'StatefulSet', spec: {} },
      { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: ACCOUNT.metadata, spec: { instances: 3 } },
      { apiVersion: 'elasticsearch.k8s.elastic.co/v1', kind: 'Elasticsearch', metadata: ACCOUNT.metadata },
      { apiVersion: 'rabbitmq.com/v1beta1', kind: 'RabbitmqCluster', metadata: ACCOUNT.metadata },
      { ...WORKLOAD, apiVersion: 'example.com/v1', kind: 'NobodyKnowsThis' },
    ].map((workload) => ({
      shows: `a ${workload.kind} in a namespace of which nothing is known`,
      resources: [ACCOUNT, workload],
      doubts: [{ field: 'metadata.namespace', why: ABSENT.why }],
    })),
    skipped: [
      { shows: 'a namespace into which only an account is put', resources: [ACCOUNT] },
      {
        shows: 'a namespace into which only a template is put, which others copy',
        resources: [
          { apiVersion: 'v1', kind: 'PodTemplate', metadata: ACCOUNT.metadata, template: WORKLOAD.spec.template },
        ],
      },
      {
        shows: 'a Gateway of which another operator makes what runs elsewhere',
        resources: [
          {
            apiVersion: 'gateway.networking.k8s.io/v1',
            kind: 'Gateway',
            metadata: ACCOUNT.metadata,
            spec: { gatewayClassName: 'example' },
          },
        ],
      },
    ],
  },
});

/** Istio asks a revision's namespaces to have no label `istio-injection`, so that one turns the revision off. */
function isInMesh(labels: Fields, name: string): boolean {
  const { 'istio-injection': injection, 'istio.io/rev': revision, 'istio.io/dataplane-mode': mode } = labels;
  if (mode === 'ambient') return true;
  if (NEVER_INJECTED.includes(name)) return false;
  return injection === 'enabled' || (isAbsent(injection) && !isAbsent(revision) && revision !== '');
}

function leftAlone(name: string): string {
  return `pods in '${name}' are outside the mesh, which injects nothing there, whatever its labels say`;
}

function namespace(labels: Readonly<Record<string, string>>, name = 'shop') {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}
