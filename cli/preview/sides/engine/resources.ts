import { isMap } from '../../../../constructs/plan/diff/maps';
import { otherIdsOf } from '../../../../constructs/plan/formerly';
import { resourceId } from '../../../../constructs/plan/identity';
import { inDependencyOrder } from '../../../../constructs/plan/order';
import type { Plan } from '../../../../constructs/plan/plan';
import { kubernetesResource, type Manifest, type Resource, vaultResource } from '../../../../constructs/plan/resource';
import { withoutLeft } from '../../../../policies/left-to-others';
import { withEmptyLists } from './empty-lists';
import { withoutNotes } from './notes';
import { said } from './said';
import type { StateResource } from './shape';
import { parseUrn, planIdOf } from './urn';

/** A resource, and what Pulumi keeps of it. */
export interface Translated {
  readonly state: StateResource;
  readonly resource: Resource;
}

/**
 * Makes resources of a plan out of what Pulumi wrote down.
 *
 * Pulumi does not know where a resource was declared nor by which patches; it counts as declared where the plan has it.
 */
export class Translation {
  /** By every id that a stack may know it by. */
  private readonly here: ReadonlyMap<string, Resource>;

  constructor({ resources }: Plan) {
    const named = (ids: (resource: Resource) => readonly string[]) =>
      resources.flatMap((resource) => ids(resource).map((id) => [id, resource] as const));
    this.here = new Map([...named(otherIdsOf), ...named(({ id }) => [id])]);
  }

  /** Whether the plan has it, in this version of its kind or in another, or by what it was called then. */
  has(state: StateResource): boolean {
    const id = idOf(state);
    return id !== undefined && this.here.has(id);
  }

  /** Those of them that a plan has: no provider, no component, no file of YAML. */
  all(states: readonly StateResource[]): readonly Translated[] {
    return states.flatMap((state) => {
      const resource = this.resource(state);
      return resource === undefined ? [] : [{ state, resource }];
    });
  }

  private resource(state: StateResource): Resource | undefined {
    const id = idOf(state);
    if (id === undefined) return undefined;
    const here = this.here.get(id);
    const path = here?.path ?? '';
    const dependsOn = (state.dependencies ?? []).flatMap((urn) => planIdOf(urn) ?? []);
    if (state.type.startsWith('vault:')) {
      const args = said(state.inputs ?? {}, here?.api === 'vault' ? here.args : undefined) as Readonly<
        Record<string, unknown>
      >;
      return vaultResource({ type: state.type, vaultPath: parseUrn(state.urn)!.name, args }, path, dependsOn);
    }
    const patched = here?.api === 'kubernetes' && here.patched;
    const planned = here?.api === 'kubernetes' ? here.object : undefined;
    const inputs = withoutLeft(state.inputs ?? {}, state.ignoreChanges);
    const object = withEmptyLists(withoutNotes(said(inputs, planned), planned), planned) as Manifest;
    return { ...kubernetesResource(object, path, dependsOn), ...(patched && { patched }) };
  }
}

/** Each once, after what it depends on; what it needs of others is left out. */
export function inOrder(members: readonly Pick<Translated, 'resource'>[]): readonly Resource[] {
  const byId = new Map(members.map(({ resource }) => [resource.id, resource]));
  const among = (id: string) => byId.has(id);
  return inDependencyOrder(
    [...byId.values()].map((resource) => ({ ...resource, dependsOn: resource.dependsOn.filter(among) })),
  );
}

/** Whether Pulumi keeps what holds data; undefined where nothing does. */
export function protection(members: readonly Translated[]): Plan['data'] | undefined {
  const data = members.filter(({ resource }) => resource.data);
  if (data.length === 0) return undefined;
  const kept = data.every(({ state }) => state.protect === true && state.retainOnDelete === true);
  return kept ? 'protected' : 'disposable';
}

/** By what is in it: whoever made it may have called it otherwise. */
export function idOf({
  type,
  urn,
  inputs,
  external,
}: Pick<StateResource, 'type' | 'urn' | 'inputs' | 'external'>): string | undefined {
  // Read, and somebody else's.
  if (external === true) return undefined;
  if (type.startsWith('vault:')) return planIdOf(urn);
  const [, , kind] = type.split(':');
  // Not a patch of somebody else's object, which has the kind of that object.
  return type.startsWith('kubernetes:') && isManifest(inputs) && inputs.kind === kind ? resourceId(inputs) : undefined;
}

function isManifest(inputs: unknown): inputs is Manifest {
  if (!isMap(inputs)) return false;
  const { apiVersion, kind, metadata } = inputs;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isMap(metadata)) return false;
  return typeof metadata['name'] === 'string';
}

/** `StatefulSet dwcp/dwcp-redis`: how people call what has a URN. */
export function calledBy(urn: string): string {
  const { type = '', name = urn } = parseUrn(urn) ?? {};
  return `${type.slice(type.lastIndexOf(':') + 1)} ${name}`.trim();
}
