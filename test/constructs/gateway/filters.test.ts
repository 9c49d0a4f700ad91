import { parse } from 'yaml';
import { Gateway, SecureNamespace, WebService } from '../../../constructs';
import { environment, IMAGE, objectIn, RESOURCES } from '../../support/environment';
import { PROPS, shop } from './shop';

describe('what the gateway asks of a connection', () => {
  interface Patch {
    readonly applyTo: string;
    readonly match: { readonly context: string };
    readonly patch: {
      readonly operation: string;
      readonly value: { name?: string; transport_socket?: any; typed_config?: any; typed_per_filter_config?: any };
    };
  }

  function patchesOf(limits: ConstructorParameters<typeof Gateway>[2]['limits'] = {}) {
    const tree = environment();
    new Gateway(tree, 'edge', { ...PROPS, limits });
    const { targetRefs, configPatches } = objectIn(tree, 'EnvoyFilter', 'edge')['spec'] as {
      targetRefs: unknown;
      configPatches: readonly Patch[];
    };
    expect(targetRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }]);
    expect(new Set(configPatches.map(({ match }) => match.context))).toEqual(new Set(['GATEWAY']));
    return configPatches;
  }
  const named = (name: string, patches: readonly Patch[]) => patches.find(({ patch }) => patch.value.name === name)!;

  test('is TLS 1.3', () => {
    const patch = patchesOf().find(({ applyTo }) => applyTo === 'FILTER_CHAIN');
    expect(patch).toMatchObject({ applyTo: 'FILTER_CHAIN', patch: { operation: 'MERGE' } });
    const { name, typed_config } = patch!.patch.value.transport_socket;
    expect(name).toBe('envoy.transport_sockets.tls');
    expect(typed_config.common_tls_context.tls_params).toEqual({ tls_minimum_protocol_version: 'TLSv1_3' });
  });

  test('is to keep to a rate for each client, and one for all', () => {
    const limits = { perClient: { requestsPerSecond: 5, burst: 10 } };
    const { patch } = named('envoy.filters.http.local_ratelimit', patchesOf(limits));
    const { typed_config } = patch.value;
    // Before tokens are read: a flood of bad ones is held to it, too.
    expect(patch.operation).toBe('INSERT_FIRST');
    expect(typed_config.token_bucket).toEqual({ max_tokens: 2000, tokens_per_fill: 2000, fill_interval: '1s' });
    expect(typed_config.rate_limits).toEqual([{ actions: [{ remote_address: {} }] }]);
    expect(typed_config.descriptors).toEqual([
      {
        entries: [{ key: 'remote_address' }],
        token_bucket: { max_tokens: 10, tokens_per_fill: 5, fill_interval: '1s' },
      },
    ]);
    // Both: one that is not enabled counts nothing, and one that is not enforced only counts.
    const always = { default_value: { numerator: 100, denominator: 'HUNDRED' } };
    expect(typed_config).toMatchObject({ filter_enabled: always, filter_enforced: always });
    expect(typed_config.max_dynamic_descriptors).toBe(10_000);
  });

  test('is 100 requests a second of each client, and 200 at once, unless said otherwise', () => {
    const { typed_config } = named('envoy.filters.http.local_ratelimit', patchesOf()).patch.value;
    expect(typed_config.descriptors[0].token_bucket).toEqual({
      max_tokens: 200,
      tokens_per_fill: 100,
      fill_interval: '1s',
    });
  });

  const mappersOf = (patches: readonly Patch[]) =>
    named('envoy.filters.network.http_connection_manager', patches).patch.value.typed_config.local_reply_config.mappers;
  /** None beside what the service says: two of a kind mean neither. */
  const headersOf = ({ headers_to_add }: any) =>
    Object.fromEntries(
      headers_to_add.map(({ header, append_action }: any) => [
        header.key,
        append_action === 'OVERWRITE_IF_EXISTS_OR_ADD' ? header.value : append_action,
      ]),
    );
  const refused = { 'strict-transport-security': 'max-age=31536000; includeSubDomains', 'cache-control': 'no-store' };

  test('is to come again after the breaker may have closed, when nothing behind the gateway answers', () => {
    const [degraded] = mappersOf(patchesOf());
    const { filter, body, body_format_override } = degraded;
    expect(filter.status_code_filter.comparison).toMatchObject({ op: 'GE', value: { default_value: 503 } });
    expect(JSON.parse(body.inline_string)).toEqual({ error: 'unavailable', retryAfterSeconds: 30 });
    expect(body_format_override).toEqual({
      text_format_source: { inline_string: '%LOCAL_REPLY_BODY%' },
      content_type: 'application/json',
    });
    expect(headersOf(degraded)).toEqual({ 'retry-after': '30', ...refused });
  });

  test('is never kept when it is refused, and to come by TLS even so', () => {
    const [, refusal] = mappersOf(patchesOf());
    expect(refusal.filter.status_code_filter.comparison).toMatchObject({ op: 'GE', value: { default_value: 400 } });
    expect(headersOf(refusal)).toEqual(refused);
    const { default_source_code } = named('envoy.filters.http.lua', patchesOf()).patch.value.typed_config;
    expect(default_source_code.inline_string).toContain(
      '>= 400 then\n    headers:replace("cache-control", "no-store")',
    );
  });

  test.each(['envoy.filters.http.buffer', 'envoy.filters.http.lua'])('has %s right before what routes', (filter) => {
    const { applyTo, match, patch } = named(filter, patchesOf()) as any;
    expect([applyTo, patch.operation]).toEqual(['HTTP_FILTER', 'INSERT_BEFORE']);
    expect(match.listener.filterChain.filter).toEqual({
      name: 'envoy.filters.network.http_connection_manager',
      subFilter: { name: 'envoy.filters.http.router' },
    });
  });

  test('is a request of no more than 1 MiB, unless said otherwise', () => {
    const limitOf = (patches: readonly Patch[]) =>
      named('envoy.filters.http.buffer', patches).patch.value.typed_config.max_request_bytes;
    expect(limitOf(patchesOf())).toBe(1_048_576);
    expect(limitOf(patchesOf({ requestBytes: 5 }))).toBe(5);
  });

  test('is as much as its path takes, or as it comes, and each rule of the route is told', () => {
    const { tree, services, gateway } = shop('uploads');
    const [api, uploads] = services as [WebService, WebService];
    const rpc = new WebService(new SecureNamespace(tree, 'rpc'), 'rpc', {
      image: IMAGE,
      scale: 1,
      resources: RESOURCES,
      protocol: 'grpc',
    });
    gateway.expose(api, { path: '/api' });
    gateway.expose(api, { path: '/import', requestBytes: 5_000_000 });
    gateway.expose(uploads, { path: '/uploads', requestBytes: 'streamed' });
    gateway.expose(rpc, { path: '/rpc' });
    const { configPatches } = objectIn(tree, 'EnvoyFilter', 'edge')['spec'] as { configPatches: readonly any[] };
    const buffers = configPatches
      .filter(({ applyTo }) => applyTo === 'HTTP_ROUTE')
      .map(({ match, patch }) => {
        const { '@type': _, ...own } = patch.value.typed_per_filter_config['envoy.filters.http.buffer'];
        return [match.routeConfiguration.vhost.route.name, own];
      });
    expect(buffers).toEqual([
      ['orders.api.edge.import.0', { buffer: { max_request_bytes: 5_000_000 } }],
      ['orders.api.edge.import.1', { buffer: { max_request_bytes: 5_000_000 } }],
      ['rpc.rpc.edge.rpc.0', { disabled: true }],
      ['rpc.rpc.edge.rpc.1', { disabled: true }],
      ['orders.uploads.edge.uploads.0', { disabled: true }],
      ['orders.uploads.edge.uploads.1', { disabled: true }],
    ]);
    expect(() => gateway.expose(api, { path: '/x', requestBytes: 0 })).toThrow(
      "'test/edge' has 0 for `requestBytes`; write a whole number from 1 to 4294967295",
    );
  });
});

describe('its pods', () => {
  test('are two to ten, apart from each other, with what they may use', () => {
    const { tree } = shop();
    const { data } = objectIn(tree, 'ConfigMap', 'edge-options') as unknown as { data: Record<string, string> };
    const spec = (part: string) => parse(data[part]!).spec;
    expect(spec('horizontalPodAutoscaler')).toEqual({
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      ],
    });
    expect(spec('podDisruptionBudget')).toEqual({ maxUnavailable: 1 });
    // Otherwise everybody has the address of a node, to whoever judges by it.
    expect(spec('service')).toEqual({ externalTrafficPolicy: 'Local' });
    // A number here would take back what the autoscaler has set.
    expect(spec('deployment')).not.toHaveProperty('replicas');
    const { topologySpreadConstraints, containers, ...pod } = spec('deployment').template.spec;
    expect(pod).toEqual({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    const over = (topologyKey: string) => ({
      ...{ topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', nodeTaintsPolicy: 'Honor' },
      labelSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
      matchLabelKeys: ['pod-template-hash'],
    });
    expect(topologySpreadConstraints).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(over));
    expect(containers).toEqual([
      {
        name: 'istio-proxy',
        resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '2', memory: '1Gi' } },
      },
    ]);
  });
});
