import { ApiObject } from 'cdk8s';
import * as fc from 'fast-check';
import { type Connectable, Existing, Port, type Ports, planOf, SecureNamespace, WebService } from '../../../constructs';
import { reachabilityIn } from '../../../policies/reachability';
import { environment, IMAGE, RESOURCES } from '../../support/environment';

const NAMES = ['a', 'b', 'c', 'd'] as const;

/** Two workloads of ours, and two that were written by hand and adopted. */
function workloads() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const byName = new Map<string, Connectable<Ports>>();
  for (const name of NAMES.slice(0, 2)) {
    byName.set(name, new WebService(namespace, name, { image: IMAGE, scale: 1, resources: RESOURCES }));
  }
  for (const name of NAMES.slice(2)) {
    const labels = { app: name };
    const spec = { serviceAccountName: name, containers: [{ name: 'main', image: IMAGE }] };
    const object = new ApiObject(namespace, `${name}-deployment`, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    });
    byName.set(name, Existing.deployment(namespace, name, { object, ports: [Port.tcp(8080, 'http')] }));
  }
  return { tree, byName };
}

test('among ours and what was adopted, exactly what was said is open, in whatever order', () => {
  const statement = fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES), fc.boolean());
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 8 }), (allowed) => {
      const { tree, byName } = workloads();
      for (const [from, to, mirrored] of allowed) {
        if (mirrored) byName.get(to)!.connections.allowFrom(byName.get(from)!);
        else byName.get(from)!.connections.allowTo(byName.get(to)!);
      }
      const { connections } = reachabilityIn(planOf(tree)).matrix();
      const open = connections
        .filter(({ from, to }) => [from, to].every((id) => /^Deployment orders\/[abcd]$/.test(id)))
        .map(({ from, to, outcome, ports }) => [from.at(-1), to.at(-1), outcome, ports.map((range) => range.from)]);
      const said = new Set(allowed.map(([from, to]) => `${from}${to}`));
      expect(open).toEqual([...said].sort().map(([from, to]) => [from, to, 'open', [8080]]));
    }),
    { numRuns: 40 },
  );
});
