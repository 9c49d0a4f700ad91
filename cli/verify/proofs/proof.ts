import type { End } from '../../../constructs/plan/ends';
import type { Plan } from '../../../constructs/plan/plan';
import type { Unreadable } from '../../cluster/kubectl';
import type { Finding } from '../../diagnosis/finding';
import type { Attempt, Attempts } from '../attempts';
import type { Credential } from '../credentials';
import type { ComparedPolicies } from '../declared-policies';
import { type Door, doorOf } from '../door';
import type { Monitored } from '../monitored';
import type { Ending } from '../probe/script';
import { doorKey, type Outcome, type Trial } from '../trial';

/** All that is known once everything has been tried. */
export interface Evidence {
  readonly plan: Plan;
  readonly attempts: Attempts;
  readonly trial: Trial;
  readonly outcomes: ReadonlyMap<End, Outcome>;
  readonly credentials: readonly Credential[];
  readonly policies: readonly ComparedPolicies[];
  /** Whom Prometheus scrapes, or why it could not be asked. */
  readonly monitored: Monitored | Unreadable;
  /** When it was asked, in milliseconds. */
  readonly now: number;
}

/** What has been proven, judged by what was tried. */
export interface Proof {
  /** What holds where nothing is found: a sentence. */
  readonly says: string;
  readonly judge: (evidence: Evidence) => readonly Finding[];
}

/** How it ended at a door that an end tried; nothing where it has tried none. */
export function endingAt({ outcomes }: Evidence, from: End, door: Door): Ending | undefined {
  const outcome = outcomes.get(from);
  return outcome instanceof Map ? (outcome as ReadonlyMap<string, Ending>).get(doorKey(door)) : undefined;
}

/** Whether an end listens on a port, as one of its own pods sees it; nothing where none of them has looked. */
export function listens(evidence: Evidence, { to, port }: Attempt): boolean | undefined {
  const pod = evidence.trial.crews.get(to)?.probing;
  const ending = pod === undefined ? undefined : endingAt(evidence, to, doorOf(pod, port));
  return ending === undefined || ending === 'x' ? undefined : ending === 'o';
}

/** Whether it was tried at all from inside an end. */
export function hasTried({ outcomes }: Evidence, { from }: Attempt): boolean {
  return outcomes.get(from) instanceof Map;
}
