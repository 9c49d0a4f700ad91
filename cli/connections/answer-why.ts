import { reachability } from '../../policies/reachability/index';
import { jsonText } from '../terminal/json';
import { renderWhy } from './formats/why';
import { readSource, type SourceOptions } from './source';
import { answersTo, type Why } from './why';

/** Says whether a connection is allowed, and why. Answered is answered: a denial is not a failure. */
export function connectionsWhy(what: string, why: Why, json: boolean, options: SourceOptions): number {
  const source = readSource(what, options);
  const answers = answersTo(why, source, reachability(source.objects, source.options));
  process.stdout.write(json ? jsonText({ source: source.name, answers }) : renderWhy(answers));
  return 0;
}
