import { Construct } from 'constructs';
import { Environment } from '../environment';
import type { Grantee } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { SecureNamespace } from '../network/secure-namespace';
import { STANDARDS } from '../standards';
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

export interface CertificateProps {
  /** The pods that get it. */
  readonly holder: Grantee;

  /** Host names that it answers for; the first is its common name. */
  readonly names: readonly [string, ...string[]];

  /** A server's certificate is also a client's, so that the server can probe itself. */
  readonly usage: 'client' | 'server';
}

/**
 * A certificate authority of its own for one server, in Vault.
 *
 * Who holds a certificate of it may connect, so it signs for nobody else: trusting it is the authentication.
 */
export class CertificateAuthority extends Construct {
  readonly mount: string;
  private readonly root: VaultResource;

  constructor(scope: Construct, id: string) {
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
    this.root = new VaultResource(this, 'root', {
      type: 'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert',
      path: `${this.mount}/root`,
      args: () => ({
        backend: this.mount,
        type: 'internal',
        commonName: `${server} ${posture.name}`,
        keyType: 'ec',
        keyBits: 256,
        ttl: `${AUTHORITY_DAYS * 24}h`,
      }),
    });
    this.root.node.addDependency(engine);
  }

  /** Delivers a certificate to a workload as a Secret, renews it in time, and returns the Secret's name. */
  issue({ holder, names, usage }: CertificateProps): string {
    const server = this.node.scope!.node.id;
    const role = new VaultResource(this, `role-${holder.name}`, {
      type: 'vault:pkiSecret/secretBackendRole:SecretBackendRole',
      path: `${this.mount}/roles/${holder.name}`,
      args: () => ({
        backend: this.mount,
        name: holder.name,
        allowedDomains: [...names],
        allowBareDomains: true,
        allowSubdomains: false,
        allowLocalhost: false,
        clientFlag: true,
        serverFlag: usage === 'server',
        keyType: 'ec',
        keyBits: 256,
        // In seconds, as Vault answers: another spelling would look like a change at every run.
        maxTtl: `${CERTIFICATE_DAYS * DAY_SECONDS}`,
      }),
    });
    role.node.addDependency(this.root);
    holder.vault.allow(`${this.mount}/issue/${holder.name}`, 'update');
    const name = holder.name === server ? `${server}-tls` : `${holder.name}-${server}`;
    const { restart } = holder;
    const secret = new KubernetesObject(holder, `certificate-${server}`, {
      apiVersion: 'secrets.hashicorp.com/v1beta1',
      kind: 'VaultPKISecret',
      metadata: { name },
      spec: {
        vaultAuthRef: holder.vault.auth,
        mount: this.mount,
        role: holder.name,
        commonName: names[0],
        altNames: names.slice(1),
        ttl: `${CERTIFICATE_DAYS * 24}h`,
        expiryOffset: `${RENEW_BEFORE_DAYS * 24}h`,
        revoke: false,
        clear: true,
        destination: { name, create: true, type: 'kubernetes.io/tls' },
        rolloutRestartTargets: restart ? [restart] : [],
      },
    });
    secret.node.addDependency(role, holder.vault);
    return name;
  }
}
