import type { Manifest } from '../../constructs/plan/resource';
import { entriesOf, type Fields, isFields } from '../fields';
import type { Part, Reference } from './reference';

/** So many are told, where one of them has to be chosen. */
const MOST_TOLD = 5;

/** What is called by a part of it, and all that an object has of it; nothing where somebody else may fill it in. */
const PARTS: Readonly<Record<string, { part: string; of: (object: Manifest) => readonly (string | number)[] }>> = {
  ConfigMap: { part: 'key', of: (object) => keysIn(object, 'data', 'binaryData') },
  Secret: {
    part: 'key',
    of: (object) =>
      object['type'] === 'kubernetes.io/service-account-token' ? [] : keysIn(object, 'data', 'stringData'),
  },
  Service: { part: 'port', of: portsIn },
};

/** A part that is named and not there, in words. */
export interface Missing {
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
}

/** What a reference names of an object that the object does not have; looked for where it names anything of it. */
export function missingParts(
  { kind, name, parts = [] }: Reference,
  find: () => Manifest | undefined,
): readonly Missing[] {
  const known = Object.hasOwn(PARTS, kind) ? PARTS[kind]! : undefined;
  const object = known === undefined || parts.length === 0 ? undefined : find();
  const has = known === undefined || object === undefined ? [] : known.of(object);
  if (known === undefined || has.length === 0) return [];
  return parts
    .filter((one) => !has.includes(one.name))
    .map(({ field, name: called }: Part) => ({
      field,
      problem: `the ${kind} '${name}' has no ${known.part} '${called}'`,
      fix: `name one that it has: ${told(has)}`,
    }));
}

function told(all: readonly (string | number)[]): string {
  const some = all.slice(0, MOST_TOLD).join(', ');
  return all.length > MOST_TOLD ? `${some} or ${all.length - MOST_TOLD} more` : some;
}

function keysIn(object: Fields, ...fields: readonly string[]): readonly string[] {
  return fields.flatMap((field) => (isFields(object[field]) ? Object.keys(object[field]) : []));
}

/** Those of what is outside are nobody's business here. */
function portsIn({ spec }: Manifest): readonly (string | number)[] {
  if (!isFields(spec) || spec['type'] === 'ExternalName') return [];
  return entriesOf(spec['ports'], 'spec.ports').flatMap(({ value: { port, name } }) =>
    [port, name].filter((one) => typeof one === 'string' || typeof one === 'number'),
  );
}
