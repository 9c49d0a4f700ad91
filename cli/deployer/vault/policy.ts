import { UserError } from '../../../constructs/invalid';
import type { Plan } from '../../../constructs/plan/plan';
import { type Capability, type Grant, grantsFor } from './paths';

/** What the plugin does first: it looks at its token, and goes on with a child of it that lives for 20 minutes. */
const TOKEN: readonly Grant[] = [
  { path: 'auth/token/create', capabilities: ['update'] },
  { path: 'auth/token/lookup-self', capabilities: ['read'] },
];

/** In the order of Vault's own documentation. */
const ORDER: readonly Capability[] = ['create', 'read', 'update', 'delete', 'sudo'];

/**
 * The policy, in Vault's own language, of a token that can deploy the Vault half of a plan and nothing else.
 *
 * What holds data is not deleted where data is protected.
 *
 * @throws UserError when the plan has nothing in Vault.
 */
export function policyFor({ environment, resources, data }: Plan): string {
  const planned = resources.flatMap((resource) => {
    if (resource.api !== 'vault') return [];
    const deletes = data === 'disposable' || !resource.data;
    return grantsFor(resource).map((grant) => (deletes ? grant : withoutDelete(grant)));
  });
  if (planned.length === 0) throw new UserError([`'${environment}' has nothing in Vault; ask for --format yaml`]);
  return [...capabilitiesByPath([...TOKEN, ...planned])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, capabilities]) => rule(path, capabilities))
    .join('\n');
}

function withoutDelete({ path, capabilities }: Grant): Grant {
  return { path, capabilities: capabilities.filter((capability) => capability !== 'delete') };
}

function capabilitiesByPath(grants: readonly Grant[]): ReadonlyMap<string, ReadonlySet<Capability>> {
  const all = new Map<string, Set<Capability>>();
  for (const { path, capabilities } of grants) {
    const here = all.get(path) ?? new Set();
    for (const capability of capabilities) here.add(capability);
    all.set(path, here);
  }
  return all;
}

function rule(path: string, capabilities: ReadonlySet<Capability>): string {
  const listed = ORDER.filter((capability) => capabilities.has(capability));
  return `path "${path}" {\n  capabilities = [${listed.map((word) => `"${word}"`).join(', ')}]\n}\n`;
}
