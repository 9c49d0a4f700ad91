import type { Manifest } from '../../../constructs';

/** A mistake that what renders connections could make, done to what it rendered. */
export interface RendererMutant {
  readonly name: string;
  /** The object without, or with the mistake in it. */
  readonly change: (object: Manifest) => Manifest | undefined;
}

type Untyped = any;

/** Changes the objects of one kind, or the one of a name. */
function change(kind: string, edit: (spec: Untyped, object: Manifest) => Untyped, name?: string) {
  return (object: Manifest): Manifest => {
    const id = `${object.metadata.namespace}/${object.metadata.name}`;
    if (object.kind !== kind || (name !== undefined && name !== id)) return object;
    return { ...object, spec: edit(structuredClone(object['spec'] ?? {}), object) };
  };
}

function without(kind: string, name: string) {
  return (object: Manifest): Manifest | undefined =>
    object.kind === kind && `${object.metadata.namespace}/${object.metadata.name}` === name ? undefined : object;
}

const policies = (edit: (spec: Untyped) => Untyped, name?: string) => change('NetworkPolicy', edit, name);

/** Changes every rule of a direction. */
const rules = (direction: 'ingress' | 'egress', edit: (rule: Untyped) => Untyped, name?: string) =>
  policies((spec) => ({ ...spec, ...(spec[direction] && { [direction]: spec[direction].map(edit) }) }), name);

/** Changes every peer of a direction. */
const peers = (direction: 'ingress' | 'egress', edit: (peer: Untyped) => Untyped[], name?: string) => {
  const list = direction === 'ingress' ? 'from' : 'to';
  return rules(direction, (rule) => ({ ...rule, [list]: rule[list].flatMap(edit) }), name);
};

/** Changes every port of a direction. */
const ports = (direction: 'ingress' | 'egress', edit: (port: Untyped) => Untyped[]) =>
  rules(direction, (rule) => ({ ...rule, ports: rule.ports.flatMap(edit) }));

const authorizations = (edit: (spec: Untyped) => Untyped, name?: string) => change('AuthorizationPolicy', edit, name);

const isDns = ({ ports: some }: Untyped) => some.some(({ port }: Untyped) => port === 53);
const API = 'dwcp/dwcp-api';

export const RENDERER_MUTANTS: readonly RendererMutant[] = [
  { name: 'no default deny', change: without('NetworkPolicy', 'dwcp/default-deny') },
  {
    name: 'default deny of ingress only',
    change: policies((spec) => ({ ...spec, policyTypes: ['Ingress'] }), 'dwcp/default-deny'),
  },
  {
    name: 'default deny of egress only',
    change: policies((spec) => ({ ...spec, policyTypes: ['Egress'] }), 'dwcp/default-deny'),
  },
  {
    name: 'default deny that admits: an empty rule',
    change: policies((spec) => ({ ...spec, ingress: [{}] }), 'dwcp/default-deny'),
  },
  { name: 'a workload without its policy', change: without('NetworkPolicy', API) },
  { name: 'policyTypes without Egress', change: policies((spec) => ({ ...spec, policyTypes: ['Ingress'] })) },
  { name: 'policyTypes without Ingress', change: policies((spec) => ({ ...spec, policyTypes: ['Egress'] })) },
  { name: 'a policy that selects every pod', change: policies((spec) => ({ ...spec, podSelector: {} }), API) },
  {
    name: 'a policy that selects a namesake',
    change: policies((spec) => ({ ...spec, podSelector: { matchLabels: { app: 'dwcp-api' } } }), API),
  },
  {
    name: 'no name resolution',
    change: policies((spec) => ({
      ...spec,
      ...(spec.egress && { egress: spec.egress.filter((rule: Untyped) => !isDns(rule)) }),
    })),
  },
  {
    name: 'name resolution over UDP only',
    change: rules('egress', (rule) => (isDns(rule) ? { ...rule, ports: [{ port: 53, protocol: 'UDP' }] } : rule)),
  },
  { name: 'UDP written as TCP', change: ports('egress', (port) => [{ ...port, protocol: 'TCP' }]) },
  { name: 'protocols left out', change: ports('egress', ({ port }) => [{ port }]) },
  {
    name: 'no node-local resolver',
    change: peers('egress', (peer) => (peer.ipBlock?.cidr.startsWith('169.254.') ? [] : [peer])),
  },
  { name: 'no egress half', change: policies((spec) => ({ ...spec, egress: spec.egress?.filter(isDns) ?? [] })) },
  { name: 'no ingress half', change: policies((spec) => ({ ...spec, ingress: [] })) },
  {
    name: 'an egress half that is one edge short',
    change: policies((spec) => ({ ...spec, egress: spec.egress.slice(0, -1) }), API),
  },
  {
    name: 'an ingress half that is one edge short',
    change: policies((spec) => ({ ...spec, ingress: spec.ingress.slice(1) }), API),
  },
  {
    name: 'ingress and egress swapped',
    change: policies((spec) => ({
      ...spec,
      ingress: spec.egress?.map(({ to, ...rule }: Untyped) => ({ ...rule, from: to })),
    })),
  },
  { name: 'ports left out', change: rules('ingress', ({ ports: _, ...rule }) => rule) },
  { name: 'ports as an empty list', change: rules('egress', (rule) => ({ ...rule, ports: [] })) },
  { name: 'the next port', change: ports('ingress', (port) => [{ ...port, port: port.port + 1 }]) },
  { name: 'a range instead of a port', change: ports('ingress', (port) => [{ ...port, endPort: port.port + 10 }]) },
  { name: 'peers as an empty list', change: rules('ingress', (rule) => ({ ...rule, from: [] }), 'dwcp/dwcp-redis') },
  { name: 'no namespaceSelector', change: peers('ingress', ({ namespaceSelector: _, ...peer }) => [peer]) },
  {
    name: 'a namespaceSelector for every namespace',
    change: peers('ingress', (peer) => [{ ...peer, ...(peer.namespaceSelector && { namespaceSelector: {} }) }]),
  },
  { name: 'no podSelector', change: peers('ingress', ({ podSelector: _, ...peer }) => [peer]) },
  {
    name: 'selectors as two peers, of which either is enough',
    change: peers('ingress', ({ namespaceSelector, podSelector, ...rest }) =>
      namespaceSelector ? [{ namespaceSelector }, { podSelector }] : [rest],
    ),
  },
  {
    name: 'anywhere instead of the API server',
    change: peers('egress', (peer) => [
      peer.ipBlock?.cidr.startsWith('203.0.113.') ? { ipBlock: { cidr: '0.0.0.0/0' } } : peer,
    ]),
  },
  {
    name: 'a wider range of nodes',
    change: peers('ingress', (peer) => [
      peer.ipBlock?.cidr === '10.30.0.0/20' ? { ipBlock: { cidr: '10.0.0.0/8' } } : peer,
    ]),
  },
  { name: 'no PeerAuthentication', change: without('PeerAuthentication', 'dwcp/default') },
  { name: 'clear text taken too', change: change('PeerAuthentication', () => ({ mtls: { mode: 'PERMISSIVE' } })) },
  { name: 'no authorization that allows nothing', change: without('AuthorizationPolicy', 'dwcp/allow-nothing') },
  {
    name: 'an authorization that allows everything',
    change: authorizations(() => ({ rules: [{}] }), 'dwcp/allow-nothing'),
  },
  { name: 'an authorization for every pod', change: authorizations(({ selector: _, ...spec }) => spec, API) },
  {
    name: 'an authorization without ports',
    change: authorizations((spec) => ({ ...spec, rules: spec.rules?.map(({ to: _, ...rule }: Untyped) => rule) }), API),
  },
  {
    name: 'an authorization without callers',
    change: authorizations(
      (spec) => ({ ...spec, rules: spec.rules?.map(({ from: _, ...rule }: Untyped) => rule) }),
      API,
    ),
  },
  {
    name: 'an authorization for anybody with a certificate',
    change: authorizations(
      (spec) => ({
        ...spec,
        rules: spec.rules.map((rule: Untyped) => ({ ...rule, from: [{ source: { principals: ['*'] } }] })),
      }),
      API,
    ),
  },
  {
    name: 'an authorization of a namesake in another namespace',
    change: authorizations(
      (spec) => ({
        ...spec,
        rules: spec.rules.map((rule: Untyped) => ({
          ...rule,
          from: [{ source: { principals: ['production.dwcp.internal/ns/elsewhere/sa/edge-istio'] } }],
        })),
      }),
      API,
    ),
  },
  { name: 'a denial instead of an allowance', change: authorizations((spec) => ({ ...spec, action: 'DENY' }), API) },
];
