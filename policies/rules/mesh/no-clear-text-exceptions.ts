import { kindOf } from '../../../constructs/plan/kinds';
import { fieldsOf } from '../../fields';
import { each, type KubernetesRule } from '../../former';

/** A narrower PeerAuthentication wins over that of its namespace, for a workload or even for one port. */
export const noClearTextExceptions: KubernetesRule = {
  id: 'no-clear-text-exceptions',
  judges: 'kubernetes',
  description: 'No PeerAuthentication loosens mutual TLS, because a narrow exception wins over the strict default.',
  level: 'mandatory',
  check: ({ object }) => {
    if (kindOf(object) !== 'security.istio.io/PeerAuthentication') return undefined;
    const { mtls, portLevelMtls } = fieldsOf(object['spec'], 'spec');
    const ports = Object.entries(fieldsOf(portLevelMtls, 'spec.portLevelMtls'));
    const settings = [
      { field: 'spec.mtls', where: 'it', value: mtls },
      ...ports.map(([port, value]) => ({ field: `spec.portLevelMtls.${port}`, where: `port ${port}`, value })),
    ];
    return each(settings, ({ field, where, value }) => {
      const mode = fieldsOf(value, field)['mode'] ?? 'UNSET';
      // Unset inherits the strict mode of the namespace.
      if (mode === 'STRICT' || mode === 'UNSET') return [];
      return {
        field: `${field}.mode`,
        problem: `${where} accepts clear text`,
        fix: `set it to STRICT, not ${mode}; a workload outside the mesh needs none`,
      };
    });
  },
};
