import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Exemption, Manifest, RuleParameters, WidestRange } from '../../../constructs';
import { kindsOf, resourceRules } from '../../../policies/admission/kinds';
import { hasCel } from '../../../policies/admission/policy';
import { runners } from '../../../policies/admission/runners';
import { type AdmissionOptions, admission, rules } from '../../../policies/index';
import { aRule } from '../a-rule';

const GOLDEN = join(__dirname, '..', '..', 'golden', 'admission.yaml');
const HELD = rules.filter(hasCel);

interface Variable {
  readonly name: string;
  readonly expression: string;
}

interface Policy extends Manifest {
  readonly spec: {
    readonly matchConstraints: {
      readonly namespaceSelector: { readonly matchExpressions: readonly { readonly values: readonly string[] }[] };
      readonly resourceRules: readonly object[];
    };
    readonly matchConditions: readonly Variable[];
    readonly variables?: readonly Variable[];
    readonly validations: readonly {
      readonly expression: string;
      readonly message: string;
      readonly messageExpression?: string;
    }[];
  };
}

function policies(options: Partial<AdmissionOptions> = {}): readonly Policy[] {
  const all = admission({ enforcement: 'enforced', ...options });
  return all.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy') as unknown as readonly Policy[];
}

function actions(options: AdmissionOptions): ReadonlyMap<string, unknown> {
  const bindings = admission(options).filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding');
  return new Map(bindings.map(({ metadata, spec }) => [metadata.name, (spec as any).validationActions]));
}

/** What a reviewer reads of a policy: what is the same in all of them is written once. */
function told({ metadata, spec }: Policy): object {
  const { matchConstraints, variables = [], validations } = spec;
  return {
    policy: metadata.name,
    of: matchConstraints.resourceRules,
    ...(variables.length > 0 && {
      variables: Object.fromEntries(variables.map(({ name, expression }) => [name, expression])),
    }),
    validations,
  };
}

test('says what is written down; read the change, then write it down with `npm run golden`', () => {
  const [first, ...others] = policies({ outside: ['istio-system'] });
  const text = stringify([first, ...[first!, ...others].map(told)], { lineWidth: 0, aliasDuplicateObjects: false });
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
});

test('is the same however the same is asked for', () => {
  const one = admission({ enforcement: 'enforced', outside: ['b', 'a', 'kube-system'] });
  expect(JSON.stringify(admission({ enforcement: 'enforced', outside: ['a', 'b', 'a'] }))).toBe(JSON.stringify(one));
});

test('holds a policy and a binding of one name for each rule that CEL can say, and no other', () => {
  const all = admission({ enforcement: 'enforced' });
  expect(all.map(({ metadata }) => metadata.name)).toEqual(HELD.flatMap(({ id }) => [`dwcp-${id}`, `dwcp-${id}`]));
  expect(HELD.length).toBeGreaterThanOrEqual(45);
});

test('warns and logs where default deny is rehearsed, and refuses elsewhere; of an advisory rule it only warns', () => {
  expect(new Set([...actions({ enforcement: 'audit-allowed' }).values()].map(String))).toEqual(new Set(['Audit,Warn']));
  const enforced = actions({ enforcement: 'enforced' });
  for (const { id, level } of HELD) {
    expect([id, enforced.get(`dwcp-${id}`)]).toEqual([id, level === 'mandatory' ? ['Deny'] : ['Audit', 'Warn']]);
  }
  expect(HELD.some(({ level }) => level === 'advisory')).toBe(true);
});

test('never asks about the namespaces of Kubernetes, whatever else is left out', () => {
  for (const { spec } of [...policies(), ...policies({ outside: ['istio-system'] })]) {
    const [{ values } = { values: [] }] = spec.matchConstraints.namespaceSelector.matchExpressions;
    expect(values).toEqual(expect.arrayContaining(['kube-node-lease', 'kube-public', 'kube-system']));
  }
});

const EXEMPTION: Exemption = {
  rule: 'services-cluster-internal',
  resource: 'v1/Service shop/api',
  field: 'spec.type',
  owner: 'team-shop',
  reason: 'the old load balancer',
  ticket: 'SHOP-1',
  expires: '2026-12-31',
};

describe('an exemption', () => {
  const conditions = (exemption: Exemption, today?: string) =>
    policies({ exemptions: [exemption], ...(today !== undefined && { today }) }).flatMap(({ metadata, spec }) =>
      spec.matchConditions
        .filter(({ name }) => name.startsWith('not-exempt'))
        .map(({ expression }) => [metadata.name, expression]),
    );

  test('leaves its object out of the policy of its rule, until its last day', () => {
    const expression =
      '!(request.kind.group == "" && request.kind.kind == "Service" && request.?namespace.orValue("") == "shop" && request.?name.orValue("") == "api")';
    expect(conditions(EXEMPTION, '2026-12-31')).toEqual([['dwcp-services-cluster-internal', expression]]);
    expect(conditions(EXEMPTION, '2027-01-01')).toEqual([]);
    expect(conditions(EXEMPTION)).toEqual([]);
  });

  test('of an object in no namespace names none', () => {
    const role = {
      ...EXEMPTION,
      rule: 'rbac-without-wildcards',
      resource: 'rbac.authorization.k8s.io/v1/ClusterRole admin',
    };
    expect(conditions(role, '2026-12-01')).toEqual([
      [
        'dwcp-rbac-without-wildcards',
        '!(request.kind.group == "rbac.authorization.k8s.io" && request.kind.kind == "ClusterRole" && request.?namespace.orValue("") == "" && request.?name.orValue("") == "admin")',
      ],
    ]);
  });
});

describe.each(policies().map((policy) => [policy.metadata.name, policy] as const))('%s', (name, { spec }) => {
  const { validations, variables = [], matchConditions } = spec;
  const [validation] = validations;

  test('is written in one line of plain characters, as a header of a warning carries it', () => {
    // Every byte of another character would be read as one of its own.
    expect(validation!.message).toMatch(/^[\x20-\x7e]+$/);
    expect(validation!.message).toMatch(new RegExp(`\\(dwcp explain ${name.slice('dwcp-'.length)}\\)$`));
    expect(validation!.messageExpression ?? '').toMatch(/^[\x20-\x7e]*$/);
  });

  test('works out each variable before it is used, and none that is not', () => {
    const expressions = [
      ...variables.map(({ expression }) => expression),
      `${validation!.expression} ${validation!.messageExpression}`,
    ];
    const used = expressions.map((text) => [...text.matchAll(/\bvariables\.(\w+)/g)].map(([, one]) => one!));
    used.forEach((names, index) => {
      const known = variables.slice(0, index).map((one) => one.name);
      expect(names.filter((one) => !known.includes(one))).toEqual([]);
    });
    expect(variables.map((one) => one.name).filter((one) => !used.flat().includes(one))).toEqual([]);
  });

  test('goes through no list inside more than three others', () => {
    // What an expression costs grows with the product of their lengths, and the API server stops at a million.
    for (const { expression } of [...validations, ...variables, ...matchConditions])
      expect(depth(expression)).toBeLessThanOrEqual(4);
  });
});

/** How many lists an expression goes through inside each other. */
function depth(expression: string): number {
  const open: boolean[] = [];
  let deepest = 0;
  for (const [token, macro] of expression.matchAll(/\.(all|exists|filter|map)\(|"(?:[^"\\]|\\.)*"|\(|\)/g)) {
    if (token === ')') open.pop();
    else if (!token.startsWith('"')) open.push(macro !== undefined);
    deepest = Math.max(deepest, open.filter(Boolean).length);
  }
  return deepest;
}

test('no variable is an optional: in one that is, CEL finds nothing by `.?`, and takes everything for left out', () => {
  const variables = policies().flatMap(({ spec }) => spec.variables ?? []);
  expect(variables.length).toBeGreaterThan(0);
  expect(variables.filter(({ expression }) => /(\.\?\w+|\[\?[^\]]*\])$/.test(expression))).toEqual([]);
});

test('knows the versions of every kind, so that the API server checks the expressions against its fields', () => {
  const kinds = HELD.flatMap((rule) => kindsOf(rule, rule.cel.of));
  expect(resourceRules([...new Set(kinds)]).filter(({ apiVersions }) => apiVersions.includes('*'))).toEqual([]);
});

test('takes a rule of a platform that has CEL, in whatever version a kind of its own is served', () => {
  const own = aRule('object', () => [], {
    id: 'ours',
    of: ['example.com/Policy'],
    cel: { accepts: 'object.spec.ok', remedy: 'set spec.ok' },
  });
  const [policy] = policies({ rules: [own] });
  expect(policy!.spec.matchConstraints.resourceRules).toEqual([
    { apiGroups: ['example.com'], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: ['policies'] },
  ]);
  expect(policy!.spec.validations).toEqual([
    {
      expression: 'object.spec.ok',
      message: 'All is well. To do: set spec.ok (dwcp explain ours)',
      reason: 'Forbidden',
    },
  ]);
});

describe('what a platform tells the rules', () => {
  const of = (id: string, parameters?: RuleParameters) => {
    const all = policies(parameters && { parameters });
    return all.find(({ metadata }) => metadata.name === `dwcp-${id}`)!.spec.validations[0]!;
  };
  const widest = (widestRange: WidestRange) =>
    /prefixLength\(\) >= (\(.*?\)) \|\| \(variables/.exec(of('no-open-cidr', { widestRange }).expression)?.[1];

  test('is the widest range, in what is accepted and in what to do', () => {
    const family = 'cidr(peer.ipBlock.cidr).ip().family() == 4';
    const local = 'cidr("fc00::/7").containsCIDR(cidr(peer.ipBlock.cidr))';
    expect(widest({})).toBe(`(${family} || ${local} ? 8 : 32)`);
    expect(widest({ ipv4: 16 })).toBe(`(${family} ? 16 : (${local} ? 8 : 32))`);
    expect(widest({ ipv6: 48 })).toBe(`(${family} ? 8 : 48)`);
    expect(of('no-open-cidr', { widestRange: { ipv4: 16, ipv6: 48 } }).message).toContain(
      'name the range that is meant, of /16 or narrower, or of /48 over IPv6; strangers come in by a gateway',
    );
  });

  test('are addresses where credentials are handed out, each once, beside those that everybody knows', () => {
    const { expression, message } = of('metadata-address-excluded', {
      metadataAddresses: ['169.254.0.23/32', '169.254.169.254/32', 'fd00::1/128'],
    });
    expect(expression).toContain('"168.63.129.16", "169.254.0.23", "fd00::1"].all(address, ');
    expect(expression.split('"169.254.169.254"')).toHaveLength(2);
    expect(message).toContain('add 169.254.169.254/32, fd00:ec2::254/128');
    expect(message).toContain(', 168.63.129.16/32, 169.254.0.23/32, fd00::1/128 to except, as far as');
  });

  test('changes the policies of the rules that ask for it, and no other', () => {
    const parameters = {
      registries: ['registry.example.com'],
      metadataAddresses: ['169.254.0.23/32'],
      widestRange: { ipv4: 16 },
    };
    const before = policies();
    const changed = policies({ parameters }).filter(
      (one, index) => JSON.stringify(one) !== JSON.stringify(before[index]),
    );
    expect(changed.map(({ metadata }) => metadata.name)).toEqual([
      'dwcp-no-open-cidr',
      'dwcp-metadata-address-excluded',
    ]);
  });
});

test('every rule that is not among them says why', () => {
  expect(rules.filter((rule) => /nobody has written/.test(runners(rule)))).toEqual([]);
  expect(runners(aRule('object', () => []))).toBe(
    'runs in `dwcp check` and the policy pack; not in the API server, because nobody has written it in CEL',
  );
});
