import type { AppliedAuthorization } from '../mesh/authorizations';
import { type Guard, isGuarded } from '../mesh/guard';
import { isMeshed, type Mesh, portsIn } from '../mesh/mesh';
import { includes } from '../ports';
import { OPEN } from '../reach';
import type { Step } from '../result';
import { shortName } from '../short-name';
import { type Attempt, listed, outcomeIn, portText } from './attempt';

/** What the mesh holds against a connection. */
export interface Objection {
  readonly kind: 'clear-text' | 'denied' | 'not-allowed';
  /** Ids of the policies behind it. */
  readonly policies: readonly string[];
  /** Id of the one that says something of the port where Istio does not read it. @default - none does */
  readonly ignored?: string | undefined;
}

/** What the mesh says of a connection; nothing where it has no say. */
export function meshStep(attempt: Attempt, mesh: Mesh): readonly Step[] {
  const { from, to, port, protocol } = attempt;
  if (!isGuarded(to.node) || mesh.isSilent) return [];
  const reach = mesh.narrow(OPEN, from.node, to.node);
  const outcome = outcomeIn(reach, attempt);
  const { captured, modes, authorizations } = mesh.guardOf(to.node);
  const step = (policies: readonly string[], because: string): readonly Step[] => [
    { at: 'mesh', outcome, policies, because },
  ];
  if (!includes(captured.open, protocol, port)) {
    return step([], `${portText(attempt)} of ${to.id} does not pass its proxy, so the mesh has no say`);
  }
  if (outcome === 'unknown') {
    return step(
      [...modes.policies, ...idsOf([...authorizations.ALLOW, ...authorizations.DENY, ...authorizations.CUSTOM])],
      `the mesh may refuse it: ${reach.doubt}`,
    );
  }
  const objection = objectionTo(attempt, mesh);
  if (objection !== undefined) return step(objection.policies, inWords(objection, attempt));
  return step(...consent(attempt, mesh));
}

/** Why the mesh closes a connection; nothing when it does not. */
export function objectionTo(attempt: Attempt, mesh: Mesh): Objection | undefined {
  const { from, to, port, protocol } = attempt;
  if (!isGuarded(to.node) || outcomeIn(mesh.narrow(OPEN, from.node, to.node), attempt) !== 'closed') return undefined;
  const guard = mesh.guardOf(to.node);
  if (isStrict(guard, to.node.membership, attempt) && isMeshed(from.node) === 'no') {
    return { kind: 'clear-text', policies: guard.modes.policies, ignored: guard.modes.ignored.get(port) };
  }
  const denying = matching('DENY', mesh.deciding(from.node, to.node, protocol, port));
  if (denying.length > 0) return { kind: 'denied', policies: denying };
  return { kind: 'not-allowed', policies: idsOf(guard.authorizations.ALLOW) };
}

function isStrict({ modes }: Guard, membership: string, { protocol, port }: Attempt): boolean {
  // A gateway ends TLS of its own.
  return membership !== 'gateway' && includes(portsIn(modes, 'STRICT'), protocol, port);
}

function inWords({ kind, policies }: Objection, attempt: Attempt): string {
  const { from, to } = attempt;
  const names = listed(policies.map(shortName));
  switch (kind) {
    case 'clear-text':
      return `${to.id} takes mutual TLS only by ${names}, and ${from.id} is outside the mesh`;
    case 'denied':
      return `${names} denies ${from.id} ${portText(attempt)} of ${to.id}`;
    case 'not-allowed':
      return `nothing in ${names} allows ${from.id} ${portText(attempt)} of ${to.id}`;
  }
}

function consent(attempt: Attempt, mesh: Mesh): [policies: readonly string[], because: string] {
  const { from, to, protocol, port } = attempt;
  if (!isGuarded(to.node)) return [[], ''];
  const allowing = matching('ALLOW', mesh.deciding(from.node, to.node, protocol, port));
  const { conditions } = mesh.conditional(from.node, to.node, [{ protocol, from: port, to: port }]);
  const asked = conditions.map((condition) => `; ${condition}`).join('');
  if (allowing.length === 0) {
    const { DENY } = mesh.guardOf(to.node).authorizations;
    if (asked === '') return [[], `no AuthorizationPolicy restricts who may call ${to.id}`];
    return [idsOf(DENY), `no AuthorizationPolicy restricts who may call ${to.id} otherwise${asked}`];
  }
  return [allowing, `${listed(allowing.map(shortName))} allows it${asked}`];
}

function matching(action: string, applied: readonly AppliedAuthorization[]): readonly string[] {
  return idsOf(applied.filter(({ policy }) => policy.action === action));
}

function idsOf(applied: readonly AppliedAuthorization[]): readonly string[] {
  return applied.map(({ policy }) => policy.id);
}
