import { UserError } from '../../../constructs/invalid';
import type { Plan } from '../../../constructs/plan/plan';
import { grantsForMove } from './moves';
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
    return [...grantsFor(resource), ...grantsForMove(resource)].map((grant) =>
      deletes ? grant : withoutDelete(grant),
    );
  });
  if (planned.length === 0) throw new UserError([`'${environment}' has nothing in Vault; ask for --format yaml`]);
  return merged([...TOKEN, ...planned])
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(rule)
    .join('\n');
}

function withoutDelete(grant: Grant): Grant {
  return { ...grant, capabilities: grant.capabilities.filter((capability) => capability !== 'delete') };
}

/** One grant for each path, with what all of them there have. */
function merged(grants: readonly Grant[]): Grant[] {
  const paths = [...new Set(grants.map(({ path }) => path))];
  return paths.map((path) => {
    const here = grants.filter((grant) => grant.path === path);
    const parameters = byName(here.flatMap((grant) => Object.entries(grant.parameters ?? {})));
    return { path, capabilities: here.flatMap(({ capabilities }) => capabilities), parameters };
  });
}

function byName(
  entries: readonly (readonly [string, readonly string[]])[],
): Readonly<Record<string, readonly string[]>> {
  const names = [...new Set(entries.map(([name]) => name))];
  return Object.fromEntries(
    names.map((name) => [name, entries.flatMap(([one, values]) => (one === name ? values : []))]),
  );
}

function rule({ path, capabilities, parameters = {} }: Grant): string {
  const words = ORDER.filter((capability) => capabilities.includes(capability));
  const allowed = Object.entries(parameters).map(([name, values]) => `    "${name}" = ${listed(values)}\n`);
  const said = allowed.length === 0 ? '' : `  allowed_parameters = {\n${allowed.join('')}  }\n`;
  return `path "${path}" {\n  capabilities = ${listed(words)}\n${said}}\n`;
}

function listed(words: readonly string[]): string {
  return `[${words.map((word) => `"${word}"`).join(', ')}]`;
}
