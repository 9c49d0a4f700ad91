import { reachabilityOf } from '../../policies/reachability/index';
import { tell } from '../manifests/tell';
import { together } from '../problems';
import { jsonText } from '../terminal/json';
import { differenceOf } from './diff';
import { renderDiff, type Sides } from './formats/diff';
import { readSource, type SourceOptions } from './source';

/** Says what became possible and what impossible from one input to another. */
export function connectionsDiff(
  a: string,
  b: string,
  { json, exitCode }: { readonly json: boolean; readonly exitCode: boolean },
  options: SourceOptions,
): number {
  const sources = together(
    () => readSource(a, options),
    () => readSource(b, options),
  );
  tell(...sources.map(({ reading }) => reading));
  const sides = sources.map((source) => [source, reachabilityOf(source.objects, source.options)]) as unknown as Sides;
  const difference = differenceOf(sides[0][1], sides[1][1], { doubtful: true });
  process.stdout.write(json ? jsonText({ from: a, to: b, ...difference }) : renderDiff(difference, sides));
  return exitCode && difference.possible.length + difference.impossible.length > 0 ? 1 : 0;
}
