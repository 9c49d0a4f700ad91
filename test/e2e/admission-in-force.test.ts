import type { Manifest } from '../../constructs/plan/resource';
import { admission } from '../../policies/admission/admission';
import { referenceResources } from '../support/reference';
import { Asking } from './admission/ask';
import { namespace, removeAll, SURROUNDINGS, waitUntil } from './admission/in-force';
import { IMAGE } from './admission/workloads';
import { eventually } from './support/eventually';
import { type Identity, KubernetesApi } from './support/kubernetes-api';
import { podOf } from './support/pod-of';
import { world } from './support/world';

const api = new KubernetesApi(world().kubernetes);
const asking = new Asking(world().kubernetes);

/** A Service that was there before the policies were. */
const OLD: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'old', namespace: 'shop' },
  spec: { type: 'NodePort', selector: { app: 'old' }, ports: [{ port: 80 }] },
};
const EXCUSED = 'v1/Service shop/excused';
const OPTIONS = {
  outside: ['cnpg-system'],
  today: '2026-11-28',
  parameters: { metadataAddresses: ['169.254.0.23/32'], widestRange: { ipv4: 16, ipv6: 48 } },
  exemptions: [
    {
      rule: 'services-cluster-internal',
      resource: EXCUSED,
      field: 'spec.type',
      owner: 'team-shop',
      reason: 'the old load balancer',
      ticket: 'SHOP-1',
      expires: '2027-01-31',
    },
  ],
};
const PRODUCTION = admission({ ...OPTIONS, enforcement: 'enforced' });
const DEV = admission({ ...OPTIONS, enforcement: 'audit-allowed' });

const pod = (image: string, where = 'shop'): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'planted', namespace: where },
  spec: { serviceAccountName: where === 'shop' ? 'api' : 'default', containers: [{ name: 'planted', image }] },
});

const isOfImages = (warning: string) => warning.includes("'dwcp-image-by-digest'");

beforeAll(async () => {
  for (const object of [...SURROUNDINGS, OLD]) await api.apply(object);
  await eventually(
    () =>
      api.get({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'kube-system' } }),
    { what: 'the account of kube-system', timeoutMs: 60_000 },
  );
});

afterAll(async () => {
  await removeAll(api, [...SURROUNDINGS, ...PRODUCTION]);
  asking.close();
  api.close();
}, 300_000);

describe('where default deny is rehearsed', () => {
  beforeAll(async () => {
    for (const object of DEV) await api.apply(object);
    await waitUntil(asking, pod('api:latest'), ({ warnings }) => warnings.some(isOfImages), 'the policies of dev');
  });

  test('everything is taken, with a warning that says what to do', async () => {
    const { stored, warnings } = await asking.about(pod('api:latest'));
    expect(stored).toBeDefined();
    expect(warnings.find(isOfImages)).toMatch(
      /Images are named by digest\. To do, in container planted: name the image by its digest/,
    );
  });

  test('a system namespace is not looked at', async () => {
    const { stored, warnings } = await asking.about(pod('api:latest', 'kube-system'));
    expect({ isStored: stored !== undefined, warnings }).toEqual({ isStored: true, warnings: [] });
  });
});

describe('where it is enforced', () => {
  beforeAll(async () => {
    for (const object of PRODUCTION) await api.apply(object);
    await waitUntil(asking, pod('api:latest'), ({ refusal }) => refusal !== undefined, 'the policies of production');
    // Each is read by itself, the last one last.
    const [last] = PRODUCTION.filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding').slice(-1);
    expect(last?.metadata.name).toBe('dwcp-config-maps-hold-no-secret');
    const secret = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', namespace: 'shop' },
      data: { PASSWORD: 'x' },
    };
    await waitUntil(asking, secret, ({ refusal }) => refusal !== undefined, 'the last policy of production');
  });

  test('what breaks a rule is refused, with the rule and what to do', async () => {
    const { refusal } = await asking.about({ ...OLD, metadata: { name: 'planted', namespace: 'shop' } });
    expect(refusal).toBe(
      `services "planted" is forbidden: ValidatingAdmissionPolicy 'dwcp-services-cluster-internal' with binding ` +
        `'dwcp-services-cluster-internal' denied request: Services are reached from inside the cluster only. ` +
        'To do: make it a ClusterIP, and expose it by the gateway (dwcp explain services-cluster-internal)',
    );
  });

  test('a system namespace is not held', async () => {
    expect((await asking.about(pod('api:latest', 'kube-system'))).refusal).toBeUndefined();
    expect((await asking.about({ ...OLD, metadata: { name: 'x', namespace: 'kube-public' } })).refusal).toBeUndefined();
  });

  test('what is excused is taken by its name, and nothing else is', async () => {
    const called = (name: string) => asking.about({ ...OLD, metadata: { name, namespace: 'shop' } });
    expect((await called('excused')).refusal).toBeUndefined();
    expect((await called('excused-too')).refusal).toMatch(/services-cluster-internal/);
  });

  test('what the platform tells the rules is asked of ranges, and nothing more', async () => {
    const answers = await asking.all(
      [
        { cidr: '10.1.0.0/16' },
        { cidr: '2001:db8::/48' },
        { cidr: '169.254.0.0/24', except: ['169.254.0.23/32'] },
        { cidr: '10.0.0.0/15' },
        { cidr: '2001:db8::/47' },
        { cidr: 'fd12::/47' },
        { cidr: '169.254.0.0/24' },
      ].map((ipBlock) => ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'planted', namespace: 'shop' },
        spec: {
          podSelector: { matchLabels: { app: 'api' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock }], ports: [{ port: 443, protocol: 'TCP' }] }],
        },
      })),
    );
    const tooWide = expect.stringMatching(/'dwcp-no-open-cidr'.* of \/16 or narrower, or of \/48 over IPv6;/);
    expect(answers.map(({ refusal }) => refusal)).toEqual([
      ...[undefined, undefined, undefined],
      ...[tooWide, tooWide, tooWide],
      expect.stringMatching(/'dwcp-metadata-address-excluded'.* 169\.254\.0\.23\/32 to except/),
    ]);
  });

  test('what was there before can be kept and removed, and is held as soon as it says something else', async () => {
    const path = await api.path('v1', 'Service', 'shop', 'old');
    const change = (patch: object) => api.request('PATCH', path, patch, 'application/merge-patch+json');
    await change({ metadata: { finalizers: ['dwcp.io/test'] } });
    await expect(change({ spec: { sessionAffinity: 'ClientIP' } })).rejects.toThrow(/services-cluster-internal/);
    await api.delete(OLD);
    await change({ metadata: { finalizers: [] } });
    await api.waitGone(OLD);
  });

  test('what a controller or an operator makes is taken, and the same by hand is not', async () => {
    const account = (where: string, name: string) => [
      `system:serviceaccount:${where}:${name}`,
      ...['system:serviceaccounts', `system:serviceaccounts:${where}`, 'system:authenticated'],
    ];
    const made = pod('old:latest');
    const refusalOf = async (as?: readonly string[]) => (await asking.about(made, as)).refusal;
    expect(await refusalOf(account('kube-system', 'replicaset-controller'))).toBeUndefined();
    expect(await refusalOf(['system:kube-controller-manager', 'system:masters'])).toBeUndefined();
    expect(await refusalOf(['operator', 'system:masters', 'system:serviceaccounts:cnpg-system'])).toBeUndefined();
    expect(await refusalOf()).toMatch(/ValidatingAdmissionPolicy/);
    expect(await refusalOf(['ci', 'system:masters', 'system:serviceaccounts:ci'])).toMatch(/ValidatingAdmissionPolicy/);
  });

  test('the largest objects are judged within what an expression may cost', async () => {
    const many = <T>(count: number, make: (index: number) => T) =>
      Array.from({ length: count }, (_, index) => make(index));
    const env = many(150, (index) => ({ name: `SETTING_NUMBER_${index}`, value: `https://example.com/${index}?a=b` }));
    const containers = many(20, (index) => ({ name: `main-${index}`, image: IMAGE, env: env.slice(0, 20) }));
    const rule = (index: number) => ({
      apiGroups: [''],
      resources: ['configmaps'],
      resourceNames: [`r${index}`],
      verbs: ['get'],
    });
    const block = (index: number) => ({ ipBlock: { cidr: `10.${index % 200}.0.0/16` } });
    const large: readonly Manifest[] = [
      { ...pod(IMAGE), spec: { ...(pod(IMAGE)['spec'] as object), containers: [{ name: 'one', image: IMAGE, env }] } },
      { ...pod(IMAGE), spec: { ...(pod(IMAGE)['spec'] as object), containers } },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: 'shop' },
        data: { 'dashboard.json': 'https://x = '.repeat(80_000) },
      },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: 'shop' },
        data: Object.fromEntries(many(400, (index) => [`setting-${index}`, 'https://x = a '.repeat(5)])),
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'x', namespace: 'shop' },
        rules: many(300, rule),
      } as Manifest,
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'x', namespace: 'shop' },
        spec: { podSelector: {}, egress: many(20, () => ({ to: many(100, block), ports: [{ port: 443 }] })) },
      },
    ];
    const answers = await asking.all(large);
    expect(
      answers
        .map(({ refusal }) => refusal)
        .filter((one) => /cost|exceeded|error/i.test(one ?? ''))
        .map((one) => one?.slice(0, 120)),
    ).toEqual([]);
  });

  test('the reference platform is taken whole, pods included', async () => {
    const objects = referenceResources('production').flatMap((one) => (one.api === 'kubernetes' ? [one.object] : []));
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
    const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
    const refusals: string[] = [];
    const stored = async (object: Identity) => {
      await api.apply(object).catch((error: Error) => refusals.push(error.message));
    };
    for (const object of [...namespaces, ...accounts]) await stored(object);
    const rest = objects.filter((one) => !namespaces.includes(one) && !accounts.includes(one));
    const answers = await asking.all([...rest, ...objects.flatMap((one) => podOf(one) ?? [])]);
    refusals.push(...answers.flatMap(({ refusal }) => refusal ?? []));
    await removeAll(
      api,
      namespaces.map(({ metadata }) => namespace(metadata.name)),
    );
    expect(refusals).toEqual([]);
  });
});
