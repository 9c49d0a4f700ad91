import type { CustomObject } from './custom-object';

/** The fields that we set of Gateway API 1.6. https://gateway-api.sigs.k8s.io/reference/spec/ */
export interface Gateway extends CustomObject<'gateway.networking.k8s.io/v1', 'Gateway'> {
  readonly spec: {
    readonly gatewayClassName: string;
    readonly infrastructure: {
      /** Copied to what is made for the Gateway, its pods included. */
      readonly annotations?: Readonly<Record<string, string>>;
      readonly parametersRef: { readonly group: string; readonly kind: string; readonly name: string };
    };
    readonly listeners: readonly {
      readonly name: string;
      readonly hostname: string;
      readonly port: number;
      readonly protocol: 'HTTPS';
      readonly tls: { readonly mode: 'Terminate'; readonly certificateRefs: readonly [{ readonly name: string }] };
      readonly allowedRoutes: {
        readonly namespaces: {
          readonly from: 'Selector';
          readonly selector: {
            readonly matchExpressions: readonly [
              { readonly key: string; readonly operator: 'In'; readonly values: readonly string[] },
            ];
          };
        };
      };
    }[];
  };
}

export interface HttpRoute extends CustomObject<'gateway.networking.k8s.io/v1', 'HTTPRoute'> {
  readonly spec: {
    readonly parentRefs: readonly [{ readonly name: string; readonly namespace: string; readonly sectionName: string }];
    readonly hostnames: readonly string[];
    readonly rules: readonly {
      readonly matches: readonly RouteMatch[];
      readonly filters: readonly HttpRouteFilter[];
      readonly timeouts: { readonly request: string };
      readonly backendRefs: readonly { readonly name: string; readonly port: number }[];
    }[];
  };
}

export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

export type HttpRouteFilter =
  | {
      readonly type: 'ResponseHeaderModifier';
      readonly responseHeaderModifier: { readonly set: readonly HttpHeader[] };
    }
  | { readonly type: 'RequestHeaderModifier'; readonly requestHeaderModifier: { readonly set: readonly HttpHeader[] } };

interface RouteMatch {
  readonly path: { readonly type: 'PathPrefix'; readonly value: string };
  readonly method?: 'GET' | 'HEAD' | 'OPTIONS' | 'PUT' | 'DELETE';
}
