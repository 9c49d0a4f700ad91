import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { idsInOtherVersions } from '../../../constructs/plan/versions';

/** The group of what the SDK does in other ways than by one object of the API: charts, files, and lists. */
const NO_OBJECTS = /^kubernetes:(?:helm\.sh|kustomize|yaml|meta|apiregistration)\//;

/** Groups that no server that we support has: what is in them now is told from the other end. */
const GONE = /^kubernetes:(?:extensions|auditregistration\.k8s\.io|settings\.k8s\.io|lifecycle\.k8s\.io)\//;

/** A class of the SDK, and every type by which it finds what is deployed. */
interface SdkClass {
  readonly type: string;
  readonly aliases: readonly string[];
}

function sdkClasses(): readonly SdkClass[] {
  const root = dirname(require.resolve('@pulumi/kubernetes/package.json'));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\/v\w+\/\w+\.js$/.test(file),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const [, type] = /__pulumiType = '(kubernetes:[^']+)'/.exec(text) ?? [];
    const aliases = [...text.matchAll(/type: "(kubernetes:[^"]+)"/g)].map(([, alias]) => alias!);
    return type === undefined || /(?:List|Patch)$/.test(type) || NO_OBJECTS.test(type) ? [] : [{ type, aliases }];
  });
}

/** `kubernetes:core/v1:ConfigMap` is `v1/ConfigMap x`. */
function idOf(type: string): string {
  return `${type.replace(/^kubernetes:(?:core\/)?/, '').replace(/:(\w+)$/, '/$1')} x`;
}

test('knows every version by which the SDK of Kubernetes finds an object, in whatever group it was', () => {
  const classes = sdkClasses().filter(({ type }) => !GONE.test(type));
  expect(classes.length).toBeGreaterThan(100);
  const missing = classes.flatMap(({ type, aliases }) => {
    const known = idsInOtherVersions(idOf(type));
    return aliases
      .filter((alias) => !NO_OBJECTS.test(alias) && !known.includes(idOf(alias)))
      .map((alias) => `${type} was ${alias}`);
  });
  expect(missing).toEqual([]);
});

test('an object is the same in every version of its group, and where its kind was before', () => {
  expect(idsInOtherVersions('networking.k8s.io/v1/Ingress shop/api')).toEqual([
    'networking.k8s.io/v1beta1/Ingress shop/api',
    'networking.k8s.io/v1alpha1/Ingress shop/api',
    'extensions/v1beta1/Ingress shop/api',
  ]);
});

test('a kind that has had fewer versions than its group is asked for in no other', () => {
  expect(idsInOtherVersions('networking.k8s.io/v1/NetworkPolicy shop/deny')).toEqual([
    'extensions/v1beta1/NetworkPolicy shop/deny',
  ]);
  expect(idsInOtherVersions('monitoring.coreos.com/v1/PodMonitor shop/api')).toEqual([]);
});

test('a version that came back is the same object too', () => {
  expect(idsInOtherVersions('security.istio.io/v1beta1/PeerAuthentication shop/default')).toEqual([
    'security.istio.io/v1/PeerAuthentication shop/default',
  ]);
});

test('a group that nobody knows may have any version that Kubernetes expects', () => {
  const ids = idsInOtherVersions('example.com/v1/constructor shop/api');
  expect(ids).toEqual(
    expect.arrayContaining(['example.com/v1beta1/constructor shop/api', 'example.com/v2/constructor shop/api']),
  );
  expect(ids).not.toContain('example.com/v1/constructor shop/api');
});

test('what is in the core group or in Vault has one version', () => {
  expect(idsInOtherVersions('v1/ConfigMap shop/settings')).toEqual([]);
  expect(idsInOtherVersions('vault:index/mount:Mount live/shop')).toEqual([]);
});
