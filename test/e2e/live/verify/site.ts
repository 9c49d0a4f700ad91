import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Facts, Manifest } from '../../../../constructs';
import { FACTS, objectsOf } from '../../../support/environment';
import { type KeyPair, makeAuthority } from '../../servers/certificates';
import { loadCrds } from '../../servers/crds';
import { eventually } from '../../support/eventually';
import { probe } from '../callers';
import { API_PORT, CONTROL_PLANE_ADDRESS, DNS_SERVICE_ADDRESS, NODE_CIDR, POD_CIDR } from '../cluster/addresses';
import type { Cluster } from '../cluster/cluster';
import { DOMAIN, platform } from './platform';

export const PLATFORM = join(__dirname, 'platform.ts');

/** What is true of the cluster of the tests, of which the context is called `live`. */
async function factsOf({ api, images }: Cluster): Promise<Facts & { readonly image: string }> {
  const system = await api.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } });
  return {
    ...FACTS,
    cluster: {
      ...FACTS.cluster,
      id: system!.metadata.uid,
      context: 'live',
      apiServer: { cidrs: [`${CONTROL_PLANE_ADDRESS}/32`], port: API_PORT },
      dns: { serviceIp: DNS_SERVICE_ADDRESS },
      podCidrs: [POD_CIDR],
      nodeCidrs: [NODE_CIDR],
      networkPlugin: { name: 'kube-router' },
    },
    image: images.app.reference,
  };
}

/** Somebody who listens where istiod would, which does not run: whom every sidecar is declared to call. */
function listener(image: string): readonly Manifest[] {
  const metadata = { name: 'istiod', namespace: 'istio-system', labels: { app: 'istiod' } };
  const command = ['node', '-e', "require('net').createServer((socket) => socket.end()).listen(15012)"];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } },
    {
      ...{ apiVersion: 'v1', kind: 'Pod', metadata },
      spec: { containers: [{ name: 'istiod', image, command }], terminationGracePeriodSeconds: 1 },
    },
  ];
}

export type Lowest = 'TLSv1.2' | 'TLSv1.3';

/** Stands in for the pods that Istio makes of the gateway: it speaks TLS, of some version at least, and nothing else. */
function gatewayPod(image: string, minVersion: Lowest, { certFile, keyFile }: KeyPair): Manifest {
  const [cert, key] = [certFile, keyFile].map((file) => readFileSync(file, 'utf8'));
  const labels = { 'gateway.networking.k8s.io/gateway-name': 'edge' };
  const program = `const { CERT: cert, KEY: key } = process.env;
    require('tls').createServer({ cert, key, minVersion: '${minVersion}' }).on('tlsClientError', () => {}).listen(443)`;
  const container = {
    ...{ name: 'istio-proxy', image, command: ['node', '-e', program] },
    env: [
      { name: 'CERT', value: cert },
      { name: 'KEY', value: key },
    ],
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 1337,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  const securityContext = { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] };
  return {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'edge', namespace: 'edge', labels } },
    spec: {
      containers: [container],
      securityContext,
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 1,
    },
  };
}

/** What cert-manager says of a certificate that it has issued. */
export const READY = {
  type: 'Ready',
  status: 'True',
  reason: 'Ready',
  message: 'Certificate is up to date and has not expired',
};

export const VALID = { conditions: [READY], notAfter: '2099-01-01T00:00:00Z' };

/** Stands in for cert-manager: says something of the gateway's certificate. */
export async function certified({ api }: Cluster, status: object): Promise<void> {
  const path = '/apis/cert-manager.io/v1/namespaces/edge/certificates/edge-tls/status';
  const conditions = (status as typeof VALID).conditions.map((one) => ({
    ...one,
    lastTransitionTime: '2026-01-01T00:00:00Z',
  }));
  const nothing = { notAfter: null };
  await api.request('PATCH', path, { status: { ...nothing, ...status, conditions } }, 'application/merge-patch+json');
}

/** What was deployed. */
export interface Deployed {
  readonly objects: readonly Manifest[];
  /** The pod of the gateway, which speaks TLS of this version at least. */
  gateway(lowest: Lowest): Manifest;
}

/** Deploys the platform as it is planned, and writes down what is true of the cluster where the command looks for it. */
export async function deployPlatform(cluster: Cluster, folder: string, log: (line: string) => void): Promise<Deployed> {
  const facts = await factsOf(cluster);
  const objects = objectsOf(platform.plan('live', facts).resources);
  const kinds = new Set(objects.map(({ kind }) => kind));
  await loadCrds(cluster.admin, log, ({ kind }) => kinds.has(kind));
  const image = cluster.images.app.reference;
  const authority = await makeAuthority(join(folder, 'pki'), 'dwcp-verify');
  const pair = await authority.issue('gateway', { commonName: DOMAIN, usage: 'serverAuth' });
  const gateway = (lowest: Lowest) => gatewayPod(image, lowest, pair);
  for (const object of [...listener(image), ...objects, gateway('TLSv1.3')]) await cluster.api.apply(object);
  await certified(cluster, VALID);
  const config = Object.fromEntries(Object.entries(facts).map(([key, value]) => [`dwcp:${key}`, value]));
  writeFileSync(join(folder, 'Pulumi.live.yaml'), stringify({ config }));
  return { objects, gateway };
}

/** Waits until a connection from inside a workload ends so: enforcers take a moment, and DNS half a minute to forget. */
export function endsSo(cluster: Cluster, workload: string, [host, port]: readonly [string, number], end: string) {
  const from = { namespace: 'shop', pod: `deploy/${workload}` };
  const what = `${workload} to ${host}:${port} ${end}`;
  return eventually(async () => (await probe(cluster, from, host, port)) === end, { what, timeoutMs: 60_000 });
}
