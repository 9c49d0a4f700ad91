import * as pulumi from '@pulumi/pulumi';
import { looksAgain } from '../../../../stacks/pulumi/declared/told-late';
import { deploy } from '../../../../stacks/pulumi/deploy';
import { Provider, registered } from '../../../support/pulumi/registered';
import { API, shop } from '../shop';
import { called, LOADING } from '../told';

const FORMER = [
  ...['apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'].map(
    (version) =>
      `urn:pulumi:dev::dwcp::dwcp:baseline:Environment$dwcp:baseline:Namespace$kubernetes:${version}:Deployment::shop/api`,
  ),
  ...['apps/v1', 'apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'].map(
    (version) => `urn:pulumi:dev::dwcp::kubernetes:${version}:Deployment::shop/api`,
  ),
];

/** The aliases of a Deployment in a program that does something before it deploys. */
async function aliasesAfter(before: () => void): Promise<readonly string[] | undefined> {
  const all = await registered(() => {
    before();
    deploy(shop(), { kubernetes: new Provider('kubernetes', 'cluster'), vault: new Provider('vault', 'safe') });
  });
  return all.find((one) => called(one) === API)?.aliases;
}

test(
  'the engine is told every alias',
  async () => {
    expect(await aliasesAfter(() => undefined)).toEqual(FORMER);
  },
  LOADING,
);

test.each<[string, () => void, readonly string[]]>([
  ['makes no Output of what a resource is told late', () => undefined, []],
  [
    'makes one of each where a transformation is to see it',
    () => pulumi.runtime.registerStackTransformation(() => undefined),
    ['apiVersion', 'kind', 'metadata'],
  ],
])(
  'the SDK %s',
  async (_, before, inputs) => {
    let made: readonly string[] = [];
    await registered(() => {
      before();
      const { resources } = deploy(shop(), {
        kubernetes: new Provider('kubernetes', 'cluster'),
        vault: new Provider('vault', 'safe'),
      });
      const api = resources.get('apps/v1/Deployment shop/api')!;
      made = Object.entries(api).flatMap(([key, value]) => (pulumi.Output.isInstance(value) ? [key] : []));
    });
    expect([...made].sort()).toEqual([...inputs, 'id', 'urn'].sort());
  },
  LOADING,
);

test.each<[string, pulumi.ResourceTransformation]>([
  ['copies the options', ({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { protect: true }) })],
  ['changes nothing', () => undefined],
  ['has aliases of its own', ({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, { aliases: [] }) })],
])(
  'a transformation that %s loses none',
  async (_, transformation) => {
    expect(await aliasesAfter(() => pulumi.runtime.registerStackTransformation(transformation))).toEqual(FORMER);
  },
  LOADING,
);

test(
  'a transformation is shown the inputs, and the engine is told what it makes of them',
  async () => {
    const seen: unknown[] = [];
    const all = await registered(() => {
      pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
        if (type !== 'kubernetes:apps/v1:Deployment') return undefined;
        seen.push(props['kind']);
        return { props: { ...props, metadata: { ...props['metadata'], labels: { seen: 'yes' } } }, opts };
      });
      deploy(shop(), { kubernetes: new Provider('kubernetes', 'cluster'), vault: new Provider('vault', 'safe') });
    });
    expect(seen).toContain('Deployment');
    expect(all.find((one) => called(one) === API)?.inputs['metadata']).toMatchObject({ labels: { seen: 'yes' } });
  },
  LOADING,
);

test.each([
  ['3.157.0', true],
  ['3.276.3', true],
  ['3.277.0', false],
  ['4.0.0', false],
  ['2.25.2', false],
  ['unknown', false],
])('the SDK %s is told late: %p', (sdk, late) => {
  expect(looksAgain(sdk)).toBe(late);
});
