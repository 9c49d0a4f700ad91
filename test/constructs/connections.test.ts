import * as fc from 'fast-check';
import {
  Connections,
  type Environment,
  Port,
  type Ports,
  SecureNamespace,
  synthesize,
  workloadLabels,
} from '../../constructs';
import { canReach, type Pod } from '../support/can-reach';
import { environment, objectsOf } from '../support/environment';
import { problemsOf } from '../support/problems-of';

const http = Port.tcp(8080, 'http');
const HTTP = { port: 8080, protocol: 'TCP' } as const;

function workload(namespace: SecureNamespace, name: string, ports: Ports = [http]) {
  const pod: Pod = { namespace: namespace.name, labels: workloadLabels(name) };
  const connections = new Connections(namespace, name, { workload: name, selector: pod.labels, ports });
  return { pod, connections };
}

function orders(): { tree: Environment; namespace: SecureNamespace } {
  const tree = environment();
  return { tree, namespace: new SecureNamespace(tree, 'orders') };
}

const policiesOf = (tree: Environment) => objectsOf(synthesize(tree));

describe('Connections', () => {
  test('a workload that nobody was allowed to reach is unreachable', () => {
    const { tree, namespace } = orders();
    const [api, db] = [workload(namespace, 'api'), workload(namespace, 'db')];
    expect(canReach(policiesOf(tree), api.pod, db.pod, HTTP)).toBe(false);
  });

  // In the cluster of its own, the name may be that of another team's pods.
  test('refuses an end of another environment, whichever side says so', () => {
    const [api, theirs] = [workload(orders().namespace, 'api'), workload(orders().namespace, 'db')];
    const problem =
      "'test/orders' cannot let 'orders/api' reach 'orders/db': 'orders/db' is declared in another environment than " +
      "'test'; declare both in one, or call it by its address outside";
    expect(problemsOf(() => api.connections.allowTo(theirs))).toEqual([problem]);
    expect(problemsOf(() => theirs.connections.allowFrom(api))).toEqual([
      problem.replace("'orders/db' is", "'orders/api' is"),
    ]);
  });

  test('neither side trusts a pod that no policy protects', () => {
    const { tree, namespace } = orders();
    const api = workload(namespace, 'api');
    const stranger: Pod = { namespace: 'elsewhere', labels: workloadLabels('stranger') };
    const policies = policiesOf(tree);
    expect(canReach(policies, api.pod, stranger, { port: 443, protocol: 'TCP' })).toBe(false);
    expect(canReach(policies, stranger, api.pod, HTTP)).toBe(false);
  });

  test('a namesake in another namespace gains nothing', () => {
    const { tree, namespace } = orders();
    const [api, db] = [workload(namespace, 'api'), workload(namespace, 'db')];
    api.connections.allowTo(db);
    expect(canReach(policiesOf(tree), api.pod, db.pod, HTTP)).toBe(true);
    expect(canReach(policiesOf(tree), { ...api.pod, namespace: 'elsewhere' }, db.pod, HTTP)).toBe(false);
    expect(canReach(policiesOf(tree), api.pod, { ...db.pod, namespace: 'elsewhere' }, HTTP)).toBe(false);
  });

  test('a pod that carries no label of a workload is cut off by the namespace', () => {
    const { tree, namespace } = orders();
    const api = workload(namespace, 'api');
    const bare: Pod = { namespace: 'orders', labels: {} };
    expect(canReach(policiesOf(tree), bare, { namespace: 'elsewhere', labels: {} }, HTTP)).toBe(false);
    expect(canReach(policiesOf(tree), { namespace: 'elsewhere', labels: {} }, bare, HTTP)).toBe(false);
    expect(canReach(policiesOf(tree), bare, api.pod, HTTP)).toBe(false);
  });

  test.each(['UDP', 'TCP'] as const)('name resolution goes over %s with nothing else allowed', (protocol) => {
    const { tree, namespace } = orders();
    const api = workload(namespace, 'api');
    const servers: Pod[] = [
      { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
      { namespace: 'node', labels: {}, ip: '169.254.20.10' },
      { namespace: 'node', labels: {}, ip: '10.96.0.10' },
    ];
    for (const server of servers) {
      expect(canReach(policiesOf(tree), api.pod, server, { port: 53, protocol })).toBe(true);
      expect(canReach(policiesOf(tree), api.pod, server, { port: 54, protocol })).toBe(false);
    }
  });

  test('opens the declared port, on its own protocol, in one direction only', () => {
    const { tree, namespace } = orders();
    const [api, resolver] = [workload(namespace, 'api'), workload(namespace, 'resolver', [Port.udp(53, 'dns')])];
    api.connections.allowTo(resolver);
    const policies = policiesOf(tree);
    expect(canReach(policies, api.pod, resolver.pod, { port: 53, protocol: 'UDP' })).toBe(true);
    expect(canReach(policies, api.pod, resolver.pod, { port: 53, protocol: 'TCP' })).toBe(false);
    expect(canReach(policies, resolver.pod, api.pod, HTTP)).toBe(false);
  });

  test('refuses to guess ports rather than opening all of them', () => {
    const { namespace } = orders();
    const [api, job] = [workload(namespace, 'api'), workload(namespace, 'job', [] as unknown as Ports)];
    expect(() => api.connections.allowTo(job)).toThrow(
      "'test/orders' cannot let 'orders/api' reach 'orders/job', which declares no ports; " +
        "name the ports to open, e.g. { ports: [Port.tcp(5432, 'postgres')] }",
    );
  });

  test('refuses a workload outside any namespace', () => {
    const tree = environment();
    expect(() => new Connections(tree, 'api', { workload: 'api', selector: workloadLabels('api') })).toThrow(
      "'test/api' is outside any namespace; declare it under a `new SecureNamespace(environment, …)`",
    );
  });

  test('whatever is said, in whatever order and however often, exactly that is reachable', () => {
    const names = ['a', 'b', 'c', 'd'];
    const statement = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names), fc.boolean());
    fc.assert(
      fc.property(fc.array(statement), (allowed) => {
        const { tree, namespace } = orders();
        const byName = new Map(names.map((name) => [name, workload(namespace, name)]));
        for (const [from, to, mirrored] of allowed) {
          if (mirrored) byName.get(to)!.connections.allowFrom(byName.get(from)!);
          else byName.get(from)!.connections.allowTo(byName.get(to)!);
        }
        const policies = policiesOf(tree);
        for (const from of names) {
          for (const to of names) {
            const expected = allowed.some(([f, t]) => f === from && t === to);
            expect(canReach(policies, byName.get(from)!.pod, byName.get(to)!.pod, HTTP)).toBe(expected);
          }
        }
      }),
    );
  });

  test('the order and repetition of calls leave no trace in what is rendered', () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c')), {
      selector: (pair) => pair.join(),
    });
    const rendered = (calls: readonly (readonly [string, string])[]) => {
      const { tree, namespace } = orders();
      const byName = new Map(['a', 'b', 'c'].map((name) => [name, workload(namespace, name)]));
      for (const [from, to] of calls) byName.get(from)!.connections.allowTo(byName.get(to)!);
      return JSON.stringify(synthesize(tree));
    };
    fc.assert(
      fc.property(pairs, (calls) => {
        expect(rendered([...calls].reverse().concat(calls))).toBe(rendered(calls));
      }),
    );
  });
});
