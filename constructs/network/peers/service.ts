import { UserError } from '../../invalid';
import { text } from '../../props/checks';
import { optional, problemsOfProps } from '../../props/props';
import { type Peer, podsIn } from '../peer';
import type { Ports } from '../port';
import { checkPeerPorts } from '../port-checks';

/** A name of an object (RFC 1123): a service account that nobody can have lets nobody in. */
const OPTIONS = {
  serviceAccount: optional(
    text('write the name of its service account', /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
  ),
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
  const problems = problemsOfProps(options, OPTIONS, '', { sa: 'serviceAccount', identity: 'serviceAccount' });
  if (problems.length > 0) throw new UserError(problems.map((problem) => `service('${namespace}') ${problem}`));
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
