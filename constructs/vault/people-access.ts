import type { IConstruct } from 'constructs';
import { Environment } from '../environment';
import { type Capability, policyText } from './policy-text';
import { VaultResource } from './vault-resource';

/** What people do with what an environment has in Vault. */
export type PeopleAccess = 'see' | 'rotate' | 'break-glass';

interface Opened {
  /** Below the mount. */
  readonly path: string;
  readonly capabilities: readonly Capability[];
}

const [LOOK, WRITE, READ] = [['list', 'read'], ['create', 'update'], ['read']] as const satisfies Capability[][];

/**
 * Of each kind of engine, the paths below its mount that an access opens. None changes an engine, a login or a policy: a
 * deployment does that.
 */
const OPENS: Readonly<Record<PeopleAccess, Readonly<Record<string, readonly Opened[]>>>> = {
  see: {
    kv: [{ path: 'metadata/*', capabilities: LOOK }],
    transit: [{ path: 'keys/*', capabilities: LOOK }],
    database: [{ path: 'roles/*', capabilities: LOOK }],
    pki: [
      { path: 'certs', capabilities: ['list'] },
      { path: 'cert/+', capabilities: READ },
    ],
  },
  rotate: { kv: [{ path: 'data/*', capabilities: WRITE }] },
  'break-glass': {
    kv: [{ path: 'data/*', capabilities: READ }],
    database: [{ path: 'creds/*', capabilities: READ }],
  },
};

/** Every access by its name, as a prop takes it. */
export const PEOPLE_ACCESS = Object.keys(OPENS) as readonly PeopleAccess[];

/** The policy of whoever has all of these in the environment of a construct, by the engines that are declared there. */
export function peoplePolicy(construct: IConstruct, access: readonly PeopleAccess[]): string {
  const all: readonly object[] = Environment.of(construct).node.findAll();
  const opened = new Map<string, Set<Capability>>();
  for (const one of all.filter((part) => VaultResource.isVaultResource(part))) {
    if (one.type !== 'vault:index/mount:Mount') continue;
    const { type } = one.toArgs() as { readonly type: string };
    for (const { path, capabilities } of access.flatMap((name) => OPENS[name][type] ?? [])) {
      const at = `${one.path}/${path}`;
      opened.set(at, new Set([...(opened.get(at) ?? []), ...capabilities]));
    }
  }
  return [...opened]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, capabilities]) => policyText(path, [...capabilities].sort()))
    .join('\n');
}
