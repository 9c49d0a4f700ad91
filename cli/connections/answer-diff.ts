import { UserError } from '../../constructs/invalid';
import { reachabilityOf } from '../../policies/reachability/index';
import { differenceOf } from './diff';
import { renderDiff, type Sides } from './formats/diff';
import { jsonText } from './formats/json';
import { readSource, type SourceOptions } from './source';

/** Says what became possible and what impossible from one input to another. */
export function connectionsDiff(a: string, b: string, json: boolean, options: SourceOptions): number {
  const sources = readBoth(a, b, options);
  const sides = sources.map((source) => [source, reachabilityOf(source.objects, source.options)]) as unknown as Sides;
  const difference = differenceOf(sides[0][1], sides[1][1]);
  process.stdout.write(json ? jsonText({ from: a, to: b, ...difference }) : renderDiff(difference, sides));
  return 0;
}

/** Both, or the problems of both. */
function readBoth(a: string, b: string, options: SourceOptions) {
  const problems: string[] = [];
  const sources = [a, b].flatMap((what) => {
    try {
      return [readSource(what, options)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new UserError(problems);
  return sources;
}
