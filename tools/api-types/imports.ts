import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The names that constructs/ imports from each module of constructs/api/: `core-v1` to `Container`, `Service`, … */
export type Wanted = ReadonlyMap<string, ReadonlySet<string>>;

const IMPORT = /^(?:import|export) type \{([^}]*)\} from '(?:\.{1,2}\/)+api\/([\w-]+)';$/gm;

/** What to write is what somebody imports, so a type is added by importing it, and goes with its last import. */
export function wantedBy(constructs: string): Wanted {
  const wanted = new Map<string, Set<string>>();
  for (const file of readdirSync(constructs, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.startsWith('api')) continue;
    for (const [, names, module] of readFileSync(join(constructs, file), 'utf8').matchAll(IMPORT)) {
      const known = wanted.get(module!) ?? new Set();
      for (const name of names!.split(',')) {
        const imported = name.trim().split(' as ')[0]!;
        if (imported !== '') known.add(imported);
      }
      wanted.set(module!, known);
    }
  }
  return wanted;
}
