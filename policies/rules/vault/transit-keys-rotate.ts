import { STANDARDS } from '../../../constructs/standards';
import { defineRule } from '../../define-rule';
import { secondsOf } from '../../duration';
import { isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const KEY = 'vault:transit/secretBackendKey:SecretBackendKey';
const LONGEST = STANDARDS.encryption.keyRotationDays;
const PERIOD = 'autoRotatePeriod';
const FIX = `set it to a number of seconds, at most those of ${LONGEST} days`;

/** What takes a key out of Vault, for good: neither can be taken back. */
const LEAVES: Readonly<Record<string, string>> = {
  exportable: 'it can be taken out of Vault',
  allowPlaintextBackup: 'it can be copied in clear text',
};

const KEEP = 'remove it, so that the key never leaves Vault';

/** Whoever has a key has what it encrypted, and has it for as long as the key is in use. */
export const transitKeysRotate = defineRule({
  id: 'transit-keys-rotate',
  subject: 'vault',
  of: [KEY],
  says: `Keys that encrypt data stay in Vault, and are followed by another within ${LONGEST} days.`,
  because: 'one that leaked opens everything that was encrypted since it was made',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: [
    'practices:network-security',
    'https://developer.hashicorp.com/vault/api-docs/secret/transit#create-key',
  ],
  check: ({ args }) => [
    ...ageProblems(args[PERIOD]),
    ...Object.entries(LEAVES)
      .filter(([field]) => args[field] === true)
      .map(([field, problem]) => ({ field, problem, fix: KEEP })),
  ],
  examples: {
    accepted: [
      { shows: 'a key of 180 days', resources: [key({ [PERIOD]: LONGEST * 86_400, exportable: false })] },
      { shows: 'one of a month', resources: [key({ [PERIOD]: 30 * 86_400 })] },
    ],
    refused: [
      { shows: 'a key for ever', resources: [key({})], violations: [old('no other ever follows it')] },
      {
        shows: 'one that does not rotate, said aloud',
        resources: [key({ [PERIOD]: 0 })],
        violations: [old('no other ever follows it')],
      },
      {
        shows: 'one of a year',
        resources: [key({ [PERIOD]: 365 * 86_400 })],
        violations: [old('it is in use for 365 days')],
      },
      ...Object.entries(LEAVES).map(([field, problem]) => ({
        shows: field,
        resources: [key({ [PERIOD]: 86_400, [field]: true })],
        violations: [{ field, problem, fix: KEEP }],
      })),
    ],
  },
});

function ageProblems(period: unknown): readonly Violation[] {
  // Zero is Vault's word for never.
  const days = isAbsent(period) ? 0 : secondsOf(period, PERIOD) / 86_400;
  if (days === 0) return [old('no other ever follows it')];
  return days <= LONGEST ? [] : [old(`it is in use for ${Math.ceil(days)} days`)];
}

function old(problem: string): Violation {
  return { field: PERIOD, problem, fix: FIX };
}

function key(args: Readonly<Record<string, unknown>>) {
  return {
    type: KEY,
    vaultPath: 'live/shop/transit/keys/cards',
    args: { name: 'cards', type: 'aes256-gcm96', ...args },
  };
}
