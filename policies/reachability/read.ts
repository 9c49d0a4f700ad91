import { CustomKinds } from '../custom-kinds';
import { type Fields, isFields } from '../fields';
import { Unknowable } from '../unknowable';
import { type Authorization, authorizationOf } from './mesh/authorization';
import type { Matcher } from './mesh/matching';
import { type PeerAuthentication, peerAuthenticationOf } from './mesh/peer-authentication';
import { type AdminPolicy, adminPolicyOf } from './network/admin-policy';
import { pluginPolicyOf } from './network/plugin-policy';
import { type Policy, PolicyReadings, policyOf } from './network/policy';
import { Absent } from './parties/absent';
import { Namespaces } from './parties/namespaces';
import type { Workload } from './parties/workload';
import { unreadWorkload, workloadsOf } from './parties/workloads';
import { Readings } from './readings';
import type { Objects } from './result';
import { unevaluatedIn } from './unevaluated';

/** What the objects of an input are, sorted by what they mean for connections. */
export interface Read {
  readonly namespaces: Namespaces;
  readonly workloads: readonly Workload[];
  readonly policies: readonly Policy[];
  /** Those of the cluster's administrator. */
  readonly admins: readonly AdminPolicy[];
  readonly authorizations: readonly Authorization[];
  readonly peerAuthentications: readonly PeerAuthentication[];
  /** What could not be read, in sentences. */
  readonly unknowns: readonly string[];
  /** What of the input makes no pods that are known. */
  readonly absent: Absent;
}

/** Sorts them. A mesh policy in the root namespace of the mesh is for all of it. */
export function read(objects: Objects, meshRoot: string): Read {
  const namespaces = new Namespaces();
  const workloads = new Map<string, Workload>();
  const unknowns: string[] = [];
  const custom = new CustomKinds(objects.map(({ object }) => object));
  const absent = new Absent(objects, custom);
  const [policyReadings, ruleReadings] = [new PolicyReadings(), new Readings<Matcher>()];
  const policies = objects.flatMap((resource) => policyOf(resource, policyReadings) ?? pluginPolicyOf(resource) ?? []);
  const admins = objects.flatMap((resource) => adminPolicyOf(resource) ?? []);
  const authorizations = objects.flatMap((resource) => authorizationOf(resource, ruleReadings, meshRoot) ?? []);
  const peerAuthentications = objects.flatMap((resource) => peerAuthenticationOf(resource, meshRoot) ?? []);
  const read = [...policies, ...admins, ...authorizations, ...peerAuthentications];
  const isRead = new Set(read.map(({ id }) => id));
  const makers: Maker[] = [];
  for (const resource of objects.filter(({ id }) => !isRead.has(id))) {
    const made = told(unknowns, resource, () => {
      namespaces.declare(resource.object);
      const unevaluated = unevaluatedIn(resource.object, resource.id);
      if (unevaluated !== undefined) unknowns.push(unevaluated);
      return absent.hasNone(resource) ? [] : absent.noted(resource.object, workloadsOf(resource.object, custom));
    });
    if (made.length > 0) makers.push({ resource, made });
  }
  for (const { resource, made } of withoutOwned(makers)) {
    for (const workload of made) add(workload, resource.id, workloads, unknowns);
  }
  unknowns.push(...read.flatMap(({ doubt }) => doubt ?? []));
  return {
    namespaces,
    workloads: [...workloads.values()],
    policies,
    admins,
    authorizations,
    peerAuthentications,
    unknowns,
    absent,
  };
}

/** What pods an object makes, or what stands for them where it cannot be read, which is told. */
function told(unknowns: string[], { id, object, doubt }: Objects[number], pods: () => readonly Workload[]) {
  try {
    if (doubt !== undefined) throw new Unknowable('', doubt);
    return pods();
  } catch (error) {
    if (!(error instanceof Unknowable)) throw error;
    unknowns.push(`${id} cannot be read: ${error.message}${error.field === '' ? '' : ` (${error.field})`}`);
    return unreadWorkload(object);
  }
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

/** A Deployment makes ReplicaSets, and these make pods: the first is the workload, unless only the others say what they are. */
function withoutOwned(makers: readonly Maker[]): readonly Maker[] {
  const isVague = ({ made }: Maker) => made.every(({ unlabelled = false }) => unlabelled);
  const nameOf = ({ resource: { object } }: Maker) => reference(object.kind, object.metadata);
  const vague = new Set(makers.filter(isVague).map(nameOf));
  const described = new Set(
    makers
      .filter(({ resource }) => isOwned(resource.object.metadata, vague))
      .flatMap(({ resource }) => ownersOf(resource.object.metadata)),
  );
  const owners = new Set(makers.filter((maker) => !isVague(maker)).map(nameOf));
  return makers.filter(
    (maker) => !isOwned(maker.resource.object.metadata, owners) && !(isVague(maker) && described.has(nameOf(maker))),
  );
}

/** Whether one of some objects makes it. */
function isOwned(metadata: Fields, made: ReadonlySet<string>): boolean {
  return ownersOf(metadata).some((owner) => made.has(owner));
}

function ownersOf(metadata: Fields): readonly string[] {
  const owners: readonly unknown[] = Array.isArray(metadata['ownerReferences']) ? metadata['ownerReferences'] : [];
  return owners.flatMap((owner) =>
    isFields(owner) ? [reference(owner['kind'], { ...metadata, name: owner['name'] })] : [],
  );
}

function reference(kind: unknown, { namespace, name }: Fields): string {
  return `${String(kind)} ${String(namespace)}/${String(name)}`;
}
