import { createHash } from 'node:crypto';
import { UserError } from '../../constructs/invalid';
import { isMap } from '../../constructs/plan/diff/maps';
import { idOf } from '../adopt/id';
import { calledBy } from '../preview/sides/engine/resources';
import type { Digest, StateResource } from '../preview/sides/engine/shape';
import { parseUrn } from '../preview/sides/engine/urn';

/** Stands for the id of a provider that is not made yet. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** A resource as a preview shows it, with all that Pulumi would write down of it. */
type Planned = StateResource & { readonly id?: unknown; readonly provider?: unknown };

/**
 * The resources that a preview of an empty stack would make, as if they were made: each with the id that it then has.
 *
 * Of `given`, by the names that people call resources by, come those ids that nobody can tell from outside.
 *
 * @throws UserError when the stack is not empty, and with each resource whose id is not known.
 */
export function asMade({ steps }: Digest, given: ReadonlyMap<string, string>): readonly StateResource[] {
  const planned = steps.flatMap(({ newState }) => newState ?? []) as readonly Planned[];
  const held = steps.filter(({ op }) => op !== 'create' && op !== 'read');
  if (held.length > 0) {
    throw new UserError([
      `standard input: is a preview of a stack that holds ${held.length} resources already; make an empty stack, and preview that`,
    ]);
  }
  const problems: string[] = [];
  const made = planned.map((resource) => {
    const id = idOfPlanned(resource, given);
    if (id === undefined && resource.custom === true) problems.push(unknownId(resource));
    return withId(resource, id);
  });
  const unused = [...given.keys()].filter((name) => !planned.some(({ urn }) => calledBy(urn) === name));
  problems.push(...unused.map((name) => `--id ${name}: is not in the preview; name a resource of it`));
  if (problems.length > 0) throw new UserError(problems);
  return made;
}

function idOfPlanned(resource: Planned, given: ReadonlyMap<string, string>): string | undefined {
  if (resource.custom !== true) return undefined;
  if (typeof resource.id === 'string' && resource.id !== '') return resource.id;
  if (resource.type.startsWith('pulumi:providers:')) return providerId(resource.urn);
  return given.get(calledBy(resource.urn)) ?? idOf(resource);
}

function withId(resource: Planned, id: string | undefined): StateResource {
  const provider = providerOf(resource.provider);
  // The plugin reads what it wrote the last time, such as by which name it owns fields, and finds out the rest by a refresh.
  const isNew = resource.custom === true && resource.external !== true;
  const outputs = isNew ? { outputs: outputsOf(resource) } : {};
  return { ...resource, ...(id !== undefined && { id }), ...(provider && { provider }), ...outputs };
}

/** The engine keeps what it has of a provider for itself with the inputs alone; in the outputs it would be a change. */
function outputsOf({ type, inputs }: Planned): Readonly<Record<string, unknown>> {
  const { __internal: _, ...own } = inputs ?? {};
  return type.startsWith('pulumi:providers:') ? own : (inputs ?? {});
}

/** A reference is the URN of the provider, and its id. */
function providerOf(reference: unknown): string | undefined {
  if (typeof reference !== 'string' || !reference.endsWith(`::${UNKNOWN}`)) return undefined;
  const urn = reference.slice(0, -`::${UNKNOWN}`.length);
  return `${urn}::${providerId(urn)}`;
}

/** In the form of those that the engine makes up, and the same for the same provider. */
function providerId(urn: string): string {
  const hex = createHash('sha256').update(urn).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function unknownId({ urn, type, inputs }: Planned): string {
  const what = calledBy(urn);
  const backend = isMap(inputs) ? inputs['backend'] : undefined;
  const remedy =
    type === 'vault:pkiSecret/secretBackendRootCert:SecretBackendRootCert'
      ? `give it: --id '${what}=${backend}/issuer/'$(vault read -field=default ${backend}/config/issuers)`
      : `give it: --id '${what}=<id>'`;
  return `'${parseUrn(urn)?.name ?? urn}' has an id that cannot be told from outside; ${remedy}`;
}
