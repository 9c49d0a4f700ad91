import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

export interface ProjectSource {
  /** The folder with `Pulumi.yaml`. It is only read: the engine runs in a copy that shares its `node_modules`. */
  readonly projectDir: string;
  /** The stack's configuration; it is copied too, because Pulumi writes the salt of its encryption into it. */
  readonly configFile: string;
  /** Must not exist yet: state, logs and the copy go there. */
  readonly workDir: string;
}

/** Stack files are copied, because Pulumi writes into them, and the platform, for a test to change; the rest is linked. */
export function copyProject(source: ProjectSource): void {
  const { projectDir, configFile, workDir } = source;
  const copy = join(workDir, 'project');
  mkdirSync(join(workDir, 'state'), { recursive: true });
  mkdirSync(copy);
  for (const name of readdirSync(projectDir)) {
    if (name === '.git' || /^Pulumi\..+\.yaml$/.test(name)) continue;
    if (name === 'Pulumi.yaml') copyFileSync(join(projectDir, name), join(copy, name));
    else if (name === 'stacks') cpSync(join(projectDir, name), join(copy, name), { recursive: true });
    else symlinkSync(join(projectDir, name), join(copy, name));
  }
  copyFileSync(configFile, configCopyOf(source));
}

export function configCopyOf({ workDir, configFile }: ProjectSource): string {
  return join(workDir, 'project', basename(configFile));
}

/** What `Pulumi.yaml` says of TypeScript, which the language host of the catalog does not hear from the engine. */
export function languageHostEnvironment({ workDir }: ProjectSource): Readonly<Record<string, string>> {
  const { runtime } = parse(readFileSync(join(workDir, 'project', 'Pulumi.yaml'), 'utf8')) as ProjectFile;
  const tsconfig = typeof runtime === 'string' ? undefined : runtime.options?.tsconfig;
  return tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig };
}

interface ProjectFile {
  readonly runtime: string | { readonly options?: { readonly tsconfig?: string } };
}
