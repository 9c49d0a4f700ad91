import type { Rule } from './rule';

/** A rule in one sentence: what is so when it holds, and what happens otherwise. */
export function describe({ says, because }: Pick<Rule, 'says' | 'because'>): string {
  return `${says.replace(/\.$/, '')}, because ${because}.`;
}
