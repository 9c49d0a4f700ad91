import type { ChangeClass, Demand } from '../change/class';
import type { EnvironmentReport } from '../report';
import { type Told, toldOnce } from './once';
import { listed } from './words';

/** How the change is managed in one environment or several. */
export interface ToldClass {
  readonly class: ChangeClass['class'];
  /** Who has to say yes. */
  readonly approval: string;
  readonly environments: readonly string[];
  readonly because: readonly Told<string>[];
  readonly demands: readonly Demand[];
}

/** Each way in which the change is managed, once; none where nothing is deployed. */
export function classesIn(environments: readonly EnvironmentReport[]): readonly ToldClass[] {
  const managed = environments
    .filter(({ change, checklist }) => change.class !== 'standard' || checklist.length > 0)
    .map(({ environment, change }) => [environment, [change]] as const);
  return toldOnce(managed, ({ because: _, ...asked }) => asked).map(({ what, environments: names, each }) => ({
    class: what.class,
    approval: approvalText(what),
    environments: names,
    because: toldOnce(
      each.map(({ because }, index) => [names[index]!, because] as const),
      (reason) => reason,
    ),
    demands: what.demands,
  }));
}

function approvalText({ approvals }: ChangeClass): string {
  return approvals.length === 0 ? 'approved by what checks it' : `needs the approval of the ${listed(approvals)}`;
}
