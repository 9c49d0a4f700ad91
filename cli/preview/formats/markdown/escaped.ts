import { printable } from '../../../terminal/printable';

/** Splits what a forge would make a link, a mention or a formula of, and shows nothing. */
const NOTHING = '<!-- -->';

/**
 * Text that is read as it was written: no markup, no HTML, and nobody is notified.
 *
 * https://github.github.com/gfm; names, reasons and messages come from whoever opened the pull request.
 */
export function escaped(text: string): string {
  return printable(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/(?<=[@#$])(?=[\w({])/g, NOTHING);
}

/** A name as code, whatever it is made of. */
export function code(text: string): string {
  const shown = printable(text);
  const fence = fenceAround(shown, 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** More backquotes than there are in a row in a text. */
function fenceAround(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}
