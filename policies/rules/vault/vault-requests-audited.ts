import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';
import type { Judged } from '../../judged';
import type { ExampleResource } from '../../rule';
import type { PlanViolation } from '../../violation';

const AUDIT = 'vault:index/audit:Audit';

/** One that each server writes for itself, and one that leaves the machine. */
const DEVICES = ['file', 'socket'] as const;

const RAW = {
  field: 'options.log_raw',
  problem: 'it writes down secrets in clear text',
  fix: 'remove it: Vault then writes keyed hashes',
};

const MOUNT = {
  type: 'vault:index/mount:Mount',
  vaultPath: 'live/shop/kv',
  args: { type: 'kv', path: 'live/shop/kv' },
};
const MOUNT_ID = 'vault:index/mount:Mount live/shop/kv';

/** What is asked of Vault is known to Vault alone: where nobody writes it down, a stolen login leaves no trace. */
export const vaultRequestsAudited = defineRule({
  id: 'vault-requests-audited',
  subject: 'plan',
  says: 'Where data is protected, Vault writes down what it is asked in a file and to a socket.',
  because: 'a stolen login leaves no trace, and with one device alone Vault answers nobody while that fails',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: ['practices:secrets-management', 'https://developer.hashicorp.com/vault/docs/audit'],
  applies: (plan) => (isProtected(plan) && ofVault(plan).length > 0) || devicesIn(plan).length > 0,
  check: (plan) => [...missing(plan), ...inClearText(plan)],
  examples: {
    accepted: [
      { shows: 'both', ...live(MOUNT, device('file'), device('socket')) },
      { shows: 'one, where data may go', data: 'disposable', resources: [MOUNT, device('file')] },
      { shows: 'one, of what is no whole plan', resources: [MOUNT, device('socket')] },
      { shows: 'hashes, said aloud', ...live(MOUNT, device('file', { log_raw: 'false' }), device('socket')) },
      { shows: 'hashes, by saying nothing', ...live(MOUNT, device('file', { log_raw: '' }), device('socket')) },
    ],
    refused: [
      {
        shows: 'none',
        ...live(MOUNT),
        violations: DEVICES.map((type) => ({ resource: MOUNT_ID, ...without(type) })),
      },
      {
        shows: 'a file alone',
        ...live(MOUNT, device('file')),
        violations: [{ resource: MOUNT_ID, ...without('socket') }],
      },
      {
        shows: 'secrets in clear text, wherever it is',
        data: 'disposable',
        resources: [device('file', { log_raw: 'true' })],
        violations: [{ resource: `${AUDIT} sys/audit/file`, ...RAW }],
      },
      {
        shows: 'what is no device, although it is called so',
        ...live({ ...MOUNT, args: { ...MOUNT.args, type: 'file', options: { log_raw: 'true' } } }, device('socket')),
        violations: [{ resource: MOUNT_ID, ...without('file') }],
      },
    ],
    unknown: [
      {
        shows: 'options that cannot be read',
        ...live(MOUNT, device('socket'), {
          type: AUDIT,
          vaultPath: 'sys/audit/file',
          args: { type: 'file', options: 'x' },
        }),
        doubts: [{ field: 'options', why: 'an object was expected' }],
      },
    ],
    skipped: [
      { shows: 'where data may go', data: 'disposable', resources: [MOUNT] },
      { shows: 'where there is nothing of Vault', data: 'protected', resources: [] },
    ],
  },
});

/** Manifests from elsewhere do not say of their data whether it may go. */
function isProtected({ data }: Judged): boolean {
  return data === 'protected';
}

function ofVault({ resources }: Judged) {
  return resources.filter((resource) => resource.api === 'vault');
}

function devicesIn(plan: Judged) {
  return ofVault(plan).filter(({ type }) => type === AUDIT);
}

function missing(plan: Judged): readonly PlanViolation[] {
  const resource = ofVault(plan)[0]?.id;
  if (!isProtected(plan) || resource === undefined) return [];
  const there = devicesIn(plan).map(({ args }) => args['type']);
  return DEVICES.filter((type) => !there.includes(type)).map((type) => ({ resource, ...without(type) }));
}

function inClearText(plan: Judged): readonly PlanViolation[] {
  return devicesIn(plan)
    .filter(({ args }) => !['undefined', 'false', ''].includes(String(fieldsOf(args['options'], 'options')['log_raw'])))
    .map(({ id }) => ({ resource: id, ...RAW }));
}

function without(type: (typeof DEVICES)[number]) {
  return {
    field: 'type',
    problem: `nothing writes down by ${type} what Vault is asked`,
    fix: 'give the fact `vault.audit`, and declare new AuditDevices(namespace, …)',
  };
}

function live(...resources: readonly ExampleResource[]) {
  return { data: 'protected', resources } as const;
}

function device(type: (typeof DEVICES)[number], options: Readonly<Record<string, string>> = {}) {
  return { type: AUDIT, vaultPath: `sys/audit/${type}`, args: { type, options } };
}
