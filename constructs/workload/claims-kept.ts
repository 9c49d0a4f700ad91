/**
 * The claims of a StatefulSet outlive pods that are scaled away for an hour, and the set itself, where data may go as well:
 * a set that is made anew, which some changes do, is not the end of an environment. With their namespace they go.
 */
export const CLAIMS_KEPT = { whenDeleted: 'Retain', whenScaled: 'Retain' } as const;
