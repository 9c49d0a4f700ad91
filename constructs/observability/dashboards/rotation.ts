import { Series } from '../promql';
import type { Row } from './model';

/** How old what runs out is in a namespace: certificates, and the pods that hold credentials. */
export function rotationRows(namespace: string): readonly Row[] {
  const expires = Series.of('certmanager_certificate_expiration_timestamp_seconds', { exported_namespace: namespace })
    .now.or(Series.of('certmanager_certificate_expiration_timestamp_seconds', { namespace }).now)
    .minBy('name');
  const root = Series.of('citadel_server_root_cert_expiry_timestamp', {}).now.min;
  const oldest = Series.of('kube_pod_start_time', { exported_namespace: namespace })
    .now.or(Series.of('kube_pod_start_time', { namespace }).now)
    .minBy('exported_pod', 'pod');
  return [
    {
      title: 'Certificates',
      panels: [
        {
          ...{
            title: 'Left of certificates',
            unit: 'seconds',
            says: 'It rises at each renewal, which comes while a third is left.',
          },
          queries: [{ legend: '{{name}}', expr: expires.untilThen }],
        },
        {
          ...{
            title: 'Left of the root of the mesh',
            unit: 'seconds',
            shows: 'now',
            says: 'To change it takes weeks.',
          },
          queries: [{ legend: 'root', expr: root.untilThen }],
        },
      ],
    },
    {
      title: 'Credentials',
      panels: [
        {
          ...{ title: 'Age of pods', unit: 'seconds' },
          says: 'Pods are restarted whenever their credential is replaced: one that is older than that logs in with what ends. `dwcp rotate verify` asks Vault.',
          queries: [{ legend: '{{exported_pod}}{{pod}}', expr: oldest.sinceThen }],
        },
      ],
    },
  ];
}
