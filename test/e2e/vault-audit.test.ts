import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startVault, type Vault } from './servers/vault';
import { eventually } from './support/eventually';
import { expectRecorded, metricsIn } from './support/metrics';
import { type VaultError, vaultRequest, vaultText } from './support/vault-api';
import { runFolder, world } from './support/world';
import { AuditFile } from './vault-audit/audit-file';
import { withBrokenDevice } from './vault-audit/broken-device';
import { startListener } from './vault-audit/listener';

const { vault } = world();

test('what one audit device cannot write is counted, as its alert asks, while Vault answers and counts no request that failed', async () => {
  const counted = await withBrokenDevice(vault, () =>
    eventually(
      async () => {
        const text = await vaultText(vault, 'sys/metrics?format=prometheus');
        return text.includes('\nvault_audit_sink_failure ') && text;
      },
      { what: 'a failure of the device', timeoutMs: 10_000 },
    ),
  );
  expect(counted).toMatch(/^vault_audit_log_request_failure 0$/m);
  expectRecorded('vault', metricsIn(counted));
});

describe('a Vault that writes down what it is asked in a file and to a collector', () => {
  let vault: Vault;
  let file: AuditFile;
  let collector: Awaited<ReturnType<typeof startListener>>;
  beforeAll(async () => {
    vault = await startVault({ runDir: runFolder(), name: 'audit-vault' });
    file = new AuditFile(vault, join(runFolder(), 'audit-volume'));
    await file.use();
    collector = await startListener();
    await vaultRequest(vault, 'PUT', 'sys/audit/collector', { type: 'socket', options: collector.options });
    await vaultRequest(vault, 'DELETE', 'sys/audit/file');
  });
  afterAll(async () => {
    collector?.goAway();
    await vault?.stop();
  });

  /** What it answers to somebody who asks which engines it has. */
  const answer = () =>
    vaultRequest(vault, 'GET', 'sys/mounts').then(
      () => 'engines',
      ({ status, message }: VaultError) => `${status} ${message}`,
    );
  const answers = (expected: RegExp) =>
    eventually(async () => expected.test(await answer()), { what: `${expected}`, timeoutMs: 20_000 });

  test('begins a new file when it is told by SIGHUP', async () => {
    file.rotate();
    await eventually(async () => (await answer()) === 'engines' && existsSync(file.path), {
      ...{ what: 'a new file', timeoutMs: 10_000 },
    });
    const written = (path: string) => readFileSync(path, 'utf8').split('\n').length;
    const before = [written(file.former), written(file.path)] as const;
    expect(await answer()).toBe('engines');
    expect(written(file.former)).toBe(before[0]);
    expect(written(file.path)).toBeGreaterThan(before[1]);
  });

  test('answers while its volume or its collector is gone, and nobody once both are', async () => {
    await file.whileGone(async () => {
      await answers(/^engines$/);
      collector.goAway();
      await answers(/^500 /);
      expect(await answer()).toMatch(/^500 GET sys\/mounts: HTTP 500 internal error$/);
    });
    await answers(/^engines$/);
  });
});
