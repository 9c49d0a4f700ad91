import type { GateId } from '../gates/gate';
import type { GateResult } from '../gates/results';
import type { EnvironmentReport } from '../report';
import { type Told, toldOnce } from './once';

/** A leave, and the gate that it lets something through. */
type Passed = GateResult['passed'][number] & { readonly gate: GateId };

/** Each leave once that something is let through by. */
export function passesIn(environments: readonly EnvironmentReport[]): readonly Told<Passed>[] {
  const passed = environments.map(
    ({ environment, gates }) =>
      [environment, gates.flatMap(({ gate, passed }) => passed.map((one) => ({ gate, ...one })))] as const,
  );
  return toldOnce(passed, (one) => one);
}
