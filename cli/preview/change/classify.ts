import type { Comparison } from '../comparison';
import type { Finding } from '../finding';
import { ALL_GATES } from '../gates/in-force';
import type { ChangeClass, Demand } from './class';
import { sayConcerns, touchedIn } from './concerns';
import { demandsOf } from './demands';
import type { ChangeRecord } from './record';

type Class = ChangeClass['class'];

export interface ChangeOptions {
  /** What was written down about the change. @default - nothing, so that what its class asks for is open */
  readonly record?: ChangeRecord;
  /** As YYYY-MM-DD. */
  readonly today: string;
}

/** Who approves each class; what checks a standard one approves it. */
const APPROVALS: Readonly<Record<Class, readonly string[]>> = {
  standard: [],
  normal: ['Change Advisory Board'],
  emergency: ['Emergency Change Advisory Board'],
};

/**
 * The class of a change by what differs, with what the class asks for.
 *
 * A record may say a stricter class, and only a record says that a change cannot wait.
 */
export function classify(
  comparison: Comparison,
  findings: readonly Finding[],
  { record, today }: ChangeOptions,
): ChangeClass {
  const reasons = beyondRoutine(comparison, findings);
  const needed: Class = reasons.length > 0 ? 'normal' : 'standard';
  const itsClass = record === undefined || record.class === 'standard' ? needed : record.class;
  return {
    class: itsClass,
    because: [
      ...(itsClass === needed ? [] : [`its record says so: ${record?.reason ?? record?.title}`]),
      ...(reasons.length > 0 ? reasons : [routine(comparison)]),
    ],
    approvals: APPROVALS[itsClass],
    demands: [...classDemand(itsClass, record), ...demandsOf(itsClass, record, today)],
  };
}

/** Why it is more than routine; nothing where it is not, or where nobody depends on what it changes. */
function beyondRoutine(comparison: Comparison, findings: readonly Finding[]): readonly string[] {
  if (isDisposable(comparison)) return [];
  const met = ALL_GATES.filter((gate) => findings.some((finding) => finding.gate === gate));
  return [...sayConcerns(touchedIn(comparison)), ...(met.length > 0 ? [`it meets ${met.join(', ')}`] : [])];
}

function isDisposable({ before, after }: Comparison): boolean {
  return [before, after].every(({ plan }) => plan.data === 'disposable');
}

function routine(comparison: Comparison): string {
  if (comparison.pairs.length === 0) return 'nothing that is deployed changes';
  if (isDisposable(comparison)) return 'the data of the environment is disposable, before it and after it';
  return 'it touches no schema, infrastructure or integration, and meets no gate';
}

/** A record of too low a class is one of another change. */
function classDemand(needed: Class, record: ChangeRecord | undefined): readonly Demand[] {
  if (record === undefined) return [];
  const isMet = record.class !== 'standard' || needed === 'standard';
  return [{ what: 'class', says: `the class ${needed}`, status: isMet ? 'met' : 'unmet', found: record.class }];
}
