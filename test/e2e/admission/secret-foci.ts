import * as fc from 'fast-check';
import { KEPT_SECRET } from '../../../constructs/plan/kept-secret';
import type { Manifest } from '../../../constructs/plan/resource';
import { NAMED, object, present } from './objects';
import { mostly } from './workloads';

/** What delivers secrets that people keep, and from where. */
export const SECRET_FOCI: Readonly<Record<string, fc.Arbitrary<Manifest>>> = {
  'kept-secrets-are-owned': fc
    .record({
      owner: mostly<string | undefined>('payments@example.com', undefined, '', '  '),
      days: mostly<string | undefined>('30', undefined, '90', '91', '999', '0', '07', 'yearly', '1000', '-1'),
      inVault: fc.boolean(),
    })
    .map(({ owner, days, inVault }) => {
      const annotations = present({ [KEPT_SECRET.owner]: owner, [KEPT_SECRET.days]: days });
      if (!inVault) return externalSecret({}, annotations);
      return object('secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', { ...NAMED, annotations })({
        spec: { type: 'kv-v2', mount: 'kv', path: 'stripe', destination: { name: 'stripe' } },
      });
    }),
  'external-secrets-follow-rotation': fc
    .record({
      refreshInterval: mostly<string | undefined>(
        '1m0s',
        ...[
          undefined,
          '0',
          '0s',
          '0h0m',
          '720h',
          '720h0m1s',
          '2160h',
          '2160h1ms',
          '2161h',
          '43200m',
          '129600m1s',
          '1h1h',
        ],
        ...['', '1', '-1h', '1.5h', 'hourly', '1d', '999999999h'],
      ),
      refreshPolicy: mostly<string | undefined>(undefined, 'Periodic', 'OnChange', 'CreatedOnce'),
      days: mostly<string | undefined>('30', undefined, '90', '365', '0', 'yearly'),
    })
    .map(({ days, ...spec }) => externalSecret(present(spec), present({ [KEPT_SECRET.days]: days }))),
  'secret-stores-log-in-by-tokens': fc
    .record({
      kind: mostly('SecretStore', 'ClusterSecretStore'),
      jwt: mostly<object | undefined>(
        { serviceAccountRef: { name: 'secrets-manager' } },
        ...[undefined, {}, { serviceAccountRef: { name: 'secrets-manager', audiences: ['sts.amazonaws.com'] } }],
      ),
      secretRef: mostly<object | undefined>(undefined, {}, { accessKeyIDSecretRef: { name: 'aws', key: 'id' } }),
      says: fc.boolean(),
      others: mostly(false, true),
    })
    .map(({ kind, jwt, secretRef, says, others }) => {
      const auth = present({ jwt, secretRef });
      const aws = { service: 'SecretsManager', region: 'eu-central-1', ...((says || jwt || secretRef) && { auth }) };
      const vault = { server: 'https://vault.vault.svc:8200', path: 'kv', version: 'v2' };
      const metadata = kind === 'SecretStore' ? NAMED : { name: NAMED.name };
      return object('external-secrets.io/v1', kind, metadata)({ spec: { provider: others ? { vault } : { aws } } });
    }),
};

/** What External Secrets are to deliver. */
function externalSecret(spec: object, annotations: object): Manifest {
  const secretStoreRef = { kind: 'SecretStore', name: 'secrets-manager' };
  return object('external-secrets.io/v1', 'ExternalSecret', { ...NAMED, annotations })({
    spec: { secretStoreRef, ...spec },
  });
}
