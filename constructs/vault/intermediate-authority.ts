import { Construct } from 'constructs';
import { Environment } from '../environment';
import type { Reload, RotatingGrantOptions } from '../grants/grant-options';
import type { Grantable, Grantee } from '../grants/grantee';
import { type Delivery, Grants } from '../grants/grants';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { NAMES, objectName } from '../names';
import { SecureNamespace } from '../network/secure-namespace';
import { list, text, whole } from '../props/checks';
import { checkProps, optional, type Props } from '../props/props';
import { STANDARDS } from '../standards';
import { issueCertificate } from './certificate';
import { DAY_SECONDS, pkiEngine } from './pki-engine';
import { RotationPolicy } from './rotation-policy';
import { type SignedChain, signedChain } from './signed-chain';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

/** Life of a certificate: of no document, but for the 90 days that it may not pass. Nobody has to revoke one that ends in a week. */
const CERTIFICATE_DAYS = 7;

const FILES = { 'tls.crt': 'tls.crt', 'tls.key': 'tls.key' } as const;
const ROOT_FILE = { 'ca.crt': 'ca.crt' } as const;

export interface IntermediateAuthorityProps {
  /**
   * How many authorities there were, this one included: 2 asks for the next one beside the first, which signs on until the
   * next one is signed.
   *
   * @default 1
   */
  readonly authority?: number;

  /**
   * What whoever holds the root made of each request, in their order: the certificate of the authority, and those above it
   * up to the root, as PEM. It lives a year at the most; each has the same root.
   *
   * The last one may be missing: then it is asked for, and does not sign yet.
   *
   * @default - none is signed, and nobody can be granted a certificate
   */
  readonly signedCertificates?: readonly string[];

  /**
   * Days that a certificate lives, 90 at the most. The next one is delivered when a third of them is left.
   *
   * @default 7
   */
  readonly certificateDays?: number;
}

/** What of an authority signs. */
export interface AuthoritySigner {
  /** Its engine in Vault. */
  readonly mount: string;
  /** What makes it sign. */
  readonly after: VaultResource;
  /** The ConfigMap with the root, in the namespace of the authority. */
  readonly root: KubernetesObject;
}

const PROPS: Props<IntermediateAuthorityProps> = {
  authority: optional(whole(1, 99)),
  signedCertificates: optional(
    list(text('give what the holder of the root made of its request, as PEM'), 'list one for each authority, in order'),
  ),
  certificateDays: optional(RotationPolicy.daysOf('certificate')),
};

/**
 * An authority for certificates of workloads, in Vault, below a root that is kept elsewhere: on no machine that is online, or
 * in another Vault. Its key never leaves Vault, and it lives a year at the most.
 *
 * `pulumi up` makes its key and asks for a certificate: the stack's output `certificateRequests` is for whoever holds the
 * root. What they sign is `signedCertificates`, and from then on workloads are granted certificates, for their own names in
 * the cluster. At half of its life `authority` is raised by one, and the next one is asked for in the same way.
 *
 * Each is in an engine of its own, since in one engine only Vault knows what it calls each. Both are below the same root,
 * which is what the holders of certificates trust: whatever the former has signed is good until it ends.
 */
export class IntermediateAuthority extends Construct {
  /** Engine in Vault of the authority that signs; undefined until one is signed. */
  readonly mount: string | undefined;
  /** Days that a certificate lives. */
  readonly certificateDays: number;
  private readonly signing: VaultResource | undefined;
  private readonly root: KubernetesObject | undefined;
  private readonly grants = new Grants(this);

  constructor(scope: Construct, id: string, props: IntermediateAuthorityProps = {}) {
    super(scope, objectName(scope, id, NAMES.intermediateAuthority));
    checkProps(this, props, PROPS, { generation: 'authority', signed: 'signedCertificates', ttl: 'certificateDays' });
    vaultOf(this);
    const { authority = 1, signedCertificates = [], certificateDays = CERTIFICATE_DAYS } = props;
    this.certificateDays = certificateDays;
    const chains = this.chainsOf(signedCertificates, authority);
    const issuers = Array.from({ length: authority }, (_, index) => this.issuer(index + 1, chains[index]?.pem));
    this.root = chains[0] && this.trusted(chains[0].root);
    this.mount = chains.length === 0 ? undefined : this.mountOf(chains.length);
    this.signing = issuers[chains.length - 1];
  }

  /**
   * Gives a workload a certificate for its own names in the cluster, of use to a server and to a client: `tls.crt` with the
   * authority that signed it, `tls.key`, and the root as `ca.crt`, which is what it trusts.
   */
  grantCertificate(to: Grantable, options?: RotatingGrantOptions): void {
    const deliver = (holder: Grantee, reload: Reload) => this.issue(holder, reload);
    this.grants.give(to, { verb: 'grantCertificate', access: 'certificate', rotates: true, deliver }, options);
  }

  /** Where it signs, what has to be there before, and the root. Refused until it is signed, with what it `isToDo`. */
  signer(isToDo: string): AuthoritySigner {
    const { mount, signing: after, root } = this;
    if (after === undefined || mount === undefined || root === undefined) {
      throw invalid(
        this,
        `${isToDo}, and is not signed yet`,
        'have the stack’s output certificateRequests signed by whoever holds the root, and give that as `signedCertificates`',
      );
    }
    return { mount, after, root };
  }

  private issue(holder: Grantee, reload: Reload): Delivery {
    const { id } = this.node;
    const { mount, after, root } = this.signer(`is to give '${holder.name}' a certificate`);
    const { name, namespace } = holder;
    holder.node.addDependency(root);
    const secret = issueCertificate(
      this,
      { holder, names: [name, `${name}.${namespace}`, `${name}.${namespace}.svc`], usage: 'server', reload },
      {
        mount,
        role: name,
        issuer: undefined,
        after,
        lifeDays: this.certificateDays,
        of: id,
        secret: `${name}-${id}`,
      },
    );
    return {
      sources: [
        { secret, files: FILES },
        { config: root.name, files: ROOT_FILE },
      ],
    };
  }

  /** The root, which the operator leaves out of what it delivers: it asks Vault for chains without. */
  private trusted(root: string): KubernetesObject {
    return new KubernetesObject(this, 'root', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${this.node.id}-root` },
      data: { 'ca.crt': root },
    });
  }

  /** One generation: its engine, its key and request, and once that is signed, its certificate. */
  private issuer(generation: number, chain: string | undefined): VaultResource {
    const { posture } = Environment.of(this);
    const namespace = SecureNamespace.of(this).name;
    const mount = this.mountOf(generation);
    const scope = new Construct(this, `${generation}`);
    const engine = pkiEngine(scope, {
      mount,
      description: `certificates of ${namespace} in ${posture.name}, by authority ${generation} of ${this.node.id}`,
      longestSeconds: STANDARDS.tls.certificateLifeDays * DAY_SECONDS,
    });
    const request = new VaultResource(scope, 'request', {
      type: 'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest',
      path: `${mount}/request`,
      args: () => ({
        backend: mount,
        type: 'internal',
        commonName: `${this.node.id} ${posture.name} ${generation}`,
        keyType: 'ec',
        keyBits: 256,
      }),
    });
    request.node.addDependency(engine);
    if (chain === undefined) return request;
    const signed = new VaultResource(scope, 'signed', {
      type: 'vault:pkiSecret/secretBackendIntermediateSetSigned:SecretBackendIntermediateSetSigned',
      path: `${mount}/signed`,
      args: () => ({ backend: mount, certificate: chain }),
    });
    signed.node.addDependency(request);
    return signed;
  }

  /** By a dot, which no other name has: none of them is like it. */
  private mountOf(generation: number): string {
    const { posture } = Environment.of(this);
    return `${posture.name}/${SecureNamespace.of(this).name}/${this.node.id}.${generation}`;
  }

  /** The chains, each of which outlives what it signs, and all of which have one root. */
  private chainsOf(given: readonly string[], authority: number): readonly SignedChain[] {
    if (given.length > authority || given.length < authority - 1) {
      throw invalid(
        this,
        `has ${given.length} of \`signedCertificates\` for authority ${authority}`,
        `give ${authority}, or ${authority - 1} until the last one is signed`,
      );
    }
    const chains = given.map((one, index) => {
      const chain = signedChain(one);
      const place = `\`signedCertificates[${index}]\``;
      if (!('pem' in chain)) throw invalid(this, `has ${place}, which ${chain[0]}`, chain[1]);
      if (chain.lifeDays < 2 * this.certificateDays) {
        throw invalid(
          this,
          `signs for ${this.certificateDays} days, and ${place} lives ${Math.floor(chain.lifeDays)}`,
          'have it signed for twice as long at the least, since it signs until half of its life is over',
        );
      }
      return chain;
    });
    const other = chains.findIndex(({ root }) => root !== chains[0]?.root);
    if (other !== -1) {
      throw invalid(
        this,
        `has \`signedCertificates[${other}]\`, which is below another root than the first`,
        'have it signed by the same root, which is what everybody trusts meanwhile',
      );
    }
    return chains;
  }
}
