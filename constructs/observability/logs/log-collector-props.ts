import { httpsUrl } from '../../fields/https';
import type { Peer } from '../../network/peer';
import { group, nameOf, text, value, whole } from '../../props/checks';
import { isGroup, needed, optional, type PropCheck, type Props, wrong } from '../../props/props';
import { IMAGE } from '../../workload/container-options';
import { RESOURCES, type Resources } from '../../workload/resources';

/** A Loki, or whatever else takes logs by OTLP over HTTP. */
export interface LogStore {
  /** Whom the collectors may call: `service('loki', { app: 'loki' }, [Port.tcp(3100, 'https')])`. */
  readonly at: Peer;

  /** Below which `/v1/logs` is, such as `https://loki.loki.svc:3100/otlp`. */
  readonly url: `https://${string}`;

  /**
   * ConfigMap in the collector's namespace that has the store's certificate authority as `ca.crt`.
   *
   * @default - an authority that the image knows
   */
  readonly authority?: string;

  /**
   * What Loki keeps the lines under, where it has several tenants.
   *
   * @default - it has one
   */
  readonly tenant?: string;
}

export interface LogCollectorProps {
  /** Image of an OpenTelemetry Collector 0.165 with `file_log`, `file_storage` and `otlp_http`, by digest. */
  readonly image: string;

  /** CPU and memory of the collector on each node. */
  readonly resources: Resources;

  /** Where the lines are sent. */
  readonly store: LogStore;

  /**
   * How many of a hundred lines of level DEBUG are kept, by chance. Of every other level all are.
   *
   * @default 10
   */
  readonly debugPercent?: number;
}

const URL_FORM = 'write an https address without credentials, e.g. https://loki.loki.svc:3100/otlp';

const STORE_URL: PropCheck = {
  form: URL_FORM,
  problems(given, place) {
    if (typeof given === 'string' && httpsUrl(given, URL_FORM) === undefined) return [];
    // Not shown: what stands before the @ may be a password.
    return [
      typeof given === 'string' && given.includes('@')
        ? `has credentials in \`${place}\`; ${URL_FORM}`
        : wrong(given, place, URL_FORM),
    ];
  },
};

export const LOG_COLLECTOR_PROPS: Props<LogCollectorProps> = {
  image: needed(IMAGE),
  resources: needed(RESOURCES),
  store: needed(
    group<LogStore>({
      at: needed(value("pass a peer, e.g. service('loki', { app: 'loki' }, [Port.tcp(3100, 'https')])", isGroup)),
      url: needed(STORE_URL),
      authority: optional(nameOf('a ConfigMap')),
      // https://grafana.com/docs/loki/latest/operations/multi-tenancy/
      tenant: optional(text("write the name of a tenant, e.g. 'orders'", /^[A-Za-z0-9!._*'()-]{1,150}$/)),
    }),
  ),
  debugPercent: optional(whole(0, 100)),
};
