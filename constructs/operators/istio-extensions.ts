import type { CustomObject } from './custom-object';

/** The fields that we set of Istio 1.29's WasmPlugin. https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/ */
export interface WasmPlugin extends CustomObject<'extensions.istio.io/v1alpha1', 'WasmPlugin'> {
  readonly spec: {
    readonly targetRefs: readonly { readonly group: string; readonly kind: string; readonly name: string }[];
    /** `oci://` and an image by digest. */
    readonly url: string;
    readonly phase: 'AUTHN';
    readonly failStrategy: 'FAIL_CLOSE';
    readonly pluginConfig: Readonly<Record<string, unknown>>;
  };
}
