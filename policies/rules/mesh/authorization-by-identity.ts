import { kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';
import { entriesOf, fieldsOf, isAbsent, textsOf } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import { selectsGateway } from '../../gateway';
import { Unknowable } from '../../unknowable';
import type { Violation } from '../../violation';

/** A service account as the mesh proves it: trust domain, namespace, name, none of them a pattern. */
const PRINCIPAL = /^[^/*]+\/ns\/[^/*]+\/sa\/[^/*]+$/;

/** Addresses, paths and namespaces can be had by anyone; only a service account is proven by a certificate. */
export const authorizationByIdentity: KubernetesRule = {
  id: 'authorization-by-identity',
  judges: 'kubernetes',
  description: 'Callers are authorized by service account, because only that is proven, and each of them by name.',
  level: 'mandatory',
  check: ({ object }) => {
    if (kindOf(object) !== 'security.istio.io/AuthorizationPolicy' || isForGateway(object)) return undefined;
    const { action, rules } = fieldsOf(object['spec'], 'spec');
    if (!allows(action)) return undefined;
    return each(entriesOf(rules, 'spec.rules'), ({ field, value }): readonly Violation[] => {
      const sources = entriesOf(value['from'], `${field}.from`);
      if (sources.length === 0) return [anonymous(`${field}.from`)];
      return sources.flatMap((entry) => {
        const source = `${entry.field}.source`;
        const principals = textsOf(fieldsOf(entry.value['source'], source)['principals'], `${source}.principals`);
        if (principals.length === 0) return [anonymous(`${source}.principals`)];
        return principals
          .filter((principal) => !PRINCIPAL.test(principal))
          .map((principal) => ({
            field: `${source}.principals`,
            problem: `'${principal}' is not one service account`,
            fix: 'write it as <trust domain>/ns/<namespace>/sa/<name>, without a wildcard',
          }));
      });
    });
  },
};

/** Whether the policy lets anyone in: what is left out is ALLOW, and the other actions only take away. */
function allows(action: unknown): boolean {
  if (isAbsent(action) || action === 'ALLOW') return true;
  if (action === 'DENY' || action === 'AUDIT' || action === 'CUSTOM') return false;
  throw new Unknowable('spec.action', `'${action}' is none of ALLOW, DENY, AUDIT, CUSTOM`);
}

function anonymous(field: string): Violation {
  return { field, problem: 'it lets in callers whom it does not name', fix: 'name their service accounts' };
}

/** Strangers have no identity in the mesh, and the gateway is where they come in. */
function isForGateway(object: Manifest): boolean {
  const { selector, targetRefs } = fieldsOf(object['spec'], 'spec');
  const targets = entriesOf(targetRefs, 'spec.targetRefs');
  return (
    selectsGateway(selector, 'spec.selector') ||
    (targets.length > 0 && targets.every(({ value }) => value['kind'] === 'Gateway'))
  );
}
