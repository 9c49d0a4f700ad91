import { entriesOf, fieldsOf, isAbsent } from '../../../../../policies/fields';
import { type KubernetesReading, part } from '../traits/reading';
import { may, type Opening, onLadder, type Trait } from '../traits/trait';
import { permissionsOf, severityOf } from './permission';

/** What a role lets whoever is bound to it do. */
export const ROLE: KubernetesReading = {
  read(resource) {
    const { rules, aggregationRule, metadata } = resource.object;
    const permissions = entriesOf(rules, 'rules').flatMap(permissionsOf);
    return [
      ...[...permissions].sort((a, b) => severityOf(a) - severityOf(b)),
      part('aggregationRule', resource, aggregationRule),
      ...Object.keys(metadata.labels ?? {}).flatMap((label) => {
        const [, into] = /^rbac\.authorization\.k8s\.io\/aggregate-to-(.+)$/.exec(label) ?? [];
        return into === undefined || metadata.labels?.[label] !== 'true'
          ? []
          : [may(`add to what ClusterRole ${into} may`)];
      }),
    ];
  },
};

/** Who is bound to a role. */
export const BINDING: KubernetesReading = {
  read({ object }) {
    const { kind, name } = fieldsOf(object['roleRef'], 'roleRef');
    return entriesOf(object['subjects'], 'subjects').map(({ value }) => {
      const own = value['kind'] === 'ServiceAccount' ? (value['namespace'] ?? object.metadata.namespace) : undefined;
      const subject = `${String(value['kind'])} ${isAbsent(own) ? '' : `${String(own)}/`}${String(value['name'])}`;
      return lending(`${String(kind)} ${String(name)}`, subject);
    });
  },
};

/** Groups that everybody is in. */
const EVERYBODY: Readonly<Record<string, string>> = {
  'Group system:authenticated': ', who is everybody with a login',
  'Group system:unauthenticated': ', who is anybody at all',
  'Group system:serviceaccounts': ', who is every pod with a token',
  'User system:anonymous': ', who is anybody at all',
};

function lending(role: string, subject: string): Opening {
  return may(`lend ${role} to ${subject}${EVERYBODY[subject] ?? ''}`);
}

/** By what annotations pods become somebody at a cloud provider. */
const IDENTITIES: readonly string[] = [
  'eks.amazonaws.com/role-arn',
  'iam.gke.io/gcp-service-account',
  'azure.workload.identity/client-id',
];

/** Who its pods are elsewhere. */
export const SERVICE_ACCOUNT: KubernetesReading = {
  read({ object }) {
    const { annotations = {} } = object.metadata;
    return [
      onLadder('automountServiceAccountToken', ['false', 'true'], object['automountServiceAccountToken'] ?? true),
      ...IDENTITIES.flatMap((key) =>
        isAbsent(annotations[key]) ? [] : [may(`let its pods act as ${annotations[key]}`)],
      ),
      ...entriesOf(object['imagePullSecrets'], 'imagePullSecrets').map(({ value }) =>
        may(`let its pods pull images by Secret ${String(value['name'])}`),
      ),
    ];
  },
};

/** A token that somebody asked for by hand, which never ends: https://kubernetes.io/docs/concepts/configuration/secret/#service-account-token-secrets */
export const SECRET: KubernetesReading = {
  read({ object: { type, metadata } }): readonly Trait[] {
    if (type !== 'kubernetes.io/service-account-token') return [];
    const { annotations = {} } = metadata;
    const account = annotations['kubernetes.io/service-account.name'];
    return [may(`hold a token of ServiceAccount ${String(account)} that never ends`)];
  },
};
