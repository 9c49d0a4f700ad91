import type { Manifest } from '../../../constructs/plan/resource';
import { GROUP } from './prometheus';

/** What the operator calls the Service of all kubelets, which it keeps itself. */
const SERVICE = { name: 'kubelet', namespace: 'kube-system' } as const;

/**
 * A monitor of what kubelets tell of containers, by cAdvisor in them. As kube-prometheus has it, but that it asks more often:
 * https://github.com/prometheus-operator/kube-prometheus/blob/main/manifests/kubernetesControlPlane-serviceMonitorKubelet.yaml
 */
export function containerMonitor(): Manifest {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ServiceMonitor',
    metadata: { ...SERVICE },
    spec: {
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: { 'app.kubernetes.io/name': SERVICE.name } },
      endpoints: [
        {
          ...{
            port: 'https-metrics',
            scheme: 'https',
            path: '/metrics/cadvisor',
            interval: '10s',
            scrapeTimeout: '5s',
          },
          ...{ honorLabels: true, honorTimestamps: false },
          bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
          tlsConfig: { insecureSkipVerify: true },
          relabelings: [{ action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }],
        },
      ],
    },
  };
}
