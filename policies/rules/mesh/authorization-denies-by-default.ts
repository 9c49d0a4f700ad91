import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';
import { hasOne } from '../../namespaces';

const POLICY = 'security.istio.io/AuthorizationPolicy';

const FIX = 'add an AuthorizationPolicy with an empty spec, which allows nothing';

const SHOP = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

/** Without any AuthorizationPolicy the mesh proves who calls and then lets everybody in. */
export const authorizationDeniesByDefault = defineRule({
  id: 'authorization-denies-by-default',
  subject: 'namespace',
  says: 'Namespaces authorize nobody by default.',
  because: 'a workload without a policy accepts every caller',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: [
    'practices:network-security',
    'https://istio.io/latest/docs/ops/best-practices/security/#use-default-deny-patterns',
  ],
  check: (namespace) =>
    hasOne(namespace, allowsNothing) ? [] : [{ field: namespace.field, problem: lacking(namespace.name), fix: FIX }],
  examples: {
    accepted: [{ shows: 'a policy that allows nothing', resources: [SHOP, policy({})] }],
    refused: [
      {
        shows: 'no policy',
        resources: [SHOP],
        violations: [{ field: 'metadata.name', problem: lacking('shop'), fix: FIX }],
      },
      {
        shows: 'a policy that allows everything',
        resources: [SHOP, policy({ rules: [{}] })],
        violations: [{ field: 'metadata.name', problem: lacking('shop'), fix: FIX }],
      },
      {
        shows: 'a policy that is only tried out',
        resources: [SHOP, policy({}, { 'istio.io/dry-run': 'true' })],
        violations: [{ field: 'metadata.name', problem: lacking('shop'), fix: FIX }],
      },
    ],
  },
});

function lacking(name: string): string {
  return `workloads in '${name}' without a policy of their own accept every caller`;
}

/** An empty spec selects every workload, and matches no request; a dry run of it is only logged. */
function allowsNothing(object: Manifest): boolean {
  return (
    kindOf(object) === POLICY &&
    (object.metadata.annotations?.['istio.io/dry-run'] ?? 'false') === 'false' &&
    Object.keys(fieldsOf(object['spec'], 'spec')).length === 0
  );
}

function policy(spec: object, annotations: Readonly<Record<string, string>> = {}): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'default', namespace: 'shop', annotations },
    spec,
  };
}
