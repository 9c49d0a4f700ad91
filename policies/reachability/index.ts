import { UserError } from '../../constructs/invalid';
import type { Plan } from '../../constructs/plan/plan';
import { type RenderedEdge, renderedEdges } from './declared-edges';
import { matrixOf } from './matrix';
import { Admissions } from './network/admissions';
import type { Explanation, KnownPort, Objects, Options, Question, Reachability } from './result';
import { explainIn } from './why/explain';
import { knownPorts } from './why/known-ports';
import { type World, worldOf } from './world';

/**
 * Who can open a connection to whom, from rendered objects alone: network policies at both ends, and the mesh.
 *
 * The objects are read once, however much is asked. What cannot be evaluated is `unknown`. A workload to itself is one
 * of its pods to another.
 */
export class Answers {
  private readonly objects: Objects;
  private readonly world: World;
  private readonly admissions: Admissions;
  private computed?: Reachability;

  constructor(objects: Objects, options: Options = {}) {
    this.objects = objects;
    this.world = worldOf(objects, options);
    this.admissions = new Admissions(this.world);
  }

  /**
   * Everything that can be opened. Left out are connections of which the input makes neither end, and what a pod's own
   * node sends it, which Kubernetes always lets in.
   *
   * The cost follows what policies select and what is open, not the pairs of pods; where nothing is closed, that is
   * every pair.
   */
  matrix(): Reachability {
    this.computed ??= matrixOf(this.world, this.admissions);
    return this.computed;
  }

  /** What became of edges that were declared: see `RenderedEdge`. */
  declared(what: Pick<Plan, 'edges' | 'ends'>): readonly RenderedEdge[] {
    return renderedEdges(what, this.world, this.admissions);
  }

  /**
   * Why a connection is open or closed: every check that it has to pass, who decided, and what would change the answer.
   *
   * A question may name a Service; the answer is about the port of the workload behind it.
   *
   * @throws UserError when an end of the question is nobody, or may be several.
   */
  explain(question: Question): Explanation {
    const [explanation, ...others] = this.explainEach(question);
    if (explanation !== undefined && others.length === 0) return explanation;
    const told = [explanation!, ...others].map(({ through = '' }) => through);
    const [service = ''] = told[0]!.split(' leads from ');
    const all = told.map((through) => `'${through.slice(through.indexOf(' of ') + ' of '.length)}'`);
    throw new UserError([`'${service}' leads to ${all.join(', ')}; ask about one of them`]);
  }

  /**
   * The same for each workload that a question means: a Service may lead to several.
   *
   * @throws UserError when an end of the question is nobody.
   */
  explainEach(question: Question): readonly Explanation[] {
    return explainIn(this.world, this.admissions, this.objects, question);
  }

  /**
   * The ports of a Service, or those that the containers of a workload declare; undefined for addresses, and for pods whose
   * containers somebody else fills in.
   *
   * @throws UserError when the text is nobody's name.
   */
  portsOf(to: string): readonly KnownPort[] | undefined {
    return knownPorts(this.world, this.objects, to);
  }
}

/** Reads objects, and answers any number of questions about them. */
export function reachability(objects: Objects, options: Options = {}): Answers {
  return new Answers(objects, options);
}

/** The same for a plan, which also says what the cluster is like and as what each workload was declared. */
export function reachabilityIn(plan: Pick<Plan, 'resources' | 'cluster' | 'ends' | 'edges'>): Answers {
  const objects = plan.resources.filter((resource) => resource.api === 'kubernetes');
  return new Answers(objects, { ...plan.cluster, declared: plan });
}

/** Everything that can be opened, for one who asks no more. */
export function reachabilityOf(objects: Objects, options: Options = {}): Reachability {
  return reachability(objects, options).matrix();
}

/** Why one connection is open or closed, for one who asks no more. */
export function explain(objects: Objects, question: Question, options: Options = {}): Explanation {
  return reachability(objects, options).explain(question);
}
