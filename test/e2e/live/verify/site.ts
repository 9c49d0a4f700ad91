import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Facts, Manifest } from '../../../../constructs';
import { FACTS, objectsOf } from '../../../support/environment';
import { ROOT } from '../../../support/reference';
import { binaryOf } from '../../servers/build';
import { loadCrds } from '../../servers/crds';
import { eventually } from '../../support/eventually';
import { readKubeconfig } from '../../support/kubeconfig';
import { probe } from '../callers';
import { API_PORT, CONTROL_PLANE_ADDRESS, DNS_SERVICE_ADDRESS, NODE_CIDR, POD_CIDR } from '../cluster/addresses';
import type { Cluster } from '../cluster/cluster';
import { platform } from './platform';

const PLATFORM = join(__dirname, 'platform.ts');

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

/** Deploys the platform as it is planned, and writes down what is true of the cluster where the command looks for it. */
export async function deployPlatform(
  cluster: Cluster,
  folder: string,
  log: (line: string) => void,
): Promise<readonly Manifest[]> {
  const facts = await factsOf(cluster);
  const objects = objectsOf(platform.plan('live', facts).resources);
  const kinds = new Set(objects.map(({ kind }) => kind));
  await loadCrds(readKubeconfig(cluster.kubeconfig), log, ({ kind }) => kinds.has(kind));
  for (const object of [...listener(cluster.images.app.reference), ...objects]) await cluster.api.apply(object);
  mkdirSync(folder, { recursive: true });
  const config = Object.fromEntries(Object.entries(facts).map(([key, value]) => [`dwcp:${key}`, value]));
  writeFileSync(join(folder, 'Pulumi.live.yaml'), stringify({ config }));
  return objects;
}

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command on the platform, as somebody who has a kubeconfig. */
export function verifyLive(kubeconfig: string, folder: string, ...args: readonly string[]): Promise<Ran> {
  const command = [
    join(ROOT, 'bin', 'cli', 'main.js'),
    '-C',
    folder,
    '--platform',
    PLATFORM,
    'verify',
    'live',
    ...args,
  ];
  const PATH = [dirname(binaryOf('kubectl')), process.env['PATH']].join(delimiter);
  const env = { HOME: '/nowhere', PATH, KUBECONFIG: kubeconfig, NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** Waits until a connection from inside a workload ends so: enforcers take a moment, and DNS half a minute to forget. */
export function endsSo(cluster: Cluster, workload: string, [host, port]: readonly [string, number], end: string) {
  const from = { namespace: 'shop', pod: `deploy/${workload}` };
  const what = `${workload} to ${host}:${port} ${end}`;
  return eventually(async () => (await probe(cluster, from, host, port)) === end, { what, timeoutMs: 60_000 });
}
