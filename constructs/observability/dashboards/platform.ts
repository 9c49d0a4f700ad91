import { Series } from '../promql';
import type { Row } from './model';

/** Everything that an environment runs, namespace by namespace: where to look closer. */
export function platformRows(namespaces: readonly string[]): readonly Row[] {
  const within = { matches: [...namespaces].sort().join('|') };
  const requests = Series.of('istio_requests_total', { reporter: 'source', destination_service_namespace: within });
  const failed = Series.of('istio_requests_total', {
    ...{ reporter: 'source', destination_service_namespace: within, response_code: { matches: '5..' } },
  });
  const each = ['destination_service_namespace', 'destination_service_name'] as const;
  const legend = '{{destination_service_namespace}}/{{destination_service_name}}';
  const all = requests.rate('5m').sumBy(...each);
  const up = Series.of('up', { namespace: within }).now;
  const firing = Series.of('ALERTS', { namespace: within, alertstate: 'firing' }).now;
  return [
    {
      title: 'Alerts',
      panels: [
        {
          ...{ title: 'Fire now', unit: 'count', shows: 'now', says: 'By severity; `none` is the dead man’s switch.' },
          queries: [{ legend: '{{severity}}', expr: firing.countBy('severity') }],
        },
        {
          ...{ title: 'Fire', unit: 'count', says: 'By namespace.' },
          queries: [{ legend: '{{namespace}} {{severity}}', expr: firing.countBy('namespace', 'severity') }],
        },
        {
          ...{ title: 'Not scraped', unit: 'count', says: 'What is not scraped has no alerts.' },
          queries: [{ legend: '{{namespace}}', expr: up.equals(0).countBy('namespace') }],
        },
      ],
    },
    {
      title: 'Services',
      panels: [
        {
          ...{ title: 'Requests', unit: 'per second', says: 'As the proxies of callers count them.' },
          queries: [{ legend, expr: all }],
        },
        {
          ...{ title: 'Share of 5xx', unit: 'share', says: 'Faults of gRPC are in the dashboard of the service.' },
          queries: [
            {
              legend,
              expr: failed
                .rate('5m')
                .sumBy(...each)
                .over(all.above(0)),
            },
          ],
        },
      ],
    },
    {
      title: 'Pods',
      panels: [
        {
          ...{ title: 'Memory', unit: 'bytes', says: 'By namespace.' },
          queries: [
            { legend: '{{namespace}}', expr: usage('container_memory_working_set_bytes').now.sumBy('namespace') },
          ],
        },
        {
          ...{ title: 'CPU', unit: 'cores', says: 'By namespace.' },
          queries: [
            { legend: '{{namespace}}', expr: usage('container_cpu_usage_seconds_total').rate('5m').sumBy('namespace') },
          ],
        },
      ],
    },
  ];

  function usage(metric: 'container_memory_working_set_bytes' | 'container_cpu_usage_seconds_total') {
    return Series.of(metric, { namespace: within, container: { matches: '.+' } });
  }
}
