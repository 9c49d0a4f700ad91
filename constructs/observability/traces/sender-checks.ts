import { inspect } from 'node:util';
import type { Construct } from 'constructs';
import { Environment } from '../../environment';
import { type Grantable, granteeProblem } from '../../grants/grantee';
import { invalid, UserError } from '../../invalid';
import { type Connectable, Connections } from '../../network/connections';
import { isGroup, type Props, problemsOfProps } from '../../props/props';
import { PROXY_SEND_OPTIONS, type ProxySendOptions, SEND_OPTIONS, type SendOptions } from './trace-collector-props';

const SYNONYMS = { reason: 'why', because: 'why' };

/** Refuses whoever cannot send traces to a collector, by an SDK. */
export function checkSender(collector: Construct, to: Grantable, options: SendOptions): void {
  const nobody = granteeProblem(to);
  report(collector, 'grantSend', nobody, [options, SEND_OPTIONS]);
  checkKnown(collector, to.pod.name, to.pod.connections);
}

/** Refuses whose proxies cannot send spans to a collector, or have none. */
export function checkProxySender(collector: Construct, to: Connectable, options: ProxySendOptions): void {
  const has = isGroup(to) && isGroup(to.connections) && Connections.isConnections(to.connections as Connections);
  const nobody = [inspect(to, { depth: 0, maxStringLength: 40 }), 'pass a gateway or a workload'] as const;
  report(collector, 'grantProxySend', has ? undefined : nobody, [options, PROXY_SEND_OPTIONS]);
  checkKnown(collector, to.connections.props.workload, to.connections);
}

function report<Options extends object>(
  { node }: Construct,
  verb: string,
  nobody: readonly [problem: string, remedy: string] | undefined,
  [options, props]: readonly [Options, Props<Options>],
): void {
  const problems = [
    ...(nobody ? [`is asked to \`${verb}\` to ${nobody[0]}; ${nobody[1]}`] : []),
    ...problemsOfProps(options, props, `${verb}(…)`, SYNONYMS),
  ];
  if (problems.length > 0) throw new UserError(problems.map((problem) => `'${node.path}' ${problem}`));
}

/** The same environment, and an identity that the collector's sidecar can check. */
function checkKnown(collector: Construct, name: string, connections: Connections): void {
  const [own, theirs] = [Environment.of(collector), Environment.of(connections)];
  if (own !== theirs) {
    throw invalid(
      collector,
      `is in environment '${own.node.path}' and cannot take traces of '${connections.owner.node.path}' of another`,
      'declare both in one environment',
    );
  }
  if (connections.peer.serviceAccount === undefined) {
    throw invalid(
      collector,
      `cannot take traces of '${name}', which is outside the mesh, so that nothing proves who sends them`,
      'declare it in the mesh, or leave the grant out',
    );
  }
}
