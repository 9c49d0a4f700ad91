import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edit } from '../../support/preview-changes/change';
import { edit } from '../../support/preview-changes/checkout';
import { world } from '../support/world';

/** What edits may change of a project that the engine runs. */
const EDITED = ['stacks', ...['dev', 'staging', 'production'].map((stack) => `Pulumi.${stack}.yaml`)];

/** Makes edits to what an engine runs for the time of an action; without them, the engine may have only its own stack's file. */
export async function withEdits<T>(name: string, edits: readonly Edit[], action: () => Promise<T>): Promise<T> {
  const project = join(world().runDir, name, 'engine', 'project');
  const aside = mkdtempSync(join(tmpdir(), 'dwcp-edited-'));
  copy(project, aside);
  try {
    edit(project, edits);
    return await action();
  } finally {
    rmSync(join(project, 'stacks'), { recursive: true });
    copy(aside, project);
    rmSync(aside, { recursive: true });
  }
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => path === from || isEdited(path.slice(from.length + 1)) });
}

function isEdited(path: string): boolean {
  return EDITED.includes(path.split('/')[0]!);
}
