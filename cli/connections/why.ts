import type { Edge } from '../../constructs';
import { UserError } from '../../constructs/invalid';
import type { Answers } from '../../policies/reachability/index';
import type { Explanation, Party, Protocol, Reachability, Step } from '../../policies/reachability/result';
import { isNamed } from './peers';
import { cidrOf, meantBy } from './resolve';
import type { Source } from './source';

export interface Why {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
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
 * Answers why, for each pair of parties that the names stand for.
 *
 * @throws UserError for names that are nobody's, or too many's.
 */
export function answersTo(why: Why, source: Source, answers: Answers): readonly Answer[] {
  const reachability = answers.matrix();
  const [from, to] = [meantBy(why.from, source, reachability), meantBy(why.to, source, reachability)];
  if ('problem' in from || 'problem' in to) {
    const problems = Object.entries({ from, to }).flatMap(([end, found]) =>
      'problem' in found ? [`--${end} ${found.problem}`] : [],
    );
    throw new UserError(problems);
  }
  const count = from.ids.length * to.ids.length;
  if (count > ANSWERS) throw new UserError([`${count} pairs are called so; name one workload or address at each end`]);
  return from.ids.flatMap((caller) =>
    to.ids.flatMap((callee) => answersOf({ ...why, from: caller, to: callee }, source, answers)),
  );
}

function answersOf(question: Why, source: Source, answers: Answers): readonly Answer[] {
  return answers.explainEach(question).map((explanation) => answer(explanation, question, source, answers));
}

function answer(explanation: Explanation, question: Why, { objects, declared }: Source, answers: Answers): Answer {
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
  { from, to, port, protocol }: Why,
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
