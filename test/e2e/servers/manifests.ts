import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CACHE } from './build';
import { CRD_SOURCES } from './crd-catalog';
import { moduleFolder } from './crds';

/** What operators and Istio ship for others to apply, by the path in their modules: manifests that nobody here wrote. */
const SHIPPED: Readonly<Record<string, readonly string[]>> = {
  'cloudnative-pg': [
    'releases/cnpg-1.30.1.yaml',
    'docs/src/samples/cluster-example.yaml',
    'docs/src/samples/networkpolicy-example.yaml',
  ],
  'barman-cloud': ['config/manager/manager.yaml', 'config/network-policy/allow-metrics-traffic.yaml'],
  istio: ['samples/bookinfo/platform/kube/bookinfo.yaml'],
};

const SOURCES = CRD_SOURCES.filter(({ operator }) => operator in SHIPPED);

/** The folder of all of them, of these versions and no others. */
export const MANIFESTS = join(
  CACHE,
  'manifests',
  SOURCES.map(({ operator, version }) => `${operator}@${version}`).join('+'),
);

/** Copies the manifests that the cache lacks out of their modules. */
export async function fetchManifests(log: (line: string) => void): Promise<void> {
  if (fetchedManifests()) return;
  const part = `${MANIFESTS}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  for (const source of SOURCES) {
    const folder = await moduleFolder(source);
    for (const file of SHIPPED[source.operator]!) copyFileSync(join(folder, file), join(part, basename(file)));
  }
  renameSync(part, MANIFESTS);
  log(`fetched the manifests that ${SOURCES.map(({ operator }) => operator).join(', ')} ship`);
}

export function fetchedManifests(): boolean {
  return existsSync(MANIFESTS);
}
