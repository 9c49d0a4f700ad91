import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const FIELD = `metadata.labels[${ENFORCE}]`;
const FIX = `label it ${ENFORCE}: restricted`;

/** Rules judge what is in a plan; the API server judges whatever comes into the namespace, by whomever. */
export const namespacesEnforceRestricted = defineRule({
  id: 'namespaces-enforce-restricted',
  subject: 'object',
  of: ['Namespace'],
  says: 'Namespaces have the API server enforce the restricted Pod Security Standard.',
  because: 'a pod that is in no plan could otherwise take over its node',
  level: 'mandatory',
  severity: 'high',
  topic: 'access',
  references: ['PSS:restricted', 'CIS:5.2.1', 'NSA:pod-security'],
  check: ({ object: { metadata } }) => {
    const level = fieldsOf(metadata.labels, 'metadata.labels')[ENFORCE];
    return level === 'restricted' ? [] : [{ field: FIELD, problem: problemOf(level), fix: FIX }];
  },
  cel: {
    accepts: `object.metadata.?labels[?${text(ENFORCE)}].orValue("") == "restricted"`,
    remedy: FIX,
  },
  examples: {
    accepted: [{ shows: 'restricted', resources: [namespace({ [ENFORCE]: 'restricted' })] }],
    refused: [
      {
        shows: 'no level, which is that of the cluster',
        resources: [namespace({})],
        violations: [{ field: FIELD, problem: problemOf(undefined), fix: FIX }],
      },
      {
        shows: 'a level that only warns',
        resources: [namespace({ 'pod-security.kubernetes.io/warn': 'restricted' })],
        violations: [{ field: FIELD, problem: problemOf(undefined), fix: FIX }],
      },
      ...['privileged', 'baseline'].map((level) => ({
        shows: level,
        resources: [namespace({ [ENFORCE]: level })],
        violations: [{ field: FIELD, problem: problemOf(level), fix: FIX }],
      })),
    ],
  },
});

function problemOf(level: unknown): string {
  return level === undefined ? 'it enforces no level, so any pod may come' : `it enforces '${String(level)}' only`;
}

function namespace(labels: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } };
}
