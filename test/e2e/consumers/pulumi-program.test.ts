import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { Engine } from '../support/engine';
import { KubernetesApi } from '../support/kubernetes-api';
import { vaultRequest } from '../support/vault-api';
import { world } from '../support/world';
import { compile, resolutionsBeside } from './support/compile';
import { type Consumer, install } from './support/consumer';
import { exportedNames } from './support/modules';
import { packAlone, previewWithPack } from './support/policy-pack';

const { kubernetes, vault, runDir } = world();
const api = new KubernetesApi(kubernetes);

const ENV = { KUBECONFIG: kubernetes.kubeconfigPath, VAULT_TOKEN: vault.token, VAULT_CACERT: vault.caFile };

/** The stack's facts, of the servers of this run. */
function pointAtServers(folder: string): string {
  const file = join(folder, 'Pulumi.live.yaml');
  const facts = parseDocument(readFileSync(file, 'utf8'));
  facts.setIn(['config', 'orders:cluster', 'id'], kubernetes.id);
  facts.setIn(['config', 'orders:cluster', 'context'], kubernetes.context);
  facts.setIn(['config', 'orders:vault', 'address'], vault.address);
  // Vault runs beside the cluster here, not in it.
  facts.setIn(['config', 'orders:vault', 'apiServer'], { address: kubernetes.url, caCertificate: kubernetes.ca });
  writeFileSync(file, facts.toString());
  return file;
}

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace: 'orders', name: 'orders-api' } };
const runbook = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'orders', name: 'runbook' } };

async function mounts(): Promise<readonly string[]> {
  const { data } = (await vaultRequest(vault, 'GET', 'sys/mounts')) as { readonly data: object };
  return Object.keys(data).filter((path) => path.startsWith('live/'));
}

describe.each(['newest', 'oldest'] as const)(
  'a Pulumi program with a tree of its own, beside the %s peers',
  (peers) => {
    let consumer: Consumer;
    let engine: Engine;
    beforeAll(async () => {
      consumer = await install('pulumi-program', peers);
      engine = await Engine.start({
        projectDir: consumer.folder,
        configFile: pointAtServers(consumer.folder),
        workDir: join(runDir, `consumer-${peers}`),
        stack: 'live',
        // Once it is compiled by Pulumi with its types checked, as is usual; they are checked below in any case.
        env: peers === 'newest' ? ENV : { ...ENV, PULUMI_NODEJS_TRANSPILE_ONLY: 'true' },
      });
    });
    afterAll(async () => {
      await engine?.stop();
      consumer?.remove();
    });

    test('deploys what it declares, and what is Pulumi’s alone after it', async () => {
      expect(await engine.up()).toMatchObject({ code: 0 });
      expect(await api.get(deployment)).toMatchObject({ spec: { replicas: 2 } });
      expect(await api.get(runbook)).toMatchObject({ data: { 'orders.md': 'Ask the team checkout.\n' } });
      expect(await mounts()).toEqual(['live/orders/orders-db/']);
    });

    test('a second run changes nothing', async () => {
      const { code, changes } = await engine.up();
      expect({ code, kinds: Object.keys(changes) }).toEqual({ code: 0, kinds: ['same'] });
    });

    test('is judged by the policy pack of node_modules', async () => {
      const printed = await previewWithPack(consumer, { workDir: join(runDir, `consumer-pack-${peers}`), env: ENV });
      expect(printed).toMatch(/Policies:\n\s+✅ dwcp-baseline@/);
    });

    test('is judged by the pack alone, copied out of the package', async () => {
      const workDir = join(runDir, `consumer-pack-alone-${peers}`);
      const printed = await previewWithPack(consumer, { workDir, env: ENV, pack: packAlone(consumer) });
      expect(printed).toMatch(/Policies:\n\s+✅ dwcp-baseline@/);
    });

    test.each(resolutionsBeside(peers))(
      'has types under moduleResolution $moduleResolution, skipLibCheck $skipLibCheck',
      (how) => compile(consumer, how),
    );

    test.each(['@dwcp/baseline', '@dwcp/baseline/policies', '@dwcp/baseline/crossguard', '@dwcp/baseline/stacks'])(
      '%s is required, and imported by name',
      async (specifier) => {
        expect((await exportedNames(consumer, specifier)).length).toBeGreaterThan(0);
      },
    );

    test('goes, and leaves nothing', async () => {
      expect(await engine.destroy()).toMatchObject({ code: 0 });
      expect(await api.get(deployment)).toBeUndefined();
      expect(await mounts()).toEqual([]);
    });
  },
);
