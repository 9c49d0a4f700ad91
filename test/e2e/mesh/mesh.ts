import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTROL_PLANE_ADDRESS } from '../live/cluster/addresses';
import { BRIDGE, startControlPlane } from '../live/cluster/control-plane';
import { type ClusterCredentials, makeCredentials } from '../live/cluster/credentials';
import type { Machine } from '../live/cluster/machine';
import { Steps } from '../live/cluster/steps';
import { compile } from '../packets/programs';
import { loadCrds } from '../servers/crds';
import type { Place } from '../servers/process';
import { eventually } from '../support/eventually';
import { KubernetesApi, type LiveObject } from '../support/kubernetes-api';
import { NODES, podAddress } from './addresses';
import { Client } from './client';
import { startClients } from './clients';
import { hosts, metricsOfIstiod, startIstiod } from './istiod';
import { Login } from './login';
import { API, CALLER, FACTS, forMesh, platform, STRANGER, TRACES } from './platform';
import { type PodParts, type RunningPod, runPod } from './pod';
import { collecting, startSpanStore, TRACING } from './span-collector';

/** The production of the reference platform in a real mesh: its gateway, its api, and a client on the internet. */
export interface Mesh {
  readonly api: KubernetesApi;
  readonly login: Login;
  readonly client: Client;
  readonly gateway: RunningPod;
  /** The pods of the service that the gateway leads to. */
  readonly services: readonly [RunningPod, RunningPod, RunningPod];
  /** Who may call these, and who may not. */
  readonly caller: RunningPod;
  readonly stranger: RunningPod;
  /** Who collects traces. */
  readonly collector: RunningPod;
  /** What its control plane serves to Prometheus. */
  istiodMetrics(): Promise<string>;
  /** Deletes a pod, and ends it. */
  remove(pod: RunningPod): Promise<void>;
  stop(): Promise<void>;
}

const LOGIN = new URL(FACTS.identity.jwksUri).hostname;

export async function startMesh(place: Place, log: (line: string) => void): Promise<Mesh> {
  const dir = join(place.runDir, place.name);
  mkdirSync(dir, { recursive: true });
  const programs = compile(join(dir, 'programs'), {
    from: join(__dirname, 'programs'),
    names: ['app', 'keys', 'relay', 'spans'],
  });
  const steps = new Steps(log);
  const credentials = await makeCredentials(dir);
  const machines: Machine[] = [];
  const stop = async () => {
    for (const machine of machines.splice(0).reverse()) await machine.stop();
  };
  try {
    const { machine: controlPlane, admin } = await steps.take('control plane', () =>
      startControlPlane(place, credentials, { nodes: 'none' }),
    );
    machines.push(controlPlane);
    const api = new KubernetesApi(admin);
    // Pods and clients are on the same wire, whatever their addresses.
    await controlPlane.ip(`route add 198.51.100.0/24 dev ${BRIDGE}`);
    const names = hosts({ [LOGIN]: CONTROL_PLANE_ADDRESS });
    await controlPlane.run('sh', ['-ec', `cat > ${dir}/hosts; mount --bind ${dir}/hosts /etc/hosts`], names);
    const login = new Login();
    await login.start(controlPlane, credentials.authority, LOGIN, programs('keys'));
    await steps.take('definitions', () =>
      loadCrds(
        admin,
        () => undefined,
        ({ group }) => forMesh(`${group}/`),
      ),
    );
    const inside = { ...admin, url: `https://${CONTROL_PLANE_ADDRESS}:6443` };
    await steps.take('istiod', () =>
      startIstiod(controlPlane, api, inside, credentials.authority.pem, {
        trustDomain: FACTS.cluster.trustDomain,
        added: TRACING,
      }),
    );
    await steps.take('platform', () => deploy(api, credentials));
    const parts = { api, place, controlPlane, hosts: names + (await serviceNames(api)), app: programs('app') };
    const pods = await steps.take('pods', () => runPods(parts, collecting(dir), machines));
    await startSpanStore(pods.collector, programs('spans'));
    const { machine: clients, relay } = await startClients(place, controlPlane, programs('relay'), [
      'default dev eth0',
    ]);
    machines.push(clients);
    const client = new Client(relay, FACTS.domain, credentials.authority.pem);
    const istiodMetrics = () => metricsOfIstiod(controlPlane);
    return { api, login, client, ...pods, istiodMetrics, remove: (pod) => remove(api, pod), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function deploy(api: KubernetesApi, { authority }: ClusterCredentials): Promise<void> {
  for (const [name, zone] of Object.entries(NODES)) {
    const node = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'topology.kubernetes.io/zone': zone } },
    };
    await api.apply(node);
  }
  for (const object of platform()) await api.apply(object);
  // What cert-manager would make of the Certificate.
  const { domain } = FACTS;
  const pair = await authority.issue('gateway', { commonName: domain, usage: 'serverAuth', names: [`DNS:${domain}`] });
  const encoded = (file: string) => readFileSync(file).toString('base64');
  const data = { 'tls.crt': encoded(pair.certFile), 'tls.key': encoded(pair.keyFile) };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'edge-tls', namespace: 'edge' } };
  await api.apply({ ...secret, type: 'kubernetes.io/tls', data } as typeof secret);
}

/** What names of the service lead to: nobody resolves names in a pod but by its file. */
async function serviceNames(api: KubernetesApi): Promise<string> {
  const service = await api.get({ apiVersion: 'v1', kind: 'Service', metadata: { name: API, namespace: 'dwcp' } });
  return `${service!['spec'].clusterIP} ${API}\n`;
}

/** Every pod of the api, one of the gateway, whose others would be the same, two that call, and the collector. */
async function runPods(
  parts: PodParts,
  collects: readonly string[],
  machines: Machine[],
): Promise<Pick<Mesh, 'gateway' | 'services' | 'caller' | 'stranger' | 'collector'>> {
  const { api } = parts;
  const of = async (workload: string, count: number) =>
    (await podsOf(api, 'dwcp', { 'dwcp.io/workload': workload }, count)).slice(0, count);
  const pods = {
    gateway: (await podsOf(api, 'edge', { 'gateway.networking.k8s.io/gateway-name': 'edge' }, 1))[0]!,
    caller: (await of(CALLER, 1))[0]!,
    stranger: (await of(STRANGER, 1))[0]!,
    collector: (await podsOf(api, TRACES, { 'dwcp.io/workload': TRACES }, 1))[0]!,
    ...Object.fromEntries((await of(API, 3)).map((pod, index) => [`api-${index}`, pod])),
  };
  const nodes = Object.keys(NODES);
  const running = await Promise.all(
    Object.entries(pods).map(async ([name, pod], index) => {
      const placement = { name, address: podAddress(index), node: nodes[index % nodes.length]! };
      const one = await runPod(pod, placement, name === 'collector' ? { ...parts, app: collects } : parts);
      machines.push(one.machine);
      return one;
    }),
  );
  const [gateway, caller, stranger, collector, ...services] = running as [
    ...[RunningPod, RunningPod, RunningPod, RunningPod],
    ...Mesh['services'],
  ];
  return { gateway, caller, stranger, collector, services };
}

async function podsOf(
  api: KubernetesApi,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  count: number,
): Promise<readonly LiveObject[]> {
  const selected = async () => {
    const pods = await api.list('v1', 'Pod', namespace);
    const found = pods.filter(({ metadata }) =>
      Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value),
    );
    return found.length >= count && found;
  };
  const what = `${count} pods of ${Object.values(labels).join()}`;
  const pods = await eventually(selected, { what, timeoutMs: 60_000, everyMs: 500 });
  return pods.map((pod) => ({ ...pod, apiVersion: 'v1', kind: 'Pod' }));
}

/** How long it takes until callers have heard of a pod's end: in a large mesh under load; here it would be milliseconds. */
const WORD_MS = 3_000;

/** Ends a pod, of which callers hear later. */
async function remove(api: KubernetesApi, { path, end }: RunningPod): Promise<void> {
  const ended = end();
  await sleep(WORD_MS);
  await api.request('DELETE', path);
  await ended;
  await api.request('DELETE', `${path}?gracePeriodSeconds=0`);
}
