import type { IConstruct } from 'constructs';
import { type PatchOptions, patch, SecureNamespace, synthesize, UserError, WebService } from '../../../constructs';
import { environment, IMAGE, RESOURCES } from '../../support/environment';

function orders() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const api = new WebService(namespace, 'api', { image: IMAGE, scale: 2, resources: RESOURCES });
  return { tree, namespace, api };
}

/** The Deployment of a tree whose `api` was patched. */
function patchedApi(...changes: readonly PatchOptions['change'][]) {
  const { tree, api } = orders();
  for (const change of changes) patch(api, { kind: 'Deployment', change, why: 'a test' });
  const resource = synthesize(tree).find(({ id }) => id === 'apps/v1/Deployment orders/api');
  if (resource?.api !== 'kubernetes') throw new Error('there is no Deployment');
  return { spec: resource.object['spec'] as any, patched: resource.patched, metadata: resource.object.metadata };
}

describe('a patch', () => {
  test('sets fields as the object has them, takes away with null, and leaves the rest', () => {
    const { spec, patched } = patchedApi({
      spec: { revisionHistoryLimit: null, template: { spec: { priorityClassName: 'high' } } },
    });
    expect(spec).not.toHaveProperty('revisionHistoryLimit');
    expect(spec.template.spec).toMatchObject({ priorityClassName: 'high', serviceAccountName: 'api' });
    expect(patched).toEqual([
      { path: 'spec.revisionHistoryLimit', at: 'test/orders/api', why: 'a test' },
      { path: 'spec.template.spec.priorityClassName', at: 'test/orders/api', why: 'a test' },
    ]);
  });

  test('reaches into lists by operations', () => {
    const { spec, patched } = patchedApi([
      { op: 'replace', path: '/spec/template/spec/containers/0/readinessProbe/periodSeconds', value: 1 },
      { op: 'remove', path: '/spec/template/spec/containers/0/lifecycle' },
    ]);
    expect(spec.template.spec.containers[0].readinessProbe.periodSeconds).toBe(1);
    expect(spec.template.spec.containers[0].lifecycle).toBeUndefined();
    expect(patched?.map(({ path }) => path)).toEqual([
      'spec.template.spec.containers[0].lifecycle',
      'spec.template.spec.containers[0].readinessProbe.periodSeconds',
    ]);
  });

  test('comes after those before it', () => {
    expect(patchedApi({ spec: { minReadySeconds: 1 } }, { spec: { minReadySeconds: 2 } }).spec.minReadySeconds).toBe(2);
  });

  test('names a field as people write it', () => {
    const { patched, metadata } = patchedApi({ metadata: { annotations: { 'example.com/owner': 'shop' } } });
    expect(metadata.annotations).toEqual({ 'example.com/owner': 'shop' });
    expect(patched?.map(({ path }) => path)).toEqual(['metadata.annotations']);
  });

  test('is seen on no other object, and changes nothing of a tree without one', () => {
    const { tree, namespace } = orders();
    patch(namespace, { kind: 'Service', change: { spec: { publishNotReadyAddresses: true } }, why: 'a test' });
    expect(synthesize(tree).filter((resource) => 'patched' in resource)).toHaveLength(1);
    expect(synthesize(orders().tree).filter((resource) => 'patched' in resource)).toEqual([]);
  });

  test('can be of whatever is in the tree, one object included', () => {
    const { tree, api } = orders();
    const service = api.node.findChild('service');
    patch(service, { kind: 'Service', name: 'api', change: { spec: { type: 'NodePort' } }, why: 'a test' });
    expect(synthesize(tree).filter((resource) => 'patched' in resource)).toHaveLength(1);
  });
});

describe('a patch is refused', () => {
  const WHY = 'a test';
  const RENDERED =
    'AuthorizationPolicy, Deployment, DestinationRule, NetworkPolicy, PodDisruptionBudget, PodMonitor, Service, ServiceAccount, VirtualService';

  function problemsOf(declare: (construct: { api: IConstruct; namespace: IConstruct }) => void): readonly string[] {
    const { tree, api, namespace } = orders();
    try {
      declare({ api, namespace });
      synthesize(tree);
    } catch (error) {
      if (error instanceof UserError) return error.problems;
      throw error;
    }
    return [];
  }

  test.each<[string, PatchOptions, string]>([
    [
      'of a kind that is not rendered',
      { kind: 'StatefulSet', change: { spec: {} }, why: WHY },
      `patches a StatefulSet, and renders none; it renders ${RENDERED}`,
    ],
    [
      'of a name that is not rendered',
      { kind: 'Service', name: 'web', change: { spec: {} }, why: WHY },
      "patches the Service 'web', which it does not render; name one of api",
    ],
    [
      'that changes nothing',
      { kind: 'Service', change: { spec: {} }, why: WHY },
      "patches Service 'api' with what it has already; leave the patch out",
    ],
    ...(
      [
        [{ metadata: { name: 'web' } }, 'metadata.name'],
        [{ metadata: { namespace: 'default' } }, 'metadata.namespace'],
        [{ kind: 'DaemonSet' }, 'kind'],
        [{ apiVersion: 'apps/v2' }, 'apiVersion'],
        [{ spec: null }, 'spec'],
        [{ spec: { selector: { matchLabels: { a: 'b' } } } }, 'spec.selector.matchLabels.a'],
        [{ spec: { template: { spec: { serviceAccountName: 'other' } } } }, 'spec.template.spec.serviceAccountName'],
        [
          { spec: { template: { metadata: { labels: { 'dwcp.io/workload': 'x' } } } } },
          "spec.template.metadata.labels['dwcp.io/workload']",
        ],
      ] as const
    ).map(
      ([change, field]) =>
        [
          `of ${field}`,
          { kind: 'Deployment', change, why: WHY },
          `patches Deployment 'api' in ${field}, by which it is known; leave that as it is, or declare another object`,
        ] as [string, PatchOptions, string],
    ),
    [
      'whose operation does not apply',
      { kind: 'Deployment', change: [{ op: 'replace', path: '/spec/nothing/here', value: 1 }], why: WHY },
      "patches Deployment 'api' at /spec/nothing/here, where one of the operations does not apply; look at what is rendered",
    ],
  ])('%s', (_, options, problem) => {
    expect(problemsOf(({ api }) => patch(api, options))).toEqual([`'test/orders/api' ${problem}`]);
  });

  test('where there are several, until one is named', () => {
    const { tree, namespace } = orders();
    new WebService(namespace, 'web', { image: IMAGE, scale: 2, resources: RESOURCES });
    patch(namespace, { kind: 'Deployment', change: { spec: { paused: true } }, why: WHY });
    expect(() => synthesize(tree)).toThrow(
      new UserError(["'test/orders' patches a Deployment, of which it renders several; name one of api, web"]),
    );
  });

  test.each<[unknown, readonly string[]]>([
    [undefined, ['has no props; write an object with kind, change, why']],
    [
      { kind: 'deployment', change: {}, reason: 'x' },
      [
        'has an unknown prop `reason`; did you mean `why`?',
        "has 'deployment' for `kind`; write the kind of an object, e.g. 'Deployment'",
        'has {} for `change`; write fields to set, e.g. { spec: { paused: true } }, or a list of operations',
      ],
    ],
    [
      { kind: 'Deployment', change: [{ op: 'move', path: 'spec' }], why: ' ' },
      [
        'has [ [Object] ] for `change`; write fields to set, e.g. { spec: { paused: true } }, or a list of operations',
        "has ' ' for `why`; write why, for whoever reviews it",
      ],
    ],
  ])('with %j', (options, problems) => {
    expect(problemsOf(({ api }) => patch(api, options as PatchOptions))).toEqual(
      problems.map((problem) => `'test/orders/api' ${problem}`),
    );
  });

  test('with all that is wrong at once', () => {
    expect(
      problemsOf(({ api, namespace }) => {
        patch(api, { kind: 'Job', change: { spec: {} }, why: WHY });
        patch(namespace, { kind: 'Service', change: { spec: {} }, why: WHY });
      }),
    ).toHaveLength(2);
  });
});
