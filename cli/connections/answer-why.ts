import { reachability } from '../../policies/reachability/index';
import { tell } from '../manifests/tell';
import { jsonText } from '../terminal/json';
import { renderWhy } from './formats/why';
import { readSource, type SourceOptions } from './source';
import { answersTo, type Why } from './why';

/** A question, and what the answer has to be. */
export interface Asked extends Why {
  /** @default - whatever it is */
  readonly expect?: 'allowed' | 'denied' | undefined;
}

/** Says whether a connection is allowed, and why. A denial is a failure only where the answer was to be another. */
export function connectionsWhy(what: string, { expect, ...why }: Asked, json: boolean, options: SourceOptions): number {
  const source = readSource(what, options);
  tell(source.reading);
  const answers = answersTo(why, source, reachability(source.objects, source.options));
  process.stdout.write(json ? jsonText({ source: source.name, answers }) : renderWhy(answers));
  const wanted = expect === 'allowed' ? 'open' : 'closed';
  return expect === undefined || answers.every(({ outcome }) => outcome === wanted) ? 0 : 1;
}
