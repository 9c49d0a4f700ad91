import { Construct } from 'constructs';
import { Environment } from '../environment';
import { invalid } from '../invalid';
import { NAMES, objectName } from '../names';
import { SecureNamespace } from '../network/secure-namespace';
import { also, choice, record, text } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { CI_ROLE, type CiRoleProps, SYSTEMS } from './ci-role';
import type { KeyValueSecret } from './key-value-secret';
import { AUTHORITY, ISSUER, lastingMinutes, roleName } from './login-checks';
import { policyText } from './policy-text';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

export interface CiLoginProps {
  /** The system that runs the jobs, and signs a token for each. */
  readonly system: keyof typeof SYSTEMS;

  /** The jobs that may log in, by the name of their role: `vault write auth/<mount>/login role=deploy jwt=…`. */
  readonly roles: Readonly<Record<string, CiRoleProps>>;

  /**
   * Who signs the tokens: an https address with `/.well-known/openid-configuration` below it.
   *
   * @default - GitHub's or GitLab's own: for a server of one's own, its address
   */
  readonly issuer?: string;

  /**
   * Whom tokens are made for: one that is for anybody else is refused.
   *
   * @default - the address of Vault
   */
  readonly audience?: string;

  /**
   * PEM of the authority that signed the certificate of `issuer`.
   *
   * @default - the authorities that Vault's machine trusts
   */
  readonly authorityCertificate?: string;
}

const PROPS: Props<CiLoginProps> = {
  system: needed(choice(...Object.keys(SYSTEMS))),
  roles: needed(
    also(record('name roles, each with `repository` and `ref` or `environment`', CI_ROLE, roleName), someRole),
  ),
  issuer: optional(ISSUER),
  audience: optional(text('write whom the tokens are for, as in https://vault.example.com', /^[^\s,*]+$/)),
  authorityCertificate: optional(AUTHORITY),
};

/**
 * How jobs of a CI system log in to Vault: by the token that the system signs for each of them, and by nothing that is kept
 * anywhere. Each role is for the jobs of one repository and of some refs or one environment, for a quarter of an hour.
 *
 * A job that deploys has a token that Pulumi's plugin makes a child of; any other has a batch token, which nobody can renew or
 * make others of. Whoever deploys this construct can change who logs in: let people do it, and no job that it lets in.
 *
 * https://developer.hashicorp.com/vault/docs/auth/jwt
 */
export class CiLogin extends Construct {
  /** Where it is, below `auth/`: `vault write auth/<mount>/login`. */
  readonly mount: string;

  constructor(scope: Construct, id: string, props: CiLoginProps) {
    super(scope, objectName(scope, id, NAMES.login));
    checkProps(this, props, PROPS, { url: 'issuer', jobs: 'roles', aud: 'audience', ca: 'authorityCertificate' });
    const vault = vaultOf(this);
    const { posture } = Environment.of(this);
    const of = `${posture.name}/${SecureNamespace.of(this).name}/${id}`;
    this.mount = of;
    const { issuer = SYSTEMS[props.system].issuer, authorityCertificate: authority } = props;
    const backend = new VaultResource(this, 'backend', {
      type: 'vault:jwt/authBackend:AuthBackend',
      path: `auth/${this.mount}`,
      args: () => ({
        type: 'jwt',
        path: this.mount,
        description: `jobs of ${props.system} in ${posture.name}`,
        oidcDiscoveryUrl: issuer,
        boundIssuer: issuer,
        ...(authority !== undefined && { oidcDiscoveryCaPem: authority }),
      }),
    });
    const audience = props.audience ?? vault.deployAddress ?? vault.address;
    for (const [name, role] of Object.entries(props.roles)) {
      this.role(name, role, { backend, audience, system: props.system });
    }
  }

  private role(name: string, props: CiRoleProps, { backend, audience, system }: OfLogin): void {
    const { repository, ref, environment, deploys = false, reads = [] } = props;
    if (reads.some((secret) => Environment.of(secret) !== Environment.of(this))) {
      throw invalid(this, `has role '${name}' read what another environment keeps`, 'let it read of its own');
    }
    const { name: stage } = Environment.of(this).posture;
    const scope = new Construct(this, name);
    const policy = reads.length === 0 ? undefined : this.policy(scope, name, reads);
    const claims = SYSTEMS[system];
    const seconds = lastingMinutes(props.minutes ?? (deploys ? 30 : 15));
    new VaultResource(scope, 'role', {
      type: 'vault:jwt/authBackendRole:AuthBackendRole',
      path: `auth/${this.mount}/role/${name}`,
      args: () => ({
        backend: this.mount,
        roleName: name,
        roleType: 'jwt',
        // Which job it was is in the audit of Vault; a repository is one entity.
        userClaim: claims.repository,
        claimMappings: { [claims.run]: 'run', ref: 'ref' },
        boundAudiences: [audience],
        boundClaims: {
          [claims.repository]: repository,
          ...(ref !== undefined && { ref }),
          ...(environment !== undefined && { environment }),
        },
        boundClaimsType: ref?.includes('*') ? 'glob' : 'string',
        tokenPolicies: [
          ...(policy === undefined ? [] : [policy.path.replace(/^.*\//, '')]),
          ...(deploys ? [`dwcp-deployer-${stage}`] : []),
        ],
        ...seconds,
        // Of a batch token no child is made, and Pulumi's plugin works with a child.
        tokenType: deploys ? 'service' : 'batch',
      }),
    }).node.addDependency(backend, ...(policy === undefined ? [] : [policy]));
  }

  /** What it reads, and nothing else. */
  private policy(scope: Construct, name: string, reads: readonly KeyValueSecret[]): VaultResource {
    const policyName = `${this.mount.replaceAll('/', '.')}.${name}`;
    const paths = reads.map((secret) => `${secret.mount}/data/${secret.node.id}`);
    return new VaultResource(scope, 'policy', {
      type: 'vault:index/policy:Policy',
      path: `sys/policies/acl/${policyName}`,
      args: () => ({
        name: policyName,
        policy: [...new Set(paths)]
          .sort()
          .map((path) => policyText(path, 'read'))
          .join('\n'),
      }),
    });
  }
}

/** What each role of a login has of it. */
interface OfLogin {
  readonly backend: VaultResource;
  readonly audience: string;
  readonly system: keyof typeof SYSTEMS;
}

function someRole(roles: CiLoginProps['roles'], place: string): readonly string[] {
  return Object.keys(roles).length > 0 ? [] : [`has no role in \`${place}\`; name at least one`];
}
