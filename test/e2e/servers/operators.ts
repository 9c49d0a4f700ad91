import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE } from './build';
import { CRD_SOURCES } from './crd-catalog';
import { moduleFolder } from './crds';

/** The manifests of an operator, as its Go module ships them for others to apply or to copy. */
interface Shipped {
  readonly operator: string;
  readonly module: string;
  readonly version: string;
}

/** Those that the baseline installs, at the versions it installs, and others that are in many clusters. */
const SHIPPED: readonly Shipped[] = [
  ...CRD_SOURCES.filter(({ operator }) => operator !== 'barman-cloud'),
  { operator: 'metallb', module: 'go.universe.tf/metallb', version: 'v0.16.2' },
  { operator: 'knative', module: 'knative.dev/serving', version: 'v0.51.0' },
  { operator: 'gatekeeper', module: 'github.com/open-policy-agent/gatekeeper/v3', version: 'v3.23.1' },
];

/** A file that holds where Go keeps a module, which it does not change. */
function noteOf({ operator, version }: Shipped): string {
  return join(CACHE, 'manifests', `${operator}@${version}.folder`);
}

/** Has Go fetch the modules that it lacks. */
export async function fetchOperators(log: (line: string) => void): Promise<void> {
  for (const shipped of SHIPPED.filter((one) => !isFetched(one))) {
    const folder = await moduleFolder(shipped);
    const note = noteOf(shipped);
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(`${note}.part`, folder);
    renameSync(`${note}.part`, note);
    log(`fetched the module of ${shipped.operator} ${shipped.version}`);
  }
}

export function fetchedOperators(): boolean {
  return SHIPPED.every(isFetched);
}

/** The folder of an operator's module. */
export function operatorFolder(operator: string): string {
  return readFileSync(noteOf(SHIPPED.find((shipped) => shipped.operator === operator)!), 'utf8');
}

function isFetched(shipped: Shipped): boolean {
  return existsSync(noteOf(shipped)) && existsSync(readFileSync(noteOf(shipped), 'utf8'));
}
