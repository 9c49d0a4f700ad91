import { defineRule } from '../../define-rule';
import { secondsOf } from '../../duration';
import { isAbsent } from '../../fields';
import type { Violation } from '../../violation';

/** A token that nobody renews has to end before somebody finds it. */
const LONGEST_SECONDS = 32 * 24 * 3600;

/** By type, the fields that bound how long a token lives without being renewed. */
const LIVES: Readonly<Record<string, readonly string[]>> = {
  'vault:kubernetes/authBackendRole:AuthBackendRole': ['tokenPeriod', 'tokenTtl', 'tokenMaxTtl'],
  'vault:appRole/authBackendRole:AuthBackendRole': ['tokenPeriod', 'tokenTtl', 'tokenMaxTtl'],
  'vault:jwt/authBackendRole:AuthBackendRole': ['tokenPeriod', 'tokenTtl', 'tokenMaxTtl'],
  'vault:index/token:Token': ['period', 'ttl', 'explicitMaxTtl'],
};

const TOKEN = 'vault:index/token:Token';
const KUBERNETES = 'vault:kubernetes/authBackendRole:AuthBackendRole';

const FIX = 'bound it to what a login needs until it is renewed, at most 768h, which is what Vault takes by itself';

/** A period has no end as long as it is renewed, so what it says is how long a token that leaked is good unnoticed. */
export const vaultTokensExpire = defineRule({
  id: 'vault-tokens-expire',
  subject: 'vault',
  of: Object.keys(LIVES),
  says: 'Tokens of Vault that nobody renews end within 32 days.',
  because: 'one that was left behind opens what it opened, until somebody finds it',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: ['practices:secrets-management', 'https://developer.hashicorp.com/vault/docs/concepts/tokens'],
  check: ({ type, args }) =>
    LIVES[type]!.flatMap((field) => {
      const life = args[field];
      if (isAbsent(life) || life === '') return [];
      const seconds = secondsOf(life, field);
      return seconds > LONGEST_SECONDS ? [long(field, seconds)] : [];
    }),
  examples: {
    accepted: [
      { shows: 'a day, renewed', resources: [resource(KUBERNETES, { tokenPeriod: 86_400 })] },
      { shows: 'the longest', resources: [resource(KUBERNETES, { tokenTtl: 3600, tokenMaxTtl: LONGEST_SECONDS })] },
      { shows: 'what Vault takes by itself', resources: [resource(TOKEN, { ttl: '' })] },
    ],
    refused: Object.entries(LIVES).flatMap(([type, fields]) =>
      fields.map((field) => ({
        shows: `${field} of a year, of ${type}`,
        resources: [resource(type, { [field]: type === TOKEN ? '8760h' : 31_536_000 })],
        violations: [long(field, 31_536_000)],
      })),
    ),
  },
});

function long(field: string, seconds: number): Violation {
  return { field, problem: `a token of it lives ${Math.floor(seconds / 86_400)} days unnoticed`, fix: FIX };
}

function resource(type: string, args: Readonly<Record<string, unknown>>) {
  return { type, vaultPath: 'auth/live/role/api', args };
}
