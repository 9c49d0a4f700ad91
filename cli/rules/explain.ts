import { runners } from '../../policies/admission/runners';
import type { Rule } from '../../policies/index';
import type { LoadedPlatform } from '../platform/loaded';
import { colour as pc } from '../terminal/colour';
import { rulesOf } from './all';
import { rulesCalled } from './called';
import { judged, source, written } from './words';

/** Prints one rule: what it demands, why, by which standard, and what it accepts and refuses. */
export function explainRule(from: LoadedPlatform | undefined, id: string): number {
  const [rule] = rulesCalled([id], rulesOf(from)) as readonly [Rule];
  process.stdout.write(`${renderRule(rule)}\n`);
  return 0;
}

/** One rule as a page of text. */
export function renderRule(rule: Rule): string {
  const { id, says, because, level, severity, topic, references, examples } = rule;
  return [
    `${pc.bold(id)}  ${level}, ${severity}, ${topic}`,
    says,
    `Because ${because}.`,
    '',
    `${pc.bold('Judges')} ${judged(rule)}`,
    `${pc.bold('Runs')} ${runners(rule).replace(/^runs /, '')}`,
    ...(references.length === 0 ? [] : [pc.bold('Comes from'), ...references.map(sourceLine)]),
    ...examples.accepted.flatMap((example) => [
      '',
      `${pc.green('accepted')}: ${example.shows}`,
      indented(written(example)),
    ]),
    ...examples.refused.flatMap((example) => [
      '',
      `${pc.red('refused')}: ${example.shows}`,
      indented(written(example)),
      ...example.violations.map(({ problem, field, fix }) => `  ${problem} (${field}); ${fix}`),
    ]),
    ...(examples.unknown ?? []).flatMap((example) => [
      '',
      `${pc.yellow('unknown')}: ${example.shows}`,
      indented(written(example)),
      ...example.doubts.map(({ field, why }) => `  ${why} (${field})`),
    ]),
    ...(examples.skipped ?? []).flatMap((example) => [
      '',
      `${pc.dim('not judged')}: ${example.shows}`,
      indented(written(example)),
    ]),
  ].join('\n');
}

function sourceLine(reference: string): string {
  const { title, url } = source(reference);
  return `  ${title}${url === undefined || url === title ? '' : `, ${url}`}`;
}

function indented(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '    ');
}
