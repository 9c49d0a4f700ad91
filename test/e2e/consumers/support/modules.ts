import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consumer } from './consumer';

/** The names that a subpath gives to `require` and to `import { … }`: the same, or an ES module would not link. */
export async function exportedNames({ folder, run }: Consumer, specifier: string): Promise<readonly string[]> {
  const names = JSON.parse(
    await run('node', '-p', `JSON.stringify(Object.keys(require('${specifier}')).sort())`),
  ) as readonly string[];
  const file = 'imports.mjs';
  const imports = `import { ${names.join(', ')} } from '${specifier}';\n`;
  const missing = names.map((name) => `${name} === undefined ? ['${name}'] : []`).join(', ');
  writeFileSync(join(folder, file), `${imports}process.stdout.write(JSON.stringify([${missing}].flat()));\n`);
  const undefinedOnes = JSON.parse(await run('node', file)) as readonly string[];
  if (undefinedOnes.length > 0) throw new Error(`an ES module gets no ${undefinedOnes.join(', ')} of ${specifier}`);
  return names;
}
