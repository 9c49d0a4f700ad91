import type { Edge } from '../../constructs/network/edge';
import type { End } from '../../constructs/plan/ends';
import type { Admissions } from './network/admissions';
import { peerOf } from './network/policy';
import type { Node } from './parties/node';
import type { Workload } from './parties/workload';
import type { Step } from './result';
import { type Attempt, outcomeIn } from './why/attempt';
import { meshStep } from './why/mesh-step';
import { networkStep } from './why/network-step';
import type { Side } from './why/sides';
import type { World } from './world';

/** What became of a declared edge in what is rendered. */
export interface RenderedEdge {
  readonly edge: Edge;
  /** `nobody` when no object makes the pods of one end that is ours. */
  readonly outcome: 'open' | 'closed' | 'unknown' | 'nobody';
  /** The workloads of ours at its ends, where objects make them. */
  readonly callers: readonly Workload[];
  readonly targets: readonly Workload[];
  /** The check that closes it, or that nobody can make. @default - it is open */
  readonly step?: Step;
}

/** Who an end is among those who can be at the end of a connection. */
interface Meaning {
  readonly end: End;
  readonly sides: readonly Side[];
}

/**
 * Holds each declared edge against the rendered policies: open only from everybody to everybody whom its ends mean.
 *
 * The cost is that of the edges: each end is looked up once, and no pair that no edge names is tried.
 */
export function renderedEdges(
  { edges, ends }: { readonly edges: readonly Edge[]; readonly ends: readonly End[] },
  world: World,
  admissions: Admissions,
): readonly RenderedEdge[] {
  const meanings = new Map(ends.map((end) => [end.name, meaningOf(end, admissions)]));
  return edges.map((edge) => {
    const [from, to] = [meanings.get(edge.from), meanings.get(edge.to)];
    const found = { edge, callers: workloadsOf(from), targets: workloadsOf(to) };
    if (isNobody(from) || isNobody(to)) return { ...found, outcome: 'nobody' };
    return { ...found, ...outcomeOf(attempts(edge, from, to), world, admissions) };
  });
}

/** An edge to another team is half ours: whether their half is open, the input need not show. */
function outcomeOf(
  tried: readonly Attempt[],
  world: World,
  admissions: Admissions,
): Pick<RenderedEdge, 'outcome' | 'step'> {
  let doubted: Step | undefined;
  for (const attempt of tried) {
    const { from, to } = attempt;
    const reach = world.mesh.narrow(admissions.reach(from.node, to.node), from.node, to.node);
    const outcome = outcomeIn(reach, attempt);
    if (outcome === 'open') continue;
    const steps = [
      networkStep('egress', attempt, admissions),
      networkStep('ingress', attempt, admissions),
      ...meshStep(attempt, world.mesh),
    ];
    const step = steps.find((one) => one.outcome === outcome);
    if (outcome === 'closed') return { outcome, ...(step && { step }) };
    if (isOurs(from) && isOurs(to)) doubted ??= step;
  }
  return doubted === undefined ? { outcome: 'open' } : { outcome: 'unknown', step: doubted };
}

function attempts({ port, protocol }: Edge, from: Meaning | undefined, to: Meaning | undefined): readonly Attempt[] {
  return (from?.sides ?? []).flatMap((caller) =>
    (to?.sides ?? []).map((target): Attempt => ({ from: caller, to: target, port, protocol })),
  );
}

/** Everybody whom the selectors of an end mean; of an end that is ours, those whom an object makes. */
function meaningOf(end: End, { counterparts }: Admissions): Meaning {
  const ours = end.role === 'workload';
  const nodes = end.selectors.flatMap((value, index) =>
    counterparts
      // Ends name namespaces themselves.
      .of(peerOf({ field: `ends['${end.name}'].selectors[${index}]`, value: { ...value } }), '')
      .nodes.map(({ who }) => who),
  );
  return { end, sides: [...new Set(nodes)].flatMap(sidesOf).filter((side) => !ours || isOurs(side)) };
}

function sidesOf(node: Node): readonly Side[] {
  if (node.kind === 'outside') return [{ id: node.id, node }];
  return node.members.map((workload) => ({ id: workload.id, node, workload }));
}

function isOurs({ workload }: Side): boolean {
  return workload !== undefined && !workload.assumed;
}

function isNobody(meaning: Meaning | undefined): boolean {
  return meaning === undefined || (meaning.end.role === 'workload' && meaning.sides.length === 0);
}

function workloadsOf(meaning: Meaning | undefined): readonly Workload[] {
  return (meaning?.sides ?? []).filter(isOurs).flatMap(({ workload }) => (workload ? [workload] : []));
}
