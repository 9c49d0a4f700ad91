import * as ts from 'typescript';
import { moduleOf, type Provider } from './declarations';

/** A type that another refers to. */
export interface Reference {
  readonly module: string;
  readonly name: string;
}

const WIDTH = 120;

const KEYWORDS = new Set([
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BooleanKeyword,
  ts.SyntaxKind.UndefinedKeyword,
]);

/** What the API server writes and nobody declares. */
const WRITTEN_BY_THE_SERVER = new Set(['status']);

/**
 * One interface as plain data: read-only, without promises and Outputs, with what its author says about each field.
 *
 * `refer` names a type that the interface refers to, as it is known in the file that is written.
 */
export function interfaceText(
  declaration: ts.InterfaceDeclaration,
  provider: Provider,
  refer: (reference: Reference) => string,
): string {
  const properties = declaration.members.filter(ts.isPropertySignature);
  const isKind = properties.some(({ name }) => name.getText() === 'apiVersion');
  const members = properties
    .filter(({ name }) => !(isKind && WRITTEN_BY_THE_SERVER.has(name.getText())))
    .map(({ name, questionToken, type }, index) => {
      const optional = questionToken === undefined ? '' : '?';
      const member = `  readonly ${name.getText()}${optional}: ${plain(type!, provider, refer)};\n`;
      return `${commentText(properties[index]!, '  ')}${member}`;
    });
  return `${commentText(declaration, '')}export interface ${declaration.name.text} {\n${members.join('\n')}}\n`;
}

/** A type without `pulumi.Input`, which may be a promise or an Output. */
function plain(type: ts.TypeNode, provider: Provider, refer: (reference: Reference) => string): string {
  const again = (inner: ts.TypeNode) => plain(inner, provider, refer);
  if (ts.isTypeReferenceNode(type)) {
    const reference = referenceIn(type, provider);
    return reference === undefined ? again(type.typeArguments![0]!) : refer(reference);
  }
  if (ts.isArrayTypeNode(type)) return `readonly ${again(type.elementType)}[]`;
  // An enum beside `string` is a hint for editors: every value of it is a string.
  if (ts.isUnionTypeNode(type))
    return type.types
      .filter((one) => !isEnum(one))
      .map(again)
      .join(' | ');
  if (ts.isTypeLiteralNode(type)) return `{ readonly [key: string]: ${again(mapped(type))} }`;
  if (type.kind === ts.SyntaxKind.AnyKeyword) return 'unknown';
  if (ts.isLiteralTypeNode(type) || KEYWORDS.has(type.kind)) return type.getText().replaceAll('"', "'");
  throw unknown(type);
}

/** What a name refers to: another input type, or nothing when it is `pulumi.Input`. */
function referenceIn(type: ts.TypeReferenceNode, { name }: Provider): Reference | undefined {
  const [from, ...path] = type.typeName.getText().split('.');
  if (from === 'pulumi' && path[0] === 'Input') return undefined;
  if (from !== 'inputs') throw unknown(type);
  const prefix = name === '@pulumi/vault' ? 'vault' : '';
  return { module: moduleOf(prefix, ...path.slice(0, -1)), name: path.at(-1)! };
}

function isEnum(type: ts.TypeNode): boolean {
  return type.getText().startsWith('enums.');
}

/** What the keys of a map lead to. */
function mapped(type: ts.TypeLiteralNode): ts.TypeNode {
  const [signature] = type.members;
  if (signature === undefined || !ts.isIndexSignatureDeclaration(signature)) throw unknown(type);
  return signature.type;
}

function unknown(type: ts.TypeNode): Error {
  return new Error(`${type.getSourceFile().fileName} has a type that api-types does not know: ${type.getText()}`);
}

/** The author's words, wrapped. */
function commentText(node: ts.Node, indent: string): string {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  const text = ts.getTextOfJSDocComment(comment?.comment)?.trim();
  if (text === undefined || text === '') return '';
  const lines = text.split('\n').flatMap((line) => wrapped(line.trimEnd(), WIDTH - indent.length - ' * '.length));
  if (lines.length === 1 && lines[0]!.length <= WIDTH - indent.length - '/** */'.length - 1) {
    return `${indent}/** ${lines[0]} */\n`;
  }
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`, ''].join('\n');
}

function wrapped(line: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const current = lines.at(-1)!;
    if (current !== '' && current.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = current === '' ? word : `${current} ${word}`;
  }
  return lines;
}
