import { UserError } from '../../constructs/invalid';
import { type Cidr, tryCidr } from '../../constructs/network/cidr';
import { OPERATOR_NAMESPACES } from '../../constructs/operators/whereabouts';
import type { Authorization } from './mesh/authorization';
import type { AuthorizationRule } from './mesh/matching';
import { Mesh } from './mesh/mesh';
import type { AdminPolicy } from './network/admin-policy';
import type { Surroundings } from './network/counterparts';
import { type Peer, type Policy, type RulePorts, rulesOf } from './network/policy';
import { assumedPods } from './parties/assumed';
import { type Asked, classify, labelsAsked } from './parties/classes';
import { Declarations } from './parties/declarations';
import { idleAmong, idleNote, makersNote } from './parties/idle';
import type { Namespaces } from './parties/namespaces';
import type { Node, NodeKind, Pods } from './parties/node';
import { OutsideWorld } from './parties/outside';
import { PodAddresses } from './parties/pod-addresses';
import { PodIndex } from './parties/pod-index';
import type { Workload } from './parties/workload';
import { type Read, read } from './read';
import type { Objects, Options } from './result';

/** Everything that the objects say, ready to be asked. */
export interface World extends Surroundings {
  readonly namespaces: Namespaces;
  readonly policies: readonly Policy[];
  readonly admins: readonly AdminPolicy[];
  readonly pods: readonly Pods[];
  readonly mesh: Mesh;
  readonly declarations: Declarations;
  readonly unknowns: readonly string[];
  readonly notes: readonly string[];
}

export function worldOf(objects: Objects, options: Options): World {
  const input = read(objects, options.meshRoot ?? OPERATOR_NAMESPACES.istio);
  const { namespaces, policies, admins } = input;
  const rules = [...new Set([...policies, ...admins].flatMap(rulesOf))];
  const peers = [...new Set(rules.flatMap((rule) => rule.peers))];
  const asked = askedBy(input, peers, new Set(rules.map(({ ports }) => ports)));
  const declared = classify(input.workloads, namespaces, asked);
  const made = new PodIndex(declared);
  const idle = idleAmong(policies, made);
  const assumed: readonly Workload[] = assumedPods({ policies, peers, idle, index: made, namespaces });
  const pods = [...declared, ...classify(assumed, namespaces, asked)];
  const [podBlocks, nodeBlocks] = [blocksOf(options.podCidrs, 'podCidrs'), blocksOf(options.nodeCidrs, 'nodeCidrs')];
  const index = new PodIndex(pods);
  const podAddresses = new PodAddresses(podBlocks);
  const outside = new OutsideWorld([...rangesIn(input, peers), ...(nodeBlocks ?? [])], podBlocks);
  const nodes: Record<NodeKind, readonly Node[]> = {
    pods: pods.filter(({ kind }) => kind === 'pods'),
    host: pods.filter(({ kind }) => kind === 'host'),
    outside: outside.pieces,
  };
  return {
    namespaces,
    policies,
    admins,
    pods,
    nodes,
    outside,
    podAddresses,
    nodeAddresses: new PodAddresses(nodeBlocks),
    index,
    mesh: new Mesh({ ...input, trustDomains: trustDomainsOf(input, options) }, index, podAddresses),
    declarations: new Declarations(options.declared),
    unknowns: input.unknowns,
    notes: notesOn(input, idle, made),
  };
}

/** What the input leaves open. */
function notesOn(
  { absent, admins, authorizations, peerAuthentications }: Read,
  idle: readonly Policy[],
  made: PodIndex,
) {
  const all = [...idle, ...idleAmong([...admins, ...authorizations, ...peerAuthentications], made)];
  const { mayMake } = absent;
  return [
    ...(all.length > 0 ? [idleNote(all, mayMake)] : mayMake.length > 0 ? [makersNote(mayMake)] : []),
    ...absent.notes(),
  ];
}

function blocksOf(cidrs: readonly string[] | undefined, option: string): readonly Cidr[] | undefined {
  return cidrs?.map((text) => {
    const block = tryCidr(text);
    if (block !== undefined) return block;
    throw new UserError([`${option} has '${text}', which is no address range; write one such as 10.244.0.0/16`]);
  });
}

/** What tells pods apart in this input, and nothing more. */
function askedBy(
  { policies, admins, authorizations, peerAuthentications }: Read,
  peers: readonly Peer[],
  ports: ReadonlySet<RulePorts>,
): Asked {
  const selecting = [...policies, ...admins, ...authorizations, ...peerAuthentications];
  return {
    labels: labelsAsked([
      ...selecting.map(({ selector }) => selector),
      ...peers.flatMap((peer) => ('pods' in peer ? [peer.pods] : [])),
    ]),
    ports: new Set([...ports].flatMap(({ named }) => named.map(({ name }) => name))),
  };
}

function rangesIn({ authorizations }: Read, peers: readonly Peer[]): readonly Cidr[] {
  const sources = authorizationRules(authorizations).flatMap((rule) => rule.sources);
  return [
    ...peers.flatMap((peer) => ('block' in peer ? [peer.block, ...peer.except] : [])),
    ...sources.flatMap(({ blocks }) => blocks),
  ];
}

/** The given one, or those that policies speak of. */
function trustDomainsOf({ authorizations }: Read, { trustDomain }: Options): readonly string[] {
  if (trustDomain !== undefined) return [trustDomain];
  const spoken = authorizationRules(authorizations).flatMap(({ sources }) =>
    sources.flatMap((source) => source.trustDomains),
  );
  return spoken.length === 0 ? ['cluster.local'] : [...new Set(spoken)].sort();
}

/** Each of them once. */
function authorizationRules(authorizations: readonly Authorization[]): readonly AuthorizationRule[] {
  return [...new Set(authorizations.flatMap(({ rules }) => rules.all))].map(({ rule }) => rule);
}
