import { inspect } from 'node:util';
import { choice, list, text, value } from '../props/checks';
import { isGroup, needed, optional, type Prop, problemsOfProps } from '../props/props';
import type { Peer } from './peer';
import { anyPorts } from './port-checks';

/** What marks connections, so that a second copy of this package in a consumer's tree is still recognised. */
export const CONNECTIONS = Symbol.for('@dwcp/baseline.Connections');

/** What a peer has to say of itself, where somebody wrote one by hand. */
const PEER: Readonly<Record<keyof Peer, Prop>> = {
  name: needed(text('give it the name that previews print', /\S/)),
  role: needed(choice('workload', 'infrastructure', 'external')),
  selectors: needed(
    list(
      value(
        'write a peer of a NetworkPolicy, e.g. podsIn(namespace, labels)',
        (peer) => Object.keys(peer ?? {}).length > 0,
      ),
      'list the peers of a NetworkPolicy that it is, e.g. [podsIn(namespace, labels)]',
    ),
  ),
  serviceAccount: optional(text('write ns/<namespace>/sa/<name>', /^ns\/[^/]+\/sa\/[^/]+$/)),
  ports: optional(anyPorts),
};

/** What is wrong with somebody who is to call or to be called, in words that follow the path of whoever said so. */
export function endpointProblems(endpoint: unknown, verb: string): readonly string[] {
  const is = (what: string, remedy: string) => [`calls \`${verb}\` with ${what}; ${remedy}`];
  if (!isGroup(endpoint)) return is(inspect(endpoint, { depth: 0, maxStringLength: 40 }), insteadOf(endpoint));
  if (CONNECTIONS in endpoint) return is('connections', 'pass the workload that has them');
  const connections = endpoint['connections'];
  if (isGroup(connections) && CONNECTIONS in connections) return [];
  const { kind, name } = endpoint;
  if (typeof kind === 'string' && isGroup(endpoint['node'])) {
    return is(`${kind} '${String(name)}', whose connections nobody knows`, adoption(kind));
  }
  if (connections !== undefined) return is('connections that are none', 'make them by new Connections(…)');
  const said = Object.fromEntries(Object.keys(PEER).map((field) => [field, endpoint[field]]));
  return problemsOfProps(said, PEER, 'peer');
}

function insteadOf(endpoint: unknown): string {
  if (Array.isArray(endpoint)) return 'pass one of them at a time';
  return typeof endpoint === 'string'
    ? "pass the construct itself, or service(…) for another team's and cidr(…) for addresses"
    : 'pass a workload, or a peer such as service(…) or cidr(…)';
}

/** How objects that are declared by hand, or by cdk8s-plus, come to have connections. */
export function adoption(kind: string): string {
  const adopted = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'].includes(kind);
  const verb = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  return adopted ? `adopt it first: Existing.${verb}(scope, id, { … })` : 'pass the workload behind it';
}
