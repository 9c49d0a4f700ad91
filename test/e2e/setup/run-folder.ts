import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOf, stopAll } from '../servers/pids';

const PREFIX = 'dwcp-e2e-';

interface Owner {
  readonly pid: number;
  readonly startedAt: string;
}

/** A new folder for this run's logs and data, which says whose it is. */
export function makeRunFolder(): string {
  const runDir = mkdtempSync(join(tmpdir(), PREFIX));
  const owner: Owner = { pid: process.pid, startedAt: startOf(process.pid)! };
  writeFileSync(join(runDir, 'owner.json'), JSON.stringify(owner));
  return runDir;
}

/** Ends the servers of earlier runs that were killed before they could, and removes the folders of all that ended. */
export async function clearEndedRuns(log: (line: string) => void): Promise<void> {
  for (const runDir of ownRunFolders()) {
    const owner = tryOwner(runDir);
    // Without an owner it was made a moment ago.
    if (owner === undefined || startOf(owner.pid) === owner.startedAt) continue;
    log(`clearing ${runDir}, whose run has ended`);
    await stopAll(runDir);
    // Again and again: another run that begins now clears it, too.
    rmSync(runDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Those of this user only: another user's folder could name any process. */
function ownRunFolders(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.());
}

function tryOwner(runDir: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(join(runDir, 'owner.json'), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}
