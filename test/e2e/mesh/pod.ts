import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BRIDGE } from '../live/cluster/control-plane';
import { Machine } from '../live/cluster/machine';
import type { Place, Running } from '../servers/process';
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
  /** Where the API server has it. */
  readonly path: string;
  /** By which its application is told what to do; a gateway has none. */
  readonly socket: string;
  /** Ends it, once it is deleted, as a kubelet does. */
  end(): Promise<void>;
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
  const programs: Program[] = [];
  const launch = async (program: string, command: readonly string[], options = {}) => {
    const pid = join(machine.dir, `${program}.pid`);
    const noted = ['sh', '-ec', 'echo $$ > "$0"; exec "$@"', pid, ...command];
    programs.push({ pid, running: await machine.launch(program, noted, options) });
  };
  // A gateway has no application, and nothing is led through it by force.
  if (check !== undefined) {
    await redirect(machine, argsOf(check));
    await launch('app', [...app, socket]);
  }
  await launch('proxy', asProxy(argsOf(proxy)), {
    env: withImage(env),
    ready: () => machine.run('bash', ['-ec', PROBE]).then(() => true),
  });
  await report.ready();
  const end = async () => {
    // At once in every container; a sidecar is told to end only when the others have.
    await Promise.all(containers.map((container) => beforeEnd(machine, container)));
    for (const { pid, running } of programs) {
      await machine.run('sh', ['-c', TERMINATE, pid]);
      await running.stop();
    }
  };
  const path = await api.path('v1', 'Pod', pod.metadata.namespace, pod.metadata.name);
  return { name, address: placement.address, machine, path, socket, end };
}

/** A program of a pod, and the file of its number, as those on the machine know it. */
interface Program {
  readonly pid: string;
  readonly running: Running;
}

/** Tells a program to end, and waits until it has, 30 s at the most. */
const TERMINATE = 'kill $(cat "$0"); for i in $(seq 300); do kill -0 $(cat "$0") 2>&- || exit 0; sleep 0.1; done';

/** The hook of a container that is about to be told to end. */
async function beforeEnd(machine: Machine, { lifecycle }: Container): Promise<void> {
  const { sleep: pause, exec } = lifecycle?.preStop ?? {};
  if (pause !== undefined) await sleep(pause.seconds * 1000);
  if (exec !== undefined) await machine.run(AGENT, exec.command.slice(1));
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
