import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { BINDING_ELSEWHERE } from '../../examples/of-others';
import { fieldsOf, isAbsent, listOf } from '../../fields';
import { selectsNamespace } from '../../mesh-selector';
import { hasOne, rootOf } from '../../namespaces';
import { isPeopled } from '../../peopled';

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
  applies: (namespace, context) => isPeopled(namespace, context, 'security.istio.io/AuthorizationPolicy'),
  check: (namespace, context) => {
    const root = rootOf(context);
    const denies =
      (root !== undefined && hasOne(root, POLICY, allowsNothing)) || hasOne(namespace, POLICY, allowsNothing);
    return denies ? [] : [{ field: namespace.field, problem: lacking(namespace.name), fix: FIX }];
  },
  examples: {
    accepted: [
      { shows: 'a policy that allows nothing', resources: [SHOP, policy({})] },
      {
        shows: 'the same for the whole mesh, in the namespace of Istio',
        resources: [SHOP, policy({}, {}, 'istio-system')],
      },
      ...[{ rules: [] }, { action: 'ALLOW' }, { selector: {} }, { selector: { matchLabels: {} }, rules: null }].map(
        (spec) => ({ shows: `the same, written out: ${JSON.stringify(spec)}`, resources: [SHOP, policy(spec)] }),
      ),
    ],
    refused: [
      {
        shows: 'a policy that allows everything in a namespace that others declare',
        resources: [policy({ rules: [{}] })],
        violations: [{ field: 'metadata.namespace', problem: lacking('shop'), fix: FIX }],
      },
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
      ...[{ action: 'DENY' }, { action: 'AUDIT' }, { targetRefs: [{ kind: 'Service', group: '', name: 'api' }] }].map(
        (spec) => ({
          shows: `a policy that allows nobody less: ${JSON.stringify(spec)}`,
          resources: [SHOP, policy(spec)],
          violations: [{ field: 'metadata.name', problem: lacking('shop'), fix: FIX }],
        }),
      ),
      {
        shows: 'a policy that is only tried out',
        resources: [SHOP, policy({}, { 'istio.io/dry-run': 'true' })],
        violations: [{ field: 'metadata.name', problem: lacking('shop'), fix: FIX }],
      },
      {
        shows: 'what is no policy',
        resources: [SHOP, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api', namespace: 'shop' } }],
        violations: [{ field: 'metadata.name', problem: lacking('shop'), fix: FIX }],
      },
    ],
    skipped: [BINDING_ELSEWHERE],
  },
});

function lacking(name: string): string {
  return `workloads in '${name}' without a policy of their own accept every caller`;
}

/** Without rules ALLOW matches no request, of every workload that is selected; a dry run of it is only logged. */
function allowsNothing(object: Manifest): boolean {
  const { selector, targetRefs, targetRef, action, rules } = fieldsOf(object['spec'], 'spec');
  return (
    (object.metadata.annotations?.['istio.io/dry-run'] ?? 'false') === 'false' &&
    (action ?? 'ALLOW') === 'ALLOW' &&
    listOf(rules, 'spec.rules').length === 0 &&
    listOf(targetRefs, 'spec.targetRefs').length === 0 &&
    isAbsent(targetRef) &&
    selectsNamespace(selector, 'spec.selector')
  );
}

function policy(spec: object, annotations: Readonly<Record<string, string>> = {}, namespace = 'shop'): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'default', namespace, annotations },
    spec,
  };
}
