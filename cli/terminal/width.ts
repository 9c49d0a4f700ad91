/** Narrower than this, every line would be folded into something that nobody reads. */
const NARROWEST = 40;

/**
 * How many columns lines have: those of the terminal, or as many as COLUMNS says; undefined in a pipe or a file, where a
 * line is as long as it is, for what reads it by lines.
 */
export function terminalWidth(): number | undefined {
  const asked = Number(process.env['COLUMNS']);
  const width =
    Number.isInteger(asked) && asked > 0 ? asked : process.stdout.isTTY ? process.stdout.columns : undefined;
  return width === undefined ? undefined : Math.max(NARROWEST, width);
}
