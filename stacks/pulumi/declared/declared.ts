import * as pulumi from '@pulumi/pulumi';
import type { Manifest, Resource } from '../../../constructs';
import { pulumiIdentity } from '../identity';
import { LateAliases } from './late-aliases';

/** Any resource of any provider: what a resource of a plan becomes. */
export class Declared extends pulumi.CustomResource {
  /** `annotations` are what the plugin is told of a Kubernetes object, unless what is planned says otherwise. */
  constructor(
    resource: Resource,
    annotations: Readonly<Record<string, string>>,
    options: pulumi.CustomResourceOptions,
  ) {
    const { type, name } = pulumiIdentity(resource.id);
    const aliases = new LateAliases(options.aliases ?? [], options.parent);
    super(type, name, { ...inputsOf(resource, annotations) }, { ...options, aliases: aliases.told });
    aliases.tell();
  }
}

function inputsOf(resource: Resource, annotations: Readonly<Record<string, string>>): object {
  if (resource.api === 'vault') return resource.args;
  return Object.keys(annotations).length === 0 ? resource.object : annotated(resource.object, annotations);
}

function annotated(object: Manifest, annotations: Readonly<Record<string, string>>): Manifest {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, ...metadata.annotations } } };
}
