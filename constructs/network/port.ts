import { UserError } from '../invalid';

/** Ports to open: one at least, because "none" reads like "all" in a NetworkPolicy. */
export type Ports = readonly [Port, ...Port[]];

/** Whether it was made by a factory of `Port`, of this copy of the package or another: a bare number has no protocol. */
export function isPort(value: unknown): value is Port {
  if (typeof value !== 'object' || value === null) return false;
  const { number, name, protocol } = value as Partial<Port>;
  return typeof number === 'number' && typeof name === 'string' && (protocol === 'TCP' || protocol === 'UDP');
}

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

  readonly number: number;
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP';

  private constructor(number: number, name: string, protocol: 'TCP' | 'UDP') {
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      throw new UserError([`port '${name}' is ${number}; write a whole number from 1 to 65535`]);
    }
    this.number = number;
    this.name = name;
    this.protocol = protocol;
  }

  toString(): string {
    return `${this.number}/${this.protocol}`;
  }
}
