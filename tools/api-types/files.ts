import { join } from 'node:path';
import { kubernetes, type Provider, vault } from './declarations';
import { wantedBy } from './imports';
import { interfaceText, type Reference } from './write';

const ROOT = join(__dirname, '..', '..');

/** Where the files are that `apiTypes` writes. */
export const FOLDER = join(ROOT, 'constructs', 'api');

/**
 * The files of constructs/api by name: each type of a provider that constructs/ imports, and those that it refers to.
 *
 * So the types of the package are the provider's own, of the version that is pinned, in a consumer's repository as well,
 * where no provider may be installed.
 */
export function apiTypes(): ReadonlyMap<string, string> {
  const modules = join(ROOT, 'node_modules');
  const providers = [kubernetes(modules), vault(modules)];
  const chosen = closureOf(wantedBy(join(ROOT, 'constructs')), providers);
  return new Map([...chosen].sort(([a], [b]) => (a < b ? -1 : 1)).map((entry) => fileText(...entry, providers)));
}

/** The names to write by module: those that are wanted, and what they refer to. */
function closureOf(wanted: ReadonlyMap<string, ReadonlySet<string>>, providers: readonly Provider[]) {
  const chosen = new Map<string, Set<string>>();
  const visit = ({ module, name }: Reference): string => {
    const names = chosen.get(module) ?? new Set();
    chosen.set(module, names);
    if (!names.has(name)) {
      names.add(name);
      const { provider, declaration } = find({ module, name }, providers);
      interfaceText(declaration, provider, visit);
    }
    return name;
  };
  for (const [module, names] of wanted) for (const name of names) visit({ module, name });
  return chosen;
}

function fileText(module: string, names: ReadonlySet<string>, providers: readonly Provider[]): [string, string] {
  const imports = new Map<string, Map<string, string>>();
  const { provider } = find({ module, name: [...names][0]! }, providers);
  const refer = (reference: Reference): string => {
    if (reference.module === module) return reference.name;
    const known = imports.get(reference.module) ?? new Map<string, string>();
    imports.set(reference.module, known);
    const local = names.has(reference.name) ? `Other${reference.name}` : reference.name;
    known.set(reference.name, local);
    return local;
  };
  const interfaces = [...names].sort().map((name) => {
    const { declaration } = find({ module, name }, providers);
    return interfaceText(declaration, provider, refer);
  });
  const header = `// From ${provider.name} ${provider.version} (Apache-2.0), by \`npm run generate\`: change tools/api-types instead.\n`;
  const importText = [...imports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, known]) => {
      const named = [...known].sort().map(([name, local]) => (name === local ? name : `${name} as ${local}`));
      return `import type {\n  ${named.join(',\n  ')},\n} from './${from}';\n`;
    });
  return [`${module}.ts`, [header, importText.join(''), ...interfaces].filter((text) => text !== '').join('\n')];
}

function find({ module, name }: Reference, providers: readonly Provider[]) {
  for (const provider of providers) {
    const declaration = provider.declarations.get(module)?.get(name);
    if (declaration !== undefined) return { provider, declaration };
  }
  const versions = providers.map((provider) => `${provider.name} ${provider.version}`).join(' or ');
  throw new Error(`constructs/ imports ${name} from api/${module}, which is not in ${versions}`);
}
