import type { Exemption } from '../../constructs/plan/exemption';
import { objectCalled } from '../../constructs/plan/identity';
import { text, texts } from './cel';

/** What has to hold of a request for a policy to be asked: `spec.matchConditions[]`. */
export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** The namespaces of Kubernetes itself, which no policy of ours may hold: what starts a cluster runs there. */
export const SYSTEM_NAMESPACES: readonly string[] = ['kube-node-lease', 'kube-public', 'kube-system'];

/** Who keeps a cluster going: nobody else can be one of them. */
const COMPONENTS = ['system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler'];

/** Kubelets write the pods that their node is configured with, and nothing else that is held. */
const NODES = 'system:nodes';

/**
 * The requests that are held: what people and pipelines write.
 *
 * Controllers make the pods of what was held when it was written. Were those held, a workload from before the policy would
 * be lost with its node; and what an operator makes is in no plan, so no other runner has an opinion of it.
 */
export function matchConditions(outside: readonly string[], exempt: readonly Exemption[]): readonly MatchCondition[] {
  const groups = [NODES, ...outside.map((namespace) => `system:serviceaccounts:${namespace}`)];
  return [
    {
      name: 'by-no-controller',
      expression: `!(request.userInfo.?username.orValue("") in ${texts(COMPONENTS)}) && !request.userInfo.?groups.orValue([]).exists(group, group in ${texts(groups)})`,
    },
    // Whoever takes a finalizer from what is about to go must not be kept from it.
    { name: 'not-about-to-go', expression: '!has(object.metadata.deletionTimestamp)' },
    { name: 'says-something-else', expression: saysSomethingElse() },
    ...exempt.flatMap((exemption, index) => {
      const expression = isAnother(exemption);
      return expression === undefined ? [] : [{ name: `not-exempt-${index + 1}`, expression }];
    }),
  ];
}

/** An object of before may still be relabelled by who keeps it, as long as what is judged stays as it was. */
function saysSomethingElse(): string {
  const [now, before] = ['dyn(object)', 'dyn(oldObject)'];
  const other = 'key != "metadata" && key != "status"';
  return [
    'request.operation != "UPDATE"',
    `${now}.exists(key, ${other} && (!(key in ${before}) || ${now}[key] != ${before}[key]))`,
    `${before}.exists(key, ${other} && !(key in ${now}))`,
    ...['labels', 'annotations'].map((field) => `${now}.metadata.?${field} != ${before}.metadata.?${field}`),
  ].join(' || ');
}

/** Whether an object is another than the one that is excused; undefined for what is not in the cluster. */
function isAnother({ resource }: Exemption): string | undefined {
  const called = objectCalled(resource);
  if (called === undefined) return undefined;
  const { apiVersion, kind, name } = called;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const slash = name.indexOf('/');
  const same = [
    `request.kind.group == ${text(group)}`,
    `request.kind.kind == ${text(kind)}`,
    `request.?namespace.orValue("") == ${text(name.slice(0, Math.max(0, slash)))}`,
    `request.?name.orValue("") == ${text(name.slice(slash + 1))}`,
  ];
  return `!(${same.join(' && ')})`;
}
