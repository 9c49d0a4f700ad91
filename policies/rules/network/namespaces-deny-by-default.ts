import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf, listOf } from '../../fields';
import { isEmptySelector } from '../../labels';
import { hasOne } from '../../namespaces';
import { isNetworkPolicy } from '../../network-policy';

const OPEN = "pods in 'shop' may talk to anything that nothing forbids";
const FIX = 'add a NetworkPolicy with an empty podSelector, both policyTypes and no rules';

const SHOP = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const DENY = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

/** A pod that no NetworkPolicy selects may talk to anything, so one has to select them all. */
export const namespacesDenyByDefault = defineRule({
  id: 'namespaces-deny-by-default',
  subject: 'namespace',
  says: 'Namespaces deny traffic that nothing allows.',
  because: 'a pod that no policy selects may reach anything',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['CIS:5.3.2', 'NSA:network-policies', 'practices:network-security'],
  check: (namespace) =>
    hasOne(namespace, deniesAll)
      ? []
      : [
          {
            field: namespace.field,
            problem: `pods in '${namespace.name}' may talk to anything that nothing forbids`,
            fix: FIX,
          },
        ],
  examples: {
    accepted: [{ shows: 'a policy that denies everything', resources: [SHOP, policy(DENY)] }],
    refused: [
      {
        shows: 'no policy',
        resources: [SHOP],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      },
      {
        shows: 'a policy for some of its pods',
        resources: [SHOP, policy({ ...DENY, podSelector: { matchLabels: { app: 'api' } } })],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      },
      ...['Ingress', 'Egress'].map((type) => ({
        shows: `a policy for ${type.toLowerCase()} only`,
        resources: [SHOP, policy({ ...DENY, policyTypes: [type] })],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      })),
      ...['ingress', 'egress'].map((direction) => ({
        shows: `a policy that allows all ${direction}`,
        resources: [SHOP, policy({ ...DENY, [direction]: [{}] })],
        violations: [{ field: 'metadata.name', problem: OPEN, fix: FIX }],
      })),
      {
        shows: 'a namespace that the plan only puts something into',
        resources: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' } }],
        violations: [{ field: 'metadata.namespace', problem: OPEN, fix: FIX }],
      },
    ],
  },
});

function deniesAll(object: Manifest): boolean {
  if (!isNetworkPolicy(object)) return false;
  const { podSelector, policyTypes, ingress, egress } = fieldsOf(object['spec'], 'spec');
  const types = listOf(policyTypes, 'spec.policyTypes');
  return (
    isEmptySelector(podSelector, 'spec.podSelector') &&
    types.includes('Ingress') &&
    types.includes('Egress') &&
    listOf(ingress, 'spec.ingress').length === 0 &&
    listOf(egress, 'spec.egress').length === 0
  );
}

function policy(spec: object): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: 'shop' },
    spec,
  };
}
