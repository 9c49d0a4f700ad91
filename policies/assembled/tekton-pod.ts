import { type Entry, entriesOf, type Fields, isAbsent, isFields, listOf, step } from '../fields';
import type { PodSpec } from '../pod-spec';
import type { Read } from '../read';
import { Unknowable } from '../unknowable';
import { assembled } from './assembler';
import { gathered, overlay } from './overlay';
import { aboutOthers, type Overrides, overridden } from './tekton-overrides';

/** `$(params.image)`, `$(context.taskRun.name)` or `$(tt.params.image)`. */
const FILLED_IN = /\$\(/;

/** What whoever runs a task says of its pod. */
export interface Run {
  readonly template: Entry;
  /** The field that names the service account, and what it says. */
  readonly account: string;
  readonly accountName: unknown;
  /** What the containers get of their node, where that is said of all at once. */
  readonly resources?: Entry;
  /** What of some of them by themselves. */
  readonly overrides?: Overrides;
  readonly origins?: ReadonlyMap<string, string>;
}

const NO_OVERRIDES: Overrides = { steps: [], sidecars: [] };

interface Around {
  readonly run?: Run;
  /** The one container, of what is no task but an action of others. */
  readonly action?: Entry;
  readonly origins?: Map<string, string>;
}

interface Part {
  readonly field: string;
  readonly value: unknown;
}

/** The pod of a task; one without containers, of which only a run speaks, where the task is written elsewhere. */
export function podOfTask(task: Entry, metadata: Entry, around: Around = {}): readonly Read<PodSpec>[] {
  const { run, action, origins = new Map(run?.origins) } = around;
  const { steps: ofSteps, sidecars: ofSidecars } = run?.overrides ?? NO_OVERRIDES;
  const { field, value: surroundings } = run?.template ?? { field: task.field, value: {} };
  const steps = parts(task, 'steps')
    .map((one) => container(one, { task, run, origins }))
    .map((one, index) => named(overridden(one, ofSteps, origins), index));
  const sidecars = parts(task, 'sidecars')
    .map((one) => withResources(withScript(one, origins), origins))
    .map((one) => overridden(one, ofSidecars, origins));
  const written = steps.filter(({ value }) => !isFields(value) || isAbsent(value['ref']));
  const containers = [...written, ...sidecars, ...(action === undefined ? [] : [withScript(action, origins)])];
  const volumes = [
    ...entriesOf(surroundings['volumes'], `${field}.volumes`),
    ...entriesOf(task.value['volumes'], `${task.field}.volumes`),
  ];
  const spec = {
    ...surroundings,
    containers: gathered(`${field}.containers`, containers, origins),
    volumes: gathered(`${field}.volumes`, volumes, origins),
    ...accountOf(run, field, origins),
  };
  const pod = assembled(
    {
      field,
      spec,
      metadata,
      origins,
      choosesAccount: run !== undefined,
      ...(action !== undefined && { leavesResources: true }),
    },
    FILLED_IN,
  );
  return [
    { value: pod },
    ...steps.flatMap(elsewhere),
    ...aboutOthers(ofSteps, written),
    ...aboutOthers(ofSidecars, sidecars),
  ];
}

function accountOf(run: Run | undefined, field: string, origins: Map<string, string>): Fields {
  if (run === undefined) return {};
  origins.set(`${field}.serviceAccountName`, run.account);
  return { serviceAccountName: run.accountName };
}

function parts({ field, value }: Entry, list: string): readonly Part[] {
  return listOf(value[list], `${field}.${list}`).map((one, index) => ({
    field: `${field}.${list}[${index}]`,
    value: one,
  }));
}

interface Surroundings {
  readonly task: Entry;
  readonly run: Run | undefined;
  readonly origins: Map<string, string>;
}

/** One step, as a container of the pod: with what is said of all steps, and of all containers of the run. */
function container({ field, value }: Part, { task, run, origins }: Surroundings): Part {
  if (!isFields(value)) return { field, value };
  const whole = withScript(overlay(step(task, 'stepTemplate'), { field, value }, origins), origins);
  return withResources(whole, origins, run?.resources);
}

function named({ field, value }: Part, index: number): Part {
  return { field, value: isFields(value) && isAbsent(value['name']) ? { ...value, name: `unnamed-${index}` } : value };
}

/** A script is handed to an interpreter, as an argument would be. */
function withScript({ field, value }: Part, origins: Map<string, string>): Part {
  if (!isFields(value) || typeof value['script'] !== 'string') return { field, value };
  const { script, ...rest } = value;
  const args = listOf(value['args'], `${field}.args`);
  origins.set(`${field}.args[${args.length}]`, `${field}.script`);
  return { field, value: { ...rest, args: [...args, script] } };
}

/** What Kubernetes calls `resources` is `computeResources` here since v1. */
function withResources({ field, value }: Part, origins: Map<string, string>, ofAll?: Entry): Part {
  if (!isFields(value) || !isAbsent(value['resources'])) return { field, value };
  const { computeResources } = value;
  const isSaidOfAll = isAbsent(computeResources) && ofAll !== undefined && Object.keys(ofAll.value).length > 0;
  origins.set(`${field}.resources`, isSaidOfAll ? ofAll.field : `${field}.computeResources`);
  return { field, value: { ...value, resources: isSaidOfAll ? ofAll.value : computeResources } };
}

/** A step that takes an action which nobody here has read; one of the cluster is judged where it is. */
function elsewhere({ field, value }: Part): readonly Read<never>[] {
  const reference = isFields(value) ? value['ref'] : undefined;
  const resolver = isFields(reference) ? reference['resolver'] : undefined;
  if (isAbsent(resolver) || resolver === '' || resolver === 'cluster') return [];
  return [{ error: new Unknowable(`${field}.ref`, 'what it refers to is kept elsewhere') }];
}
