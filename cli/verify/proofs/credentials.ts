import { Unreadable } from '../../cluster/kubectl';
import { deviates, type Finding, ok, unreadable } from '../../diagnosis/finding';
import type { Credential, LiveCredential } from '../credentials';
import type { Proof } from './proof';

/** What its operator says of a credential, at some time. */
function judgeCredential({ resource, found }: Credential, now: number): Finding {
  const { kind, namespace, name } = resource;
  const what = `${kind} ${namespace}/${name}`;
  if (found instanceof Unreadable) return unreadable(found);
  if (found === undefined) return deviates(`${what} is not there`, 'have pulumi up make it');
  const conditions = found.status?.conditions ?? [];
  if (conditions.find(({ type }) => type === 'Ready')?.status !== 'True') {
    const reasons = conditions.flatMap(({ status, message = '' }) =>
      status === 'True' || message === '' ? [] : [message],
    );
    const why = [...new Set(reasons)].join('; ') || 'its operator has said nothing of it';
    return deviates(
      `${what} is not delivered: ${why}`,
      `see why: kubectl --namespace ${namespace} describe ${kind} ${name}`,
    );
  }
  const ends = endOf(found);
  if (ends === undefined || ends > now)
    return ok(`${what} is delivered${ends === undefined ? '' : `, until ${dateOf(ends)}`}`);
  const remedy = 'see why its operator does not make the next one: whoever still uses it is refused';
  return deviates(`${what} has ended ${dateOf(ends)}`, remedy);
}

/** When it is no longer valid, in milliseconds; of a secret that people keep, nobody says. */
function endOf({ status = {} }: LiveCredential): number | undefined {
  const { notAfter, expiration, lastRenewalTime, secretLease } = status;
  if (notAfter !== undefined) return Date.parse(notAfter);
  if (expiration) return expiration * 1_000;
  return lastRenewalTime && secretLease?.duration ? (lastRenewalTime + secretLease.duration) * 1_000 : undefined;
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

export const credentials: Proof = {
  says: 'Every credential is delivered, and valid.',
  judge: (evidence) => evidence.credentials.map((one) => judgeCredential(one, evidence.now)),
};
