import { judged, source, written } from '../../cli/rules/words';
import { hasCel } from '../../policies/admission/policy';
import { runners } from '../../policies/admission/runners';
import { describe } from '../../policies/describe';
import { type Example, type Rule, rules } from '../../policies/index';

export const FILE = 'docs/policies.md';

/** As many of the rules are said in CEL. */
const HELD = rules.filter(hasCel).length;

const INTRODUCTION = `# Rules

What every environment is judged by: in \`dwcp check\`, in the tests, and by the policy pack while Pulumi deploys; ${HELD} of the ${rules.length}
rules by the API server, too, where an administrator [told it of them](guides/admission.md). This page is written from the rules (\`npm run generate\`), and its examples are their tests. \`dwcp rules\` lists them, \`dwcp explain RULE\` prints one.

A rule answers \`fail\` when something is wrong, \`unknown\` when it cannot tell, and both fail a check when the rule is mandatory. An
exemption excuses one violation, named by its field or its fingerprint, for one resource, until a day; never a doubt, nor what is added later.

Fields of examples are written as seen from what is judged: each is tried in every kind that makes pods, and in every list of containers.
`;

/** The page about all rules. */
export function policiesPage(): string {
  const topics = [...new Set(rules.map(({ topic }) => topic))].sort();
  const of = (topic: string) => rules.filter((rule) => rule.topic === topic);
  return [
    INTRODUCTION,
    ...topics.map(
      (topic) =>
        `- **${topic}**: ${of(topic)
          .map(({ id }) => `[${id}](#${id})`)
          .join(', ')}`,
    ),
    ...topics.flatMap((topic) => [`\n## ${topic}`, ...of(topic).map(section)]),
  ]
    .join('\n')
    .concat('\n');
}

function section(rule: Rule): string {
  const { id, level, severity, references, examples } = rule;
  const sources = references.map(source).map(({ title, url }) => (url === undefined ? title : `[${title}](${url})`));
  return [
    `\n### ${id}\n`,
    `${describe(rule)}\n`,
    `- ${level}, severity ${severity}`,
    `- judges ${judged(rule)}`,
    `- ${runners(rule)}`,
    `- comes from ${sources.join('; ')}`,
    ...examples.accepted.map((example) => shown('Accepted', example)),
    ...examples.refused.map((example) => {
      const lines = example.violations.map(
        ({ problem, field, fix }) => `> ${prose(problem)} (\`${field}\`); ${prose(fix)}`,
      );
      return `${shown('Refused', example)}\n\n${lines.join('\n>\n')}`;
    }),
    ...(examples.unknown ?? []).map((example) => {
      const lines = example.doubts.map(({ field, why }) => `> ${prose(why)} (\`${field}\`)`);
      return `${shown('Unknown', example)}\n\n${lines.join('\n>\n')}`;
    }),
    ...(examples.skipped ?? []).map((example) => shown('Not judged', example)),
  ].join('\n');
}

function shown(verdict: string, example: Example): string {
  return `\n${verdict}: ${prose(example.shows)}\n\n\`\`\`yaml\n${written(example)}\`\`\``;
}

/** Text in which nothing is markup: a rule may speak of `*` and of `<name>`. */
function prose(text: string): string {
  return text.replace(/[*_<]/g, '\\$&');
}
