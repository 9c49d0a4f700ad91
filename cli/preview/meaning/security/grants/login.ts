import { isAbsent, textsOf } from '../../../../../policies/fields';
import { part, type VaultReading } from '../traits/reading';
import { bounds, may, type Opening, onLadder, type Trait, usually } from '../traits/trait';

/** What says how long a login lives is told with other lives. */
const LIVES = /^token(Ttl|MaxTtl|ExplicitMaxTtl|Period)$/;

/** What is told one by one, or tells nothing but a name. */
const READ = new Set([
  'audience',
  'backend',
  'boundServiceAccountNames',
  'boundServiceAccountNamespaces',
  'namespace',
  'role',
  'roleName',
  'tokenBoundCidrs',
  'tokenNoDefaultPolicy',
  'tokenNumUses',
  'tokenPolicies',
]);

/** Who may log in to Vault, by whatever method, and what they then hold. */
export const LOGIN: VaultReading = {
  read(resource) {
    const { args } = resource;
    const rest = Object.entries(args).filter(([key, value]) => !READ.has(key) && !LIVES.test(key) && !isAbsent(value));
    return [
      ...accounts(args),
      ...textsOf(args['tokenPolicies'], 'tokenPolicies').map((policy) => may(`hold policy ${policy}`)),
      ...(isAbsent(args['audience']) || args['audience'] === ''
        ? []
        : [bounds(`asks for tokens made for ${String(args['audience'])}`)]),
      ...cidrs(textsOf(args['tokenBoundCidrs'], 'tokenBoundCidrs')),
      onLadder('tokenNoDefaultPolicy', ['true', 'false'], args['tokenNoDefaultPolicy'] ?? false),
      uses(args['tokenNumUses']),
      part('what else it asks for', resource, Object.fromEntries(rest)),
    ];
  },
};

/** Each service account of each namespace, of which `*` is any. */
function accounts(args: Readonly<Record<string, unknown>>): readonly Trait[] {
  const [names, namespaces] = (['boundServiceAccountNames', 'boundServiceAccountNamespaces'] as const).map((key) =>
    textsOf(args[key], key),
  ) as [readonly string[], readonly string[]];
  return namespaces.flatMap((namespace) => names.map((name) => account(`${namespace}/${name}`)));
}

function account(name: string): Opening {
  const pattern = name
    .split('/')
    .map((word) => word.split('*').map(escaped).join('[^/]*'))
    .join('/');
  const all = new RegExp(`^let ServiceAccount ${pattern} log in$`);
  const opening = name.includes('*')
    ? may(`let ServiceAccount ${name} log in`)
    : usually(`let ServiceAccount ${name} log in`);
  return { ...opening, covers: (other) => all.test(other.may) };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** None at all is from anywhere. */
function cidrs(ranges: readonly string[]): readonly Trait[] {
  if (ranges.length > 0) return ranges.map((range) => usually(`take logins from ${range}`));
  return [{ ...usually('take logins from anywhere'), covers: ({ may }) => may.startsWith('take logins from ') }];
}

/** Zero is any number of them. */
function uses(count: unknown): Trait {
  const most = isAbsent(count) || count === 0 ? Number.POSITIVE_INFINITY : Number(count);
  return {
    of: 'uses of a token',
    value: Number.isFinite(most) ? String(most) : 'any number',
    ...(!Number.isNaN(most) && { weakness: most }),
  };
}
