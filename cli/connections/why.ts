import type { Edge } from '../../constructs';
import { UserError } from '../../constructs/invalid';
import type { Answers } from '../../policies/reachability/index';
import type { Explanation, Party, Question, Reachability, Step } from '../../policies/reachability/result';
import { type AskedPort, leadingNowhere, questionsOf } from './asked-ports';
import { isNamed } from './peers';
import { callsNobody, cidrOf, isService, meantBy } from './resolve';
import type { Source } from './source';

export interface Why extends AskedPort {
  readonly from: string;
  readonly to: string;
}

/** A policy that decided, and where it was made: a construct of the stack, or a line of a file. */
export interface Origin {
  readonly id: string;
  readonly path: string;
}

/** Whether a connection is possible, and why. */
export interface Answer extends Omit<Explanation, 'steps'> {
  readonly steps: readonly (Omit<Step, 'policies'> & { readonly policies: readonly Origin[] })[];
  /** The edges that declare it. @default - the source declares nothing: it is plain manifests */
  readonly declared?: readonly Edge[];
}

/** More answers than a screen takes: the name was too wide. */
const ANSWERS = 16;

/**
 * Answers why, for each pair of parties that the names stand for, and each port.
 *
 * @throws UserError for names that are nobody's, or too many's.
 */
export function answersTo(why: Why, source: Source, answers: Answers): readonly Answer[] {
  const pairs = pairsMeant(why, source, answers);
  if (pairs.length > ANSWERS) {
    throw new UserError([`${pairs.length} pairs are called so; name one workload or address at each end`]);
  }
  return questionsOf(why, pairs, answers).flatMap((question) => answersOf(question, source, answers));
}

/** What can be told of two ends port by port. */
export interface ByPort {
  readonly answers: readonly Answer[];
  /** Ports of which there is no answer, in sentences: where a Service leads nowhere. */
  readonly nowhere: readonly string[];
}

/**
 * The answers for every port that the callee is known by; none where nobody says which these are, or too many pairs are meant
 * to tell of each.
 */
export function answersByPort(why: Omit<Why, 'port'>, source: Source, answers: Answers): ByPort {
  const pairs = pairsMeant(why, source, answers);
  if (pairs.length > ANSWERS) return { answers: [], nowhere: [] };
  const callees = [...new Set(pairs.map(({ to }) => to))];
  return {
    answers: answersTo(why, source, answers),
    nowhere: callees.flatMap((to) => leadingNowhere(to, answers)),
  };
}

function pairsMeant({ from, to }: Pick<Why, 'from' | 'to'>, source: Source, answers: Answers) {
  const reachability = answers.matrix();
  const [callers, callees] = [meantBy(from, source, reachability), meantBy(to, source, reachability)];
  if ('problem' in callers || 'problem' in callees) {
    const problems = Object.entries({ from: callers, to: callees }).flatMap(([end, found]) =>
      'problem' in found ? [`--${end} ${found.problem}`] : [],
    );
    throw new UserError(problems);
  }
  if (callers.ids.some((id) => isService(id, reachability.parties))) throw new UserError([callsNobody(from)]);
  return callers.ids.flatMap((caller) => callees.ids.map((callee) => ({ from: caller, to: callee })));
}

function answersOf(question: Question, source: Source, answers: Answers): readonly Answer[] {
  return answers.explainEach(question).map((explanation) => answer(explanation, question, source, answers));
}

function answer(explanation: Explanation, question: Question, { objects, declared }: Source, answers: Answers): Answer {
  const paths = new Map(objects.map(({ id, path }) => [id, path]));
  return {
    ...explanation,
    steps: explanation.steps.map((step) => ({
      ...step,
      policies: step.policies.map((id) => ({ id, path: paths.get(id) ?? '' })),
    })),
    // A Service leads to a port that the question does not name, and edges are about that one.
    ...(declared && explanation.through === undefined && { declared: edgesFor(declared, question, answers.matrix()) }),
  };
}

/** The edges that mean both parties and the port. */
function edgesFor(
  { edges, peers }: NonNullable<Source['declared']>,
  { from, to, port, protocol }: Question,
  { parties }: Reachability,
): readonly Edge[] {
  const namesOf = (text: string) => {
    const party = parties.find(({ id }) => id === text) ?? addressed(text);
    return new Set(peers.filter((peer) => isNamed(party, peer)).map(({ name }) => name));
  };
  const [callers, callees] = [namesOf(from), namesOf(to)];
  return edges.filter(
    (edge) => callers.has(edge.from) && callees.has(edge.to) && edge.port === port && edge.protocol === protocol,
  );
}

/** An address that a question names and no policy does: it is wherever a range holds it. */
function addressed(text: string): Party {
  return { kind: 'cidr', id: cidrOf(text), except: [] };
}
