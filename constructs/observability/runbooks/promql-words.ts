import { grammar } from '../promql-grammar';
import { promqlProblem } from '../promql-problem';

type SyntaxNode = ReturnType<ReturnType<typeof grammar>['parse']>['topNode'];

/**
 * What an expression asks, in words, for whoever does not read PromQL at night.
 *
 * What there are no words for, such as a function that we do not use, is shown as it is written.
 */
export function promqlWords(expression: string): string {
  if (OTHER_QUOTES.test(expression)) return isReadable(expression) ? inWords(expression) : code(expression);
  const texts: string[] = [];
  const form = expression.replace(TEXT, (_, text: string) => `"\0${texts.push(text) - 1}\0"`);
  let said = known.get(form);
  if (said === undefined) {
    if (!isReadable(expression)) return code(expression);
    said = inWords(form);
    known.set(form, said);
  }
  return said.replace(PLACE, (_, index) => texts[Number(index)]!);
}

/** What has been put into words, with a number for each text between quotes: expressions of one service are those of the next. */
const known = new Map<string, string>();

/** A text between quotes that is not empty, of which words tell that it is. */
const TEXT = /"((?:[^"\\]|\\.)+)"/g;

/** What may hold a quote that begins no text. */
const OTHER_QUOTES = /['`#\0]/;

/** No expression has a zero, so that it marks a place in one. */
const PLACE = /\0(\d+)\0/g;

function isReadable(expression: string): boolean {
  return promqlProblem(expression) === undefined;
}

function inWords(expression: string): string {
  const top = grammar().parse(expression).topNode.firstChild!;
  // A vector that is compared with nothing is there at any time.
  return expression.startsWith('vector(') && top.name === 'FunctionCall' ? 'always' : words(top, expression);
}

type Worded = (node: SyntaxNode, source: string) => string | undefined;

const WORDED: Readonly<Record<string, Worded>> = {
  ParenExpr: bracketed,
  NumberDurationLiteral: textOf,
  VectorSelector: selector,
  MatrixSelector: (node, source) => words(node.firstChild!, source),
  FunctionCall: call,
  AggregateExpr: aggregate,
  BinaryExpr: binary,
};

function words(node: SyntaxNode, source: string): string {
  return WORDED[node.name]?.(node, source) ?? code(textOf(node, source));
}

const MATCHED: Readonly<Record<string, string>> = { '=': 'is', '!=': 'is not', '=~': 'is like', '!~': 'is not like' };

function selector(node: SyntaxNode, source: string): string | undefined {
  const name = node.getChild('Identifier');
  const braces = node.getChild('LabelMatchers');
  const matchers = braces === null ? [] : childrenOf(braces);
  if (matchers.some(({ name }) => name !== 'UnquotedLabelMatcher')) return undefined;
  const where = matchers.map((matcher) => {
    const [label, operator, value] = childrenOf(matcher).map((part) => textOf(part, source)) as [
      string,
      string,
      string,
    ];
    return `${label.includes('_') ? code(label) : label} ${MATCHED[operator]} ${value.length === 2 ? 'empty' : code(value.slice(1, -1))}`;
  });
  const what = name === null ? 'the series' : code(textOf(name, source));
  return where.length === 0 ? what : `${what} (${where.join(', ')})`;
}

const CALLED: Readonly<Record<string, (of: string, over: string, second: string) => string>> = {
  absent: (of) => `nothing is known of ${of}`,
  histogram_quantile: (share, _, of) => `what ${Number(share) * 100} % of ${of} are below`,
  increase: (of, over) => `how much ${of} grew in ${over}`,
  rate: (of, over) => `${of} per second over ${over}`,
  sum_over_time: (of, over) => `all values of ${of} in ${over} together`,
  time: () => 'now',
  vector: (of) => of,
};

function call(node: SyntaxNode, source: string): string | undefined {
  const named = CALLED[textOf(node.getChild('FunctionIdentifier')!, source)];
  if (named === undefined) return undefined;
  const given = childrenOf(node.getChild('FunctionCallBody')!);
  const over = given[0]?.getChild('DurationExpr');
  const [first = '', second = ''] = given.map((one) => operand(one, source));
  return named(first, over ? spanOf(textOf(over, source)) : '', second);
}

const AGGREGATED: Readonly<Record<string, string>> = {
  sum: 'the sum of',
  min: 'the least of',
  max: 'the greatest of',
  avg: 'the mean of',
  count: 'the number of',
};

function aggregate(node: SyntaxNode, source: string): string | undefined {
  const named = AGGREGATED[textOf(node.getChild('AggregateOp')!, source)];
  const modifier = node.getChild('AggregateModifier');
  const given = childrenOf(node.getChild('FunctionCallBody')!);
  if (named === undefined || given.length !== 1 || modifier?.getChild('Without')) return undefined;
  const labels = modifier?.getChild('GroupingLabels')?.getChildren('LabelName') ?? [];
  const each = labels.map((label) => textOf(label, source)).join(' and ');
  return `${named} ${operand(given[0]!, source)}${each === '' ? '' : ` for each ${each}`}`;
}

/** In words, and how tightly each binds. */
const OPERATORS: Readonly<Record<string, readonly [words: string, binds: number]>> = {
  Or: [', or else', 1],
  And: [', and at the same time', 2],
  Unless: [', unless', 2],
  Eql: [' is', 3],
  Gte: [' is at least', 3],
  Gtr: [' is more than', 3],
  Lss: [' is less than', 3],
  Lte: [' is at most', 3],
  Neq: [' is not', 3],
  Add: [' plus', 4],
  Sub: [' minus', 4],
  Div: [' divided by', 5],
  Mul: [' times', 5],
};

function binary(node: SyntaxNode, source: string): string | undefined {
  const named = operatorOf(node);
  const matching = node.getChild('MatchingModifierClause');
  // They change what comes out, and there are no words for that.
  const isChanged = [node.getChild('BoolModifier'), matching?.getChild('GroupLeft'), matching?.getChild('GroupRight')];
  if (named === undefined || isChanged.some(Boolean)) return undefined;
  return `${words(node.firstChild!, source)}${named[0]} ${words(node.lastChild!, source)}`;
}

function operatorOf(node: SyntaxNode): (typeof OPERATORS)[string] | undefined {
  return OPERATORS[node.firstChild?.nextSibling?.name ?? ''];
}

/** What is between brackets keeps them where its words would be read otherwise without. */
function bracketed(node: SyntaxNode, source: string): string {
  const inner = childrenOf(node).find(({ name }) => name !== '(' && name !== ')')!;
  const [, outside = 0] = (node.parent && operatorOf(node.parent)) ?? [];
  const [, inside = Number.POSITIVE_INFINITY] = operatorOf(inner) ?? [];
  const said = words(inner, source);
  return inner.name === 'BinaryExpr' && inside <= outside ? `(${said})` : said;
}

/** What a function or an aggregate is of. */
function operand(node: SyntaxNode, source: string): string {
  const said = words(node, source);
  return node.name === 'BinaryExpr' ? `(${said})` : said;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) all.push(child);
  return all;
}

function textOf({ from, to }: SyntaxNode, source: string): string {
  return source.slice(from, to);
}

const UNITS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

/** A duration of PromQL in words; of several units as it is written. */
export function spanOf(duration: string): string {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  if (count === undefined) return duration;
  return `${count} ${UNITS[unit!]}${count === '1' ? '' : 's'}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
