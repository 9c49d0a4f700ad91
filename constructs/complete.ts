import type { Facts, Posture } from './environment';
import { UserError } from './invalid';

/** What a field has to be there for, whatever it holds: a list and a text are one field, a group is several. */
type Fields<T> = {
  readonly [Field in keyof T as undefined extends T[Field] ? never : Field]: T[Field] extends readonly unknown[]
    ? true
    : T[Field] extends object
      ? Fields<T[Field]>
      : true;
};

/** Every field that constructs read from their surroundings: one that is not listed does not compile. */
const SURROUNDINGS: Fields<{ readonly posture: Posture; readonly facts: Facts }> = {
  posture: { name: true, data: true, zoneSpread: true, enforcement: true },
  facts: {
    cluster: {
      context: true,
      apiServer: { cidrs: true, port: true },
      dns: { serviceIp: true, nodeLocalIp: true },
      podCidrs: true,
      nodeCidrs: true,
      trustDomain: true,
    },
    vault: { address: true, namespace: true, databaseCertificates: true },
  },
};

/**
 * Refuses an environment that lacks a fact or a part of its posture, naming all of them.
 *
 * For those whom the compiler does not help: JavaScript, and facts that were read from a file.
 */
export function checkComplete(path: string, surroundings: object): void {
  const problems = missingFrom(SURROUNDINGS, surroundings, '');
  if (problems.length > 0)
    throw new UserError(problems.map((field) => `'${path}' has no ${field}; say it, nothing is guessed`));
}

function missingFrom(fields: object, value: unknown, path: string): string[] {
  return Object.entries(fields).flatMap(([field, below]) => {
    const place = path === '' ? field : `${path}.${field}`;
    const child = (value as Readonly<Record<string, unknown>>)[field];
    if (child === undefined || child === null) return [place];
    return below === true ? [] : missingFrom(below, child, place);
  });
}
