import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../constructs/plan/resource';
import { CACHE } from '../servers/build';
import { moduleFolder } from '../servers/crds';

/** The objects of a manifest that an operator's module has, which is copied so that later runs need no module. */
export async function shipped(
  source: { readonly module: string; readonly version: string },
  path: string,
): Promise<readonly Manifest[]> {
  const folder = join(CACHE, 'manifests', `${basename(source.module)}@${source.version}`);
  const file = join(folder, basename(path));
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(await moduleFolder(source), path), `${file}.part`);
    renameSync(`${file}.part`, file);
  }
  return parseAllDocuments(readFileSync(file, 'utf8')).map((each) => each.toJS() as Manifest);
}
