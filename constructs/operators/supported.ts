/** A version of Kubernetes, Istio and so on, as far as it says what is supported: `1.34`. */
export type Minor = `${number}.${number}`;

/** The versions of Kubernetes that something runs on. */
export interface KubernetesRange {
  readonly from: Minor;
  /** @default - every later one */
  readonly to?: Minor;
}

/** What a platform needs in its cluster, at the version that it is made for and tested with. */
export interface Supported {
  readonly name: string;
  readonly version: Minor;
  /** What its own project supports or tests. @default - it says nothing of Kubernetes */
  readonly kubernetes?: KubernetesRange;
}

/**
 * The versions that belong together: the fields that we set, the labels that we select by and the tests are of these.
 *
 * The table of docs/deploy.md says the same, and what the ranges are from.
 */
export const SUPPORTED = {
  istio: { name: 'Istio', version: '1.29', kubernetes: { from: '1.30' } },
  gatewayApi: { name: 'Gateway API', version: '1.6' },
  certManager: { name: 'cert-manager', version: '1.21', kubernetes: { from: '1.33', to: '1.36' } },
  cloudNativePg: { name: 'CloudNativePG', version: '1.30', kubernetes: { from: '1.34', to: '1.36' } },
  vaultSecrets: { name: 'Vault Secrets Operator', version: '1.5', kubernetes: { from: '1.32', to: '1.36' } },
  /** Its project tests a release on one version of Kubernetes, 1.34 for this one, and says of no other that it does not run there. */
  externalSecrets: { name: 'External Secrets', version: '1.3' },
  prometheusOperator: { name: 'Prometheus Operator', version: '0.94', kubernetes: { from: '1.16' } },
  keda: { name: 'KEDA', version: '2.21', kubernetes: { from: '1.34', to: '1.36' } },
  vault: { name: 'Vault', version: '1.21' },
} as const satisfies Readonly<Record<string, Supported>>;

/** The versions of Kubernetes on which all of them run. */
export function supportedKubernetes(all: readonly Supported[] = Object.values(SUPPORTED)): Required<KubernetesRange> {
  const ranges = all.flatMap(({ kubernetes }) => kubernetes ?? []);
  const from = ranges.map((range) => range.from).sort(compareMinors);
  const to = ranges.flatMap((range) => range.to ?? []).sort(compareMinors);
  return { from: from.at(-1)!, to: to[0]! };
}

/** The version without its patch, of `v1.34.2`, `1.29.1-distroless` or `1.33+`; undefined where there is none. */
export function minorOf(version: string): Minor | undefined {
  return /^v?(\d+\.\d+)(?!\d)/.exec(version)?.[1] as Minor | undefined;
}

/** By number: 1.9 is before 1.10. */
export function compareMinors(a: Minor, b: Minor): number {
  const [[major = 0, minor = 0], [otherMajor = 0, otherMinor = 0]] = [a, b].map((one) =>
    one.split('.').map(Number),
  ) as [number[], number[]];
  return major - otherMajor || minor - otherMinor;
}
