import * as fc from 'fast-check';
import { explain, reachabilityOf } from '../../../policies/reachability/index';
import { answers } from '../../support/ask';
import { compare, idOf, objectsIn, resource } from '../../support/network-comparison';
import { type NetworkWorld, networkWorlds, PORTS, PROTOCOLS } from '../../support/network-worlds';
import { asked } from '../../support/reachability-cases';

/** Random clusters of a run: each is asked about every pair of its ends, on 16 ports, which is about 1,000 questions. */
const WORLDS = Number(process.env['REACHABILITY_WORLDS'] ?? 120);

describe('reachability, against an oracle that goes pair by pair', () => {
  test('never says open what is closed, nor closed what is open, in whatever cluster fits the input', () => {
    const total = { cases: 0, administered: 0, hesitations: 0, open: 0, unknown: 0, closed: 0 };
    fc.assert(
      fc.property(networkWorlds, (world) => {
        const { cases, disagreements, hesitations, outcomes } = compare(world, reachabilityOf);
        expect(disagreements).toEqual([]);
        total.cases += cases;
        if (world.policies.some(({ kind }) => kind !== 'NetworkPolicy')) total.administered += cases;
        total.hesitations += hesitations;
        for (const outcome of ['open', 'unknown', 'closed'] as const) total[outcome] += outcomes[outcome];
      }),
      { numRuns: WORLDS },
    );
    // So many besides in which policies of an administrator have a say.
    expect(Math.min(total.administered, total.cases - total.administered)).toBeGreaterThan(20_000);
    // Otherwise it would be easy to be right.
    expect(Math.min(total.open, total.closed)).toBeGreaterThan(total.cases / 5);
    expect(total.unknown).toBeGreaterThan(100);
    expect(total.hesitations).toBeLessThan(total.cases / 100);
  }, 60_000);

  test('explains the answer that it gives', () => {
    const questions = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...PORTS), fc.constantFrom(...PROTOCOLS)), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(networkWorlds, questions, (world, picked) => {
        const ids = world.workloads.map(idOf);
        const texts = picked.map(([from, to, port, protocol]) => {
          return `${ids[from % ids.length]} -> ${ids[to % ids.length]} ${port}/${protocol}`;
        });
        const objects = objectsIn(world);
        const options = world.podCidrs === undefined ? {} : { podCidrs: world.podCidrs };
        const explained = texts.map((text) => [text, explain(objects.map(resource), asked(text), options).outcome]);
        expect(Object.fromEntries(explained)).toEqual(answers(objects, texts, reachabilityOf, options));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('the order of objects changes nothing', () => {
    fc.assert(
      fc.property(networkWorlds, (world) => {
        const objects = objectsIn(world).map(resource);
        const said = ({ parties, connections }: ReturnType<typeof reachabilityOf>) => [
          parties,
          connections.map(({ why: _, ...connection }) => connection),
        ];
        expect(said(reachabilityOf([...objects].reverse()))).toEqual(said(reachabilityOf(objects)));
      }),
      { numRuns: 40 },
    );
  });
});

/** Clusters that the evaluator was once wrong about, as the property found them. */
const PAST_FAILURES: readonly (readonly [string, NetworkWorld])[] = [
  [
    'IPv6 addresses outside were taken for part of 0.0.0.0/0 when no policy spoke of them',
    {
      namespaces: [{ name: 'alpha', labels: { 'kubernetes.io/metadata.name': 'alpha' }, declared: true }],
      workloads: [{ kind: 'Deployment', name: 'w0', namespace: 'alpha', labels: {}, ports: [] }],
      policies: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'p0', namespace: 'alpha' },
          spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] },
        },
      ],
      podCidrs: undefined,
    },
  ],
];

test.each(PAST_FAILURES)('past failure: %s', (_, world) => {
  expect(compare(world, reachabilityOf).disagreements).toEqual([]);
});
