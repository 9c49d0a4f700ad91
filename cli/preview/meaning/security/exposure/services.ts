import { contains, tryCidr } from '../../../../../constructs/network/cidr';
import { entriesOf, fieldsOf, isAbsent, textsOf } from '../../../../../policies/fields';
import { type KubernetesReading, part } from '../traits/reading';
import { may, type Opening, type Trait, unranked } from '../traits/trait';

const EVERYWHERE = ['0.0.0.0/0', '::/0'];

/** How a Service is reached from outside the cluster. One that is reached from inside only opens nothing here. */
export const SERVICE: KubernetesReading = {
  read(resource) {
    const spec = fieldsOf(resource.object['spec'], 'spec');
    const ports = entriesOf(spec['ports'], 'spec.ports').map(({ value }) => value);
    const named = ports.map(({ port, protocol }) => `${String(port)}/${String(protocol ?? 'TCP')}`);
    const isBalanced = spec['type'] === 'LoadBalancer';
    const ranges = textsOf(spec['loadBalancerSourceRanges'], 'spec.loadBalancerSourceRanges');
    const from = ranges.length === 0 ? EVERYWHERE : ranges;
    return [
      ...(isBalanced ? named.flatMap((port) => from.map((range) => called(port, range))) : []),
      ...(isBalanced || spec['type'] === 'NodePort' ? nodePorts(spec['type'] === 'NodePort', ports) : []),
      ...textsOf(spec['externalIPs'], 'spec.externalIPs').map((address) => may(`take what is sent to ${address}`)),
      unranked('externalName', spec['externalName']),
      ...(isBalanced
        ? [part('what its load balancer is told', resource, annotationsOf(resource.object.metadata.annotations))]
        : []),
    ];
  },
};

/** https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-nodeport-allocation */
function nodePorts(isMeant: boolean, ports: readonly Readonly<Record<string, unknown>>[]): readonly Trait[] {
  return ports.flatMap(({ port, nodePort }) => {
    if (isAbsent(nodePort)) return isMeant ? [may(`be called for port ${String(port)} on every node`)] : [];
    return [may(`be called on port ${String(nodePort)} of every node`)];
  });
}

interface Called extends Opening {
  readonly port: string;
  readonly range: string;
}

function called(port: string, range: string): Called {
  const from = EVERYWHERE.includes(range) ? `any address (${range})` : range;
  return {
    port,
    range,
    may: `be called on ${port} from ${from}`,
    covers: (other) => isCalled(other) && other.port === port && holds(range, other.range),
  };
}

function isCalled(opening: Opening): opening is Called {
  return 'range' in opening;
}

/** Whether one range of addresses holds another; one that cannot be read holds itself only. */
function holds(whole: string, one: string): boolean {
  const [outer, inner] = [tryCidr(whole), tryCidr(one)];
  return outer !== undefined && inner !== undefined && contains(outer, inner);
}

/** Whether it is internal, who may call it: every provider has words of its own for it. */
function annotationsOf(annotations: Readonly<Record<string, string>> = {}): object | undefined {
  const told = Object.entries(annotations).filter(
    ([key]) => key.includes('load-balancer') || key.includes('loadbalancer'),
  );
  return told.length === 0 ? undefined : Object.fromEntries(told);
}
