import type { Vector } from '../vector';
import type { Panel, Unit } from './model';

/** Numbers over time, by what each line is called. */
export function graph(title: string, unit: Unit, says: string, lines: Readonly<Record<string, Vector>>): Panel {
  return { title, unit, says, queries: Object.entries(lines).map(([legend, expr]) => ({ legend, expr })) };
}
