import { edgesOf, synthesize } from '../../../constructs';
import { reachabilityOf } from '../../../policies/reachability/index';
import type { Options, Reachability } from '../../../policies/reachability/result';
import { declaredConnections } from '../../support/declared-connections';
import { referenceTree } from '../../support/reference';

describe.each(['dev', 'staging', 'production'])('%s', (name) => {
  const tree = referenceTree(name);
  const { facts } = tree;
  const { podCidrs, nodeCidrs, trustDomain } = facts.cluster;
  const options: Options = { podCidrs, nodeCidrs, trustDomain };
  const objects = synthesize(tree).filter((resource) => resource.api === 'kubernetes');
  const found = reachabilityOf(objects, options);

  test('exactly what platform.ts declares can connect, by the rendered policies', () => {
    expect([...open(found)].sort()).toEqual([...declaredConnections(tree, found.parties, options)].sort());
  });

  test('every edge is open between somebody', () => {
    expect(edgesOf(tree).length).toBeGreaterThan(40);
    const declared = declaredConnections(tree, found.parties, options);
    expect(declared.size).toBeGreaterThanOrEqual(edgesOf(tree).length);
  });

  test('nothing about it is unknown', () => {
    expect(found.unknowns).toEqual([]);
    expect(found.connections.filter(({ outcome }) => outcome !== 'open')).toEqual([]);
  });

  test('a pod that nobody named reaches the gateway where the world does, and nothing else', () => {
    const strangers = found.connections.filter(({ from, to }) => `${from} ${to}`.includes('Pods */*'));
    const isPublic = facts.gateway.clientCidrs.includes('0.0.0.0/0');
    expect(strangers.map(({ from, to, ports }) => [from, to, ports.map((range) => range.from)])).toEqual(
      isPublic ? [['Pods */*', 'Gateway edge/edge', [443]]] : [],
    );
  });

  test('the mesh alone leaves none of its members open: each refuses whom it does not name', () => {
    const meshOnly = objects.filter(({ object }) => object.kind !== 'NetworkPolicy');
    const { connections } = reachabilityOf(meshOnly, options);
    const members = ['Deployment dwcp/dwcp-api', 'Deployment dwcp/dwcp-worker', 'CronJob dwcp/dwcp-report'];
    const callable = connections
      .filter(({ to }) => [...members, 'Gateway edge/edge'].includes(to))
      .flatMap(({ from, to, ports }) =>
        ports
          .filter(({ protocol, from: first }) => protocol === 'TCP' && ![15020, 15021, 15090].includes(first))
          .map((range) => `${to === 'Gateway edge/edge' ? 'world' : from} -> ${to} ${range.from}-${range.to}`),
      );
    expect([...new Set(callable)]).toEqual([
      'world -> Gateway edge/edge 443-443',
      'Gateway edge/edge -> Deployment dwcp/dwcp-api 8080-8080',
    ]);
  });
});

/** Port by port, as edges are. */
function open({ connections }: Reachability): Set<string> {
  return new Set(
    connections
      .filter(({ outcome }) => outcome === 'open')
      .flatMap(({ from, to, ports }) =>
        ports.flatMap(({ protocol, ...range }) =>
          Array.from(
            { length: range.to - range.from + 1 },
            (_, index) => `${from} -> ${to} ${range.from + index}/${protocol}`,
          ),
        ),
      ),
  );
}
