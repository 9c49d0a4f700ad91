import { Construct } from 'constructs';
import { Environment } from '../environment';
import { httpsAddress } from '../fields/https';
import { NAMES, objectName } from '../names';
import { SecureNamespace } from '../network/secure-namespace';
import { also, choice, group, list, record, text, value } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';
import { STANDARDS } from '../standards';
import { AUTHORITY, ISSUER, lastingMinutes, MINUTES, roleName } from './login-checks';
import { PEOPLE_ACCESS, type PeopleAccess, peoplePolicy } from './people-access';
import { SecondProof } from './second-proof';
import { vaultOf } from './vault-of';
import { VaultResource } from './vault-resource';

/** Where `vault login -method=oidc` waits for the browser to come back, on the machine of whoever logs in. */
const CLI = 'http://localhost:8250/oidc/callback';

/** Some people, and what they may do. */
export interface OperatorRoleProps {
  /** Groups of the provider whose members may log in: one of them is enough. */
  readonly groups: readonly [string, ...string[]];

  /**
   * What they may do with what the environment has in Vault. `see` is what there is, and no value; `rotate` is to write the
   * next value of what people keep, without reading any; `break-glass` is to read those values, and to be given a login to a
   * database: give it to few, for a time.
   */
  readonly may: readonly [PeopleAccess, ...PeopleAccess[]];

  /**
   * Minutes that a login lives, at most 60. It is not renewed beyond.
   *
   * @default 60 - the longest that the standards allow ("Authentication"), or 15 with `break-glass`, which is of no document
   */
  readonly minutes?: number;
}

export interface OperatorLoginProps {
  /**
   * The provider of identities: an https address with `/.well-known/openid-configuration` below it, to the letter as `issuer`
   * there: that of Auth0 ends with a slash.
   */
  readonly issuer: string;

  /** What the provider calls Vault. */
  readonly clientId: string;

  /**
   * Key of the stack's configuration under which the secret of that client is, such as `operators:client-secret`:
   * `pulumi config set --secret operators:client-secret`. It is in no plan, and in the state of Pulumi encrypted.
   */
  readonly clientSecret: string;

  /** Who may log in, by the name of their role: `vault login -method=oidc -path=<mount> role=on-call`. */
  readonly roles: Readonly<Record<string, OperatorRoleProps>>;

  /**
   * The claim of a token that lists the groups of whoever logs in.
   *
   * @default groups
   */
  readonly groupsClaim?: string;

  /**
   * The claim by which Vault knows a person again, and with it what they prove themselves by: one that the provider never
   * gives to somebody else.
   *
   * @default sub
   */
  readonly userClaim?: string;

  /**
   * What a token is asked for besides `openid`, where the provider lists groups on request alone, as in `['groups']`.
   *
   * @default - nothing
   */
  readonly scopes?: readonly string[];

  /**
   * Addresses at which people open Vault in a browser.
   *
   * @default - the address that `pulumi up` reaches Vault at
   */
  readonly addresses?: readonly [string, ...string[]];

  /**
   * PEM of the authority that signed the certificate of `issuer`.
   *
   * @default - the authorities that Vault's machine trusts
   */
  readonly authorityCertificate?: string;
}

const ROLE: Props<OperatorRoleProps> = {
  groups: needed(
    list(text('name a group of the provider, without a comma or *', /^[^,*]*[^\s,*][^,*]*$/), 'list groups', 1),
  ),
  may: needed(list(choice(...PEOPLE_ACCESS), `list some of ${PEOPLE_ACCESS.join(', ')}`, 1)),
  minutes: optional(MINUTES),
};

const CLAIM = text('name a claim of the token', /^\S+$/);

const PROPS: Props<OperatorLoginProps> = {
  issuer: needed(ISSUER),
  clientId: needed(text('write what the provider calls Vault', /^\S+$/)),
  clientSecret: needed(
    text(
      'write the key of the configuration that it is under, as in operators:client-secret, and never the secret',
      /^(?!(?:dwcp|vault|kubernetes|pulumi):)[a-z][a-z0-9-]*:[A-Za-z][A-Za-z0-9-]*$/,
    ),
  ),
  roles: needed(
    also(record('name roles, each with `groups` and `may`', group(ROLE), roleName), (roles: object, place) =>
      Object.keys(roles).length > 0 ? [] : [`has no role in \`${place}\`; name at least one`],
    ),
  ),
  groupsClaim: optional(CLAIM),
  userClaim: optional(CLAIM),
  scopes: optional(list(text('write a scope of the provider', /^\S+$/))),
  addresses: optional(
    list(
      value(
        'write the https address of Vault',
        (given) => typeof given === 'string' && httpsAddress(given, '') === undefined,
      ),
      'list addresses',
      1,
    ),
  ),
  authorityCertificate: optional(AUTHORITY),
};

/**
 * How people log in to Vault: by the provider that knows them, and by a second proof, a code of their phone's, which Vault
 * itself asks for. A role is for groups of the provider, and holds what its people do and no more.
 *
 * Vault asks for the code of everybody who comes by this login, and no role is made before it does. Somebody who has not
 * enrolled is refused: docs/guides/who-may-log-in.md says how a person enrols. Whoever deploys this construct can change who
 * logs in: let people do it.
 *
 * https://developer.hashicorp.com/vault/docs/auth/jwt/oidc-providers
 */
export class OperatorLogin extends Construct {
  /** Where it is, below `auth/`: `vault login -method=oidc -path=<mount>`. */
  readonly mount: string;

  constructor(scope: Construct, id: string, props: OperatorLoginProps) {
    super(scope, objectName(scope, id, NAMES.login));
    checkProps(this, props, PROPS, {
      discoveryUrl: 'issuer',
      url: 'issuer',
      secret: 'clientSecret',
      client: 'clientId',
    });
    const vault = vaultOf(this);
    const { posture } = Environment.of(this);
    this.mount = `${posture.name}/${SecureNamespace.of(this).name}/${id}`;
    const { issuer, clientId, clientSecret, authorityCertificate: authority } = props;
    const backend = new VaultResource(this, 'backend', {
      type: 'vault:jwt/authBackend:AuthBackend',
      path: `auth/${this.mount}`,
      args: () => ({
        type: 'oidc',
        path: this.mount,
        description: `people who operate ${posture.name}`,
        oidcDiscoveryUrl: issuer,
        boundIssuer: issuer,
        oidcClientId: clientId,
        oidcClientSecret: { $config: clientSecret },
        ...(authority !== undefined && { oidcDiscoveryCaPem: authority }),
      }),
    });
    const proof = new SecondProof(this, 'proof', { login: backend, shown: `Vault ${posture.name}` });
    const { addresses = [vault.deployAddress ?? vault.address] } = props;
    const callbacks = [...addresses.map((one) => `${one}/ui/vault/auth/${this.mount}/oidc/callback`), CLI];
    for (const [name, role] of Object.entries(props.roles)) {
      // A role without the second proof would be a door for as long as the run takes.
      this.role(name, role, { ...props, callbacks }).node.addDependency(proof);
    }
  }

  private role(
    name: string,
    { groups, may, minutes = may.includes('break-glass') ? 15 : STANDARDS.accessTokenMaxMinutes }: OperatorRoleProps,
    { groupsClaim = 'groups', userClaim = 'sub', scopes = [], callbacks }: OfEveryRole,
  ): VaultResource {
    const policyName = `${this.mount.replaceAll('/', '.')}.${name}`;
    const scope = new Construct(this, name);
    const policy = new VaultResource(scope, 'policy', {
      type: 'vault:index/policy:Policy',
      path: `sys/policies/acl/${policyName}`,
      args: () => ({ name: policyName, policy: peoplePolicy(this, may) }),
    });
    const role = new VaultResource(scope, 'role', {
      type: 'vault:jwt/authBackendRole:AuthBackendRole',
      path: `auth/${this.mount}/role/${name}`,
      args: () => ({
        backend: this.mount,
        roleName: name,
        roleType: 'oidc',
        userClaim,
        groupsClaim,
        // Any one of them, as Pulumi's plugin takes a list.
        boundClaims: { [groupsClaim]: groups.join(',') },
        boundClaimsType: 'string',
        allowedRedirectUris: callbacks,
        ...(scopes.length > 0 && { oidcScopes: scopes }),
        tokenPolicies: [policyName],
        ...lastingMinutes(minutes),
        tokenType: 'service',
      }),
    });
    role.node.addDependency(policy);
    return role;
  }
}

interface OfEveryRole extends Pick<OperatorLoginProps, 'groupsClaim' | 'userClaim' | 'scopes'> {
  readonly callbacks: readonly string[];
}
