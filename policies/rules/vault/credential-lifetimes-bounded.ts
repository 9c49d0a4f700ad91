import { STANDARDS } from '../../../constructs/standards';
import { defineRule } from '../../define-rule';
import { secondsOf } from '../../duration';
import { isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const DATABASE = 'vault:database/secretBackendRole:SecretBackendRole';
const STATIC = 'vault:database/secretBackendStaticRole:SecretBackendStaticRole';
const PKI = 'vault:pkiSecret/secretBackendRole:SecretBackendRole';

/** What bounds the life of the credentials that a role issues. */
const LIFETIMES: Readonly<Record<string, readonly string[]>> = {
  [DATABASE]: ['defaultTtl', 'maxTtl'],
  [STATIC]: ['rotationPeriod'],
  [PKI]: ['notAfter', 'maxTtl'],
};

/** A date on which every certificate of a role ends, however far away: Vault ignores maxTtl beside it. */
const FIXED_END = 'notAfter';

const DAY_SECONDS = 24 * 3600;
const FIX = `set it to what a rollout needs, at most ${STANDARDS.secretRotationDays} days`;

/** A credential that leaked is worth as much as the time that it still lives. */
export const credentialLifetimesBounded = defineRule({
  id: 'credential-lifetimes-bounded',
  subject: 'vault',
  of: Object.keys(LIFETIMES),
  says: 'Credentials expire within the rotation standard.',
  because: 'one that leaked opens until it does',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: ['practices:secrets-management'],
  check: ({ type, args }) => LIFETIMES[type]!.flatMap((field) => problemsOf(field, args[field])),
  examples: {
    accepted: [
      { shows: 'a login of an hour', resources: [role(DATABASE, { defaultTtl: 3600, maxTtl: '90d' })] },
      { shows: 'a password of a month', resources: [role(STATIC, { rotationPeriod: '720h' })] },
      { shows: 'a certificate of a day', resources: [role(PKI, { maxTtl: '24h', notAfter: '' })] },
    ],
    refused: [
      {
        shows: 'a login that lives as long as the mount says',
        resources: [role(DATABASE, { defaultTtl: 3600, maxTtl: 0 })],
        violations: [{ field: 'maxTtl', problem: 'the life of its credentials is left to the mount', fix: FIX }],
      },
      {
        shows: 'a password of a hundred days',
        resources: [role(STATIC, { rotationPeriod: '100d' })],
        violations: [{ field: 'rotationPeriod', problem: 'its credentials live 100 days', fix: FIX }],
      },
      {
        shows: 'certificates that all end on one day, and for a year before',
        resources: [role(PKI, { maxTtl: '8760h', notAfter: '2099-01-01T00:00:00Z' })],
        violations: [
          {
            field: 'notAfter',
            problem: 'its credentials live until 2099-01-01T00:00:00Z',
            fix: 'remove it, so that maxTtl bounds them',
          },
          { field: 'maxTtl', problem: 'its credentials live 365 days', fix: FIX },
        ],
      },
    ],
  },
});

function problemsOf(field: string, lifetime: unknown): readonly Violation[] {
  if (field === FIXED_END) {
    if (isAbsent(lifetime) || lifetime === '') return [];
    const fix = 'remove it, so that maxTtl bounds them';
    return [{ field, problem: `its credentials live until ${lifetime}`, fix }];
  }
  // Zero is Vault's word for the default of the mount, which is 32 days unless somebody changed it.
  if (isAbsent(lifetime) || secondsOf(lifetime, field) === 0) {
    return [{ field, problem: 'the life of its credentials is left to the mount', fix: FIX }];
  }
  const days = secondsOf(lifetime, field) / DAY_SECONDS;
  if (days <= STANDARDS.secretRotationDays) return [];
  return [{ field, problem: `its credentials live ${Math.ceil(days)} days`, fix: FIX }];
}

function role(type: string, args: Readonly<Record<string, unknown>>) {
  return { type, vaultPath: 'roles/api', args };
}
