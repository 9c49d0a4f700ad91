import * as ts from 'typescript';
import { defaultOf, textOf } from './comments';
import { isHidden } from './markdown';
import type { EntryPoint, Exported } from './surface';

/** Public names and members without a docstring, and optional members that do not say what happens without them. */
export function undocumented(entries: readonly EntryPoint[]): readonly string[] {
  const names = entries.flatMap((entry) => entry.names);
  const known = new Set(names.map(({ name }) => name));
  // A construct speaks for its props, which are its constructor.
  const heard = names.filter(({ name }) => !(name.endsWith('Props') && known.has(name.slice(0, -'Props'.length))));
  return [...new Set([...heard.flatMap(lacksOf), ...names.flatMap(lacksOfMembers)])].sort();
}

function lacksOf({ name, declarations }: Exported): readonly string[] {
  const silent = declarations.every((declaration) => textOf(declaration) === '');
  return silent ? [`${fileOf(declarations[0]!)}: ${name} has no docstring`] : [];
}

function lacksOfMembers({ name, declarations }: Exported): readonly string[] {
  const members = declarations.flatMap((declaration) => membersOf(declaration));
  // An overload speaks for the others.
  const spoken = new Set(members.filter((member) => textOf(member) !== '').map((member) => member.name?.getText()));
  return members.flatMap((member) => {
    const called = member.name?.getText();
    const where = `${fileOf(member)}: ${name}.${called}`;
    const optional = ts.isPropertySignature(member) && member.questionToken !== undefined;
    return [
      ...(spoken.has(called) || defaultOf(member) !== undefined ? [] : [`${where} has no docstring`]),
      ...(optional && (defaultOf(member) ?? '') === '' ? [`${where} is optional and has no @default`] : []),
    ];
  });
}

function membersOf(declaration: ts.Declaration): readonly (ts.ClassElement | ts.TypeElement)[] {
  if (ts.isInterfaceDeclaration(declaration)) return declaration.members.filter(hasName);
  if (!ts.isClassDeclaration(declaration)) return [];
  return declaration.members.filter((member) => !isHidden(member) && hasName(member));
}

/** Neither constructors, which their props describe, nor what is named as somebody else names it, such as a type of Vault's. */
function hasName({ name }: ts.ClassElement | ts.TypeElement): boolean {
  return name !== undefined && ts.isIdentifier(name) && name.text !== 'toString';
}

function fileOf(declaration: ts.Node): string {
  return declaration
    .getSourceFile()
    .fileName.replace(/^.*\/bin\//, '')
    .replace(/\.d\.ts$/, '.ts');
}
