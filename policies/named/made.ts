import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { Manifest, Resource } from '../../constructs/plan/resource';
import type { Answer } from '../answer';
import { builtOnce } from '../built-once';
import { isFields } from '../fields';
import { isNamed } from '../resources';
import { eachText, keepsSecrets, makesOf } from './makes';
import { vaultRoleOf } from './vault-roles';

/** Of what names no namespace, nobody can tell where it will be. */
const ANYWHERE = '*';

/** All of them together, for who names none. */
const EVERYWHERE = '';

/** What the objects of an input make, themselves included. */
class Made {
  /** Namespaces by kind and name. */
  private readonly places = new Map<string, Set<string>>();
  /** Kinds, and roles of Vault by their mounts. */
  private readonly kinds = new Set<string>();
  /** By namespace: names that a controller makes others like, and what custom resources name. */
  private readonly likenesses = new Map<string, Set<string>>();
  private readonly named = new Map<string, Set<string>>();
  private readonly anything = new Map<string, string>();
  private readonly keeping = new Set<string>();

  constructor(resources: Iterable<Resource>) {
    for (const resource of resources) {
      if (resource.api === 'kubernetes') {
        if (isNamed(resource.object)) this.add(resource.object);
        continue;
      }
      const role = vaultRoleOf(resource);
      if (role === undefined) continue;
      this.place(resource.type, role.name, role.mount);
      this.kinds.add(`${resource.type} ${role.mount}`);
    }
  }

  /** Whether something makes what is called so; `namespace` is that of a reference, undefined where it says none. */
  has(kind: string, name: string, namespace: string | undefined): Answer {
    const places = this.places.get(`${kind} ${name}`);
    if (places !== undefined && (namespace === undefined || places.has(namespace) || places.has(ANYWHERE)))
      return 'yes';
    const where = namespace === undefined ? [EVERYWHERE] : [namespace, ANYWHERE];
    if (where.some((one) => this.named.get(one)?.has(name) || this.isLike(name, this.likenesses.get(one))))
      return 'yes';
    return this.makerOfAnything(namespace) === undefined ? 'no' : 'unknown';
  }

  /** Somebody who may make whatever it is, in that namespace. */
  makerOfAnything(namespace: string = EVERYWHERE): string | undefined {
    return this.anything.get(namespace) ?? this.anything.get(ANYWHERE);
  }

  /** Whether there is one of this kind anywhere; of a role of Vault, below that mount. */
  hasKind(kind: string, mount?: string): boolean {
    return this.kinds.has(mount === undefined ? kind : `${kind} ${mount}`);
  }

  /** Whether Secrets of that namespace are kept with its manifests. */
  keepsSecrets(namespace: string | undefined): boolean {
    return this.keeping.has(namespace ?? EVERYWHERE) || this.keeping.has(ANYWHERE);
  }

  private add(object: Manifest): void {
    const kind = kindOf(object);
    const namespace = object.metadata.namespace || ANYWHERE;
    const { operated } = factsOf(kind);
    const isKept = keepsSecrets(object);
    this.place(kind, object.metadata.name, namespace);
    this.kinds.add(kind);
    if (kind === 'apps/StatefulSet') this.claims(object, namespace);
    if (kind === 'PersistentVolume') this.storageClass(object);
    const { secrets, likeIt, whatItNames } = makesOf(object);
    for (const name of secrets) this.place('Secret', name, namespace);
    for (const where of [namespace, EVERYWHERE]) {
      if (isKept) this.keeping.add(where);
      if (operated === 'anything') this.anything.set(where, `${object.kind} '${object.metadata.name}'`);
      if (likeIt) add(this.likenesses, where, object.metadata.name);
      if (whatItNames) eachText(object['spec'], (text) => add(this.named, where, text));
    }
  }

  private place(kind: string, name: string, namespace: string): void {
    add(this.places, `${kind} ${name}`, namespace);
  }

  /** A StatefulSet makes one claim for each of its pods, called by all their names. */
  private claims({ metadata, spec }: Manifest, namespace: string): void {
    const templates = isFields(spec) ? spec['volumeClaimTemplates'] : undefined;
    for (const template of Array.isArray(templates) ? templates : []) {
      const called: unknown =
        isFields(template) && isFields(template['metadata']) ? template['metadata']['name'] : undefined;
      for (const where of [namespace, EVERYWHERE]) add(this.likenesses, where, `${String(called)}-${metadata.name}`);
    }
  }

  /** Volumes that are made by hand are found by a class that is none: it has no object. */
  private storageClass({ spec }: Manifest): void {
    const name = isFields(spec) ? spec['storageClassName'] : undefined;
    if (typeof name === 'string') this.place('storage.k8s.io/StorageClass', name, ANYWHERE);
  }

  private isLike(name: string, likenesses: ReadonlySet<string> | undefined): boolean {
    if (likenesses === undefined) return false;
    if (likenesses.has(name)) return true;
    return [...name.matchAll(/[-.]/g)].some(({ index }) => likenesses.has(name.slice(0, index)));
  }
}

/** What is made in what is judged: looked through once. */
export const madeIn = builtOnce(({ judged }) => new Made(judged.resources));

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
