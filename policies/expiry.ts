/** The longest that an exemption may run: a year, after which somebody looks again whether it is still needed. */
const LONGEST_DAYS = 365;

/** What is wrong with the last day of an exemption, as seen from today: undefined where it is in force. */
export function calendarProblem(expires: unknown, today: string): { problem: string; fix: string } | undefined {
  if (!isDate(expires)) {
    // A date that is none is over: written wrongly, it would otherwise hold for ever.
    const problem = expires === undefined ? 'it has no end' : `it ends on '${String(expires)}', which is no date`;
    return { problem, fix: 'write its last day as YYYY-MM-DD' };
  }
  if (expires < today) {
    return { problem: `it expired, on '${expires}'`, fix: 'repair the resource, or have the owner renew it' };
  }
  if (Date.parse(expires) - Date.parse(today) > LONGEST_DAYS * 86_400_000) {
    const problem = `it ends on '${expires}', more than ${LONGEST_DAYS} days from now`;
    return { problem, fix: 'end it sooner; its owner can renew it' };
  }
  return undefined;
}

export function isDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) return false;
  // JavaScript takes 30 February for a day in March.
  return new Date(text).toISOString().slice(0, 10) === text;
}
