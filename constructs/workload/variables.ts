import type { IConstruct } from 'constructs';
import { invalid } from '../invalid';
import type { EnvVar } from '../kubernetes';

type Values = Readonly<Record<string, string>>;

/** The environment variables that grants set. They override nothing that an author set, and nothing overrides them. */
export class GrantedVariables {
  private readonly authored: readonly Values[];
  private readonly values = new Map<string, string>();

  /** `authored` is what the authors of the containers that get them have set already. */
  constructor(authored: readonly Values[]) {
    this.authored = authored;
  }

  /** Sets one for `workload`; saying the same again is harmless. */
  set(workload: IConstruct, name: string, value: string): void {
    const others = [...this.authored.map((values) => (Object.hasOwn(values, name) ? values[name] : undefined))];
    const other = [...others, this.values.get(name)].find((known) => known !== undefined && known !== value);
    if (other !== undefined) {
      throw invalid(
        workload,
        `has the variable ${name} as '${other}' and, from a grant, as '${value}'`,
        'leave it out of `env`, or call it something else',
      );
    }
    this.values.set(name, value);
  }

  get list(): EnvVar[] {
    return this.with({});
  }

  /** Together with a container's own, by name, so that the order of grants shows nowhere. */
  with(own: Values): EnvVar[] {
    return variablesOf({ ...Object.fromEntries(this.values), ...own });
  }
}

export function variablesOf(values: Values): EnvVar[] {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}
