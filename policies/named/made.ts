import { factsOf, kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import type { Answer } from '../answer';
import { builtOnce } from '../built-once';
import { isFields } from '../fields';
import type { Prepared } from '../prepared';
import { remember } from '../reachability/remember';
import { isNamed } from '../resources';
import { eachText, keepsSecrets, makesOf } from './makes';
import { vaultRoleOf } from './vault-roles';

/** Of what names no namespace, nobody can tell where it will be. */
const ANYWHERE = '*';

/** All of them together, for who names none. */
const EVERYWHERE = '';

/** What the objects of an input make, themselves included. */
class Made {
  /** Namespaces by kind, and by name. Most kinds are named by nobody: those that are there join when they are asked for. */
  private readonly places = new Map<string, Map<string, Set<string>>>();
  private readonly joined = new Set<string>();
  private readonly of: Prepared['of'];
  /** Roles of Vault, by their mounts. */
  private readonly roles = new Set<string>();
  /** By namespace: names that a controller makes others like, and what custom resources name. */
  private readonly likenesses = new Map<string, Set<string>>();
  private readonly named = new Map<string, Set<string>>();
  private readonly anything = new Map<string, string>();
  private readonly keeping = new Set<string>();

  constructor({ judged, of }: Pick<Prepared, 'judged' | 'of'>) {
    this.of = of;
    for (const resource of judged.resources) {
      if (resource.api === 'kubernetes') {
        if (isNamed(resource.object)) this.add(resource.object);
        continue;
      }
      const role = vaultRoleOf(resource);
      if (role === undefined) continue;
      this.place(resource.type, role.name, role.mount);
      this.roles.add(`${resource.type} ${role.mount}`);
    }
  }

  /** Whether something makes what is called so; `namespace` is that of a reference, undefined where it says none. */
  has(kind: string, name: string, namespace: string | undefined): Answer {
    const places = this.placesOf(kind, name);
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
    return mount === undefined ? this.of(kind).length > 0 : this.roles.has(`${kind} ${mount}`);
  }

  /** Whether Secrets of that namespace are kept with its manifests. */
  keepsSecrets(namespace: string | undefined): boolean {
    return this.keeping.has(namespace ?? EVERYWHERE) || this.keeping.has(ANYWHERE);
  }

  private add(object: Manifest): void {
    const kind = kindOf(object);
    const namespace = placeOf(object);
    const { operated } = factsOf(kind);
    const isKept = keepsSecrets(object);
    if (kind === 'apps/StatefulSet') this.claims(object, namespace);
    if (kind === 'PersistentVolume') this.storageClass(object);
    const { secrets, likeIt, whatItNames } = makesOf(object);
    for (const name of secrets) this.place('Secret', name, namespace);
    // Most are only what they are.
    if (!(isKept || operated === 'anything' || likeIt || whatItNames)) return;
    for (const where of [namespace, EVERYWHERE]) {
      if (isKept) this.keeping.add(where);
      if (operated === 'anything') this.anything.set(where, `${object.kind} '${object.metadata.name}'`);
      if (likeIt) add(this.likenesses, where, object.metadata.name);
      if (whatItNames) eachText(object['spec'], (text) => add(this.named, where, text));
    }
  }

  private placesOf(kind: string, name: string): ReadonlySet<string> | undefined {
    if (!this.joined.has(kind)) {
      for (const { object } of this.of(kind)) this.place(kind, object.metadata.name, placeOf(object));
      this.joined.add(kind);
    }
    return this.places.get(kind)?.get(name);
  }

  private place(kind: string, name: string, namespace: string): void {
    add(
      remember(this.places, kind, () => new Map()),
      name,
      namespace,
    );
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
export const madeIn = builtOnce((context) => new Made(context));

function placeOf({ metadata }: Manifest): string {
  return metadata.namespace || ANYWHERE;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
