import picocolors from 'picocolors';

const { FORCE_COLOR, NO_COLOR } = process.env;

/**
 * Colours for people at a terminal: not in a pipe or a file, also in CI, and never where NO_COLOR is set.
 *
 * https://no-color.org; FORCE_COLOR asks for them all the same.
 */
export const colour = picocolors.createColors(!NO_COLOR && (Boolean(FORCE_COLOR) || process.stdout.isTTY === true));
