import { makesPods, podSpecsOf, readContainers } from '../../../../../policies/containers';
import { entriesOf, type Fields, fieldsOf, isAbsent, textsOf } from '../../../../../policies/fields';
import { byKind, type KubernetesReading, type KubernetesReadings, OPAQUE, part } from '../traits/reading';
import { may, type Trait, unranked } from '../traits/trait';
import { EXTERNAL_SECRET } from './external-secret';

/** As whom secrets are fetched from Vault. */
const VAULT_AUTH: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    const { role, serviceAccount, audiences } = fieldsOf(spec['kubernetes'], 'spec.kubernetes');
    const allowed = textsOf(spec['allowedNamespaces'], 'spec.allowedNamespaces');
    return [
      unranked(
        'login',
        `${String(spec['method'])} at ${String(spec['mount'])} as ${String(role)} with ServiceAccount ${String(serviceAccount)}`,
      ),
      part('whom its tokens are for', resource, audiences),
      ...allowed.map((namespace) => may(`be used from ${namespace === '*' ? 'every namespace' : namespace}`)),
    ];
  },
};

/** Whoever poses as Vault has every secret that passes. */
const VAULT_CONNECTION: KubernetesReading = {
  read(resource) {
    const { address, skipTLSVerify, ...rest } = fieldsOf(resource.object['spec'], 'spec');
    return [
      ...(typeof address === 'string' && address.startsWith('https://') ? [] : [may('carry secrets in clear text')]),
      ...(isAbsent(skipTLSVerify) || skipTLSVerify === false ? [] : [may('take anybody for Vault')]),
      unranked('address', address),
      part('whom it trusts', resource, rest),
    ];
  },
};

/** Where from what Vault is asked for comes, and into which Secret it goes. */
const DELIVERY: KubernetesReading = {
  read({ object }) {
    const { mount, path, role, name } = fieldsOf(object['spec'], 'spec');
    const source = [mount, path ?? name ?? role].filter((one) => !isAbsent(one)).join('/');
    return [unranked('where it is from', source)];
  },
};

/** A login of PostgreSQL: https://cloudnative-pg.io/documentation/current/declarative_role_management/ */
const DATABASE_ROLE: KubernetesReading = {
  read({ object }) {
    const spec = fieldsOf(object['spec'], 'spec');
    return roleTraits(spec, 'spec', '');
  },
};

const POWERS = ['superuser', 'createdb', 'createrole', 'replication', 'bypassrls', 'login'] as const;

function roleTraits(spec: Fields, field: string, whose: string): readonly Trait[] {
  return [
    ...POWERS.flatMap((power) =>
      spec[power] === true ? [may(`${power === 'login' ? 'log in' : `be ${power}`}${whose}`)] : [],
    ),
    ...textsOf(spec['inRoles'], `${field}.inRoles`).map((role) => may(`do what role ${role} may${whose}`)),
  ];
}

/** Who gets into a database of CloudNativePG, and how. */
const DATABASE: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    const roles = entriesOf(fieldsOf(spec['managed'], 'spec.managed')['roles'], 'spec.managed.roles');
    const { pg_hba: rules, parameters } = fieldsOf(spec['postgresql'], 'spec.postgresql');
    return [
      ...(spec['enableSuperuserAccess'] === true ? [may('let its superuser in by password')] : []),
      ...roles.flatMap(({ field, value }) => roleTraits(value, field, ` as ${String(value['name'])}`)),
      part('who gets in how (pg_hba)', resource, rules),
      part('certificates', resource, spec['certificates']),
      unranked(
        'password_encryption',
        fieldsOf(parameters, 'spec.postgresql.parameters')['password_encryption'] ?? 'scram-sha-256',
      ),
    ];
  },
};

/** Which Secrets a pod's containers are given, and which pull its images. */
const PODS: KubernetesReading = {
  isToldElsewhere: true,
  read: ({ object }) =>
    podSpecsOf(object).flatMap((pod) => {
      const containers = readContainers(pod).flatMap((one) => ('value' in one ? [one.value] : []));
      const names = [
        ...volumes(pod.spec, pod.field),
        ...containers.flatMap(({ spec, field }) => variables(spec, field)),
      ];
      return [...new Set(names)].map((name) => may(`read Secret ${name}`));
    }),
};

function volumes(spec: Fields, field: string): readonly string[] {
  return entriesOf(spec['volumes'], `${field}.volumes`).flatMap(({ field: at, value }) => {
    const projected = entriesOf(fieldsOf(value['projected'], `${at}.projected`)['sources'], `${at}.projected.sources`);
    return [
      fieldsOf(value['secret'], `${at}.secret`)['secretName'],
      fieldsOf(fieldsOf(value['csi'], `${at}.csi`)['nodePublishSecretRef'], `${at}.csi.nodePublishSecretRef`)['name'],
      ...projected.map((source) => fieldsOf(source.value['secret'], `${source.field}.secret`)['name']),
    ].flatMap(told);
  });
}

function variables(spec: Fields, field: string): readonly string[] {
  return [
    ...entriesOf(spec['env'], `${field}.env`).map(
      (env) =>
        fieldsOf(
          fieldsOf(env.value['valueFrom'], `${env.field}.valueFrom`)['secretKeyRef'],
          `${env.field}.valueFrom.secretKeyRef`,
        )['name'],
    ),
    ...entriesOf(spec['envFrom'], `${field}.envFrom`).map(
      (env) => fieldsOf(env.value['secretRef'], `${env.field}.secretRef`)['name'],
    ),
  ].flatMap(told);
}

function told(name: unknown): readonly string[] {
  return isAbsent(name) ? [] : [String(name)];
}

const READINGS: KubernetesReadings = {
  'bitnami.com/SealedSecret': OPAQUE,
  'cert-manager.io/ClusterIssuer': OPAQUE,
  'cert-manager.io/Issuer': OPAQUE,
  'external-secrets.io/ClusterSecretStore': OPAQUE,
  'external-secrets.io/ExternalSecret': EXTERNAL_SECRET,
  'external-secrets.io/PushSecret': OPAQUE,
  'external-secrets.io/SecretStore': OPAQUE,
  'postgresql.cnpg.io/Cluster': DATABASE,
  'postgresql.cnpg.io/DatabaseRole': DATABASE_ROLE,
  'secrets.hashicorp.com/VaultAuth': VAULT_AUTH,
  'secrets.hashicorp.com/VaultAuthGlobal': OPAQUE,
  'secrets.hashicorp.com/VaultConnection': VAULT_CONNECTION,
  'secrets.hashicorp.com/VaultDynamicSecret': DELIVERY,
  'secrets.hashicorp.com/VaultPKISecret': DELIVERY,
  'secrets.hashicorp.com/VaultStaticSecret': DELIVERY,
  'trust.cert-manager.io/Bundle': OPAQUE,
};

const known = byKind(READINGS);

/** What an object lets be read that is secret, or who it lets be. */
export function secretReading(resource: Parameters<typeof known>[0]): KubernetesReading | undefined {
  return known(resource) ?? (makesPods(resource.object) ? PODS : undefined);
}
