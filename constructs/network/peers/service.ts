import { nameOf } from '../../props/checks';
import { checkArguments, optional } from '../../props/props';
import { type Peer, podsIn } from '../peer';
import type { Ports } from '../port';
import { checkPeerPorts } from '../port-checks';

/** A name of an object (RFC 1123): a service account that nobody can have lets nobody in. */
const OPTIONS = {
  serviceAccount: optional(nameOf('its service account')),
};

/**
 * Pods of another team, by the namespace and the labels that they gave them: as a target, or as a caller.
 *
 * Only our half of the edge is rendered. The other team has to let us in, or out, as well.
 */
export function service(
  namespace: string,
  labels: Readonly<Record<string, string>>,
  ports: Ports,
  options: {
    /**
     * Name of its service account, which it must run as to call a workload in the mesh.
     *
     * @default - only a workload outside the mesh can accept it
     */
    readonly serviceAccount?: string;
  } = {},
): Peer {
  const selectors = [podsIn(namespace, labels)];
  checkPeerPorts(`service('${namespace}')`, ports);
  checkArguments(`service('${namespace}')`, options, OPTIONS, { sa: 'serviceAccount', identity: 'serviceAccount' });
  const { serviceAccount } = options;
  const said = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return {
    name: `${namespace} (${said.sort().join(', ')})`,
    role: 'external',
    ports,
    selectors,
    ...(serviceAccount !== undefined && { serviceAccount: `ns/${namespace}/sa/${serviceAccount}` }),
  };
}
