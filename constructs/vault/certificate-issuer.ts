import { Construct } from 'constructs';
import { Environment } from '../environment';
import { OBJECT_NAME } from '../fields/dns-name';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import { isHostName } from '../network/host-name';
import { isSecureNamespace, SecureNamespace } from '../network/secure-namespace';
import { operatorNamespaces } from '../operators/whereabouts';
import { also, list, text, value } from '../props/checks';
import { checkProps, isGroup, needed, optional, type Props } from '../props/props';
import { ENDS_AS_THE_ROLE_SAYS } from './certificate';
import type { IntermediateAuthority } from './intermediate-authority';
import { KubernetesAuth } from './kubernetes-auth';
import { DAY_SECONDS } from './pki-engine';
import { policyText } from './policy-text';
import { renewedCertificate } from './renewed-certificate';
import { tokenRequester } from './token-requester';
import { reviewAudiences } from './vault-identity';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

/** What the chart of cert-manager calls it, installed under the name of the chart. */
const SERVICE_ACCOUNT = 'cert-manager';

/** cert-manager logs in for each certificate, by a token that it asks for so long: the shortest that Kubernetes makes. */
const LOGIN_SECONDS = 600;

/** Who signs, and who asks for it. */
export interface IssuerOptions {
  /** The authority that signs: what it was signed for itself says how long certificates live. */
  readonly authority: IntermediateAuthority;

  /**
   * cert-manager's own service account, in the namespace that the facts say: the only one that may log in by the issuer.
   *
   * @default 'cert-manager' - as its chart has it, installed under its own name
   */
  readonly serviceAccount?: string;
}

export interface CertificateIssuerProps extends IssuerOptions {
  /** Host names that it signs for, each whole: neither what is below one nor a wildcard is signed for. */
  readonly names: readonly string[];
}

/** What an issuer is told besides its names. */
export const ISSUER_OPTIONS: Props<IssuerOptions> = {
  authority: needed(
    value(
      'give an IntermediateAuthority',
      (given) => isGroup(given) && typeof given['grantCertificate'] === 'function',
    ),
  ),
  serviceAccount: optional(text('name it as kubectl get serviceaccounts does', OBJECT_NAME)),
};

const LIST = "list whole names in lower case, e.g. ['hooks.shop.svc']";

const hostNames = also(
  list(
    value(LIST, (given) => typeof given === 'string' && isHostName(given)),
    LIST,
    1,
  ),
  (given: readonly string[], place) =>
    new Set(given).size === given.length ? [] : [`has a name twice in \`${place}\`; write each once`],
);

const PROPS: Props<CertificateIssuerProps> = { ...ISSUER_OPTIONS, names: needed(hostNames) };

/**
 * An Issuer of cert-manager that has an authority in Vault sign, for certificates of servers that no grant reaches: those of
 * webhooks, of a gateway, of what an operator runs.
 *
 * cert-manager logs in to Vault as a service account of the issuer's own, by a token that it alone may ask for and that is
 * for this issuer alone. With that it may have one role sign, for the names that are listed and for as long as the authority
 * says. Whoever may write a Certificate in the namespace gets one of these names, and no other.
 *
 * A workload that has a certificate for its own names is granted one instead (`IntermediateAuthority.grantCertificate`).
 */
export class CertificateIssuer extends Construct {
  /** What Certificates of the namespace name as their `issuerRef`. */
  readonly issuer: KubernetesObject;
  private readonly lifeDays: number;
  private readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: CertificateIssuerProps) {
    super(scope, objectName(scope, id, NAMES.certificateIssuer));
    checkProps(this, props, PROPS, {
      domains: 'names',
      hosts: 'names',
      account: 'serviceAccount',
      signer: 'authority',
    });
    const { authority, serviceAccount = SERVICE_ACCOUNT } = props;
    this.names = props.names;
    this.lifeDays = authority.certificateDays;
    this.node.addValidation({ validate: () => [...this.namesOfOthers()] });
    const { mount } = authority.signer(`is to sign for the issuer '${this.node.path}'`);
    const { address, authorityCertificate } = vaultOf(this);
    const namespace = SecureNamespace.of(this).name;
    // By a dot, which no workload's role has: an authority may sign for several namespaces.
    const role = `${namespace}.${id}`;
    const signing = this.role(mount, role);
    const login = this.login(`${mount}/sign/${role}`);
    const account = tokenRequester(this, id, {
      name: serviceAccount,
      namespace: operatorNamespaces(Environment.of(this).facts).certManager,
    });
    const more = reviewAudiences(vaultOf(this));
    this.issuer = new KubernetesObject(this, 'issuer', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { name: id },
      spec: {
        vault: {
          server: address,
          path: `${mount}/sign/${role}`,
          ...(authorityCertificate && { caBundle: Buffer.from(authorityCertificate).toString('base64') }),
          auth: {
            kubernetes: {
              mountPath: `/v1/auth/${KubernetesAuth.of(this).mount}`,
              role: id,
              serviceAccountRef: { name: id, ...(more.length > 0 && { audiences: more }) },
            },
          },
        },
      },
    });
    this.issuer.node.addDependency(signing, login, ...account);
  }

  /**
   * Asks for a certificate of some of its names, and returns what asks: cert-manager keeps it in a Secret of the same name, as
   * `tls.crt`, `tls.key` and `ca.crt`. The next one follows before two thirds of its life are over, with a new key, and somebody
   * is told when it does not.
   */
  issue(name: string, names: readonly string[]): KubernetesObject {
    checkProps(this, { names }, { names: PROPS.names });
    const others = names.filter((one) => !this.names.includes(one));
    if (others.length > 0) {
      throw invalid(
        this,
        `is to issue '${name}' for ${others.join(', ')}`,
        `write some of its own: ${this.names.join(', ')}`,
      );
    }
    const certificate = renewedCertificate(new Construct(this, objectName(this, name, NAMES.certificate)), {
      ...{ name, names, lifeDays: this.lifeDays },
      issuer: { kind: 'Issuer', name: this.node.id },
    });
    certificate.node.addDependency(this.issuer);
    return certificate;
  }

  /** Of one role, so that nobody signs by it for as long as the authority lives, for an address, or for a client. */
  private role(backend: string, name: string): VaultResource {
    return new VaultResource(this, 'role', {
      type: 'vault:pkiSecret/secretBackendRole:SecretBackendRole',
      path: `${backend}/roles/${name}`,
      args: () => ({
        backend,
        name,
        allowedDomains: [...this.names].sort(),
        allowBareDomains: true,
        allowSubdomains: false,
        allowWildcardCertificates: false,
        allowLocalhost: false,
        allowIpSans: false,
        // Whoever trusts the root takes a client by it, and by no name.
        clientFlag: false,
        serverFlag: true,
        // cert-manager asks by alternative names alone, as browsers and RFC 9525 have it.
        requireCn: false,
        keyType: 'ec',
        keyBits: 256,
        maxTtl: `${this.lifeDays * DAY_SECONDS}`,
      }),
    });
  }

  /** What cert-manager logs in with, for this issuer alone. */
  private login(path: string): VaultResource {
    const { id } = this.node;
    const login = KubernetesAuth.of(this);
    const namespace = SecureNamespace.of(this).name;
    const policyName = `${Environment.of(this).posture.name}.${namespace}.${id}`;
    const policy = new VaultResource(this, 'policy', {
      type: 'vault:index/policy:Policy',
      path: `sys/policies/acl/${policyName}`,
      args: () => ({ name: policyName, policy: policyText(path, 'update', ENDS_AS_THE_ROLE_SAYS) }),
    });
    const role = new VaultResource(this, 'login', {
      type: 'vault:kubernetes/authBackendRole:AuthBackendRole',
      path: `auth/${login.mount}/role/${id}`,
      args: () => ({
        backend: login.mount,
        roleName: id,
        boundServiceAccountNames: [id],
        boundServiceAccountNamespaces: [namespace],
        // What cert-manager puts into each token that it asks for by an Issuer: https://cert-manager.io/docs/configuration/vault/
        audience: `vault://${namespace}/${id}`,
        tokenPolicies: [policyName],
        tokenTtl: LOGIN_SECONDS,
        tokenMaxTtl: LOGIN_SECONDS,
      }),
    });
    role.node.addDependency(login, policy);
    return role;
  }

  /**
   * By such a name, whoever writes Certificates here would be the server that somebody in another namespace calls: `api.orders`
   * or `api.orders.svc`. Asked for once all namespaces are declared.
   */
  private namesOfOthers(): readonly string[] {
    const own = SecureNamespace.of(this).name;
    const all = Environment.of(this).node.findAll().filter(isSecureNamespace);
    const others = this.names.filter((name) => {
      const labels = name.split('.');
      const at = labels.lastIndexOf('svc');
      if (at >= 2) return labels[at - 1] !== own;
      return labels.length === 2 && all.some((one) => one.name === labels[1] && one.name !== own);
    });
    if (others.length === 0) return [];
    const remedy = `declare an issuer there, or write names below ${own}.svc`;
    return [`signs for ${others.join(', ')}, which Services of other namespaces are called; ${remedy}`];
  }
}
