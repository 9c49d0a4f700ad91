import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import type { Rule } from '../../policies/index';
import type { LoadedPlatform } from '../platform/loaded';
import { colour as pc } from '../terminal/colour';
import { columns } from '../terminal/columns';
import { jsonText } from '../terminal/json';
import { rulesOf } from './all';

interface Options {
  readonly topic?: string;
  readonly json?: boolean;
}

/** Prints the rules, by topic. */
export function printRules(from: LoadedPlatform | undefined, { topic, json = false }: Options): number {
  const rules = rulesOf(from);
  const topics = [...new Set(rules.map((rule) => rule.topic))].sort();
  if (topic !== undefined && !topics.includes(topic)) throw unknownTopic(topic, topics);
  const shown = rules.filter((rule) => topic === undefined || rule.topic === topic);
  process.stdout.write(json ? jsonText({ rules: shown.map(asData) }) : renderRules(shown));
  return 0;
}

function unknownTopic(topic: string, topics: readonly string[]): UserError {
  const near = nearest(topic, topics);
  const remedy = near === undefined ? `use one of ${topics.join(', ')}` : `did you mean '${near}'?`;
  return new UserError([`no rule is about '${topic}'; ${remedy}`]);
}

/** Everything but the functions, which are no data. */
function asData({ applies: _, check: __, ...rule }: Rule): object {
  return rule;
}

function renderRules(shown: readonly Rule[]): string {
  const topics = [...new Set(shown.map(({ topic }) => topic))].sort();
  const sections = topics.map((topic) => {
    const rows = shown
      .filter((rule) => rule.topic === topic)
      .map(({ id, level, severity, says }) => [id, level === 'advisory' ? `${severity}, advisory` : severity, says]);
    return [pc.bold(topic), ...columns(rows, ['left', 'left', 'left'])].join('\n');
  });
  return `${sections.join('\n\n')}\n\n${shown.length} rules; dwcp explain RULE says why, by which standard, and shows examples\n`;
}
