import { grammar } from '../../constructs/observability/promql-grammar';
import { promqlProblem } from '../../constructs/observability/promql-problem';

type Node = ReturnType<ReturnType<typeof grammar>['parse']>['topNode'];

export type Labels = ReadonlySet<string>;

/** The labels that the series of a metric have; `undefined` of one that nobody has. */
export type Knowledge = (metric: string) => Labels | undefined;

/** What an expression yields, and asks for. */
export interface Understood {
  /** That its series may have; a number has none. */
  readonly labels: Labels;
  /** Each metric that it asks for. */
  readonly metrics: readonly string[];
  /** What it asks for and does not get, in words. */
  readonly problems: readonly string[];
}

/**
 * What an expression of PromQL yields, by what is known of the metrics in it.
 *
 * @throws Error at what it has no words for, rather than to take it for right.
 */
export function understood(expression: string, known: Knowledge): Understood {
  const problem = promqlProblem(expression);
  if (problem !== undefined) throw new Error(`'${expression}' ${problem}`);
  const reader = new Reader(expression, known);
  const labels = reader.labelsOf(grammar().parse(expression).topNode.firstChild!);
  return { labels, metrics: reader.metrics, problems: reader.problems };
}

const NONE: Labels = new Set();

/** Functions whose series have the labels of what they are of. */
const PER_SERIES = ['rate', 'increase', 'sum_over_time', 'count_over_time'];

/** Aggregations that leave no labels but those that they are by. */
const OVER_ALL = ['sum', 'min', 'max', 'count'];

/** Operators that keep the left side as it is. */
const FILTERS = ['And', 'Unless'];

class Reader {
  readonly metrics: string[] = [];
  readonly problems: string[] = [];

  private readonly source: string;
  private readonly known: Knowledge;

  constructor(source: string, known: Knowledge) {
    this.source = source;
    this.known = known;
  }

  labelsOf(node: Node): Labels {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return NONE;
      case 'VectorSelector':
        return this.ofSelector(node);
      case 'ParenExpr':
      case 'MatrixSelector':
      case 'SubqueryExpr':
        return this.labelsOf(childrenOf(node)[0]!);
      case 'FunctionCall':
        return this.ofCall(node);
      case 'AggregateExpr':
        return this.ofAggregate(node);
      case 'BinaryExpr':
        return this.ofBinary(node);
      default:
        throw new Error(`there are no words for ${node.name} in '${this.source}'`);
    }
  }

  private ofSelector(node: Node): Labels {
    const matchers = this.matchersOf(node);
    const name = node.getChild('Identifier');
    const byName = matchers.filter(({ label }) => label === '__name__');
    const names = name === null ? byName.flatMap(({ value }) => value.split('|')) : [this.text(name)];
    const asked = matchers.filter((matcher) => !byName.includes(matcher)).map(({ label }) => label);
    const each = names.map((metric) => {
      this.metrics.push(metric);
      const labels = this.known(metric);
      if (labels === undefined) this.problems.push(`nobody has ${metric}`);
      else this.has(labels, asked, metric);
      return labels ?? NONE;
    });
    return new Set(each.flatMap((labels) => [...labels]));
  }

  private ofCall(node: Node): Labels {
    const name = this.text(node.getChild('FunctionIdentifier')!);
    const given = childrenOf(node.getChild('FunctionCallBody'));
    const of = given.map((one) => this.labelsOf(one));
    if (name === 'time' || name === 'vector') return NONE;
    if (name === 'absent') return this.equalsIn(given[0]!);
    if (PER_SERIES.includes(name)) return of[0]!;
    if (name !== 'histogram_quantile') throw new Error(`there are no words for ${name} in '${this.source}'`);
    this.has(of[1]!, ['le'], this.text(given[1]!));
    return new Set([...of[1]!].filter((label) => label !== 'le'));
  }

  private ofAggregate(node: Node): Labels {
    const [body] = childrenOf(node.getChild('FunctionCallBody'));
    const of = this.labelsOf(body!);
    const operator = this.text(node.getChild('AggregateOp')!);
    if (!OVER_ALL.includes(operator)) throw new Error(`there are no words for ${operator} in '${this.source}'`);
    const modifier = node.getChild('AggregateModifier');
    if (modifier?.getChild('Without')) throw new Error(`there are no words for 'without' in '${this.source}'`);
    const by = this.grouping(modifier);
    this.has(of, by, this.text(body!));
    return new Set(by);
  }

  private ofBinary(node: Node): Labels {
    const [left, right] = [node.firstChild!, node.lastChild!];
    const of = [left, right].map((side) => this.labelsOf(side)) as [Labels, Labels];
    const operator = left.nextSibling!.name;
    const matching = node.getChild('MatchingModifierClause');
    const shared = this.grouping(matching);
    for (const [index, side] of [left, right].entries()) this.has(of[index]!, shared, this.text(side));
    if (operator === 'Or') return new Set([...of[0], ...of[1]]);
    if (FILTERS.includes(operator) || right.name === 'NumberDurationLiteral') return of[0];
    if (matching?.getChild('GroupRight') || of[0].size === 0) return of[1];
    return matching?.getChild('On') ? new Set(shared) : of[0];
  }

  /** What is absent has the labels that were asked for by one value. */
  private equalsIn(node: Node): Labels {
    if (node.name !== 'VectorSelector') return NONE;
    const equals = this.matchersOf(node).filter(({ operator }) => operator === '=');
    return new Set(equals.map(({ label }) => label));
  }

  private matchersOf(node: Node): { readonly label: string; readonly operator: string; readonly value: string }[] {
    return childrenOf(node.getChild('LabelMatchers')).map((matcher) => {
      const [label = '', operator = '', value = ''] = childrenOf(matcher).map((part) => this.text(part));
      return { label, operator, value: value.slice(1, -1) };
    });
  }

  private grouping(node: Node | null): readonly string[] {
    return (node?.getChild('GroupingLabels')?.getChildren('LabelName') ?? []).map((label) => this.text(label));
  }

  private has(labels: Labels, asked: readonly string[], what: string): void {
    for (const label of asked) if (!labels.has(label)) this.problems.push(`${what} has no label ${label}`);
  }

  private text({ from, to }: Node): string {
    return this.source.slice(from, to);
  }
}

/** Without brackets and commas, which have no name. */
function childrenOf(node: Node | null): Node[] {
  const all: Node[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) {
    if (/^\w/.test(child.name)) all.push(child);
  }
  return all;
}
