import { applied } from '../applied';
import type { Node, Pods } from '../parties/node';
import type { PodIndex } from '../parties/pod-index';
import { remember } from '../remember';
import type { Authorization } from './authorization';
import { type Authorizations, sorted } from './authorizations';
import { type Capture, captureAt } from './capture';
import { type Modes, modesFor, type PeerAuthentication } from './peer-authentication';

/** What the mesh holds against whoever calls some pods. */
export interface Guard extends Capture {
  readonly modes: Modes;
  readonly authorizations: Authorizations;
}

/** Whether a proxy may stand before it. */
export function isGuarded(node: Node): node is Pods {
  return node.kind === 'pods' && node.membership !== 'none';
}

/** What stands before all pods before which a proxy may. */
export function guardsOf(
  authorizations: readonly Authorization[],
  peerAuthentications: readonly PeerAuthentication[],
  index: PodIndex,
): ReadonlyMap<Pods, Guard> {
  const authorizationsOf = applied(authorizations, index);
  const peerAuthenticationsOf = applied(peerAuthentications, index);
  const numbers = new Map(peerAuthentications.map((policy, index) => [policy, index]));
  // Pods of a namespace mostly share its policy.
  const modes = new Map<string, Modes>();
  const guardOf = (pods: Pods): Guard => {
    const applying = peerAuthenticationsOf.get(pods) ?? [];
    const key = applying.map(({ policy, answer }) => `${numbers.get(policy)} ${answer}`).join();
    const authorizing = authorizationsOf.get(pods) ?? [];
    return {
      ...captureAt(pods),
      modes: remember(modes, key, () => modesFor(applying)),
      authorizations: sorted(authorizing.filter(({ policy }) => !policy.gateways || pods.membership === 'gateway')),
    };
  };
  return new Map(index.pods.filter(isGuarded).map((pods) => [pods, guardOf(pods)]));
}
