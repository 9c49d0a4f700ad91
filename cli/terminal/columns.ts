/** Lines of aligned columns, two spaces in and two apart; the last column is as long as it is. */
export function columns(rows: readonly (readonly string[])[], align: readonly ('left' | 'right')[]): string[] {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      if (align[column] === 'right') return cell.padStart(widths[column] ?? 0);
      return column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}
