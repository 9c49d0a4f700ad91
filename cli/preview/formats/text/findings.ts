import { colour as pc } from '../../../terminal/colour';
import { printable } from '../../../terminal/printable';
import { type Section, TOPICS } from '../../finding';
import { GATES } from '../../gates/gate';
import { PASSES_FILE } from '../../gates/passes-file';
import { effectsText } from '../../told/counts';
import { placesOf, sectionTitle, type ToldFinding, type ToldGate, topicsOf } from '../../told/findings';
import { named, type Where } from './where';

const WORDS: Readonly<Record<ToldFinding['effect'], string>> = {
  worse: pc.yellow('worse  '),
  neutral: pc.dim('neutral'),
  better: pc.green('better '),
};

/** What stops the change, by gate. */
export function stoppedLines(gates: readonly ToldGate[], where: Where): readonly string[] {
  if (gates.length === 0) return [];
  return [
    pc.bold('What stops it'),
    ...gates.flatMap(({ gate, findings, others }) => [
      `  ${pc.red(gate)}: ${GATES[gate]}`,
      ...findings.flatMap((finding) => findingLines(finding, where, '    ')),
      ...others.map(({ what, environments }) => `    ${printable(what)}${where(environments)}`),
    ]),
    pc.dim(`  If it is meant to happen, ${PASSES_FILE} says so: --format markdown has what to add`),
  ];
}

/** One section of a report, what is worse first; nothing where nothing else of the kind differs. */
export function sectionLines(section: Section, findings: readonly ToldFinding[], where: Where): readonly string[] {
  const topics = topicsOf(section, findings);
  if (topics.length === 0) return [];
  return [
    pc.bold(`${sectionTitle(section, findings)}: ${effectsText(topics.flatMap((topic) => topic.findings))}`),
    ...topics.flatMap((topic) => [
      `  ${TOPICS[topic.topic].title}`,
      ...topic.findings.flatMap((finding) => findingLines(finding, where, `    ${WORDS[finding.effect]} `)),
    ]),
  ];
}

function findingLines(finding: ToldFinding, where: Where, lead: string): readonly string[] {
  const { says, details = [] } = finding;
  return [
    `${lead}${printable(says)}${placesOf(finding, where, named)}`,
    ...details.map((detail) => `      ${printable(detail)}`),
  ];
}
