import { NAMESPACE_LABEL } from '../../../constructs/network/labels';
import type { Direction } from '../../network-policy';
import type { Mesh } from '../mesh/mesh';
import type { Admissions } from '../network/admissions';
import type { Step } from '../result';
import type { End } from './ends';
import { type Objection, objectionTo } from './mesh-step';
import { placesAt, sides, speakingAt } from './network-step';
import { listed, type Opening, portText, shortName } from './opening';

const DIRECTIONS: readonly Direction[] = ['egress', 'ingress'];

/** What to declare, or which field to change, to get the opposite answer. */
export function remedyFor(opening: Opening, steps: readonly Step[], mesh: Mesh, admissions: Admissions): string {
  const of = (outcome: Step['outcome']) => steps.filter((step) => step.outcome === outcome);
  if (of('closed').length > 0) return toOpen(opening, of('closed'), mesh, admissions);
  if (of('unknown').length > 0) return toKnow(of('unknown'));
  return toClose(opening, admissions);
}

/** A workload of ours, which opens itself by what is declared of it. */
interface Declared {
  readonly name: string;
  /** Path of its construct. */
  readonly path: string;
}

/** Where every workload of ours renders its network policy. */
const OWN_POLICY = /(\/pod)?\/connections\/policy$/;

function declaredAs(end: End, admissions: Admissions): Declared | undefined {
  if (end.workload === undefined) return undefined;
  const own = [...speakingAt('ingress', end, admissions), ...speakingAt('egress', end, admissions)].find(({ policy }) =>
    OWN_POLICY.test(policy.path),
  );
  return own && { name: nameOf(own.policy.id), path: own.policy.path.replace(OWN_POLICY, '') };
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function toOpen(opening: Opening, closed: readonly Step[], mesh: Mesh, admissions: Admissions): string {
  const { from, to } = opening;
  const [source, target] = [declaredAs(from, admissions), declaredAs(to, admissions)];
  const objection = objectionTo(opening, mesh);
  if (source === undefined || target === undefined) {
    const ends = DIRECTIONS.filter((at) => closed.some((step) => step.at === at));
    const steps = ends.map((at) => openAt(at, opening, at === 'egress' ? source : target, admissions));
    return listed([...steps, ...(objection ? [overcome(objection, opening)] : [])]);
  }
  const declare = `declare \`${callFor(opening, source, target)}\` in the construct at ${source.path}`;
  // An edge authorizes by identity, which only a member of the mesh has.
  return objection?.kind === 'clear-text' ? listed([declare, overcome(objection, opening)]) : declare;
}

/** Of ours, only databases and caches stand outside the mesh, and what they ask of a client comes with a grant. */
function callFor(opening: Opening, source: Declared, target: Declared): string {
  const options = portOption(opening);
  const { node } = opening.to;
  if (node.kind === 'pods' && node.membership === 'none' && options === '') {
    return `${nameOf(target.path.replace(/\/pooler$/, ''))}.grantReadWrite(${source.name})`;
  }
  return `${source.name}.connections.allowTo(${target.name}${options})`;
}

function openAt(at: Direction, opening: Opening, own: Declared | undefined, admissions: Admissions): string {
  const { self, peer } = sides(at, opening);
  const port = portText(opening);
  if (own !== undefined) {
    const verb = at === 'egress' ? 'allowTo' : 'allowFrom';
    return `declare \`${own.name}.connections.${verb}(…)\` with ${peer.id} and ${port} in the construct at ${own.path}`;
  }
  const policy = speakingAt(at, self, admissions)[0]?.policy.id;
  const list = at === 'egress' ? 'to' : 'from';
  return `add to spec.${at} of ${policy === undefined ? 'a NetworkPolicy' : shortName(policy)} that selects ${self.id} a rule with \`${list}\` ${selectorFor(peer)} and \`ports\` ${port}`;
}

function overcome({ kind, policies }: Objection, { from, to, port }: Opening): string {
  const names = listed(policies.map(shortName));
  if (kind === 'clear-text') return `bring ${from.id} into the mesh, or set another mode for port ${port} in ${names}`;
  if (kind === 'denied') return `leave it out of the rules of ${names}`;
  return `add to an AuthorizationPolicy that selects ${to.id} a rule with ${principalOf(from)} and port ${port}`;
}

function principalOf({ id, workload }: End): string {
  if (workload?.serviceAccount === undefined) return id;
  return `principal '<trust domain>/ns/${workload.namespace}/sa/${workload.serviceAccount}'`;
}

/** A peer that is this end and nobody else. */
function selectorFor({ id, workload }: End): string {
  if (workload === undefined) return `ipBlock ${id}`;
  const labels = Object.entries(workload.labels).map(([key, value]) => `${key}: ${value}`);
  return `namespaceSelector {${NAMESPACE_LABEL}: ${workload.namespace}} with podSelector {${labels.join(', ')}}`;
}

/** Ports that the target does not declare have to be named. */
function portOption({ to, port, protocol }: Opening): string {
  const declared = to.workload?.ports?.some((one) => one.port === port && one.protocol === protocol) ?? false;
  return declared ? '' : `, { ports: [Port.${protocol.toLowerCase()}(${port}, '…')] }`;
}

function toKnow(unknown: readonly Step[]): string {
  return listed(unknown.map(({ because }) => `find out what is not known (${because})`));
}

function toClose(opening: Opening, admissions: Admissions): string {
  const [source, target] = [declaredAs(opening.from, admissions), declaredAs(opening.to, admissions)];
  if (source !== undefined && target !== undefined) {
    return `take back what allows or grants ${source.name} the use of ${target.name} in the construct at ${source.path}`;
  }
  const places = DIRECTIONS.map((at) => placesAt(at, opening, admissions)).find((some) => some.length > 0);
  if (places !== undefined) {
    return listed(places.map(({ policy, field }) => `take ${field} out of ${shortName(policy.id)} (${policy.path})`));
  }
  const self = opening.to.workload ?? opening.from.workload;
  const at = opening.to.workload === undefined ? 'Egress' : 'Ingress';
  return `add a NetworkPolicy that selects ${self?.id ?? opening.to.id} with policyTypes [${at}], and rules for what stays open`;
}
