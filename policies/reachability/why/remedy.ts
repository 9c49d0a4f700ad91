import { NAMESPACE_LABEL } from '../../../constructs/network/labels';
import type { Direction } from '../../network-policy';
import type { Admissions } from '../network/admissions';
import type { DeclaredEnd } from '../parties/declarations';
import type { Step } from '../result';
import { shortName } from '../short-name';
import type { World } from '../world';
import { type Attempt, listed, portText } from './attempt';
import { type Objection, objectionTo } from './mesh-step';
import { decidingRule, endsAt, placesAt, speakingAt } from './network-step';
import type { Side } from './sides';

const DIRECTIONS: readonly Direction[] = ['egress', 'ingress'];

/** What to declare, or which field to change, to get the opposite answer. */
export function remedyFor(attempt: Attempt, steps: readonly Step[], world: World, admissions: Admissions): string {
  const of = (outcome: Step['outcome']) => steps.filter((step) => step.outcome === outcome);
  if (of('closed').length > 0) return toOpen(attempt, of('closed'), world, admissions);
  if (of('unknown').length > 0) return toKnow(of('unknown'));
  return toClose(attempt, world, admissions);
}

/** As what one side was declared; nothing for addresses, and for what was declared elsewhere. */
function declaredAs({ workload }: Side, { declarations }: World): DeclaredEnd | undefined {
  return workload && declarations.endOf(workload);
}

/** How the author of a construct calls it. */
function idOf({ path }: DeclaredEnd): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function toOpen(attempt: Attempt, closed: readonly Step[], world: World, admissions: Admissions): string {
  const { from, to } = attempt;
  const [source, target] = [declaredAs(from, world), declaredAs(to, world)];
  const objection = objectionTo(attempt, world.mesh);
  if (source === undefined || target === undefined) {
    const ends = DIRECTIONS.filter((at) => closed.some((step) => step.at === at));
    const steps = ends.map((at) => openAt(at, attempt, at === 'egress' ? source : target, admissions));
    return listed([...steps, ...(objection ? [overcome(objection, attempt)] : [])]);
  }
  const declare = `declare \`${callFor(attempt, source, target)}\` in the construct at ${source.path}`;
  // An edge authorizes by identity, which only a member of the mesh has.
  return objection?.kind === 'clear-text' ? listed([declare, overcome(objection, attempt)]) : declare;
}

/** What clients of a database need comes with a grant: an open port alone is no use to them. */
function callFor(attempt: Attempt, source: DeclaredEnd, target: DeclaredEnd): string {
  const options = portOption(attempt);
  if (target.grant !== undefined && options === '') {
    const told = target.grantOptions === undefined ? '' : `, ${target.grantOptions}`;
    return `${idOf(target)}.${target.grant}(${idOf(source)}${told})`;
  }
  return `${idOf(source)}.connections.allowTo(${idOf(target)}${options})`;
}

function openAt(at: Direction, attempt: Attempt, own: DeclaredEnd | undefined, admissions: Admissions): string {
  const { self, peer } = endsAt(at, attempt);
  const port = portText(attempt);
  if (own !== undefined) {
    const verb = at === 'egress' ? 'allowTo' : 'allowFrom';
    return `declare \`${idOf(own)}.connections.${verb}(…)\` with ${peer.id} and ${port} in the construct at ${own.path}`;
  }
  const rule = decidingRule(at, attempt, 'Admin', admissions) ?? decidingRule(at, attempt, 'Baseline', admissions);
  const isFree = speakingAt(at, self, admissions).length === 0;
  if (rule !== undefined && (rule.policy.tier === 'Admin' || isFree)) {
    return `put a rule with action Allow, ${peer.id} and ${port} before ${rule.field} of ${shortName(rule.policy.id)}`;
  }
  const policy = speakingAt(at, self, admissions)[0]?.policy.id;
  const list = at === 'egress' ? 'to' : 'from';
  return `add to spec.${at} of ${policy === undefined ? 'a NetworkPolicy' : shortName(policy)} that selects ${self.id} a rule with \`${list}\` ${selectorFor(peer)} and \`ports\` ${port}`;
}

function overcome({ kind, policies, ignored }: Objection, { from, to, port }: Attempt): string {
  const names = listed(policies.map(shortName));
  if (kind === 'clear-text' && ignored !== undefined) {
    return `bring ${from.id} into the mesh, or move portLevelMtls from ${shortName(ignored)} to a PeerAuthentication whose selector selects ${to.id}: without one, Istio does not read it`;
  }
  if (kind === 'clear-text') return `bring ${from.id} into the mesh, or set another mode for port ${port} in ${names}`;
  if (kind === 'denied') return `leave it out of the rules of ${names}`;
  return `add to an AuthorizationPolicy that selects ${to.id} a rule with ${principalOf(from)} and port ${port}`;
}

function principalOf({ id, workload }: Side): string {
  if (workload?.serviceAccount === undefined) return id;
  return `principal '<trust domain>/ns/${workload.namespace}/sa/${workload.serviceAccount}'`;
}

/** A peer that is this end and nobody else. */
function selectorFor({ id, workload }: Side): string {
  if (workload === undefined) return `ipBlock ${id}`;
  const labels = Object.entries(workload.labels).map(([key, value]) => `${key}: ${value}`);
  return `namespaceSelector {${NAMESPACE_LABEL}: ${workload.namespace}} with podSelector {${labels.join(', ')}}`;
}

/** Ports that the target does not declare have to be named. */
function portOption({ to, port, protocol }: Attempt): string {
  const declared = to.workload?.ports?.some((one) => one.port === port && one.protocol === protocol) ?? false;
  return declared ? '' : `, { ports: [Port.${protocol.toLowerCase()}(${port}, '…')] }`;
}

function toKnow(unknown: readonly Step[]): string {
  return listed(unknown.map(({ because }) => `find out what is not known (${because})`));
}

function toClose(attempt: Attempt, world: World, admissions: Admissions): string {
  const { from, to, port, protocol } = attempt;
  const [source, target] = [declaredAs(from, world), declaredAs(to, world)];
  if (source !== undefined && target !== undefined) {
    const edges = world.declarations.edgesBetween(source, target, port, protocol);
    const calls = edges.map(
      ({ declaredAt }) => `take back \`${declaredAt.call}\` in the construct at ${declaredAt.path}`,
    );
    if (calls.length > 0) return listed([...new Set(calls)]);
  }
  const rules = DIRECTIONS.flatMap((at) => decidingRule(at, attempt, 'Admin', admissions) ?? []);
  if (rules.length > 0) {
    return listed(rules.map(({ policy, field }) => `take ${field} out of ${shortName(policy.id)} (${policy.path})`));
  }
  const places = DIRECTIONS.map((at) => placesAt(at, attempt, admissions)).find((some) => some.length > 0);
  if (places !== undefined) {
    return listed(places.map(({ policy, field }) => `take ${field} out of ${shortName(policy.id)} (${policy.path})`));
  }
  const self = attempt.to.workload ?? attempt.from.workload;
  const at = attempt.to.workload === undefined ? 'Egress' : 'Ingress';
  return `add a NetworkPolicy that selects ${self?.id ?? attempt.to.id} with policyTypes [${at}], and rules for what stays open`;
}
