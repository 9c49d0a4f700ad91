import { synthesize } from '../../constructs';
import { objectsOf } from '../support/environment';
import { everyOption } from '../support/every-option';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

const warnings: string[] = [];
const api = new KubernetesApi(world().kubernetes, (warning) => warnings.push(warning));

test('the API server stores every object of every option, and warns of none', async () => {
  const root: Identity = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } };
  const objects: Identity[] = [root, ...objectsOf(synthesize(everyOption()))];
  const refusals: string[] = [];
  for (const object of objects) {
    await api.apply(object).catch((error: Error) => {
      refusals.push(`${object.kind} ${object.metadata.name}: ${error.message}`);
    });
  }
  await Promise.all(objects.filter(({ metadata }) => metadata.namespace === undefined).map((it) => api.delete(it)));
  expect(refusals).toEqual([]);
  expect(warnings).toEqual([]);
}, 60_000);
