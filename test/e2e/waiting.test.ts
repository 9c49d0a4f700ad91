import { withFaults } from './stand-ins/faults';
import type { Engine, Outcome } from './support/engine';
import type { EngineStep } from './support/engine-events';
import { startStack } from './support/own-stack';
import { world } from './support/world';

const MINUTE = 60_000;

/** What the plugin waits by itself. */
const USUAL = 10 * MINUTE;

const called = (urn: string) => urn.split('::').slice(2).join(' ').split('$').at(-1)!.replace('kubernetes:', '');
const told = ({ steps }: { readonly steps: readonly EngineStep[] }, op: string) =>
  steps.flatMap((step) => (step.op === op ? [called(step.urn)] : [])).sort();

describe('a credential that is refused, an image that is not there and a certificate that is not issued', () => {
  let engine: Engine;
  let failed: Outcome;
  let took: number;
  beforeAll(async () => {
    engine = await startStack('dev', 'waiting');
    const faults = {
      objects: ['VaultDynamicSecret dwcp/dwcp-api-dwcp-postgres', 'Certificate edge/edge-tls'],
      images: ['registry.example.com/dwcp/worker'],
    };
    const begun = Date.now();
    failed = await withFaults(world().standIns.faultsFolder, faults, () => engine.up());
    took = Date.now() - begun;
  });
  afterAll(async () => {
    await engine?.destroy();
    await engine?.stop();
  });

  const said = () => failed.diagnostics.join('\n');

  test('end the run, all of them together and long before the plugin would', () => {
    process.stdout.write(`ended after ${Math.round(took / 1000)} s\n`);
    expect(failed.code).toBeGreaterThan(0);
    expect(took).toBeLessThan(USUAL * 0.65);
    const errors = failed.diagnostics.filter((line) => line.startsWith('error: ') && line.includes('urn:pulumi'));
    expect(errors.map((line) => called(/"(urn:[^"]+)"/.exec(line)![1]!)).sort()).toEqual([
      'apps/v1:Deployment dwcp/dwcp-worker',
      'cert-manager.io/v1:Certificate edge/edge-tls',
      'secrets.hashicorp.com/v1beta1:VaultDynamicSecret dwcp/dwcp-api-dwcp-postgres',
    ]);
  });

  test('are told with the reason, in the words of who knows it', () => {
    expect(said()).toContain('[ImagePullBackOff] Back-off pulling image "registry.example.com/dwcp/worker:');
    expect(said()).toContain('warning: SecretSyncError: Failed to sync the secret');
    expect(said()).toContain('warning: Failed: The certificate request has failed to complete');
  });

  test('are told with what to look at next, before the run ends', () => {
    for (const next of [
      'apps/v1/Deployment dwcp/dwcp-worker has not come up in 148 s; `kubectl --namespace dwcp get events',
      'secrets.hashicorp.com/v1beta1/VaultDynamicSecret dwcp/dwcp-api-dwcp-postgres has not come up in 90 s; `kubectl --namespace dwcp describe vaultdynamicsecret.secrets.hashicorp.com dwcp-api-dwcp-postgres` says why; Vault has to have the certificates of the database',
      'cert-manager.io/v1/Certificate edge/edge-tls has not come up in 150 s; `kubectl --namespace edge describe certificate.cert-manager.io edge-tls` says why; the ClusterIssuer',
    ]) {
      expect(said()).toContain(`warning: ${next}`);
    }
    expect(said().match(/has not come up/g)).toHaveLength(3);
  });

  test('are told to whoever may do no more than deploy: of what is in a namespace, nothing is refused', () => {
    expect(failed.refused).toEqual(['list events at the cluster scope']);
  });

  test('keep what needs them from being begun', () => {
    const begun = [...failed.spans.keys()].map(called);
    expect(begun).not.toContain('apps/v1:Deployment dwcp/dwcp-api');
    expect(begun).not.toContain('gateway.networking.k8s.io/v1:Gateway edge/edge');
  });

  test('are what the next run goes on with, once nothing is in the way', async () => {
    const up = await engine.up();
    expect(up).toMatchObject({ code: 0 });
    expect(told(up, 'update')).toEqual([
      'apps/v1:Deployment dwcp/dwcp-worker',
      'cert-manager.io/v1:Certificate edge/edge-tls',
      'secrets.hashicorp.com/v1beta1:VaultDynamicSecret dwcp/dwcp-api-dwcp-postgres',
    ]);
    expect(told(up, 'create')).toEqual(expect.arrayContaining(['apps/v1:Deployment dwcp/dwcp-api']));
    expect(told(await engine.up(), 'update')).toEqual([]);
  });
});
