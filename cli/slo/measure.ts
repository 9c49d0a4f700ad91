import { Series, type Span } from '../../constructs/observability/promql';
import { WINDOW_DAYS } from '../../constructs/observability/service-level';
import { ratioName } from '../../constructs/observability/service-rules';
import { STANDARDS } from '../../constructs/standards';
import { hoursOf, type MonthSpan, monthOf, monthOfService } from './agreement';
import { dateOf, standingOf } from './budgets';
import type { Prometheus, Sample } from './prometheus';
import type { Promised } from './promised';
import type { Report } from './report';

/** Asks a Prometheus how what was promised stands at a moment: five questions, however many services there are. */
export async function measure(
  environment: string,
  promised: readonly Promised[],
  prometheus: Prometheus,
  at: number,
): Promise<Report> {
  const namespaces = [...new Set(promised.map(({ namespace }) => namespace))].sort();
  const where = { namespace: { matches: namespaces.join('|') } } as const;
  const month = monthOf(at);
  const ask = async (expression: string) => byService(await prometheus.query(expression, at));
  const share = (span: Span) => ask(`${Series.of(ratioName(span), where).now}`);
  const shares = { window: await share(`${WINDOW_DAYS}d`), hour: await share('1h'), day: await share('1d') };
  const [failed, hours] = [await ask(failedIn(month, where)), await ask(recordedIn(month, where))];
  const all = hoursOf(month);
  const services = new Map(promised.map((one) => [`${one.namespace}/${one.service}`, one]));
  return {
    ...{ environment, prometheus: prometheus.name, at: dateOf(at), windowDays: WINDOW_DAYS },
    objectives: promised.map((one) => {
      const key = keyOf(one);
      const of = { window: shares.window.get(key), hour: shares.hour.get(key), day: shares.day.get(key) };
      return standingOf(one, of, at);
    }),
    month: {
      ...{ name: month.name, isOver: month.isOver, promisedPercent: STANDARDS.agreement.availabilityPercent },
      services: [...services.values()].map(({ namespace, service }) => {
        const key = keyOf({ namespace, service, indicator: 'failures' });
        return monthOfService({ namespace, service }, { failed: failed.get(key), hours: hours.get(key) ?? 0 }, all);
      }),
    },
  };
}

interface Where {
  readonly namespace: { readonly matches: string };
}

/** Of sums, as the window's share is: each request weighs the same. */
function failedIn(month: MonthSpan, where: Where): string {
  const summed = (name: `service:${string}`) =>
    Series.of(name, { ...where, indicator: 'failures' }).summedOver(minutesOf(month));
  return `${summed('service:misses:rate5m').over(summed('service:requests:rate5m').above(0))}`;
}

/** Of a month that is older than what Prometheus keeps, or began before it ran, a part only. */
function recordedIn(month: MonthSpan, where: Where): string {
  const requests = Series.of('service:requests:rate5m', { ...where, indicator: 'failures' });
  return `count_over_time(${requests.now}[${minutesOf(month)}:1h])`;
}

function minutesOf({ from, to }: MonthSpan): Span {
  return `${Math.max(1, Math.floor((to - from) / 60_000))}m`;
}

type Named = Pick<Promised, 'namespace' | 'service' | 'indicator'>;

function keyOf({ namespace, service, indicator }: Named): string {
  return `${namespace}/${service}/${indicator}`;
}

/** What is no number was computed of nothing. */
function byService(samples: readonly Sample[]): ReadonlyMap<string, number> {
  return new Map(
    samples
      .filter(({ value }) => Number.isFinite(value))
      .map(({ labels, value }) => [keyOf(labels as unknown as Named), value]),
  );
}
