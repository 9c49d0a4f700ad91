import { namespaceOf } from '../../../constructs/plan/identity';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { entriesOf, type Fields, fieldsOf, isAbsent, listOf, textMapOf } from '../../fields';

const NOT_ASKED = {
  field: 'spec.jwtRules',
  problem: 'a request without a token is let through: only a wrong token is refused',
  fix: 'add an AuthorizationPolicy for the same pods with requestPrincipals, or a DENY with notRequestPrincipals',
};

/** Asks for one of whoever comes to any pod. */
const ASKING = { rules: [{ when: [{ key: 'request.auth.principal', values: ['*'] }] }] };

/** Istio refuses a token that is not valid, and lets through who brings none. */
export const tokensAreRequired = defineRule({
  id: 'tokens-are-required',
  subject: 'object',
  of: ['security.istio.io/RequestAuthentication'],
  needs: 'plan',
  says: 'Where tokens are checked, an authorization policy asks for one.',
  because: 'who leaves the token out is let through',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: [
    'practices:authorization',
    'https://istio.io/latest/docs/reference/config/security/request_authentication/',
  ],
  check: ({ object }, { of }) => {
    const spec = fieldsOf(object['spec'], 'spec');
    if (listOf(spec['jwtRules'], 'spec.jwtRules').length === 0) return [];
    const asked = of('security.istio.io/AuthorizationPolicy').some(
      (policy) =>
        namespaceOf(policy.object) === namespaceOf(object) && asks(policy.object) && holdsFor(policy.object, spec),
    );
    return asked ? [] : [NOT_ASKED];
  },
  examples: {
    accepted: [
      { shows: 'a policy that allows who has a token', resources: [tokens(), policy('ALLOW', 'requestPrincipals')] },
      { shows: 'a policy that denies who has none', resources: [tokens(), policy('DENY', 'notRequestPrincipals')] },
      {
        shows: 'a policy for the whole namespace, by a condition',
        resources: [tokens(), authorization(ASKING)],
      },
      {
        shows: 'a policy that denies who has none, by a condition, beside another rule',
        resources: [
          tokens(),
          authorization({
            action: 'DENY',
            rules: [
              { to: [{ operation: { paths: ['/admin'] } }] },
              { when: [{ key: 'request.auth.principal', notValues: ['*'] }] },
            ],
          }),
        ],
      },
      {
        shows: 'a policy for the same gateway',
        resources: [
          tokens({ selector: undefined, targetRefs: [gateway('edge')] }),
          policy('ALLOW', 'requestPrincipals', { selector: undefined, targetRefs: [gateway('edge')] }),
        ],
      },
      { shows: 'one that checks nothing', resources: [tokens({ jwtRules: [] })] },
      {
        shows: 'a rule that asks for one, beside another',
        resources: [
          tokens(),
          authorization({ rules: [{ to: [{ operation: { paths: ['/livez'] } }] }, ...ASKING.rules] }),
        ],
      },
      {
        shows: 'a caller who needs one, beside another',
        resources: [
          tokens(),
          authorization({
            rules: [
              {
                from: [
                  { source: { requestPrincipals: ['*'] } },
                  { source: { principals: ['cluster.local/ns/a/sa/b'] } },
                ],
              },
            ],
          }),
        ],
      },
      {
        shows: 'a policy for the same gateway, by the older name of its target',
        resources: [
          tokens({ selector: undefined, targetRef: gateway('edge') }),
          policy('ALLOW', 'requestPrincipals', { selector: undefined, targetRef: gateway('edge') }),
        ],
      },
      {
        shows: 'a policy for the same Service, with its group said aloud',
        resources: [
          tokens({ selector: undefined, targetRefs: [{ kind: 'Service', name: 'api' }] }),
          policy('ALLOW', 'requestPrincipals', {
            selector: undefined,
            targetRefs: [{ group: '', kind: 'Service', name: 'api' }],
          }),
        ],
      },
      {
        shows: 'a policy for two gateways, of which one has tokens',
        resources: [
          tokens({ selector: undefined, targetRefs: [gateway('edge')] }),
          policy('ALLOW', 'requestPrincipals', {
            selector: undefined,
            targetRefs: [gateway('inner'), gateway('edge')],
          }),
        ],
      },
    ],
    refused: [
      { shows: 'no policy', resources: [tokens()], violations: [NOT_ASKED] },
      {
        shows: 'a policy that asks for none',
        resources: [tokens(), policy('ALLOW', 'principals')],
        violations: [NOT_ASKED],
      },
      {
        shows: 'a policy that denies who has a token',
        resources: [tokens(), policy('DENY', 'requestPrincipals')],
        violations: [NOT_ASKED],
      },
      {
        shows: 'a policy for other pods',
        resources: [tokens(), policy('ALLOW', 'requestPrincipals', { selector: { matchLabels: { app: 'web' } } })],
        violations: [NOT_ASKED],
      },
      {
        shows: 'a policy for another gateway',
        resources: [
          tokens({ selector: undefined, targetRefs: [gateway('edge')] }),
          policy('ALLOW', 'requestPrincipals', { selector: undefined, targetRefs: [gateway('inner')] }),
        ],
        violations: [NOT_ASKED],
      },
      {
        shows: 'a policy for one gateway of two',
        resources: [
          tokens({ selector: undefined, targetRefs: [gateway('edge'), gateway('inner')] }),
          policy('ALLOW', 'requestPrincipals', { selector: undefined, targetRefs: [gateway('edge')] }),
        ],
        violations: [NOT_ASKED],
      },
      {
        shows: 'a policy for a gateway, where tokens are checked everywhere',
        resources: [
          tokens({ selector: undefined }),
          policy('ALLOW', 'requestPrincipals', { selector: undefined, targetRefs: [gateway('edge')] }),
        ],
        violations: [NOT_ASKED],
      },
      ...[{ group: 'example.com' }, { kind: 'Service' }, { name: 'inner' }].map((other) => ({
        shows: `a policy for another target: ${JSON.stringify(other)}`,
        resources: [
          tokens({ selector: undefined, targetRef: gateway('edge') }),
          policy('ALLOW', 'requestPrincipals', { selector: undefined, targetRef: { ...gateway('edge'), ...other } }),
        ],
        violations: [NOT_ASKED],
      })),
      ...[
        { key: 'source.ip', values: ['10.0.0.0/8'] },
        { key: 'request.auth.principal', notValues: ['*'] },
      ].map((condition) => ({
        shows: `a policy with a condition that asks for none: ${JSON.stringify(condition)}`,
        resources: [tokens(), authorization({ rules: [{ when: [condition] }] })],
        violations: [NOT_ASKED],
      })),
      {
        shows: 'a policy of another namespace',
        resources: [tokens(), authorization(ASKING, 'store')],
        violations: [NOT_ASKED],
      },
      {
        shows: 'a policy that only tells',
        resources: [tokens(), policy('AUDIT', 'requestPrincipals')],
        violations: [NOT_ASKED],
      },
      {
        shows: 'a condition of something else',
        resources: [tokens(), authorization({ rules: [{ when: [{ key: 'source.ip', values: ['10.0.0.1'] }] }] })],
        violations: [NOT_ASKED],
      },
      ...[{ kind: 'Service' }, { group: '' }, { name: 'inner' }].map((change) => ({
        shows: `a policy for one of two: ${JSON.stringify(change)}`,
        resources: [
          tokens({ selector: undefined, targetRefs: [gateway('edge'), { ...gateway('edge'), ...change }] }),
          policy('ALLOW', 'requestPrincipals', { selector: undefined, targetRefs: [gateway('edge')] }),
        ],
        violations: [NOT_ASKED],
      })),
      {
        shows: 'a policy for a gateway, of tokens for pods',
        resources: [
          tokens(),
          policy('ALLOW', 'requestPrincipals', { selector: undefined, targetRefs: [gateway('edge')] }),
        ],
        violations: [NOT_ASKED],
      },
    ],
  },
});

/** Whether a request without a token is refused by it. */
function asks(policy: Manifest): boolean {
  const { action = 'ALLOW', rules } = specOf(policy);
  if (action !== 'ALLOW' && action !== 'DENY') return false;
  return entriesOf(rules, 'spec.rules').some(({ field, value }) => {
    const sources = entriesOf(value['from'], `${field}.from`).map((from) =>
      fieldsOf(from.value['source'], `${from.field}.source`),
    );
    const conditions = entriesOf(value['when'], `${field}.when`).map((when) => when.value);
    const [principals, values] =
      action === 'DENY' ? ['notRequestPrincipals', 'notValues'] : ['requestPrincipals', 'values'];
    return (
      sources.some((source) => !isAbsent(source[principals])) ||
      conditions.some((when) => `${String(when['key'])}`.startsWith('request.auth.') && !isAbsent(when[values]))
    );
  });
}

function specOf(policy: Manifest): Fields {
  return fieldsOf(policy['spec'], 'spec');
}

/** Whether a policy is for all that is selected: by no selector, by fewer labels, or by the same targets. */
function holdsFor(policy: Manifest, tokens: Fields): boolean {
  const own = specOf(policy);
  const targets = targetsOf(own);
  if (targets.length > 0)
    return targetsOf(tokens).every((target) => targets.includes(target)) && targetsOf(tokens).length > 0;
  const labels = Object.entries(labelsOf(own));
  const selected = labelsOf(tokens);
  return labels.every(([key, value]) => selected[key] === value);
}

function targetsOf({ targetRefs, targetRef }: Fields): readonly string[] {
  const all = isAbsent(targetRef)
    ? entriesOf(targetRefs, 'spec.targetRefs').map(({ value }) => value)
    : [fieldsOf(targetRef, 'spec.targetRef')];
  return all.map(({ group, kind, name }) => `${group ?? ''}/${kind} ${name}`);
}

function labelsOf({ selector }: Fields): Readonly<Record<string, string>> {
  return textMapOf(fieldsOf(selector, 'spec.selector')['matchLabels'], 'spec.selector.matchLabels');
}

function gateway(name: string) {
  return { group: 'gateway.networking.k8s.io', kind: 'Gateway', name };
}

function tokens(spec: object = {}): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'tokens', namespace: 'shop' },
    spec: { selector: { matchLabels: { app: 'api' } }, jwtRules: [{ issuer: 'https://login.example.com' }], ...spec },
  };
}

function policy(action: string, principals: string, spec: object = {}): Manifest {
  const rules = [{ from: [{ source: { [principals]: ['*'] } }] }];
  return authorization({ action, selector: { matchLabels: { app: 'api' } }, rules, ...spec });
}

function authorization(spec: object, namespace = 'shop'): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'tokens', namespace },
    spec,
  };
}
