import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { planOf } from '../../constructs';
import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import { resourceId } from '../../constructs/plan/identity';
import type { Objects, Options } from '../../policies/reachability/result';
import { environments, postureOf } from '../../stacks/environments';
import { readFacts } from '../../stacks/facts';
import { declare } from '../../stacks/plan';
import { type Files, readFiles, readStandardInput } from '../manifests/files';
import { type Located, manifestsOf } from '../manifests/manifests';
import { inNamespace, problemsTogether } from '../manifests/together';
import type { Declared } from './declared';

/** What is asked about: an environment of ours, or manifests from anywhere. */
export interface Source {
  /** `production`, or the folder as the user named it. */
  readonly name: string;
  readonly objects: Objects;
  /** What the facts say of the cluster; of manifests, nobody knows where they will run. */
  readonly options: Options;
  /** What was declared, for an environment of ours: manifests do not say what their author meant. */
  readonly declared?: Declared;
}

export interface SourceOptions {
  /** Folder that holds `Pulumi.<env>.yaml`, and that other folders are named from. */
  readonly directory: string;
  /** Namespace of manifests that name none, as `kubectl apply --namespace` has it. */
  readonly namespace: string;
  /** Addresses of pods, for manifests. @default - not known, so what an address may be of is unknown too */
  readonly podCidrs?: readonly string[];
}

/**
 * Reads an environment by its name, a folder or file of manifests, or standard input for `-`.
 *
 * @throws UserError with every problem of every file.
 */
export function readSource(what: string, options: SourceOptions): Source {
  const { directory } = options;
  if (Object.hasOwn(environments, what)) return environmentSource(what, directory);
  if (what === '-') return manifestSource('standard input', readStandardInput(), options);
  const path = resolve(directory, what);
  if (existsSync(path)) return manifestSource(what, readFiles(path, what), options);
  const names = Object.keys(environments);
  const near = nearest(what, names);
  const remedy = near === undefined ? `the environments are ${names.join(', ')}` : `did you mean ${near}?`;
  throw new UserError([`'${what}' is no environment, and no file or folder; ${remedy}`]);
}

function environmentSource(name: string, directory: string): Source {
  const { cluster, edges, ends, resources } = planOf(declare(postureOf(name), readFacts(name, directory)));
  const objects = resources.filter((resource) => resource.api === 'kubernetes');
  const options = { ...cluster, declared: { edges, ends } };
  return { name, objects, options, declared: { edges, peers: ends, podCidrs: cluster.podCidrs } };
}

function manifestSource(name: string, { files, problems: unread }: Files, options: SourceOptions): Source {
  const { namespace, podCidrs = [] } = options;
  const problems = [...unread];
  const located = files
    .flatMap((file) => manifestsOf(file, problems))
    .map((each): Located => ({ ...each, object: inNamespace(each.object, namespace) }));
  problems.push(...problemsTogether(located));
  if (problems.length === 0 && located.length === 0) {
    problems.push(`${name}: holds no Kubernetes object; pass manifests, each with apiVersion, kind and metadata`);
  }
  if (problems.length > 0) throw new UserError(problems);
  // The same object twice, if it says the same, is one.
  const objects = new Map(
    located.map(({ object, place }) => [resourceId(object), { id: resourceId(object), path: place, object }]),
  );
  return { name, objects: [...objects.values()], options: podCidrs.length > 0 ? { podCidrs } : {} };
}
