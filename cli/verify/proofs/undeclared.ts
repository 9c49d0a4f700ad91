import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Attempt } from '../attempts';
import { type Evidence, endingAt, hasTried, listens, type Proof } from './proof';

/** A door that did not open: where nobody listens, it says nothing of who would be let through. */
type Closed = 'closed' | 'nobody';

/** What came of one connection that nobody declared; nothing where its target is not there, which is told of that as a caller. */
function judgeAttempt(attempt: Attempt, evidence: Evidence): Finding | Closed | undefined {
  const { from, to, port } = attempt;
  const [door] = evidence.trial.doorsOf(attempt);
  if (door === undefined) return undefined;
  const ending = endingAt(evidence, from, door);
  const what = `${from.name} reaches ${to.name} at ${port}`;
  if (ending === 'o') return deviates(`${what} (${door.called}), which nobody declared`, CLOSE);
  if (ending === undefined || ending === 'x') return unknown(`it could not be tried whether ${what}`, NEEDED);
  const isThere = listens(evidence, attempt);
  if (isThere !== undefined) return isThere ? 'closed' : 'nobody';
  const says = `it says nothing that ${to.name} is closed at ${port}, since nobody saw from inside it whether it listens`;
  return unknown(says, 'see why nothing is tried from inside it');
}

const CLOSE =
  'see at both ends who lets it through: kubectl get networkpolicies; pulumi up --refresh takes back what was opened by hand';

const NEEDED = 'see that the image of --image has the programs of BusyBox';

/** What one end did not get through, in a line. */
function told(from: string, closed: readonly Closed[]): Finding {
  const idle = closed.filter((one) => one === 'nobody').length;
  const says = `${from} gets through none of ${closed.length} doors that are not for it`;
  if (idle === closed.length) return ok(`${says}; behind none of them anybody listens`);
  return ok(idle === 0 ? says : `${says}; behind ${idle} of them nobody listens`);
}

export const undeclared: Proof = {
  says: 'What nobody declared stays closed.',
  judge: (evidence) => {
    const closed = new Map<string, Closed[]>();
    const findings = new Map<string, Finding>();
    for (const attempt of evidence.attempts.undeclared.filter((one) => hasTried(evidence, one))) {
      const found = judgeAttempt(attempt, evidence);
      const { name } = attempt.from;
      if (typeof found === 'string') closed.set(name, [...(closed.get(name) ?? []), found]);
      else if (found !== undefined) findings.set(found.says, found);
    }
    return [...[...closed].map(([from, all]) => told(from, all)), ...findings.values()];
  },
};
