import { isIP } from 'node:net';
import type { Manifest } from '../../constructs';
import type { Options, Reachability } from '../../policies/reachability/result';
import { type Endpoint, isIn, letsIn, letsOut, type RunningPod, type Target } from './network-oracle';
import { ADDRESSES, type NetworkWorld, POD_ADDRESSES, PORTS, type RandomWorkload, TEAMS } from './network-worlds';

export type Evaluator = (objects: any, options: Options) => Reachability;

export interface Comparison {
  /** Questions: a caller, a target, a port and a protocol. */
  readonly cases: number;
  /** Cases in which the evaluator says what is not so. */
  readonly disagreements: readonly string[];
  /** Cases that the evaluator leaves open although only one answer is possible. */
  readonly hesitations: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

type Outcome = 'open' | 'unknown' | 'closed';

/** Where pods may be when the input does not say. */
const ANYWHERE = [...POD_ADDRESSES, '10.1.2.9', '203.0.113.7', '203.0.113.140', '172.20.0.1'];

/** Asks the evaluator and the oracle about every pair of a world, on every port. */
export function compare(world: NetworkWorld, evaluate: Evaluator): Comparison {
  const objects = objectsIn(world).map(resource);
  const answer = answersOf(evaluate(objects, world.podCidrs === undefined ? {} : { podCidrs: world.podCidrs }));
  const ends = [
    ...world.workloads.map((workload) => ({ id: idOf(workload), possible: possiblePods(workload, world) })),
    ...ADDRESSES.map((ip) => ({ id: ip, possible: [{ ip }] as Endpoint[] })),
  ];
  const disagreements: string[] = [];
  const outcomes = { open: 0, unknown: 0, closed: 0 };
  let hesitations = 0;
  for (const from of ends) {
    for (const to of ends.filter(({ possible }) => isPod(possible) || isPod(from.possible))) {
      for (const target of TARGETS) {
        const said = answer(from.id, to.id, target);
        if (said === undefined) {
          // Pods that are known to have no IPv6 address are not asked about it, unless a policy speaks of it.
          if (world.podCidrs === undefined || !`${from.id} ${to.id}`.includes('2001:')) throw new Error(`no ${to.id}`);
          continue;
        }
        const expected = oracle(world.policies, from.possible, to.possible, target);
        outcomes[said]++;
        if (said === expected) continue;
        if (said === 'unknown') hesitations++;
        else disagreements.push(`${from.id} -> ${to.id} ${target.port}/${target.protocol}: ${said}, not ${expected}`);
      }
    }
  }
  return { cases: outcomes.open + outcomes.unknown + outcomes.closed, disagreements, hesitations, outcomes };
}

const TARGETS: readonly Target[] = [
  ...PORTS.map((port) => ({ port, protocol: 'TCP' })),
  ...PORTS.filter((port) => port % 10 !== 1)
    .slice(0, 4)
    .map((port) => ({ port, protocol: 'UDP' })),
  { port: 80, protocol: 'SCTP' },
];

/** What is so in every cluster that fits the input; `unknown` when clusters differ. */
function oracle(policies: readonly Manifest[], from: Endpoint[], to: Endpoint[], target: Target): Outcome {
  // Who calls is asked for its namespace by nobody else.
  const isAdministered = policies.some(({ kind }) => kind !== 'NetworkPolicy');
  const selves = (ends: readonly Endpoint[]) => (isAdministered ? differing(ends) : [ends[0]!]);
  const out = selves(from).flatMap((self) => to.map((end) => letsOut(policies, self, end, target)));
  const into = selves(to).flatMap((self) => from.map((end) => letsIn(policies, end, self, target)));
  if (out.every((one) => !one) || into.every((one) => !one)) return 'closed';
  return [...out, ...into].every((one) => one) ? 'open' : 'unknown';
}

/** The ends that policies may select in other ways: their own address is asked by none. */
function differing(ends: readonly Endpoint[]): readonly Endpoint[] {
  return [
    ...new Map(ends.map((end) => ['namespace' in end ? JSON.stringify(end.namespaceLabels) : end.ip, end])).values(),
  ];
}

/** Every pod that a workload may be, by what the input does not say. */
function possiblePods(workload: RandomWorkload, { namespaces, podCidrs }: NetworkWorld): RunningPod[] {
  const { declared, labels, name } = namespaces.find((one) => one.name === workload.namespace)!;
  const own = { 'kubernetes.io/metadata.name': name };
  const labelled = declared ? [labels] : [own, ...[...TEAMS, 'another'].map((team) => ({ ...own, team }))];
  const addresses = podCidrs === undefined ? ANYWHERE : POD_ADDRESSES;
  return labelled.flatMap((namespaceLabels) => addresses.map((ip) => ({ ...workload, namespaceLabels, ip })));
}

function isPod(possible: readonly Endpoint[]): boolean {
  return possible.some((end) => 'namespace' in end);
}

/** The evaluator's answers, looked up by id, or by the narrowest range for an address. */
function answersOf({ connections, parties }: Reachability) {
  const byPair = new Map<string, typeof connections>();
  for (const connection of connections) {
    const pair = `${connection.from} > ${connection.to}`;
    byPair.set(pair, [...(byPair.get(pair) ?? []), connection]);
  }
  const pieces = parties.flatMap((party) => (party.kind === 'cidr' ? [party] : []));
  const party = (id: string): string | undefined => {
    if (isIP(id) === 0) return parties.find((one) => one.id === id)?.id;
    const [piece, second] = pieces.filter((one) => isIn(id, one.id) && !one.except.some((cidr) => isIn(id, cidr)));
    if (second !== undefined) throw new Error(`${id} is in ${piece?.id} and in ${second.id}`);
    return piece?.id;
  };
  return (from: string, to: string, { port, protocol }: Target): Outcome | undefined => {
    const [a, b] = [party(from), party(to)];
    if (a === undefined || b === undefined) return undefined;
    const said = (byPair.get(`${a} > ${b}`) ?? []).filter(({ ports }) =>
      ports.some((range) => range.protocol === protocol && range.from <= port && port <= range.to),
    );
    if (said.length > 1) throw new Error(`${from} -> ${to} ${port}/${protocol} is said twice`);
    return said[0]?.outcome ?? 'closed';
  };
}

export function idOf({ kind, namespace, name }: Pick<RandomWorkload, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace}/${name}`;
}

/** What the input holds of a world. */
export function objectsIn({ namespaces, workloads, policies }: NetworkWorld): Manifest[] {
  return [
    ...namespaces
      .filter(({ declared }) => declared)
      .map(({ name, labels: { 'kubernetes.io/metadata.name': _, ...labels } }) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels },
      })),
    ...workloads.map(manifestOf),
    ...policies,
  ];
}

const API_VERSIONS: Readonly<Record<string, string>> = {
  Pod: 'v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  Rollout: 'argoproj.io/v1alpha1',
};

function manifestOf({ kind, name, namespace, labels, ports }: RandomWorkload): Manifest {
  const spec = { containers: [{ name: 'main', image: 'app', ports }] };
  const template = { metadata: { labels }, spec };
  const base = { apiVersion: API_VERSIONS[kind] ?? 'apps/v1', kind };
  if (kind === 'Pod') return { ...base, metadata: { name, namespace, labels }, spec };
  const metadata = { name, namespace };
  if (kind === 'CronJob') return { ...base, metadata, spec: { jobTemplate: { spec: { template } } } };
  return { ...base, metadata, spec: { template } };
}

/** An object of a folder, as the evaluator takes it. */
export function resource(object: Manifest): { id: string; path: string; object: Manifest } {
  const { namespace, name } = object.metadata;
  const full = namespace === undefined ? name : `${namespace}/${name}`;
  return { id: `${object.apiVersion}/${object.kind} ${full}`, path: `folder/${name}.yaml`, object };
}
