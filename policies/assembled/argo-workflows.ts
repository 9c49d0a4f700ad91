import { type Entry, entriesOf, type Fields, fieldsOf, isAbsent, isFields, listOf, readEntries, step } from '../fields';
import type { PodSpec } from '../pod-spec';
import { type Read, tryRead, tryReadAll } from '../read';
import { Unknowable } from '../unknowable';
import { type Assembler, assembled } from './assembler';
import { gathered, inherited, overlay } from './overlay';

/** What of a template runs in a pod of its own. */
const RUNS = ['container', 'containerSet', 'data', 'resource', 'script'];

/** Everything that a template may be: the others say what runs, and when, or are run by what many share. */
const SORTS: readonly string[] = [...RUNS, 'dag', 'http', 'plugin', 'steps', 'suspend'];

const NO_MOUNTS: ReadonlySet<unknown> = new Set();

/** What a template says of its pod, and where it does not, the workflow. */
const OF_BOTH = [
  'affinity',
  'automountServiceAccountToken',
  'dnsConfig',
  'dnsPolicy',
  'hostAliases',
  'hostNetwork',
  'nodeSelector',
  'schedulerName',
  'securityContext',
  'serviceAccountName',
  'tolerations',
];

/** `{{inputs.parameters.image}}`, or `{{=sprig.trim(…)}}`. */
const FILLED_IN = /\{\{/;

const PATCHED = 'it is a text that patches the pods, in any of their fields';

/**
 * https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec
 *
 * @param path where in the object the workflow is
 */
export function workflow(...path: readonly string[]): Assembler {
  return (object) => podsOf(path.reduce(step, object));
}

function podsOf(spec: Entry): readonly Read<PodSpec>[] {
  const patch = patchIn(spec);
  if (patch !== undefined) return [{ error: patch }];
  const templates = templatesThatRun(spec);
  const volumes = volumesOfEach(
    spec,
    templates.map((one) => ('value' in one ? mountsIn(one.value.value) : NO_MOUNTS)),
  );
  const pods = templates.flatMap((template, index) =>
    'value' in template ? podOf(template.value, spec, volumes[index]!) : [template],
  );
  if (isAbsent(spec.value['workflowTemplateRef'])) return pods;
  // The containers are judged where they are; what is said here is said of their pods as well.
  const { serviceAccountName, volumes: own = [] } = spec.value;
  return [...pods, { value: pod(spec, spec, { volumes: own }, new Map(), !isAbsent(serviceAccountName)) }];
}

/** A template with what is said of every one, and where that is. */
interface Template extends Entry {
  readonly origins: Map<string, string>;
}

/** The templates of a workflow that run in a pod, those within others included, each or why it cannot be read. */
function templatesThatRun(spec: Entry): readonly Read<Template>[] {
  const defaults = step(spec, 'templateDefaults');
  const within = (template: Entry): readonly Read<Template>[] => [
    ...(RUNS.some((key) => !isAbsent(template.value[key])) ? [tryRead(() => withDefaults(template, defaults))] : []),
    ...tryReadAll(() => inlineIn(template)).flatMap((one) => ('value' in one ? within(one.value) : [one])),
  ];
  return readEntries(spec.value['templates'], `${spec.field}.templates`).flatMap((one) =>
    'value' in one ? within(one.value) : [one],
  );
}

function withDefaults(template: Entry, defaults: Entry): Template {
  const origins = new Map<string, string>();
  // What would make another sort of template of it is not taken over.
  const taken = Object.entries(defaults.value).filter(
    ([key]) => !SORTS.includes(key) || !isAbsent(template.value[key]),
  );
  return { ...overlay({ ...defaults, value: Object.fromEntries(taken) }, template, origins), origins };
}

/** The templates that are written in the steps or tasks of another one. */
function inlineIn({ value, field }: Entry): readonly Read<Entry>[] {
  const { tasks } = fieldsOf(value['dag'], `${field}.dag`);
  const groups = listOf(value['steps'], `${field}.steps`).map((group, index) => ({
    group,
    at: `${field}.steps[${index}]`,
  }));
  return [...groups, { group: tasks, at: `${field}.dag.tasks` }]
    .flatMap(({ group, at }) => tryReadAll(() => readEntries(group, at)))
    .filter((one) => 'error' in one || !isAbsent(one.value.value['inline']))
    .map((one) => ('value' in one ? tryRead(() => step(one.value, 'inline')) : one));
}

function podOf(template: Template, spec: Entry, volumes: readonly Entry[]): readonly Read<PodSpec>[] {
  const { field, value, origins } = template;
  const patch = patchIn(template);
  if (patch !== undefined) return [{ error: patch }];
  const read = tryRead(() => {
    const own = entriesOf(value['volumes'], `${field}.volumes`);
    const lists = {
      initContainers: value['initContainers'],
      containers: gathered(`${field}.containers`, containersOf(template), origins),
      volumes: gathered(`${field}.volumes`, [...own, ...volumes], origins),
    };
    return pod(template, spec, lists, origins, true);
  });
  const { action, manifest, manifestFrom } = fieldsOf(value['resource'], `${field}.resource`);
  if ((isAbsent(manifest) && isAbsent(manifestFrom)) || action === 'get' || action === 'delete') return [read];
  return [
    read,
    { error: new Unknowable(`${field}.resource.manifest`, 'it makes an object of a text, which may make pods') },
  ];
}

function pod(own: Entry, spec: Entry, lists: Fields, origins: Map<string, string>, choosesAccount: boolean): PodSpec {
  const { field } = own;
  const metadata = overlay(step(spec, 'podMetadata'), step(own, own === spec ? 'podMetadata' : 'metadata'), origins);
  const said = { ...inherited(OF_BOTH, own, spec, origins), ...lists };
  return assembled({ field, spec: said, metadata, origins, choosesAccount }, FILLED_IN);
}

/** The containers of a template, by where they are written. */
function containersOf(template: Template): readonly Entry[] {
  const { value, field } = template;
  const main = ['container', 'script'].filter((key) => !isAbsent(value[key])).map((key) => step(template, key));
  const set = fieldsOf(value['containerSet'], `${field}.containerSet`);
  return [
    ...main.map((one) => named(withSource(one, template.origins))),
    ...entriesOf(set['containers'], `${field}.containerSet.containers`),
    ...entriesOf(value['sidecars'], `${field}.sidecars`),
  ];
}

/** A script is told to its interpreter, as an argument would be. */
function withSource(script: Entry, origins: Map<string, string>): Entry {
  const { source, ...value } = script.value;
  if (typeof source !== 'string') return script;
  const args = listOf(value['args'], `${script.field}.args`);
  origins.set(`${script.field}.args[${args.length}]`, `${script.field}.source`);
  return { ...script, value: { ...value, args: [...args, source] } };
}

function named({ field, value }: Entry): Entry {
  return { field, value: isAbsent(value['name']) || value['name'] === '' ? { ...value, name: 'main' } : value };
}

function patchIn({ field, value }: Entry): Unknowable | undefined {
  const { podSpecPatch } = value;
  return isAbsent(podSpecPatch) || podSpecPatch === '' ? undefined : new Unknowable(`${field}.podSpecPatch`, PATCHED);
}

/** Of the volumes of a workflow, those that each of its pods mounts; the first one has those that none does, too. */
function volumesOfEach(spec: Entry, mounts: readonly ReadonlySet<unknown>[]): readonly (readonly Entry[])[] {
  const all = entriesOf(spec.value['volumes'], `${spec.field}.volumes`);
  const byName = new Map(all.map((volume) => [volume.value['name'], volume]));
  const mounted = mounts.map((names) => [...names].flatMap((name) => byName.get(name) ?? []));
  const known = new Set(mounted.flat());
  const others = all.filter((volume) => !known.has(volume));
  return mounted.map((own, index) => (index === 0 ? [...own, ...others] : own));
}

/** The names of the volumes that the containers of a template mount. */
function mountsIn({ container, script, containerSet, initContainers, sidecars }: Fields): ReadonlySet<unknown> {
  const set = isFields(containerSet) ? [containerSet, containerSet['containers']] : [];
  const containers: readonly unknown[] = [container, script, initContainers, sidecars, ...set].flat();
  const mounts = containers.flatMap((one) => (isFields(one) ? one['volumeMounts'] : []));
  return new Set(mounts.flatMap((mount) => (isFields(mount) ? [mount['name']] : [])));
}
