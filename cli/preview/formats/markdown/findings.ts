import { type Section, TOPICS } from '../../finding';
import { GATES } from '../../gates/gate';
import { effectsText } from '../../told/counts';
import { placesOf, sectionTitle, type ToldFinding, type ToldGate, type ToldTopic, topicsOf } from '../../told/findings';
import { code, escaped } from './escaped';
import type { Part } from './fitted';

/** Which environments, in words: nothing where there is only one. */
export type Where = (environments: readonly string[]) => string;

const MARKS: Readonly<Record<ToldFinding['effect'], string>> = { worse: '⚠️', neutral: '▫️', better: '✅' };

/** What is seen of a list before it is unfolded: of what is worse, and of what is not. */
const SEEN = { worse: 7, others: 3 };

/** Details of one finding; more are counted. */
const DETAILS = 20;

/** What stops the change, by gate. */
export function stoppedParts(gates: readonly ToldGate[], where: Where): readonly Part[] {
  if (gates.length === 0) return [];
  return [
    '\n### What stops it\n',
    ...gates.flatMap(({ gate, findings, others }) => [
      `\n${code(gate)}: ${GATES[gate]}\n\n`,
      ...folding(
        [
          ...findings.map((finding) => () => bullet(finding, where)),
          ...others.map(
            ({ what, environments }) =>
              () =>
                `- ⛔ ${escaped(what)}${where(environments)}\n`,
          ),
        ],
        SEEN.worse,
      ),
    ]),
  ];
}

/** One section of a report, what is worse first; nothing where nothing else of the kind differs. */
export function sectionParts(section: Section, findings: readonly ToldFinding[], where: Where): readonly Part[] {
  const topics = topicsOf(section, findings);
  if (topics.length === 0) return [];
  const all = topics.flatMap((topic) => topic.findings);
  return [
    `\n### ${sectionTitle(section, findings)}: ${effectsText(all)}\n`,
    ...topics.flatMap((topic) => topicParts(topic, where)),
  ];
}

function topicParts({ topic, findings }: ToldTopic, where: Where): readonly Part[] {
  const worse = findings.filter(({ effect }) => effect === 'worse').length;
  const items = findings.map((finding) => () => bullet(finding, where));
  return [`\n**${TOPICS[topic].title}**\n\n`, ...folding(items, worse === 0 ? SEEN.others : SEEN.worse)];
}

/** The first of them as they are, the others folded. One more takes no more room than to say so. */
function folding(items: readonly (() => string)[], seen: number): readonly Part[] {
  const open = items.length === seen + 1 ? items.length : seen;
  const folded = items.slice(open);
  const left = (count: number) => `- … and ${count} more\n`;
  return [
    { head: '', items: items.slice(0, open), foot: '', left },
    ...(folded.length === 0
      ? []
      : [
          {
            head: `\n<details><summary>${folded.length} more</summary>\n\n`,
            items: folded,
            foot: '\n</details>\n',
            left,
          },
        ]),
  ];
}

function bullet(finding: ToldFinding, where: Where): string {
  const { effect, says, details = [], stops } = finding;
  const mark = stops.length > 0 ? '⛔' : MARKS[effect];
  return `- ${mark} ${escaped(says)}${placesOf(finding, where, (names) => escaped(names.join(', ')))}\n${detailsText(details)}`;
}

/** A few stand under what they are of, more are folded there. */
function detailsText(details: readonly string[]): string {
  const shown = details.slice(0, DETAILS).map((detail) => `  - ${escaped(detail)}\n`);
  const left = details.length - shown.length;
  const lines = [...shown, ...(left > 0 ? [`  - … and ${left} more\n`] : [])].join('');
  if (details.length <= SEEN.others) return lines;
  return `  <details><summary>${details.length} details</summary>\n\n${lines}\n  </details>\n`;
}
