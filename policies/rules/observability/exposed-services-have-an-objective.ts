import { BUDGET, HELD_TO_NONE, SERVICE_LEVEL_ANNOTATION } from '../../../constructs/plan/promised';
import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { exposedIn, isHeldToNone } from '../../exposed';
import { hasAnObjective, objectivesIn } from '../../objectives';

const FIX = `hold it to a service level, or say by the annotation ${SERVICE_LEVEL_ANNOTATION}: none that it is held to none`;
const OTHERS = sloth({ service: 'other' }, 'others');
const LED = [{ name: 'api', port: 80 }];
const OF_OTHERS = [
  ['route.openshift.io/v1', 'Route', { to: { kind: 'Service', name: 'api' } }],
  ['route.openshift.io/v1', 'Route', { to: { name: 'web' }, alternateBackends: [{ kind: 'Service', name: 'api' }] }],
  ['traefik.io/v1alpha1', 'IngressRoute', { routes: [{ services: LED }] }],
  ['traefik.containo.us/v1alpha1', 'IngressRoute', { routes: [{ services: LED }] }],
  ['projectcontour.io/v1', 'HTTPProxy', { routes: [{ services: LED }] }],
  ['projectcontour.io/v1', 'HTTPProxy', { tcpproxy: { services: LED } }],
] as const;
const HERE = [route(), service(), OTHERS];

/** Where some services have an objective, one that people reach without any was forgotten more often than left out. */
export const exposedServicesHaveAnObjective = defineRule({
  id: 'exposed-services-have-an-objective',
  subject: 'object',
  of: ['Service'],
  needs: 'plan',
  says: 'A Service that people reach by a route, a VirtualService or an Ingress has an objective, where others have one.',
  because: 'nobody is told when its users are served worse than the others',
  level: 'advisory',
  severity: 'low',
  topic: 'observability',
  references: ['https://sre.google/workbook/implementing-slos/'],
  applies: (service, context) =>
    exposedIn(context).has(service) && objectivesIn(context).size > 0 && !isHeldToNone(service),
  check: (service, context) => {
    if (hasAnObjective(service, context)) return [];
    const { kind, metadata } = exposedIn(context).get(service)!.object;
    return [unheld(`${kind} '${metadata.name}'`)];
  },
  examples: {
    accepted: [
      { shows: 'rules of this library', resources: [...HERE, recorded(BUDGET, { service: 'api' })] },
      {
        shows: 'rules that Sloth made',
        resources: [...HERE, recorded('slo:objective:ratio', { sloth_service: 'api' })],
      },
      { shows: 'an objective of Sloth', resources: [...HERE, sloth({ service: 'api' })] },
      {
        shows: 'an objective of Pyrra, by a series',
        resources: [
          ...HERE,
          objective('pyrra.dev/v1alpha1', 'ServiceLevelObjective', {
            indicator: { ratio: { total: { metric: 'sum(\nrate(requests_total{job="api"}[5m]))' } } },
          }),
        ],
      },
      ...['openslo/v1', 'openslo.com/v1'].map((apiVersion) => ({
        shows: `an objective of ${apiVersion}`,
        resources: [...HERE, objective(apiVersion, 'SLO', { service: 'api' })],
      })),
      { shows: 'one that is called like it', resources: [...HERE, sloth({}, 'web-api-latency')] },
      { shows: 'a label', resources: [...HERE, labelled({ app: 'api' })] },
      {
        shows: 'the name of the workload behind it',
        resources: [
          ...HERE,
          {
            ...there('v1', 'Pod', 'backend'),
            metadata: { name: 'backend', namespace: 'shop', labels: { app: 'api' } },
            spec: { containers: [] },
          },
          sloth({ service: 'backend' }),
        ],
      },
      { shows: 'one in the namespace of the monitoring', resources: [...HERE, inStore(sloth({ service: 'api' }))] },
      {
        shows: 'one of its own, and one of a namesake',
        resources: [
          ...HERE,
          inStore(service()),
          inStore(sloth({ service: 'api' })),
          { ...sloth({ service: 'api' }), metadata: { name: 'own', namespace: 'shop' } },
        ],
      },
    ],
    refused: [
      { shows: 'a route', resources: HERE, violations: [unheld("HTTPRoute 'web'")] },
      ...['GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => ({
        shows: `a ${kind}`,
        resources: [{ ...route(), kind }, service(), OTHERS],
        violations: [unheld(`${kind} 'web'`)],
      })),
      ...OF_OTHERS.map(([apiVersion, kind, spec]) => ({
        shows: `a ${kind} of ${apiVersion}`,
        resources: [{ ...there(apiVersion, kind, 'web'), spec }, service(), OTHERS],
        violations: [unheld(`${kind} 'web'`)],
      })),
      ...['api', 'api.shop.svc', 'api.shop.svc.cluster.local'].map((host) => ({
        shows: `a VirtualService at a gateway, to ${host}`,
        resources: [virtualService(['mesh', 'istio-system/edge'], host), service(), OTHERS],
        violations: [unheld("VirtualService 'web'")],
      })),
      ...['tls', 'tcp'].map((protocol) => ({
        shows: `a VirtualService at a gateway, by ${protocol}`,
        resources: [virtualService(['edge'], 'api', protocol), service(), OTHERS],
        violations: [unheld("VirtualService 'web'")],
      })),
      {
        shows: 'a route of a Gateway that is here',
        resources: [...HERE, gateway('istio')],
        violations: [unheld("HTTPRoute 'web'")],
      },
      {
        shows: 'an Ingress, and a route after it',
        resources: [...HERE, ingress()],
        violations: [unheld("Ingress 'web'")],
      },
      {
        shows: 'a route in another namespace',
        resources: [
          inStore(route({}, [{ name: 'api', namespace: 'shop', port: 80 }])),
          service(),
          inStore(service()),
          OTHERS,
        ],
        violations: [unheld("HTTPRoute 'web'")],
      },
      {
        shows: 'rules that record something else of it',
        resources: [...HERE, recorded('service:requests:rate5m', { service: 'api' })],
        violations: [unheld("HTTPRoute 'web'")],
      },
      {
        shows: 'an objective of a Service that is called like it in part',
        resources: [...HERE, sloth({ service: 'apis' })],
        violations: [unheld("HTTPRoute 'web'")],
      },
      {
        shows: 'an objective of a namesake',
        resources: [...HERE, inStore(service()), inStore(sloth({ service: 'api' }))],
        violations: [unheld("HTTPRoute 'web'")],
      },
      {
        shows: 'a level that is none that is known',
        resources: [route(), service({ [SERVICE_LEVEL_ANNOTATION]: 'gold' }), OTHERS],
        violations: [unheld("HTTPRoute 'web'")],
      },
    ],
    skipped: [
      { shows: 'no objective of anything', resources: [route(), service()] },
      {
        shows: 'rules without an objective',
        resources: [route(), service(), recorded('service:requests:rate5m', { service: 'other' })],
      },
      { shows: 'a Service that no route leads to', resources: [service(), OTHERS] },
      {
        shows: 'a Service of another name',
        resources: [route({}, [{ name: 'web', port: 80 }]), service(), OTHERS],
      },
      { shows: 'one that is held to none on purpose', resources: [route(), service(HELD_TO_NONE), OTHERS] },
      { shows: 'a route that promises nothing', resources: [route(HELD_TO_NONE), service(), OTHERS] },
      {
        shows: 'a route for callers within the mesh',
        resources: [
          { ...route(), spec: { parentRefs: [{ group: '', kind: 'Service', name: 'api' }], rules: [] } },
          { ...route(), spec: { ...route().spec, parentRefs: [{ group: '', kind: 'Service', name: 'api' }] } },
          service(),
          OTHERS,
        ],
      },
      ...[undefined, ['mesh']].map((gateways) => ({
        shows: `a VirtualService for callers within the mesh: ${JSON.stringify({ gateways })}`,
        resources: [virtualService(gateways, 'api'), service(), OTHERS],
      })),
      ...['api.example.com', 'api.store.svc.cluster.local', ''].map((host) => ({
        shows: `a VirtualService to another host: '${host}'`,
        resources: [virtualService(['edge'], host), service(), OTHERS],
      })),
      {
        shows: 'a VirtualService that promises nothing',
        resources: [
          {
            ...virtualService(['edge'], 'api'),
            metadata: { ...there('', '', 'web').metadata, annotations: HELD_TO_NONE },
          },
          service(),
          OTHERS,
        ],
      },
      {
        shows: 'a route at a waypoint, between workloads of the mesh',
        resources: [...HERE, gateway('istio-waypoint')],
      },
    ],
  },
});

function unheld(by: string) {
  return { field: 'metadata.name', problem: `people reach it by ${by}, and no objective speaks of it`, fix: FIX };
}

function there(apiVersion: string, kind: string, name: string): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' } };
}

function inStore(object: Manifest): Manifest {
  return { ...object, metadata: { ...object.metadata, namespace: 'store' } };
}

function service(annotations: Readonly<Record<string, string>> = {}) {
  return {
    ...there('v1', 'Service', 'api'),
    metadata: { name: 'api', namespace: 'shop', annotations },
    spec: { selector: { app: 'api' }, ports: [{ port: 80 }] },
  };
}

function route(
  annotations: Readonly<Record<string, string>> = {},
  backendRefs: readonly object[] = [{ name: 'api', port: 80 }],
) {
  return {
    ...there('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web'),
    metadata: { name: 'web', namespace: 'shop', annotations },
    spec: { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs }] },
  };
}

function virtualService(gateways: readonly string[] | undefined, host: string, protocol = 'http') {
  const spec = { ...(gateways && { gateways }), [protocol]: [{ route: [{ destination: { host } }] }] };
  return { ...there('networking.istio.io/v1', 'VirtualService', 'web'), spec };
}

function ingress() {
  return {
    ...there('networking.k8s.io/v1', 'Ingress', 'web'),
    spec: { defaultBackend: { service: { name: 'api', port: { number: 80 } } } },
  };
}

function gateway(gatewayClassName: string) {
  return { ...there('gateway.networking.k8s.io/v1', 'Gateway', 'edge'), spec: { gatewayClassName } };
}

function sloth(spec: object, name = 'levels') {
  return objective('sloth.slok.dev/v1', 'PrometheusServiceLevel', spec, name);
}

function labelled(labels: Readonly<Record<string, string>>) {
  return { ...sloth({}), metadata: { name: 'levels-of', namespace: 'shop', labels } };
}

function objective(apiVersion: string, kind: string, spec: object, name = 'levels') {
  return { ...there(apiVersion, kind, name), spec };
}

function recorded(record: string, labels: object) {
  return {
    ...there('monitoring.coreos.com/v1', 'PrometheusRule', 'levels'),
    spec: { groups: [{ name: 'levels', rules: [{ record, expr: 'vector(0.001)', labels }] }] },
  };
}
