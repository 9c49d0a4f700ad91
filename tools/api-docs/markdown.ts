import * as ts from 'typescript';
import { summaryOf } from './comments';
import type { EntryPoint, Exported } from './surface';

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/** docs/api.md: every public name as the compiler declares it, so that whatever breaks a consumer shows in a diff. */
export function apiMarkdown(entries: readonly EntryPoint[]): string {
  const counted = entries.reduce((sum, { names }) => sum + names.length, 0);
  return [
    '# The public surface\n',
    `All ${counted} names that a repository can import, as the compiler declares them. Written by \`npm run generate\`: a change here is`,
    'a change for everybody who uses the package, and a name or a member that goes is a breaking one.\n',
    ...entries.map(({ specifier, names }) => `## ${specifier}\n\n${names.map(entryText).join('\n')}`),
  ].join('\n');
}

function entryText({ name, declarations }: Exported): string {
  const summary = declarations.map(summaryOf).find((text) => text !== '') ?? '';
  const code = declarations.map((declaration) => declarationText(declaration)).join('\n');
  return `### ${name}\n\n${summary === '' ? '' : `${summary}\n\n`}\`\`\`typescript\n${code}\n\`\`\`\n`;
}

function declarationText(declaration: ts.Declaration): string {
  const file = declaration.getSourceFile();
  // `const`, which is on the statement around it.
  if (ts.isVariableDeclaration(declaration)) return `const ${printed(declaration, file)};`;
  return printed(withoutPrivates(declaration), file)
    .replace(/^export /, '')
    .replace(/^(default )?declare /, '');
}

function printed(node: ts.Node, file: ts.SourceFile): string {
  return printer
    .printNode(ts.EmitHint.Unspecified, node, file)
    .replaceAll(/^( {4})+/gm, (indent) => indent.slice(indent.length / 2));
}

function withoutPrivates(declaration: ts.Declaration): ts.Declaration {
  if (!ts.isClassDeclaration(declaration)) return declaration;
  const { modifiers, name, typeParameters, heritageClauses, members } = declaration;
  const visible = members.filter((member) => !isHidden(member));
  return ts.factory.updateClassDeclaration(declaration, modifiers, name, typeParameters, heritageClauses, visible);
}

/** What a consumer can neither call nor read. */
export function isHidden(member: ts.ClassElement): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  return (flags & ts.ModifierFlags.Private) !== 0 || (member.name !== undefined && ts.isPrivateIdentifier(member.name));
}
