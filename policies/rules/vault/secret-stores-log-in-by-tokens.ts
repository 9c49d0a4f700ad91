import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { isAbsent, step } from '../../fields';
import type { Violation } from '../../violation';

const AWS = 'spec.provider.aws.auth';

const KEYS: Violation = {
  field: `${AWS}.secretRef`,
  problem: 'it logs in to AWS by keys, which are good from anywhere until somebody changes them',
  fix: 'log in by jwt, as a service account of the namespace whose annotation names a role of IAM',
};

const NOBODY: Violation = {
  field: `${AWS}.jwt`,
  problem: 'it logs in to AWS as the operator itself, and reads whatever that may read',
  fix: KEYS.fix,
};

/** What a namespace reads by such a one is not the namespace's own. */
const CLUSTER_WIDE = ['ClusterSecretStore', 'ClusterExternalSecret', 'ClusterPushSecret'] as const;

/** Whoever may write an ExternalSecret reads what its store may read. */
export const secretStoresLogInByTokens = defineRule({
  id: 'secret-stores-log-in-by-tokens',
  subject: 'object',
  of: ['SecretStore', ...CLUSTER_WIDE].map((kind) => `external-secrets.io/${kind}`),
  says: 'Stores of External Secrets are of one namespace, and log in to AWS by the token of a service account in it.',
  because: 'whoever may write in one namespace reads the secrets of all, or a key that was copied reads them for ever',
  level: 'mandatory',
  severity: 'high',
  topic: 'vault',
  references: [
    'practices:secrets-management',
    'https://external-secrets.io/latest/guides/multi-tenancy/',
    'https://external-secrets.io/latest/provider/aws-access/',
  ],
  check: ({ object }) => {
    if (object.kind !== 'SecretStore') return [everywhere(object.kind)];
    const provider = step(step({ field: '', value: object }, 'spec'), 'provider');
    if (isAbsent(provider.value['aws'])) return [];
    const auth = step(step(provider, 'aws'), 'auth');
    const { name } = step(step(auth, 'jwt'), 'serviceAccountRef').value;
    const hasKeys = !isAbsent(auth.value['secretRef']);
    return [...(hasKeys ? [KEYS] : []), ...(!hasKeys && (isAbsent(name) || name === '') ? [NOBODY] : [])];
  },
  cel: {
    // The others have no provider in their definitions. No optional: of a variable that is one, CEL finds nothing by `.?`.
    variables: { aws: 'dyn(object).?spec.?provider.?aws.orValue(null)' },
    accepts: [
      'object.kind == "SecretStore"',
      '(variables.aws == null || (variables.aws.?auth.?secretRef.orValue(null) == null && ' +
        'variables.aws.?auth.?jwt.?serviceAccountRef.?name.orValue("") != ""))',
    ].join(' && '),
    remedy: 'have a SecretStore in each namespace, which logs in to AWS by jwt and without secretRef',
  },
  examples: {
    accepted: [
      { shows: 'a token', resources: [store({ jwt: { serviceAccountRef: { name: 'secrets-manager' } } })] },
      {
        shows: 'a store of somebody else than AWS',
        resources: [
          {
            ...store(),
            spec: { provider: { vault: { server: 'https://vault.vault.svc:8200', path: 'kv', version: 'v2' } } },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'keys',
        resources: [store({ secretRef: { accessKeyIDSecretRef: { name: 'aws', key: 'id' } } })],
        violations: [KEYS],
      },
      {
        shows: 'keys beside a token',
        resources: [store({ jwt: { serviceAccountRef: { name: 'secrets-manager' } }, secretRef: {} })],
        violations: [KEYS],
      },
      { shows: 'neither', resources: [store()], violations: [NOBODY] },
      { shows: 'a token of nobody', resources: [store({ jwt: {} })], violations: [NOBODY] },
      {
        shows: 'a token of an account without a name',
        resources: [store({ jwt: { serviceAccountRef: { name: '' } } })],
        violations: [NOBODY],
      },
      ...CLUSTER_WIDE.map((kind) => ({
        shows: `a ${kind}`,
        resources: [clusterWide(kind)],
        violations: [everywhere(kind)],
      })),
    ],
  },
});

function everywhere(kind: string): Violation {
  return {
    field: 'kind',
    problem: `a ${kind} is for several namespaces, and gives each what the others may have`,
    fix: `declare a ${kind.replace('Cluster', '')} in each namespace that needs one`,
  };
}

function store(auth?: object): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: 'secrets-manager', namespace: 'shop' },
    spec: { provider: { aws: { service: 'SecretsManager', region: 'eu-central-1', ...(auth && { auth }) } } },
  };
}

/** As its definition wants it. */
function clusterWide(kind: (typeof CLUSTER_WIDE)[number]): Manifest {
  const spec = {
    ClusterSecretStore: { provider: { aws: { service: 'SecretsManager', region: 'eu-central-1' } } },
    ClusterExternalSecret: { externalSecretSpec: {} },
    ClusterPushSecret: {
      pushSecretSpec: { secretStoreRefs: [{ name: 'all' }], selector: { secret: { name: 'stripe' } } },
    },
  }[kind];
  const apiVersion = `external-secrets.io/${kind === 'ClusterPushSecret' ? 'v1alpha1' : 'v1'}`;
  return { apiVersion, kind, metadata: { name: 'all' }, spec };
}
