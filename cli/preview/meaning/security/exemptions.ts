import type { Exemption } from '../../../../constructs';
import { EXEMPTIONS_IN_FORCE } from '../../../../policies/index';
import type { Comparison, Side } from '../../comparison';
import type { Finding } from '../../finding';
import { told } from './told';
import type { Difference } from './traits/compare';

/** Which permissions to fail a rule are new, gone, longer or shorter, and which are over or excuse nothing: a finding for each. */
export function exemptions({ before, after }: Comparison): readonly Finding[] {
  const [was, is] = [grantedBy(before), grantedBy(after)];
  if (before.exemptions === undefined || after.exemptions === undefined) return unknownOf(before, after);
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((subject) => {
    const [old, now] = [was.get(subject), is.get(subject)];
    const differences = [...changesOf(old?.exemption, now?.exemption), ...wrongs(old?.wrong ?? [], now?.wrong ?? [])];
    const resources = now?.exemption === undefined ? [] : [now.exemption.resource];
    return told({ topic: 'exemption', subject, called: subject, resources }, differences).map((one) => ({
      ...one,
      ...((now?.wrong ?? []).length > 0 && { gate: 'exemption-over' as const }),
    }));
  });
}

/** An exemption, and what the check of exemptions finds wrong with it today. */
interface Granted {
  readonly exemption?: Exemption;
  readonly wrong: string[];
}

function grantedBy({ exemptions = [], verdicts = [] }: Side): ReadonlyMap<string, Granted> {
  const granted = new Map<string, Granted>(
    exemptions.map((exemption) => [subjectOf(exemption), { exemption, wrong: [] }]),
  );
  const violations = verdicts
    .filter(({ rule }) => rule === EXEMPTIONS_IN_FORCE)
    .flatMap((verdict) => verdict.violations);
  for (const { field, problem, fix } of violations) {
    const [place = '', index] = /^exemptions\[(\d+)\]/.exec(field) ?? [];
    const exemption = exemptions[Number(index)];
    const subject = exemption === undefined ? place : subjectOf(exemption);
    const known = granted.get(subject) ?? { wrong: [] };
    known.wrong.push(`${problem}; ${fix}`);
    granted.set(subject, known);
  }
  return granted;
}

/** The one violation that it excuses. */
function subjectOf({ rule, resource, field, fingerprint }: Exemption): string {
  return `exemption of ${resource} from ${rule} (${field ?? fingerprint ?? 'everywhere'})`;
}

function changesOf(was: Exemption | undefined, is: Exemption | undefined): readonly Difference[] {
  if (was === undefined) return is === undefined ? [] : [{ effect: 'worse', says: `is new, ${terms(is)}` }];
  if (is === undefined) return [{ effect: 'better', says: `is gone, which was there ${terms(was)}` }];
  const fields = (['owner', 'reason', 'ticket'] as const).filter((field) => was[field] !== is[field]);
  return [
    ...(was.expires === is.expires ? [] : [lasting(was.expires, is.expires)]),
    ...fields.map((field): Difference => ({ effect: 'neutral', says: `${field} ${was[field]} → ${is[field]}` })),
  ];
}

function terms({ owner, ticket, reason, expires }: Exemption): string {
  return `until ${expires}, for ${owner} (${ticket}): ${reason}`;
}

/** Dates as they are written order as texts. */
function lasting(was: string, is: string): Difference {
  return { effect: is > was ? 'worse' : 'better', says: `ends on ${is}, and not on ${was}` };
}

/** What is wrong today; what was wrong before too is no news, and still stops the change. */
function wrongs(was: readonly string[], is: readonly string[]): readonly Difference[] {
  return [
    ...is.map((says): Difference => ({ effect: was.includes(says) ? 'neutral' : 'worse', says })),
    ...was
      .filter((says) => !is.includes(says))
      .map((says): Difference => ({ effect: 'better', says: `no longer wrong: ${says}` })),
  ];
}

/** A state knows of no exemptions, and a plan of an older version may know of none. */
function unknownOf(before: Side, after: Side): readonly Finding[] {
  const known = before.exemptions ?? after.exemptions ?? [];
  if (known.length === 0) return [];
  const strange = before.exemptions === undefined ? before : after;
  const says = `${known.length} of them are known, and nobody can tell which ${strange.from} has`;
  return told({ topic: 'exemption', subject: 'exemptions', called: 'exemptions' }, [{ effect: 'worse', says }]);
}
