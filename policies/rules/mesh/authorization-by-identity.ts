import { defineRule } from '../../define-rule';
import { entriesOf, type Fields, fieldsOf, isAbsent, textsOf } from '../../fields';
import { selectsGateway } from '../../gateway';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/** A service account as the mesh proves it: trust domain, namespace, name, none of them a pattern. */
const PRINCIPAL = /^[^/*]+\/ns\/[^/*]+\/sa\/[^/*]+$/;

const ANONYMOUS = { problem: 'it lets in callers whom it does not name', fix: 'name their service accounts' };
const SPELT_OUT = 'write it as <trust domain>/ns/<namespace>/sa/<name>, without a wildcard';

/** Addresses, paths and namespaces can be had by anyone; only a service account is proven by a certificate. */
export const authorizationByIdentity = defineRule({
  id: 'authorization-by-identity',
  subject: 'object',
  of: ['security.istio.io/AuthorizationPolicy'],
  says: 'Callers are authorized by service account, each of them by name.',
  because: 'only that is proven by a certificate',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: [
    'practices:network-security',
    'practices:authorization',
    'https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies',
  ],
  applies: ({ object }) => {
    const spec = fieldsOf(object['spec'], 'spec');
    return !isForGateway(spec) && allows(spec['action']) && entriesOf(spec['rules'], 'spec.rules').length > 0;
  },
  check: ({ object }) =>
    entriesOf(fieldsOf(object['spec'], 'spec')['rules'], 'spec.rules').flatMap(({ field, value }) => {
      const sources = entriesOf(value['from'], `${field}.from`);
      if (sources.length === 0) return [{ field: `${field}.from`, ...ANONYMOUS }];
      return sources.flatMap((entry) => {
        const source = `${entry.field}.source`;
        return principalProblems(fieldsOf(entry.value['source'], source), `${source}.principals`);
      });
    }),
  examples: {
    accepted: [
      {
        shows: 'callers by name',
        resources: [policy([{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }])],
      },
    ],
    refused: [
      {
        shows: 'everybody',
        resources: [policy()],
        violations: [{ field: 'spec.rules[0].from', ...ANONYMOUS }],
      },
      {
        shows: 'whoever is in a namespace or has an address',
        resources: [policy([{ source: { namespaces: ['shop'] } }, { source: { ipBlocks: ['10.0.0.0/8'] } }])],
        violations: [
          { field: 'spec.rules[0].from[0].source.principals', ...ANONYMOUS },
          { field: 'spec.rules[0].from[1].source.principals', ...ANONYMOUS },
        ],
      },
      {
        shows: 'every service account of a namespace',
        resources: [policy([{ source: { principals: ['cluster.local/ns/shop/sa/*'] } }])],
        violations: [
          {
            field: 'spec.rules[0].from[0].source.principals',
            problem: "'cluster.local/ns/shop/sa/*' is not one service account",
            fix: SPELT_OUT,
          },
        ],
      },
    ],
  },
});

function principalProblems(source: Fields, field: string): readonly Violation[] {
  const principals = textsOf(source['principals'], field);
  if (principals.length === 0) return [{ field, ...ANONYMOUS }];
  return principals
    .filter((principal) => !PRINCIPAL.test(principal))
    .map((principal) => ({ field, problem: `'${principal}' is not one service account`, fix: SPELT_OUT }));
}

/** Whether the policy lets anyone in: what is left out is ALLOW, and the other actions only take away. */
function allows(action: unknown): boolean {
  if (isAbsent(action) || action === 'ALLOW') return true;
  if (action === 'DENY' || action === 'AUDIT' || action === 'CUSTOM') return false;
  throw new Unknowable('spec.action', `'${action}' is none of ALLOW, DENY, AUDIT, CUSTOM`);
}

/** Strangers have no identity in the mesh, and the gateway is where they come in. */
function isForGateway({ selector, targetRefs }: Fields): boolean {
  const targets = entriesOf(targetRefs, 'spec.targetRefs');
  return (
    selectsGateway(selector, 'spec.selector') ||
    (targets.length > 0 && targets.every(({ value }) => value['kind'] === 'Gateway'))
  );
}

function policy(from?: readonly object[]) {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { rules: [from === undefined ? {} : { from }] },
  };
}
