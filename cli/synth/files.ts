import { type ScalarTag, stringify } from 'yaml';
import type { Resource } from '../../constructs';

/** Groups of kinds, in the order in which `kubectl apply -R` reads their files and so in which they must exist. */
const GROUPS: readonly (readonly [group: string, kinds: readonly string[]])[] = [
  ['0-namespace', ['Namespace']],
  ['1-policies', ['NetworkPolicy', 'PeerAuthentication', 'AuthorizationPolicy', 'ResourceQuota', 'LimitRange']],
  ['2-identities', ['ServiceAccount', 'VaultConnection', 'VaultAuth']],
  ['3-secrets', ['VaultDynamicSecret', 'VaultPKISecret', 'VaultStaticSecret', 'Certificate']],
  ['4-data', ['Cluster', 'Pooler', 'DatabaseRole', 'StatefulSet']],
  ['5-workloads', ['Deployment', 'CronJob', 'DaemonSet', 'Job', 'Pod', 'Rollout']],
];
const REST = '6-rest';

/** The default value of a map in YAML 1.1, which some of its readers refuse to read as text: https://yaml.org/type/value.html */
const VALUE: ScalarTag = { tag: 'tag:yaml.org,2002:value', default: true, test: /^=$/, resolve: (text) => text };

/** `kubectl` reads YAML 1.1, where a bare `on` is a boolean and a bare `1_000` a number: such a text is quoted. */
const FOR_KUBECTL = {
  lineWidth: 0,
  compat: 'yaml-1.1',
  customTags: [VALUE],
  // Two objects that share a part are two objects: an alias would tie them together for whoever edits the file.
  aliasDuplicateObjects: false,
};

/**
 * The resources as YAML files by name, `kubernetes/<namespace>/<group>.yaml` and `vault/<module>.yaml`.
 *
 * Names depend on what is in a file, never on how it was declared, so that a diff shows changes only.
 */
export function filesOf(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const documents = new Map<string, string[]>();
  for (const resource of resources) {
    const file = fileOf(resource);
    const list = documents.get(file) ?? [];
    list.push(stringify(documentOf(resource), FOR_KUBECTL));
    documents.set(file, list);
  }
  return new Map([...documents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, list]) => [file, list.join('---\n')]));
}

function fileOf(resource: Resource): string {
  if (resource.api === 'vault') return `vault/${resource.type.replace(/^vault:(.+?)\/.*/, '$1')}.yaml`;
  const { kind, metadata } = resource.object;
  const namespace = kind === 'Namespace' ? metadata.name : (metadata.namespace ?? '_cluster');
  const group = GROUPS.find(([, kinds]) => kinds.includes(kind))?.[0] ?? REST;
  return `kubernetes/${namespace}/${group}.yaml`;
}

function documentOf(resource: Resource): object {
  return resource.api === 'vault'
    ? { type: resource.type, path: resource.vaultPath, args: resource.args }
    : resource.object;
}
