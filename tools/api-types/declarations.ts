import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** What a provider's package declares: interfaces by module and name, such as `core-v1` and `Container`. */
type Declarations = ReadonlyMap<string, ReadonlyMap<string, ts.InterfaceDeclaration>>;

/** A package of a provider whose input types are read. */
export interface Provider {
  readonly name: '@pulumi/kubernetes' | '@pulumi/vault';
  readonly version: string;
  readonly declarations: Declarations;
}

/** Every input type of Kubernetes, in modules named for their group and version. */
export function kubernetes(modules: string): Provider {
  const declarations = new Map<string, Map<string, ts.InterfaceDeclaration>>();
  index(parsed(join(modules, '@pulumi/kubernetes/types/input.d.ts')), '', declarations);
  return { ...identity(modules, '@pulumi/kubernetes'), declarations };
}

/** Every input type of Vault, in modules named `vault` and `vault-<part>`: the arguments of resources, and what is in them. */
export function vault(modules: string): Provider {
  const declarations = new Map<string, Map<string, ts.InterfaceDeclaration>>();
  const root = join(modules, '@pulumi/vault');
  index(parsed(join(root, 'types/input.d.ts')), 'vault', declarations);
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const folder of ['', ...folders.map(({ name }) => name)]) {
    for (const file of readdirSync(join(root, folder))) {
      if (!file.endsWith('.d.ts')) continue;
      index(parsed(join(root, folder, file)), moduleOf('vault', folder), declarations);
    }
  }
  return { ...identity(modules, '@pulumi/vault'), declarations };
}

/** The module of what is declared in a namespace of another: `core` and `v1` is `core-v1`, `pkiSecret` is `pkisecret`. */
export function moduleOf(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join('-')
    .toLowerCase();
}

function identity<Name extends Provider['name']>(modules: string, name: Name): { name: Name; version: string } {
  const { version } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as { version: string };
  return { name, version };
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function index(
  { statements }: { readonly statements: ts.NodeArray<ts.Statement> },
  module: string,
  into: Map<string, Map<string, ts.InterfaceDeclaration>>,
): void {
  for (const statement of statements) {
    if (ts.isInterfaceDeclaration(statement)) {
      const known = into.get(module) ?? new Map<string, ts.InterfaceDeclaration>();
      into.set(module, known.set(statement.name.text, statement));
    } else if (ts.isModuleDeclaration(statement) && statement.body !== undefined && ts.isModuleBlock(statement.body)) {
      index(statement.body, moduleOf(module, statement.name.text), into);
    }
  }
}
