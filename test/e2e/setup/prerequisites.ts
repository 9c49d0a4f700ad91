import { existsSync } from 'node:fs';
import { binaryOf } from '../servers/build';
import { SERVERS } from '../servers/catalog';
import { run } from '../servers/command';
import { fetchedCrds } from '../servers/crds';
import { fetchedManifests } from '../servers/manifests';
import { fetchedOperators } from '../servers/operators';
import { fetchedPodSecurity } from '../servers/pod-security';
import { POSTGRES_BIN } from '../support/psql';

const GO_FLOOR = [1, 26] as const;

/** What this machine lacks, each with what to do about it; nothing is skipped for want of it. */
export async function missingPrerequisites(): Promise<readonly string[]> {
  const problems: string[] = [];
  if (process.platform !== 'linux')
    problems.push(`the servers need Linux, this is ${process.platform}; use CI or a VM`);
  if (!existsSync(`${POSTGRES_BIN}/postgres`)) {
    problems.push(`PostgreSQL is not in ${POSTGRES_BIN}; install the package postgresql-15`);
  }
  if (!existsSync('/usr/bin/redis-server')) {
    problems.push('Redis is not in /usr/bin; install the packages redis-server and redis-tools');
  }
  if (!(await prints('openssl', 'version'))?.startsWith('OpenSSL 3')) {
    problems.push('OpenSSL 3 is not on PATH; install the package openssl');
  }
  if (!everythingCached()) problems.push(...(await goProblems()));
  return problems;
}

/** Go is for building; a machine whose cache is full does without. */
function everythingCached(): boolean {
  return (
    fetchedCrds() &&
    fetchedManifests() &&
    fetchedOperators() &&
    fetchedPodSecurity() &&
    SERVERS.every(({ name }) => existsSync(binaryOf(name)))
  );
}

/** What keeps servers from being built here. */
export async function goProblems(): Promise<readonly string[]> {
  const [floor, found] = [GO_FLOOR.join('.'), await prints('go', 'env', 'GOVERSION')];
  if (found === undefined)
    return [`Go is not on PATH, and the servers are not built yet; install Go ${floor} or newer`];
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(found) ?? [];
  const recent = Number(major) > GO_FLOOR[0] || (Number(major) === GO_FLOOR[0] && Number(minor) >= GO_FLOOR[1]);
  return recent ? [] : [`Go is ${found.trim()}, which is too old to build the servers; install Go ${floor} or newer`];
}

async function prints(command: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return await run(command, args);
  } catch {
    return undefined;
  }
}
