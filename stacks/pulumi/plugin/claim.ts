/** What a stack says of its cluster: kept in its state, and handed to the plugin before anything else is done with it. */
export interface Claim {
  /** The UID of the Namespace `kube-system`. */
  readonly cluster: string;
  /** @default - the current context of the kubeconfig */
  readonly context?: string;
}

/** The plugin that compares it, as the engine looks for it; its version is that of what a claim says. */
export const GUARD = { name: 'dwcp', version: '1.0.0' } as const;

/** A claim as the parameter of a package, which is bytes. */
export function parameterOf(claim: Claim): Buffer {
  return Buffer.from(JSON.stringify(claim));
}

export function claimIn(parameter: Uint8Array): Claim {
  return JSON.parse(Buffer.from(parameter).toString('utf8')) as Claim;
}
