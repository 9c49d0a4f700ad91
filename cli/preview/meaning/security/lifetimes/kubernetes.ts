import { KEPT_SECRET } from '../../../../../constructs/plan/kept-secret';
import { entriesOf, type Fields, fieldsOf, isAbsent, textsOf } from '../../../../../policies/fields';
import type { KubernetesReading, KubernetesReadings } from '../traits/reading';
import { may, onLadder, type Trait, unranked, usually } from '../traits/trait';
import { boundedLife, life, margin } from './life';

const DAY = 24 * 3600;

/** A login that Vault makes, delivered and renewed: https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference */
const DYNAMIC: KubernetesReading = {
  read({ object }) {
    const spec = fieldsOf(object['spec'], 'spec');
    const percent = Number(spec['renewalPercent'] ?? 67);
    return [
      life('refreshAfter', spec['refreshAfter'], { value: 'by its lease', seconds: 0 }),
      { of: 'renewed after', value: `${percent} % of its life`, ...(!Number.isNaN(percent) && { weakness: percent }) },
      onLadder('revoked when it is no longer needed', ['true', 'false'], spec['revoke'] ?? false),
    ];
  },
};

const CERTIFICATE_OF_VAULT: KubernetesReading = {
  read({ object }) {
    const spec = fieldsOf(object['spec'], 'spec');
    return [
      ...boundedLife('ttl', spec['ttl'], { value: 'left to its role' }),
      margin('renewed before its end by', spec['expiryOffset'], 'nothing'),
      onLadder('revoked when it is no longer needed', ['true', 'false'], spec['revoke'] ?? false),
    ];
  },
};

/** What people keep in Vault, and how soon a change of it arrives. */
const STATIC: KubernetesReading = {
  read: ({ object }) => [
    life('refreshAfter', fieldsOf(object['spec'], 'spec')['refreshAfter'], { value: 'never' }),
    ...kept(object.metadata.annotations),
  ],
};

/** Who changes what is kept, and how often. */
function kept(annotations: Readonly<Record<string, string>> = {}): readonly Trait[] {
  const [owner, days] = [annotations[KEPT_SECRET.owner], annotations[KEPT_SECRET.days]];
  const isDays = days !== undefined && /^\d+$/.test(days);
  return [
    ...boundedLife('changed within', isDays ? Number(days) * DAY : days, { value: 'never' }),
    unranked('owner', owner),
  ];
}

/** A certificate of cert-manager: https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec */
const CERTIFICATE: KubernetesReading = {
  read({ object }) {
    const spec = fieldsOf(object['spec'], 'spec');
    const key = fieldsOf(spec['privateKey'], 'spec.privateKey');
    const { kind = 'Issuer', name } = fieldsOf(spec['issuerRef'], 'spec.issuerRef');
    return [
      ...boundedLife('duration', spec['duration'], { value: '90 days', seconds: 90 * DAY }),
      margin('renewed before its end by', spec['renewBefore'] ?? spec['renewBeforePercentage'], 'a third of its life'),
      // What older versions take where nothing is said is the weaker.
      onLadder('rotationPolicy of its key', ['Always', 'Never'], key['rotationPolicy'] ?? 'Never'),
      unranked('its key', `${String(key['algorithm'] ?? 'RSA')} ${String(key['size'] ?? '')}`.trim()),
      unranked('its issuer', `${String(kind)} ${String(name)}`),
      ...(spec['isCA'] === true ? [may('sign other certificates')] : []),
      ...textsOf(spec['usages'], 'spec.usages').map((usage) => usually(`be used for ${usage}`)),
      ...names(spec),
      ...textsOf(spec['ipAddresses'], 'spec.ipAddresses').map((address) => usually(`prove to be ${address}`)),
      ...textsOf(spec['uris'], 'spec.uris').map((uri) => usually(`prove to be ${uri}`)),
    ];
  },
};

function names({ commonName, dnsNames }: Fields): readonly Trait[] {
  const all = [...(isAbsent(commonName) ? [] : [String(commonName)]), ...textsOf(dnsNames, 'spec.dnsNames')];
  return [...new Set(all)].map((name) => usually(`prove to be ${name}`));
}

/** What another operator fetches from elsewhere. */
const EXTERNAL: KubernetesReading = {
  read: ({ object }) => [
    life('refreshInterval', fieldsOf(object['spec'], 'spec')['refreshInterval'] ?? '1h', { value: 'never' }),
    ...kept(object.metadata.annotations),
  ],
};

const LOGIN: KubernetesReading = {
  read({ object }) {
    const { tokenExpirationSeconds } = fieldsOf(fieldsOf(object['spec'], 'spec')['kubernetes'], 'spec.kubernetes');
    return [life('tokens that it logs in with live', tokenExpirationSeconds ?? 600, { value: 'without end' })];
  },
};

/** By kind: what delivers credentials and certificates. */
export const DELIVERED: KubernetesReadings = {
  'cert-manager.io/Certificate': CERTIFICATE,
  'external-secrets.io/ClusterExternalSecret': EXTERNAL,
  'external-secrets.io/ExternalSecret': EXTERNAL,
  'secrets.hashicorp.com/VaultAuth': LOGIN,
  'secrets.hashicorp.com/VaultDynamicSecret': DYNAMIC,
  'secrets.hashicorp.com/VaultPKISecret': CERTIFICATE_OF_VAULT,
  'secrets.hashicorp.com/VaultStaticSecret': STATIC,
};

/** How long tokens live that pods are given beside those of their service account. */
export function tokenLives(spec: Readonly<Record<string, unknown>>, field: string): readonly Trait[] {
  return entriesOf(spec['volumes'], `${field}.volumes`).flatMap(({ field: at, value }) =>
    entriesOf(fieldsOf(value['projected'], `${at}.projected`)['sources'], `${at}.projected.sources`).flatMap(
      (source) => {
        if (isAbsent(source.value['serviceAccountToken'])) return [];
        const { audience, expirationSeconds } = fieldsOf(
          source.value['serviceAccountToken'],
          `${source.field}.serviceAccountToken`,
        );
        const token = `token for ${isAbsent(audience) ? 'the Kubernetes API' : String(audience)}`;
        return [life(`life of its ${token}`, expirationSeconds ?? 3600, { value: 'without end' })];
      },
    ),
  );
}
