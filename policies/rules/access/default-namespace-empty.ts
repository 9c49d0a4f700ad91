import { defineRule } from '../../define-rule';

const DEFAULT = {
  field: 'metadata.namespace',
  problem: "its pods are in the namespace 'default', where anything may be",
  fix: 'put it into a namespace of its own, such as a SecureNamespace',
};

/**
 * Whatever forgets its namespace lands in `default`: no policy can be about one of them without being about all.
 *
 * Of what does not say where it is, somebody else decides when it is applied.
 */
export const defaultNamespaceEmpty = defineRule({
  id: 'default-namespace-empty',
  subject: 'pod',
  says: "No pods are in the namespace 'default'.",
  because: 'whatever forgets its namespace is in there, too, with the same policies and accounts',
  level: 'mandatory',
  severity: 'medium',
  topic: 'access',
  references: ['CIS:5.7.4', 'NSA:hardened-environments'],
  check: ({ resource }) => (resource.object.metadata.namespace === 'default' ? [DEFAULT] : []),
  cel: {
    accepts: 'size(variables.containers) == 0 || object.metadata.?namespace.orValue("") != "default"',
    remedy: DEFAULT.fix,
  },
  examples: {
    accepted: [
      { shows: 'a namespace of its own', pod: {} },
      { shows: 'one that is said when it is applied', resources: [podIn({ name: 'api' })] },
    ],
    refused: [{ shows: 'it', resources: [podIn({ name: 'api', namespace: 'default' })], violations: [DEFAULT] }],
  },
});

function podIn(metadata: { readonly name: string; readonly namespace?: string }) {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'api' }] } };
}
