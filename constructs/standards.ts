/**
 * The numbers of "DWCP v3 Production Best Practices", named, each with its unit and section.
 *
 * A construct that needs one of them takes it from here; a number that the document does not have stays with its construct.
 */
export const STANDARDS = {
  /** "Connection pooling". */
  connectionPool: {
    /** Connections kept open for a pool that has clients. */
    minConnections: 10,
    /** Connections to the database, all pools of a pooler together. */
    maxConnections: 100,
    idleTimeoutSeconds: 5 * 60,
    lifetimeSeconds: 30 * 60,
  },
  /** "Secrets": every secret is replaced at least this often. */
  secretRotationDays: 90,
} as const;
