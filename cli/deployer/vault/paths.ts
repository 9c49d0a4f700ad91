import type { VaultResourcePlan } from '../../../constructs/plan/resource';

export type Capability = 'create' | 'read' | 'update' | 'delete' | 'sudo';

/** What may be done where in Vault. */
export interface Grant {
  /** Of the HTTP API, in the form of a policy: `+` stands for one segment, `*` at its end for whatever begins like that. */
  readonly path: string;
  readonly capabilities: readonly Capability[];
  /** What a request may say, by parameter. @default - anything */
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
}

const WRITE: readonly Capability[] = ['create', 'read', 'update'];

/**
 * What it takes to make a resource of Vault, to keep it as planned and, where that is allowed, to delete it: the calls of
 * Pulumi's plugin, by type.
 *
 * Roles and policies by what their names begin with: whoever may write one may write what it allows, so a new one is nothing
 * more. Never a path that hands out a credential or signs.
 */
const GRANTS: Readonly<Record<string, (resource: VaultResourcePlan) => readonly Grant[]>> = {
  'vault:index/audit:Audit': ({ vaultPath }) => [
    // Vault gives neither away without `sudo`; which devices there are, it says of all of them alone.
    { path: 'sys/audit', capabilities: ['read', 'sudo'] },
    { path: vaultPath, capabilities: ['create', 'update', 'delete', 'sudo'] },
  ],
  'vault:index/mount:Mount': ({ vaultPath }) => [
    { path: `sys/mounts/${vaultPath}`, capabilities: [...WRITE, 'delete'] },
    { path: `sys/mounts/${vaultPath}/tune`, capabilities: ['read', 'update'] },
  ],
  'vault:index/authBackend:AuthBackend': login,
  'vault:index/policy:Policy': ({ vaultPath }) => [
    { path: vaultPath.replace(/\.[^./]*$/, '.*'), capabilities: [...WRITE, 'delete'] },
  ],
  'vault:database/secretBackendRole:SecretBackendRole': siblings,
  'vault:database/secretBackendStaticRole:SecretBackendStaticRole': siblings,
  // Vault calls each by an id that it makes up, so the path is that of all of them.
  'vault:identity/mfaTotp:MfaTotp': () => [
    { path: 'identity/mfa/method/totp', capabilities: ['create', 'update'] },
    { path: 'identity/mfa/method/totp/+', capabilities: ['read', 'update', 'delete'] },
  ],
  'vault:jwt/authBackend:AuthBackend': (resource) => [
    ...login(resource),
    { path: `${resource.vaultPath}/config`, capabilities: WRITE },
  ],
  'vault:jwt/authBackendRole:AuthBackendRole': siblings,
  'vault:kubernetes/authBackendConfig:AuthBackendConfig': ({ vaultPath }) => [{ path: vaultPath, capabilities: WRITE }],
  'vault:kubernetes/authBackendRole:AuthBackendRole': siblings,
  // Neither is ever deleted: it goes with its engine.
  'vault:kv/secretBackendV2:SecretBackendV2': ({ vaultPath }) => [{ path: vaultPath, capabilities: WRITE }],
  'vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy': ({ vaultPath }) => [
    { path: vaultPath, capabilities: WRITE },
  ],
  // Vault keeps the key of it, and nothing to read.
  'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest': ({ args }) => [
    { path: `${args['backend']}/issuers/generate/intermediate/${args['type']}`, capabilities: ['create', 'update'] },
  ],
  'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned': ({ args }) => [
    { path: `${args['backend']}/intermediate/set-signed`, capabilities: ['create', 'update'] },
  ],
  'vault:pkiSecret/secretBackendRole:SecretBackendRole': siblings,
  'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert': ({ args }) => [
    { path: `${args['backend']}/issuers/generate/root/${args['type']}`, capabilities: ['create', 'update'] },
    // One segment, because below an issuer is where it signs.
    { path: `${args['backend']}/issuer/+`, capabilities: ['read', 'delete'] },
    { path: `${args['backend']}/issuer/+/pem`, capabilities: ['read'] },
  ],
  'vault:transit/secretBackendKey:SecretBackendKey': ({ vaultPath }) => [
    { path: vaultPath, capabilities: [...WRITE, 'delete'] },
    { path: `${vaultPath}/config`, capabilities: ['create', 'update'] },
  ],
};

/** Of any other type, the path that it configures. */
export function grantsFor(resource: VaultResourcePlan): readonly Grant[] {
  const grants = Object.hasOwn(GRANTS, resource.type) && GRANTS[resource.type];
  return grants ? grants(resource) : [{ path: resource.vaultPath, capabilities: [...WRITE, 'delete'] }];
}

function login({ vaultPath }: VaultResourcePlan): readonly Grant[] {
  return [
    // Vault protects these paths as it does few others: no login method is added without `sudo`.
    { path: `sys/${vaultPath}`, capabilities: [...WRITE, 'delete', 'sudo'] },
    { path: `sys/mounts/${vaultPath}/tune`, capabilities: ['read', 'update'] },
  ];
}

function siblings({ vaultPath }: VaultResourcePlan): readonly Grant[] {
  return [{ path: `${vaultPath.replace(/[^/]*$/, '')}*`, capabilities: [...WRITE, 'delete'] }];
}
