import type { Rule, Verdict } from '../../../policies/index';
import { code, escaped } from '../../preview/formats/markdown/escaped';
import type { Place } from '../../remarks/remark';
import { findingsOf } from '../findings';

/** Characters: GitHub refuses a comment of more than 65,536, which a heading of whoever posts it has to fit in as well. */
const LIMIT = 60_000;

/**
 * Verdicts as a comment, or as the summary of a job: how many of each outcome, then what each rule found, mandatory ones
 * first. What does not fit is counted.
 */
export function markdownText(
  verdicts: readonly Verdict[],
  rules: readonly Rule[],
  placeOf: (verdict: Verdict) => Place,
): string {
  const found = new Map<string, Verdict[]>();
  for (const verdict of [...verdicts.filter(isMandatory), ...verdicts.filter((one) => !isMandatory(one))]) {
    if (verdict.outcome !== 'fail' && verdict.outcome !== 'unknown') continue;
    found.set(verdict.rule, [...(found.get(verdict.rule) ?? []), verdict]);
  }
  const head = `## ${verdict(verdicts)}\n\n${tally(verdicts)}\n`;
  const parts = [...found].map(([id, ofRule]) => section(id, ofRule, rules, placeOf));
  const fitting = parts.filter(fits(head.length));
  const left = parts.length - fitting.length;
  const more = left === 0 ? '' : `\n… and ${left} more ${left === 1 ? 'rule' : 'rules'}: \`--format json\` has all.\n`;
  return `${head}${fitting.join('')}${more}`;
}

function verdict(verdicts: readonly Verdict[]): string {
  const failing = verdicts.some((one) => isMandatory(one) && (one.outcome === 'fail' || one.outcome === 'unknown'));
  return failing ? 'The check fails' : 'The check passes';
}

function tally(verdicts: readonly Verdict[]): string {
  const outcomes = ['fail', 'unknown', 'exempt', 'pass'] as const;
  const row = (level: string, of: readonly Verdict[]) =>
    `| ${level} | ${outcomes.map((one) => of.filter(({ outcome }) => outcome === one).length).join(' | ')} |`;
  return [
    '| | failed | unknown | exempt | passed |',
    '| --- | ---: | ---: | ---: | ---: |',
    row('mandatory', verdicts.filter(isMandatory)),
    row(
      'advisory',
      verdicts.filter((one) => !isMandatory(one)),
    ),
  ].join('\n');
}

function section(
  id: string,
  verdicts: readonly Verdict[],
  rules: readonly Rule[],
  placeOf: (verdict: Verdict) => Place,
): string {
  const [first] = verdicts as readonly [Verdict];
  const items = verdicts.flatMap((one) => {
    const { file, line } = placeOf(one);
    return findingsOf(one).map(
      ({ says, isDoubt }) => `- ${code(`${file}:${line}`)} ${isDoubt ? 'unknown: ' : ''}${escaped(says)}`,
    );
  });
  const says = rules.find((rule) => rule.id === id)?.says;
  const title = `${code(id)}: ${items.length}${isMandatory(first) ? '' : ' (advisory)'}`;
  return `\n### ${title}\n\n${says === undefined ? '' : `${escaped(says)}\n\n`}${items.join('\n')}\n`;
}

/** Each part that still fits: a short one behind a long one, too. */
function fits(taken: number): (part: string) => boolean {
  let length = taken;
  return (part) => {
    if (length + part.length > LIMIT) return false;
    length += part.length;
    return true;
  };
}

function isMandatory({ level }: Verdict): boolean {
  return level === 'mandatory';
}
