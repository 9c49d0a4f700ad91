import { join } from 'node:path';
import { BRIDGE } from '../live/cluster/control-plane';
import { Machine } from '../live/cluster/machine';
import type { Place } from '../servers/process';
import type { KubernetesApi, LiveObject } from '../support/kubernetes-api';
import { AGENT, asProxy, furnish, withImage } from './pod-files';
import { type Container, environmentOf, expand } from './pod-spec';
import { type Placement, PodReport } from './pod-status';

/** What every pod of a mesh needs. */
export interface PodParts {
  readonly api: KubernetesApi;
  readonly place: Place;
  readonly controlPlane: Machine;
  /** The text of `/etc/hosts`. */
  readonly hosts: string;
  /** How the application of a pod is started, but for its socket. */
  readonly app: readonly string[];
}

/** A pod that runs: its machine, and where it is on the wire. */
export interface RunningPod {
  /** That of its machine. */
  readonly name: string;
  readonly address: string;
  readonly machine: Machine;
  /** By which its application is told what to do; a gateway has none. */
  readonly socket: string;
}

/**
 * Runs a pod of the API server's, as a kubelet with istio-cni would: its volumes, the rules of its network, Istio's own check
 * of these, the proxy with the arguments and variables that istiod gave it, and the application, which is ours.
 */
export async function runPod(
  pod: LiveObject,
  { name, ...placement }: Placement & { readonly name: string },
  { api, place, controlPlane, hosts, app }: PodParts,
): Promise<RunningPod> {
  const machine = await Machine.start({ ...place, name: `${place.name}/${name}` });
  await controlPlane.connect(machine, BRIDGE);
  await machine.ip(`address add ${placement.address}/24 dev eth0`, 'link set eth0 up', 'route add default dev eth0');
  const report = new PodReport(api, pod, placement);
  const placed = await report.placed();
  const containers: readonly Container[] = [...(pod['spec'].initContainers ?? []), ...pod['spec'].containers];
  const proxy = containers.find((container) => container.name === 'istio-proxy')!;
  const check = containers.find((container) => container.name === 'istio-validation');
  await furnish(machine, { pod: placed, proxy, hosts }, api);
  const env = environmentOf(proxy, placed);
  const argsOf = (container: Container) => (container.args ?? []).map((text) => expand(text, env));
  const socket = join(machine.dir, 'app.sock');
  // A gateway has no application, and nothing is led through it by force.
  if (check !== undefined) {
    await redirect(machine, argsOf(check));
    await machine.launch('app', [...app, socket]);
  }
  await machine.launch('proxy', asProxy(argsOf(proxy)), {
    env: withImage(env),
    ready: () => machine.run('bash', ['-ec', PROBE]).then(() => true),
  });
  await report.ready();
  return { name, address: placement.address, machine, socket };
}

/** What a kubelet asks of the proxy. */
const PROBE = [
  'exec 3<>/dev/tcp/127.0.0.1/15021',
  "printf 'GET /healthz/ready HTTP/1.1\\r\\nHost: pod\\r\\n\\r\\n' >&3",
  "head -1 <&3 | grep -q ' 200 '",
].join('\n');

/** What istio-cni does before a pod's containers start, and what the first of them then looks at. */
async function redirect(machine: Machine, args: readonly string[]): Promise<void> {
  const own = args.filter((arg) => !['--run-validation', '--skip-rule-apply'].includes(arg));
  await machine.run(AGENT, own);
  const [command = '', ...rest] = asProxy(args);
  await machine.run(command, rest);
}
