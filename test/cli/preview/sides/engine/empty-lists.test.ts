import { withEmptyLists } from '../../../../../cli/preview/sides/engine/empty-lists';

const deployment = (container: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: { template: { spec: { containers: [{ name: 'api', ...container }] } } },
});

test('an empty list that the plugin has not kept is as the plan has it, wherever it is', () => {
  const planned = deployment({ env: [], ports: [] });
  expect(withEmptyLists(deployment({}), planned)).toEqual(planned);
});

test('a list that was kept is as it is, and so is what else the plan says', () => {
  const kept = deployment({ env: [{ name: 'A', value: '1' }] });
  expect(withEmptyLists(kept, deployment({ env: [], securityContext: {}, image: '', stdin: false }))).toEqual(kept);
});

test('entries that the plan has and the object has not are not made', () => {
  const none = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [] } };
  const planned = { ...none, spec: { containers: [{ name: 'api', env: [] }] } };
  expect(withEmptyLists(none, planned)).toEqual(none);
});

test.each([
  ['a kind of a definition, whose lists are kept', 'security.istio.io/v1'],
  ['a kind of a definition of Kubernetes’ developers', 'gateway.networking.k8s.io/v1'],
])('%s, is as it is', (_, apiVersion) => {
  const object = { apiVersion, kind: 'Any', spec: {} };
  expect(withEmptyLists(object, { ...object, spec: { rules: [] } })).toEqual(object);
});

test('what is not planned is as it is', () => {
  expect(withEmptyLists(deployment({}), undefined)).toEqual(deployment({}));
});
