import type { Construct } from 'constructs';
import { invalid } from '../../invalid';
import { KubernetesObject } from '../../kubernetes';
import type { Connections } from '../../network/connections';
import { GATEWAY_LABEL } from '../../network/labels';
import type { Port } from '../../network/port';
import type { Telemetry } from '../../operators/istio-telemetry';
import type { Pod } from '../../workload/pod';

/** Below the construct of the pods, which send their spans to one collector. */
const ID = 'proxy-spans';

/**
 * Has the proxies of a gateway or of a workload make a span of each request that they serve, by a provider of the mesh.
 *
 * Each trace begins with all of its spans, and the collector decides. A caller that has decided already is gone by.
 */
export function proxySpans(connections: Connections, provider: string): void {
  const { workload, selector } = connections.props;
  const own = connections.node.tryFindChild(ID) as KubernetesObject | undefined;
  const said = own === undefined ? undefined : (own.toJson() as Telemetry).spec.tracing[0].providers[0].name;
  if (said === provider) return;
  if (said !== undefined) {
    throw invalid(
      connections.owner,
      `has proxies that send their spans to '${said}' and to '${provider}'`,
      'grant one of the two: a proxy has one place for them',
    );
  }
  const gateway = selector[GATEWAY_LABEL];
  const sends = { providers: [{ name: provider }] as const, randomSamplingPercentage: 100 };
  new KubernetesObject(connections, ID, {
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: workload },
    spec:
      gateway === undefined
        ? {
            selector: { matchLabels: selector },
            // What it calls is not: of an application that hands no trace on, each call would be a trace of its own.
            tracing: [{ match: { mode: 'SERVER' }, ...sends }],
          }
        : {
            targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway }],
            tracing: [sends],
          },
  });
}

/**
 * The Service by which proxies find the collector: a proxy cannot send of its own accord to a headless one, and has to know from the
 * port that it speaks gRPC.
 */
export function serviceForProxies(
  scope: Construct,
  id: string,
  { pod: { name, labels }, port }: { readonly pod: Pod; readonly port: Port },
): void {
  const { name: portName, number, protocol } = port;
  new KubernetesObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `${name}-proxies` },
    spec: {
      selector: labels,
      ports: [{ name: portName, port: number, targetPort: portName, protocol, appProtocol: 'grpc' }],
    },
  });
}
