import { checkFields, looserFields } from '../fields/check-fields';
import { describe, isPlain, wrongKind } from '../fields/describe';
import type { RankedFields } from '../fields/field';
import { nearest } from '../fields/nearest';
import { FORMER_IDS } from '../plan/former-ids';
import { PARAMETERS, problemsOfParameters } from '../plan/parameters';
import { problemsOfExemptions } from './exemption-problems';
import { problemsOfFields } from './field-set-problems';
import { problemsOfRules } from './own-rules';

type Given = Readonly<Record<string, unknown>>;

/** What each option has to be; an option that nobody checks is not one. */
const CHECKS: Readonly<Record<string, (value: unknown) => readonly string[]>> = {
  posture: (value) => problemsOfFields('posture', value),
  facts: (value) => problemsOfFields('facts', value),
  declare: (value) =>
    typeof value === 'function'
      ? []
      : [`declare: ${wrongKind(value, 'a function', 'write what runs, as in (environment) => { … }')}`],
  exemptions: problemsOfExemptions,
  rules: problemsOfRules,
  formerly: problemsOfFormerIds,
  ...Object.fromEntries(
    Object.keys(PARAMETERS).map((name) => [name, (value: unknown) => problemsOfParameters({ [name]: value })]),
  ),
  config: problemsOfNamespace,
};
const OPTIONS = ['environments', ...Object.keys(CHECKS)];

/** Every problem of what a platform is defined by, whoever wrote it: the compiler helps only some. */
export function problemsOfPlatform(given: unknown): string[] {
  if (!isPlain(given)) {
    return [`definePlatform: ${wrongKind(given, 'a map', 'give it environments, posture, facts and declare')}`];
  }
  const slips = Object.keys(given)
    .filter((key) => !OPTIONS.includes(key))
    .map((key) => ({ key, meant: nearest(key, OPTIONS) }));
  const isMisspelt = (option: string) => !Object.hasOwn(given, option) && slips.some(({ meant }) => meant === option);
  const problems = Object.entries(CHECKS).flatMap(([option, check]) =>
    isMisspelt(option) ? [] : check(given[option]),
  );
  return [
    ...slips.map(({ key, meant }) => {
      const remedy = meant === undefined ? `the options are ${OPTIONS.join(', ')}` : `did you mean ${meant}?`;
      return `${key}: is not an option; ${remedy}`;
    }),
    ...(isMisspelt('environments') ? [] : problemsOfEnvironments(given)),
    ...problems,
  ].map((problem) => `definePlatform: ${problem}`);
}

function problemsOfEnvironments({ environments, posture }: Given): readonly string[] {
  if (!isPlain(environments)) {
    return [`environments: ${wrongKind(environments, 'a map', 'give each posture by the name of its environment')}`];
  }
  const postures = Object.entries(environments);
  if (postures.length === 0) return ['environments: are none; give each posture by the name of its environment'];
  // By fields that are none, nothing can be judged; what is wrong with them is told already.
  if (problemsOfFields('posture', posture).length > 0) return [];
  const fields = posture as RankedFields<unknown>;
  return postures.flatMap(([name, value], index) => {
    const place = { before: '', root: `environments.${name}.`, noun: 'posture field', whole: `environments.${name}` };
    const problems = [...problemsOfName(name, value), ...checkFields(fields, value, place)];
    const [before] = postures.slice(index - 1, index);
    if (problems.length > 0 || before === undefined) return problems;
    const isComparable = checkFields(fields, before[1], place).length === 0;
    return isComparable ? looserFields(fields, value, { name: before[0], value: before[1] }, place) : [];
  });
}

function problemsOfName(name: string, posture: unknown): readonly string[] {
  // JavaScript lists such keys first, and so before environments that are looser.
  if (/^\d+$/.test(name))
    return [`environments.${name}: is a number, which JavaScript puts before every name; call it e${name}`];
  const own = isPlain(posture) ? posture['name'] : name;
  // It is part of every Vault path and of every identity: this one would be planned into the other's mounts.
  return typeof own === 'string' && own !== name
    ? [`environments.${name}.name: ${describe(own)} is not the environment's own; write '${name}'`]
    : [];
}

function problemsOfFormerIds(formerly: unknown): readonly string[] {
  if (formerly === undefined) return [];
  return checkFields(FORMER_IDS, formerly, { before: '', root: 'formerly.', noun: 'id', whole: 'formerly' });
}

function problemsOfNamespace(config: unknown): readonly string[] {
  if (config === undefined) return [];
  if (typeof config !== 'string' || !/^[A-Za-z][\w.-]*$/.test(config)) {
    return [
      `config: ${wrongKind(config, 'a namespace of configuration', "write it as in 'shop', for keys such as shop:cluster")}`,
    ];
  }
  return ['pulumi', 'kubernetes', 'vault'].includes(config)
    ? [`config: '${config}' is for what Pulumi and its providers read; write a name of your own`]
    : [];
}
