import type { Broken, Judging, Trial } from './program';

/** Something that a rule has to do: what an example shows in one place, or what it says of a field that is broken. */
export interface Case {
  readonly id: string;
  /** The place of the rule in the list. */
  readonly rule: number;
  /** The file of the rule, from the root of the repository. */
  readonly file: string;
  readonly shows: { readonly trial: Trial } | { readonly broken: Broken };
}

/** All of them, in the order in which a mutant is soonest found. */
export function casesOf({ rules, trialsOf, brokenOf }: Judging): readonly Case[] {
  return rules.flatMap((rule, index) =>
    [...trialsOf(rule).map((trial) => ({ trial })), ...brokenOf(rule).map((broken) => ({ broken }))].map(
      (shows, place) => ({
        id: `${index}:${place}`,
        rule: index,
        file: `policies/rules/${rule.topic}/${rule.id}.ts`,
        shows,
      }),
    ),
  );
}

/** What a program does otherwise in a case. */
export function problemsIn({ shows, rule }: Case, program: Judging): readonly string[] {
  const judging = program.rules[rule]!;
  return 'trial' in shows ? program.trialProblems(shows.trial, judging) : program.brokenProblems(shows.broken, judging);
}
