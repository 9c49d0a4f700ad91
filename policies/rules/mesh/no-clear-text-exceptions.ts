import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

/** A narrower PeerAuthentication wins over that of its namespace, for a workload or even for one port. */
export const noClearTextExceptions = defineRule({
  id: 'no-clear-text-exceptions',
  subject: 'object',
  of: ['security.istio.io/PeerAuthentication'],
  says: 'No PeerAuthentication loosens mutual TLS.',
  because: 'a narrow exception wins over the strict default',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: ['practices:network-security', 'NSA:encryption'],
  check: ({ object }) => {
    const { mtls, portLevelMtls } = fieldsOf(object['spec'], 'spec');
    const ports = Object.entries(fieldsOf(portLevelMtls, 'spec.portLevelMtls'));
    const settings = [
      { field: 'spec.mtls', where: 'it', value: mtls },
      ...ports.map(([port, value]) => ({ field: `spec.portLevelMtls.${port}`, where: `port ${port}`, value })),
    ];
    return settings.flatMap(({ field, where, value }) => {
      const mode = fieldsOf(value, field)['mode'] ?? 'UNSET';
      // Unset inherits the strict mode of the namespace.
      if (mode === 'STRICT' || mode === 'UNSET') return [];
      return [{ field: `${field}.mode`, problem: `${where} accepts clear text`, fix: strictly(`${mode}`) }];
    });
  },
  cel: {
    accepts: [
      'object.?spec.?mtls.?mode.orValue("UNSET") in ["STRICT", "UNSET"]',
      'dyn(object).?spec.?portLevelMtls.orValue({}).all(port, dyn(object).spec.portLevelMtls[port].?mode.orValue("UNSET") in ["STRICT", "UNSET"])',
    ].join(' && '),
    remedy: 'set every mode to STRICT; a workload outside the mesh needs none',
  },
  examples: {
    accepted: [
      {
        shows: 'strict, ports included',
        resources: [peers({ mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'STRICT' } } })],
      },
      { shows: 'what the namespace says', resources: [peers({ mtls: { mode: 'UNSET' } })] },
      { shows: 'nothing', resources: [peers({ mtls: {} })] },
    ],
    refused: [
      {
        shows: 'clear text as well',
        resources: [peers({ mtls: { mode: 'PERMISSIVE' } })],
        violations: [{ field: 'spec.mtls.mode', problem: 'it accepts clear text', fix: strictly('PERMISSIVE') }],
      },
      {
        shows: 'one port without TLS',
        resources: [peers({ mtls: { mode: 'STRICT' }, portLevelMtls: { 8080: { mode: 'DISABLE' } } })],
        violations: [
          { field: 'spec.portLevelMtls.8080.mode', problem: 'port 8080 accepts clear text', fix: strictly('DISABLE') },
        ],
      },
    ],
  },
});

function strictly(mode: string): string {
  return `set it to STRICT, not ${mode}; a workload outside the mesh needs none`;
}

function peers(spec: object): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { selector: { matchLabels: { app: 'api' } }, ...spec },
  };
}
