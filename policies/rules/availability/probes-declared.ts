import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import { containersOf } from '../../containers';
import { isAbsent, listOf } from '../../fields';
import { each, type KubernetesRule } from '../../former';
import type { Violation } from '../../violation';

/** A rollout goes on when pods are ready: without a probe that is as soon as they start, broken ones included. */
export const probesDeclared: KubernetesRule = {
  id: 'probes-declared',
  judges: 'kubernetes',
  description: 'Long-running containers say when they live, and when they can serve if they listen on a port.',
  level: 'mandatory',
  check: ({ object }) => {
    const { keeps } = factsOf(kindOf(object));
    if (keeps !== 'replicas' && keeps !== 'each-node') return undefined;
    return each(
      containersOf(object).filter(({ list }) => list === 'containers'),
      ({ name, field, spec: { livenessProbe, readinessProbe, ports } }) => {
        const violations: Violation[] = [];
        if (isAbsent(livenessProbe)) {
          violations.push({
            field: `${field}.livenessProbe`,
            problem: `container '${name}' is never restarted when it hangs`,
            fix: 'probe something that fails only when a restart would help',
          });
        }
        if (isAbsent(readinessProbe) && listOf(ports, `${field}.ports`).length > 0) {
          violations.push({
            field: `${field}.readinessProbe`,
            problem: `container '${name}' receives requests before it can serve them`,
            fix: 'probe what a request needs',
          });
        }
        return violations;
      },
    );
  },
};
