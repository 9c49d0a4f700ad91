import { type Document, isAlias, isCollection, isNode, isPair, type Node, visit } from 'yaml';

/** Nodes that the aliases of one document may stand for: a billion laughs are written in ten lines. */
const LIMIT = 100_000;

export interface WrongAlias {
  readonly offset: number;
  /** What is wrong and what to do. */
  readonly problem: string;
}

/** The first alias of a document that cannot be written out in full, if there is one. */
export function wrongAlias(document: Document): WrongAlias | undefined {
  const anchors = new Map<string, Node>();
  const sizes = new Map<Node, number>();
  let total = 0;
  let wrong: WrongAlias | undefined;
  visit(document, {
    Node(_, node, ancestors) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return undefined;
      }
      const target = anchors.get(node.source);
      const refuse = (problem: string) => {
        wrong = { offset: node.range?.[0] ?? 0, problem: `*${node.source} ${problem}` };
        return visit.BREAK;
      };
      if (target === undefined) return refuse(`has no anchor before it; write &${node.source} where its value stands`);
      if (ancestors.includes(target)) return refuse('stands in what it repeats, so it never ends; write the value out');
      total += sizeOf(target, anchors, sizes);
      return total > LIMIT ? refuse(`repeats more than ${LIMIT} values; write them out, or generate fewer`) : undefined;
    },
  });
  return wrong;
}

/** How many values a node is when every alias in it is written out. An anchor is complete before an alias can follow it. */
function sizeOf(node: unknown, anchors: ReadonlyMap<string, Node>, sizes: Map<Node, number>): number {
  if (isPair(node)) return sizeOf(node.value, anchors, sizes);
  if (!isNode(node)) return 0;
  const known = sizes.get(node);
  if (known !== undefined) return known;
  const children = isAlias(node) ? [anchors.get(node.source)] : isCollection(node) ? node.items : [];
  const size = children.reduce<number>((sum, child) => sum + sizeOf(child, anchors, sizes), 1);
  sizes.set(node, size);
  return size;
}
