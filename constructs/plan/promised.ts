/** The series in which rules of Prometheus record which share of the requests may miss an objective, by the label `objective`. */
export const BUDGET = 'service:budget:ratio';

/** Says by `none`, of a Service or of a route to it, that its users are promised nothing on purpose. */
export const SERVICE_LEVEL_ANNOTATION = 'dwcp.io/service-level';

/** What an object bears that is held to no level. */
export const HELD_TO_NONE = { [SERVICE_LEVEL_ANNOTATION]: 'none' } as const;
