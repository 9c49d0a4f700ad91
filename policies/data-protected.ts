import type { PolicyResource, StackValidationPolicy } from '@pulumi/policy';
import { factsOf, kindOf, vaultKindOf } from '../constructs/plan/kinds';
import { message } from './violation';

const UNPROTECTED = {
  field: 'options.protect',
  problem: 'Pulumi may delete or replace it, and with it what it holds',
  fix: "set `protect: true`, or say `data: 'disposable'` in the posture of its environment",
} as const;

/**
 * Refuses data that Pulumi may replace: a change of a field that cannot change deletes it first, whatever was meant.
 *
 * It looks at what Pulumi is told beside a resource, which no plan holds, so it is no rule.
 * An environment says by its sentinel that its data may go. What belongs to no environment has nobody to say so.
 */
export const dataIsProtected: StackValidationPolicy = {
  name: 'data-is-protected',
  description: 'What holds data is protected from deletion and replacement, because neither can be undone.',
  enforcementLevel: 'mandatory',
  validateStack: ({ resources }, report) => {
    const disposable = new Set(resources.filter(isDisposable).map(({ parent }) => parent?.urn));
    for (const resource of resources) {
      const kind = holding(resource);
      if (kind === undefined || resource.opts.protect || isWithin(disposable, resource)) continue;
      report(message(`${kind} ${resource.name}`, UNPROTECTED), resource.urn);
    }
  },
};

/** Those that a cluster has from the start are read, and Kubernetes itself refuses to delete them. */
const NOBODYS = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** By its type alone, because what it says of itself may not be known yet. @returns its kind, if it holds data */
function holding({ type, name }: PolicyResource): string | undefined {
  if (type.startsWith('vault:')) return factsOf(type).data && vaultKindOf(type);
  const [, apiVersion, kind] = /^kubernetes:(?:core\/)?(.+):(\w+)$/.exec(type) ?? [];
  if (apiVersion === undefined || kind === undefined) return undefined;
  if (kind === 'Namespace' && NOBODYS.includes(name)) return undefined;
  return factsOf(kindOf({ apiVersion, kind })).data && kind;
}

function isDisposable({ type, props }: PolicyResource): boolean {
  return type === 'dwcp:baseline:Sentinel' && props['data'] === 'disposable';
}

function isWithin(environments: ReadonlySet<string | undefined>, { parent }: PolicyResource): boolean {
  return parent !== undefined && (environments.has(parent.urn) || isWithin(environments, parent));
}
