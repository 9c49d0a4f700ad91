import { type Resource, synthesize } from '../../../constructs';
import type { DownstreamTls } from '../../../constructs/operators/envoy/extensions';
import { PATCHED } from '../../../constructs/operators/envoy/patched';
import { envoyProblems } from '../../../constructs/operators/envoy/problems';
import { tryEnvoyType } from '../../../constructs/operators/envoy/schema';
import { everyOption } from '../../support/every-option';
import { referencePlan } from '../../support/reference';

interface Patch {
  readonly applyTo: string;
  readonly patch: { readonly value: object };
}

const filtersOf = (resources: readonly Resource[]) =>
  resources.flatMap((resource) =>
    resource.api === 'kubernetes' && resource.object.kind === 'EnvoyFilter' ? [resource] : [],
  );

const FILTERS = [
  ...['dev', 'staging', 'production'].flatMap((name) => filtersOf(referencePlan(name).resources)),
  ...filtersOf(synthesize(everyOption())),
];

const PATCHES = FILTERS.flatMap(({ object }) => (object['spec'] as { configPatches: readonly Patch[] }).configPatches);

const problemsOf = ({ applyTo, patch }: Patch, value: unknown = patch.value) =>
  envoyProblems(PATCHED[applyTo]!, value, 'value');

/** The value once for each of its fields, with that field misspelt. */
function misspelt(value: unknown): { readonly field: string; readonly value: unknown }[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, index) =>
      misspelt(one).map(({ field, value: other }) => ({ field, value: value.with(index, other) })),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    { field: key, value: Object.fromEntries(Object.entries(value).map(([k, v]) => [k === key ? `${k}x` : k, v])) },
    ...misspelt(one).map(({ field, value: other }) => ({ field, value: { ...value, [key]: other } })),
  ]);
}

describe('the filters of every environment and every option', () => {
  test('have fields of Envoy only, and an order', () => {
    expect(FILTERS.length).toBeGreaterThan(4);
    expect(PATCHES.flatMap((patch) => problemsOf(patch))).toEqual([]);
    for (const { object } of FILTERS) expect(object['spec']).toMatchObject({ priority: 10 });
  });

  test('are seen to have a field misspelt, whichever it is', () => {
    const tried = PATCHES.flatMap((patch) => misspelt(patch.patch.value).map((one) => ({ ...one, patch })));
    expect(tried.length).toBeGreaterThan(200);
    expect(tried.filter(({ patch, value }) => problemsOf(patch, value).length === 0)).toEqual([]);
  });
});

describe("what is none of Envoy's", () => {
  const RATE_LIMIT = 'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit';

  test.each<[string, object, string, string]>([
    ['a number for text', { stat_prefix: 1 }, '.stat_prefix', 'it is 1; write text'],
    ['text for a number', { stage: 'one' }, '.stage', 'it is "one"; write a whole number'],
    ['half a number', { stage: 0.5 }, '.stage', 'it is 0.5; write a whole number'],
    [
      'a duration without its unit',
      { token_bucket: { fill_interval: '1' } },
      '.token_bucket.fill_interval',
      `it is "1"; write a duration, as in '1.5s'`,
    ],
    ['one where there are several', { descriptors: {} }, '.descriptors', 'it is {}; write a list'],
    [
      'a name that no enumeration has',
      { enable_x_ratelimit_headers: 'DRAFT_VERSION_3' },
      '.enable_x_ratelimit_headers',
      `it is "DRAFT_VERSION_3"; did you mean 'DRAFT_VERSION_03'?`,
    ],
    [
      'a field in a list',
      { descriptors: [{}, { entrys: [] }] },
      '.descriptors[1].entrys',
      "Envoy 1.37.0 has no field 'entrys' in envoy.extensions.common.ratelimit.v3.LocalRateLimitDescriptor; did you mean 'entries'?",
    ],
  ])('is refused: %s', (_, value, field, said) => {
    expect(envoyProblems(RATE_LIMIT, value, '').map((one) => [one.field, `${one.problem}; ${one.fix}`])).toEqual([
      [field, said],
    ]);
  });

  test('is not judged where it says itself that it is of somebody else', () => {
    const filter = { name: 'istio.stats', typed_config: { '@type': 'type.googleapis.com/stats.PluginConfig', a: 1 } };
    expect(envoyProblems(PATCHED['HTTP_FILTER']!, filter, 'value')).toMatchObject([
      { field: 'value.typed_config.@type', unknown: true },
    ]);
  });

  test('is found in what goes by another name', () => {
    const value = { max_request_byte: 1 };
    const filter = {
      typed_config: {
        '@type': 'type.googleapis.com/udpa.type.v1.TypedStruct',
        type_url: 'type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer',
        value,
      },
    };
    expect(envoyProblems(PATCHED['HTTP_FILTER']!, filter, 'value').map(({ field }) => field)).toEqual([
      'value.typed_config.value.max_request_byte',
    ]);
  });
});

test('every kind of patch is of a message that Envoy has', () => {
  for (const type of Object.values(PATCHED)) expect(tryEnvoyType(type)?.kind).toBe('message');
});

test('a misspelt field of ours does not compile', () => {
  const socket: DownstreamTls['transport_socket'] = {
    name: 'envoy.transport_sockets.tls',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
      // @ts-expect-error: it is called tls_minimum_protocol_version
      common_tls_context: { tls_params: { tls_minimum_version: 'TLSv1_3' } },
    },
  };
  expect(envoyProblems('envoy.config.core.v3.TransportSocket', socket, '')).toHaveLength(1);
});
