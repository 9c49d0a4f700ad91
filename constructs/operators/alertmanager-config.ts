import type { CustomObject } from './custom-object';

/**
 * The fields that we set of Prometheus Operator 0.94: part of the configuration of an Alertmanager, which the operator adds to it.
 *
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.AlertmanagerConfig
 */
export interface AlertmanagerConfig extends CustomObject<'monitoring.coreos.com/v1alpha1', 'AlertmanagerConfig'> {
  readonly spec: {
    readonly route: AlertRoute;
    readonly receivers: readonly AlertReceiver[];
    readonly inhibitRules: readonly InhibitRule[];
    /** Named here, and muting or active as the routes say that name them. */
    readonly muteTimeIntervals: readonly NamedIntervals[];
  };
}

export interface AlertRoute {
  readonly receiver: string;
  readonly groupBy?: readonly string[];
  readonly groupWait?: string;
  readonly groupInterval?: string;
  readonly repeatInterval?: string;
  readonly matchers?: readonly AlertMatcher[];
  readonly continue?: true;
  readonly routes?: readonly AlertRoute[];
  readonly muteTimeIntervals?: readonly string[];
  readonly activeTimeIntervals?: readonly string[];
}

export interface AlertMatcher {
  readonly name: string;
  readonly value: string;
  readonly matchType: '=';
}

export interface InhibitRule {
  readonly sourceMatch: readonly AlertMatcher[];
  readonly targetMatch: readonly AlertMatcher[];
  readonly equal: readonly string[];
}

export interface NamedIntervals {
  readonly name: string;
  readonly timeIntervals: readonly TimeInterval[];
}

/** Times at which all of it holds, in UTC: of a time zone, the definition knows nothing. */
export interface TimeInterval {
  readonly times?: readonly { readonly startTime: string; readonly endTime: string }[];
  readonly daysOfMonth: readonly { readonly start: number; readonly end: number }[];
  readonly months: readonly string[];
  readonly years: readonly string[];
}

/** A key of a Secret in the namespace of the configuration. */
export interface SecretKeySelector {
  readonly name: string;
  readonly key: string;
}

export interface AlertReceiver {
  readonly name: string;
  readonly pagerdutyConfigs?: readonly {
    readonly sendResolved: true;
    readonly routingKey: SecretKeySelector;
    readonly severity: string;
    readonly details: readonly { readonly key: string; readonly value: string }[];
  }[];
  readonly webhookConfigs?: readonly { readonly sendResolved: true; readonly urlSecret: SecretKeySelector }[];
  readonly slackConfigs?: readonly {
    readonly sendResolved: true;
    readonly apiURL: SecretKeySelector;
    readonly channel: string;
    readonly text: string;
  }[];
  readonly emailConfigs?: readonly {
    readonly sendResolved: true;
    readonly to: string;
    readonly from: string;
    readonly smarthost: string;
    readonly authUsername: string;
    readonly authPassword: SecretKeySelector;
    readonly requireTLS: true;
  }[];
}
