import type { Comparison } from '../../../cli/preview/comparison';
import { untriedIn } from '../../../cli/preview/untried';
import type { Manifest } from '../../../constructs';
import { comparing, manifest, type SideGiven } from './support';

/** An environment whose objects change. */
function environment(name: string, before: readonly Manifest[], after: readonly Manifest[]): Comparison {
  const side = (objects: readonly Manifest[]): SideGiven => ({ objects, plan: { environment: name } });
  const { environment: _, ...rest } = comparing(side(before), side(after));
  return { environment: name, ...rest };
}

const web = (spec: object, name = 'web') => manifest('apps/v1', 'Deployment', name, { spec });

/** Enough for one to be known again under another name. */
const SPEC = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };

describe('what production would get that staging never had', () => {
  test('is nothing where staging gets the same, or has had it before', () => {
    const [old, now] = [[web({ replicas: 1 })], [web({ replicas: 2 }), web({}, 'new')]];
    const production = environment('production', old, now);
    expect(untriedIn(production, environment('staging', old, now))).toBeUndefined();
    expect(untriedIn(production, environment('staging', now, now))).toBeUndefined();
  });

  test('is what comes or goes there alone, and each field that becomes what it is nowhere before', () => {
    const production = environment(
      'production',
      [
        web({ replicas: 1, paused: true, image: 'a' }),
        web({ strategy: 'of its own' }, 'gone'),
        web(SPEC, 'old'),
        manifest('v1', 'Service', 'never-there'),
      ],
      [web({ replicas: 9, image: 'b' }), web({}, 'new'), web(SPEC, 'front')],
    );
    const staging = environment('staging', [], [web({ replicas: 2, image: 'b' }), web({}, 'gone')]);
    expect(untriedIn(production, staging)).toEqual({
      in: 'staging',
      resources: [
        { id: 'apps/v1/Deployment shop/new', is: 'added' },
        { id: 'apps/v1/Deployment shop/gone', is: 'deleted' },
        { id: 'apps/v1/Deployment shop/front', is: 'renamed' },
      ],
      fields: [{ id: 'apps/v1/Deployment shop/web', fields: ['spec.replicas'] }],
    });
  });

  test('is not what is only called after its environment', () => {
    const named = (name: string, size: number) =>
      comparing(
        { plan: { environment: name } },
        {
          plan: { environment: name },
          vault: [{ type: 'vault:index/mount:Mount', vaultPath: `${name}/db`, args: { size, path: `${name}/db` } }],
        },
      );
    expect(untriedIn(named('production', 1), named('staging', 1))).toBeUndefined();
  });

  test('looks into lists by the names of their entries, and into sets at every entry', () => {
    const list = (...env: readonly object[]) => web({ containers: [{ name: 'api', env }] });
    const policy = (...allowed: readonly string[]) =>
      manifest('networking.k8s.io/v1', 'NetworkPolicy', 'web', {
        spec: { ingress: allowed.map((from) => ({ from })) },
      });
    const mode = (value: string) => ({ name: 'MODE', value });
    const production = environment(
      'production',
      [list(mode('slow'), { name: 'X', value: '1' }), policy('a', 'b')],
      [list({ name: 'X', value: '1' }, mode('fast')), policy('b', 'c')],
    );
    const tried = environment('staging', [], [list(mode('fast'), { name: 'Y', value: '2' }), policy('z', 'c')]);
    expect(untriedIn(production, tried)).toBeUndefined();
    const other = environment('staging', [], [list(mode('slow')), policy('a')]);
    expect(untriedIn(production, other)?.fields).toEqual([
      { id: 'apps/v1/Deployment shop/web', fields: ['spec.containers[name=api].env[name=MODE].value'] },
      { id: 'networking.k8s.io/v1/NetworkPolicy shop/web', fields: ['spec.ingress[]', 'spec.ingress[]'] },
    ]);
  });

  test('looks into lists without names by position', () => {
    const args = (...list: readonly string[]) => web({ args: list });
    const production = environment('production', [args('serve', '--slow')], [args('serve', '--fast')]);
    expect(untriedIn(production, environment('staging', [], [args('serve', '--fast')]))).toBeUndefined();
    expect(untriedIn(production, environment('staging', [], [args('--fast', '--slow')]))?.fields).toEqual([
      { id: 'apps/v1/Deployment shop/web', fields: ['spec.args[1]'] },
    ]);
  });

  test('is no order of deployment, and no field that says what holds anyway', () => {
    const production = environment('production', [web({})], [web({ revisionHistoryLimit: 10 })]);
    expect(untriedIn(production, environment('staging', [web({})], [web({})]))).toBeUndefined();
  });
});
