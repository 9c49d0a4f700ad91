import type { Manifest } from '../../constructs';
import { resource } from '../support/network-comparison';

/** A workload of the benchmark's cluster, and whom it calls. */
interface Member {
  readonly name: string;
  readonly namespace: string;
  readonly calls: number[];
}

const PORT = 8080;
const CALLS = 5;

/**
 * A cluster as the baseline renders it: default deny in every namespace, an entry per edge at both ends, name
 * resolution and scraping for all, mutual TLS, and an authorization per workload.
 */
export function cluster(workloads: number, namespaces: number) {
  const members = Array.from({ length: workloads }, (_, index): Member => {
    // Steps that share no factor with the number of workloads, so that nobody else is called by all.
    const calls = Array.from({ length: CALLS }, (_, call) => (index + 1 + (call + 1) * 7919) % workloads);
    // The first of each namespace is called by all of it, as its database is.
    if (index >= namespaces) calls[0] = index % namespaces;
    return { name: `w${index}`, namespace: `n${index % namespaces}`, calls };
  });
  const callers = members.map((): number[] => []);
  members.forEach(({ calls }, caller) => {
    for (const callee of calls) callers[callee]!.push(caller);
  });
  const objects = [
    ...Array.from({ length: namespaces }, (_, index) => guards(`n${index}`)).flat(),
    ...members.flatMap((member, index) => objectsOf(member, callers[index]!, members)),
  ];
  return { objects: objects.map(resource), edges: members.reduce((sum, { calls }) => sum + new Set(calls).size, 0) };
}

function guards(name: string): Manifest[] {
  const metadata = { name: 'default', namespace: name };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'istio-injection': 'enabled' } } },
    network({ ...metadata, name: 'default-deny' }, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec: { mtls: { mode: 'STRICT' } } },
    { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata, spec: {} },
  ];
}

function objectsOf({ name, namespace, calls }: Member, callers: readonly number[], all: readonly Member[]): Manifest[] {
  const metadata = { name, namespace };
  const selector = { matchLabels: { app: name } };
  const peer = (index: number) => podsIn(all[index]!.namespace, { app: all[index]!.name });
  const ports = [{ port: PORT, protocol: 'TCP' }];
  const containers = [{ name: 'main', image: 'app', ports: [{ name: 'http', containerPort: PORT }] }];
  const rules = callers.map((caller) => ({
    from: [{ source: { principals: [`cluster.local/ns/${all[caller]!.namespace}/sa/${all[caller]!.name}`] } }],
    to: [{ operation: { ports: [`${PORT}`] } }],
  }));
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { template: { metadata: { labels: { app: name } }, spec: { serviceAccountName: name, containers } } },
    },
    network(metadata, {
      podSelector: selector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        ...callers.map((caller) => ({ from: [peer(caller)], ports })),
        { from: [podsIn('monitoring', { app: 'prometheus' })], ports: [{ port: 15020, protocol: 'TCP' }] },
        { from: [{ ipBlock: { cidr: '10.0.0.0/16' } }], ports: [{ port: 15021, protocol: 'TCP' }] },
      ],
      egress: [
        ...calls.map((callee) => ({ to: [peer(callee)], ports })),
        { to: DNS, ports: ['UDP', 'TCP'].map((protocol) => ({ port: 53, protocol })) },
        { to: [podsIn('istio-system', { app: 'istiod' })], ports: [{ port: 15012, protocol: 'TCP' }] },
      ],
    }),
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: { selector, ...(rules.length > 0 && { rules }) },
    },
  ];
}

const DNS = [podsIn('kube-system', { 'k8s-app': 'kube-dns' }), { ipBlock: { cidr: '169.254.20.10/32' } }];

function podsIn(namespace: string, labels: Readonly<Record<string, string>>) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  };
}

function network(metadata: Manifest['metadata'], spec: object): Manifest {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
}
