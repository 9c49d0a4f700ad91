import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, fieldsOf, isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const ISTIO = 'networking.istio.io/Gateway';
const KUBERNETES = 'gateway.networking.k8s.io/Gateway';

/** HBONE is HTTP/2 inside mutual TLS, which is how waypoints are called. */
const BY_TLS = new Set(['HTTPS', 'TLS', 'HBONE']);

/** Spoken in clear text, whatever is said of TLS beside. */
const IN_CLEAR = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB']);

const CLEAR = {
  problem: 'it takes requests in clear text, with the tokens in them',
  fix: 'make it HTTPS, or redirect all of it there',
};

/** What a listener redirects stands in routes, which say nothing of those to come. */
const CLEAR_LISTENER = { ...CLEAR, fix: 'make it HTTPS' };

/** Of TCP and UDP, nobody can tell what is spoken. */
const ANYTHING = {
  problem: 'it takes connections of any kind, in clear text too',
  fix: 'make it TLS, which may be passed on as it is',
};

/** A token in a request of clear text is read by whoever is on the way, at the first request. */
export const gatewayListenersUseTls = defineRule({
  id: 'gateway-listeners-use-tls',
  subject: 'object',
  of: [KUBERNETES, ISTIO],
  says: 'Gateways take requests by TLS only.',
  because: 'whoever is on the way reads the token and everything else',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: ['practices:network-security', 'NSA:encryption'],
  check: ({ object }) => {
    const { listeners, servers } = fieldsOf(object['spec'], 'spec');
    return [
      ...entriesOf(listeners, 'spec.listeners').flatMap(listenerProblems),
      ...entriesOf(servers, 'spec.servers').flatMap(serverProblems),
    ];
  },
  cel: {
    accepts: [
      `dyn(object).?spec.?listeners.orValue([]).all(listener, listener.?protocol.orValue("") in ${texts(BY_TLS)})`,
      `dyn(object).?spec.?servers.orValue([]).all(server, ${[
        `server.?port.?protocol.orValue("") in ${texts(BY_TLS)}`,
        'server.?tls.?httpsRedirect.orValue(false)',
        `(!(server.?port.?protocol.orValue("") in ${texts(IN_CLEAR)}) && server.?tls.?mode.hasValue())`,
      ].join(' || ')})`,
    ].join(' && '),
    remedy: CLEAR.fix,
  },
  examples: {
    accepted: [
      {
        shows: 'a waypoint, which is called inside mutual TLS',
        resources: [kubernetes({ name: 'mesh', port: 15008, protocol: 'HBONE' }, 'istio-waypoint')],
      },
      ...['HTTPS', 'TLS'].map((protocol) => ({
        shows: `${protocol}, by the Gateway API`,
        resources: [kubernetes({ name: 'https', port: 443, protocol })],
      })),
      {
        shows: 'HTTPS, by Istio',
        resources: [istio({ port: { number: 443, protocol: 'HTTPS', name: 'https' }, tls: { mode: 'SIMPLE' } })],
      },
      {
        shows: 'any other protocol inside TLS, by Istio',
        resources: [istio({ port: { number: 5432, protocol: 'TCP', name: 'db' }, tls: { mode: 'SIMPLE' } })],
      },
      {
        shows: 'clear text that is sent to HTTPS, by Istio',
        resources: [istio({ port: { number: 80, protocol: 'HTTP', name: 'http' }, tls: { httpsRedirect: true } })],
      },
    ],
    refused: [
      {
        shows: 'HTTP, by the Gateway API',
        resources: [kubernetes({ name: 'http', port: 80, protocol: 'HTTP' })],
        violations: [{ field: 'spec.listeners[0].protocol', ...CLEAR_LISTENER }],
      },
      ...['TCP', 'UDP'].map((protocol) => ({
        shows: `${protocol}, by the Gateway API`,
        resources: [kubernetes({ name: 'any', port: 5432, protocol })],
        violations: [{ field: 'spec.listeners[0].protocol', ...ANYTHING }],
      })),
      {
        shows: 'TCP of which nothing is said, by Istio',
        resources: [istio({ port: { number: 5432, protocol: 'TCP', name: 'db' } })],
        violations: [{ field: 'spec.servers[0].port.protocol', ...ANYTHING }],
      },
      ...['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'].map((protocol) => ({
        shows: `${protocol}, for which Istio leaves out how TLS is spoken`,
        resources: [istio({ port: { number: 80, protocol, name: 'http' }, tls: { mode: 'SIMPLE' } })],
        violations: [{ field: 'spec.servers[0].port.protocol', ...CLEAR }],
      })),
      {
        shows: 'clear text, by Istio',
        resources: [istio({ port: { number: 80, protocol: 'HTTP', name: 'http' } })],
        violations: [{ field: 'spec.servers[0].port.protocol', ...CLEAR }],
      },
    ],
  },
});

function listenerProblems({ field, value: { protocol } }: Entry): readonly Violation[] {
  if (BY_TLS.has(String(protocol))) return [];
  return [{ field: `${field}.protocol`, ...(IN_CLEAR.has(String(protocol)) ? CLEAR_LISTENER : ANYTHING) }];
}

function serverProblems({ field, value }: Entry): readonly Violation[] {
  const { protocol } = fieldsOf(value['port'], `${field}.port`);
  const tls = fieldsOf(value['tls'], `${field}.tls`);
  // Of TCP and the protocols of databases, TLS is there where it is said how.
  const isWrapped = !IN_CLEAR.has(String(protocol)) && !isAbsent(tls['mode']);
  const isEncrypted = BY_TLS.has(String(protocol)) || tls['httpsRedirect'] === true || isWrapped;
  if (isEncrypted) return [];
  return [{ field: `${field}.port.protocol`, ...(IN_CLEAR.has(String(protocol)) ? CLEAR : ANYTHING) }];
}

function kubernetes(listener: object, gatewayClassName = 'istio') {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'edge' },
    spec: { gatewayClassName, listeners: [listener] },
  };
}

function istio(server: object) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'edge' },
    spec: { selector: { istio: 'ingressgateway' }, servers: [{ hosts: ['shop.example.com'], ...server }] },
  };
}
