import { defineRule } from '../../define-rule';

const DEFAULT = {
  field: 'metadata.namespace',
  problem: "its pods are in the namespace 'default', where anything may be",
  fix: 'put it into a namespace of its own, such as a SecureNamespace',
};

const POD = { containers: [{ name: 'api' }] };

/** What forgets to say its namespace is in `default`: no policy can be about it without being about everything else. */
export const defaultNamespaceEmpty = defineRule({
  id: 'default-namespace-empty',
  subject: 'pod',
  says: "No pods are in the namespace 'default'.",
  because: 'whatever forgets its namespace is in there, too, with the same policies and accounts',
  level: 'mandatory',
  severity: 'medium',
  topic: 'access',
  references: ['CIS:5.7.4', 'NSA:hardened-environments'],
  check: ({ namespace }) => (namespace === 'default' ? [DEFAULT] : []),
  examples: {
    accepted: [{ shows: 'a namespace of its own', pod: {} }],
    refused: [{ name: 'api' }, { name: 'api', namespace: 'default' }].map((metadata) => ({
      shows: 'namespace' in metadata ? 'it' : 'none, which is the same',
      resources: [{ apiVersion: 'v1', kind: 'Pod', metadata, spec: POD }],
      violations: [DEFAULT],
    })),
  },
});
