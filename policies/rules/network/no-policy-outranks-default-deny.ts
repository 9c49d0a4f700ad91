import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { entriesOf, fieldsOf } from '../../fields';

const DIRECTIONS = ['ingress', 'egress'];
const FIX = 'open it by a NetworkPolicy in the namespace of each end, or pass it on by the action Pass';

/** By kind, the action that opens before any NetworkPolicy of a namespace is asked. */
const OPENS: Readonly<Record<string, string>> = {
  'policy.networking.k8s.io/AdminNetworkPolicy': 'Allow',
  'policy.networking.k8s.io/ClusterNetworkPolicy': 'Accept',
  'projectcalico.org/GlobalNetworkPolicy': 'Allow',
  'crd.projectcalico.org/GlobalNetworkPolicy': 'Allow',
};

/** What holds for the whole cluster and allows, allows what the owner of a namespace has closed. */
export const noPolicyOutranksDefaultDeny = defineRule({
  id: 'no-policy-outranks-default-deny',
  subject: 'object',
  of: Object.keys(OPENS),
  says: 'No policy of the whole cluster allows what the policies of a namespace close.',
  because: 'a namespace that denies by default is open, and nothing in it says so',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['NSA:network-policies', 'https://network-policy-api.sigs.k8s.io/api-overview/'],
  check: ({ object }) => {
    const spec = fieldsOf(object['spec'], 'spec');
    // What stands after the policies of namespaces opens only what they leave open.
    if (spec['tier'] === 'Baseline') return [];
    return DIRECTIONS.flatMap((direction) =>
      entriesOf(spec[direction], `spec.${direction}`).flatMap(({ field, value }) =>
        value['action'] === OPENS[kindOf(object)] ? [opened(`${field}.action`)] : [],
      ),
    );
  },
  cel: { cannot: 'no API server that expressions are tried on serves these kinds' },
  examples: {
    accepted: [
      { shows: 'a policy that denies', resources: [admin('ingress', 'Deny')] },
      { shows: 'one that leaves it to the namespaces', resources: [admin('egress', 'Pass')] },
      { shows: 'what comes after the namespaces', resources: [cluster('Baseline', 'Accept')] },
      { shows: 'a global policy of Calico that denies', resources: [calico('Deny')] },
      { shows: 'a policy that lists nothing', resources: [{ ...calico('Deny'), spec: { selector: 'all()' } }] },
    ],
    refused: [
      ...DIRECTIONS.map((direction) => ({
        shows: `an AdminNetworkPolicy that allows ${direction}`,
        resources: [admin(direction, 'Allow')],
        violations: [opened(`spec.${direction}[0].action`)],
      })),
      {
        shows: 'a ClusterNetworkPolicy of the first tier that accepts',
        resources: [cluster('Admin', 'Accept')],
        violations: [opened('spec.ingress[0].action')],
      },
      {
        shows: 'a global policy of Calico that allows',
        resources: [calico('Allow')],
        violations: [opened('spec.ingress[0].action')],
      },
      {
        shows: 'the same, as the API server of Kubernetes has it',
        resources: [{ ...calico('Allow'), apiVersion: 'crd.projectcalico.org/v1' }],
        violations: [opened('spec.ingress[0].action')],
      },
    ],
  },
});

function opened(field: string) {
  return { field, problem: 'it opens before the policies of the namespaces are asked', fix: FIX };
}

function admin(direction: string, action: string): Manifest {
  const peers = [{ namespaces: {} }];
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'all' },
    spec: {
      priority: 10,
      subject: { namespaces: {} },
      [direction]: [{ action, [direction === 'ingress' ? 'from' : 'to']: peers }],
    },
  };
}

function cluster(tier: string, action: string): Manifest {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'all' },
    spec: { tier, priority: 10, subject: { namespaces: {} }, ingress: [{ action, from: [{ namespaces: {} }] }] },
  };
}

function calico(action: string): Manifest {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'all' },
    spec: { selector: 'all()', types: ['Ingress'], ingress: [{ action }] },
  };
}
