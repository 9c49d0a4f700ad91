import { STANDARDS } from '../../../constructs/standards';
import { secondsOf } from '../../duration';
import { isAbsent } from '../../fields';
import { each, type VaultRule } from '../../former';

/** What bounds the life of the credentials that a role issues. */
const LIFETIMES: Readonly<Record<string, readonly string[]>> = {
  'vault:database/secretBackendRole:SecretBackendRole': ['defaultTtl', 'maxTtl'],
  'vault:database/secretBackendStaticRole:SecretBackendStaticRole': ['rotationPeriod'],
  'vault:pkiSecret/secretBackendRole:SecretBackendRole': ['notAfter', 'maxTtl'],
};

/** A date on which every certificate of a role ends, however far away: Vault ignores maxTtl beside it. */
const FIXED_END = 'notAfter';

const DAY_SECONDS = 24 * 3600;

/** A credential that leaked is worth as much as the time that it still lives. */
export const credentialLifetimesBounded: VaultRule = {
  id: 'credential-lifetimes-bounded',
  judges: 'vault',
  description: 'Credentials expire within the rotation standard, because one that leaked opens until it does.',
  level: 'mandatory',
  check: ({ type, args }) =>
    each(LIFETIMES[type] ?? [], (field) => {
      const lifetime = args[field];
      const limit = STANDARDS.secretRotationDays;
      if (field === FIXED_END) {
        if (isAbsent(lifetime) || lifetime === '') return [];
        return {
          field,
          problem: `its credentials live until ${lifetime}`,
          fix: 'remove it, so that maxTtl bounds them',
        };
      }
      const fix = `set it to what a rollout needs, at most ${limit} days`;
      // Zero is Vault's word for the default of the mount, which is 32 days unless somebody changed it.
      if (isAbsent(lifetime) || secondsOf(lifetime, field) === 0) {
        return { field, problem: 'the life of its credentials is left to the mount', fix };
      }
      if (secondsOf(lifetime, field) > limit * DAY_SECONDS) {
        return {
          field,
          problem: `its credentials live ${Math.ceil(secondsOf(lifetime, field) / DAY_SECONDS)} days`,
          fix,
        };
      }
      return [];
    }),
};
