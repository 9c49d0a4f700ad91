import type { Comparison } from '../comparison';
import { type Finding, TOPICS } from '../finding';
import { ALL_GATES } from '../gates/in-force';
import { listed, uncapital } from '../told/words';
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
  if (isDisposable(comparison) || !isDeployed(comparison)) return [];
  return [...sayConcerns(touchedIn(comparison)), ...gatesMet(findings), ...weaknesses(findings)];
}

function gatesMet(findings: readonly Finding[]): readonly string[] {
  const met = ALL_GATES.filter((gate) => findings.some((finding) => finding.gate === gate));
  return met.length === 0 ? [] : [`it meets ${listed(met)}`];
}

/** What is weaker and no gate stops, such as an exemption: nothing that checks it may approve it. */
function weaknesses(findings: readonly Finding[]): readonly string[] {
  const weaker = findings.filter(
    (one) => one.effect === 'worse' && !one.gate && TOPICS[one.topic].section === 'security',
  );
  const topics = [...new Set(weaker.map(({ topic }) => uncapital(TOPICS[topic].title)))];
  return topics.length === 0 ? [] : [`it weakens ${listed(topics)}`];
}

function isDisposable({ before, after }: Comparison): boolean {
  return [before, after].every(({ plan }) => plan.data === 'disposable');
}

/** Whether anything that is deployed differs, or what becomes of it. */
function isDeployed({ pairs, diff }: Comparison): boolean {
  return pairs.length > 0 || diff.environment.length > 0;
}

function routine(comparison: Comparison): string {
  if (!isDeployed(comparison)) return 'nothing that is deployed changes';
  if (isDisposable(comparison)) return 'the data of the environment is disposable, before it and after it';
  return 'it touches no schema, infrastructure or integration, weakens nothing, and meets no gate';
}

/** A record of too low a class is one of another change. */
function classDemand(needed: Class, record: ChangeRecord | undefined): readonly Demand[] {
  if (record === undefined) return [];
  const isMet = record.class !== 'standard' || needed === 'standard';
  return [{ what: 'class', says: `the class ${needed}`, status: isMet ? 'met' : 'unmet', found: record.class }];
}
