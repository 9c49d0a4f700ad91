import { stringify } from 'yaml';
import type { Pass } from './pass';
import type { GateResult } from './results';

/** A pass that nobody answers for yet. */
type Proposal = Pick<Pass, 'gate' | 'environments' | 'subjects'>;

/** Gates of one environment, and what became of them. */
export interface Gated {
  readonly environment: string;
  readonly gates: readonly GateResult[];
}

/**
 * The passes that would let a change through, line by line as their file has them: for whoever means it to happen, who
 * has to say who they are, why, and until when. As they stand they are refused.
 */
export function proposedPasses(environments: readonly Gated[]): readonly string[] {
  const proposals = proposalsFor(environments);
  return proposals.length === 0 ? [] : ['passes:', ...proposals.flatMap(linesOf)];
}

/** Environments in which the same is stopped by one gate share one. */
function proposalsFor(environments: readonly Gated[]): readonly Proposal[] {
  const proposals = new Map<string, Proposal & { readonly environments: string[] }>();
  for (const { environment, gates } of environments) {
    for (const { gate, subjects, status } of gates) {
      if (status !== 'shut') continue;
      const key = JSON.stringify([gate, subjects]);
      const proposal = proposals.get(key) ?? { gate, environments: [], subjects };
      proposal.environments.push(environment);
      proposals.set(key, proposal);
    }
  }
  return [...proposals.values()];
}

const BLANKS: Readonly<Record<keyof Omit<Pass, keyof Proposal>, string>> = {
  owner: 'the team that answers for it',
  reason: 'why it is meant to happen',
  expires: 'the last day on which it holds',
};

function linesOf({ gate, environments, subjects }: Proposal): readonly string[] {
  return [
    `  - gate: ${gate}`,
    `    environments: [${environments.map(scalar).join(', ')}]`,
    '    subjects:',
    ...subjects.map((subject) => `      - ${scalar(subject)}`),
    ...Object.entries(BLANKS).map(([field, what]) => `    ${field}: # ${what}`),
  ];
}

/** Quoted where it would otherwise be read as something else. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, defaultStringType: 'PLAIN', blockQuote: false }).trimEnd();
}
