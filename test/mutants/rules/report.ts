import type { RuleMutant } from './instrument';
import type { Survivors } from './survivors';
import type { Tried } from './try';

/** How many of a hundred mutants have to be killed, of all rules and of each. */
const LEAST = { all: 92, each: 80 };

/** What came of the mutants of one file. */
interface Row {
  readonly name: string;
  readonly mutants: number;
  readonly survivors: readonly RuleMutant[];
}

export interface Report {
  readonly lines: readonly string[];
  /** What has to be done; nothing, for a run that passes. */
  readonly problems: readonly string[];
}

/** A line for each file, one for each mutant that nobody knew to survive, and what is wrong. */
export function reportOf(tried: readonly Tried[], known: readonly Survivors[]): Report {
  const rows = rowsOf(tried);
  const unknown = (row: Row) => row.survivors.filter((mutant) => !isKnown(mutant, row.name, known));
  const rate = rateOf({
    mutants: tried.length,
    survivors: rows.flatMap(({ survivors }) => survivors),
  });
  return {
    lines: [
      ...rows.flatMap((row) => [lineOf(row), ...unknown(row).map(shown)]),
      `${tried.length} mutants, ${rate.toFixed(1)} % killed`,
    ],
    problems: [
      ...(rate < LEAST.all ? [`${rate.toFixed(1)} % of all are killed, and not ${LEAST.all} %`] : []),
      ...rows
        .filter((row) => rateOf(row) < LEAST.each)
        .map(({ name }) => `${name}: less than ${LEAST.each} % are killed`),
      ...rows.flatMap((row) =>
        unknown(row).map((mutant) => `${row.name}: no example shows ${shown(mutant).trim()}; add one, or list it`),
      ),
      ...known.flatMap((one) => lost(one, rows)),
    ],
  };
}

function rowsOf(tried: readonly Tried[]): readonly Row[] {
  const files = new Map<string, Tried[]>();
  for (const one of tried) {
    const known = files.get(one.mutant.file);
    if (known === undefined) files.set(one.mutant.file, [one]);
    else known.push(one);
  }
  return [...files].map(([file, all]) => ({
    name: file.replace(/^policies\/(rules\/)?|\.ts$/g, ''),
    mutants: all.length,
    survivors: all.flatMap(({ mutant, killed }) => (killed ? [] : [mutant])),
  }));
}

function rateOf({ mutants, survivors }: Pick<Row, 'mutants' | 'survivors'>): number {
  return mutants === 0 ? 100 : (100 * (mutants - survivors.length)) / mutants;
}

function lineOf(row: Row): string {
  const { name, mutants, survivors } = row;
  return `${name}: ${mutants} mutants, ${mutants - survivors.length} killed, ${Math.floor(rateOf(row))} %`;
}

function shown({ line, from, to }: RuleMutant): string {
  return `  line ${line}: ${from} -> ${to}`;
}

function isKnown({ from, to }: RuleMutant, rule: string, known: readonly Survivors[]): boolean {
  return known.some((one) => one.rule === rule && one.mutants.some(([was, is]) => was === from && is === to));
}

/** What is listed and survives no more, or is nowhere to be found. */
function lost({ rule, mutants }: Survivors, rows: readonly Row[]): readonly string[] {
  const survivors = rows.find(({ name }) => name === rule)?.survivors ?? [];
  return mutants
    .filter(([was, is]) => !survivors.some(({ from, to }) => from === was && to === is))
    .map(([from, to]) => `${rule}: ${from} -> ${to} is listed and does not survive; take it off the list`);
}
