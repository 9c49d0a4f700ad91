import { type Fields, textsOf } from '../../fields';
import { Unknowable } from '../../rule';
import { difference, NO_PORTS, type Ports, union } from '../ports';
import { TCP } from './capture';

/** What a caller does: which ports it opens, and what it asks for there. */
export interface Operation {
  readonly ports: Ports;
  /** What tells requests apart on one and the same port. @default - nothing: every request is meant */
  readonly condition?: string;
}

const PORTS = ['ports', 'notPorts'];
const REQUEST = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];

export function operationOf(operation: Fields, field: string): Operation {
  const strange = Object.keys(operation).find((key) => !PORTS.includes(key) && !REQUEST.includes(key));
  if (strange !== undefined) throw new Unknowable(`${field}.${strange}`, 'no such condition is known');
  const values = (key: string) => textsOf(operation[key], `${field}.${key}`);
  const named = numbersOf(values('ports'), `${field}.ports`);
  const asked = REQUEST.filter((key) => values(key).length > 0);
  return {
    ports: difference(named.length === 0 ? TCP : named, numbersOf(values('notPorts'), `${field}.notPorts`)),
    ...(asked.length > 0 && { condition: asked.map((key) => `${key} ${values(key).join(', ')}`).join(' with ') }),
  };
}

function numbersOf(texts: readonly string[], field: string): Ports {
  return texts.reduce<Ports>((sum, text) => {
    const port = Number(text);
    if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) throw new Unknowable(field, `'${text}' is no port`);
    return union(sum, [{ protocol: 'TCP', from: port, to: port }]);
  }, NO_PORTS);
}
