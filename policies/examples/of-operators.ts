import type { Example } from '../rule';

/** Pods whose containers are an operator's, of which nothing is said: there is nothing to judge. */
export const OF_OPERATORS: readonly Example<'pod'>[] = [
  {
    shows: 'pods without a container, of which nothing is said',
    resources: [
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Pooler',
        metadata: { name: 'db', namespace: 'shop' },
        spec: { template: { spec: { containers: [] } } },
      },
    ],
  },
  {
    shows: 'pods whose containers are of an operator, of whom nothing is said',
    resources: [
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'Prometheus',
        metadata: { name: 'main', namespace: 'shop' },
        spec: { serviceAccountName: 'main' },
      },
    ],
  },
];
