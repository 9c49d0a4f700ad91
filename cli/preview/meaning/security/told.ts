import type { Finding } from '../../finding';
import type { Difference } from './traits/compare';

/** What differences are about. */
export interface About extends Pick<Finding, 'topic' | 'subject' | 'members' | 'resources'> {
  /** How people call the subject: the first words of the sentence. @default - the differences say it themselves */
  readonly called?: string;
  /** How many differences the sentence holds. @default - two */
  readonly few?: number;
  /** The gate that what is worse has to pass. @default - none stops it */
  readonly gate?: Finding['gate'];
}

/** As many as a sentence holds. */
const FEW = 2;

const EFFECTS: readonly Finding['effect'][] = ['worse', 'better', 'neutral'];

/** All differences of one subject as one finding: what is worse is said first, and makes all of it worse. None, where there are none. */
export function told(
  { called, gate, few = FEW, ...about }: About,
  differences: readonly Difference[],
): readonly Finding[] {
  const effect = EFFECTS.find((one) => differences.some((difference) => difference.effect === one));
  if (effect === undefined) return [];
  const ordered = EFFECTS.flatMap((one) => differences.filter((difference) => difference.effect === one));
  const said = ordered.filter((difference) => difference.effect === effect).map(({ says }) => says);
  const sentence = several(said, few);
  return [
    {
      ...about,
      effect,
      says: called === undefined ? sentence : `${called}: ${sentence}`,
      ...(ordered.length > 1 && { details: ordered.map(({ says }) => says) }),
      ...(effect === 'worse' && gate !== undefined && { gate }),
    },
  ];
}

/** `a`, `a and b`, or `a, b and 4 more`. */
export function several(words: readonly string[], few: number): string {
  const [first = '', ...rest] = words;
  if (rest.length === 0) return first;
  if (words.length <= few) return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
  return `${words.slice(0, few).join(', ')} and ${words.length - few} more`;
}
