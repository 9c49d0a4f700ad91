import { images } from '../../../../../cli/preview/meaning/security/images';
import { comparing, manifest } from '../../support';
import { said, saidBothWays } from './said';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const short = (letter: string) => `sha256:${letter.repeat(12)}`;
const running = (...all: readonly string[]) => ({
  objects: all.map((image, index) =>
    manifest('apps/v1', 'Deployment', `d${index}`, {
      spec: { template: { spec: { containers: [{ name: 'c', image }] } } },
    }),
  ),
});
const APP = 'registry.example.com/shop/app';

test.each<[what: string, before: string, after: string, there: string, back: string]>([
  [
    'loses its digest',
    `${APP}:1@${digest('a')}`,
    `${APP}:1`,
    `worse: Deployment shop/d0: ${APP} 1 (${short('a')}) → 1, which can change`,
    `better: Deployment shop/d0: ${APP} 1 → 1 (${short('a')}), which cannot change`,
  ],
  [
    'is another release',
    `${APP}:1@${digest('a')}`,
    `${APP}:2@${digest('b')}`,
    `neutral: Deployment shop/d0: ${APP} 1 (${short('a')}) → 2 (${short('b')})`,
    `neutral: Deployment shop/d0: ${APP} 2 (${short('b')}) → 1 (${short('a')})`,
  ],
  [
    'is another one without a tag',
    `${APP}@${digest('a')}`,
    `${APP}@${digest('b')}`,
    `neutral: Deployment shop/d0: ${APP} ${short('a')} → ${short('b')}`,
    `neutral: Deployment shop/d0: ${APP} ${short('b')} → ${short('a')}`,
  ],
  [
    'is the same under another tag',
    `${APP}:1@${digest('a')}`,
    `${APP}:2@${digest('a')}`,
    `neutral: Deployment shop/d0: ${APP} 1 (${short('a')}) → 2 (${short('a')}), which is the same image`,
    `neutral: Deployment shop/d0: ${APP} 2 (${short('a')}) → 1 (${short('a')}), which is the same image`,
  ],
  [
    'can change before and after',
    `${APP}:1`,
    APP,
    `neutral: Deployment shop/d0: ${APP} 1 → latest, which can change as before`,
    `neutral: Deployment shop/d0: ${APP} latest → 1, which can change as before`,
  ],
  [
    'is another under the same tag',
    `${APP}:1@${digest('a')}`,
    `${APP}:1@${digest('b')}`,
    `worse: Deployment shop/d0: ${APP} 1 (${short('a')}) → 1 (${short('b')}): the tag was moved, and nobody can tell whether that is stricter`,
    `worse: Deployment shop/d0: ${APP} 1 (${short('b')}) → 1 (${short('a')}): the tag was moved, and nobody can tell whether that is stricter`,
  ],
  [
    'is of another repository',
    `${APP}@${digest('a')}`,
    `${APP}-fork@${digest('a')}`,
    `worse: Deployment shop/d0: ${APP}-fork ${short('a')} runs instead of ${APP} ${short('a')}, and nobody can tell whether that is stricter`,
    `worse: Deployment shop/d0: ${APP} ${short('a')} runs instead of ${APP}-fork ${short('a')}, and nobody can tell whether that is stricter`,
  ],
])('an image that %s', (_, before, after, there, back) => {
  expect(saidBothWays(images, running(before), running(after))).toEqual([[there], [back]]);
});

test('a registry that hands out what runs is told where it is new, or no longer does', () => {
  const [there, back] = saidBothWays(
    images,
    running(`${APP}@${digest('a')}`),
    running(`${APP}@${digest('a')}`, `redis@${digest('b')}`),
  );
  expect(there).toEqual(['worse: registry docker.io: may hand out what runs']);
  expect(back).toEqual(['better: registry docker.io: may no longer hand out what runs']);
});

test('an image that comes or goes is news only where it can change', () => {
  const base = `${APP}@${digest('a')}`;
  const [there, back] = saidBothWays(images, running(base), running(base, `${APP}:1`));
  expect(there).toEqual([`worse: Deployment shop/d1: ${APP}:1 runs, which can change`]);
  expect(back).toEqual([`better: Deployment shop/d1: ${APP}:1 no longer runs, which could change`]);
  expect(said(images, running(base), running(base, `${APP}@${digest('b')}`))).toEqual([]);
});

test('one change in many places is told once', () => {
  const all = (letter: string) => running(...Array.from({ length: 4 }, () => `${APP}@${digest(letter)}`));
  const [finding, ...others] = images(comparing(all('a'), all('b')));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    topic: 'image',
    subject: APP,
    says: `Deployment shop/d0, Deployment shop/d1 and 2 more: ${APP} ${short('a')} → ${short('b')}`,
    resources: [0, 1, 2, 3].map((index) => `apps/v1/Deployment shop/d${index}`),
  });
});

test.each([
  ['postgresql.cnpg.io/v1', 'Cluster', 'imageName', ''],
  ['monitoring.coreos.com/v1', 'Prometheus', 'image', ''],
  ['example.com/v1', 'NobodyKnowsThis', 'image', ''],
  ['extensions.istio.io/v1alpha1', 'WasmPlugin', 'url', ''],
  ['extensions.istio.io/v1alpha1', 'WasmPlugin', 'url', 'oci://'],
])('the image that an operator is told is one, too: %s %s', (apiVersion, kind, field, scheme) => {
  const one = (image: string) => ({
    objects: [manifest(apiVersion, kind, 'p', { spec: { [field]: `${scheme}${image}` } })],
  });
  expect(said(images, one(`${APP}@${digest('a')}`), one(`${APP}:1`))).toEqual([
    `worse: ${kind} shop/p: ${APP} ${short('a')} → 1, which can change`,
  ]);
});

const IN_DEPTH: readonly [what: string, kind: readonly [string, string], spec: (image: string) => object][] = [
  [
    'an operator is told by a field of its own',
    ['databases.spotahome.com/v1', 'RedisFailover'],
    (image) => ({ redis: { image }, sentinel: { image: `${APP}:2` } }),
  ],
  [
    'a pod mounts',
    ['v1', 'Pod'],
    (reference) => ({
      containers: [{ name: 'c', image: `${APP}:2` }],
      volumes: [{ name: 'model', image: { reference } }],
    }),
  ],
  [
    'an operator runs in a pod that it makes',
    ['monitoring.coreos.com/v1', 'Prometheus'],
    (image) => ({ image: `${APP}:2`, thanos: { image } }),
  ],
];

test.each(IN_DEPTH)('the image that %s is one, too', (_what, [apiVersion, kind], spec) => {
  const one = (image: string) => ({ objects: [manifest(apiVersion, kind, 'p', { spec: spec(image) })] });
  expect(said(images, one(`${APP}@${digest('a')}`), one(`${APP}:1`))).toEqual([
    `worse: ${kind} shop/p: ${APP} ${short('a')} → 1, which can change`,
  ]);
});

test('a module is as fixed as what it has to add up to, and a file is no image', () => {
  const plugin = (spec: object) => ({
    objects: [manifest('extensions.istio.io/v1alpha1', 'WasmPlugin', 'p', { spec })],
  });
  const url = `oci://${APP}:1`;
  expect(said(images, plugin({ url, sha256: 'a'.repeat(64) }), plugin({ url }))).toEqual([
    `worse: WasmPlugin shop/p: ${APP} 1 (${short('a')}) → 1, which can change`,
  ]);
  const file = (name: string) => plugin({ url: `https://example.com/${name}` });
  expect(said(images, file('a.wasm'), file('b.wasm'))).toEqual([]);
});

test('containers and volumes that change places run and mount what they did', () => {
  const turned = (turn: <T>(list: readonly T[]) => readonly T[]) => ({
    objects: [
      manifest('v1', 'Pod', 'p', {
        spec: {
          containers: turn(['a', 'b'].map((name) => ({ name, image: `${APP}-${name}:1` }))),
          volumes: turn(['c', 'd'].map((name) => ({ name, image: { reference: `${APP}-${name}:1` } }))),
        },
      }),
    ],
  });
  expect(
    said(
      images,
      turned((list) => list),
      turned((list) => [...list].reverse()),
    ),
  ).toEqual([]);
});

test('the tasks of a run are told apart, although it says of all pods what they are', () => {
  const running = (...all: readonly string[]) => ({
    objects: [
      manifest('tekton.dev/v1', 'PipelineRun', 'p', {
        spec: {
          pipelineSpec: { tasks: all.map((image, index) => ({ name: `t${index}`, taskSpec: { steps: [{ image }] } })) },
        },
      }),
    ],
  });
  const fixed = `${APP}@${digest('a')}`;
  expect(said(images, running(fixed, fixed), running(`${APP}:1`, fixed))).toEqual([
    `worse: PipelineRun shop/p: ${APP} ${short('a')} → 1, which can change`,
  ]);
});
