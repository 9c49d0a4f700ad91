import { isMap } from './maps';

/** How the entries of a list are told apart, and whether their order means something. */
export interface ListRule {
  /** The fields that name an entry. @default - the whole entry does, wherever it stands */
  readonly by?: readonly string[];
  readonly ordered?: true;
}

const SET: ListRule = {};

/** As `x-kubernetes-list-map-keys` has it, by the name of the field: https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy */
const BY_FIELD: Readonly<Record<string, ListRule>> = {
  containers: { by: ['name'] },
  // They run one after the other.
  initContainers: { by: ['name'], ordered: true },
  ephemeralContainers: { by: ['name'] },
  env: { by: ['name'] },
  hostAliases: { by: ['ip'] },
  imagePullSecrets: { by: ['name'] },
  items: { by: ['key'] },
  ports: { by: ['containerPort', 'port', 'protocol'] },
  topologySpreadConstraints: { by: ['topologyKey', 'whenUnsatisfiable'] },
  volumeDevices: { by: ['devicePath'] },
  volumeMounts: { by: ['mountPath'] },
  volumes: { by: ['name'] },
  accessModes: SET,
  add: SET,
  dependsOn: SET,
  drop: SET,
  finalizers: SET,
  matchExpressions: SET,
  policyTypes: SET,
  tolerations: SET,
  values: SET,
  // Of Vault.
  allowedDomains: SET,
  allowedRoles: SET,
  boundServiceAccountNames: SET,
  boundServiceAccountNamespaces: SET,
  tokenPolicies: SET,
};

/** Kinds that add up what their rules allow, so that no order in them means anything. */
const UNORDERED = new Set(['networking.k8s.io/NetworkPolicy', 'security.istio.io/AuthorizationPolicy']);

/** How a list is compared: of one that is not known, every position counts. */
export function listRule(kind: string, field: string, ...lists: readonly (readonly unknown[])[]): ListRule {
  if (UNORDERED.has(kind)) return SET;
  const rule = (Object.hasOwn(BY_FIELD, field) && BY_FIELD[field]) || { by: ['name'], ordered: true };
  const { by } = rule;
  if (by === undefined) return rule;
  return lists.every((list) => areTold(list, by)) ? rule : { by: [], ordered: true };
}

/** `name=api`: what tells an entry from the others of its list. */
export function nameIn(entry: unknown, by: readonly string[]): string {
  const fields = isMap(entry) ? by.filter((key) => entry[key] !== undefined && entry[key] !== null) : [];
  return fields.map((key) => `${key}=${String((entry as Readonly<Record<string, unknown>>)[key])}`).join(',');
}

function areTold(list: readonly unknown[], by: readonly string[]): boolean {
  const names = list.map((entry) => nameIn(entry, by));
  return !names.includes('') && new Set(names).size === names.length;
}
