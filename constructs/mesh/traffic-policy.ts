import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { isPort, type Port } from '../network/port';
import type { HttpRouteRule } from '../operators/istio-networking';
import { choice, count, flag, group, seconds, text, value } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { CIRCUIT_BREAKER } from './circuit-breaker';
import { attemptsOf, IDEMPOTENT_METHODS, type RetryStrategy, retry } from './retries';

/** How long a sidecar waits for a connection; inside a cluster it takes milliseconds or will not come. */
const CONNECT_TIMEOUT = '2s';

/** Kept shorter than the 75 seconds and more after which servers close idle connections, so that none is cut mid-request. */
const IDLE_TIMEOUT = '60s';

/** Retries in flight, in percent of the requests in flight: beyond that, retrying is what keeps a service down. */
const RETRY_BUDGET = { percent: 20, minRetryConcurrency: 3 } as const;

/**
 * To the pod with the fewest requests in flight, in whatever zone.
 *
 * Istio prefers the caller's own zone wherever there is outlier detection: with one pod in each zone, one of them would
 * get everything that a gateway in its zone receives.
 */
const LOAD_BALANCER = { simple: 'LEAST_REQUEST', localityLbSetting: { enabled: false } } as const;

/** How callers treat a service: how long they wait, how often they try, how much they ask for at once. */
export interface TrafficOptions {
  /**
   * The longest that a caller waits for an answer, all attempts together, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * The longest that it waits for one attempt, before it tries another pod, in whole seconds.
   *
   * @default Duration.seconds(10) - or `timeout`, where that is shorter
   */
  readonly attemptTimeout?: Duration;

  /** @default 'exponential' - five attempts, the delays from 100 ms on doubled, with jitter */
  readonly retries?: RetryStrategy;

  /**
   * Whether POST and PATCH are tried again too: only where the service recognizes a request that it has seen.
   *
   * @default false - they are sent once
   */
  readonly retryNonIdempotent?: boolean;

  /**
   * Requests in flight between one caller's pod and the service, and into one of its pods; as many again may wait, those
   * for which a connection is being opened among them. One more is refused at once with 503.
   *
   * @default 200
   */
  readonly maxConcurrentRequests?: number;
}

export interface TrafficPolicyProps extends TrafficOptions {
  /** Name of the Service, in the namespace of the policy. */
  readonly service: string;
  /** The port of the Service that the policy is for. */
  readonly port: Port;
}

const OPTIONS: Props<TrafficOptions> = {
  timeout: optional(seconds),
  attemptTimeout: optional(seconds),
  retries: optional(choice('exponential', 'constant', 'none')),
  retryNonIdempotent: optional(flag),
  maxConcurrentRequests: optional(count),
};

export const TRAFFIC = group(OPTIONS);

const PROPS: Props<TrafficPolicyProps> = {
  ...OPTIONS,
  service: needed(text('write the name of a Service', /^[a-z]([a-z0-9-]*[a-z0-9])?$/)),
  port: needed(value("write Port.tcp(8080, 'http')", isPort)),
};

/**
 * How callers in the mesh treat a service: timeouts, retries, a circuit breaker, and a bound on what is in flight.
 *
 * It is enforced by the caller's sidecar. A gateway keeps to the breaker and the bound; timeout and retries are said
 * once more in its route, where there is no word for how long one attempt may take, nor for the delays.
 */
export class TrafficPolicy extends Construct {
  /** What a gateway's route repeats. */
  readonly timeoutSeconds: number;
  /** How often a gateway sends a request at most, and whether only one that may be sent twice. */
  readonly retries: { readonly attempts: number; readonly idempotentOnly: boolean };

  constructor(scope: Construct, id: string, props: TrafficPolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { service, maxConcurrentRequests = 200 } = props;
    const { retries = 'exponential', retryNonIdempotent = false } = props;
    this.retries = { attempts: attemptsOf(retries), idempotentOnly: !retryNonIdempotent };
    this.timeoutSeconds = (props.timeout ?? Duration.seconds(30)).toSeconds();
    new KubernetesObject(this, 'destination', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: service },
      spec: {
        host: service,
        trafficPolicy: {
          connectionPool: {
            // HTTP/1.1 has a connection for each request in flight, so the three bounds are one.
            tcp: { maxConnections: maxConcurrentRequests, connectTimeout: CONNECT_TIMEOUT },
            http: {
              http1MaxPendingRequests: maxConcurrentRequests,
              http2MaxRequests: maxConcurrentRequests,
              idleTimeout: IDLE_TIMEOUT,
            },
          },
          outlierDetection: CIRCUIT_BREAKER,
          loadBalancer: LOAD_BALANCER,
          retryBudget: RETRY_BUDGET,
        },
      },
    });
    new KubernetesObject(this, 'routes', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: service },
      spec: { hosts: [service], http: this.routes(props) },
    });
  }

  private routes(props: TrafficPolicyProps): HttpRouteRule[] {
    const { service, port, retries = 'exponential', retryNonIdempotent = false } = props;
    const attempt = props.attemptTimeout ?? Duration.seconds(Math.min(10, this.timeoutSeconds));
    const attemptSeconds = attempt.toSeconds();
    if (attemptSeconds > this.timeoutSeconds) {
      throw invalid(
        this,
        `gives one attempt ${attemptSeconds} s, and all of them ${this.timeoutSeconds} s`,
        'make `timeout` the longer one',
      );
    }
    const rule = (name: string, strategy: RetryStrategy): HttpRouteRule => ({
      name,
      route: [{ destination: { host: service, port: { number: port.number } } }],
      timeout: `${this.timeoutSeconds}s`,
      retries: retry(strategy, `${attemptSeconds}s`),
    });
    if (retryNonIdempotent || retries === 'none') return [rule('all', retries)];
    return [
      { ...rule('idempotent', retries), match: [{ method: { regex: IDEMPOTENT_METHODS.join('|') } }] },
      rule('once', 'none'),
    ];
  }
}
