import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/reference';
import type { Engine, Typed } from './engine';
import { world } from './world';

/** What the commands of a section are read of. */
type Guide = 'deploy.md' | 'guides/recover.md';

/** The commands of a section of a guide, to the letter; one that goes over several lines is one. */
export function commandsOf(section: string, guide: Guide = 'guides/recover.md'): readonly string[] {
  const [, text] = readFileSync(join(ROOT, 'docs', guide), 'utf8').split(`\n## ${section}\n`);
  const [, block] = /^```sh\n([\s\S]+?)\n```$/m.exec(text ?? '') ?? [];
  if (block === undefined) throw new Error(`docs/${guide} has no commands in a section '${section}'`);
  return block.split(/(?<!\\)\n/);
}

/** A command in the text of the guide, by how it begins. */
export function commandIn(text: string): string {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'recover.md'), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
  const codes = [...guide.matchAll(/`([^`]+)`/g)];
  const found = codes.map(([, code]) => code!).find((code) => code.startsWith(`${text} `));
  if (found === undefined) throw new Error(`docs/guides/recover.md has no command '${text} …'`);
  return found;
}

/** Who reads the cluster where a command reads all of it, which no deployer may. */
interface Reader {
  readonly kubeconfigPath: string;
}

/** Types the commands of a section, one after the other, in the folder of a stack's project; each has to succeed. */
export async function followed(
  engine: Engine,
  commands: readonly string[],
  { kubeconfigPath }: Reader = world().kubernetes,
): Promise<void> {
  for (const command of commands) {
    const readsAll = command.startsWith('kubectl get ');
    await typed(engine, command, readsAll ? { KUBECONFIG: kubeconfigPath } : {});
  }
}

/** Types one that has to succeed. */
export async function typed(engine: Engine, command: string, env: Readonly<Record<string, string>>): Promise<void> {
  const { code, stdout, stderr } = await engine.type(command, env);
  if (code !== 0) throw new Error(`${command}: status ${code}\n${stdout}\n${stderr}`);
}

/** What a command asks for of what only a server knows, as it says to give it. */
export function idAskedFor({ stderr }: Typed): string {
  const remedies = [...stderr.matchAll(/give it: (--id .+)$/gm)].map(([, remedy]) => remedy);
  if (remedies.length === 0) throw new Error(`no id is asked for:\n${stderr}`);
  return remedies.join(' ');
}
