import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import { resourceId } from '../../constructs/plan/identity';
import type { Plan } from '../../constructs/plan/plan';
import { meantBy } from '../../constructs/platform/environments';
import { CustomKinds } from '../../policies/custom-kinds';
import type { Objects, Options } from '../../policies/reachability/result';
import { assumedNamespace } from '../manifests/assumed';
import { type Files, readFiles, readStandardInput } from '../manifests/files';
import { type Located, manifestsOf } from '../manifests/manifests';
import type { Reading } from '../manifests/reading';
import { inNamespace, readTogether } from '../manifests/together';
import type { LoadedPlatform } from '../platform/loaded';
import type { Declaration } from './comparison';

/** What is asked about: an environment of a platform, or manifests from anywhere. */
export interface Source {
  /** `production`, or the folder as the user named it. */
  readonly name: string;
  readonly objects: Objects;
  /** What the facts say of the cluster; of manifests, nobody knows where they will run. */
  readonly options: Options;
  /** What was declared, for an environment: manifests do not say what their author meant. */
  readonly declared?: Declaration;
  /** What could not be read, was left out or was assumed. @default - nothing: a plan is whole */
  readonly reading?: Reading;
}

export interface SourceOptions {
  /** Folder that files and folders are named from. */
  readonly directory: string;
  /** Namespace of manifests that name none, as `kubectl apply --namespace` has it. */
  readonly namespace: string;
  /** Addresses of pods, for manifests. @default - not known, so what an address may be of is unknown too */
  readonly podCidrs?: readonly string[];
  /** Addresses of nodes, for manifests. @default - not known */
  readonly nodeCidrs?: readonly string[];
  /** Namespaces that exist though no manifest declares them, each with its labels: `shop`, `shop,team=red`. @default - none */
  readonly assumeNamespaces?: readonly string[];
  /** Whether what cannot be read is an error. @default false - the rest is answered */
  readonly strict?: boolean;
  /** Whose environments may be asked about. @default - nobody's: the repository has no platform */
  readonly platform?: LoadedPlatform | undefined;
}

/** Whether only a file or a folder can be meant, so that no platform is needed to tell. */
export function isPath(what: string): boolean {
  return what === '-' || /^\.|[/\\]|\.(ya?ml|json)$/.test(what);
}

/**
 * Reads an environment by its name, a folder or file of manifests, or standard input for `-`.
 *
 * What cannot be read is told by the source, and the rest is answered.
 *
 * @throws UserError with every problem of every file, where `strict` asks for it, or nothing could be read.
 */
export function readSource(what: string, options: SourceOptions): Source {
  const { directory, platform } = options;
  if (platform?.platform.environments.includes(what)) return environmentSource(what, platform);
  if (what === '-') return manifestSource('standard input', readStandardInput(), options);
  const path = resolve(directory, what);
  if (existsSync(path)) return manifestSource(what, readFiles(path, what), options);
  throw new UserError([nothing(what, platform?.platform.environments)]);
}

function nothing(what: string, environments: readonly string[] | undefined): string {
  if (isPath(what)) return `'${what}' is no file or folder; mend the path`;
  if (environments === undefined) {
    return `'${what}' is no file or folder, and no environment either, since no platform is here; dwcp preview says how to write one`;
  }
  const meant = meantBy(what, environments);
  const remedy = meant === undefined ? `the environments are ${environments.join(', ')}` : `did you mean ${meant}?`;
  return `'${what}' is no environment, and no file or folder; ${remedy}`;
}

function environmentSource(name: string, platform: LoadedPlatform): Source {
  // Whoever has a platform has loaded this already; manifests do not need it.
  const { planEnvironment } = require('../platform/loaded') as typeof import('../platform/loaded');
  return planSource(planEnvironment(platform, name));
}

/** What of a plan it takes to tell who reaches whom. */
export function planSource({ environment: name, resources, edges, ends, cluster }: Plan): Source {
  const objects = resources.filter((resource) => resource.api === 'kubernetes');
  const options = { ...cluster, declared: { edges, ends } };
  return { name, objects, options, declared: { edges, peers: ends, podCidrs: cluster.podCidrs } };
}

/**
 * What files of manifests say.
 *
 * @throws UserError where they hold nothing, or `strict` asks for all of it and not all can be read.
 */
export function manifestSource(name: string, { files, problems }: Files, options: SourceOptions): Source {
  const { namespace, podCidrs = [], nodeCidrs = [], assumeNamespaces = [], strict = false } = options;
  const reading: Reading = { problems: [...problems], notes: [] };
  const read = manifestsOf(files, reading);
  const custom = new CustomKinds(read.map(({ object }) => object));
  const located = read.map((each): Located => ({ ...each, object: inNamespace(each.object, namespace, custom) }));
  const declared = new Set(located.map(({ object }) => resourceId(object)));
  // What is declared is there anyway, and has the labels that it says.
  const assumed = assumeNamespaces.map(assumedNamespace).filter(({ object }) => !declared.has(resourceId(object)));
  readTogether(
    located,
    assumed.map(({ object }) => object.metadata.name),
    reading,
  );
  const told = [...reading.problems, ...reading.notes];
  if (told.length > 0 && (strict || located.length === 0)) throw new UserError(told);
  if (located.length === 0) {
    throw new UserError([
      `${name}: holds no Kubernetes object; pass manifests, each with apiVersion, kind and metadata`,
    ]);
  }
  const cidrs = { ...(podCidrs.length > 0 && { podCidrs }), ...(nodeCidrs.length > 0 && { nodeCidrs }) };
  return { name, objects: objectsOf([...assumed, ...located]), options: cidrs, reading };
}

/** The same object twice, if it says the same, is one; a name that the cluster makes up is another one each time. */
function objectsOf(located: readonly Located[]): Objects {
  const objects = new Map<string, Objects[number]>();
  for (const { object: said, place, doubt } of located) {
    let [object, id] = [said, resourceId(said)];
    for (let count = 2; objects.has(id) && said.metadata.name.endsWith('*'); count++) {
      object = { ...said, metadata: { ...said.metadata, name: `${said.metadata.name}${count}` } };
      id = resourceId(object);
    }
    if (!objects.has(id)) objects.set(id, { id, path: place, object, ...(doubt !== undefined && { doubt }) });
  }
  return [...objects.values()];
}
