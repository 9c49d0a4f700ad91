import { defineRule } from '../../define-rule';
import { type Fields, fieldsOf, isAbsent } from '../../fields';

const OUTSIDE = {
  field: 'metadata.labels',
  problem: "pods in 'shop' are outside the mesh",
  fix: 'label it istio-injection: enabled, or istio.io/rev with a revision, or istio.io/dataplane-mode: ambient',
};

/** Outside the mesh a pod has no identity, so nothing can tell who calls. */
export const namespacesInTheMesh = defineRule({
  id: 'namespaces-in-the-mesh',
  subject: 'object',
  of: ['Namespace'],
  says: 'Namespaces are in the mesh.',
  because: 'pods outside it speak in clear text and have no identity',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: ['practices:network-security', 'NSA:encryption'],
  check: ({ object: { metadata } }) =>
    isInMesh(fieldsOf(metadata.labels, 'metadata.labels'))
      ? []
      : [{ ...OUTSIDE, problem: `pods in '${metadata.name}' are outside the mesh` }],
  cel: {
    variables: { bears: 'object.metadata.?labels.orValue({})' },
    accepts: [
      'variables.bears[?"istio-injection"].orValue("") == "enabled"',
      'variables.bears[?"istio.io/dataplane-mode"].orValue("") == "ambient"',
      '(!("istio-injection" in variables.bears) && variables.bears[?"istio.io/rev"].orValue("") != "")',
    ].join(' || '),
    remedy: OUTSIDE.fix,
  },
  examples: {
    accepted: [
      { 'istio-injection': 'enabled' },
      { 'istio.io/rev': '1-29' },
      { 'istio.io/dataplane-mode': 'ambient' },
    ].map((labels) => ({ shows: `the label ${Object.keys(labels)[0]}`, resources: [namespace(labels)] })),
    refused: [
      { shows: 'no label', resources: [namespace({})], violations: [OUTSIDE] },
      { shows: 'no injection', resources: [namespace({ 'istio-injection': 'disabled' })], violations: [OUTSIDE] },
      {
        shows: 'a revision that another label turns off',
        resources: [namespace({ 'istio.io/rev': '1-29', 'istio-injection': 'disabled' })],
        violations: [OUTSIDE],
      },
      { shows: 'a revision without a name', resources: [namespace({ 'istio.io/rev': '' })], violations: [OUTSIDE] },
    ],
  },
});

/** Istio asks a revision's namespaces to have no label `istio-injection`, so that one turns the revision off. */
function isInMesh(labels: Fields): boolean {
  const { 'istio-injection': injection, 'istio.io/rev': revision, 'istio.io/dataplane-mode': mode } = labels;
  if (injection === 'enabled' || mode === 'ambient') return true;
  return isAbsent(injection) && !isAbsent(revision) && revision !== '';
}

function namespace(labels: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } };
}
