import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../support/reference';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

const NAMESPACE = 'first-up';

const warnings: string[] = [];
const api = new KubernetesApi(world().kubernetes, (warning) => warnings.push(warning));
const home = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };

beforeAll(async () => {
  await api.apply(home);
});
afterAll(async () => {
  await api.delete(home);
  await api.waitGone(home);
  api.close();
});

test('the API server takes what examples/cluster makes of cert-manager, and warns of nothing', async () => {
  const text = readFileSync(join(ROOT, 'examples', 'cluster', 'authority.yaml'), 'utf8');
  const objects = parseAllDocuments(text).map((document) => document.toJS() as Identity);
  expect(objects).toHaveLength(5);
  for (const object of objects) {
    const { namespace, ...metadata } = object.metadata;
    // The namespaces of the operators may be another test's.
    await api.apply(
      { ...object, metadata: { ...metadata, ...(namespace && { namespace: NAMESPACE }) } },
      { dryRun: true },
    );
  }
  expect(warnings).toEqual([]);
});
