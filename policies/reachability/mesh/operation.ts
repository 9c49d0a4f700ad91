import { type Fields, textsOf } from '../../fields';
import { Unknowable } from '../../unknowable';
import { difference, intersection, NO_PORTS, type Ports, union } from '../ports';
import { TCP } from './capture';

/** What a caller does: which ports it opens, and what it asks for there. */
export interface Operation {
  readonly ports: Ports;
  /** What tells requests apart on one and the same port. @default - nothing: every request is meant */
  readonly condition?: string;
}

/** What each request brings. */
const REQUEST = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];

export function operationOf(operation: Fields, field: string): Operation {
  let ports = TCP;
  const conditions: string[] = [];
  for (const key of Object.keys(operation)) {
    const values = textsOf(operation[key], `${field}.${key}`);
    if (REQUEST.includes(key)) {
      if (values.length > 0) conditions.push(`${key} ${values.join(', ')}`);
    } else if (key === 'ports') {
      if (values.length > 0) ports = intersection(ports, numbersOf(values, `${field}.ports`));
    } else if (key === 'notPorts') {
      ports = difference(ports, numbersOf(values, `${field}.notPorts`));
    } else throw new Unknowable(`${field}.${key}`, 'no such condition is known');
  }
  return { ports, ...(conditions.length > 0 && { condition: conditions.join(' with ') }) };
}

/** What does both. */
export function bothOperations(one: Operation, other: Operation): Operation {
  const conditions = [one.condition, other.condition].filter((condition) => condition !== undefined);
  const ports = intersection(one.ports, other.ports);
  return { ports, ...(conditions.length > 0 && { condition: conditions.join(' with ') }) };
}

function numbersOf(texts: readonly string[], field: string): Ports {
  return texts.reduce<Ports>((sum, text) => {
    const port = Number(text);
    if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) throw new Unknowable(field, `'${text}' is no port`);
    return union(sum, [{ protocol: 'TCP', from: port, to: port }]);
  }, NO_PORTS);
}
