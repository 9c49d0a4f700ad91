import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../../../constructs';
import { GUARD } from '../plugin/claim';

/** What the engine takes for the file of a project. */
const FILES = ['Pulumi.yaml', 'Pulumi.yml', 'Pulumi.json'];

/** What of it says where the engine finds plugins that it cannot download. */
interface Project {
  readonly plugins?: { readonly providers?: readonly { readonly name?: string }[] } | null;
}

/**
 * Asks the project for the plugin, which the engine would otherwise look for where published ones are, and not find.
 *
 * Where nobody says which folder the project is in, as in tests and in language hosts of older versions, it is the engine
 * that says so.
 *
 * @throws UserError with the lines to add.
 */
export function demandPlugin(root = rootFolder()): void {
  const name = root === undefined ? undefined : FILES.find((file) => existsSync(join(root, file)));
  if (root === undefined || name === undefined) return;
  const project = parse(readFileSync(join(root, name), 'utf8')) as Project | null;
  if (project?.plugins?.providers?.some((plugin) => plugin.name === GUARD.name)) return;
  throw new UserError([
    `${name} does not name the plugin '${GUARD.name}', without which a stack is kept to no cluster; add to it:\n${LINES}`,
  ]);
}

const LINES = `plugins:
  providers:
    - name: ${GUARD.name}
      path: node_modules/@dwcp/baseline/stacks/pulumi/plugin`;

/** As the language host says; the SDK's `getRootDirectory` is younger than the oldest SDK that is supported. */
function rootFolder(): string | undefined {
  return process.env['PULUMI_NODEJS_ROOT_DIRECTORY'];
}
