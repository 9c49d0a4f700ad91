import { type Finding, namesOf, SECTIONS, type Section, TOPICS, type Topic } from '../finding';
import { GATES, type GateId } from '../gates/gate';
import type { GateResult } from '../gates/results';
import { type Told, toldOnce } from './once';

/** What is found in one environment, and what becomes of it. */
export interface Found {
  readonly environment: string;
  readonly findings: readonly Finding[];
  readonly gates: readonly GateResult[];
}

/** A finding of one environment or several. */
export interface ToldFinding extends Finding {
  readonly environments: readonly string[];
  /** Those in which its gate stops it. */
  readonly stops: readonly string[];
}

/** Findings of one topic, what is worse first. */
export interface ToldTopic {
  readonly topic: Topic;
  readonly findings: readonly ToldFinding[];
}

/** A gate that stops a change, and everything that meets it. */
export interface ToldGate {
  readonly gate: GateId;
  readonly findings: readonly ToldFinding[];
  /** What meets it, and is no finding. */
  readonly others: readonly Told<string>[];
}

/** Every finding once, with the environments that it is true of: what is stopped first, then what is worse. */
export function toldFindings(environments: readonly Found[]): readonly ToldFinding[] {
  const having = environments.map(({ environment, findings }) => [environment, findings] as const);
  const shut = new Map(environments.map((one) => [one.environment, stoppedIn(one)]));
  return toldOnce(having, ({ topic, effect, subject, says, details, gate }) => [
    topic,
    effect,
    subject,
    says,
    details,
    gate,
  ])
    .map(({ what, environments: names, each }) => ({
      ...what,
      environments: names,
      stops: names.filter((name) => each.some((finding) => keysOf(finding).some((key) => shut.get(name)!.has(key)))),
    }))
    .sort((a, b) => rank(a) - rank(b));
}

/** By the gate that stops them. */
export function stoppedBy(environments: readonly Found[], findings: readonly ToldFinding[]): readonly ToldGate[] {
  return (Object.keys(GATES) as GateId[])
    .map((gate) => {
      const met = findings.filter((finding) => finding.gate === gate && finding.stops.length > 0);
      return { gate, findings: met, others: othersIn(gate, environments) };
    })
    .filter((told) => told.findings.length + told.others.length > 0);
}

/** What a section is called, which does not tell again what stops the change. */
export function sectionTitle(section: Section, findings: readonly ToldFinding[]): string {
  const isTold = findings.some(({ topic, stops }) => stops.length > 0 && TOPICS[topic].section === section);
  return isTold ? `${SECTIONS[section]}, besides what stops it` : SECTIONS[section];
}

/** What no gate stops, by topic, in the order in which it is read. */
export function topicsOf(section: Section, findings: readonly ToldFinding[]): readonly ToldTopic[] {
  const left = findings.filter(({ stops }) => stops.length === 0);
  return (Object.keys(TOPICS) as Topic[])
    .filter((topic) => TOPICS[topic].section === section)
    .map((topic) => ({ topic, findings: left.filter((finding) => finding.topic === topic) }))
    .filter((told) => told.findings.length > 0);
}

/** How a format names environments. */
type Where = (names: readonly string[]) => string;

/** Where a finding is true: where its gate stops it, then where it is told and no more. */
export function placesOf({ environments, stops }: ToldFinding, where: Where, listed: Where): string {
  const told = environments.filter((name) => !stops.includes(name));
  if (stops.length === 0 || told.length === 0) return where(environments);
  return `${where(stops)}, and only told in ${listed(told)}`;
}

function othersIn(gate: GateId, environments: readonly Found[]): readonly Told<string>[] {
  const others = environments.map(({ environment, findings, gates }) => {
    const known = new Set(findings.filter((finding) => finding.gate === gate).flatMap(namesOf));
    const shut = gates.filter((one) => one.gate === gate && one.status === 'shut');
    return [environment, shut.flatMap(({ subjects }) => subjects.filter((subject) => !known.has(subject)))] as const;
  });
  return toldOnce(others, (subject) => subject);
}

function rank({ stops, effect }: ToldFinding): number {
  return stops.length > 0 ? 0 : effect === 'worse' ? 1 : effect === 'neutral' ? 2 : 3;
}

/** What a shut gate stops, by gate and subject. */
function stoppedIn({ gates }: Found): ReadonlySet<string> {
  const shut = gates.filter(({ status }) => status === 'shut');
  return new Set(shut.flatMap(({ gate, subjects }) => subjects.map((subject) => JSON.stringify([gate, subject]))));
}

function keysOf(finding: Finding): readonly string[] {
  return namesOf(finding).map((name) => JSON.stringify([finding.gate, name]));
}
