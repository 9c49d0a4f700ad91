import { readFileSync } from 'node:fs';
import type { Manifest } from '../../../constructs/plan/resource';
import { binaryOf } from '../servers/build';
import { CERT_MANAGER } from '../servers/catalog';
import type { Authority } from '../servers/certificates';
import { loadCrds } from '../servers/crds';
import { readKubeconfig } from '../support/kubeconfig';
import type { Cluster } from './cluster/cluster';
import { programImage } from './cluster/image-recipes';
import { singlePod } from './single-pod';
import { rolledOut } from './workloads';

const NAME = { name: 'cert-manager', namespace: 'cert-manager' };
const LABELS = { 'app.kubernetes.io/name': 'cert-manager' };

/** What issues a certificate by an authority whose key it has, and nothing that asks others. */
const CONTROLLERS = [
  'certificaterequests-approver',
  'certificaterequests-issuer-ca',
  'certificates-issuing',
  'certificates-key-manager',
  'certificates-metrics',
  'certificates-readiness',
  'certificates-request-manager',
  'certificates-revision-manager',
  'certificates-trigger',
  'clusterissuers',
];

/**
 * Installs cert-manager, with a ClusterIssuer that signs by an authority, and waits until it is there.
 *
 * The controller only, of a version from before its programs became modules that nobody serves; the definitions are those of
 * the version in the catalog, which have all of its fields.
 */
export async function installCertManager(
  cluster: Cluster,
  node: string,
  issuer: string,
  authority: Authority,
): Promise<void> {
  const { api } = cluster;
  const program = { 'bin/controller': binaryOf('cert-manager') };
  const image = await programImage('cert-manager-controller', CERT_MANAGER.version, program, ['/bin/controller']);
  await cluster.provide(image, node);
  await loadCrds(
    readKubeconfig(cluster.kubeconfig),
    () => undefined,
    ({ group }) => group.endsWith('cert-manager.io'),
  );
  const pair = { 'tls.crt': authority.pem, 'tls.key': readFileSync(authority.keyFile, 'utf8') };
  for (const object of objects(image.reference, node, issuer, pair)) await api.apply(object);
  await rolledOut(api, NAME.namespace, NAME.name);
}

function objects(image: string, node: string, issuer: string, pair: object): readonly Manifest[] {
  const all = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAME.namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: NAME },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: NAME.name },
      rules: [
        { apiGroups: ['cert-manager.io', 'acme.cert-manager.io'], resources: ['*'], verbs: all },
        {
          apiGroups: ['cert-manager.io'],
          resources: ['signers'],
          verbs: ['approve'],
          resourceNames: ['clusterissuers.cert-manager.io/*'],
        },
        { apiGroups: [''], resources: ['secrets'], verbs: all },
        { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME.name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: NAME.name },
      subjects: [{ kind: 'ServiceAccount', ...NAME }],
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { ...NAME, name: issuer },
      type: 'kubernetes.io/tls',
      stringData: pair,
    },
    singlePod({
      metadata: NAME,
      labels: LABELS,
      node,
      container: {
        name: 'controller',
        image,
        args: [
          `--cluster-resource-namespace=${NAME.namespace}`,
          '--leader-elect=false',
          `--controllers=${CONTROLLERS.join()}`,
        ],
      },
      volumes: [],
    }),
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: issuer },
      spec: { ca: { secretName: issuer } },
    },
  ];
}
