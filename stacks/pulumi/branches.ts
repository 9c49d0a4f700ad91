import * as pulumi from '@pulumi/pulumi';
import type { Resource } from '../../constructs';

/** The type of the root of an environment. */
export const ENVIRONMENT = 'dwcp:baseline:Environment';

const NAMESPACE = 'dwcp:baseline:Namespace';
const CLUSTER = 'dwcp:baseline:Cluster';
const VAULT = 'dwcp:baseline:Vault';

/**
 * The branches of an environment in Pulumi's tree, each made when the first resource needs it.
 *
 * A parent's type is part of a URN, so the branch follows from what a resource is, never from where it was declared:
 * moving a construct replaces nothing.
 */
export class Branches {
  private readonly environment: pulumi.ComponentResource;
  private readonly name: string;
  private readonly made = new Map<string, Branch>();

  constructor(environment: pulumi.ComponentResource, name: string) {
    this.environment = environment;
    this.name = name;
  }

  of(resource: Resource): pulumi.ComponentResource {
    return this.branch(typeOf(resource), namespaceOf(resource) ?? this.name);
  }

  private branch(type: string, name: string): Branch {
    const known = this.made.get(`${type} ${name}`);
    const branch = known ?? new Branch(type, name, { parent: this.environment });
    this.made.set(`${type} ${name}`, branch);
    return branch;
  }
}

/** The types of what is above a resource in the tree, as its URN has them; below the stack itself. */
export function placeOf(resource: Resource): string {
  return `${ENVIRONMENT}$${typeOf(resource)}`;
}

function typeOf(resource: Resource): string {
  if (namespaceOf(resource) !== undefined) return NAMESPACE;
  return resource.api === 'vault' ? VAULT : CLUSTER;
}

class Branch extends pulumi.ComponentResource {
  constructor(type: string, name: string, options: pulumi.ComponentResourceOptions) {
    super(type, name, {}, options);
    this.registerOutputs();
  }
}

/** A Namespace is shown with what is in it. */
function namespaceOf({ api, kind, namespace, name }: Resource): string | undefined {
  return api === 'kubernetes' && kind === 'Namespace' ? name : namespace;
}
