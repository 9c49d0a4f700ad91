import { text } from 'node:stream/consumers';
import { listening } from './listening';

/** What Alertmanager posts to a webhook: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export interface Page {
  readonly status: 'firing' | 'resolved';
  readonly receiver: string;
  readonly alerts: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

/** Whoever may be told of an alert: a webhook each, and what came to it, with its moment. */
export interface Pagers {
  /** The address of one, by the key of the Secret that has it. */
  addressOf(key: string): string;
  /** What has come so far, by key. */
  readonly told: ReadonlyMap<string, readonly (Page & { readonly at: number })[]>;
  stop(): Promise<void>;
}

export async function startPagers(): Promise<Pagers> {
  const told = new Map<string, (Page & { at: number })[]>();
  const { address, stop } = await listening(async (request) => {
    const key = request.url!.slice(1);
    const page = JSON.parse(await text(request)) as Page;
    told.set(key, [...(told.get(key) ?? []), { ...page, at: Date.now() }]);
    return { status: 200 };
  });
  return { addressOf: (key) => `${address}/${key}`, told, stop };
}
