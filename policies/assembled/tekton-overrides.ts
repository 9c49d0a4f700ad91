import { type Entry, entriesOf, isAbsent, isFields, step } from '../fields';
import type { Read } from '../read';
import { Unknowable } from '../unknowable';

/** What a run says of single containers of its task, by name: what they get of their node, and nothing else. */
export type Overrides = Readonly<Record<'steps' | 'sidecars', readonly Entry[]>>;

/** A container of a task, as far as it can be read. */
interface Part {
  readonly field: string;
  readonly value: unknown;
}

const KINDS = ['requests', 'limits'] as const;

/** https://tekton.dev/docs/pipelines/taskruns/#configuring-task-steps-and-sidecars-in-a-taskrun: as they are called, and were before v1. */
export function overridesIn({ field, value }: Entry): Overrides {
  const listed = (...keys: readonly string[]) => keys.flatMap((key) => entriesOf(value[key], `${field}.${key}`));
  return {
    steps: listed('stepSpecs', 'stepOverrides'),
    sidecars: listed('sidecarSpecs', 'sidecarOverrides'),
  };
}

/** A container with what a run says of it: each amount by itself, laid over what its task says. */
export function overridden(part: Part, overrides: readonly Entry[], origins: Map<string, string>): Part {
  const { field, value } = part;
  if (!isFields(value)) return part;
  return overrides
    .filter((one) => isAbout(one, part))
    .map(amountsIn)
    .reduce<Entry>((container, amounts) => laidOver(container, amounts, origins), { field, value });
}

/** What a run says of containers that its task does not list: those of a task, or an action, that is written elsewhere. */
export function aboutOthers(overrides: readonly Entry[], listed: readonly Part[]): readonly Read<never>[] {
  return overrides
    .filter((one) => Object.keys(amountsIn(one).value).length > 0 && !listed.some((part) => isAbout(one, part)))
    .map(({ field }) => ({ error: new Unknowable(field, 'the container that it changes is kept elsewhere') }));
}

function isAbout({ value: { name } }: Entry, { value }: Part): boolean {
  return isFields(value) && !isAbsent(name) && value['name'] === name;
}

function amountsIn(override: Entry): Entry {
  return step(override, isAbsent(override.value['resources']) ? 'computeResources' : 'resources');
}

function laidOver({ field, value }: Entry, amounts: Entry, origins: Map<string, string>): Entry {
  const before = step({ field, value }, 'resources');
  const laid = KINDS.map((kind) => {
    const own = step(amounts, kind);
    for (const key of Object.keys(own.value)) origins.set(`${before.field}.${kind}.${key}`, `${own.field}.${key}`);
    return [kind, { ...step(before, kind).value, ...own.value }] as const;
  });
  return { field, value: { ...value, resources: { ...before.value, ...Object.fromEntries(laid) } } };
}
