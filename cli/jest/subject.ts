import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Construct } from 'constructs';
import { Environment } from '../../constructs/environment';
import { UserError } from '../../constructs/invalid';
import { type Plan, planOf } from '../../constructs/plan/plan';
import { kubernetesResource } from '../../constructs/plan/resource';
import { synthesize } from '../../constructs/plan/synthesize';
import type { Judged } from '../../policies/judged';
import { manifestSource, planSource, readSource, type Source } from '../connections/source';

/** What is said of the cluster, for manifests and constructs that do not. */
export interface Cluster {
  /** The namespace of what names none. @default 'default' */
  readonly namespace?: string;
  /** Addresses of pods. @default - not known, so whether a range holds pods is unknown, too */
  readonly podCidrs?: readonly string[];
  /** Addresses of nodes. @default - not known */
  readonly nodeCidrs?: readonly string[];
}

/** What a matcher was given, for the rules and for reachability. */
export interface Subject {
  readonly judged: Judged;
  readonly source: Source;
}

/**
 * A plan, a construct, manifests, or the path of a folder or file of them.
 *
 * @throws UserError where it is none of these, or anything of it cannot be read: a test must not pass on the rest.
 */
export function subjectOf(received: unknown, cluster: Cluster = {}): Subject {
  if (Construct.isConstruct(received)) return ofConstruct(received, cluster);
  if (isPlan(received)) return { judged: received, source: planSource(received) };
  const options = { ...cluster, directory: process.cwd(), namespace: cluster.namespace ?? 'default', strict: false };
  if (typeof received === 'string' && existsSync(resolve(received))) return whole(readSource(received, options));
  if (Array.isArray(received) || isObject(received)) {
    const files = [received].flat().map((object, index) => {
      return { name: `manifests[${index}]`, text: JSON.stringify(object) ?? '' };
    });
    return whole(manifestSource('manifests', { files, problems: [] }, options));
  }
  const what = typeof received === 'string' ? `'${received}', which is no file or folder` : String(received);
  throw new UserError([
    `expect() was given ${what}; give it a plan, a construct, manifests as objects, or the path of a folder of them`,
  ]);
}

/** The plan of an environment; of any other construct, what stands below it. */
function ofConstruct(construct: Construct, { podCidrs, nodeCidrs }: Cluster): Subject {
  const environment = environmentOf(construct);
  if (environment === construct) return subjectOf(planOf(environment));
  const resources = synthesize(construct);
  const objects = resources.filter((resource) => resource.api === 'kubernetes');
  if (objects.length === 0) throw new UserError([`'${construct.node.path}' holds no Kubernetes object`]);
  const said = { ...(podCidrs && { podCidrs }), ...(nodeCidrs && { nodeCidrs }) };
  const facts = environment && planOf(environment).cluster;
  return { judged: { resources }, source: { name: construct.node.path, objects, options: { ...facts, ...said } } };
}

function environmentOf(construct: Construct): Environment | undefined {
  try {
    return Environment.of(construct);
  } catch (error) {
    if (UserError.isUserError(error)) return undefined;
    throw error;
  }
}

/** What was read without a problem. */
function whole(source: Source): Subject {
  const problems = source.reading?.problems ?? [];
  if (problems.length > 0) throw new UserError(problems);
  return { judged: { resources: source.objects.map(({ object, path }) => kubernetesResource(object, path)) }, source };
}

function isPlan(value: unknown): value is Plan {
  return isObject(value) && Array.isArray(value['resources']) && typeof value['environment'] === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
