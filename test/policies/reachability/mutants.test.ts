import * as fc from 'fast-check';
import type { Manifest } from '../../../constructs';
import { reachabilityOf } from '../../../policies/reachability/index';
import { answers } from '../../support/ask';
import { BOUNDARY_CASES } from '../../support/boundary-cases';
import { objectsOf } from '../../support/environment';
import { MESH_CASES } from '../../support/mesh-cases';
import { MESH_CORNER_CASES } from '../../support/mesh-corner-cases';
import { mutated } from '../../support/mutated';
import { NETWORK_CASES } from '../../support/network-cases';
import { compare, type Evaluator, resource } from '../../support/network-comparison';
import { networkWorlds } from '../../support/network-worlds';
import { namespace, pod } from '../../support/reachability-cases';
import { referenceFacts, referenceResources } from '../../support/reference';
import { MESH_MUTANTS } from './mesh-mutants';
import { NETWORK_MUTANTS } from './network-mutants';
import { RENDERER_MUTANTS } from './renderer-mutants';

/** A few of the random clusters: the same ones in every run. */
const WORLDS = fc.sample(networkWorlds, { seed: 4, numRuns: 25 });

/** What tells that an evaluator is wrong; nothing when nothing does. */
function noticed(evaluate: Evaluator): string | undefined {
  try {
    for (const { name, objects, options, expected } of [
      ...NETWORK_CASES,
      ...BOUNDARY_CASES,
      ...MESH_CASES,
      ...MESH_CORNER_CASES,
    ]) {
      const said = answers(objects, Object.keys(expected), evaluate, options);
      if (JSON.stringify(said) !== JSON.stringify(expected)) return name;
    }
    return WORLDS.flatMap((world) => compare(world, evaluate).disagreements)[0];
  } catch (error) {
    return String(error);
  }
}

describe('mistakes in the evaluator', () => {
  test('nothing is noticed of the evaluator as it is', () => {
    expect(noticed(mutated())).toBeUndefined();
  });

  test.each([...NETWORK_MUTANTS, ...MESH_MUTANTS].map((mutation) => [mutation.name, mutation] as const))(
    'notices: %s',
    (_, mutation) => {
      expect(noticed(mutated(mutation))).toBeDefined();
    },
  );
});

describe('mistakes in what renders connections', () => {
  const facts = referenceFacts('production');
  const { podCidrs, nodeCidrs, trustDomain } = facts.cluster;
  // Beside the platform: pods without labels, and strangers and a namesake in and out of its namespaces.
  const cast = [
    pod('dwcp/bare', { labels: { app: 'dwcp-api' } }),
    namespace('elsewhere', { 'istio-injection': 'enabled' }),
    pod('elsewhere/stranger', { serviceAccountName: 'edge-istio' }),
    pod('elsewhere/namesake', { labels: { 'dwcp.io/workload': 'dwcp-api' } }),
  ];
  const rendered = [...objectsOf(referenceResources('production')), ...cast];

  /** Who reaches whom by everything, by the mesh alone, and by mutual TLS alone, so that none hides what another does. */
  const seen = (objects: readonly Manifest[]) =>
    [[], ['NetworkPolicy'], ['NetworkPolicy', 'AuthorizationPolicy']].map((hidden) => {
      const shown = objects.filter(({ kind }) => !hidden.includes(kind)).map(resource);
      return JSON.stringify(reachabilityOf(shown, { podCidrs, nodeCidrs, trustDomain }).connections);
    });
  const expected = seen(rendered);

  test.each(RENDERER_MUTANTS.map(({ name, change }) => [name, change] as const))('notices: %s', (_, change) => {
    const changed = rendered.flatMap((object) => change(object) ?? []);
    // Otherwise the mistake was made nowhere.
    expect(JSON.stringify(changed)).not.toBe(JSON.stringify(rendered));
    expect(seen(changed)).not.toEqual(expected);
  });
});
