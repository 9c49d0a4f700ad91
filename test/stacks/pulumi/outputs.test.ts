import * as pulumi from '@pulumi/pulumi';
import type { Plan } from '../../../constructs';
import { kubernetesResource, vaultResource } from '../../../constructs/plan/resource';
import type { Baseline } from '../../../stacks/pulumi/baseline';
import { deploy } from '../../../stacks/pulumi/deploy';
import type { Registration } from '../../support/pulumi/monitor';
import { Provider, registered } from '../../support/pulumi/registered';
import { shop } from './shop';

/** Pulumi's modules take seconds to load where other tests run beside this one. */
const LOADING = 60_000;

const GATEWAY = 'gateway.networking.k8s.io/v1';

/** The shop with two ways in, one of which names no host, and a Service. */
function withEntrance(): Plan {
  const plan = shop();
  const listeners = [
    { hostname: 'shop.example.com', port: 443 },
    { hostname: '*.shop.example.com', port: 443 },
  ];
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'edge' } },
    { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'shop', name: 'api' } },
    {
      apiVersion: GATEWAY,
      kind: 'Gateway',
      metadata: { namespace: 'edge', name: 'edge' },
      spec: { listeners: [...listeners, { hostname: 'shop.example.com', port: 8443 }] },
    },
    { apiVersion: GATEWAY, kind: 'Gateway', metadata: { namespace: 'edge', name: 'any' }, spec: { listeners: [{}] } },
    // Another's, of the same kind by name.
    { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { namespace: 'edge', name: 'old' } },
  ];
  const role = vaultResource(
    { type: 'vault:index/policy:Policy', vaultPath: 'sys/policies/acl/live.api', args: {} },
    '',
  );
  return { ...plan, resources: [...plan.resources, ...objects.map((object) => kubernetesResource(object, '')), role] };
}

/** What else a program may have. */
class Probe extends pulumi.CustomResource {}

/** What a program tells the engine that deploys it and then does something with it, by type and name. */
async function told(use: (baseline: Baseline) => void = () => {}): Promise<ReadonlyMap<string, Registration>> {
  const all = await registered(() => {
    use(deploy(withEntrance(), { kubernetes: new Provider('kubernetes'), vault: new Provider('vault') }));
  });
  return new Map(all.map((one) => [`${one.type} ${one.name}`, one]));
}

test(
  'names what other programs have to know, in the engine’s state as well',
  async () => {
    const now = await told();
    expect(now.get('dwcp:baseline:Environment live')?.outputs).toEqual({
      certificateRequests: {},
      deployed: expect.stringMatching(/^[0-9a-f]{64}$/),
      namespaces: ['shop', 'edge'],
      gatewayHosts: { 'edge/edge': ['shop.example.com', '*.shop.example.com'], 'edge/any': [] },
      serviceNames: { 'shop/api': 'api.shop.svc' },
      vaultPaths: {
        Mount: ['live/shop'],
        Policy: ['sys/policies/acl/live.api'],
        'database/SecretBackendRole': ['live/shop/roles/api'],
      },
    });
  },
  LOADING,
);

test('whoever reads a name waits for what has it, and for nothing else', async () => {
  const now = await told(({ serviceNames }) => {
    new Probe('acme:index:Probe', 'probe', { of: serviceNames });
  });
  const probe = now.get('acme:index:Probe probe');
  expect(probe?.inputs).toEqual({ of: { 'shop/api': 'api.shop.svc' } });
  expect(probe?.dependencies).toEqual([now.get('kubernetes:core/v1:Service shop/api')?.urn]);
});
