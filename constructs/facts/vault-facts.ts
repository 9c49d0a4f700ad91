import { authorityCertificate } from '../fields/certificate';
import { dnsLabel } from '../fields/dns-name';
import type { Field } from '../fields/field';
import { absoluteFolder } from '../fields/folder';
import { group } from '../fields/group';
import { httpsAddress } from '../fields/https';
import { optional } from '../fields/optional';
import { socketAddress } from '../fields/socket-address';
import { text, trimmed } from '../fields/text';
import { VAULT_AVAILABILITY, type VaultAvailability } from './vault-availability';

/** Where Vault writes down what it is asked. */
export interface AuditFacts {
  /** File on each Vault server, such as `/vault/audit/audit.log`: on a volume of its own, and rotated. */
  readonly file: string;
  /** Host and port of a collector that takes lines of JSON by TCP, as Vault reaches it: `vector.logging.svc:9090`. */
  readonly socket: string;
}

/** Where the environment's Vault is. */
export interface VaultFacts {
  /** Address that the Vault Secrets Operator reaches it at, such as `https://vault.vault.svc:8200`. */
  readonly address: string;
  /**
   * Address that `pulumi up` reaches it at from wherever it runs, such as `https://vault.example.com`.
   *
   * @default - `address`, which a laptop or a runner outside the cluster seldom resolves
   */
  readonly deployAddress?: string;
  /** Kubernetes namespace that the Vault server runs in: the peer that may log in to databases. */
  readonly namespace: string;
  /**
   * Where the Vault Secrets Operator's pod finds the certificate of the authority that signed Vault's own, in PEM.
   *
   * @default - the authorities that its image trusts, none of which signs a name such as `vault.vault.svc`
   */
  readonly caPath?: string;
  /**
   * PEM of the authority that signed Vault's own certificate: cert-manager knows Vault by it (`CertificateIssuer`).
   *
   * @default - the authorities that cert-manager's image trusts, none of which signs a name such as `vault.vault.svc`
   */
  readonly authorityCertificate?: string;
  /**
   * Folder on the Vault server with a `<cluster>-vault/` for each database: `tls.crt` and `tls.key` of the Secret
   * `<cluster>-vault-client-cert`, and `ca.crt` of `<cluster>-ca` (docs/deploy.md says how they get there).
   */
  readonly databaseCertificates: string;
  /**
   * Where a Vault outside the cluster has service-account tokens reviewed. It has no token of its own there, so each
   * login is reviewed with the token that logs in: its service account needs `system:auth-delegator`.
   *
   * @default - Vault runs in the cluster, and reviews tokens as itself
   */
  readonly apiServer?: {
    readonly address: string;
    /** PEM of the authority that signed the API server's certificate. */
    readonly caCertificate: string;
    /**
     * Whom a token is for that names nobody: the API server, which takes no other. `aud` of what `kubectl create token default`
     * prints, between its dots and decoded.
     *
     * @default 'https://kubernetes.default.svc.cluster.local' - as kubeadm sets it up; managed clusters have names of their own
     */
    readonly audience?: string;
  };
  /**
   * Where Vault writes down what it is asked: `new AuditDevices(namespace, 'audit', facts.vault.audit)` makes it so.
   *
   * @default - nothing is written down, which the rule `vault-requests-audited` refuses where data is protected
   */
  readonly audit?: AuditFacts;
  /**
   * What has to be so of Vault's servers, which `dwcp rotate verify` asks Vault.
   *
   * @default - nobody asks
   */
  readonly availability?: VaultAvailability;
}

/** The fields of the facts about Vault, for a platform that cannot do without: `{ ...FACTS, vault: VAULT }`. */
export const VAULT: Field<VaultFacts> = group({
  address: text('give the address that pods reach it at, e.g. https://vault.vault.svc:8200', httpsAddress),
  deployAddress: optional(
    text('give the address that pulumi up reaches it at, e.g. https://vault.example.com', httpsAddress),
  ),
  namespace: text('name the Kubernetes namespace that Vault runs in, e.g. vault', dnsLabel),
  caPath: optional(
    text(
      "give the file on the Vault Secrets Operator's pod with the authority of Vault's certificate, e.g. /etc/vault/ca.crt",
      absoluteFolder,
    ),
  ),
  authorityCertificate: optional(
    text("give the certificate of the authority that signed Vault's, in PEM", authorityCertificate),
  ),
  databaseCertificates: text(
    'give the folder on the Vault server that holds database certificates, e.g. /vault/userconfig/databases',
    absoluteFolder,
  ),
  apiServer: optional(
    group({
      address: text(
        'give the address of the API server as Vault reaches it, e.g. https://203.0.113.10:6443',
        httpsAddress,
      ),
      caCertificate: text(
        'give certificate-authority-data of the kubeconfig, decoded by base64 -d',
        authorityCertificate,
      ),
      audience: optional(text('give `aud` of a token that kubectl create token default makes', trimmed)),
    }),
  ),
  availability: optional(VAULT_AVAILABILITY),
  audit: optional(
    group({
      file: text(
        'give the file on the Vault server for its audit, e.g. /vault/audit/audit.log (server.auditStorage of its Helm values)',
        absoluteFolder,
      ),
      socket: text(
        'give host and port of the collector that takes its audit by TCP, e.g. vector.logging.svc:9090',
        socketAddress,
      ),
    }),
  ),
});
