import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import { type Rule, rules } from '../../policies/index';
import { colour as pc } from '../terminal/colour';
import { columns } from '../terminal/columns';

interface Options {
  readonly topic?: string;
  readonly json?: boolean;
}

/** Prints the rules, by topic. */
export function printRules({ topic, json = false }: Options): number {
  const topics = [...new Set(rules.map((rule) => rule.topic))].sort();
  if (topic !== undefined && !topics.includes(topic)) throw unknownTopic(topic, topics);
  const shown = rules.filter((rule) => topic === undefined || rule.topic === topic);
  process.stdout.write(json ? `${JSON.stringify(shown.map(asData), null, 2)}\n` : renderRules(shown));
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
