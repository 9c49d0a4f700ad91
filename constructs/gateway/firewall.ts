import type { Construct } from 'constructs';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { tryCidr } from '../network/cidr';
import type { Peer } from '../network/peer';
import { choice, count, either, group, text, value } from '../props/checks';
import { isGroup, needed, type PropCheck, type Props } from '../props/props';

/** A web application firewall: what looks into requests for attacks. It needs tuning to the traffic, whichever it is. */
export type Firewall = InGateway | InFront;

/** Coraza with the OWASP Core Rule Set, in the gateway itself. */
export interface InGateway {
  /** Coraza, as a plugin of the gateway's own Envoy. */
  readonly kind: 'coraza';

  /** Image of coraza-proxy-wasm, by digest. */
  readonly image: string;

  /** Where the gateway's pods fetch it from: default deny holds for them, too. */
  readonly registry: Peer;

  /** `observe` writes down what `block` would refuse: where a rule set has to begin. */
  readonly mode: 'observe' | 'block';
}

/** Cloudflare, AWS WAF or another that stands in front: `clientCidrs` are then the ranges that it publishes. */
export interface InFront {
  /** One that requests have passed before they come to the gateway. */
  readonly kind: 'in-front';

  /** Proxies that add to `X-Forwarded-For` before the gateway, so that it knows the client behind them. */
  readonly hops: number;
}

/** The widest range that a provider publishes for its own proxies; wider, and others could go around it. */
const WIDEST_PREFIX = 8;

/** What Envoy has to be told at its start, as the annotation that Istio reads on the gateway's pods. */
export function proxyAnnotations(firewall: Firewall | undefined): Readonly<Record<string, string>> | undefined {
  if (firewall?.kind !== 'in-front') return undefined;
  return { 'proxy.istio.io/config': JSON.stringify({ gatewayTopology: { numTrustedProxies: firewall.hops } }) };
}

const IN_GATEWAY: Props<InGateway> = {
  kind: needed(choice('coraza')),
  image: needed(text('pin it as image@sha256:…', /@sha256:[0-9a-f]{64}$/)),
  registry: needed(
    value(
      "write a peer, e.g. cidr('203.0.113.0/24', [Port.tcp(443, 'https')])",
      (given) => isGroup(given) && 'ports' in given,
    ),
  ),
  mode: needed(choice('observe', 'block')),
};

const IN_FRONT: Props<InFront> = { kind: needed(choice('in-front')), hops: needed(count) };

export const FIREWALL: PropCheck = either(
  "write { kind: 'coraza', … } or { kind: 'in-front', hops: 1 }",
  (given) => isGroup(given) && given['kind'] === 'in-front',
  group<InFront>(IN_FRONT),
  group<InGateway>({ ...IN_GATEWAY, kind: needed(choice('coraza', 'in-front')) }),
);

/** Refuses a firewall in front that everyone can go around. */
export function checkFirewall(scope: Construct, firewall: Firewall, clientCidrs: readonly string[]): void {
  if (firewall.kind === 'coraza') return;
  const open = clientCidrs.find((text) => (tryCidr(text)?.prefix ?? 0) < WIDEST_PREFIX);
  if (open !== undefined) {
    throw invalid(
      scope,
      `has a firewall in front, and lets ${open} go around it`,
      'give `clientCidrs` the ranges that the firewall publishes',
    );
  }
}

/**
 * Coraza as a plugin of the gateway's Envoy.
 *
 * https://github.com/corazawaf/coraza-proxy-wasm; without it, should it fail, the gateway refuses every request.
 */
export function inspect(scope: Construct, gateway: string, { image, mode }: InGateway): KubernetesObject {
  return new KubernetesObject(scope, 'firewall', {
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'WasmPlugin',
    metadata: { name: gateway },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway }],
      url: `oci://${image}`,
      // Before tokens are read: an attack on what reads them is an attack as well.
      phase: 'AUTHN',
      failStrategy: 'FAIL_CLOSE',
      pluginConfig: {
        default_directives: 'default',
        directives_map: {
          default: [
            'Include @recommended-conf',
            // After the recommended settings, which only observe: the last one counts.
            `SecRuleEngine ${mode === 'block' ? 'On' : 'DetectionOnly'}`,
            'Include @crs-setup-conf',
            'Include @owasp_crs/*.conf',
          ],
        },
      },
    },
  });
}
