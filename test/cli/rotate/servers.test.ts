import { type Autopilot, SNAPSHOT, sealOf, snapshotOf, votersOf } from '../../../cli/rotate/servers';
import type { Trail } from '../../../cli/rotate/trail';
import type { VaultAvailability } from '../../../constructs';

const PLANNED: VaultAvailability = { servers: 3, seal: 'awskms', snapshotHours: 24 };

test.each([
  ['awskms', 'ok', 'Vault is unsealed by awskms when it starts'],
  ['shamir', 'deviates', 'Vault waits for people to unseal it when it starts'],
  ['transit', 'deviates', 'Vault is unsealed by transit, and not by awskms'],
])('a Vault that is sealed by %s', (type, status, says) => {
  expect(sealOf(PLANNED, { type, storage_type: 'raft' })).toMatchObject({ status, says });
});

describe('the servers that vote', () => {
  const voting = (healths: Readonly<Record<string, boolean>>): Autopilot => ({
    voters: Object.keys(healths),
    servers: Object.fromEntries(Object.entries(healths).map(([id, healthy]) => [id, { healthy }])),
  });

  test.each<[string, Autopilot | undefined, string, string]>([
    ['three', voting({ a: true, b: true, c: true }), 'ok', '3 servers of Vault vote, and are healthy'],
    ['one', voting({ a: true }), 'deviates', '1 server of Vault votes, where 3 have to'],
    ['two', voting({ a: true, b: true }), 'deviates', '2 servers of Vault vote, where 3 have to'],
    [
      'three, two of which are away',
      voting({ a: true, c: false, b: false }),
      'deviates',
      'of 3 servers of Vault that vote, not healthy: b, c',
    ],
    ['none that it speaks of', { voters: null, servers: null }, 'unknown', 'Vault does not say which servers vote'],
    ['nothing', undefined, 'unknown', 'Vault does not say which servers vote'],
  ])('%s', (_, said, status, says) => {
    expect(votersOf(PLANNED, { type: 'awskms', storage_type: 'raft' }, said)).toMatchObject({ status, says });
  });

  test('no votes are taken where the data is kept elsewhere', () => {
    expect(votersOf(PLANNED, { type: 'awskms', storage_type: 'consul' }, undefined)).toMatchObject({
      status: 'deviates',
      says: 'Vault keeps its data in consul, and not in its own storage',
    });
  });
});

describe('the last snapshot', () => {
  const NOW = Date.parse('2026-11-30T12:00:00Z');
  const hoursAgo = (hours: number) => NOW - hours * 3_600_000;
  const trail = (since: number, at?: number): Trail => ({
    since: hoursAgo(since),
    traces: new Map(at === undefined ? [] : [[SNAPSHOT, { at: hoursAgo(at), by: 'token-backup' }]]),
  });

  test.each<[string, Trail | undefined, string, string]>([
    ['in time', trail(48, 24), 'ok', 'a snapshot of Vault was taken 24 hours ago, by token-backup'],
    ['late', trail(48, 25), 'deviates', 'the last snapshot of Vault was taken 25 hours ago, by token-backup'],
    ['none', trail(24), 'deviates', 'the audit has nobody who took a snapshot of Vault in the last 24 hours'],
    [
      'none, of an audit that begins later',
      trail(23),
      'unknown',
      'the audit begins 2026-11-29T13:00:00Z, and has no snapshot of Vault since',
    ],
    ['no audit', undefined, 'unknown', 'nobody knows when the last snapshot of Vault was taken'],
  ])('%s', (_, given, status, says) => {
    expect(snapshotOf(24, NOW, given)).toMatchObject({ status, says });
  });
});
