import { Construct } from 'constructs';
import { Environment } from '../environment';
import type { Grantee } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { STANDARDS } from '../standards';
import { RestartAlerts } from './restart-alerts';
import { VaultResource } from './vault-resource';

/**
 * The files of a delivered certificate.
 *
 * The issuer is read from `issuing_ca`: the operator writes a `ca.crt` only where Vault sends no chain.
 */
export const CERTIFICATE_FILES = { 'tls.crt': 'tls.crt', 'tls.key': 'tls.key', issuing_ca: 'ca.crt' } as const;

const DAY_SECONDS = 24 * 3600;

/** Life of the authority. Its key never leaves Vault. */
const AUTHORITY_DAYS = 5 * 365;

/** Life of a certificate, and how long before its end the next one is delivered: both well within the rotation standard. */
const CERTIFICATE_DAYS = STANDARDS.secretRotationDays / 3;
const RENEW_BEFORE_DAYS = CERTIFICATE_DAYS / 3;

/**
 * What whoever asks for a certificate may say: anything but its end, which Vault takes over the role's `max_ttl`, up to
 * the end of the authority itself. The operator sends an empty one, which is none.
 *
 * https://developer.hashicorp.com/vault/api-docs/secret/pki#not_after
 */
const ENDS_AS_THE_ROLE_SAYS = { '*': [], not_after: [''] } as const;

export interface CertificateProps {
  /** The pods that get it. */
  readonly holder: Grantee;

  /** Host names that it answers for; the first is its common name. */
  readonly names: readonly [string, ...string[]];

  /** A server's certificate is also a client's, so that the server can probe itself. */
  readonly usage: 'client' | 'server';
}

export interface CertificateAuthorityProps {
  /** How often there was a new one, from 1 on. */
  readonly generation: number;
}

/**
 * A certificate authority of its own for one server, in Vault.
 *
 * Who holds a certificate of it may connect, so it signs for nobody else: trusting it is the authentication.
 */
export class CertificateAuthority extends Construct {
  readonly mount: string;
  private readonly generation: number;
  private readonly root: VaultResource;

  constructor(scope: Construct, id: string, { generation }: CertificateAuthorityProps) {
    super(scope, id);
    const { posture } = Environment.of(this);
    const server = scope.node.id;
    this.mount = `${posture.name}/${SecureNamespace.of(this).name}/${server}`;
    const engine = new VaultResource(this, 'engine', {
      type: 'vault:index/mount:Mount',
      path: this.mount,
      args: () => ({
        type: 'pki',
        path: this.mount,
        description: `certificates of ${server} and its clients in ${posture.name}`,
        maxLeaseTtlSeconds: AUTHORITY_DAYS * DAY_SECONDS,
      }),
    });
    // Each certificate that was signed stays in Vault's storage for ever otherwise.
    new VaultResource(this, 'tidy', {
      type: 'vault:pkiSecret/backendConfigAutoTidy:BackendConfigAutoTidy',
      path: `${this.mount}/config/auto-tidy`,
      args: () => ({
        backend: this.mount,
        enabled: true,
        tidyCertStore: true,
        tidyRevokedCerts: true,
        // In seconds, as the plugin keeps them: twelve hours, and three days after a certificate has ended.
        intervalDuration: `${DAY_SECONDS / 2}`,
        safetyBuffer: `${3 * DAY_SECONDS}`,
      }),
    }).node.addDependency(engine);
    this.generation = generation;
    const roots = Array.from({ length: generation }, (_, index) => this.rootOf(index + 1));
    for (const root of roots) root.node.addDependency(engine);
    this.root = roots.at(-1)!;
  }

  /**
   * One generation of the authority. A former one stays beside it, since its key is of use to nobody and gone for ever if deleted.
   *
   * The first has no name: it is what Vault calls the default, which is the issuer that was there first.
   */
  private rootOf(generation: number): VaultResource {
    const server = this.node.scope!.node.id;
    const isFirst = generation === 1;
    return new VaultResource(this, isFirst ? 'root' : `root-${generation}`, {
      type: 'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert',
      path: `${this.mount}/root${isFirst ? '' : `/${generation}`}`,
      args: () => ({
        backend: this.mount,
        type: 'internal',
        commonName: `${server} ${Environment.of(this).posture.name}${isFirst ? '' : ` ${generation}`}`,
        ...(!isFirst && { issuerName: issuerOf(generation) }),
        keyType: 'ec',
        keyBits: 256,
        ttl: `${AUTHORITY_DAYS * 24}h`,
      }),
    });
  }

  /** Delivers a certificate to a workload as a Secret, renews it in time, and returns the Secret's name. */
  issue({ holder, names, usage }: CertificateProps): string {
    const server = this.node.scope!.node.id;
    // Another for each generation, so that each certificate is delivered anew as soon as its role is another. No workload
    // has a dot in its name.
    const roleName = this.generation === 1 ? holder.name : `${holder.name}.${this.generation}`;
    const role = new VaultResource(this, `role-${holder.name}`, {
      type: 'vault:pkiSecret/secretBackendRole:SecretBackendRole',
      path: `${this.mount}/roles/${roleName}`,
      args: () => ({
        backend: this.mount,
        name: roleName,
        ...(this.generation > 1 && { issuerRef: issuerOf(this.generation) }),
        allowedDomains: [...names],
        allowBareDomains: true,
        allowSubdomains: false,
        allowLocalhost: false,
        // By address, it could pose as whoever has that next.
        allowIpSans: false,
        clientFlag: true,
        serverFlag: usage === 'server',
        keyType: 'ec',
        keyBits: 256,
        // In seconds, as Vault answers: another spelling would look like a change at every run.
        maxTtl: `${CERTIFICATE_DAYS * DAY_SECONDS}`,
      }),
    });
    role.node.addDependency(this.root);
    holder.vault.allow(`${this.mount}/issue/${roleName}`, 'update', ENDS_AS_THE_ROLE_SAYS);
    const name = holder.name === server ? `${server}-tls` : `${holder.name}-${server}`;
    const { restart } = holder;
    const [commonName, second, ...others] = names;
    const secret = new KubernetesObject(holder, `certificate-${server}`, {
      apiVersion: 'secrets.hashicorp.com/v1beta1',
      kind: 'VaultPKISecret',
      metadata: { name },
      spec: {
        vaultAuthRef: holder.vault.auth,
        mount: this.mount,
        role: roleName,
        commonName,
        ...(second !== undefined && { altNames: [second, ...others] }),
        ttl: `${CERTIFICATE_DAYS * 24}h`,
        expiryOffset: `${RENEW_BEFORE_DAYS * 24}h`,
        clear: true,
        destination: { name, create: true, type: 'kubernetes.io/tls', transformation: {} },
        ...(restart && { rolloutRestartTargets: [restart] }),
      },
    });
    secret.node.addDependency(role, holder.vault);
    if (restart !== undefined) {
      RestartAlerts.of(holder).watch({
        ...{ restart, secret: name, kind: 'VaultPKISecret' },
        replacedSeconds: (CERTIFICATE_DAYS - RENEW_BEFORE_DAYS) * DAY_SECONDS,
        lifeSeconds: CERTIFICATE_DAYS * DAY_SECONDS,
      });
    }
    return name;
  }
}

/** As what Vault knows an authority that is not its first. */
function issuerOf(generation: number): string {
  return `root-${generation}`;
}
