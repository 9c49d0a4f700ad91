/** The variable that names the folder of what is watched. */
export const WATCHED = 'DWCP_WATCHED';

/** The variable that says by how many milliseconds the clock is wrong. */
export const SHIFT = 'DWCP_CLOCK_SHIFT';

/** The file descriptor by which it is told what reads the clock. */
export const TOLD = 3;
