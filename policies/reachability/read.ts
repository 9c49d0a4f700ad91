import { type Fields, isFields } from '../fields';
import { Unknowable } from '../unknowable';
import { type Authorization, authorizationOf } from './mesh/authorization';
import type { Matcher } from './mesh/matching';
import { type PeerAuthentication, peerAuthenticationOf } from './mesh/peer-authentication';
import { type Policy, PolicyReadings, policyOf } from './network/policy';
import { Namespaces } from './parties/namespaces';
import type { Workload } from './parties/workload';
import { workloadsOf } from './parties/workloads';
import { Readings } from './readings';
import type { Objects } from './result';
import { unevaluatedIn } from './unevaluated';

/** What the objects of an input are, sorted by what they mean for connections. */
export interface Read {
  readonly namespaces: Namespaces;
  readonly workloads: readonly Workload[];
  readonly policies: readonly Policy[];
  readonly authorizations: readonly Authorization[];
  readonly peerAuthentications: readonly PeerAuthentication[];
  /** What could not be read, in sentences. */
  readonly unknowns: readonly string[];
}

/** Sorts them. A mesh policy in the root namespace of the mesh is for all of it. */
export function read(objects: Objects, meshRoot: string): Read {
  const namespaces = new Namespaces();
  const workloads = new Map<string, Workload>();
  const unknowns: string[] = [];
  const makers: Maker[] = [];
  const [policyReadings, ruleReadings] = [new PolicyReadings(), new Readings<Matcher>()];
  const policies = objects.flatMap((resource) => policyOf(resource, policyReadings) ?? []);
  const authorizations = objects.flatMap((resource) => authorizationOf(resource, ruleReadings, meshRoot) ?? []);
  const peerAuthentications = objects.flatMap((resource) => peerAuthenticationOf(resource, meshRoot) ?? []);
  const read = [...policies, ...authorizations, ...peerAuthentications];
  const isRead = new Set(read.map(({ id }) => id));
  for (const resource of objects.filter(({ id }) => !isRead.has(id))) {
    try {
      namespaces.declare(resource.object);
      const unevaluated = unevaluatedIn(resource.object, resource.id);
      if (unevaluated !== undefined) unknowns.push(unevaluated);
      const made = workloadsOf(resource.object);
      if (made.length > 0) makers.push({ resource, made });
    } catch (error) {
      if (!(error instanceof Unknowable)) throw error;
      unknowns.push(`${resource.id} cannot be read: ${error.message} (${error.field})`);
    }
  }
  // Of an owner that says nothing of its pods, such as a Prometheus, what it owns is all that is known.
  const owners = new Set(makers.map(({ resource: { object } }) => reference(object.kind, object.metadata)));
  for (const { resource, made } of makers) {
    if (isOwned(resource.object.metadata, owners)) continue;
    for (const workload of made) add(workload, resource.id, workloads, unknowns);
  }
  unknowns.push(...read.flatMap(({ doubt }) => doubt ?? []));
  return { namespaces, workloads: [...workloads.values()], policies, authorizations, peerAuthentications, unknowns };
}

/** An object that makes pods. */
interface Maker {
  readonly resource: Objects[number];
  readonly made: readonly Workload[];
}

/** Two kinds may have one name in different groups; the same object twice is one too many. */
function add(workload: Workload, resource: string, workloads: Map<string, Workload>, unknowns: string[]): void {
  const id = workloads.has(workload.id) ? `${workload.id} (${resource})` : workload.id;
  if (workloads.has(id)) unknowns.push(`${resource} is there more than once; only the first two count`);
  else workloads.set(id, { ...workload, id });
}

/** Whether another object of the input makes it, as a Deployment makes ReplicaSets: that one is the workload. */
function isOwned(metadata: Fields, made: ReadonlySet<string>): boolean {
  const owners = metadata['ownerReferences'];
  if (!Array.isArray(owners)) return false;
  return owners.some(
    (owner) => isFields(owner) && made.has(reference(owner['kind'], { ...metadata, name: owner['name'] })),
  );
}

function reference(kind: unknown, { namespace, name }: Fields): string {
  return `${String(kind)} ${String(namespace)}/${String(name)}`;
}
