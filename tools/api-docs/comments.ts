import * as ts from 'typescript';

/** The first sentence or paragraph of a docstring, on one line; empty where there is none. */
export function summaryOf(node: ts.Node): string {
  return textOf(node)
    .split(/\n\s*\n/)[0]!
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** What a docstring says before its tags; empty where there is none. */
export function textOf(node: ts.Node): string {
  return (ts.getTextOfJSDocComment(commentOf(node)?.comment) ?? '').trim();
}

/** What a docstring says at `@default`. */
export function defaultOf(node: ts.Node): string | undefined {
  const tag = commentOf(node)?.tags?.find(({ tagName }) => tagName.text === 'default');
  return tag === undefined ? undefined : (ts.getTextOfJSDocComment(tag.comment) ?? '').trim();
}

function commentOf(node: ts.Node): ts.JSDoc | undefined {
  // That of a variable is on the statement around it.
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return ts.getJSDocCommentsAndTags(holder).filter(ts.isJSDoc).at(-1);
}
