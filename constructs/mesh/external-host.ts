import { Construct } from 'constructs';
import { invalid } from '../invalid';
import { KubernetesObject, type NetworkPolicyPeer } from '../kubernetes';
import { NAMES, objectName } from '../names';
import { isOutsideHost } from '../network/host-name';
import type { Peer } from '../network/peer';
import { cidr, publicInternet } from '../network/peers/addresses';
import { Port, type Ports } from '../network/port';
import { onePort } from '../network/port-checks';
import { SecureNamespace } from '../network/secure-namespace';
import { choice, either, list, text } from '../props/checks';
import { checkProps, needed, optional, type Props } from '../props/props';

export interface ExternalHostProps {
  /** Its name, such as `api.example.com`. */
  readonly host: string;

  /**
   * Where it answers.
   *
   * @default Port.tcp(443, 'https')
   */
  readonly port?: Port;

  /**
   * Ranges that its owner publishes, or `public-internet` where nobody does.
   *
   * A NetworkPolicy knows no names, so this, not the host, is what the pods' packets are held to.
   */
  readonly addresses: readonly [string, ...string[]] | 'public-internet';

  /**
   * Who speaks TLS: the `application` itself; its `sidecar`, for one that calls `http://<host>`, so that the mesh sees
   * paths and retries; or `nobody`, for a protocol that begins in clear text, such as SMTP.
   *
   * @default 'application'
   */
  readonly tls?: 'application' | 'sidecar' | 'nobody';
}

const PROPS: Props<ExternalHostProps> = {
  host: needed(text('write a whole name, e.g. api.example.com')),
  port: optional(onePort),
  addresses: needed(
    either(
      "list the ranges that its owner publishes, or write 'public-internet'",
      (given) => given === 'public-internet',
      choice('public-internet'),
      list(
        text('write a range, e.g. 203.0.113.0/24'),
        "list the ranges that its owner publishes, or write 'public-internet'",
        1,
      ),
    ),
  ),
  tls: optional(choice('application', 'sidecar', 'nobody')),
};

/** The port that an application calls in clear text when its sidecar speaks TLS for it. */
const PLAIN_HTTP = 80;

/** By namespace, the hosts that begin in clear text, by their port. */
const CLEAR_TEXT = new WeakMap<SecureNamespace, Map<number, string>>();

/**
 * A host outside the cluster that workloads of the namespace may be allowed to call, by name.
 *
 * Two layers hold it, and neither alone: the NetworkPolicy, to the addresses and the port; the mesh, to the name, where
 * its outboundTrafficPolicy is REGISTRY_ONLY. With `public-internet`, an intruder in the pod reaches any host on that
 * port, so the rule `no-open-cidr` fails it (docs/adr/0005-egress-to-host-names.md).
 */
export class ExternalHost extends Construct implements Peer {
  /** What it is called in previews: the host. */
  readonly name: string;
  /** It stands outside the cluster. */
  readonly role = 'external';
  /** The one port that it answers on, as a pod calls it. */
  readonly ports: Ports;
  /** The addresses that a NetworkPolicy holds callers to. */
  readonly selectors: readonly NetworkPolicyPeer[];

  constructor(scope: Construct, id: string, props: ExternalHostProps) {
    super(scope, objectName(scope, id, NAMES.externalHost));
    checkProps(this, props, PROPS, { hostname: 'host', cidrs: 'addresses', ports: 'port' });
    const { host, addresses, port = Port.tcp(443, 'https'), tls = 'application' } = props;
    if (!isOutsideHost(host)) {
      throw invalid(this, `names '${host}', which is no host outside`, 'write a whole name, e.g. api.example.com');
    }
    if (port.protocol !== 'TCP') throw invalid(this, `is called on ${port}`, 'use a TCP port: the mesh carries no UDP');
    if (tls === 'nobody') this.claim(port);
    // Two doors of one host are two ends, each with addresses of its own.
    this.name = port.number === 443 ? host : `${host}:${port.number}`;
    this.ports = [port];
    this.selectors =
      addresses === 'public-internet'
        ? publicInternet(this.ports).selectors
        : addresses.flatMap((range) => cidr(range, this.ports).selectors);
    new KubernetesObject(this, 'entry', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: id },
      spec: {
        hosts: [host],
        // Only this namespace: what one team trusts is no reason for another.
        exportTo: ['.'],
        location: 'MESH_EXTERNAL',
        resolution: 'DNS',
        ports: [
          tls === 'sidecar'
            ? { number: PLAIN_HTTP, targetPort: port.number, name: 'http', protocol: 'HTTP' }
            : { number: port.number, name: port.name, protocol: tls === 'nobody' ? 'TCP' : 'TLS' },
        ],
      },
    });
    if (tls === 'sidecar') this.originate(id, host);
  }

  /** Without a name in TLS the sidecar tells hosts apart by port alone, and the second would get what is for the first. */
  private claim(port: Port): void {
    const namespace = SecureNamespace.of(this);
    const claimed = CLEAR_TEXT.get(namespace) ?? new Map<number, string>();
    const first = claimed.get(port.number);
    if (first !== undefined) {
      throw invalid(
        this,
        `begins in clear text on ${port}, as '${first}' in the same namespace does, and a sidecar cannot tell the two apart`,
        'give one of them a namespace of its own, or another port',
      );
    }
    CLEAR_TEXT.set(namespace, claimed.set(port.number, this.node.path));
  }

  /** TLS that checks the name against the certificate, and the certificate against the authorities of the proxy's image. */
  private originate(name: string, host: string): void {
    new KubernetesObject(this, 'tls', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name },
      spec: {
        host,
        exportTo: ['.'],
        trafficPolicy: {
          portLevelSettings: [
            { port: { number: PLAIN_HTTP }, tls: { mode: 'SIMPLE', sni: host, subjectAltNames: [host] } },
          ],
        },
      },
    });
  }
}
