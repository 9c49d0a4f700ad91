import type { CustomObject } from './custom-object';

/** The fields that we set of Istio 1.29's Telemetry. https://istio.io/latest/docs/reference/config/telemetry/ */
export interface Telemetry extends CustomObject<'telemetry.istio.io/v1', 'Telemetry'> {
  readonly spec: {
    readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly targetRefs?: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
    readonly tracing: readonly [
      {
        /** Left out, of what a proxy sends on as well. */
        readonly match?: { readonly mode: 'SERVER' };
        /** By its name in `meshConfig.extensionProviders`. */
        readonly providers: readonly [{ readonly name: string }];
        readonly randomSamplingPercentage: number;
      },
    ];
  };
}
