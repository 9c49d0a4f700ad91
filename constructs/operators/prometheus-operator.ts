import type { CustomObject } from './custom-object';

/** The fields that we set of Prometheus Operator 0.94. https://prometheus-operator.dev/docs/api-reference/api/ */
export interface PodMonitor extends CustomObject<'monitoring.coreos.com/v1', 'PodMonitor'> {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly podMetricsEndpoints: readonly MetricsEndpoint[];
  };
}

/** A port that a container of the pods declares, by its name or its number: no other makes a target. */
export interface MetricsEndpoint {
  readonly port?: string;
  readonly portNumber?: number;
  readonly path: string;
  readonly interval: string;
  /** @default - without TLS */
  readonly scheme?: 'https';
  /** By whom the server is known, and as what. */
  readonly tlsConfig?: {
    readonly ca: { readonly secret: { readonly name: string; readonly key: string } };
    readonly serverName: string;
  };
  readonly relabelings?: readonly {
    readonly action: 'replace';
    readonly sourceLabels: readonly string[];
    readonly regex: string;
    readonly replacement: string;
    readonly targetLabel: string;
  }[];
}

export interface PrometheusRule extends CustomObject<'monitoring.coreos.com/v1', 'PrometheusRule'> {
  readonly spec: { readonly groups: readonly RuleGroup[] };
}

/** Rules that are evaluated one after the other, at the same moment. */
export interface RuleGroup {
  readonly name: string;
  /** How often. @default - as often as Prometheus evaluates any */
  readonly interval?: string;
  readonly rules: readonly (AlertRule | RecordingRule)[];
}

/** What is computed once, and read by its name. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface AlertRule {
  readonly alert: string;
  /** PromQL; the alert is for each series that it yields. */
  readonly expr: string;
  /** How long it has to hold before anybody is told, such as `15m`. @default - not at all */
  readonly for?: string;
  /** Beside the severity, by what it is told apart from others of its name. Of severity `none` is what fires to be heard. */
  readonly labels: { readonly severity: 'critical' | 'warning' | 'none' } & Readonly<Record<string, string>>;
  readonly annotations: { readonly summary: string; readonly description: string; readonly runbook_url?: string };
}
