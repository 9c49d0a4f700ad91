import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as ts from 'typescript';
import { compile } from '../compiler';

const ROOT = join(__dirname, '..', '..');

/** A name that a repository can import, with what the compiler declares for it. */
export interface Exported {
  readonly name: string;
  /** Several for what is both a type and a value, or has overloads. */
  readonly declarations: readonly ts.Declaration[];
}

/** What a subpath of the package exports. */
export interface EntryPoint {
  /** As it is imported, such as `@dwcp/baseline/policies`. */
  readonly specifier: string;
  readonly names: readonly Exported[];
}

/** The public surface: each subpath that package.json exports, with its names, read from the declarations that are shipped. */
export function surface(): readonly EntryPoint[] {
  const { name, exports } = ts.readConfigFile(join(ROOT, 'package.json'), ts.sys.readFile).config as {
    name: string;
    exports: Readonly<Record<string, string | { readonly types: string }>>;
  };
  const entries = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [{ specifier: join(name, path), file: join(ROOT, target.types) }],
  );
  const program = declarationsOf(entries.map(({ file }) => file));
  const checker = program.getTypeChecker();
  return entries.map(({ specifier, file }) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
    return { specifier, names: exportsOf(module, checker).sort((a, b) => (a.name < b.name ? -1 : 1)) };
  });
}

/** What a module exports, with what it exports as a group: `export * as field` is `field.text`, `field.count` and so on. */
function exportsOf(module: ts.Symbol, checker: ts.TypeChecker, group = ''): Exported[] {
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const { declarations = [] } = target;
    if (declarations.some(ts.isSourceFile)) return exportsOf(target, checker, `${group}${symbol.name}.`);
    return [{ name: `${group}${symbol.name}`, declarations }];
  });
}

/** A program of the declarations that a build would write, of the sources as they are now. */
function declarationsOf(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.build.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const built = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-declarations-')));
  const place = (file: string) => join(built, relative(options.outDir!, file));
  const isBuilt = (file: string) => file.startsWith(join(options.outDir!, '/'));
  try {
    const flags = ['--emitDeclarationOnly', '--declarationMap', 'false', '--incremental', 'false'];
    const problems = compile(['-p', 'tsconfig.build.json', ...flags, '--outDir', built]);
    if (problems.length > 0) throw new Error(problems.join('\n'));

    // As if they were where the package has them, from where they find what they import.
    const host = ts.createCompilerHost(options, true);
    const { fileExists, readFile, getSourceFile } = host;
    // Nothing need be built there, so that the compiler must not look for the folder.
    delete host.directoryExists;
    host.fileExists = (file) => fileExists(isBuilt(file) ? place(file) : file);
    host.readFile = (file) => readFile(isBuilt(file) ? place(file) : file);
    host.getSourceFile = (file, version, ...rest) =>
      isBuilt(file)
        ? ts.createSourceFile(file, readFile(place(file))!, version, true)
        : getSourceFile(file, version, ...rest);
    return ts.createProgram(files, options, host);
  } finally {
    rmSync(built, { recursive: true });
  }
}
