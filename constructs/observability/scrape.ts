import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import type { Port } from '../network/port';

export interface ScrapeProps {
  /** Name of the PodMonitor. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly port: Port;
  readonly path: string;
}

/** Tells Prometheus which pods to scrape, and where. The network path is a peer of its own: `prometheus`. */
export function scrape(scope: Construct, { name, labels, port, path }: ScrapeProps): void {
  new KubernetesObject(scope, 'pod-monitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      podMetricsEndpoints: [{ portNumber: port.number, path, interval: '30s' }],
    },
  });
}
