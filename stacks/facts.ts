import {
  check,
  FACTS,
  type Facts,
  type Field,
  field,
  type IdentityProvider,
  VAULT,
  type VaultFacts,
} from '@dwcp/baseline';
import { tokenMinutes } from './facts/token-minutes';

/** Where one environment of the platform runs. Required to the last field: a guess would open or break something. */
export interface PlatformFacts extends Facts {
  readonly vault: VaultFacts;
  /** The environment's public domain, such as `dwcp.example.com`. */
  readonly domain: string;
  readonly gateway: {
    /** Who may reach the gateway. A public site says `0.0.0.0/0` here, the only place where that is allowed. */
    readonly clientCidrs: readonly string[];
  };
  /** Who makes the access tokens of the platform's users. */
  readonly identity: IdentityProvider & {
    /** How long a token lives, by the identity provider's settings; the gateway cannot see it. */
    readonly accessTokenMinutes: number;
  };
  /** Name of the cert-manager ClusterIssuer that signs for `domain`. */
  readonly certificateIssuer: string;
  /** Each pinned by digest, so that the same facts always run the same code. */
  readonly images: {
    readonly api: string;
    readonly worker: string;
    readonly report: string;
    readonly postgres: string;
    readonly pgbouncer: string;
    readonly redis: string;
  };
}

const image = field.text(
  'pin it as registry/name:tag@sha256:…, with the digest that docker buildx imagetools inspect shows',
  check.imageByDigest,
);

const clients = 'name who may reach the gateway; a public site says 0.0.0.0/0';

/** How each fact is checked, and where its value is found. */
export const facts = {
  domain: field.text('give the public domain of this environment, e.g. dwcp.example.com', check.publicDomain),
  ...FACTS,
  vault: VAULT,
  gateway: field.group({ clientCidrs: field.list(clients, field.text(clients, check.cidr)) }),
  identity: field.group({
    issuer: field.text(
      'give the issuer exactly as tokens have it in iss, e.g. https://login.example.com/',
      check.httpsUrl,
    ),
    jwksUri: field.text('give jwks_uri of the issuer: curl <issuer>/.well-known/openid-configuration', check.httpsUrl),
    audience: field.text(
      'give what tokens for this platform have in aud, e.g. https://dwcp.example.com',
      check.trimmed,
    ),
    accessTokenMinutes: field.number(
      'give the life of an access token in minutes, as the identity provider is set, e.g. 60',
      tokenMinutes,
    ),
  }),
  certificateIssuer: field.text(
    'name the ClusterIssuer that signs for the domain: kubectl get clusterissuers',
    check.dnsName,
  ),
  images: field.group({ api: image, worker: image, report: image, postgres: image, pgbouncer: image, redis: image }),
} as const satisfies { readonly [Fact in keyof PlatformFacts]-?: Field<PlatformFacts[Fact]> };
