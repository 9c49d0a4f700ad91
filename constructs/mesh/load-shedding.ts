import { Construct } from 'constructs';
import { FILTER_PRIORITY, localRateLimit, type Rate, type RateClass } from '../gateway/rate-limit';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { count, group, list, record, text } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';

/** How many requests a pod takes before it refuses more. */
export interface LoadSheddingOptions extends Rate {
  /**
   * Paths that are refused first, when all together become too much: such as reports and exports.
   *
   * @default - every request is as important as the next
   */
  readonly lowPriority?: Rate & { readonly pathPrefixes: readonly [`/${string}`, ...`/${string}`[]] };
}

export interface LoadSheddingProps extends LoadSheddingOptions {
  /** Name of the EnvoyFilter. */
  readonly workload: string;
  /** Labels that select exactly the workload's pods. */
  readonly labels: Readonly<Record<string, string>>;
}

const RATE: Props<Rate> = { requestsPerSecond: needed(count), burst: optional(count) };

const OPTIONS: Props<LoadSheddingOptions> = {
  ...RATE,
  lowPriority: optional(
    group<NonNullable<LoadSheddingOptions['lowPriority']>>({
      ...RATE,
      pathPrefixes: needed(
        list(text("write a path, e.g. '/reports'", /^\/\S*$/), "write a list of paths, as in ['/reports']", 1),
      ),
    }),
  ),
};

export const LOAD_SHEDDING = group(OPTIONS);

const PROPS: Props<LoadSheddingProps> = {
  ...OPTIONS,
  workload: needed(text('write the name of the workload')),
  labels: needed(record('write the labels of its pods', text('write text'))),
};

/**
 * What a pod refuses, with 429 and before the application sees it, so that the rest is still answered in time.
 *
 * The limit is each pod's own. Low priority is what may use a part of it only; Envoy's own two priorities are not to be
 * had in Istio. An EnvoyFilter is bound to Envoy's configuration: try it on the next version of Istio before it is rolled out.
 */
export class LoadShedding extends Construct {
  constructor(scope: Construct, id: string, props: LoadSheddingProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { lowPriority } = props;
    if (lowPriority && lowPriority.requestsPerSecond >= props.requestsPerSecond) {
      throw invalid(
        this,
        `gives low priority ${lowPriority.requestsPerSecond} requests per second of ${props.requestsPerSecond}`,
        'leave it a part of them, or leave `lowPriority` out',
      );
    }
    const patch = localRateLimit({
      context: 'SIDECAR_INBOUND',
      all: props,
      classes: lowPriority ? [lowClass(lowPriority)] : [],
    });
    new KubernetesObject(this, 'filter', {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: `${props.workload}-load-shedding` },
      spec: {
        workloadSelector: { labels: props.labels },
        priority: FILTER_PRIORITY,
        configPatches: [patch],
      },
    });
  }
}

function lowClass({ pathPrefixes, ...rate }: NonNullable<LoadSheddingOptions['lowPriority']>): RateClass {
  return {
    actions: pathPrefixes.map((prefix) => ({
      header_value_match: { descriptor_value: 'low', headers: [{ name: ':path', string_match: { prefix } }] },
    })),
    entry: { key: 'header_match', value: 'low' },
    rate,
  };
}
