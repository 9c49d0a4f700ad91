import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './build';
import { moduleFolder } from './crds';

const SOURCE = { module: 'k8s.io/pod-security-admission', version: 'v0.34.2' };

export const PSS_LEVELS = ['baseline', 'restricted'] as const;

/** The minors of Kubernetes that the baseline supports. */
export const PSS_MINORS = ['v1.32', 'v1.33', 'v1.34'] as const;

/** Pods that the Pod Security Standards have to admit and to refuse: `<level>/<minor>/pass` and `fail`, of this version. */
export const POD_SECURITY = join(CACHE, `pod-security@${SOURCE.version}`);

/** Copies the pods that the cache lacks out of their module. */
export async function fetchPodSecurity(log: (line: string) => void): Promise<void> {
  if (fetchedPodSecurity()) return;
  const part = `${POD_SECURITY}.part`;
  rmSync(part, { recursive: true, force: true });
  const folder = join(await moduleFolder(SOURCE), 'test', 'testdata');
  for (const level of PSS_LEVELS) {
    for (const minor of PSS_MINORS) cpSync(join(folder, level, minor), join(part, level, minor), { recursive: true });
  }
  renameSync(part, POD_SECURITY);
  log(`fetched the pods of ${SOURCE.module} ${SOURCE.version}`);
}

export function fetchedPodSecurity(): boolean {
  return existsSync(POD_SECURITY);
}
