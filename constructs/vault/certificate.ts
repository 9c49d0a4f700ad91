import type { Construct } from 'constructs';
import { type Reload, restartedBy } from '../grants/grant-options';
import type { Grantee } from '../grants/grantee';
import { KubernetesObject } from '../kubernetes';
import { DAY_SECONDS } from './pki-engine';
import { RestartAlerts } from './restart-alerts';
import { VaultResource } from './vault-resource';

/**
 * What whoever asks for a certificate may say: anything but its end, which Vault takes over the role's `max_ttl`, up to
 * the end of the authority itself. The operator sends an empty one, which is none.
 *
 * https://developer.hashicorp.com/vault/api-docs/secret/pki#not_after
 */
export const ENDS_AS_THE_ROLE_SAYS = { '*': [], not_after: [''] } as const;

export interface CertificateFor {
  /** The pods that get it. */
  readonly holder: Grantee;

  /** Host names that it answers for; the first is its common name. */
  readonly names: readonly [string, ...string[]];

  /** A server's certificate is also a client's, so that the server can probe itself. */
  readonly usage: 'client' | 'server';

  /** How the next one reaches the pods. @default 'restart' */
  readonly reload?: Reload;

  /**
   * What in the pods it is for, where they have another of the same authority: a program that reads the next one by itself, and is
   * restarted for none.
   *
   * @default - their own program, which is restarted for each
   */
  readonly beside?: string;
}

/** Who signs it, and for how long. */
interface Signer {
  readonly mount: string;
  /** Name of the role in it. */
  readonly role: string;
  /** The issuer of the mount that signs; undefined for the one that Vault takes by itself. */
  readonly issuer: string | undefined;
  /** What has to be there before it can. */
  readonly after: Construct;
  /** The certificate lives so long, and the next one is delivered when a third of that is left. */
  readonly lifeDays: number;
  /** What the certificate is for, in the ids of what is declared. */
  readonly of: string;
  /** Name of the Secret. */
  readonly secret: string;
}

/** Delivers a certificate to a workload as a Secret, renews it in time, and returns the Secret's name. */
export function issueCertificate(authority: Construct, certificate: CertificateFor, signer: Signer): string {
  const { holder, names, usage, reload = 'restart', beside } = certificate;
  const { mount, lifeDays, secret: name } = signer;
  const role = new VaultResource(
    authority,
    beside === undefined ? `role-${holder.name}` : `role-${holder.name}.${beside}`,
    {
      type: 'vault:pkiSecret/secretBackendRole:SecretBackendRole',
      path: `${mount}/roles/${signer.role}`,
      args: () => ({
        backend: mount,
        name: signer.role,
        ...(signer.issuer !== undefined && { issuerRef: signer.issuer }),
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
        maxTtl: `${lifeDays * DAY_SECONDS}`,
      }),
    },
  );
  role.node.addDependency(signer.after);
  holder.vault.allow(`${mount}/issue/${signer.role}`, 'update', ENDS_AS_THE_ROLE_SAYS);
  const restart = beside === undefined ? restartedBy(reload, holder) : undefined;
  const [commonName, second, ...others] = names;
  const secret = new KubernetesObject(holder, `certificate-${signer.of}${beside === undefined ? '' : `.${beside}`}`, {
    apiVersion: 'secrets.hashicorp.com/v1beta1',
    kind: 'VaultPKISecret',
    metadata: { name },
    spec: {
      vaultAuthRef: holder.vault.auth,
      mount,
      role: signer.role,
      commonName,
      ...(second !== undefined && { altNames: [second, ...others] }),
      ttl: `${lifeDays * 24}h`,
      expiryOffset: `${lifeDays * 8}h`,
      clear: true,
      destination: { name, create: true, type: 'kubernetes.io/tls', transformation: {} },
      ...(restart && { rolloutRestartTargets: [restart] }),
    },
  });
  secret.node.addDependency(role, holder.vault);
  if (restart !== undefined) {
    RestartAlerts.of(holder).watch({
      ...{ restart, secret: name, kind: 'VaultPKISecret' },
      replacedSeconds: (lifeDays * DAY_SECONDS * 2) / 3,
      lifeSeconds: lifeDays * DAY_SECONDS,
    });
  }
  return name;
}
