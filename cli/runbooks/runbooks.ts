import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import { alertsIn } from '../../constructs/observability/runbooks/declared-alert';
import { alertsByName, runbook } from '../../constructs/observability/runbooks/runbook';
import { type LoadedPlatform, planEnvironment } from '../platform/loaded';
import { writeWhole } from '../whole-file';
import { isWritten, type Page, pagesIn } from './folder';

export interface RunbooksOptions {
  readonly directory: string;
  /** Folder with the pages, as seen from the directory. */
  readonly out: string;
  /** Whether nothing is written. */
  readonly check: boolean;
}

/** Writes a page for each alert of an environment, and takes away those of alerts that are gone: 1 where it was only to look, and one is due. */
export function runbooks(platform: LoadedPlatform, environment: string, options: RunbooksOptions): number {
  const { out, check } = options;
  const folder = resolve(options.directory, out);
  const alerts = alertsByName(alertsIn(planEnvironment(platform, environment).resources));
  const names = new Set([...alerts.keys()].map(fileOf));
  const there = pagesIn(folder, names);
  const due = [...alerts].flatMap(([name, some]): [string, string][] => {
    const page = there.get(fileOf(name));
    const text = runbook(name, some, page?.byHand);
    return text === page?.text ? [] : [[fileOf(name), text]];
  });
  const [kept, gone] = leftOver(there, names);
  for (const file of kept) {
    process.stderr.write(
      `${join(out, file)}: ${environment} has no such alert; take what is written by hand elsewhere, and remove it\n`,
    );
  }
  const changes = [...due.map(([file]) => file), ...gone].sort();
  if (!check) put(folder, due, gone);
  process.stdout.write(changes.map((file) => `${join(out, file)}\n`).join(''));
  return check && changes.length > 0 ? 1 : 0;
}

/** An alert may be called anything, and a file may not. */
function fileOf(name: string): string {
  return `${name.replace(/[^\w.:-]/g, '_')}.md`;
}

/** Pages of no alert: those in which somebody wrote something, and those that nobody would miss. */
function leftOver(there: ReadonlyMap<string, Page>, names: ReadonlySet<string>): readonly [string[], string[]] {
  const others = [...there].filter(([file]) => !names.has(file));
  const those = (written: boolean) => others.filter(([, page]) => isWritten(page) === written).map(([file]) => file);
  return [those(true), those(false)];
}

function put(folder: string, due: readonly (readonly [string, string])[], gone: readonly string[]): void {
  try {
    for (const [file, text] of due) writeWhole(join(folder, file), text);
    for (const file of gone) rmSync(join(folder, file));
  } catch (error) {
    throw new UserError([`--out ${folder}: cannot be written (${(error as Error).message}); choose another folder`]);
  }
}
