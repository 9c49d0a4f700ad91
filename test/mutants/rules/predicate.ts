import ts from 'typescript';

/** Where the predicate of a rule is written: from and to are offsets in the text of its file. */
export interface Predicate {
  /** What decides: what is mutated. */
  readonly decides: readonly Span[];
  /** Texts for people inside of it: another wording decides nothing. */
  readonly words: readonly Span[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The fields of a rule by which a verdict is found. */
const DECIDING = new Set(['of', 'applies', 'check']);

/** The fields of a violation that only say something. */
const SAYING = new Set(['problem', 'fix']);

/**
 * The predicates of files, by path: of a rule its `of`, `applies` and `check` with every function and constant of the file that they
 * come to, and not its examples nor what these are made of; of any other file all of it.
 */
export function predicatesOf(paths: readonly string[]): ReadonlyMap<string, Predicate> {
  const program = ts.createProgram([...paths], { noResolve: true, noLib: true, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  return new Map(paths.map((path) => [path, predicateIn(program.getSourceFile(path)!, checker)]));
}

function predicateIn(file: ts.SourceFile, checker: ts.TypeChecker): Predicate {
  const roots = rootsIn(file);
  const decides = new Set<ts.Node>(roots.length === 0 ? file.statements : roots);
  const deciding = reached([...decides], checker, false);
  const saying = reached([...decides, ...deciding], checker, true).filter((node) => !deciding.includes(node));
  for (const node of [...deciding, ...saying]) decides.add(node);
  return {
    decides: [...decides].map((node) => spanOf(node, file)),
    words: [...saying, ...[...decides].flatMap(wordsIn)].map((node) => spanOf(node, file)),
  };
}

/** What the object in a `defineRule({ … })` decides by. */
function rootsIn(file: ts.SourceFile): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === 'defineRule') {
      const [rule] = node.arguments;
      if (rule !== undefined && ts.isObjectLiteralExpression(rule)) {
        found.push(...rule.properties.filter(({ name }) => name !== undefined && DECIDING.has(name.getText(file))));
      }
    } else ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

/** The declarations of the file that some of its nodes come to, by words or otherwise. */
function reached(from: readonly ts.Node[], checker: ts.TypeChecker, byWords: boolean): readonly ts.Node[] {
  const found = new Set<ts.Node>();
  const look = (node: ts.Node): void => {
    if (!byWords && isWords(node)) return;
    if (ts.isIdentifier(node)) {
      const declared = topLevel(symbolAt(node, checker)?.valueDeclaration);
      if (declared !== undefined && !found.has(declared)) {
        found.add(declared);
        ts.forEachChild(declared, look);
      }
    } else ts.forEachChild(node, look);
  };
  for (const node of from) look(node);
  return [...found];
}

function symbolAt(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return checker.getShorthandAssignmentValueSymbol(parent);
  return checker.getSymbolAtLocation(node);
}

/** A declaration that is not inside of another one: those are with what they are in. */
function topLevel(node: ts.Node | undefined): ts.Node | undefined {
  if (node === undefined) return undefined;
  if (ts.isFunctionDeclaration(node)) return ts.isSourceFile(node.parent) ? node : undefined;
  if (!ts.isVariableDeclaration(node)) return undefined;
  return ts.isSourceFile(node.parent.parent.parent) ? node : undefined;
}

function wordsIn(node: ts.Node): readonly ts.Node[] {
  if (isWords(node)) return [node];
  const found: ts.Node[] = [];
  ts.forEachChild(node, (child) => void found.push(...wordsIn(child)));
  return found;
}

/** What a violation or an error says. */
function isWords(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) return SAYING.has(node.name.getText());
  const { parent } = node;
  return parent !== undefined && ts.isNewExpression(parent) && parent.arguments?.at(-1) === node && isError(parent);
}

function isError({ expression }: ts.NewExpression): boolean {
  return /(Error|Unknowable)$/.test(expression.getText());
}

function spanOf(node: ts.Node, file: ts.SourceFile): Span {
  return { from: node.getStart(file), to: node.end };
}
