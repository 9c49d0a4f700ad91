import { contains, hostCidr, tryCidr } from '../../../constructs/network/cidr';
import type { Live } from '../../cluster/cluster';
import { deviates, type Finding, ok, unknown } from '../../diagnosis/finding';
import type { Check, Look } from '../check';

interface EndpointSlice extends Live {
  readonly endpoints?: readonly { readonly addresses: readonly string[] }[] | null;
  readonly ports?: readonly { readonly name?: string; readonly port?: number }[] | null;
}

const PATH = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices';

/** Where pods come out that call the Service `kubernetes`: policies see that address, not the Service's. */
const endpoints: Look = async ({ facts: { cluster: facts } }, cluster) => {
  const slices = await cluster.list<EndpointSlice>(PATH, 'kubernetes.io/service-name=kubernetes');
  const addresses = slices.flatMap(({ endpoints: all }) => (all ?? []).flatMap((one) => one.addresses));
  const ports = new Set(slices.flatMap(({ ports: all }) => (all ?? []).flatMap(({ port }) => port ?? [])));
  if (addresses.length === 0) {
    const remedy = 'compare apiServer.cidrs with what the provider says: kubectl get endpoints kubernetes';
    return [unknown('the Service kubernetes has no endpoint, so nobody sees where the API server is', remedy)];
  }
  const { cidrs, port } = facts.apiServer;
  const networks = cidrs.flatMap((cidr) => tryCidr(cidr) ?? []);
  const outside = addresses.filter((ip) => {
    const one = tryCidr(hostCidr(ip));
    return one !== undefined && !networks.some((network) => contains(network, one));
  });
  const places: Finding[] = outside.map((ip) =>
    deviates(
      `the API server is at ${ip}, which no network of apiServer.cidrs holds (${cidrs.join(', ')})`,
      `add ${hostCidr(ip)} to apiServer.cidrs: pods that need it are cut off there`,
    ),
  );
  const doors: Finding[] = [...ports]
    .filter((one) => one !== port)
    .map((one) =>
      deviates(`the API server listens on ${one}, and apiServer.port is ${port}`, `write ${one} to apiServer.port`),
    );
  const wrong = [...places, ...doors];
  return wrong.length > 0 ? wrong : [ok(`the API server is at ${addresses.sort().join(', ')}, port ${port}`)];
};

export const apiServer: Check = {
  says: 'Pods find the API server where policies let them.',
  looks: [endpoints],
};
