import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, listening } from './listening';

/** What it is called where it runs. */
export interface Named {
  readonly namespace: string;
  readonly service: string;
  /** The bound, in milliseconds, up to which a request is answered in time. */
  readonly boundMs: number;
}

/** Every so many requests, one that is answered with an error, and one that waits for longer than the bound. */
export interface Faults {
  readonly failsEvery: number;
  readonly waitsEvery: number;
}

/** Who asks it, by what Istio calls that. */
const CALLER = 'checkout';

/** One request: when it was answered, with what, and how long it took. */
interface Answered {
  readonly at: number;
  readonly status: number;
  readonly tookMs: number;
}

/** A service that answers over HTTP, with faults where it is told so, and what a proxy would have counted of it. */
export class Service {
  readonly address: string;
  private readonly named: Named;
  private readonly end: () => Promise<void>;
  private readonly answered: Answered[] = [];
  private faults: Faults | undefined;
  private asked = 0;

  private constructor(named: Named, address: string, end: () => Promise<void>) {
    this.named = named;
    this.address = address;
    this.end = end;
  }

  static async start(named: Named): Promise<Service> {
    const { address, stop } = await listening((request) => service.answer(request));
    const service: Service = new Service(named, address, stop);
    return service;
  }

  injects(faults: Faults): void {
    this.faults = faults;
  }

  /** Which share of what was answered between two moments failed, and which was slow, of what did not fail. */
  shares(from: number, to: number): { readonly failures: number; readonly slowness: number } {
    const seen = this.answered.filter(({ at }) => at > from && at <= to);
    const good = seen.filter(({ status }) => status < 500);
    const slow = good.filter(({ tookMs }) => tookMs > this.named.boundMs);
    return { failures: (seen.length - good.length) / seen.length, slowness: slow.length / good.length };
  }

  stop(): Promise<void> {
    return this.end();
  }

  private async answer({ url }: IncomingMessage): Promise<Answer> {
    if (url === '/metrics') return { status: 200, body: this.metrics() };
    const began = performance.now();
    this.asked += 1;
    const { failsEvery, waitsEvery } = this.faults ?? { failsEvery: Infinity, waitsEvery: Infinity };
    if (this.asked % waitsEvery === 1) await sleep(this.named.boundMs * 1.5);
    const status = this.asked % failsEvery === 0 ? 500 : 200;
    this.answered.push({ at: Date.now(), status, tookMs: performance.now() - began });
    return { status };
  }

  /** Under the names and labels by which Istio's proxies count: `failures` as callers see them, durations as its own does. */
  private metrics(): string {
    const { namespace, service, boundMs } = this.named;
    const good = this.answered.filter(({ status }) => status < 500);
    const inTime = good.filter(({ tookMs }) => tookMs <= boundMs).length;
    const source = `reporter="source",source_workload="${CALLER}",destination_service_name="${service}",destination_service_namespace="${namespace}"`;
    const own = `reporter="destination",destination_workload="${service}",destination_workload_namespace="${namespace}"`;
    const requests = (code: number, count: number) =>
      `istio_requests_total{${source},response_code="${code}"} ${count}\n`;
    const bucket = (le: string, count: number) =>
      `istio_request_duration_milliseconds_bucket{${own},response_code="200",le="${le}"} ${count}\n`;
    return [
      requests(200, good.length),
      requests(500, this.answered.length - good.length),
      bucket(String(boundMs), inTime),
      bucket('+Inf', good.length),
    ].join('');
  }
}
