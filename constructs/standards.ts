/**
 * The numbers of "DWCP v3 Production Best Practices", named, each with its unit and the topic it belongs to.
 *
 * Topics are in our words: they were written down from the requirements, not from the document's own headings.
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
  /** "Indexing". */
  indexing: {
    /** An index is built anew that is more than so many times as large as it has to be. */
    bloatRatio: 2,
  },
  /** "Circuit breaker". Envoy has no window and no trial: docs/adr/0004-circuit-breaker-in-envoy.md. */
  circuitBreaker: {
    /** Fewer requests than this in a window never open it. */
    minRequests: 10,
    /** Share of the requests in a window that has to fail, in percent. */
    failurePercent: 50,
    windowSeconds: 60,
    openSeconds: 30,
    /** Requests let through to find out whether it may close. */
    trialRequests: 3,
  },
  /** "Retries". Attempts count the first one. Never on 4xx, so neither on failed authentication nor on 404. */
  retries: {
    exponential: { attempts: 5, firstDelayMilliseconds: 100, factor: 2, longestDelaySeconds: 30 },
    constant: { attempts: 3, delaySeconds: 1 },
  },
  /** "Transport security". */
  tls: { minVersion: '1.3', certificateLifeDays: 90 },
  /** "Authentication": OAuth 2.0 access tokens. */
  accessTokenMaxMinutes: 60,
  /** "Caching": how long a client, for public content the CDN, and an application may answer from its own copy. */
  cache: { clientSeconds: 5 * 60, cdnSeconds: 60 * 60, applicationSeconds: 15 * 60 },
  /** "Secrets": every secret is replaced at least this often. */
  secretRotationDays: 90,
  /** "Encryption at rest": every key that encrypts data is followed by another at least this often. */
  encryption: { keyRotationDays: 180 },
  /** "Change management". */
  changes: {
    /** Between the submission of a normal change and its window. */
    leadTimeHours: 48,
    /** Between the declaration of an emergency and the approval of it. */
    emergencyApprovalHours: 2,
  },
  /** "On call": who is told, after how many minutes; a week begins at the hand-over, by the clock of the team. */
  onCall: {
    shiftDays: 7,
    /** Day of the week, with Sunday as 0. */
    handOver: { weekday: 1, time: '09:00' },
    acknowledgeMinutes: 5,
    secondaryMinutes: 15,
    escalateMinutes: 30,
    stakeholdersMinutes: 15,
  },
  /** "Deployment": what is watched while a change is rolled out, and for how long after. */
  rollout: { errorPercent: 0.5, latencyP95Milliseconds: 500, watchMinutes: 30 },
  /** "Traces": how many of a hundred are kept where users are, and where developers are. */
  traces: { productionPercent: 1, devPercent: 100 },
  /** "SLI/SLO/SLA": what a service is held to, over a window that moves along. */
  serviceLevel: { availabilityPercent: 99.95, latencyP95Milliseconds: 200, errorPercent: 0.1, windowDays: 30 },
  /** The same: what customers get back of a month's price where it falls short, for each so many percent. */
  agreement: { availabilityPercent: 99.9, creditPercent: 10, forEachPercent: 0.1 },
  /** The same: how soon a customer has a first answer, by how severe it is. */
  supportMinutes: { critical: 15, high: 60, medium: 4 * 60, low: 24 * 60 },
} as const;
