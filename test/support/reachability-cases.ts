import type { Manifest } from '../../constructs';
import type { Options, Question } from '../../policies/reachability/result';

type Outcome = 'open' | 'closed' | 'unknown';

/** One meaning of the reachability evaluator, as objects and what is expected of them. */
export interface ReachabilityCase {
  readonly name: string;
  readonly objects: readonly Manifest[];
  readonly options?: Options;
  /** `from to port/protocol`, where both are `namespace/name`, ids or addresses; TCP when it is not said. */
  readonly expected: Readonly<Record<string, Outcome>>;
}

/** `shop/web shop/db 5432/UDP` as a question. */
export function asked(text: string): Question {
  const [, from = '', to = '', port, protocol = 'TCP'] = /^(.+) -> (.+) (\d+)(?:\/(\w+))?$/.exec(text) ?? [];
  if (port === undefined) throw new Error(`'${text}' is no question`);
  return { from, to, port: Number(port), protocol: protocol as Question['protocol'] };
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A pod that bears its own name as its label `app`. */
export function pod(path: string, { labels = {}, annotations = {}, ...spec }: Record<string, any> = {}): Manifest {
  const [space = '', name = ''] = path.split('/');
  const metadata = { namespace: space, name, labels: { app: name, ...labels }, annotations };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'main', image: 'app' }], ...spec } };
}

export function networkPolicy(
  path: string,
  spec: object,
  apiVersion = 'networking.k8s.io/v1',
  kind = 'NetworkPolicy',
): Manifest {
  const [space = '', name = ''] = path.split('/');
  return { apiVersion, kind, metadata: { namespace: space, name }, spec };
}

export const DENY_ALL = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

/* The cast of the cases about network policies. */

/** A policy for what comes in to every pod of `shop`. */
export function incoming(...ingress: object[]): Manifest {
  return networkPolicy('shop/in', { podSelector: {}, policyTypes: ['Ingress'], ingress });
}

/** A policy for what goes out of every pod of `shop`. */
export function outgoing(...egress: object[]): Manifest {
  return networkPolicy('shop/out', { podSelector: {}, policyTypes: ['Egress'], egress });
}

export const from = (...peers: object[]) => ({ from: peers });
export const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
export const WEB = pod('shop/web');
export const DB = pod('shop/db');
export const OTHER = pod('other/web');
export const SHOP = namespace('shop', { team: 'red' });
export const ELSEWHERE = namespace('other', { team: 'blue' });
export const BASIC = [SHOP, ELSEWHERE, WEB, DB, OTHER];
export const PODS = { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/16'] };

export const ports = (number: number, name: string, protocol = 'TCP') => ({
  containers: [{ name: 'main', image: 'app', ports: [{ name, containerPort: number, protocol }] }],
});
