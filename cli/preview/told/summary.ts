import { type Finding, type Section, TOPICS } from '../finding';
import type { Outcome } from '../outcome';
import type { EnvironmentReport } from '../report';
import type { Untried } from '../untried';
import { calledOf } from './called';
import { countsOf, countsText, effectsText } from './counts';
import { toldOnce } from './once';
import { countOf } from './words';

/** What a change comes to in one environment, at one glance; a text is empty where nothing of the kind differs. */
export interface Row {
  readonly environment: string;
  readonly outcome: Outcome['is'];
  readonly security: string;
  readonly blastRadius: string;
  readonly resources: string;
  readonly change: string;
}

export function rowsOf(environments: readonly EnvironmentReport[]): readonly Row[] {
  return environments.map(({ environment, outcome, findings, diff, change }) => ({
    environment,
    outcome: outcome.is,
    security: effectsText(ofSection(findings, 'security')),
    blastRadius: effectsText(ofSection(findings, 'blast-radius')),
    resources: countsText(countsOf(diff)),
    change: change.class,
  }));
}

function ofSection(findings: readonly Finding[], section: Section): readonly Finding[] {
  return findings.filter(({ topic }) => TOPICS[topic].section === section);
}

/** What was compared with what: one pair, unless a side has not every environment. */
export function comparedIn(environments: readonly EnvironmentReport[]) {
  const pairs = environments.map(({ environment, before, after }) => [environment, [{ before, after }]] as const);
  return toldOnce(pairs, (pair) => pair);
}

/** More is counted: what a summary is for is read at one glance. */
const NAMED = 5;

/** What an environment would get that the one before it never had, each in a few words. */
export function untriedTexts({ resources, fields }: Untried): readonly string[] {
  const called = (id: string) => `${calledOf(id).kind} ${calledOf(id).name}`;
  const all = [
    ...resources.map(({ id, is }) => `${called(id)} is ${is}`),
    ...fields.map(({ id, fields: some }) =>
      some.length === 1 ? `${some[0]} of ${called(id)}` : `${countOf(some.length, 'field')} of ${called(id)}`,
    ),
  ];
  const left = all.length - NAMED;
  return left > 0 ? [...all.slice(0, NAMED), `${left} more`] : all;
}
