import { PATCHED } from '../../../constructs/operators/envoy/patched';
import { envoyProblems } from '../../../constructs/operators/envoy/problems';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, fieldsOf, isAbsent } from '../../fields';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/** Operations whose result depends on what other filters have already done. */
const RELATIVE: readonly unknown[] = ['MERGE', 'REMOVE', 'INSERT_FIRST', 'INSERT_BEFORE', 'INSERT_AFTER', 'REPLACE'];

const MINIMUM = 'spec.configPatches[0].patch.value.transport_socket.typed_config.common_tls_context.tls_params';

/** Nobody refuses a misspelt field: the API server does not read the value, and Istio drops what it does not know. */
export const envoyFiltersAreUnderstood = defineRule({
  id: 'envoy-filters-are-understood',
  subject: 'object',
  of: ['networking.istio.io/EnvoyFilter'],
  says: 'Every field of an EnvoyFilter is one that Envoy has, and its patches have an order.',
  because: 'Istio drops a field that is misspelt and goes on, so that a limit or TLS 1.3 is silently not there',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: [
    'practices:network-security',
    'https://istio.io/latest/docs/reference/config/networking/envoy-filter/',
    'https://www.envoyproxy.io/docs/envoy/v1.37.0/api-v3/api',
  ],
  check: ({ object }) => {
    const spec = fieldsOf(object['spec'], 'spec');
    const patches = entriesOf(spec['configPatches'], 'spec.configPatches');
    return [...orderProblems(spec['priority'], patches), ...patches.flatMap(patchProblems)];
  },
  cel: { cannot: "the fields of Envoy's messages are a table that is too large for it" },
  examples: {
    accepted: [
      { shows: 'fields of Envoy, and a priority', resources: [filter({ tls_minimum_protocol_version: 'TLSv1_3' })] },
      { shows: 'the spelling of JSON', resources: [filter({ tlsMinimumProtocolVersion: 'TLSv1_3' })] },
      { shows: 'what is added, in no order', resources: [added()] },
      {
        shows: 'what is taken away, of which nothing has to be understood',
        resources: [
          manifest({ priority: 10, configPatches: [{ applyTo: 'SOMETHING', patch: { operation: 'REMOVE' } }] }),
        ],
      },
    ],
    refused: [
      {
        shows: 'a field that is misspelt, so that TLS 1.2 is accepted',
        resources: [filter({ tls_minimum_version: 'TLSv1_3' })],
        violations: [
          {
            field: `${MINIMUM}.tls_minimum_version`,
            problem:
              "Envoy 1.37.0 has no field 'tls_minimum_version' in envoy.extensions.transport_sockets.tls.v3.TlsParameters",
            fix: 'it has tls_minimum_protocol_version, tls_maximum_protocol_version, cipher_suites, ecdh_curves, signature_algorithms, compliance_policies',
          },
        ],
      },
      {
        shows: 'a value that is misspelt',
        resources: [filter({ tls_minimum_protocol_version: 'TLSv1.3' })],
        violations: [
          {
            field: `${MINIMUM}.tls_minimum_protocol_version`,
            problem: 'it is "TLSv1.3"',
            fix: "did you mean 'TLSv1_3'?",
          },
        ],
      },
      ...['MERGE', 'REMOVE', 'INSERT_FIRST', 'INSERT_BEFORE', 'INSERT_AFTER', 'REPLACE'].map((operation) => ({
        shows: `patches whose order is that of their creation: ${operation}`,
        resources: [filter({ tls_minimum_protocol_version: 'TLSv1_3' }, {}, operation)],
        violations: [unordered(operation)],
      })),
      {
        shows: 'the priority that all have',
        resources: [filter({ tls_minimum_protocol_version: 'TLSv1_3' }, { priority: 0 })],
        violations: [unordered('MERGE')],
      },
    ],
    unknown: [
      {
        shows: 'a patch of something that nobody here knows',
        resources: [
          manifest({
            priority: 10,
            configPatches: [{ applyTo: 'SOMETHING', patch: { operation: 'MERGE', value: { name: 'a' } } }],
          }),
        ],
        doubts: [{ field: 'spec.configPatches[0].applyTo', why: "'SOMETHING' is nothing that is known" }],
      },
    ],
  },
});

function orderProblems(priority: unknown, patches: readonly Entry[]): readonly Violation[] {
  if (!isAbsent(priority) && priority !== 0) return [];
  const operation = patches
    .map(({ field, value }) => fieldsOf(value['patch'], `${field}.patch`)['operation'])
    .find((one) => RELATIVE.includes(one));
  if (operation === undefined) return [];
  return [unordered(String(operation))];
}

function unordered(operation: string): Violation {
  return {
    field: 'spec.priority',
    problem: `${operation} depends on what other filters have done, and nothing says which comes first`,
    fix: 'give it a priority, such as 10: the lower is applied first, and 0 is what all have',
  };
}

function patchProblems({ field, value }: Entry): readonly (Violation | Unknowable)[] {
  const { applyTo, patch } = value;
  const patched = fieldsOf(patch, `${field}.patch`)['value'];
  if (isAbsent(patched)) return [];
  const type = typeof applyTo === 'string' ? PATCHED[applyTo] : undefined;
  if (type === undefined) throw new Unknowable(`${field}.applyTo`, `'${String(applyTo)}' is nothing that is known`);
  return envoyProblems(type, patched, `${field}.patch.value`).map(({ unknown, ...problem }) =>
    unknown ? new Unknowable(problem.field, problem.problem) : problem,
  );
}

function filter(parameters: object, more: object = { priority: 10 }, operation = 'MERGE'): Manifest {
  const value = {
    transport_socket: {
      name: 'envoy.transport_sockets.tls',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
        common_tls_context: { tls_params: parameters },
      },
    },
  };
  return manifest({
    ...more,
    configPatches: [{ applyTo: 'FILTER_CHAIN', match: { context: 'GATEWAY' }, patch: { operation, value } }],
  });
}

function added(): Manifest {
  const value = { name: 'backend', connect_timeout: '2s', type: 'STRICT_DNS' };
  return manifest({ configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'ADD', value } }] });
}

function manifest(spec: object): Manifest {
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'edge', namespace: 'edge' },
    spec,
  };
}
