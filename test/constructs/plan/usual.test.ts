import { changedFields } from '../../../constructs/plan/diff/fields';
import { isUsual } from '../../../constructs/plan/usual';

/** Which of the fields that differ are noticed where the object runs. */
function noticed(kind: string, before: object, after: object): readonly string[] {
  return changedFields(kind, before, after)
    .filter((change) => !isUsual(kind, change))
    .map(({ field }) => field);
}

const pod = (spec: object, container: object = {}) => ({
  spec: { template: { spec: { ...spec, containers: [{ name: 'api', ...container }] } } },
});

test('to say what holds where nothing is said is no change, nor is to leave it out again', () => {
  const probe = { httpGet: { port: 80 } };
  const spelt = { httpGet: { port: 80, scheme: 'HTTP' }, periodSeconds: 10, timeoutSeconds: 1 };
  const [before, after] = [
    pod({}, { readinessProbe: probe }),
    pod({ dnsPolicy: 'ClusterFirst' }, { readinessProbe: spelt, terminationMessagePolicy: 'File' }),
  ];
  expect(noticed('apps/Deployment', before, after)).toEqual([]);
  expect(noticed('apps/Deployment', after, before)).toEqual([]);
  expect(noticed('Service', { spec: {} }, { spec: { type: 'ClusterIP', sessionAffinity: 'None' } })).toEqual([]);
});

test('another value, a field of the same name elsewhere, and a kind that is not known are noticed', () => {
  expect(noticed('apps/Deployment', pod({}), pod({ dnsPolicy: 'Default' }))).toHaveLength(1);
  expect(noticed('apps/Deployment', pod({ dnsPolicy: 'ClusterFirst' }), pod({ dnsPolicy: 'None' }))).toHaveLength(1);
  expect(noticed('ConfigMap', { data: {} }, { data: { periodSeconds: 10 } })).toEqual(['data.periodSeconds']);
  expect(noticed('example.com/Pods', { spec: {} }, { spec: { dnsPolicy: 'ClusterFirst' } })).toEqual([
    'spec.dnsPolicy',
  ]);
  expect(noticed('example.com/Service', { spec: {} }, { spec: { type: 'ClusterIP' } })).toEqual(['spec.type']);
});

test('replicas are noticed: who leaves them out leaves them to an autoscaler', () => {
  expect(noticed('apps/Deployment', { spec: {} }, { spec: { replicas: 1 } })).toEqual(['spec.replicas']);
});
