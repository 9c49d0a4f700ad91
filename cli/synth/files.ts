import type { Manifest, Resource } from '../../constructs';
import { factsOf, kindOf } from '../../constructs/plan/kinds';
import { forKubectl } from '../manifests/for-kubectl';

/** Groups of kinds, in the order in which `kubectl apply -R` reads their files and so in which they must exist. */
const GROUPS: readonly (readonly [group: string, holds: (object: Manifest) => boolean])[] = [
  ['0-namespace', ({ kind }) => kind === 'Namespace'],
  ['1-policies', (object) => factsOf(kindOf(object)).guards !== undefined],
  ['2-identities', ({ kind }) => ['ServiceAccount', 'VaultConnection', 'VaultAuth', 'SecretStore'].includes(kind)],
  ['3-secrets', ({ kind }) => /^(Vault(Dynamic|PKI|Static)Secret|ExternalSecret|Certificate)$/.test(kind)],
  [
    '4-data',
    ({ kind }) =>
      [
        'ObjectStore',
        'Cluster',
        'Pooler',
        'DatabaseRole',
        'ScheduledBackup',
        'RabbitmqCluster',
        'StatefulSet',
      ].includes(kind),
  ],
  ['5-workloads', (object) => factsOf(kindOf(object)).template !== undefined],
];
const REST = '6-rest';

/**
 * The resources as YAML files by name, `kubernetes/<namespace>/<group>.yaml` and `vault/<module>.vault`.
 *
 * Those of Vault are no *.yaml: `kubectl apply --recursive` and scanners take every *.yaml, *.yml and *.json below a folder for
 * manifests, and a cluster knows nothing of Vault.
 *
 * Names depend on what is in a file, never on how it was declared, so that a diff shows changes only.
 */
export function filesOf(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const documents = new Map<string, string[]>();
  for (const resource of resources) {
    const file = fileOf(resource);
    const list = documents.get(file) ?? [];
    list.push(forKubectl(documentOf(resource)));
    documents.set(file, list);
  }
  return new Map([...documents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, list]) => [file, list.join('---\n')]));
}

function fileOf(resource: Resource): string {
  if (resource.api === 'vault') return `vault/${resource.type.replace(/^vault:(.+?)\/.*/, '$1')}.vault`;
  const { object, kind, name, namespace = kind === 'Namespace' ? name : '_cluster' } = resource;
  const group = GROUPS.find(([, holds]) => holds(object))?.[0] ?? REST;
  return `kubernetes/${namespace}/${group}.yaml`;
}

function documentOf(resource: Resource): object {
  return resource.api === 'vault'
    ? { type: resource.type, path: resource.vaultPath, args: resource.args }
    : resource.object;
}
