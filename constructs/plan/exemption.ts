/** A dated, owned permission for one resource to break one rule in one place. */
export type Exemption = Permission & (InField | Exactly);

interface Permission {
  /** Id of the rule. */
  readonly rule: string;
  /** Exact id of the resource, as the plan writes it. */
  readonly resource: string;
  /** The team that answers for it. */
  readonly owner: string;
  readonly reason: string;
  readonly ticket: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly expires: string;
}

interface InField {
  /** The field of the one violation that it excuses, as a check prints it: `spec.template.spec.hostNetwork`. */
  readonly field: string;
  readonly fingerprint?: never;
}

interface Exactly {
  /** The fingerprint of the one violation that it excuses, where several are in one field. */
  readonly fingerprint: string;
  readonly field?: never;
}
