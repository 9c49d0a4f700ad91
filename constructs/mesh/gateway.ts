import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../environment';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { NAMESPACE_LABEL } from '../labels';
import { type Connectable, Connections } from '../network/connections';
import { clients, istiod, kubelet, prometheus } from '../network/peer';
import { Port } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import { scrape } from '../observability/scrape';
import type { WebService } from '../workload/web-service';
import { SIDECAR_PORTS } from './sidecar';

const HTTPS = Port.tcp(443, 'https');

export interface GatewayProps {
  /** Public host name that it answers for. */
  readonly domain: string;

  /** Addresses that may call it; a public site names 0.0.0.0/0 and ::/0 here. */
  readonly clientCidrs: readonly string[];

  /** cert-manager's ClusterIssuer that signs its certificate. */
  readonly certificateIssuer: string;
}

export interface ExposeOptions {
  /** Path prefix under the domain. */
  readonly path: `/${string}`;
}

/** Life of the public certificate, and how long before its end it is replaced: 90 days and 30. */
const CERTIFICATE_LIFE = '2160h';
const RENEW_BEFORE = '720h';

/**
 * The one way in from outside: TLS for one domain, in a namespace of its own.
 *
 * Istio runs its pods, two of them at least, from the Gateway object.
 */
export class Gateway extends Construct implements Connectable {
  readonly connections: Connections;
  private readonly props: GatewayProps;
  private readonly namespace: SecureNamespace;
  private readonly routes = new Map<string, WebService>();

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    this.props = props;
    this.namespace = new SecureNamespace(this, id);
    // Istio puts this label on the pods, and names their service account after the Gateway and its class.
    const labels = { 'gateway.networking.k8s.io/gateway-name': id };
    const { facts } = Environment.of(this);
    this.connections = new Connections(this.namespace, 'connections', {
      workload: id,
      selector: labels,
      ports: [HTTPS],
      serviceAccount: `${id}-istio`,
    });
    this.connections.allowFrom(clients(props.clientCidrs));
    this.connections.allowFrom(kubelet(facts), { ports: [SIDECAR_PORTS.readiness] });
    this.connections.allowFrom(prometheus, { ports: [SIDECAR_PORTS.metrics] });
    this.connections.allowTo(istiod);
    scrape(this.namespace, { name: id, labels, port: SIDECAR_PORTS.metrics, path: '/stats/prometheus' });
    this.declare(id);
  }

  /** Routes a path of the domain to a service, and lets the gateway call it. */
  expose(service: WebService, { path }: ExposeOptions): void {
    const taken = this.routes.get(path);
    if (taken === service) return;
    if (taken !== undefined) {
      throw invalid(
        this,
        `routes '${path}' to '${taken.node.id}' and to '${service.node.id}'`,
        'give each a path of its own',
      );
    }
    this.routes.set(path, service);
    service.connections.allowFrom(this, { ports: [service.port] });
    new KubernetesObject(service, `route-${this.node.id}${path.replaceAll('/', '-').replace(/-$/, '')}`, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `${service.node.id}${path.replaceAll('/', '-').replace(/-$/, '')}` },
      spec: {
        parentRefs: [{ name: this.node.id, namespace: this.namespace.name, sectionName: HTTPS.name }],
        hostnames: [this.props.domain],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: path } }],
            backendRefs: [{ name: service.node.id, port: service.port.number }],
          },
        ],
      },
    });
  }

  private declare(name: string): void {
    const { domain, clientCidrs, certificateIssuer } = this.props;
    const options = new KubernetesObject(this.namespace, 'options', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${name}-options` },
      data: OPTIONS,
    });
    const certificate = new KubernetesObject(this.namespace, 'certificate', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: `${name}-tls` },
      spec: {
        secretName: `${name}-tls`,
        dnsNames: [domain],
        duration: CERTIFICATE_LIFE,
        renewBefore: RENEW_BEFORE,
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: certificateIssuer },
      },
    });
    const authorization = new KubernetesObject(this.namespace, 'authorization', {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name },
      spec: {
        action: 'ALLOW',
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name }],
        // The world has no service account, so the gateway, and only it, accepts by address.
        rules: [{ from: [{ source: { ipBlocks: clientCidrs } }], to: [{ operation: { ports: [`${HTTPS.number}`] } }] }],
      },
    });
    const gateway = new KubernetesObject(this.namespace, 'gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name },
      spec: {
        gatewayClassName: 'istio',
        infrastructure: { parametersRef: { group: '', kind: 'ConfigMap', name: options.name } },
        listeners: [
          {
            name: HTTPS.name,
            hostname: domain,
            port: HTTPS.number,
            protocol: 'HTTPS',
            tls: { mode: 'Terminate', certificateRefs: [{ name: certificate.name }] },
            allowedRoutes: {
              namespaces: {
                from: 'Selector',
                selector: {
                  matchExpressions: [
                    {
                      key: NAMESPACE_LABEL,
                      operator: 'In',
                      values: Lazy.any({ produce: () => this.routedNamespaces() }),
                    },
                  ],
                },
              },
            },
          },
        ],
      },
    });
    gateway.node.addDependency(options, certificate, authorization, this.connections);
  }

  private routedNamespaces(): string[] {
    return [...new Set([...this.routes.values()].map((service) => service.pod.namespace))].sort();
  }
}

/**
 * What Istio merges into the objects that it makes for the Gateway.
 *
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
const OPTIONS = {
  deployment: [
    'spec:',
    '  replicas: 2',
    '  template:',
    '    spec:',
    '      automountServiceAccountToken: false',
    '      securityContext:',
    '        runAsNonRoot: true',
    '        seccompProfile:',
    '          type: RuntimeDefault',
    '',
  ].join('\n'),
  // Keeps the client's address, which the network policy and the authorization judge by.
  service: ['spec:', '  externalTrafficPolicy: Local', ''].join('\n'),
  podDisruptionBudget: ['spec:', '  maxUnavailable: 1', ''].join('\n'),
};
