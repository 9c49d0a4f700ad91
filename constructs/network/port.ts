import { inspect } from 'node:util';
import { UserError } from '../invalid';

/** Ports to open: one at least, because "none" reads like "all" in a NetworkPolicy. */
export type Ports = readonly [Port, ...Port[]];

/** What Kubernetes takes for a port's name: 1 to 15 of a-z, 0-9 and inner hyphens, a letter among them (RFC 6335). */
const NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** A named transport port that something listens on. */
export class Port {
  /** A TCP port. */
  static tcp(number: number, name: string): Port {
    return new Port(number, name, 'TCP');
  }

  /** A UDP port. */
  static udp(number: number, name: string): Port {
    return new Port(number, name, 'UDP');
  }

  /** From 1 to 65535. */
  readonly number: number;
  /** What the port is called in the pod, such as `http`. */
  readonly name: string;
  /** The transport, which a NetworkPolicy tells apart. */
  readonly protocol: 'TCP' | 'UDP';

  private constructor(number: number, name: string, protocol: 'TCP' | 'UDP') {
    const problems = [
      ...(isNumber(number) ? [] : [`port '${name}' is ${inspect(number)}; write a whole number from 1 to 65535`]),
      ...(isName(name) ? [] : [`port ${number} has ${inspect(name)} for its name; write up to 15 of a-z, 0-9 and -`]),
    ];
    if (problems.length > 0) throw new UserError(problems);
    this.number = number;
    this.name = name;
    this.protocol = protocol;
  }

  toString(): string {
    return `${this.number}/${this.protocol}`;
  }
}

/** By its fields: a consumer's tree may hold a second copy of this package. */
export function isPort(value: unknown): value is Port {
  if (typeof value !== 'object' || value === null) return false;
  const { number, name, protocol } = value as Partial<Port>;
  return isNumber(number) && isName(name) && (protocol === 'TCP' || protocol === 'UDP');
}

/** A number from 1 to 65535, as one that stands for a port. */
export function isNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && NAME.test(value);
}
