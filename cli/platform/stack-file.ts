import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import { parseYaml } from '../yaml';

// https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/
const SETTINGS = ['config', 'environment', 'secretsprovider', 'encryptedkey', 'encryptionsalt'];

/** How Pulumi is made to print everything, also what is in no file; the name of the stack follows. */
export const HOW = 'pulumi config --json --open --stack';

/** The configuration of an environment, and where it is from. */
export interface Settings {
  /** What people call the file. */
  readonly file: string;
  /** The `config:` map, unchecked. */
  readonly config: unknown;
  readonly problems: readonly string[];
  /** What may mend whatever is wrong with the values. @default - they are all there are */
  readonly remedy?: string;
}

/** Reads a `Pulumi.<stack>.yaml` and checks what surrounds its `config:`; throws if it is not YAML. */
export function readStackFile(dir: string, file: string): Settings {
  const settings = parseYaml(read(dir, file), file);
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new UserError([`${file}: is not a map; give it a config: key with the facts under it`]);
  }
  const problems = Object.keys(settings)
    .filter((key) => !SETTINGS.includes(key))
    .map((key) => `${key}: is not a setting of a Pulumi stack; ${meant(key)}`);
  const isOpen = 'environment' in settings;
  return {
    file,
    config: 'config' in settings ? settings.config : undefined,
    problems,
    ...(isOpen && { remedy: `${file}: environment: may have what is missing; ${passIt(file)}` }),
  };
}

function passIt(file: string): string {
  return `pass it by --config-json: ${HOW} ${file.replace(/^Pulumi\.(.+)\.yaml$/, '$1')}`;
}

function meant(key: string): string {
  if (key.includes(':')) {
    return 'indent it under config:';
  }
  const near = nearest(key, SETTINGS);
  return near === undefined ? `the settings are ${SETTINGS.join(', ')}` : `did you mean ${near}?`;
}

function read(dir: string, file: string): string {
  try {
    return readFileSync(join(dir, file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError([code === 'ENOENT' ? missing(dir, file) : `${file}: cannot be read (${code}) in ${dir}`]);
  }
}

function missing(dir: string, file: string): string {
  const others = stacksIn(dir);
  return `${file}: is not in ${dir}; ${others.length === 0 ? 'no stack file is: run it in the folder of Pulumi.yaml' : `the stack files there are ${others.join(', ')}`}`;
}

function stacksIn(dir: string): string[] {
  try {
    return readdirSync(dir).filter((name) => /^Pulumi\..+\.yaml$/.test(name));
  } catch {
    return [];
  }
}
