import { printable } from '../../../terminal/printable';

/** Which environments, in words: nothing where there is only one. */
export type Where = (environments: readonly string[]) => string;

/** Environments by their names, which may come from anybody's plan. */
export function named(environments: readonly string[]): string {
  return printable(environments.join(', '));
}
