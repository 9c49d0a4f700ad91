import { Series } from './series';

/** An expression of PromQL that has one value for each of its series. Operators are put in brackets, so that none binds elsewhere. */
export class Vector extends Series<Vector> {
  /** Of text that is one operand: a selector, or a call. */
  static simple(text: string): Vector {
    return new Vector(text, false);
  }

  /** The same number at any time, in a series without labels. */
  static constant(value: number): Vector {
    return new Vector(`vector(${value})`, false);
  }

  /** The moment at which it is asked, in Unix seconds, in a series without labels. */
  static get now(): Vector {
    return new Vector('vector(time())', false);
  }

  /** What is left of a number. */
  from(whole: number): Vector {
    return new Vector(`${whole} - ${this.bracketed}`, true);
  }

  /** How long it is until each of these moments, in seconds: below 0 for one that has passed. */
  get untilThen(): Vector {
    return new Vector(`${this.bracketed} - time()`, true);
  }

  /** How long it is since each of these moments, in seconds. */
  get sinceThen(): Vector {
    return new Vector(`time() - ${this.bracketed}`, true);
  }

  /** So many times as much. */
  times(factor: number): Vector {
    return new Vector(`${this.bracketed} * ${factor}`, true);
  }

  /** The quotient, for each of several that share some labels, which it is named by. */
  overEach(other: Vector, ...shared: readonly string[]): Vector {
    return this.with(`/ on (${shared.join(',')}) group_right ()`, other);
  }

  /** The sum, of series with the same labels. */
  plus(other: Vector): Vector {
    return this.with('+', other);
  }

  /** The difference, of series with the same labels. */
  minus(other: Vector): Vector {
    return this.with('-', other);
  }

  /** The quotient, of series with the same labels. */
  over(other: Vector): Vector {
    return this.with('/', other);
  }

  /** All of it, and of another what has other labels. */
  or(other: Vector): Vector {
    return this.with('or', other);
  }

  /** Only what has a counterpart with the same labels, but for those that are ignored. */
  and(other: Vector, ignoring?: string): Vector {
    return this.with(ignoring === undefined ? 'and' : `and ignoring (${ignoring})`, other);
  }

  /** What has no counterpart, whatever the labels. */
  unless(other: Vector): Vector {
    return this.with('unless on ()', other);
  }

  /** 0 in each of its series. */
  get zero(): Vector {
    return new Vector(`0 * ${this.bracketed}`, true);
  }

  /** Only what is greater than a number, which may be written as a product. */
  above(bound: number | `${number} * ${number}`): Vector {
    return new Vector(`${this.bracketed} > ${typeof bound === 'number' ? bound : `(${bound})`}`, true);
  }

  /** Only what equals a number. */
  equals(value: number): Vector {
    return new Vector(`${this.bracketed} == ${value}`, true);
  }

  /** An expression of its own that takes this one as it is. */
  protected override operand(text: string): Vector {
    return Vector.simple(text);
  }

  private with(operator: string, other: Vector): Vector {
    return new Vector(`${this.bracketed} ${operator} ${other.bracketed}`, true);
  }

  private get bracketed(): string {
    return this.isCompound ? `(${this.text})` : this.text;
  }
}
