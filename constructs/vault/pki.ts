import { Construct } from 'constructs';
import { Environment } from '../environment';
import { SecureNamespace } from '../network/secure-namespace';
import { STANDARDS } from '../standards';
import { type CertificateFor, issueCertificate } from './certificate';
import { DAY_SECONDS, pkiEngine } from './pki-engine';
import { VaultResource } from './vault-resource';

/**
 * The files of a delivered certificate.
 *
 * The issuer is read from `issuing_ca`: the operator writes a `ca.crt` only where Vault sends no chain.
 */
export const CERTIFICATE_FILES = { 'tls.crt': 'tls.crt', 'tls.key': 'tls.key', issuing_ca: 'ca.crt' } as const;

/** Life of the authority. Its key never leaves Vault. */
const AUTHORITY_DAYS = 5 * 365;

/** Life of a certificate, well within the rotation standard. */
const CERTIFICATE_DAYS = STANDARDS.secretRotationDays / 3;

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
    const engine = pkiEngine(this, {
      mount: this.mount,
      description: `certificates of ${server} and its clients in ${posture.name}`,
      longestSeconds: AUTHORITY_DAYS * DAY_SECONDS,
    });
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
  issue(certificate: CertificateFor): string {
    const { holder, beside } = certificate;
    const server = this.node.scope!.node.id;
    const role = beside === undefined ? holder.name : `${holder.name}.${beside}`;
    const secret = holder.name === server ? `${server}-tls` : `${holder.name}-${server}`;
    return issueCertificate(this, certificate, {
      mount: this.mount,
      // Another for each generation, so that each certificate is delivered anew as soon as its role is another. No workload
      // has a dot in its name.
      role: this.generation === 1 ? role : `${role}.${this.generation}`,
      issuer: this.generation === 1 ? undefined : issuerOf(this.generation),
      after: this.root,
      lifeDays: CERTIFICATE_DAYS,
      of: server,
      secret: beside === undefined ? secret : `${secret}.${beside}`,
    });
  }
}

/** As what Vault knows an authority that is not its first. */
function issuerOf(generation: number): string {
  return `root-${generation}`;
}
