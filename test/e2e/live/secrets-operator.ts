import type { Manifest } from '../../../constructs/plan/resource';
import { binaryOf } from '../servers/build';
import { VAULT_SECRETS_OPERATOR } from '../servers/catalog';
import type { Cluster } from './cluster/cluster';
import { programImage } from './cluster/image-recipes';
import type { Image } from './cluster/images';
import { VAULT_CA } from './environment';
import { shipped } from './shipped';
import { singlePod } from './single-pod';
import { rolledOut } from './workloads';

/** The kinds that it reads. */
export const GROUP = 'secrets.hashicorp.com';
const NAMESPACE = 'vault-secrets-operator-system';
const NAME = 'vault-secrets-operator-controller-manager';
/** Its Deployment, and the service account of its pod. */
export const OPERATOR = { name: NAME, namespace: NAMESPACE } as const;
const LABELS = { 'app.kubernetes.io/name': 'vault-secrets-operator', 'control-plane': 'controller-manager' };

/** What its module has of who may do what. */
const ACCESS = ['service_account', 'role', 'role_binding', 'leader_election_role', 'leader_election_role_binding'];

export function secretsOperatorImage(): Promise<Image> {
  const name = 'vault-secrets-operator';
  return programImage(name, VAULT_SECRETS_OPERATOR.version, { [name]: binaryOf(name) }, [`/${name}`]);
}

/** What becomes of what it has logged in with when it starts again. */
export type Persistence = 'none' | 'direct-encrypted';

/**
 * Installs the Vault Secrets Operator where its kinds are defined, has it trust the authority of Vault, and waits until it is
 * there.
 *
 * Its chart needs Helm: these are its definitions and roles, and a Deployment of what its chart has beside a proxy for
 * metrics.
 */
export async function installSecretsOperator(
  cluster: Cluster,
  node: string | undefined,
  authority: string,
  persistence: Persistence = 'none',
): Promise<void> {
  const { api } = cluster;
  const image = await secretsOperatorImage();
  await cluster.provide(image, node);
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  for (const file of ACCESS) {
    for (const object of await shipped(VAULT_SECRETS_OPERATOR, `config/rbac/${file}.yaml`))
      await api.apply(placed(object));
  }
  await api.apply({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'vault-authority', namespace: NAMESPACE },
    data: { 'ca.crt': authority },
  } as Manifest);
  await api.apply(deployment(image.reference, node, persistence));
  await rolledOut(api, NAMESPACE, NAME);
}

/** As kustomize would: in its namespace, by names of its own. */
function placed(object: Manifest): Manifest {
  const text = JSON.stringify(object)
    .replaceAll('"namespace":"system"', `"namespace":"${NAMESPACE}"`)
    .replaceAll('"name":"controller-manager"', `"name":"${NAME}"`)
    .replaceAll('"name":"manager-role', '"name":"vault-secrets-operator-manager-role')
    .replaceAll('"name":"leader-election-role', '"name":"vault-secrets-operator-leader-election-role');
  const renamed = JSON.parse(text) as Manifest;
  return renamed.kind.startsWith('Cluster')
    ? renamed
    : { ...renamed, metadata: { ...renamed.metadata, namespace: NAMESPACE } };
}

function deployment(image: string, node: string | undefined, persistence: Persistence): Manifest {
  const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const item = (path: string) => ({ path, fieldRef: { fieldPath: `metadata.${path}` } });
  return singlePod({
    metadata: { name: NAME, namespace: NAMESPACE },
    labels: LABELS,
    node,
    container: {
      name: 'manager',
      image,
      args: [
        '--health-probe-bind-address=:8081',
        '--metrics-bind-address=127.0.0.1:8080',
        '--leader-elect',
        `--client-cache-persistence-model=${persistence}`,
      ],
      env: [field('OPERATOR_POD_NAME', 'metadata.name'), field('OPERATOR_POD_UID', 'metadata.uid')],
      readinessProbe: { httpGet: { path: '/readyz', port: 8081 }, periodSeconds: 2 },
      volumeMounts: [
        { name: 'authority', mountPath: VAULT_CA.slice(0, VAULT_CA.lastIndexOf('/')) },
        { name: 'podinfo', mountPath: '/var/run/podinfo' },
      ],
    },
    volumes: [
      { name: 'authority', configMap: { name: 'vault-authority' } },
      { name: 'podinfo', downwardAPI: { items: [item('name'), item('uid')] } },
    ],
  });
}
