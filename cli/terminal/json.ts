/** The version of what `--json` prints, of every subcommand: what reads it can tell when something is called otherwise. */
const SCHEMA = 1;

/** What `--json` prints: a map with a version, which a plan says by itself. */
export function jsonText(value: object): string {
  return `${JSON.stringify({ schema: SCHEMA, ...value }, null, 2)}\n`;
}
