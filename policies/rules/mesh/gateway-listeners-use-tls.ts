import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, fieldsOf, isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const ISTIO = 'networking.istio.io/Gateway';
const KUBERNETES = 'gateway.networking.k8s.io/Gateway';

const BY_TLS = new Set(['HTTPS', 'TLS']);

/** Spoken in clear text, whatever is said of TLS beside. */
const IN_CLEAR = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB']);

const CLEAR = {
  problem: 'it takes requests in clear text, with the tokens in them',
  fix: 'make it HTTPS, or redirect all of it there',
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
      ...['HTTP', 'TCP'].map((protocol) => ({
        shows: `${protocol}, by the Gateway API`,
        resources: [kubernetes({ name: 'http', port: 80, protocol })],
        violations: [{ field: 'spec.listeners[0].protocol', ...CLEAR }],
      })),
      ...['HTTP', 'HTTP2', 'GRPC'].map((protocol) => ({
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
  return BY_TLS.has(String(protocol)) ? [] : [{ field: `${field}.protocol`, ...CLEAR }];
}

function serverProblems({ field, value }: Entry): readonly Violation[] {
  const { protocol } = fieldsOf(value['port'], `${field}.port`);
  const tls = fieldsOf(value['tls'], `${field}.tls`);
  // Of TCP and the protocols of databases, TLS is there where it is said how.
  const isWrapped = !IN_CLEAR.has(String(protocol)) && !isAbsent(tls['mode']);
  const isEncrypted = BY_TLS.has(String(protocol)) || tls['httpsRedirect'] === true || isWrapped;
  return isEncrypted ? [] : [{ field: `${field}.port.protocol`, ...CLEAR }];
}

function kubernetes(listener: object) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'edge' },
    spec: { gatewayClassName: 'istio', listeners: [listener] },
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
