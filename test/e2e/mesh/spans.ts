import { setTimeout as sleep } from 'node:timers/promises';
import type { Manifest } from '../../../constructs/plan/resource';
import { eventually } from '../support/eventually';
import { call } from './application';
import type { Mesh } from './mesh';
import { API, CALLER, PATHS, platform } from './platform';
import type { RunningPod } from './pod';
import { AGENT } from './pod-files';
import { accessLogOf, type Span, spansOf } from './span-collector';
import { Visitor } from './visitor';

/** Longer than a proxy, the collector and its exporter keep a span: 5 s, 2 s and 1 s. */
const ARRIVED_MS = 10_000;

/** Proxies send spans every five seconds, and write their access log every second. */
const WRITTEN_MS = 30_000;

/** What is asserted of the spans that the mesh makes itself: real proxies, told by istiod, and the real collector. */
export function describeSpans(meshOf: () => Mesh): void {
  /** By the path that each of them asked for. */
  const spansAt = (path: string): readonly Span[] =>
    spansOf(meshOf().collector).filter(({ attributes }) => String(attributes['http.url']).endsWith(path));
  const loggedBy = (pod: RunningPod, name: string): string | undefined =>
    accessLogOf(pod).find(({ request }) => request === name)?.trace_id;
  const telemetryOf = (name: string) =>
    platform().find(({ kind, metadata }) => kind === 'Telemetry' && metadata.name === name)!;

  describe('a request', () => {
    test('that comes in by the gateway is one trace of the gateway and the service, which their access logs name', async () => {
      const path = `${PATHS.api}/traced`;
      const { gateway, services } = meshOf();
      const { status, body } = await new Visitor(meshOf()).ask({ path, headers: { 'x-case': 'traced' } });
      expect(status).toBe(200);
      await eventually(async () => spansAt(path).length >= 2, { what: 'two spans', timeoutMs: WRITTEN_MS });
      const [outer, inner] = [...spansAt(path)].sort((a, b) => a.parentSpanId.length - b.parentSpanId.length);
      expect(spansAt(path)).toHaveLength(2);
      expect(inner!.traceId).toBe(outer!.traceId);
      // A gateway tells also of each time that it asks a service: a retry is seen.
      const asked = () => spansOf(meshOf().collector).find(({ spanId }) => spanId === inner!.parentSpanId);
      const { service: asks, parentSpanId } = await eventually(async () => asked(), {
        what: "the gateway's question",
        timeoutMs: WRITTEN_MS,
      });
      expect([outer!.parentSpanId, parentSpanId, asks]).toEqual(['', outer!.spanId, outer!.service]);
      expect(inner!.service).not.toBe(outer!.service);
      // The application is handed the same one, for its own spans.
      const { headers, pod } = JSON.parse(body) as { headers: Record<string, string>; pod: string };
      expect(headers['traceparent']).toBe(`00-${outer!.traceId}-${inner!.spanId}-01`);
      const service = services.find(({ name }) => name === pod) ?? services[0];
      for (const one of [gateway, service]) {
        const logged = async () => loggedBy(one, 'traced');
        expect(await eventually(logged, { what: 'an access log', timeoutMs: WRITTEN_MS })).toBe(outer!.traceId);
      }
    });

    test('that serves nobody else is no trace: what an SDK sends to the collector, by the same proxy', async () => {
      const [api] = meshOf().services;
      const url = `http://${meshOf().collector.address}:4318/v1/traces`;
      // A batch of nothing, which the collector takes.
      const [outcome] = await call(api, { method: 'POST', url, headers: { 'content-type': 'application/x-protobuf' } });
      expect(outcome!.status).toBe(200);
      await sleep(ARRIVED_MS);
      expect(spansAt('/v1/traces')).toEqual([]);
    });
  });

  test('a proxy that is told to send spans and has no edge to the collector sends none', async () => {
    const { api, caller } = meshOf();
    const path = `${PATHS.front}/untold`;
    const visitor = new Visitor(meshOf());
    const own = telemetryOf(API);
    const { tracing } = own['spec'] as { readonly tracing: object };
    const told: Manifest = {
      ...own,
      metadata: { ...own.metadata, name: CALLER },
      spec: { selector: { matchLabels: { 'dwcp.io/workload': CALLER } }, tracing },
    };
    await api.apply(told);
    try {
      const isTold = async () =>
        (await caller.machine.run(AGENT, ['request', 'GET', 'config_dump'])).includes('envoy.tracers.opentelemetry');
      await eventually(isTold, { what: 'a proxy that traces', timeoutMs: WRITTEN_MS, everyMs: 500 });
      const { body } = await visitor.ask({ path });
      // It takes part in the trace: the span that it hands on is not the gateway's.
      await eventually(async () => spansAt(path).length > 0, { what: "the gateway's span", timeoutMs: WRITTEN_MS });
      const [gateway, ...others] = spansAt(path);
      const { traceparent } = (JSON.parse(body) as { headers: Record<string, string> }).headers;
      expect(traceparent).toMatch(new RegExp(`^00-${gateway!.traceId}-(?!${gateway!.spanId})`));
      await sleep(ARRIVED_MS);
      expect([others, spansAt(path).length]).toEqual([[], 1]);
    } finally {
      await api.delete(told);
    }
  });
}
