import { inspect } from 'node:util';
import { DNS_LABEL } from '../fields/dns-name';
import { UserError } from '../invalid';
import type { NetworkPolicyPeer } from '../kubernetes';
import { NAMESPACE_LABEL, POD_LABELS } from './labels';
import type { Ports } from './port';

/** Something that calls, as a NetworkPolicy and as the mesh know it. */
export interface Caller {
  /** Unique, stable and for people: what a preview prints and what rendered rules are sorted by. */
  readonly name: string;
  /** A workload of ours, what every cluster needs to run it, or something outside. */
  readonly role: 'workload' | 'infrastructure' | 'external';
  /** How a NetworkPolicy names it: by pods, or by addresses. */
  readonly selectors: readonly NetworkPolicyPeer[];
  /**
   * Its service account as `ns/<namespace>/sa/<name>`: what the mesh proves, below the trust domain.
   *
   * @default - it has none: the mesh does not know it, so only a workload outside the mesh can accept it
   */
  readonly serviceAccount?: string;
}

/** Something that listens, and may call as well. */
export interface Peer extends Caller {
  /** The ports that it listens on: what a caller gets when it names none. */
  readonly ports: Ports;
}

/** Pods in one namespace: both selectors stand in one entry, so that both must hold. */
export function podsIn(namespace: string, labels: Readonly<Record<string, string>>): NetworkPolicyPeer {
  const said = `pods of ${inspect(namespace)}`;
  if (typeof namespace !== 'string' || !DNS_LABEL.test(namespace)) {
    throw new UserError([`${said} are nobody's; write the name of a namespace`]);
  }
  const wrong = POD_LABELS.problems(labels, 'labels');
  if (wrong.length > 0) throw new UserError(wrong.map((problem) => `${said}: it ${problem}`));
  if (Object.keys(labels).length === 0) {
    throw new UserError([`no labels are every pod of namespace '${namespace}'; name the pods by a label`]);
  }
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } },
    podSelector: { matchLabels: labels },
  };
}

/** The principal by which an AuthorizationPolicy knows a service account. */
export function principal(trustDomain: string, serviceAccount: string): string {
  return `${trustDomain}/${serviceAccount}`;
}
