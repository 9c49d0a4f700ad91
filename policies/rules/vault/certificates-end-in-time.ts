import { defineRule } from '../../define-rule';
import { textOf } from '../../fields';
import type { Judged } from '../../judged';
import type { ExampleResource } from '../../rule';
import { grantsOf, type PathGrant } from '../../vault-policy';
import type { PlanViolation } from '../../violation';

const ROLE = 'vault:pkiSecret/secretBackendRole:SecretBackendRole';
const POLICY = 'vault:index/policy:Policy';

/** What a request says its end by: Vault takes it over the role's `max_ttl`, up to the end of the authority. */
const END = 'not_after';

/** Where a role signs, after its mount. */
const SIGNS = ['issue', 'sign'];

const FIX = 'add allowed_parameters = { "*" = [], "not_after" = [""] }, so that the role bounds them';

/** The life that a role gives is what it signs for whoever says no end, and no more. */
export const certificatesEndInTime = defineRule({
  id: 'certificates-end-in-time',
  subject: 'plan',
  says: 'Whoever may ask an authority for a certificate cannot say when it ends.',
  because: 'Vault takes that over the life that the role allows, and the certificate lives as long as the authority',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: [
    'practices:secrets-management',
    'https://developer.hashicorp.com/vault/api-docs/secret/pki#not_after',
    'https://developer.hashicorp.com/vault/docs/concepts/policies#parameter-constraints',
  ],
  applies: (plan) => signingPaths(plan).length > 0,
  check: (plan) => {
    const paths = new Set(signingPaths(plan));
    return ofType(plan, POLICY).flatMap(({ id, args }) =>
      grantsOf(textOf(args['policy'], 'policy'), 'policy')
        .filter((grant) => asks(grant) && !isWithoutEnd(grant) && opensAny(grant, paths))
        .map(({ path }): PlanViolation => ({ resource: id, ...unbounded(path) })),
    );
  },
  examples: {
    accepted: [
      { shows: 'an end that may only be empty', resources: withAllowed('"*" = [], "not_after" = [""]') },
      { shows: 'parameters that are named, without an end', resources: withAllowed('"common_name" = ["api.shop"]') },
      { shows: 'what is no authority’s of the plan', resources: [role(), policy('transit/sign/api')] },
      { shows: 'what was signed, read', resources: [role(), policy('live/shop/pki/issue/api', '', 'read')] },
      { shows: 'the role itself, read', resources: [role(), policy('live/shop/pki/roles/api', '', 'read')] },
      {
        shows: 'what is forbidden, whatever else it says',
        resources: [role(), policy('live/shop/pki/issue/api', '', 'update', 'deny')],
      },
      { shows: 'a wildcard that is none, inside of a name', resources: [role(), policy('live/s*p/pki/issue/api')] },
    ],
    refused: [
      ...[
        ...['live/shop/pki/issue/api', 'live/shop/pki/sign/api', 'live/shop/pki/issue/a*', 'live/+/pki/issue/api'],
        ...['+/shop/pki/issue/api', 'live/shop/pki/issue/+', '*'],
      ].map((path) => ({
        shows: `any parameter: ${path}`,
        resources: [role(), policy(path)],
        violations: [{ resource: `${POLICY} sys/policies/acl/api`, ...unbounded(path) }],
      })),
      {
        shows: 'any parameter, by another word for asking',
        resources: [role(), policy('live/shop/pki/issue/api', '', 'create')],
        violations: [{ resource: `${POLICY} sys/policies/acl/api`, ...unbounded('live/shop/pki/issue/api') }],
      },
      {
        shows: 'any parameter, of who may read as well',
        resources: [role(), policy('live/shop/pki/issue/api', '', 'read', 'update')],
        violations: [{ resource: `${POLICY} sys/policies/acl/api`, ...unbounded('live/shop/pki/issue/api') }],
      },
      {
        shows: 'an end that may be one of its own choice',
        resources: withAllowed('"*" = [], "not_after" = ["", "9999-12-31T23:59:59Z"]'),
        violations: [{ resource: `${POLICY} sys/policies/acl/api`, ...unbounded('live/shop/pki/issue/api') }],
      },
      {
        shows: 'any end, said aloud',
        resources: withAllowed('"*" = [], "not_after" = []'),
        violations: [{ resource: `${POLICY} sys/policies/acl/api`, ...unbounded('live/shop/pki/issue/api') }],
      },
      {
        shows: 'any parameter, by a list of others',
        resources: withAllowed('"*" = [], "ttl" = ["24h"]'),
        violations: [{ resource: `${POLICY} sys/policies/acl/api`, ...unbounded('live/shop/pki/issue/api') }],
      },
    ],
    unknown: [
      ...[
        { policy: ['no text'], why: 'text was expected' },
        { policy: 'path "a" {}', why: "path 'a' lists no capabilities" },
      ].map(({ policy, why }) => ({
        shows: `a policy that cannot be read: ${JSON.stringify(policy)}`,
        resources: [role(), { type: POLICY, vaultPath: 'sys/policies/acl/api', args: { name: 'api', policy } }],
        doubts: [{ field: 'policy', why }],
      })),
    ],
    skipped: [{ shows: 'where no role signs', resources: [policy('live/shop/pki/issue/api')] }],
  },
});

function ofType({ resources }: Judged, type: string) {
  return resources.filter((one) => one.api === 'vault').filter((one) => one.type === type);
}

/** Where whoever asks gets a certificate, of the roles that the plan has. */
function signingPaths(plan: Judged): readonly string[] {
  return ofType(plan, ROLE).flatMap(({ args }) => SIGNS.map((word) => `${args['backend']}/${word}/${args['name']}`));
}

function asks({ capabilities }: PathGrant): boolean {
  return !capabilities.includes('deny') && capabilities.some((one) => one === 'update' || one === 'create');
}

/** Vault reads `+` as any one segment and a final `*` as anything; most paths have neither, and are looked up. */
function opensAny({ path }: PathGrant, paths: ReadonlySet<string>): boolean {
  if (!/[+*]/.test(path)) return paths.has(path);
  const literal = path.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const pattern = literal.replaceAll(/(?<=^|\/)\\\+(?=\/|$)/g, '[^/]+').replace(/\\\*$/, '.*');
  const opened = new RegExp(`^${pattern}$`);
  return [...paths].some((one) => opened.test(one));
}

function isWithoutEnd({ parameters }: PathGrant): boolean {
  if (parameters === undefined) return false;
  // One that is not named may not be said, unless everything may; an empty list allows every value.
  const ends = parameters[END] ?? (Object.hasOwn(parameters, '*') ? [] : ['']);
  return ends.length > 0 && ends.every((end) => end === '');
}

function unbounded(path: string) {
  return { field: 'policy', problem: `path '${path}' lets whoever asks say when the certificate ends`, fix: FIX };
}

function role(): ExampleResource {
  const [backend, name] = ['live/shop/pki', 'api'];
  return { type: ROLE, vaultPath: `${backend}/roles/${name}`, args: { backend, name } };
}

function policy(path: string, allowed = '', ...capabilities: readonly string[]): ExampleResource {
  const granted = capabilities.length === 0 ? ['update'] : capabilities;
  const said = allowed === '' ? '' : `  allowed_parameters = { ${allowed} }\n`;
  const hcl = `path "${path}" {\n  capabilities = ${JSON.stringify(granted)}\n${said}}\n`;
  return { type: POLICY, vaultPath: 'sys/policies/acl/api', args: { name: 'api', policy: hcl } };
}

function withAllowed(allowed: string): readonly ExampleResource[] {
  return [role(), policy('live/shop/pki/issue/api', allowed)];
}
