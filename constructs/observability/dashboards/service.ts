import { Series, type Span } from '../promql';
import { latencyOf, type ServiceLevel } from '../service-level';
import { type Signalling, signalsOf } from '../signals';
import type { Row } from './model';

/** Over which time rates are taken: ten scrapes, so that one which fails leaves no gap. */
const OVER: Span = '5m';

/** Requests, errors and latency of a service, whether it is held to a level or not; by the metrics of the mesh. */
export function serviceRows(of: Signalling, level: ServiceLevel = {}): readonly Row[] {
  const { namespace, service } = of;
  const { failures, slowness } = signalsOf(of);
  const requests = failures.total(OVER);
  const failed = failures.missed(OVER, requests);
  const milliseconds = latencyOf(level);
  const slow = slowness(milliseconds);
  const asked = {
    reporter: 'source',
    destination_service_name: service,
    destination_service_namespace: namespace,
  } as const;
  const calls = Series.of('istio_requests_total', asked).rate(OVER);
  const durations = Series.of('istio_request_duration_milliseconds_bucket', {
    ...{ reporter: 'destination', destination_workload: service, destination_workload_namespace: namespace },
  }).rate(OVER);
  const quantile = (percent: number) => ({
    legend: `p${percent}`,
    expr: durations.sumBy('le').quantile(percent / 100),
  });
  return [
    {
      title: 'Requests',
      panels: [
        {
          ...{ title: 'Requests', unit: 'per second', says: 'As the proxies of its callers count them.' },
          queries: [{ legend: 'all', expr: requests }],
        },
        {
          ...{ title: 'By caller', unit: 'per second', says: 'Whether one of them asks more than it did.' },
          queries: [{ legend: '{{source_workload}}', expr: calls.sumBy('source_workload') }],
        },
      ],
    },
    {
      title: 'Errors',
      panels: [
        {
          ...{ title: 'Share that fails', unit: 'share', says: 'Answered with an error of the server, or not at all.' },
          queries: [{ legend: 'fails', expr: failed.over(requests.above(0)) }],
        },
        {
          ...{
            title: 'By code',
            unit: 'per second',
            says: 'The flags say why where the service has not answered itself.',
          },
          queries: [
            { legend: '{{response_code}} {{response_flags}}', expr: calls.sumBy('response_code', 'response_flags') },
          ],
        },
      ],
    },
    {
      title: 'Latency',
      panels: [
        {
          ...{
            title: 'Latency',
            unit: 'milliseconds',
            says: 'As its own proxies time them, between the bounds that they have.',
          },
          queries: [50, 95, 99].map(quantile),
        },
        {
          ...{ title: `Share slower than ${milliseconds} ms`, unit: 'share' },
          says: 'Of what was answered; nothing where its proxies have no such bound.',
          queries: [{ legend: 'slow', expr: slow.missed(OVER, slow.total(OVER)).over(slow.total(OVER).above(0)) }],
        },
        {
          ...{ title: 'p95 by pod', unit: 'milliseconds', says: 'One that is slow alone is best replaced.' },
          queries: [{ legend: '{{pod}}', expr: durations.sumBy('le', 'pod').quantile(0.95) }],
        },
      ],
    },
  ];
}
