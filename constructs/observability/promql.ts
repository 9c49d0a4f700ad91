import type { LabelOf, Metric } from './metrics';
import { Vector } from './vector';

/** A stretch of time, as PromQL writes one. */
export type Span = `${number}${'m' | 'h' | 'd'}`;

/** What a label has to be: a value, or a pattern that matches the whole of it, or that must not. */
type Matcher = string | { readonly matches: string } | { readonly matchesNot: string };

/** What the labels of a metric have to be. */
export type Matchers<M extends Metric> = { readonly [Label in LabelOf<M>]?: Matcher };

/** Series of a metric, as they are counted: what a range is taken of. */
export class Series {
  private readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  static of<M extends Metric>(metric: M, where: Matchers<M>): Series {
    let matchers = '';
    for (const [label, matcher] of Object.entries<Matcher | undefined>(where)) {
      if (matcher !== undefined) matchers += `${matchers === '' ? '' : ','}${label}${matching(matcher)}`;
    }
    return new Series(`${metric}{${matchers}}`);
  }

  /** Their latest values. */
  get now(): Vector {
    return Vector.simple(this.text);
  }

  /** Per second over a span, each for itself. */
  rate(span: Span): Vector {
    return Vector.simple(`rate(${this.text}[${span}])`);
  }

  /** All values over a span, added up. */
  summedOver(span: Span): Vector {
    return Vector.simple(`sum_over_time(${this.text}[${span}])`);
  }

  /** 1 where there are none. */
  get absent(): Vector {
    return Vector.simple(`absent(${this.text})`);
  }
}

function matching(matcher: Matcher): string {
  if (typeof matcher === 'string') return `=${JSON.stringify(matcher)}`;
  return 'matches' in matcher ? `=~${JSON.stringify(matcher.matches)}` : `!~${JSON.stringify(matcher.matchesNot)}`;
}
