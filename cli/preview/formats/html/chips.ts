import { escapeXml } from '../../../page/xml';
import type { Report } from '../../report';

/** The environments of which something is said, where there are others: each finds what is said of it. */
export function chips(names: readonly string[], { environments }: Report): string {
  if (environments.length < 2) return '';
  return names
    .map((name) => escapeXml(name))
    .map(
      (name) => `<button type="button" class="chip" data-choose="${name}" aria-label="Find ${name}">${name}</button>`,
    )
    .join(' ');
}
