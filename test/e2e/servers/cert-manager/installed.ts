import { readFileSync } from 'node:fs';
import type { Manifest } from '../../../../constructs/plan/resource';
import type { KeyPair } from '../certificates';

export const NAME = { name: 'cert-manager', namespace: 'cert-manager' };

/** What issues a certificate by an authority whose key it has or Vault, or by the certificate's own, and nothing that asks others. */
const CONTROLLERS = [
  'certificaterequests-approver',
  'certificaterequests-issuer-ca',
  'certificaterequests-issuer-selfsigned',
  'certificaterequests-issuer-vault',
  'certificates-issuing',
  'certificates-key-manager',
  'certificates-metrics',
  'certificates-readiness',
  'certificates-request-manager',
  'certificates-revision-manager',
  'certificates-trigger',
  'clusterissuers',
  'issuers',
];

/** What it is told, wherever it runs. */
export const ARGS = [
  `--cluster-resource-namespace=${NAME.namespace}`,
  '--leader-elect=false',
  `--controllers=${CONTROLLERS.join()}`,
];

/** What it runs as, with what that may do. */
export function account(): readonly Manifest[] {
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
          resourceNames: ['clusterissuers.cert-manager.io/*', 'issuers.cert-manager.io/*'],
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
  ];
}

/** A ClusterIssuer that signs by an authority, of whose certificate and key it has a Secret. */
export function clusterIssuer(name: string, { certFile, keyFile }: KeyPair): readonly Manifest[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { ...NAME, name },
      type: 'kubernetes.io/tls',
      stringData: { 'tls.crt': readFileSync(certFile, 'utf8'), 'tls.key': readFileSync(keyFile, 'utf8') },
    },
    { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name }, spec: { ca: { secretName: name } } },
  ];
}
