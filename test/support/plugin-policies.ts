import type { Manifest } from '../../constructs';

type Untyped = any;

const SELF = { ingress: 'source', egress: 'destination' } as const;

/** Which directions a NetworkPolicy is about, by the API server's default. */
function directionsOf({ policyTypes = [], egress = [] }: Untyped): readonly ('ingress' | 'egress')[] {
  const types: readonly string[] =
    policyTypes.length > 0 ? policyTypes : ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])];
  return types.map((type) => type.toLowerCase() as 'ingress' | 'egress');
}

const peersOf = (rule: Untyped): readonly Untyped[] => rule.from ?? rule.to ?? [];

/** The same NetworkPolicy as somebody would write it for Calico: a rule for each peer and each port. */
export function asCalico(policy: Manifest): Manifest {
  const spec = policy['spec'] as Untyped;
  const directions = directionsOf(spec);
  const rules = (direction: 'ingress' | 'egress') =>
    (spec[direction] ?? []).flatMap((rule: Untyped) =>
      (peersOf(rule).length === 0 ? [{}] : peersOf(rule).map(calicoPeer)).flatMap((peer) =>
        ((rule.ports ?? []).length === 0 ? [{}] : rule.ports.map(calicoPort)).map(({ protocol, ports }: Untyped) => {
          const destination = { ...(direction === 'egress' && peer), ...(ports && { ports }) };
          return {
            action: 'Allow',
            ...(protocol && { protocol }),
            destination,
            ...(direction === 'ingress' && { [SELF.ingress]: peer }),
          };
        }),
      ),
    );
  return {
    ...{ apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: policy.metadata },
    spec: {
      selector: calicoSelector(spec.podSelector),
      types: directions.map((direction) => (direction === 'ingress' ? 'Ingress' : 'Egress')),
      ...Object.fromEntries(directions.map((direction) => [direction, rules(direction)])),
    },
  };
}

function calicoPeer({ podSelector, namespaceSelector, ipBlock }: Untyped): object {
  if (ipBlock) return { nets: [ipBlock.cidr], ...(ipBlock.except && { notNets: ipBlock.except }) };
  return {
    ...(podSelector && { selector: calicoSelector(podSelector) }),
    ...(namespaceSelector && { namespaceSelector: calicoSelector(namespaceSelector) }),
  };
}

function calicoPort({ protocol = 'TCP', port, endPort }: Untyped): object {
  if (port === undefined) return { protocol };
  return { protocol, ports: [endPort === undefined ? port : `${port}:${endPort}`] };
}

function calicoSelector({ matchLabels = {}, matchExpressions = [] }: Untyped): string {
  const set = (values: readonly string[]) => `{${values.map((value) => `'${value}'`).join(', ')}}`;
  const forms: Readonly<Record<string, (key: string, values: readonly string[]) => string>> = {
    In: (key, values) => `${key} in ${set(values)}`,
    NotIn: (key, values) => (values.length === 1 ? `${key} != "${values[0]}"` : `${key} not in ${set(values)}`),
    Exists: (key) => `has(${key})`,
    DoesNotExist: (key) => `!has(${key})`,
  };
  const demands = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key} == '${String(value)}'`),
    ...matchExpressions.map(({ key, operator, values }: Untyped) => forms[operator]!(key, values)),
  ];
  return demands.length === 0 ? 'all()' : demands.join(' && ');
}

/** A NetworkPolicy without the addresses in it: Cilium takes those for what is outside alone. */
export function withoutAddresses(policy: Manifest): Manifest {
  const spec = policy['spec'] as Untyped;
  const rules = (list: Untyped) =>
    list?.flatMap((rule: Untyped) => {
      const left = peersOf(rule).filter(({ ipBlock }) => ipBlock === undefined);
      if (peersOf(rule).length === 0) return [rule];
      return left.length === 0 ? [] : [{ ...rule, [rule.from ? 'from' : 'to']: left }];
    });
  const kept = Object.fromEntries(['ingress', 'egress'].flatMap((way) => (spec[way] ? [[way, rules(spec[way])]] : [])));
  const types = directionsOf(spec).map((direction) => (direction === 'ingress' ? 'Ingress' : 'Egress'));
  return { ...policy, spec: { ...spec, policyTypes: types, ...kept } };
}

/** The same NetworkPolicy, which has no addresses, as somebody would write it for Cilium. */
export function asCilium(policy: Manifest): Manifest {
  const spec = policy['spec'] as Untyped;
  const rules = (direction: 'ingress' | 'egress') => {
    const at = direction === 'ingress' ? 'from' : 'to';
    const made = (spec[direction] ?? []).map((rule: Untyped) => ({
      ...(peersOf(rule).length === 0
        ? { [`${at}Entities`]: ['all'] }
        : { [`${at}Endpoints`]: peersOf(rule).map(ciliumPeer) }),
      ...((rule.ports ?? []).length > 0 && { toPorts: [{ ports: rule.ports.map(ciliumPort) }] }),
    }));
    // What isolates, and opens nothing.
    return made.length === 0 ? [{}] : made;
  };
  return {
    ...{ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: policy.metadata },
    spec: {
      endpointSelector: relabelled(spec.podSelector, 'any:'),
      ...Object.fromEntries(directionsOf(spec).map((direction) => [direction, rules(direction)])),
    },
  };
}

function ciliumPeer({ podSelector = {}, namespaceSelector }: Untyped): object {
  const pods = relabelled(podSelector, 'k8s:');
  if (namespaceSelector === undefined) return pods;
  const spaces = relabelled(namespaceSelector, 'k8s:io.cilium.k8s.namespace.labels.');
  const anywhere = { key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' };
  return {
    matchLabels: { ...pods.matchLabels, ...spaces.matchLabels },
    matchExpressions: [...pods.matchExpressions, ...spaces.matchExpressions, anywhere],
  };
}

function relabelled({ matchLabels = {}, matchExpressions = [] }: Untyped, prefix: string) {
  return {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).map(([key, value]) => [prefix + key, value])),
    matchExpressions: matchExpressions.map((one: Untyped) => ({ ...one, key: prefix + one.key })) as readonly object[],
  };
}

function ciliumPort({ protocol = 'TCP', port, endPort }: Untyped): object {
  return { protocol, port: port === undefined ? '0' : String(port), ...(endPort !== undefined && { endPort }) };
}
