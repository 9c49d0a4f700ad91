import * as pulumi from '@pulumi/pulumi';
import type { Manifest, Resource } from '../../../constructs';
import { type Later, type OutputName, withLater } from '../../../constructs/plan/later';
import { pulumiIdentity } from '../identity';
import { aliasesOf } from './aliases';
import { ToldLate } from './told-late';

/** How a resource of a plan is declared. */
export interface DeclaredOptions extends Omit<pulumi.CustomResourceOptions, 'aliases' | 'dependsOn'> {
  /** What the plugin is told of a Kubernetes object, unless what is planned says otherwise. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Its place in the tree, as the types above it; undefined where only Pulumi knows. */
  readonly place: string | undefined;
  /** What it depends on, once it is to begin. */
  readonly dependsOn: Promise<readonly pulumi.Input<pulumi.Resource>[]>;
  /** What the plan could not say. */
  readonly later: (later: Later) => pulumi.Output<string>;
}

/** What Vault says of a resource that others have to know, by its type; of all others, the plan says it. */
const SAID: Readonly<Record<string, 'csr' | OutputName>> = {
  'vault:identity/mfaTotp:MfaTotp': 'methodId',
  'vault:jwt/authBackend:AuthBackend': 'accessor',
  'vault:pkiSecret/secretBackendIntermediateCertRequest:SecretBackendIntermediateCertRequest': 'csr',
};

/** Any resource of any provider: what a resource of a plan becomes. */
export class Declared extends pulumi.CustomResource {
  /** What is to be signed, in PEM, once Vault has made it. @default - it is no request */
  declare readonly csr?: pulumi.Output<string>;
  /** What Vault calls it inside, once it is there. @default - it is no login that others refer to */
  declare readonly accessor?: pulumi.Output<string>;
  /** The same, of a second proof. @default - it is none */
  declare readonly methodId?: pulumi.Output<string>;

  constructor(resource: Resource, { annotations, place, dependsOn, later, ...options }: DeclaredOptions) {
    const { type, name } = pulumiIdentity(resource.id);
    const late = new ToldLate(
      () => ({ inputs: inputsOf(resource, annotations, later), aliases: aliasesOf(resource, place) }),
      options.parent,
    );
    const said = SAID[type];
    // An input that is undefined is an output, as in the classes of an SDK.
    if (said !== undefined) late.inputs[said] = undefined;
    const begun = dependsOn.then((after) => {
      late.tell();
      return [...after];
    });
    super(type, name, late.inputs, { ...options, aliases: late.aliases, dependsOn: begun });
  }
}

function inputsOf(
  resource: Resource,
  annotations: Readonly<Record<string, string>>,
  later: DeclaredOptions['later'],
): pulumi.Inputs {
  if (resource.api === 'vault') return withLater(resource.args, later) as pulumi.Inputs;
  return Object.keys(annotations).length === 0 ? resource.object : annotated(resource.object, annotations);
}

function annotated(object: Manifest, annotations: Readonly<Record<string, string>>): Manifest {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, ...metadata.annotations } } };
}
