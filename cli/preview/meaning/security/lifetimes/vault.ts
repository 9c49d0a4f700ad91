import type { VaultResourcePlan } from '../../../../../constructs/plan/resource';
import { isAbsent } from '../../../../../policies/fields';
import type { VaultReading } from '../traits/reading';
import { type Level, type Trait, unranked } from '../traits/trait';
import { boundedLife, life, type Unsaid } from './life';

const BY_MOUNT: Unsaid = { value: 'left to the mount' };
const BY_VAULT: Unsaid = { value: 'left to Vault' };
const UNBOUNDED: Unsaid = { value: 'without end' };
const NEVER: Unsaid = { value: 'never' };
/** A token that has no period has to be asked for again. */
const NO_PERIOD: Unsaid = { value: 'none', seconds: 0 };

type Lives = Readonly<Record<string, Unsaid>>;

const CREDENTIALS: Lives = {
  ttl: BY_MOUNT,
  defaultTtl: BY_MOUNT,
  maxTtl: BY_MOUNT,
  defaultStsTtl: BY_MOUNT,
  maxStsTtl: BY_MOUNT,
};
const LOGINS: Lives = {
  tokenTtl: BY_VAULT,
  tokenMaxTtl: BY_VAULT,
  tokenExplicitMaxTtl: UNBOUNDED,
  tokenPeriod: NO_PERIOD,
};

/** What bounds the lives of what a type hands out, by the end of the type. */
const OF: readonly (readonly [type: RegExp, lives: Lives])[] = [
  [/^vault:database\/secretBackendRole:/, { defaultTtl: BY_MOUNT, maxTtl: BY_MOUNT }],
  [/:SecretBackendStaticRole$/, { rotationPeriod: NEVER }],
  [/^vault:pkiSecret\/secretBackendRole:/, { ttl: BY_MOUNT, maxTtl: BY_MOUNT }],
  [/^vault:index\/mount:Mount$/, { defaultLeaseTtlSeconds: BY_VAULT, maxLeaseTtlSeconds: BY_VAULT }],
  [/^vault:transit\/secretBackendKey:/, { autoRotatePeriod: NEVER }],
  [/:AuthBackendRole$/, LOGINS],
  [/^vault:index\/token:Token$/, { ttl: BY_VAULT, explicitMaxTtl: UNBOUNDED, period: NO_PERIOD }],
];

/** An authority and a mount outlive what they hand out, so the standard for secrets does not bound them. */
const LONG_LIVED = /:Mount$|Cert:|RootSign|intermediate/i;

/** What no renewal passes. The others are bounded by these, or by the mount. */
const BOUNDS: ReadonlySet<string> = new Set([
  'maxTtl',
  'maxStsTtl',
  'rotationPeriod',
  'autoRotatePeriod',
  'tokenExplicitMaxTtl',
  'tokenMaxTtl',
  'explicitMaxTtl',
]);

/** Names of fields that say how long something lives, in a type that is not listed. */
const SAYS_HOW_LONG = /(ttl|period|lease.*seconds|expir\w*)$/i;

/** How long what Vault hands out lives. */
export const VAULT_LIVES: VaultReading = {
  read(resource) {
    const known = OF.find(([type]) => type.test(resource.type))?.[1] ?? {};
    const others = Object.keys(resource.args).filter((key) => !Object.hasOwn(known, key) && SAYS_HOW_LONG.test(key));
    const isLong = LONG_LIVED.test(resource.type);
    return [
      ...Object.entries(known).flatMap(([key, unsaid]) => lives(resource, key, unsaid, isLong)),
      ...others.flatMap((key) => lives(resource, key, CREDENTIALS[key] ?? LOGINS[key] ?? BY_VAULT, isLong)),
      unranked('rotationSchedule', resource.args['rotationSchedule']),
      ends(resource.args['notAfter']),
    ];
  },
};

function lives({ args }: VaultResourcePlan, key: string, unsaid: Unsaid, isLong: boolean): readonly Trait[] {
  // By a schedule instead.
  if (key === 'rotationPeriod' && !isAbsent(args['rotationSchedule'])) return [];
  return isLong || !BOUNDS.has(key) ? [life(key, args[key], unsaid)] : boundedLife(key, args[key], unsaid);
}

/** A date on which everything ends, however far away: no date, the earliest. */
function ends(notAfter: unknown): Level {
  if (isAbsent(notAfter) || notAfter === '') return { of: 'notAfter', value: 'none', weakness: 0 };
  const time = Date.parse(String(notAfter));
  return { of: 'notAfter', value: String(notAfter), ...(!Number.isNaN(time) && { weakness: time }) };
}
