/** What one pod tries on another. */
export interface Probe {
  readonly address: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/**
 * What came of it: the name that the other end gave, `refused` or `silence`.
 *
 * Only a name is a connection: a connect that is rejected may first look like one that was made, and only the name says
 * who answered.
 */
export type Answer = { readonly from: string } | 'refused' | 'silence';
