import wrap from 'wrap-ansi';

/** Letters none of which is wider than one column: to measure others takes time. */
const NARROW = /^[^\u1100-\u1fff\u2c00-\uffff]*$/;

/**
 * A line as lines of so many columns, broken between words, all but the first indented; as it is where there is no width.
 *
 * A word that is longer than that, such as a digest, is broken too: a terminal would break it anywhere.
 */
export function folded(line: string, width: number | undefined, indent: number): readonly string[] {
  if (width === undefined || (line.length <= width && NARROW.test(line))) return [line];
  const [lead = ''] = /^ */.exec(line) ?? [];
  const parts = wrap(line.slice(lead.length), width - Math.max(indent, lead.length), { hard: true }).split('\n');
  return parts.map((part, index) => (index === 0 ? `${lead}${part}` : `${' '.repeat(indent)}${part}`));
}

/** Lines of which each that does not fit goes on two columns further in than it begins. */
export function foldedLines(lines: readonly string[], width: number | undefined): readonly string[] {
  return lines.flatMap((line) => folded(line, width, line.length - line.trimStart().length + 2));
}
