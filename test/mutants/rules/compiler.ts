import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { RuleMutant } from './instrument';

/** Says of a mutant whether the compiler refuses it: nobody could make such a mistake. */
export function compilerOf(root: string): (mutant: RuleMutant) => boolean {
  const texts = new Map<string, { readonly text: string; readonly version: string }>();
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  // A name that a mutant no longer uses is no mistake of its types.
  const checked = { ...options, noUnusedLocals: false, noUnusedParameters: false, incremental: false };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => checked,
    getScriptFileNames: () => [join(root, 'policies/rules/index.ts')],
    getScriptVersion: (path) => texts.get(path)?.version ?? 'as it is',
    getScriptSnapshot: (path) => {
      const text = texts.get(path)?.text ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (found) => join(dirname(ts.getDefaultLibFilePath(found)), ts.getDefaultLibFileName(found)),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
  const service = ts.createLanguageService(host, ts.createDocumentRegistry());
  return ({ id, file, text }) => {
    const path = join(root, file);
    texts.set(path, { text, version: id });
    const problems = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
    texts.delete(path);
    return problems.length > 0;
  };
}
