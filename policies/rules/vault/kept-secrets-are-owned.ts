import { KEPT_SECRET } from '../../../constructs/plan/kept-secret';
import type { Manifest } from '../../../constructs/plan/resource';
import { STANDARDS } from '../../../constructs/standards';
import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const OWNER = `metadata.annotations['${KEPT_SECRET.owner}']`;
const DAYS = `metadata.annotations['${KEPT_SECRET.days}']`;
const LONGEST = STANDARDS.secretRotationDays;

const DAY_COUNT = /^[1-9]\d{0,2}$/;

const UNOWNED = { field: OWNER, problem: 'nobody answers for its values', fix: 'name who changes them in time' };

/** What a store makes, it renews; what people write stays what it is until somebody remembers it. */
export const keptSecretsAreOwned = defineRule({
  id: 'kept-secrets-are-owned',
  subject: 'object',
  of: ['secrets.hashicorp.com/VaultStaticSecret', 'external-secrets.io/ExternalSecret'],
  says: `Secrets that people keep have an owner, and change within ${LONGEST} days.`,
  because: 'a value that nobody has to change is of use to a thief for ever',
  level: 'mandatory',
  severity: 'medium',
  topic: 'vault',
  references: ['practices:secrets-management'],
  check: ({ object }) => {
    const annotations = fieldsOf(object.metadata.annotations, 'metadata.annotations');
    const [owner, days] = [annotations[KEPT_SECRET.owner], annotations[KEPT_SECRET.days]];
    return [...(typeof owner === 'string' && owner.trim() !== '' ? [] : [UNOWNED]), ...ageProblems(days)];
  },
  cel: {
    variables: { says: 'object.metadata.?annotations.orValue({})' },
    accepts: [
      `variables.says[?${text(KEPT_SECRET.owner)}].orValue("").trim() != ""`,
      `variables.says[?${text(KEPT_SECRET.days)}].orValue("").matches(${text(DAY_COUNT.source)})`,
      `int(variables.says[${text(KEPT_SECRET.days)}]) <= ${LONGEST}`,
    ].join(' && '),
    remedy: `name who changes its values by ${KEPT_SECRET.owner}, and in how many days by ${KEPT_SECRET.days}, ${LONGEST} at most`,
  },
  examples: {
    accepted: [
      ...['90', '7'].map((days) => ({
        shows: `an owner, and an age of ${days} days`,
        resources: [secret({ owner: 'payments@example.com', days })],
      })),
      { shows: 'the same, in another store', resources: [external({ owner: 'payments@example.com', days: '90' })] },
    ],
    refused: [
      ...[secret({}), external({})].map((object) => ({
        shows: `neither, of a ${object.kind}`,
        resources: [object],
        violations: [UNOWNED, tooOld('it may stay as it is for ever')],
      })),
      {
        shows: 'an age above the standard',
        resources: [secret({ owner: 'payments@example.com', days: '365' })],
        violations: [tooOld("its values may grow '365' days old")],
      },
      { shows: 'an owner who is nobody', resources: [secret({ owner: ' ', days: '90' })], violations: [UNOWNED] },
      ...['yearly', '090', '90d', '9.5', '0x5'].map((days) => ({
        shows: `an age that is no number of days: ${days}`,
        resources: [secret({ owner: 'payments@example.com', days })],
        violations: [tooOld(`its values may grow '${days}' days old`)],
      })),
    ],
  },
});

function ageProblems(days: unknown): readonly Violation[] {
  if (isAbsent(days)) return [tooOld('it may stay as it is for ever')];
  const isWhole = DAY_COUNT.test(String(days));
  return isWhole && Number(days) <= LONGEST ? [] : [tooOld(`its values may grow '${String(days)}' days old`)];
}

function tooOld(problem: string): Violation {
  return { field: DAYS, problem, fix: `say in how many days they change, ${LONGEST} at most` };
}

interface Said {
  readonly owner?: string;
  readonly days?: string;
}

function secret(said: Said): Manifest {
  return {
    apiVersion: 'secrets.hashicorp.com/v1beta1',
    kind: 'VaultStaticSecret',
    metadata: saying(said),
    spec: { type: 'kv-v2', mount: 'production/shop/kv', path: 'stripe' },
  };
}

function external(said: Said): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: saying(said),
    spec: { secretStoreRef: { kind: 'SecretStore', name: 'secrets-manager' } },
  };
}

function saying({ owner, days }: Said): Manifest['metadata'] {
  return {
    name: 'api-stripe',
    namespace: 'shop',
    annotations: { ...(owner && { [KEPT_SECRET.owner]: owner }), ...(days && { [KEPT_SECRET.days]: days }) },
  };
}
