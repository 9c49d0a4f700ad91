import { proven as of, type ProvenClaim } from './claim';

const PROXY = "pilot-agent 1.29.1 and Envoy 1.37.0, without Istio's own extensions";

/** What a program exports of what rules and dashboards ask for: `test/metrics/recorded` has the list of each. */
export const OF_METRICS: readonly ProvenClaim[] = [
  of(
    'an audit device that cannot be written is counted, while Vault answers and no request has failed',
    ['constructs/vault/audit-devices.ts'],
    'Vault 1.21',
    ['vault-audit.test.ts', 'what one audit device cannot write is counted, as its alert asks'],
  ),
  of(
    'the collector of logs has the metrics that its alerts ask for, of lines that are lost too',
    ['constructs/observability/logs/log-alerts.ts'],
    'OpenTelemetry Collector 0.165, built of the components that are named',
    ['logs.test.ts', 'has the metrics that the alerts ask for, of lines that are lost too'],
  ),
  of(
    'the exporter of a Redis has the metrics that alerts and panels ask for, by a user that may ask for nothing else',
    ['constructs/data/redis-exporter.ts', 'docs/adr/0030-the-exporter-of-a-redis.md'],
    'redis_exporter 1.82.0 and three servers of Valkey 9.1',
    [
      'redis/exporter-tests.ts',
      'tell Prometheus by an exporter beside each of them how they are, and are asked for nothing that it may not',
    ],
  ),
  of(
    'the exporter of a Redis runs as a sidecar of its pod, is let in by its certificate of Vault’s, and Prometheus finds its port there',
    ['constructs/data/redis-exporter.ts', 'docs/adr/0030-the-exporter-of-a-redis.md'],
    'redis_exporter 1.82.0 and Valkey 9.1 as a Cache on nodes, Vault 1.21 and Prometheus 3.15.0',
    [
      'live/prometheus-tests.ts',
      'the exporter of a cache is let in by the certificate that Vault made for it, and is refused nothing',
    ],
  ),
  of(
    'an exporter that a Redis does not know says so, as its alert asks',
    ['constructs/data/redis-exporter-alerts.ts'],
    'redis_exporter 1.82.0 and Valkey 9.1',
    ['redis/exporter-tests.ts', 'are not told by an exporter that is nobody to them, which says so'],
  ),
  of(
    'CloudNativePG, its pooler and kube-state-metrics export what dashboards ask of them',
    ['constructs/observability/dashboards', 'docs/guides/an-alert-fired.md#3-look-at-the-dashboard'],
    'CloudNativePG 1.30.0, kube-state-metrics 2.18.0 and Prometheus 3.15.0',
    ['live/prometheus-tests.ts', 'Prometheus has what rules and dashboards ask for of %s'],
  ),
  of(
    'kubelets export the memory and the CPU of each container, and its limit, as dashboards ask for them',
    ['constructs/observability/dashboards'],
    'kubelets 1.34.2, containerd 1.6 and Prometheus 3.15.0, by the Service that its operator keeps',
    [
      'live/prometheus-tests.ts',
      'kubelets tell of each container by its namespace, its pod and its name, of its limit too',
    ],
  ),
  of(
    'proxies count durations between the bounds that are known, which Prometheus finds in `le` as they are written',
    ['constructs/observability/signals.ts'],
    PROXY,
    ['mesh.test.ts', 'has the bounds that are known here, and Prometheus finds them as they are written'],
  ),
  of(
    'the proxy of a pod that is annotated with a bound is started with it, for what Istio counts and for nothing else',
    ['constructs/observability/signals.ts', 'docs/guides/service-levels.md#what-is-counted'],
    PROXY,
    ['mesh.test.ts', 'has one bound more where its pod is annotated with it, of what Istio counts and of nothing else'],
  ),
  of(
    'an istiod that signs below the root of another authority says when that root ends, and when the certificate that it signs with',
    ['constructs/mesh/mesh-root.ts'],
    'istiod 1.29.1',
    [
      'mesh.test.ts',
      'istiod, which signs below the root of another authority, has the metrics that the alerts on its certificates ask for',
    ],
  ),
  of(
    'an API server that encrypts Secrets counts it by the prefix of its provider in `/metrics`',
    ['cli/doctor/checks/encryption.ts'],
    'kube-apiserver 1.34.2',
    [
      'doctor.test.ts',
      'and an API server that is out of sight and has encrypted a Secret is in order, as it counts that itself',
    ],
  ),
  of(
    'the metrics of cert-manager have the names and labels that the alerts about a certificate ask for',
    ['constructs/observability/expiry-alerts.ts'],
    "cert-manager's controllers, 1.21.2, started by a main package of ours",
    ['cert-manager.test.ts', 'what the alerts about a certificate ask for is what cert-manager counts'],
  ),
];
