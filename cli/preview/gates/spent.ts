import { nearest } from '../../../constructs/fields/nearest';
import { type Finding, namesOf } from '../finding';
import { isOver, type Pass } from './pass';
import { PASSES_FILE } from './passes-file';
import type { GateOptions } from './results';

/** Among more, what was meant is not looked for: each is compared letter by letter. */
const MOST_HINTS = 100;

/** What is to be said of the passes themselves: that one is over, or is for what the change does not do. */
export function passFindings(
  environment: string,
  findings: readonly Finding[],
  { passes = [], today }: GateOptions,
): readonly Finding[] {
  return passes.flatMap((pass, index) => {
    if (!pass.environments.includes(environment)) return [];
    const told = isOver(pass, today) ? over(pass) : idle(pass, findings);
    return told === undefined ? [] : [{ topic: 'exemption', subject: `${PASSES_FILE}: passes[${index}]`, ...told }];
  });
}

type Told = Pick<Finding, 'effect' | 'says' | 'details' | 'gate'>;

function over(pass: Pass): Told {
  const says = `${its(pass)} is over since ${pass.expires}`;
  return { effect: 'worse', says, details: pass.subjects, gate: 'exemption-over' };
}

/** What it names and nothing is: most often a change that was deployed already, or a name that is misspelt. */
function idle(pass: Pass, findings: readonly Finding[]): Told | undefined {
  const met = new Set(findings.filter(({ gate }) => gate === pass.gate).flatMap(namesOf));
  const left = pass.subjects.filter((subject) => !met.has(subject));
  if (left.length === 0) return undefined;
  const says =
    left.length === pass.subjects.length
      ? `${its(pass)} lets nothing through, and can go`
      : `${its(pass)} names ${left.length} of ${pass.subjects.length} that do not meet it`;
  const hints = met.size > MOST_HINTS ? new Set<string>() : met;
  return { effect: 'neutral', says, details: left.map((subject) => hinted(subject, hints)) };
}

function its({ gate, owner }: Pass): string {
  return `the pass of ${gate} that ${owner} answers for`;
}

/** With what it may have been meant to be. */
function hinted(subject: string, met: ReadonlySet<string>): string {
  const meant = nearest(subject, met);
  return meant === undefined ? subject : `${subject}; did you mean ${meant}?`;
}
