import ts from 'typescript';

const NAMES = /^(?:test|describe|[a-z]\w*\.each)\b/;

/**
 * The names of a file's tests: what its calls of `test` and `describe` begin with, and what the rows of their tables hold.
 *
 * Read as TypeScript, so that the words of a comment or of an assertion are no test.
 */
export function titlesIn(source: string): readonly string[] {
  const titles: string[] = [];
  const tables = new Set<string>();
  const texts = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) titles.push(node.text);
    else if (ts.isTemplateExpression(node)) titles.push(node.head.text);
    ts.forEachChild(node, (child) => (ts.isFunctionLike(child) ? undefined : texts(child)));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && NAMES.test(node.expression.getText(file))) {
      const isTable = node.expression.getText(file).endsWith('.each');
      for (const argument of isTable ? node.arguments : node.arguments.slice(0, 1)) texts(argument);
      for (const argument of node.arguments) if (isTable && ts.isIdentifier(argument)) tables.add(argument.text);
    }
    if (ts.isVariableDeclaration(node) && tables.has(node.name.getText(file)) && node.initializer)
      texts(node.initializer);
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile('tests.ts', source, ts.ScriptTarget.Latest);
  visit(file);
  // Once more for the tables that are declared before they are used.
  if (tables.size > 0) visit(file);
  return titles;
}
