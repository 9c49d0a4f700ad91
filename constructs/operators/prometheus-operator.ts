import type { CustomObject } from './custom-object';

/** The fields that we set of Prometheus Operator 0.94. https://prometheus-operator.dev/docs/api-reference/api/ */
export interface PodMonitor extends CustomObject<'monitoring.coreos.com/v1', 'PodMonitor'> {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly podMetricsEndpoints: readonly {
      readonly portNumber: number;
      readonly path: string;
      readonly interval: string;
    }[];
  };
}
