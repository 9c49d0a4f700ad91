/** Parts of a workload, before and after. */
export interface Parts {
  readonly spec?: object;
  readonly pod?: object;
  readonly container?: object;
  readonly template?: object;
}

const env = (...names: readonly string[]) => ({ container: { env: names.map((name) => ({ name, value: 'x' })) } });
const volumes = (...names: readonly string[]) => ({ pod: { volumes: names.map((name) => ({ name, emptyDir: {} })) } });
const requests = (cpu: string, memory: string) => ({ container: { resources: { requests: { cpu, memory } } } });
const tolerations = (...keys: readonly string[]) => ({
  pod: { tolerations: keys.map((key) => ({ key, operator: 'Exists' })) },
});
const probe = (rest: object = {}) => ({
  container: { livenessProbe: { httpGet: { path: '/', port: 8080, ...rest } } },
});
const probed = (rest: object) => ({ container: { livenessProbe: { httpGet: { path: '/', port: 8080 }, ...rest } } });
const port = (rest: object = {}) => ({ container: { ports: [{ containerPort: 8080, ...rest }] } });
const annotated = (value: string) => ({ template: { annotations: { 'example.com/config': value } } });

/** Changes of any workload, each from one state to another. */
export const CHANGES: Readonly<Record<string, readonly [Parts, Parts]>> = {
  'another image': [{}, { container: { image: 'registry.example.com/a:2' } }],
  'another variable': [env('A'), env('A', 'B')],
  'variables in another order': [env('A', 'B'), env('B', 'A')],
  'volumes in another order': [volumes('a', 'b'), volumes('b', 'a')],
  'tolerations in another order': [tolerations('a', 'b'), tolerations('b', 'a')],
  'another request': [requests('100m', '1Gi'), requests('200m', '1Gi')],
  'a request in another unit': [requests('1000m', '1024Mi'), requests('1', '1Gi')],
  'another annotation of its pods': [annotated('1'), annotated('2')],
  'an annotation of its pods that is gone': [annotated('1'), {}],
  'another class of priority': [{}, { pod: { priorityClassName: 'system-cluster-critical' } }],
  'another account': [{}, { pod: { serviceAccountName: 'other' } }],
  'another time to end in': [{}, { pod: { terminationGracePeriodSeconds: 60 } }],
  'the usual time to end in': [{}, { pod: { terminationGracePeriodSeconds: 30 } }],
  'the usual resolver': [{}, { pod: { dnsPolicy: 'ClusterFirst' } }],
  'the usual links to services': [{}, { pod: { enableServiceLinks: true } }],
  'the usual restarts': [{}, { pod: { restartPolicy: 'Always' } }],
  'the usual scheduler': [{}, { pod: { schedulerName: 'default-scheduler' } }],
  'the usual last words': [
    {},
    { container: { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' } },
  ],
  'the usual probe': [
    probe(),
    probed({ failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 }),
  ],
  'the usual scheme': [probe(), probe({ scheme: 'HTTP' })],
  'the usual protocol': [port(), port({ protocol: 'TCP' })],
  'another probe': [probe(), probed({ periodSeconds: 20 })],
  'another time between pods': [{}, { spec: { minReadySeconds: 1 } }],
  'another history': [{}, { spec: { revisionHistoryLimit: 2 } }],
};
