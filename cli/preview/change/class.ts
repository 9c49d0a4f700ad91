/** How a change is managed: best-practices, Change Management. */
export interface ChangeClass {
  readonly class: 'standard' | 'normal' | 'emergency';
  /** What of the change makes it so. */
  readonly because: readonly string[];
  /** Who has to say yes before it is deployed. @default - nobody: it is approved by what checks it */
  readonly approvals: readonly string[];
  /** Everything that its class asks for, and whether the record of the change has it. */
  readonly demands: readonly Demand[];
}

/** One thing that a class of changes asks for. */
export interface Demand {
  readonly what: 'class' | 'reason' | 'approval' | 'lead-time' | 'window' | 'review';
  /** What is asked for, without a full stop: `48 hours between its submission and its window`. */
  readonly says: string;
  /** `open` when there is no record that could tell; `unmet` stops the change. */
  readonly status: 'met' | 'unmet' | 'open';
  /** What the record says of it. @default - there is no record */
  readonly found?: string;
}
