import { eventually } from './support/eventually';
import { expectRecorded, metricsIn } from './support/metrics';
import { vaultText } from './support/vault-api';
import { world } from './support/world';
import { withBrokenDevice } from './vault-audit/broken-device';

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
