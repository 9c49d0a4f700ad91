import { headline, type Outcome } from '../../outcome';
import type { EnvironmentReport, Report } from '../../report';
import { comparedIn, rowsOf, untriedTexts } from '../../told/summary';
import { code, escaped } from './escaped';
import type { Where } from './findings';

const MARKS: Readonly<Record<Outcome['is'], string>> = { safe: '✅', 'needs review': '⚠️', blocked: '⛔' };

const HEAD = ['Environment', 'Outcome', 'Security', 'Blast radius', 'Resources', 'Change'];

/** What does not differ is not read. */
const NOTHING = '–';

/** What is never trimmed: the verdict, what it comes to in each environment, and what none has tried. */
export function summary({ outcome, environments }: Report, where: Where): string {
  const worst = environments.filter((one) => one.outcome.is === outcome.is).map(({ environment }) => environment);
  return [
    `## ${MARKS[outcome.is]} ${escaped(headline(outcome, worst))}`,
    table(environments),
    ...comparedIn(environments).map(({ what: { before, after }, environments: names }) => {
      return `Compared: ${code(before)} → ${code(after)}${names.length < environments.length ? where(names) : ''}`;
    }),
    ...environments.flatMap(({ environment, untried }) => {
      if (untried === undefined) return [];
      const texts = untriedTexts(untried).map((text) => `> - ${escaped(text)}\n`);
      return `> **${escaped(`${environment} would get what ${untried.in} never had`)}**\n>\n${texts.join('')}`.trimEnd();
    }),
  ].join('\n\n');
}

function table(environments: readonly EnvironmentReport[]): string {
  const rows = rowsOf(environments).map(({ environment, outcome, security, blastRadius, resources, change }) => [
    `**${escaped(environment)}**`,
    `${MARKS[outcome]} ${outcome}`,
    security || NOTHING,
    blastRadius || NOTHING,
    resources || NOTHING,
    change,
  ]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
