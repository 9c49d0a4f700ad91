import type { End } from '../../constructs/plan/ends';
import type { Plan } from '../../constructs/plan/plan';
import type { Cluster } from '../cluster/cluster';
import { Unreadable } from '../cluster/kubectl';
import type { LivePod } from '../cluster/pods';
import { type Attempt, type Attempts, keyOf } from './attempts';
import { type Crew, crewOf } from './crew';
import { type Door, doorOf } from './door';
import { ANY_NAME, podDoors, serviceDoors } from './doors';
import { mostDoors, probe } from './probe/probe';
import type { Ending } from './probe/script';
import { tlsDoor } from './tls-servers';

/** What is tried from inside one workload, and from inside which of its pods. */
interface Round {
  readonly from: End;
  readonly pod: LivePod;
  /** Each once, whatever it is tried for. */
  readonly doors: readonly Door[];
}

/** Everything that is going to be tried. */
export interface Trial {
  readonly crews: ReadonlyMap<End, Crew>;
  readonly rounds: readonly Round[];
  /** Where an attempt leads; empty where nobody is there. */
  doorsOf(attempt: Attempt): readonly Door[];
}

/** What came of a round: how it ended at each door, or why nothing was tried. */
export type Outcome = ReadonlyMap<string, Ending> | Unreadable;

/** Finds who can try, and where what is tried leads. @throws Unreadable */
export async function trialOf(
  { declared, undeclared, servers }: Attempts,
  plan: Plan,
  cluster: Cluster,
): Promise<Trial> {
  const all = [...declared, ...undeclared];
  const callers = new Set([...all.map(({ from }) => from), ...servers.map(({ end }) => end)]);
  const ends = [...new Set([...callers, ...all.map(({ to }) => to)])];
  const crews = new Map(await Promise.all(ends.map(async (end) => [end, await crewOf(end, cluster)] as const)));
  const doors = new Map<string, readonly Door[]>();
  for (const attempt of declared) doors.set(keyOf(attempt), declaredDoors(attempt, crews, plan));
  for (const attempt of undeclared) doors.set(keyOf(attempt), undeclaredDoors(attempt, crews));
  const rounds = [...callers].flatMap((from) => {
    const { probing: pod } = crews.get(from)!;
    if (pod === undefined) return [];
    const tried = all.filter((attempt) => attempt.from === from).flatMap((attempt) => doors.get(keyOf(attempt))!);
    const own = all.filter(({ to }) => to === from).map(({ port }) => doorOf(pod, port));
    const spoken = servers
      .filter(({ end }) => end === from)
      .flatMap((server) => [tlsDoor(server, pod, '1.3'), tlsDoor(server, pod, '1.2')]);
    return [{ from, pod, doors: distinct([...spoken, ...tried, ...own, ANY_NAME]).slice(0, mostDoors(pod)) }];
  });
  return { crews, rounds, doorsOf: (attempt) => doors.get(keyOf(attempt)) ?? [] };
}

function declaredDoors(attempt: Attempt, crews: ReadonlyMap<End, Crew>, plan: Plan): readonly Door[] {
  const { probing } = crews.get(attempt.from)!;
  const target = crews.get(attempt.to)!;
  return probing === undefined ? [] : [...podDoors(attempt, probing, target), ...serviceDoors(attempt, target, plan)];
}

/** Only the pod that says itself whether it listens: of another one, a door that stays closed says nothing. */
function undeclaredDoors({ to, port }: Attempt, crews: ReadonlyMap<End, Crew>): readonly Door[] {
  const { probing } = crews.get(to)!;
  return probing === undefined ? [] : [doorOf(probing, port)];
}

function distinct(doors: readonly Door[]): readonly Door[] {
  return [...new Map(doors.map((door) => [doorKey(door), door])).values()];
}

export function doorKey({ host, port, hello }: Door): string {
  return hello === undefined ? `${host} ${port}` : `${host} ${port} ${hello.version} ${hello.serverName}`;
}

/** So many workloads try at once. */
const AT_ONCE = 4;

/** Has everything tried. */
export async function outcomesOf(
  { rounds }: Trial,
  image: string,
  cluster: Cluster,
): Promise<ReadonlyMap<End, Outcome>> {
  const outcomes = new Map<End, Outcome>();
  for (let first = 0; first < rounds.length; first += AT_ONCE) {
    const together = rounds.slice(first, first + AT_ONCE).map(async (round) => {
      outcomes.set(round.from, await outcomeOf(round, image, cluster));
    });
    await Promise.all(together);
  }
  return outcomes;
}

async function outcomeOf({ pod, doors }: Round, image: string, cluster: Cluster): Promise<Outcome> {
  try {
    const endings = await probe(pod, doors, image, cluster);
    return new Map(doors.map((door, index) => [doorKey(door), endings[index]!]));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return error;
  }
}
