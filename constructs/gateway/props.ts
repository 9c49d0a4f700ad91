import { isHostName } from '../network/host-name';
import { networkProblem } from '../network/peers/addresses';
import { SERVICE_LEVEL, type ServiceLevel } from '../observability/service-level';
import { choice, either, flag, group, list, nameOf, text, value, whole } from '../props/checks';
import { isGroup, needed, optional, type PropCheck, type Props, wrong } from '../props/props';
import { STANDARDS } from '../standards';
import { ISSUER_OPTIONS, type IssuerOptions } from '../vault/certificate-issuer';
import type { IdentityProvider } from './access';
import { CACHE_CONTROL } from './cache';
import type { GatewayLimits } from './filters';
import { FIREWALL, type Firewall } from './firewall';
import type { Rate } from './rate-limit';
import { type ExposeOptions, tryPathPrefix } from './route';

export interface GatewayProps {
  /** Public host name that it answers for. */
  readonly domain: string;

  /** Addresses that may call it; a public site names 0.0.0.0/0 and ::/0 here. */
  readonly clientCidrs: readonly string[];

  /**
   * Who signs its certificate, by cert-manager: a ClusterIssuer that is there, by its name, or an authority in Vault, by an
   * Issuer that the gateway has for its domain alone. What Vault signs is known to whoever trusts the root of that authority.
   */
  readonly certificateIssuer: string | IssuerOptions;

  /**
   * Who makes the access tokens that requests bring.
   *
   * @default - nobody: only public paths can be exposed
   */
  readonly identity?: IdentityProvider;

  /** @default - 1 MiB for a request, 100 requests per second from a client and 2000 from all, at each of its pods */
  readonly limits?: GatewayLimits;

  /** @default - none */
  readonly firewall?: Firewall;

  /**
   * What each service that it exposes is held to, unless the service says so itself.
   *
   * @default - where data is protected the level of the standards: 99.95 % available, 95 of 100 requests within 200 ms,
   * 0.1 % failing; where it is disposable `none`
   */
  readonly slo?: ServiceLevel | 'none';
}

/** The largest number in a field of Envoy's that counts bytes or requests: 32 bits. */
const MOST = 2 ** 32 - 1;

const domain = value(
  'write a whole name in lower case, e.g. shop.example.com',
  (given) => typeof given === 'string' && isHostName(given),
);

const client: PropCheck = {
  form: 'write a network and its mask, e.g. 203.0.113.0/24',
  problems(given, place) {
    if (typeof given !== 'string') return [wrong(given, place, this.form)];
    const problem = networkProblem(given);
    return problem === undefined ? [] : [`has \`${place}\`, where ${problem}`];
  },
};

/** An address that carries no password, which is not shown where it does. */
const address: PropCheck = {
  form: 'write an https URL',
  problems(given, place) {
    const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined;
    // An `@` in the path is none.
    if (url && url.username + url.password !== '') return [`has credentials in \`${place}\`; write the address alone`];
    return url && /^https:\/\/[^\s#]+$/.test(String(given)) ? [] : [wrong(given, place, this.form)];
  },
};

const many = whole(1, MOST);

const rate = group<Rate>({ requestsPerSecond: needed(many), burst: optional(many) });

/** What a gateway takes: what nobody could reach, log in at or be served by is refused. */
export const GATEWAY_PROPS: Props<GatewayProps> = {
  domain: needed(domain),
  clientCidrs: needed(
    list(client, "write a list of networks, e.g. ['203.0.113.0/24'], or ['0.0.0.0/0', '::/0'] for everybody", 1),
  ),
  certificateIssuer: needed(
    either(
      "name a ClusterIssuer, or give { authority } of Vault's",
      (given) => !isGroup(given),
      nameOf('a ClusterIssuer'),
      group(ISSUER_OPTIONS),
    ),
  ),
  identity: optional(
    group<IdentityProvider>({
      issuer: needed(address),
      jwksUri: needed(address),
      // An empty one is every audience to Istio.
      audience: needed(text('write what tokens have as `aud`', /\S/)),
      accessTokenMinutes: optional(whole(1, STANDARDS.accessTokenMaxMinutes)),
    }),
  ),
  limits: optional(
    group<GatewayLimits>({ requestBytes: optional(many), perClient: optional(rate), all: optional(rate) }),
  ),
  firewall: optional(FIREWALL),
  slo: optional(SERVICE_LEVEL),
};

export const EXPOSE_OPTIONS: Props<ExposeOptions> = {
  path: needed(
    value(
      'write a prefix of paths, e.g. /api',
      (given) => typeof given === 'string' && tryPathPrefix(given) !== undefined,
    ),
  ),
  public: optional(flag),
  cache: optional(choice(...Object.keys(CACHE_CONTROL))),
  requestBytes: optional(
    either("write a number of bytes, or 'streamed'", (given) => typeof given === 'string', choice('streamed'), many),
  ),
};
