/** How a change is managed: best-practices, Change Management. */
export interface ChangeClass {
  readonly class: 'standard' | 'normal' | 'emergency';
  /** What of the change makes it so. */
  readonly because: readonly string[];
  /** Who has to say yes before it is deployed. */
  readonly approvals: readonly string[];
}
