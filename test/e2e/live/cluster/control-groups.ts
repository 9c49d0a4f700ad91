import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PREFIX = 'dwcp-live-';

/** A hierarchy of control groups of version 1: where it is mounted, and which controllers it has. */
export interface Hierarchy {
  readonly folder: string;
  readonly options: string;
}

/** Those of this machine, as it has them mounted. */
export function hierarchies(): readonly Hierarchy[] {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  return mounts.flatMap((line) => {
    const [, folder = '', type, options = ''] = line.split(' ');
    if (type !== 'cgroup') return [];
    const own = options.split(',').filter((option) => !GENERAL.has(option));
    return [{ folder, options: own.join(',') }];
  });
}

/** What any mount may have, and what does not tell one hierarchy from another. */
const GENERAL = new Set(['rw', 'relatime', 'nosuid', 'nodev', 'noexec', 'xattr', 'clone_children']);

/** Makes a group of this name in every hierarchy, and returns their folders. */
export function makeGroups(name: string): readonly string[] {
  return hierarchies().map(({ folder }) => {
    const group = join(folder, PREFIX + name);
    mkdirSync(group, { recursive: true });
    // A group of this hierarchy takes no process before it has processors and memory.
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      if (existsSync(join(group, file))) writeFileSync(join(group, file), readFileSync(join(folder, file)));
    }
    return group;
  });
}

/** Removes groups with all that are in them, as soon as nothing runs there any more. */
export async function removeGroups(groups: readonly string[]): Promise<void> {
  for (const group of groups) {
    for (let attempt = 1; !tryRemove(group); attempt += 1) {
      if (attempt === 100) throw new Error(`${group} still has processes: ${processesBelow(group).join(', ')}`);
      await sleep(50);
    }
  }
}

/** Removes what a run left that was killed: groups in which nothing runs. */
export function sweepGroups(): readonly string[] {
  const left = hierarchies().flatMap(({ folder }) =>
    readdirSync(folder)
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => join(folder, name)),
  );
  return left.filter((group) => processesBelow(group).length === 0 && tryRemove(group));
}

function tryRemove(group: string): boolean {
  if (!existsSync(group)) return true;
  const inner = groupsIn(group).map(tryRemove);
  if (inner.includes(false)) return false;
  try {
    rmdirSync(group);
    return true;
  } catch {
    // The kernel takes a moment to let go of a process that has ended.
    return false;
  }
}

function processesBelow(group: string): readonly string[] {
  const own = readFileSync(join(group, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean);
  return [...own, ...groupsIn(group).flatMap(processesBelow)];
}

function groupsIn(group: string): readonly string[] {
  const entries = readdirSync(group, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(group, name));
}
