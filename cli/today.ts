/** The day on which the command runs, as YYYY-MM-DD: what exemptions and passes end by. */
export function todayHere(): string {
  return new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
}
