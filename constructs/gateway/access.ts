import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubernetesObject } from '../kubernetes';
import type { AuthorizationRule } from '../operators/istio';

/** Who makes the access tokens, and how they are checked: OAuth 2.0 with JSON Web Tokens (RFC 9068). */
export interface IdentityProvider {
  /** Exactly what tokens have as `iss`, such as `https://login.example.com/`. */
  readonly issuer: string;
  /** Where its public keys are. istiod fetches them, so istiod must reach it; gateways need not. */
  readonly jwksUri: string;
  /** What tokens for this platform have as `aud`. */
  readonly audience: string;
  /**
   * How long its access tokens live, as it is set there: an hour at most.
   *
   * @default - nobody said, and a gateway cannot check it
   */
  readonly accessTokenMinutes?: number;
}

/** A path of the domain, and whether it takes a token. */
export interface Entrance {
  readonly path: string;
  readonly public: boolean;
}

export interface GatewayAccessProps {
  readonly gateway: string;
  readonly port: number;
  readonly clientCidrs: readonly string[];
  readonly identity?: IdentityProvider;
  /** Read at synthesis, when every route is known. */
  readonly entrances: () => readonly Entrance[];
}

/**
 * Who may come in where: known addresses, on routed paths, with a valid token unless the path is public.
 *
 * A token is checked for signature, issuer, audience and `exp`. That it was made for an hour at most cannot be checked
 * here: Istio compares claims with texts, and has no field for Envoy's `max_lifetime`. The identity provider has to be
 * set so, which the facts of the platform make an operator say.
 */
export function guardGateway(scope: Construct, props: GatewayAccessProps): KubernetesObject[] {
  const { gateway, identity } = props;
  const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway }];
  const authorization = new KubernetesObject(scope, 'authorization', {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: gateway },
    spec: Lazy.any({
      produce: () => {
        const rules = rulesOf(props);
        // Without rules it matches no request, so it allows nothing.
        return { action: 'ALLOW', targetRefs, ...(rules.length > 0 && { rules }) };
      },
    }),
  });
  if (identity === undefined) return [authorization];
  const tokens = new KubernetesObject(scope, 'tokens', {
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: gateway },
    spec: {
      targetRefs,
      jwtRules: [
        {
          issuer: identity.issuer,
          jwksUri: identity.jwksUri,
          audiences: [identity.audience],
          // The service needs it to know the user.
          forwardOriginalToken: true,
        },
      ],
    },
  });
  return [authorization, tokens];
}

/** One rule for each path. A path below another is left to its own rule, as it is to its own route. */
function rulesOf({ port, clientCidrs, identity, entrances }: GatewayAccessProps): AuthorizationRule[] {
  const all = entrances();
  return all.map(({ path, public: open }) => {
    const below = all.filter((other) => other.path !== path && other.path.startsWith(subtree(path)));
    return {
      // The world has no service account, so the gateway, and only it, accepts by address.
      from: [
        { source: { ipBlocks: clientCidrs, ...(!open && { requestPrincipals: [`${identity?.issuer ?? ''}/*`] }) } },
      ],
      to: [
        {
          operation: {
            ports: [`${port}`],
            paths: pathsOf(path),
            ...(below.length > 0 && { notPaths: below.flatMap((other) => pathsOf(other.path)) }),
          },
        },
      ],
    };
  });
}

/** What a route by path prefix matches: `/api`, `/api/` and whatever is below, not `/apis`. */
function pathsOf(path: string): string[] {
  return path === '/' ? ['/*'] : [path.replace(/\/$/, ''), `${subtree(path)}*`];
}

function subtree(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}
