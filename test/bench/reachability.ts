import { fork } from 'node:child_process';
import { once } from 'node:events';
import { reachabilityOf } from '../../policies/reachability/index';
import { lets, type RunningPod } from '../support/network-oracle';
import { cluster } from './cluster';

const NAMESPACES = 100;
const SIZES = [100, 1_000, 10_000];
const OPTIONS = { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/16'] };

/** What one size took. */
interface Measured {
  readonly workloads: number;
  readonly objects: number;
  /** Declared, and found open among workloads of the input. */
  readonly edges: number;
  readonly found: number;
  readonly connections: number;
  /** The first time in a process, as a command meets it, and once the code is compiled. */
  readonly cpuSeconds: number;
  readonly againSeconds: number;
  /** What a copy of the objects by way of JSON took, which tells how fast the machine was just then. */
  readonly copySeconds: number;
  readonly peakMebibytes: number;
}

/** Each size in a process of its own, because the peak of memory belongs to a process. */
export async function reachability(): Promise<void> {
  const all: Measured[] = [];
  console.log(`reachability of clusters in ${NAMESPACES} namespaces, default deny, mesh, 5 calls each\n`);
  for (const size of SIZES) {
    const child = fork(__filename, [String(size)]);
    const [[measured], [status]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
    if (status !== 0) throw new Error(`the run with ${size} workloads ended with ${status}`);
    const before = all.at(-1);
    all.push(measured as Measured);
    report(measured as Measured, before);
  }
  againstOracle(SIZES[0]!, all[0]!);
}

function report(now: Measured, before: Measured | undefined): void {
  const { workloads, objects, edges, found, connections, cpuSeconds, againSeconds, copySeconds, peakMebibytes } = now;
  console.log(
    `${String(workloads).padStart(6)} workloads, ${objects} objects, ${connections} connections: ` +
      `${cpuSeconds.toFixed(2)} s of CPU, ${againSeconds.toFixed(2)} s when run again ` +
      `(a JSON copy of the objects: ${copySeconds.toFixed(2)} s), peak ${peakMebibytes.toFixed(0)} MiB`,
  );
  if (before !== undefined) {
    const times = (of: (one: Measured) => number) => `${(of(now) / of(before)).toFixed(1)} times`;
    console.log(
      `       ${times((one) => one.workloads)} the workloads: ${times((one) => one.cpuSeconds)} the CPU, ` +
        `${times((one) => one.againSeconds)} when run again, ${times((one) => one.peakMebibytes)} the memory`,
    );
  }
  if (found !== edges) throw new Error(`${edges} edges were declared and ${found} are open`);
}

/** The same question, pair by pair: how much slower it is where it is still bearable, and whether it agrees. */
function againstOracle(size: number, measured: Measured): void {
  const { objects } = cluster(size, NAMESPACES);
  const manifests = objects.map(({ object }) => object);
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
  const pods = manifests
    .filter(({ kind }) => kind === 'Deployment')
    .map(
      ({ metadata: { name, namespace = '' } }): RunningPod => ({
        namespace,
        namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
        labels: { app: name },
        ip: '10.244.0.1',
        ports: [],
      }),
    );
  const start = process.cpuUsage();
  const found = pods.flatMap((from) => pods.filter((to) => lets(policies, from, to, { port: 8080, protocol: 'TCP' })));
  const seconds = secondsSince(start);
  if (found.length !== measured.edges) throw new Error(`the oracle finds ${found.length} edges, not ${measured.edges}`);
  console.log(
    `\nthe oracle, pair by pair, for one port of ${size} workloads: ${seconds.toFixed(3)} s of CPU, the same ${found.length} edges; ` +
      `every port takes it 65,535 times as long`,
  );
}

/** One size, in the child. */
function measure(workloads: number): Measured {
  const { objects, edges } = cluster(workloads, NAMESPACES);
  const copying = process.cpuUsage();
  JSON.parse(JSON.stringify(objects));
  const copySeconds = secondsSince(copying);
  const start = process.cpuUsage();
  const { connections } = reachabilityOf(objects, OPTIONS);
  const cpuSeconds = secondsSince(start);
  const peakMebibytes = process.resourceUsage().maxRSS / 1024;
  const again = process.cpuUsage();
  reachabilityOf(objects, OPTIONS);
  const againSeconds = secondsSince(again);
  const made = (id: string) => id.startsWith('Deployment ');
  const found = connections.filter(({ from, to, outcome }) => made(from) && made(to) && outcome === 'open').length;
  return {
    workloads,
    objects: objects.length,
    edges,
    found,
    connections: connections.length,
    cpuSeconds,
    againSeconds,
    copySeconds,
    peakMebibytes,
  };
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

if (require.main === module) process.send?.(measure(Number(process.argv[2])));
