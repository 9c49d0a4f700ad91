/** An expression of PromQL with any number of series, and what they come to together. */
export abstract class Series<V> {
  protected readonly text: string;
  protected readonly isCompound: boolean;

  protected constructor(text: string, isCompound: boolean) {
    this.text = text;
    this.isCompound = isCompound;
  }

  /** One value for all of its series. */
  get sum(): V {
    return this.operand(`sum(${this.text})`);
  }

  /** One sum for each value of some labels. */
  sumBy(...labels: readonly string[]): V {
    return this.operand(`sum by (${labels.join(',')}) (${this.text})`);
  }

  /** The value that this share of what a histogram counted is below; its series have to have `le`. */
  quantile(share: number): V {
    return this.operand(`histogram_quantile(${share}, ${this.text})`);
  }

  /** How many series there are, for each value of some labels. */
  countBy(...labels: readonly string[]): V {
    return this.operand(`count by (${labels.join(',')}) (${this.text})`);
  }

  /** The least of all its series. */
  get min(): V {
    return this.operand(`min(${this.text})`);
  }

  /** The greatest of all its series. */
  get max(): V {
    return this.operand(`max(${this.text})`);
  }

  /** The least for each value of some labels. */
  minBy(...labels: readonly string[]): V {
    return this.operand(`min by (${labels.join(',')}) (${this.text})`);
  }

  /** The greatest for each value of some labels. */
  maxBy(...labels: readonly string[]): V {
    return this.operand(`max by (${labels.join(',')}) (${this.text})`);
  }

  toString(): string {
    return this.text;
  }

  /** Of text that is one operand: a selector, or a call. */
  protected abstract operand(text: string): V;
}
