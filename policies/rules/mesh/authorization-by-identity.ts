import type { KubernetesResource } from '../../../constructs/plan/resource';
import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, textsOf } from '../../fields';
import { GATEWAY, GATEWAY_LABEL, selectsGateway, targetsGateways } from '../../gateway';
import type { Prepared } from '../../prepared';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/** A service account as the mesh proves it: trust domain, namespace, name, none of them a pattern. */
const PRINCIPAL = /^[^/*]+\/ns\/[^/*]+\/sa\/[^/*]+$/;

/** The same in the words of Istio 1.26: `<namespace>/<name>`, or a name in the namespace of the policy. */
const ACCOUNT = /^[^/*]+(\/[^/*]+)?$/;

const ANONYMOUS = { problem: 'it lets in callers whom it does not name', fix: 'name their service accounts' };
const ACCOUNT_SPELT_OUT = 'write it as <namespace>/<name>, without a wildcard';
const SPELT_OUT = 'write it as <trust domain>/ns/<namespace>/sa/<name>, without a wildcard';

const WEB = 'cluster.local/ns/shop/sa/web';

const TO_GATEWAY = { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }] };

/** Addresses, paths and namespaces can be had by anyone; only a service account is proven by a certificate. */
export const authorizationByIdentity = defineRule({
  id: 'authorization-by-identity',
  subject: 'object',
  of: ['security.istio.io/AuthorizationPolicy'],
  needs: 'plan',
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
  applies: (policy, context) => {
    const spec = specOf(policy);
    return (
      !isForGateway(policy, spec, context) &&
      allows(spec['action']) &&
      entriesOf(spec['rules'], 'spec.rules').length > 0
    );
  },
  check: (policy) =>
    entriesOf(specOf(policy)['rules'], 'spec.rules').flatMap(({ field, value }) => {
      if (areNamedByWhen(entriesOf(value['when'], `${field}.when`))) return [];
      const sources = entriesOf(value['from'], `${field}.from`);
      if (sources.length === 0) return [{ field: `${field}.from`, ...ANONYMOUS }];
      return sources.flatMap((entry) => {
        const source = `${entry.field}.source`;
        return callerProblems(fieldsOf(entry.value['source'], source), source);
      });
    }),
  cel: {
    variables: {
      targets: 'dyn(object).?spec.?targetRefs.orValue([])',
      // Strangers have no identity in the mesh, and the gateway is where they come in.
      gateway: [
        `dyn(object).?spec.?selector.?matchLabels[?${text(GATEWAY_LABEL)}].hasValue()`,
        `(size(variables.targets) > 0 && variables.targets.all(target, target.?group.orValue("") + "/" + target.?kind.orValue("") == ${text(GATEWAY)}))`,
      ].join(' || '),
    },
    accepts: [
      'dyn(object).?spec.?action.orValue("ALLOW") != "ALLOW"',
      'variables.gateway',
      `dyn(object).?spec.?rules.orValue([]).all(rule, rule.?when.orValue([]).exists(condition, condition.key == "source.principal" && size(condition.?values.orValue([])) > 0 && condition.values.all(name, name.matches(${text(PRINCIPAL.source)}))) || size(rule.?from.orValue([])) > 0 && rule.from.all(one, ${(
        [
          ['serviceAccounts', ACCOUNT],
          ['principals', PRINCIPAL],
        ] as const
      )
        .map(([field, pattern]) => {
          const names = `one.?source.?${field}.orValue([])`;
          return `(size(${names}) > 0 && ${names}.all(name, name.matches(${text(pattern.source)})))`;
        })
        .join(' || ')}))`,
    ].join(' || '),
    remedy: `${ANONYMOUS.fix}: ${SPELT_OUT}`,
    leavesOut: 'whether a Gateway that it names is there, and is where strangers come in',
  },
  examples: {
    accepted: [
      {
        shows: 'callers by name',
        resources: [policy([{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }])],
      },
      {
        shows: 'callers of some pods, by name',
        resources: [policy([{ source: { principals: [WEB] } }], { selector: { matchLabels: { app: 'api' } } })],
      },
      {
        shows: 'callers by their service accounts',
        resources: [policy([{ source: { serviceAccounts: ['shop/web', 'worker'] } }])],
      },
      {
        shows: 'callers by name, of a policy that says what it does',
        resources: [policy([{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }], { action: 'ALLOW' })],
      },
      ...['DENY', 'AUDIT', 'CUSTOM'].map((action) => ({
        shows: `what lets nobody in, beside callers by name: ${action}`,
        resources: [
          policy(undefined, { action, ...(action === 'CUSTOM' && { provider: { name: 'asking' } }) }),
          policy([{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }]),
        ],
      })),
      {
        shows: 'strangers at a gateway, beside callers by name',
        resources: [
          gateway('istio'),
          policy(undefined, TO_GATEWAY),
          policy([{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }]),
        ],
      },
      {
        shows: 'a caller by name, said to be let in',
        resources: [policy([{ source: { principals: [WEB] } }], { action: 'ALLOW' })],
      },
      ...[
        { serviceAccounts: ['shop/web', 'web'], principals: ['*'] },
        { principals: [WEB], serviceAccounts: ['*'] },
      ].map((source) => ({
        shows: `callers by name in one field, which is enough: ${Object.keys(source)[0]}`,
        resources: [policy([{ source }])],
      })),
      {
        shows: 'callers by name, as a condition beside others',
        resources: [
          policy(undefined, {}, [
            { key: 'destination.port', values: ['8080'] },
            { key: 'source.principal', values: [WEB, 'cluster.local/ns/shop/sa/worker'] },
          ]),
          policy([{ source: { namespaces: ['shop'] } }], {}, [{ key: 'source.principal', values: [WEB] }]),
        ],
      },
    ],
    unknown: [
      {
        shows: 'an action that Istio has not',
        resources: [policy([{ source: { principals: [WEB] } }], { action: 'PERMIT' })],
        doubts: [{ field: 'spec.action', why: "'PERMIT' is none of ALLOW, DENY, AUDIT, CUSTOM" }],
      },
    ],
    refused: [
      {
        shows: 'everybody',
        resources: [policy()],
        violations: [{ field: 'spec.rules[0].from', ...ANONYMOUS }],
      },
      ...[
        { key: 'source.principal', values: [WEB, '*'] },
        { key: 'source.principal', values: [] },
        { key: 'source.principal', notValues: [WEB] },
        { key: 'source.namespace', values: [WEB] },
      ].map((condition) => ({
        shows: `everybody who meets a condition that names no caller: ${JSON.stringify(condition)}`,
        resources: [policy(undefined, {}, [condition])],
        violations: [{ field: 'spec.rules[0].from', ...ANONYMOUS }],
      })),
      {
        shows: 'everybody, of a policy that says what it does',
        resources: [policy(undefined, { action: 'ALLOW' })],
        violations: [{ field: 'spec.rules[0].from', ...ANONYMOUS }],
      },
      {
        shows: 'everybody at a waypoint, which stands between workloads',
        resources: [gateway('istio-waypoint'), policy(undefined, TO_GATEWAY)],
        violations: [{ field: 'spec.rules[0].from', ...ANONYMOUS }],
      },
      {
        shows: 'everybody at what is called Gateway by somebody else',
        resources: [
          gateway('istio'),
          policy(undefined, { targetRefs: [{ group: 'example.com', kind: 'Gateway', name: 'edge' }] }),
        ],
        violations: [{ field: 'spec.rules[0].from', ...ANONYMOUS }],
      },
      {
        shows: 'every service account of a namespace, in the words of Istio 1.26',
        resources: [policy([{ source: { serviceAccounts: ['shop/*'] } }])],
        violations: [
          {
            field: 'spec.rules[0].from[0].source.serviceAccounts',
            problem: "'shop/*' is not one service account",
            fix: ACCOUNT_SPELT_OUT,
          },
        ],
      },
      {
        shows: 'a service account by name, and one of any namespace',
        resources: [policy([{ source: { serviceAccounts: ['shop/web', '*/web'] } }])],
        violations: [
          {
            field: 'spec.rules[0].from[0].source.serviceAccounts',
            problem: "'*/web' is not one service account",
            fix: ACCOUNT_SPELT_OUT,
          },
        ],
      },
      ...['*/cluster.local/ns/shop/sa/web', 'cluster.local/ns/shop/sa/web*'].map((principal) => ({
        shows: `a service account by name, and another one with a wildcard: ${principal}`,
        resources: [policy([{ source: { principals: ['cluster.local/ns/shop/sa/web', principal] } }])],
        violations: [
          {
            field: 'spec.rules[0].from[0].source.principals',
            problem: `'${principal}' is not one service account`,
            fix: SPELT_OUT,
          },
        ],
      })),
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
      {
        shows: 'one service account, and every one of a namespace',
        resources: [
          policy([{ source: { serviceAccounts: ['shop/web', 'shop/*'] } }, { source: { principals: [WEB, '*'] } }]),
        ],
        violations: [
          {
            field: 'spec.rules[0].from[0].source.serviceAccounts',
            problem: "'shop/*' is not one service account",
            fix: ACCOUNT_SPELT_OUT,
          },
          {
            field: 'spec.rules[0].from[1].source.principals',
            problem: "'*' is not one service account",
            fix: SPELT_OUT,
          },
        ],
      },
      ...[`shop/${WEB}`, `${WEB}/web`].map((principal) => ({
        shows: `what the mesh calls nobody: ${principal}`,
        resources: [policy([{ source: { principals: [principal] } }])],
        violations: [
          {
            field: 'spec.rules[0].from[0].source.principals',
            problem: `'${principal}' is not one service account`,
            fix: SPELT_OUT,
          },
        ],
      })),
      {
        shows: 'what Istio 1.26 calls nobody',
        resources: [policy([{ source: { serviceAccounts: ['cluster.local/shop/web'] } }])],
        violations: [
          {
            field: 'spec.rules[0].from[0].source.serviceAccounts',
            problem: "'cluster.local/shop/web' is not one service account",
            fix: ACCOUNT_SPELT_OUT,
          },
        ],
      },
    ],
    skipped: [
      ...['DENY', 'AUDIT', 'CUSTOM'].map((action) => ({
        shows: `what lets nobody in: ${action}`,
        resources: [policy(undefined, { action })],
      })),
      { shows: 'a policy without a rule', resources: [{ ...policy(), spec: {} }] },
    ],
  },
});

/** A condition holds for every source, so that callers named in it are enough. */
function areNamedByWhen(conditions: readonly Entry[]): boolean {
  return conditions.some(({ field, value }) => {
    const names = textsOf(value['values'], `${field}.values`);
    return value['key'] === 'source.principal' && names.length > 0 && names.every((name) => PRINCIPAL.test(name));
  });
}

/** All that a source says has to hold, so that callers named in one of its fields are enough. */
function callerProblems(source: Fields, field: string): readonly Violation[] {
  const accounts = textsOf(source['serviceAccounts'], `${field}.serviceAccounts`);
  const principals = textsOf(source['principals'], `${field}.principals`);
  if (accounts.length === 0 && principals.length === 0) return [{ field: `${field}.principals`, ...ANONYMOUS }];
  if (accounts.length > 0 && accounts.every((account) => ACCOUNT.test(account))) return [];
  if (principals.length > 0 && principals.every((principal) => PRINCIPAL.test(principal))) return [];
  return [
    ...patterns(principals, PRINCIPAL, `${field}.principals`, SPELT_OUT),
    ...patterns(accounts, ACCOUNT, `${field}.serviceAccounts`, ACCOUNT_SPELT_OUT),
  ];
}

function patterns(names: readonly string[], one: RegExp, field: string, fix: string): readonly Violation[] {
  return names
    .filter((name) => !one.test(name))
    .map((name) => ({ field, problem: `'${name}' is not one service account`, fix }));
}

/** Whether the policy lets anyone in: what is left out is ALLOW, and the other actions only take away. */
function allows(action: unknown): boolean {
  if (isAbsent(action) || action === 'ALLOW') return true;
  if (action === 'DENY' || action === 'AUDIT' || action === 'CUSTOM') return false;
  throw new Unknowable('spec.action', `'${action}' is none of ALLOW, DENY, AUDIT, CUSTOM`);
}

/** Strangers have no identity in the mesh, and the gateway is where they come in. */
function isForGateway(policy: KubernetesResource, { selector, targetRefs }: Fields, context: Prepared): boolean {
  return selectsGateway(policy, selector, 'spec.selector', context) || targetsGateways(policy, targetRefs, context);
}

function specOf({ object }: KubernetesResource): Fields {
  return fieldsOf(object['spec'], 'spec');
}

function policy(from?: readonly object[], more: object = {}, when?: readonly object[]) {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { ...more, rules: [{ ...(from && { from }), ...(when && { when }) }] },
  };
}

function gateway(gatewayClassName: string) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'shop' },
    spec: { gatewayClassName },
  };
}
