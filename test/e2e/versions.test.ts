import { idsInOtherVersions } from '../../constructs/plan/versions';
import { KubernetesApi } from './support/kubernetes-api';
import { world } from './support/world';

const api = new KubernetesApi(world().kubernetes);

interface GroupList {
  readonly groups: readonly {
    readonly name: string;
    readonly versions: readonly { readonly groupVersion: string }[];
  }[];
}

interface KindList {
  readonly resources: readonly { readonly name: string; readonly kind: string }[];
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string }[];
  };
}

/** The versions of each kind that the API server serves, of its own and of every operator: `v2`, `v1` of `autoscaling/HorizontalPodAutoscaler`. */
async function served(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { groups } = (await api.request('GET', '/apis')) as GroupList;
  const kinds = new Map<string, string[]>();
  for (const { name, versions } of groups) {
    for (const { groupVersion } of versions) {
      const { resources } = (await api.request('GET', `/apis/${groupVersion}`)) as KindList;
      for (const { kind } of resources.filter((one) => !one.name.includes('/'))) {
        kinds.set(`${name} ${kind}`, [...(kinds.get(`${name} ${kind}`) ?? []), groupVersion]);
      }
    }
  }
  return kinds;
}

/** Those of the operators' definitions, also where they are no longer served. */
async function defined(): Promise<ReadonlyMap<string, readonly string[]>> {
  const definitions = await api.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  return new Map(
    definitions.map((definition) => {
      const { group, names, versions } = (definition as unknown as Definition).spec;
      return [`${group} ${names.kind}`, versions.map(({ name }) => `${group}/${name}`)];
    }),
  );
}

/** What would be another object to Pulumi, of those that are one to the API server. */
function unknownOf(kinds: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...kinds].flatMap(([name, versions]) => {
    const [, kind] = name.split(' ');
    const ids = versions.map((version) => `${version}/${kind} x`);
    return ids.flatMap((id) => {
      const known = idsInOtherVersions(id);
      return ids.filter((other) => other !== id && !known.includes(other)).map((other) => `${id} was ${other}`);
    });
  });
}

test('every version in which the API server has a kind is known as the same object', async () => {
  const kinds = await served();
  expect([...kinds.values()].filter(({ length }) => length > 1).length).toBeGreaterThan(10);
  expect(unknownOf(kinds)).toEqual([]);
});

test('so is every version that an operator still defines, served or not', async () => {
  const kinds = await defined();
  expect(kinds.size).toBeGreaterThan(50);
  expect(unknownOf(kinds)).toEqual([]);
});
