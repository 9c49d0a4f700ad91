import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { invalid } from '../invalid';

/** Whether it is 1, 2, 3 and so on: no NaN, no half, not none. */
export function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

/** Seconds of a duration that has to be a whole number of them, since that is what Kubernetes and the mesh are told. */
export function wholeSeconds(scope: IConstruct, name: string, duration: Duration): number {
  const seconds = duration.toSeconds({ integral: false });
  if (!isCount(seconds)) {
    throw invalid(scope, `has \`${name}\` of ${seconds} s`, 'write whole seconds, at least 1');
  }
  return seconds;
}
