import type { Command } from 'commander';
import { UserError } from '../constructs/invalid';

/**
 * Refuses options and arguments that are there and say nothing, as `--out "$OUT"` is where nobody set OUT.
 *
 * Each would mean something: the folder that it runs in, no filter, nobody.
 */
export function refuseEmpty(command: Command): void {
  // A word that is about to be written is empty.
  if (command.name() === 'complete') return;
  const options = Object.entries(command.optsWithGlobals<Readonly<Record<string, unknown>>>());
  const flags = new Map(
    [command, ...ancestors(command)].flatMap(({ options }) =>
      options.map((option) => [option.attributeName(), option.long ?? option.flags] as const),
    ),
  );
  const problems = [
    ...command.registeredArguments.flatMap((argument, index) =>
      isEmpty(command.processedArgs[index]) ? [`<${argument.name()}>: is empty; write it, or leave it out`] : [],
    ),
    ...options.flatMap(([name, value]) =>
      isEmpty(value) ? [`${flags.get(name) ?? name}: is empty; give it a value, or leave it out`] : [],
    ),
  ];
  if (problems.length > 0) throw new UserError(problems);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isEmpty) : typeof value === 'string' && value.trim() === '';
}

function ancestors({ parent }: Command): readonly Command[] {
  return parent === null ? [] : [parent, ...ancestors(parent)];
}
