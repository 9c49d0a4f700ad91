import type { ChangeClass } from './change/class';
import { TOPICS, type Topic } from './finding';
import { type Found, stoppedBy, type ToldFinding, type ToldGate, toldFindings } from './told/findings';
import { toldOnce } from './told/once';
import { capital, cut, listed, uncapital } from './told/words';

/** What a change comes to, and why, in one sentence without its full stop. */
export interface Outcome {
  readonly is: 'safe' | 'needs review' | 'blocked';
  readonly because: string;
}

/** What an outcome is drawn from, of one environment. */
export interface Grounds extends Found {
  readonly change: ChangeClass;
  /** Whether anything differs at all. */
  readonly differs: boolean;
}

const ORDER: readonly Outcome['is'][] = ['safe', 'needs review', 'blocked'];

/** What a change comes to in one environment. */
export function outcomeOf(grounds: Grounds): Outcome {
  return { is: severity(grounds), because: because([grounds]) };
}

/** What it comes to in several: the worst, because of all that are as bad. */
export function worstOf(all: readonly Grounds[]): Outcome {
  const worst = ORDER[Math.max(0, ...all.map((one) => ORDER.indexOf(severity(one))))]!;
  return { is: worst, because: because(all) };
}

function severity({ findings, gates, change }: Grounds): Outcome['is'] {
  if (gates.some(({ status }) => status === 'shut') || lacks({ change }).length > 0) return 'blocked';
  const isForPeople = change.class !== 'standard' || findings.some(({ effect }) => effect === 'worse');
  return isForPeople ? 'needs review' : 'safe';
}

/** One thing is named; of several, how many of which kind they are. */
function because(all: readonly Grounds[]): string {
  const findings = toldFindings(all);
  const shut = stoppedBy(all, findings);
  const lacking = toldOnce(
    all.map((one) => [one.environment, lacks(one)] as const),
    (says) => says,
  );
  if (shut.length + lacking.length > 0)
    return stopped(
      shut,
      lacking.map(({ what }) => what),
    );
  const worse = findings.filter(({ effect }) => effect === 'worse');
  if (worse.length === 1) return worse[0]!.says;
  if (worse.length > 1) return `worse in ${worse.length} ways: ${byTopic(worse)}`;
  const classed = all.find(({ change }) => change.class !== 'standard');
  if (classed !== undefined) return ofItsClass(classed.change);
  if (all.some(({ differs }) => differs)) return 'nothing becomes weaker, wider, lost or unavailable';
  return 'nothing changes';
}

function stopped(shut: readonly ToldGate[], lacking: readonly string[]): string {
  const parts = [
    ...(shut.length > 0 ? [byGates(shut)] : []),
    ...(lacking.length > 0 ? [`the record of the change lacks ${listed(lacking)}`] : []),
  ];
  return parts.join(', and ');
}

function byGates(shut: readonly ToldGate[]): string {
  const met = shut.map(({ gate, findings, others }) => ({
    gate,
    reasons: [...findings.map(({ says }) => says), ...others.map(({ what }) => what)],
  }));
  const [first, ...more] = met;
  if (first !== undefined && more.length === 0) {
    const { gate, reasons } = first;
    return `${gate} stops it, ${reasons.length === 1 ? `since ${reasons[0]}` : `for ${reasons.length} reasons`}`;
  }
  return `${met.length} gates stop it, ${listed(met.map(({ gate, reasons }) => `${gate} (${reasons.length})`))}`;
}

/** What the class of a change asks for, and its record has not. */
function lacks({ change }: Pick<Grounds, 'change'>): readonly string[] {
  return change.demands.filter(({ status }) => status === 'unmet').map(({ says }) => says);
}

function byTopic(findings: readonly ToldFinding[]): string {
  const counts = new Map<Topic, number>();
  for (const { topic } of findings) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return listed([...counts].map(([topic, count]) => `${uncapital(TOPICS[topic].title)} (${count})`));
}

function ofItsClass({ class: name, because }: ChangeClass): string {
  const why =
    because.length === 1 ? `, since ${because[0]}` : because.length > 1 ? ` for ${because.length} reasons` : '';
  return `it is ${name === 'emergency' ? 'an' : 'a'} ${name} change${why}`;
}

/** Letters of a reason in the first line; it stands whole with what it is about. */
const AT_A_GLANCE = 140;

/** The first line of every format: it is enough to decide whether to read on. */
export function headline({ is, because }: Outcome, environments: readonly string[]): string {
  return `${capital(is)} in ${listed(environments)}: ${cut(because, AT_A_GLANCE)}`;
}
