import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../environment';
import { invalid } from '../invalid';
import { KubernetesObject } from '../kubernetes';
import { SIDECAR_PORTS } from '../mesh/sidecar';
import { NAMES, objectName } from '../names';
import { type Connectable, Connections } from '../network/connections';
import { originOf, toRun } from '../network/edge';
import { GATEWAY_LABEL, NAMESPACE_LABEL } from '../network/labels';
import { clients } from '../network/peers/addresses';
import { kubelet } from '../network/peers/cluster';
import { istiod } from '../network/peers/operators';
import { Port, type Ports } from '../network/port';
import { SecureNamespace } from '../network/secure-namespace';
import { observe } from '../observability/observe';
import type { ServiceLevel } from '../observability/service-level';
import { HELD_TO_NONE } from '../plan/promised';
import { checkProps, isGroup } from '../props/props';
import { CertificateIssuer } from '../vault/certificate-issuer';
import type { WebService } from '../workload/web-service';
import { type Entrance, guardGateway } from './access';
import { publicCertificate } from './certificate';
import { filterAtGateway, type RouteBody } from './filters';
import { checkFirewall, inspect, proxyAnnotations } from './firewall';
import { gatewayOptions } from './options';
import { EXPOSE_OPTIONS, GATEWAY_PROPS, type GatewayProps } from './props';
import { type ExposeOptions, routeName, routeRules, tryPathPrefix } from './route';

const HTTPS = Port.tcp(443, 'https');

/**
 * The one way in from outside: TLS 1.3 for one domain, in a namespace of its own.
 *
 * Whoever comes in has a valid access token, unless the path is public, and is held to limits of rate and size. There is
 * no port for clear text, so there is nothing to redirect from. Istio runs its pods, two of them at least, from the Gateway object.
 */
export class Gateway extends Construct implements Connectable<Ports> {
  /** The network paths of its pods. */
  readonly connections: Connections<Ports>;
  private readonly props: GatewayProps;
  private readonly namespace: SecureNamespace;
  /** What its routes name as their parent. */
  private readonly parent: KubernetesObject;
  private readonly routes = new Map<`/${string}`, { readonly service: WebService; readonly options: ExposeOptions }>();

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, objectName(scope, id, NAMES.gateway));
    checkProps(this, props, GATEWAY_PROPS, { host: 'domain', issuer: 'certificateIssuer' });
    this.props = props;
    if (props.firewall) checkFirewall(this, props.firewall, props.clientCidrs);
    this.namespace = new SecureNamespace(this, id);
    // Istio puts this label on the pods, and names their service account after the Gateway and its class.
    const labels = { [GATEWAY_LABEL]: id };
    const { facts } = Environment.of(this);
    this.connections = new Connections(this.namespace, 'connections', {
      workload: id,
      selector: labels,
      ports: [HTTPS],
      serviceAccount: `${id}-istio`,
      owner: this,
    });
    const origin = toRun(this);
    this.connections.allowFrom(clients(props.clientCidrs), { origin: { ...origin, by: 'expose' } });
    this.connections.allowFrom(kubelet(facts), { ports: [SIDECAR_PORTS.readiness], origin });
    this.connections.allowTo(istiod(facts), { origin });
    if (props.firewall?.kind === 'coraza') this.connections.allowTo(props.firewall.registry, { origin });
    // Istio's own template of a gateway declares the port, as no sidecar's does.
    observe(this, { port: SIDECAR_PORTS.metrics, path: '/stats/prometheus' });
    this.parent = this.declare(id);
  }

  /** Routes a path of the domain to a service, and lets the gateway call it. */
  expose(service: WebService, options: ExposeOptions): void {
    checkProps(this, options, EXPOSE_OPTIONS);
    if (!isService(service)) {
      throw invalid(this, `exposes what is no service`, "pass a WebService, e.g. new WebService(namespace, 'api', …)");
    }
    const path = tryPathPrefix(options.path)!;
    const taken = this.routes.get(path);
    if (taken?.service === service && said(taken.options) === said(options)) return;
    if (taken !== undefined) {
      throw invalid(
        this,
        taken.service === service
          ? `routes '${path}' to '${service.node.id}' in two ways`
          : `routes '${path}' to '${taken.service.node.id}' and to '${service.node.id}'`,
        'give each a path of its own',
      );
    }
    if (!options.public && this.props.identity === undefined) {
      throw invalid(
        this,
        `asks for a token at '${path}', and knows nobody who makes them`,
        'give the gateway its `identity`, or say `public: true`',
      );
    }
    this.routes.set(path, { service, options });
    if (this.slo !== 'none') service.holdTo(this.slo);
    service.connections.allowFrom(this, {
      ports: [service.port],
      origin: originOf(this, 'expose', `expose('${service.connections.peer.name}', '${path}')`),
    });
    const name = routeName(service.node.id, this.node.id, path);
    const route = new KubernetesObject(service, `route-${name}`, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      // What the environment leaves out is nothing that somebody decided.
      metadata: { name, ...(this.props.slo === 'none' && { annotations: HELD_TO_NONE }) },
      spec: {
        parentRefs: [{ name: this.node.id, namespace: this.namespace.name, sectionName: HTTPS.name }],
        hostnames: [this.props.domain],
        rules: routeRules(service, path, options),
      },
    });
    // For files, too: a plan knows it from `parentRefs`, whoever wrote the route.
    route.node.addDependency(this.parent);
  }

  private declare(name: string): KubernetesObject {
    const { domain, clientCidrs } = this.props;
    const options = new KubernetesObject(this.namespace, 'options', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${name}-options` },
      data: gatewayOptions(this, this.connections.props.selector),
    });
    const certificate = this.certificate(`${name}-tls`);
    const access = guardGateway(this.namespace, {
      gateway: name,
      port: HTTPS.number,
      clientCidrs,
      ...(this.props.identity && { identity: this.props.identity }),
      entrances: () => this.entrances(),
    });
    const filters = filterAtGateway(this.namespace, name, {
      limits: this.props.limits,
      bodies: () => this.bodies(),
    });
    const { firewall } = this.props;
    const annotations = proxyAnnotations(firewall);
    if (firewall?.kind === 'coraza') access.push(inspect(this.namespace, name, firewall));
    const gateway = new KubernetesObject(this.namespace, 'gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name },
      spec: {
        gatewayClassName: 'istio',
        infrastructure: {
          ...(annotations && { annotations }),
          parametersRef: { group: '', kind: 'ConfigMap', name: options.name },
        },
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
    gateway.node.addDependency(options, certificate, ...access, filters, this.connections);
    return gateway;
  }

  private certificate(name: string): KubernetesObject {
    const { domain, certificateIssuer: issuer } = this.props;
    if (typeof issuer === 'string') return publicCertificate(this.namespace, name, domain, issuer);
    return new CertificateIssuer(this.namespace, 'issuer', { ...issuer, names: [domain] }).issue(name, [domain]);
  }

  private get slo(): ServiceLevel | 'none' {
    return this.props.slo ?? (Environment.of(this).posture.data === 'protected' ? {} : 'none');
  }

  private entrances(): Entrance[] {
    return [...this.routes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { options }]) => ({ path, public: options.public ?? false }));
  }

  /** The routes whose bodies are none of the gateway's usual ones, each rule by the name that Istio gives it. */
  private bodies(): RouteBody[] {
    return [...this.routes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([path, { service, options }]) => {
        const { requestBytes = service.port.name === 'grpc' ? 'streamed' : undefined } = options;
        if (requestBytes === undefined) return [];
        const name = `${service.pod.namespace}.${routeName(service.node.id, this.node.id, path)}`;
        return routeRules(service, path, options).map((_, index) => ({ route: `${name}.${index}`, requestBytes }));
      });
  }

  private routedNamespaces(): string[] {
    return [...new Set([...this.routes.values()].map(({ service }) => service.pod.namespace))].sort();
  }
}

function isService(given: unknown): given is WebService {
  return isGroup(given) && 'traffic' in given && 'pod' in given;
}

function said({ public: open = false, cache, requestBytes }: ExposeOptions): string {
  return `${open} ${cache} ${requestBytes}`;
}
