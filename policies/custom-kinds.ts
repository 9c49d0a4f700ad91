import { isClusterWide } from '../constructs/plan/cluster-wide';
import { kindOf } from '../constructs/plan/kinds';
import type { Manifest } from '../constructs/plan/resource';
import { isFields } from './fields';

/** What the definition of a custom resource says of all of its kind. */
interface Defined {
  readonly clusterWide: boolean;
  /** Whether a field of it may hold a pod. */
  readonly holdsPods: boolean;
}

/** The kinds that the definitions of an input add to those that are known. */
export class CustomKinds {
  private readonly defined = new Map<string, Defined>();

  constructor(objects: Iterable<Manifest> = []) {
    for (const object of objects) {
      if (kindOf(object) === 'apiextensions.k8s.io/CustomResourceDefinition') this.define(object);
    }
  }

  /** Whether an object is of a kind that is in no namespace. */
  isClusterWide(object: { readonly apiVersion: string; readonly kind: string }): boolean {
    return this.defined.get(kindOf(object))?.clusterWide ?? isClusterWide(object);
  }

  /** Whether a definition says that no field of such an object holds a pod. */
  holdsNoPods(object: Manifest): boolean {
    return this.defined.get(kindOf(object))?.holdsPods === false;
  }

  private define(object: Manifest): void {
    const spec = object['spec'];
    if (!isFields(spec) || !isFields(spec['names'])) return;
    const { group, names, scope, versions, validation } = spec;
    const schemas = [
      ...(Array.isArray(versions) ? versions : []).map((version: unknown) =>
        isFields(version) ? version['schema'] : undefined,
      ),
      validation,
    ].filter((schema) => isFields(schema));
    this.defined.set(`${String(group)}/${String(names['kind'])}`, {
      clusterWide: scope === 'Cluster',
      holdsPods: schemas.length === 0 || schemas.some(describesPod),
    });
  }
}

/** Without definitions, only what is known of kinds anyway. */
export const NO_CUSTOM_KINDS = new CustomKinds();

/** Whether a schema describes a list of containers, each with its image, or lets something be anything. */
function describesPod(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(describesPod);
  if (!isFields(schema)) return false;
  if (schema['x-kubernetes-preserve-unknown-fields'] === true || isContainers(schema)) return true;
  for (const key in schema) {
    const inner = schema[key];
    if (typeof inner === 'object' && inner !== null && describesPod(inner)) return true;
  }
  return false;
}

function isContainers({ containers }: { readonly containers?: unknown }): boolean {
  const items = isFields(containers) ? containers['items'] : undefined;
  const properties = isFields(items) ? items['properties'] : undefined;
  return isFields(properties) && Object.hasOwn(properties, 'name') && Object.hasOwn(properties, 'image');
}
