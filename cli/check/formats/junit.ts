import type { Verdict } from '../../../policies/index';
import { escapeXml } from '../../page/xml';
import type { Place } from '../../remarks/remark';

/**
 * Verdicts as what test reporters read: a suite for each rule, a case for each resource.
 *
 * What is only advised passes, and says so in its output: a reporter has no word for it. What is excused is skipped.
 */
export function junitText(verdicts: readonly Verdict[], placeOf: (verdict: Verdict) => Place): string {
  const suites = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const suite = suites.get(verdict.rule);
    if (suite === undefined) suites.set(verdict.rule, [verdict]);
    else suite.push(verdict);
  }
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="dwcp check" ${counts(verdicts)}>`,
    ...[...suites].flatMap(([rule, suite]) => [
      `  <testsuite name="${escapeXml(rule)}" ${counts(suite)}>`,
      ...suite.flatMap((verdict) => testCase(verdict, placeOf(verdict))),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ].join('\n')}\n`;
}

function counts(verdicts: readonly Verdict[]): string {
  const skipped = verdicts.filter(({ outcome }) => outcome === 'exempt').length;
  return `tests="${verdicts.length}" failures="${verdicts.filter(fails).length}" errors="0" skipped="${skipped}"`;
}

function testCase(verdict: Verdict, { file, line }: Place): readonly string[] {
  const { rule, resource } = verdict;
  const names = `name="${escapeXml(resource)}" classname="${escapeXml(rule)}" file="${escapeXml(file)}" line="${line}"`;
  const inside = saidOf(verdict);
  return inside.length === 0 ? [`    <testcase ${names}/>`] : [`    <testcase ${names}>`, ...inside, '    </testcase>'];
}

function saidOf(verdict: Verdict): readonly string[] {
  const { outcome, messages, excused } = verdict;
  const text = messages.map(escapeXml).join('\n');
  if (fails(verdict)) {
    return [`      <failure type="${outcome}" message="${escapeXml(messages[0] ?? outcome)}">${text}</failure>`];
  }
  if (outcome === 'exempt') {
    const by = excused.map(({ exemption: { owner, expires, ticket } }) => `by ${owner} until ${expires} (${ticket})`);
    return [`      <skipped message="${escapeXml(`exempt ${[...new Set(by)].join(', ')}`)}"/>`];
  }
  return messages.length === 0 ? [] : [`      <system-out>advisory: ${text}</system-out>`];
}

function fails({ level, outcome }: Verdict): boolean {
  return level === 'mandatory' && (outcome === 'fail' || outcome === 'unknown');
}
