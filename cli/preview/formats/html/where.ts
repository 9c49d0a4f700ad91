import { escapeXml } from '../../../page/xml';

/** Which environments, as HTML: nothing where there is only one. */
export type Where = (environments: readonly string[]) => string;

/** Their names, each of which finds what is said of it. */
export function chips(environments: readonly string[]): string {
  return environments
    .map((name) => escapeXml(name))
    .map(
      (name) => ` <button type="button" class="chip" data-choose="${name}" aria-label="Find ${name}">${name}</button>`,
    )
    .join('');
}
