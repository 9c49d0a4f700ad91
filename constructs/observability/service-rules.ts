import type { RecordingRule } from '../operators/prometheus-operator';
import { BUDGET } from '../plan/promised';
import type { KnownAlert, KnownGroup } from './alerts';
import { BURN_RATES, type BurnRate, timesAsFast } from './burn-rates';
import { Series, type Span } from './promql';
import { latencyOf, type Objective, objectivesOf, type ServiceLevel, WINDOW_DAYS } from './service-level';
import { type Indicator, type Signalling, signalsOf } from './signals';
import { Vector } from './vector';

/** A service, and what it is held to. */
export interface Measured extends Signalling {
  readonly level: ServiceLevel;
}

/** Spans that are read from the proxies' own counters; longer ones are added up from what was recorded of them. */
const SHORT: readonly Span[] = ['5m', '30m', '1h', '2h', '6h'];
const LONG: readonly Span[] = ['1d', '3d', `${WINDOW_DAYS}d`];

/** Prometheus looks back five minutes for a series, so what is evaluated more seldom has gaps. */
const LONG_INTERVAL = '1m';

type IndicatorName = Objective['indicator'];

/** What is recorded of a service, and who is told when its budget goes. */
export function serviceRules(measured: Measured): readonly KnownGroup[] {
  const { namespace, service, level } = measured;
  const signals = signalsOf(measured);
  const indicators = {
    failures: signals.failures,
    slowness: signals.slowness(latencyOf(level)),
  } satisfies Record<IndicatorName, Indicator>;
  const named = Object.entries(indicators) as [IndicatorName, Indicator][];
  const alerting = strictest(objectivesOf(level));
  const told = (is: (burn: BurnRate) => boolean) =>
    alerting.flatMap((objective) => BURN_RATES.filter(is).map((burn) => burning(measured, objective, burn)));
  const isLong = ({ long }: BurnRate) => LONG.includes(long);
  return [
    {
      name: `${service}-service-level`,
      rules: [
        ...named.flatMap(([name, indicator]) => recorded({ namespace, service, indicator: name }, indicator)),
        ...told((burn) => !isLong(burn)),
        ...unknowns(measured),
      ],
    },
    {
      name: `${service}-service-level-long`,
      interval: LONG_INTERVAL,
      rules: [
        ...objectivesOf(level).map((objective) => promised(measured, objective)),
        ...named.flatMap(([name]) => summedUp({ namespace, service, indicator: name })),
        ...told(isLong),
      ],
    },
  ];
}

/** Of the objectives that ask the same of the same requests, the one with the least budget. */
function strictest(objectives: readonly Objective[]): readonly Objective[] {
  return objectives.filter((one) =>
    objectives.every((other) => other === one || other.indicator !== one.indicator || isBefore(one, other, objectives)),
  );
}

function isBefore(one: Objective, other: Objective, order: readonly Objective[]): boolean {
  return one.budget < other.budget || (one.budget === other.budget && order.indexOf(one) < order.indexOf(other));
}

interface Of extends Readonly<Record<string, string>> {
  readonly namespace: string;
  readonly service: string;
  readonly indicator: IndicatorName;
}

/** Rates per second and their share, each of the one before it: rules of a group are evaluated in their order. */
function recorded(labels: Of, { total, missed }: Indicator): RecordingRule[] {
  return SHORT.flatMap((span) => {
    const [requests, misses] = [`service:requests:rate${span}`, `service:misses:rate${span}`] as const;
    const [asked, wrong] = [Series.of(requests, labels).now, Series.of(misses, labels).now];
    return [
      { record: requests, expr: `${total(span)}`, labels },
      { record: misses, expr: `${missed(span, asked.sum)}`, labels },
      { record: ratioName(span), expr: `${share(wrong, asked)}`, labels },
    ];
  });
}

function summedUp(labels: Of): RecordingRule[] {
  const over = (metric: `service:${string}`, span: Span) => Series.of(metric, labels).summedOver(span);
  return LONG.map((span) => ({
    record: ratioName(span),
    // Of sums, not a mean of shares: a quiet night does not weigh as much as a busy day.
    expr: `${share(over('service:misses:rate5m', span), over('service:requests:rate5m', span))}`,
    labels,
  }));
}

/** Nothing, rather than 0 / 0, where nobody asked. */
function share(misses: Vector, requests: Vector): Vector {
  return misses.over(requests.above(0));
}

/** The series in which a rule records which share of the requests missed what they are held to. */
export function ratioName(span: Span): `service:${string}` {
  return `service:misses:ratio_rate${span}`;
}

function promised({ namespace, service }: Measured, { name, indicator, budget }: Objective): RecordingRule {
  return {
    record: BUDGET,
    expr: `${Vector.constant(budget)}`,
    labels: { namespace, service, indicator, objective: name },
  };
}

function burning({ namespace, service, level }: Measured, objective: Objective, burn: BurnRate): KnownAlert {
  const { name, indicator, budget } = objective;
  const { long, short, severity } = burn;
  const times = timesAsFast(burn, WINDOW_DAYS);
  const of = { namespace, service, indicator };
  const tooMuch = (span: Span) => Series.of(ratioName(span), of).now.above(`${times} * ${budget}`);
  const miss = indicator === 'failures' ? 'fail' : `take longer than ${latencyOf(level)} ms`;
  const [asked, question] = QUESTIONS[indicator];
  return {
    alert: indicator === 'failures' ? 'FailuresBurnBudget' : 'SlownessBurnsBudget',
    // The long span says that it matters, the short one that it goes on: without it, the alert would outlast its cause.
    expr: `${tooMuch(long).and(tooMuch(short))}`,
    labels: { severity, service, objective: name, window: long },
    annotations: {
      summary: `{{ $value | humanizePercentage }} of the requests to ${service} ${miss}`,
      description:
        `It is {{ $value | humanizePercentage }} over ${long}, and goes on over ${short}: ${times} times its budget of ${name} or more. At that pace, what it has for ` +
        `${WINDOW_DAYS} days lasts ${lasts(times)} at the most. Take back the last change, if there was one, and ask ${asked}: ${question(of)}`,
    },
  };
}

/** How long a budget lasts that goes so many times as fast as it may. */
function lasts(times: number): string {
  const hours = (WINDOW_DAYS * 24) / times;
  return hours > 72 ? `${Math.round(hours / 24)} days` : `${Math.round(hours)} hours`;
}

const QUESTIONS = {
  failures: [
    'whose requests fail, and how',
    ({ namespace, service }: Of) =>
      `${Series.of('istio_requests_total', {
        reporter: 'source',
        destination_service_name: service,
        destination_service_namespace: namespace,
      })
        .rate('5m')
        .sumBy('source_workload', 'response_code', 'response_flags')}`,
  ],
  slowness: [
    'which pods are slow',
    ({ namespace, service }: Of) =>
      `${Series.of('istio_request_duration_milliseconds_bucket', {
        reporter: 'destination',
        destination_workload: service,
        destination_workload_namespace: namespace,
      })
        .rate('5m')
        .sumBy('le', 'pod')
        .quantile(0.95)}`,
  ],
} as const;

/** Without these, a scrape that broke would look like a service without a fault, or one that nobody asks. */
function unknowns({ namespace, service }: Measured): KnownAlert[] {
  const seen = (indicator: IndicatorName) =>
    Series.of('service:requests:rate5m', { namespace, service, indicator }).now.above(0);
  const unknown = (one: IndicatorName, other: IndicatorName, summary: string, where: string): KnownAlert => ({
    alert: one === 'failures' ? 'FailuresUnknown' : 'SlownessUnknown',
    expr: `${seen(other).unless(seen(one))}`,
    for: '1h',
    labels: { severity: 'warning', service },
    annotations: { summary, description: `{{ $value | humanize }} requests a second are served. ${where}` },
  });
  return [
    unknown(
      'failures',
      'slowness',
      `Nobody knows how many requests to ${service} fail`,
      `Its callers count them: look for those of ${namespace}/${service}, and for the gateway, among the targets of Prometheus.`,
    ),
    unknown(
      'slowness',
      'failures',
      `Nobody knows how long requests to ${service} take`,
      `Its own proxies time them: look for PodMonitor ${namespace}/${service} among the targets of Prometheus, and for the bound in le.`,
    ),
  ];
}
