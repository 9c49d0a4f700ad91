import { explain, reachabilityOf } from '../../../policies/reachability/index';
import { answers } from '../../support/ask';
import { BOUNDARY_CASES } from '../../support/boundary-cases';
import { MESH_CASES } from '../../support/mesh-cases';
import { MESH_CORNER_CASES } from '../../support/mesh-corner-cases';
import { NETWORK_CASES } from '../../support/network-cases';
import { resource } from '../../support/network-comparison';
import { asked } from '../../support/reachability-cases';

describe.each([
  ['network policies', NETWORK_CASES],
  ['the edge of the input', BOUNDARY_CASES],
  ['the mesh', MESH_CASES],
  ['the corners of the mesh', MESH_CORNER_CASES],
] as const)('%s', (_, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { objects, options = {}, expected }) => {
    expect(answers(objects, Object.keys(expected), reachabilityOf, options)).toEqual(expected);
  });

  test.each(cases.map((one) => [one.name, one] as const))('explained alike: %s', (_name, one) => {
    const explained = Object.keys(one.expected).map((text) => {
      const { outcome, steps, remedy } = explain(one.objects.map(resource), asked(text), one.options);
      for (const { because } of steps) expect(because).not.toMatch(/undefined|\[object|^$/);
      expect(remedy).not.toMatch(/undefined|\[object|^$/);
      return [text, outcome];
    });
    expect(Object.fromEntries(explained)).toEqual(one.expected);
  });
});
