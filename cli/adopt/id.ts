import { isMap } from '../../constructs/plan/diff/maps';

/** What of a resource says its id. */
export interface Identified {
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What its plugin calls a resource that is not of Kubernetes, by type. Of an authority, and of what makes codes, only Vault knows it. */
const IDS: Readonly<Record<string, string>> = {
  'dwcp:cluster:Identity': '{cluster}',
  'vault:index/audit:Audit': '{path}',
  'vault:index/mount:Mount': '{path}',
  'vault:index/authBackend:AuthBackend': '{path}',
  'vault:index/policy:Policy': '{name}',
  'vault:index/quotaRateLimit:QuotaRateLimit': '{name}',
  'vault:database/secretBackendConnection:SecretBackendConnection': '{backend}/config/{name}',
  'vault:database/secretBackendRole:SecretBackendRole': '{backend}/roles/{name}',
  'vault:database/secretBackendStaticRole:SecretBackendStaticRole': '{backend}/static-roles/{name}',
  'vault:identity/mfaLoginEnforcement:MfaLoginEnforcement': '{name}',
  'vault:jwt/authBackend:AuthBackend': '{path}',
  'vault:jwt/authBackendRole:AuthBackendRole': 'auth/{backend}/role/{roleName}',
  'vault:kubernetes/authBackendConfig:AuthBackendConfig': 'auth/{backend}/config',
  'vault:kubernetes/authBackendRole:AuthBackendRole': 'auth/{backend}/role/{roleName}',
  'vault:kv/secretBackendV2:SecretBackendV2': '{mount}/config',
  'vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy': '{backend}/config/auto-tidy',
  'vault:transit/secretBackendKey:SecretBackendKey': '{backend}/keys/{name}',
  'vault:pkiSecret/secretBackendRole:SecretBackendRole': '{backend}/roles/{name}',
};

/** The id that Pulumi's plugin gives a resource once it exists; undefined where its inputs do not say it. */
export function idOf({ type, inputs }: Identified): string | undefined {
  if (type.startsWith('kubernetes:')) return kubernetesId(inputs?.['metadata']);
  const form = Object.hasOwn(IDS, type) ? IDS[type]! : undefined;
  return form === undefined ? undefined : filledIn(form, inputs ?? {});
}

/** What has no name of its own, such as a Helm release, is none of ours, and its provider names it. */
function kubernetesId(metadata: unknown): string | undefined {
  if (!isMap(metadata)) return undefined;
  const { namespace, name } = metadata;
  if (typeof name !== 'string') return undefined;
  return typeof namespace === 'string' ? `${namespace}/${name}` : name;
}

function filledIn(form: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
  const fields = [...form.matchAll(/\{(\w+)\}/g)].map(([, field]) => field!);
  if (!fields.every((field) => typeof inputs[field] === 'string')) return undefined;
  return form.replace(/\{(\w+)\}/g, (_, field: string) => String(inputs[field]).replace(/^\/+|\/+$/g, ''));
}
