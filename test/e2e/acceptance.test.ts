import type { KubernetesResource } from '../../constructs/plan/resource';
import { referenceResources } from '../support/reference';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { podOf } from './support/pod-of';
import { world } from './support/world';

const warnings: string[] = [];
const api = new KubernetesApi(world().kubernetes, (warning) => warnings.push(warning));

describe.each(['dev', 'staging', 'production'])('%s', (environment) => {
  const objects = referenceResources(environment)
    .filter((resource): resource is KubernetesResource => resource.api === 'kubernetes')
    .map(({ object }) => object);

  afterAll(() => removeAll(objects));

  test('the API server stores every object, in the order of the plan, and warns of none', async () => {
    // Stored rather than only checked: an object that comes before its namespace must be refused here.
    expect(await refusalsOf(objects)).toEqual([]);
    expect(warnings.splice(0)).toEqual([]);
  });

  test('the API server admits a pod of every workload', async () => {
    const pods = objects.map(podOf).filter((pod) => pod !== undefined);
    expect(pods.length).toBeGreaterThan(0);
    expect(await refusalsOf(pods, { dryRun: true })).toEqual([]);
    expect(warnings.splice(0)).toEqual([]);
  });
});

/** Every refusal, with the whole of what the server says. */
async function refusalsOf(objects: readonly Identity[], options: { dryRun?: boolean } = {}): Promise<string[]> {
  const refusals: string[] = [];
  for (const object of objects) {
    const { name, namespace } = object.metadata;
    await api.apply(object, options).catch((error: Error) => {
      refusals.push(`${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}: ${error.message}`);
    });
  }
  return refusals;
}

/** What is in a namespace goes with it; what is in none goes by name. */
async function removeAll(objects: readonly Identity[]): Promise<void> {
  const unscoped = objects.filter(({ metadata }) => metadata.namespace === undefined);
  await Promise.all(
    unscoped.map(async (object) => {
      await api.delete(object);
      await api.waitGone(object);
    }),
  );
}
