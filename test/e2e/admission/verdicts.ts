import { kubernetesResource, type Manifest } from '../../../constructs/plan/resource';
import { judge, type Rule } from '../../../policies/index';

const GATEWAY: Manifest = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'shop' },
  spec: { gatewayClassName: 'istio' },
};

/** What CEL takes for given, since it sees one object: `leavesOut` of the rule says so. */
const GIVEN: Readonly<Record<string, readonly Manifest[]>> = {
  'authorization-by-identity': [GATEWAY],
  'no-open-cidr': [GATEWAY],
};

/** Whether a rule refuses an object; what it cannot tell is refused, as everywhere. */
export function refuses(rule: Rule, object: Manifest): boolean {
  const { namespace } = object.metadata;
  const given = (GIVEN[rule.id] ?? []).map((one) => ({
    ...one,
    metadata: { ...one.metadata, ...(namespace && { namespace }) },
  }));
  const resource = kubernetesResource(object, 'generated');
  const resources = [resource, ...given.map((one) => kubernetesResource(one, 'given'))];
  return judge(resources, { rules: [rule] }).some(
    ({ resource: id, outcome }) => id === resource.id && (outcome === 'fail' || outcome === 'unknown'),
  );
}
