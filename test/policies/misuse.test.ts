import { UserError } from '../../constructs/invalid';
import { defineRule, judge, rules, rulesWith } from '../../policies/index';
import { aRule } from './a-rule';

const good = aRule('object', () => []);
const examples = good.examples;

/** What is said to somebody who has no compiler. */
function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

const define = (change: object) => problemsOf(() => defineRule({ ...good, ...change } as never));
const NAME = "rule 'all-is-well' has";

test.each<[change: object, ...says: string[]]>([
  [{ id: 'All is well' }, "rule 'All is well' has 'All is well' as `id`; say the good state in kebab-case"],
  [{ id: undefined }, 'a rule has nothing as `id`; say the good state in kebab-case'],
  [
    { subject: 'pods' },
    `${NAME} 'pods' as \`subject\`; use one of object, pod, container, image, trafficRule, namespace, vault, plan`,
  ],
  [{ of: 'Service' }, `${NAME} 'Service' as \`of\`; list kinds such as \`apps/Deployment\``],
  [{ of: [] }, `${NAME} an empty list as \`of\`; list kinds such as \`apps/Deployment\``],
  [
    { says: 'all is well' },
    `${NAME} 'all is well' as \`says\`; say the good state in a sentence, from a capital to a full stop`,
  ],
  [
    { because: 'because it might not be.' },
    `${NAME} 'because it might not be.' as \`because\`; say what happens otherwise, without \`because\` and full stop`,
  ],
  [{ level: 'fatal' }, `${NAME} 'fatal' as \`level\`; use one of mandatory, advisory`],
  [{ severity: 3 }, `${NAME} 3 as \`severity\`; use one of critical, high, medium, low`],
  [{ topic: 'Pods & more' }, `${NAME} 'Pods & more' as \`topic\`; name its chapter in kebab-case`],
  [
    { references: 'CIS:5.1.3' },
    `${NAME} 'CIS:5.1.3' as \`references\`; list texts such as \`PSS:restricted\`; an empty list is one`,
  ],
  [{ needs: 'cluster' }, `${NAME} 'cluster' as \`needs\`; use one of plan`],
  [{ applies: true }, `${NAME} true as \`applies\`; write a function of the subject`],
  [{ check: 'true' }, `${NAME} 'true' as \`check\`; write a function of the subject`],
  [
    { cel: { accepts: 'true', remedy: true } },
    `${NAME} an object as \`cel\`; give it \`accepts\` and a \`remedy\`, or say by \`cannot\` why the API server cannot tell`,
  ],
  [
    { cel: 'object.spec' },
    `${NAME} 'object.spec' as \`cel\`; give it \`accepts\` and a \`remedy\`, or say by \`cannot\` why the API server cannot tell`,
  ],
  [
    { examples: { accepted: [], refused: [] } },
    `${NAME} an object as \`examples\`; give at least one that is accepted and one that is refused, each with \`shows\``,
  ],
  [
    { examples: { ...examples, skipped: [{ resources: [] }] } },
    `${NAME} an object as \`examples\`; list what is skipped, each with \`shows\``,
  ],
  [
    { examples: { ...examples, unknown: [{ shows: 'anything', resources: [], doubts: [] }] } },
    `${NAME} an object as \`examples\`; list what is unknown, each with \`shows\` and its \`doubts\``,
  ],
  [
    { examples: { ...examples, refused: [{ shows: 'anything', resources: [] }] } },
    `${NAME} an object as \`examples\`; list the \`violations\` of each that is refused`,
  ],
  [{ severty: 'high' }, "rule 'all-is-well' has the unknown field 'severty'; did you mean 'severity'?"],
  [{ remediation: 'x' }, "rule 'all-is-well' has the unknown field 'remediation'; remove it"],
  [
    { level: undefined, check: null, verbose: true },
    "rule 'all-is-well' has the unknown field 'verbose'; remove it",
    `${NAME} nothing as \`level\`; use one of mandatory, advisory`,
    `${NAME} null as \`check\`; write a function of the subject`,
  ],
])('refuses a rule with %j', (change, ...says) => {
  expect(define(change)).toEqual(says);
});

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  [() => [], 'a function'],
  [[], 'an empty list'],
])('refuses a rule that is %s', (rule, shown) => {
  expect(problemsOf(() => defineRule(rule as never))).toEqual([
    `a rule is ${shown}; make it an object, by defineRule({ … })`,
  ]);
});

test.each<[what: string, call: () => unknown, ...says: string[]]>([
  ['no plan', () => judge(undefined as never), 'judge() was given nothing; hand it a plan, or a list of resources'],
  [
    'a plan without resources',
    () => judge({ edges: [] } as never),
    'judge() was given an object with nothing as `resources`; hand it a plan, or a list of resources',
  ],
  [
    'a plan with what is no parameter of rules',
    () => judge({ resources: [], metadataAddresses: ['10.0.0.0/8'], widestRange: { ipv4: 0 } }),
    "judge() was given metadataAddresses[0]: '10.0.0.0/8' is a range, not one address; write each address as a range of its own, as in ['169.254.0.23/32', 'fd00::1/128']",
    'judge() was given widestRange.ipv4: 0 is no such prefix; write a whole number from 8, the widest that anybody owns, to 32',
  ],
  [
    'rules where options are expected',
    () => judge([], rules as never),
    'judge() was given a list as options; write { rules, exemptions, today }',
  ],
  [
    'an option that nobody knows',
    () => judge([], { exemption: [] } as never),
    "judge() knows no option 'exemption'; did you mean 'exemptions'?",
  ],
  [
    'one rule instead of a list',
    () => judge([], { rules: good as never }),
    'rules is an object; make it a list, such as [...rules, ...ours]',
  ],
  [
    'an id twice',
    () => judge([], { rules: [good, { ...good }] }),
    "rules[1] is called 'all-is-well', as rules[0] is; give it another id",
  ],
  [
    'an id of the baseline',
    () => judge([], { rules: [...rules, { ...good, id: rules[3]!.id }] }),
    `rules[${rules.length}] is called '${rules[3]!.id}', as rules[3] is; give it another id`,
  ],
  [
    'an id of the engine',
    () => judge([], { rules: [{ ...good, id: 'exemptions-in-force' }] }),
    "rules[0] is called 'exemptions-in-force', which the engine itself is; give it another id",
  ],
  [
    'a rule that was not defined',
    () => judge([], { rules: [{ id: 'mine', check: () => [] } as never] }),
    "rule 'mine' has nothing as `subject`; use one of object, pod, container, image, trafficRule, namespace, vault, plan",
    "rule 'mine' has nothing as `says`; say the good state in a sentence, from a capital to a full stop",
    "rule 'mine' has nothing as `because`; say what happens otherwise, without `because` and full stop",
    "rule 'mine' has nothing as `level`; use one of mandatory, advisory",
    "rule 'mine' has nothing as `severity`; use one of critical, high, medium, low",
    "rule 'mine' has nothing as `topic`; name its chapter in kebab-case",
    "rule 'mine' has nothing as `references`; list texts such as `PSS:restricted`; an empty list is one",
    "rule 'mine' has nothing as `examples`; give at least one that is accepted and one that is refused, each with `shows`",
  ],
  [
    'exemptions that are no list, and no day',
    () => judge([], { exemptions: {} as never }),
    'exemptions is an object; make it a list',
    'exemptions end, and nobody said when; add `today`, as YYYY-MM-DD',
  ],
  [
    'a day that is none',
    () => judge([], { exemptions: [], today: new Date(0) as never }),
    'today is an object; write it as YYYY-MM-DD',
  ],
  [
    'by rules of a platform that take the place of ours, or are none',
    () =>
      rulesWith([
        { ...good, id: rules[3]!.id },
        { id: 'mine', check: () => [] },
      ]),
    ...problemsOf(() => judge([], { rules: [{ id: 'mine', check: () => [] } as never] })),
    `rules[0] is called '${rules[3]!.id}', as a rule of the baseline is; give it another id`,
  ],
  ['a day of no calendar', () => judge([], { today: '2026-02-30' }), "today is '2026-02-30'; write it as YYYY-MM-DD"],
])('refuses to judge %s', (_, call, ...says) => {
  expect(problemsOf(call)).toEqual(says);
});
