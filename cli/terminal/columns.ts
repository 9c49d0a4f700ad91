import stringWidth from 'string-width';
import { folded } from './folded';

/** A last column that has less room than this is folded under the first. */
const NARROW = 24;

/**
 * Lines of aligned columns, two spaces in and two apart; the last column is as long as it is, or is folded where it has no
 * room in `width`.
 */
export function columns(
  rows: readonly (readonly string[])[],
  align: readonly ('left' | 'right')[],
  width?: number,
): string[] {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => stringWidth(row[column] ?? ''))));
  return rows.flatMap((row) => {
    const cells = row.map((cell, column) => {
      const room = ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)));
      if (align[column] === 'right') return `${room}${cell}`;
      return column === row.length - 1 ? cell : `${cell}${room}`;
    });
    const before = widths.slice(0, row.length - 1).reduce((sum, one) => sum + one + 2, 2);
    const line = `  ${cells.join('  ')}`.trimEnd();
    if (width === undefined || stringWidth(line) <= width) return [line];
    const longest = Math.max(...(cells.at(-1) ?? '').split(' ').map((word) => stringWidth(word)));
    // A name that is broken is found by nobody who searches for it.
    return width - before < Math.max(NARROW, longest) ? folded(line, width, 6) : hanging(cells, width, before);
  });
}

/** The last cell folded under itself. */
function hanging(cells: readonly string[], width: number, before: number): readonly string[] {
  const [first = '', ...rest] = folded(cells.at(-1) ?? '', width - before, 0);
  return [`  ${[...cells.slice(0, -1), first].join('  ')}`, ...rest.map((part) => `${' '.repeat(before)}${part}`)];
}
