import { type Entry, entriesOf, isAbsent, isFields, readEntries, step } from '../fields';
import type { PodSpec } from '../pod-spec';
import { type Read, tryReadAll } from '../read';
import { Unknowable } from '../unknowable';
import type { Assembler } from './assembler';
import { inherited, overlay } from './overlay';
import { overridesIn } from './tekton-overrides';
import { podOfTask, type Run } from './tekton-pod';

type Pods = readonly Read<PodSpec>[];

/** https://tekton.dev/docs/pipelines/tasks/: whoever runs it says of its pod what are neither containers nor volumes. */
export const task: Assembler = (object) => podOfTask(step(object, 'spec'), step(object, 'metadata'));

/** https://tekton.dev/docs/pipelines/stepactions/: one container. The step that takes it says what it gets of its node. */
export const stepAction: Assembler = (object) => {
  const spec = step(object, 'spec');
  const { name } = step(object, 'metadata').value;
  return podOfTask({ field: spec.field, value: {} }, NO_METADATA, {
    action: { field: spec.field, value: { name, ...spec.value } },
  });
};

/** https://tekton.dev/docs/pipelines/pipelines/ */
export const pipeline: Assembler = (object) => podsOfTasks(step(object, 'spec'), step(object, 'metadata'));

/** https://tekton.dev/docs/pipelines/taskruns/ */
export const taskRun: Assembler = (object) => {
  const spec = step(object, 'spec');
  const run = {
    template: step(spec, 'podTemplate'),
    account: `${spec.field}.serviceAccountName`,
    accountName: spec.value['serviceAccountName'],
    resources: step(spec, 'computeResources'),
    overrides: overridesIn(spec),
  };
  return isAbsent(spec.value['taskSpec'])
    ? referred(spec, 'taskRef', step(object, 'metadata'), run)
    : podOfTask(step(spec, 'taskSpec'), step(object, 'metadata'), { run });
};

/** https://tekton.dev/docs/pipelines/pipelineruns/ */
export const pipelineRun: Assembler = (object) => {
  const spec = step(object, 'spec');
  const metadata = step(object, 'metadata');
  // What is in a field of its own since v1 was beside it before.
  const common = object.value['apiVersion'] === 'tekton.dev/v1beta1' ? spec : step(spec, 'taskRunTemplate');
  const changed = entriesOf(spec.value['taskRunSpecs'], `${spec.field}.taskRunSpecs`);
  const byTask = new Map(changed.map((one) => [one.value['pipelineTaskName'], one]));
  const run = runOf(common);
  if (!isAbsent(spec.value['pipelineSpec'])) {
    return podsOfTasks(step(spec, 'pipelineSpec'), metadata, (name) => runOf(common, byTask.get(name)));
  }
  return [
    ...referred(spec, 'pipelineRef', metadata, run),
    ...changed.flatMap((one) => podOfTask({ field: one.field, value: {} }, metadata, { run: runOf(common, one) })),
  ];
};

const NO_METADATA: Entry = { field: 'metadata', value: {} };

/** What a run says of the pods of all of its tasks, or of one that it says something else of. */
function runOf(common: Entry, own?: Entry): Run {
  const account = { account: `${common.field}.serviceAccountName`, accountName: common.value['serviceAccountName'] };
  const template = step(common, 'podTemplate');
  if (own === undefined) return { template, ...account };
  const origins = new Map<string, string>();
  const [key, accountKey] = isAbsent(own.value['taskPodTemplate'] ?? own.value['taskServiceAccountName'])
    ? ['podTemplate', 'serviceAccountName']
    : ['taskPodTemplate', 'taskServiceAccountName'];
  const changed = step(own, key);
  const value = inherited(Object.keys({ ...template.value, ...changed.value }), changed, template, origins);
  const name = own.value[accountKey];
  return {
    template: { field: changed.field, value },
    ...(isAbsent(name) ? account : { account: `${own.field}.${accountKey}`, accountName: name }),
    resources: step(own, 'computeResources'),
    overrides: overridesIn(own),
    origins,
  };
}

/** The pods of the tasks that a pipeline describes. */
function podsOfTasks({ field, value }: Entry, metadata: Entry, runOf?: (name: unknown) => Run): Pods {
  return ['tasks', 'finally']
    .flatMap((list) => tryReadAll(() => readEntries(value[list], `${field}.${list}`)))
    .flatMap((one) => ('error' in one ? [one] : tryReadAll(() => podsOfOne(one.value, metadata, runOf))));
}

function podsOfOne(one: Entry, metadata: Entry, runOf?: (name: unknown) => Run): Pods {
  const { name, taskSpec, pipelineSpec } = one.value;
  if (!isAbsent(pipelineSpec)) return podsOfTasks(step(one, 'pipelineSpec'), metadata, runOf && (() => runOf(name)));
  const run = runOf?.(name);
  if (isAbsent(taskSpec)) return referred(one, 'taskRef', metadata, run);
  const spec = step(one, 'taskSpec');
  // That of another controller, which makes of it what it likes.
  if (!isAbsent(spec.value['apiVersion'])) return [];
  const origins = new Map(run?.origins);
  const own = overlay(metadata, step(spec, 'metadata'), origins);
  return podOfTask(spec, own, { ...(run && { run }), origins });
}

/** What a run says of the pods of a task that is judged where it is, or that nobody here has read. */
function referred(from: Entry, key: string, metadata: Entry, run: Run | undefined): Pods {
  const pods = run === undefined ? [] : podOfTask({ field: from.field, value: {} }, metadata, { run });
  const reference = from.value[key];
  if (!isFields(reference)) return pods;
  const { resolver, bundle } = reference;
  if (isAbsent(bundle) && (isAbsent(resolver) || resolver === '' || resolver === 'cluster')) return pods;
  return [...pods, { error: new Unknowable(`${from.field}.${key}`, 'what it refers to is kept elsewhere') }];
}
