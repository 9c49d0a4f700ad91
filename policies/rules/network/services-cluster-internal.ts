import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

const OUTSIDE: Readonly<Record<string, string>> = {
  LoadBalancer: 'it is reached from outside the cluster, past the gateway',
  NodePort: 'it is reached at every node, past the gateway',
};
const FIX = 'make it a ClusterIP, and expose it by the gateway';

/** What comes by the gateway has shown a token, is encrypted and is limited; what comes by another door is neither. */
export const servicesClusterInternal = defineRule({
  id: 'services-cluster-internal',
  subject: 'object',
  of: ['Service'],
  says: 'Services are reached from inside the cluster only.',
  because: 'another door has no TLS, no tokens and no limits',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['practices:network-security', 'NSA:network-policies'],
  check: ({ object }) => {
    const { type } = fieldsOf(object['spec'], 'spec');
    const problem = Object.hasOwn(OUTSIDE, String(type)) ? OUTSIDE[String(type)] : undefined;
    return problem === undefined ? [] : [{ field: 'spec.type', problem, fix: FIX }];
  },
  cel: {
    accepts: `!(object.spec.?type.orValue("ClusterIP") in ${texts(Object.keys(OUTSIDE))})`,
    remedy: FIX,
  },
  examples: {
    accepted: [
      { shows: 'an address of the cluster', resources: [service({ type: 'ClusterIP' })] },
      { shows: 'what it is where nothing is said', resources: [service({})] },
      { shows: 'the addresses of its pods', resources: [service({ clusterIP: 'None' })] },
    ],
    refused: Object.entries(OUTSIDE).map(([type, problem]) => ({
      shows: type,
      resources: [service({ type })],
      violations: [{ field: 'spec.type', problem, fix: FIX }],
    })),
  },
});

function service(spec: object) {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' }, spec };
}
