import { defineRule } from '../../define-rule';
import { type Entry, entriesOf, fieldsOf } from '../../fields';
import type { Violation } from '../../violation';

const PLAIN = {
  problem: 'callers speak clear text to it, whatever it asks for',
  fix: 'remove the mode; the mesh uses mutual TLS by itself',
};
const UNVERIFIED = {
  problem: 'callers take any certificate, so whoever is in between reads along',
  fix: 'remove it, and name the authority by caCertificates',
};

/** The caller's side of mutual TLS: what a PeerAuthentication asks for, a DestinationRule may not send. */
export const tlsNotSwitchedOff = defineRule({
  id: 'tls-not-switched-off',
  subject: 'object',
  of: ['networking.istio.io/DestinationRule'],
  says: 'No DestinationRule turns TLS or the check of certificates off.',
  because: 'callers would send clear text, or trust anybody',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: [
    'practices:network-security',
    'NSA:encryption',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  ],
  check: ({ object }) => {
    const spec = { field: 'spec', value: fieldsOf(object['spec'], 'spec') };
    return [spec, ...entriesOf(spec.value['subsets'], 'spec.subsets')].flatMap(policyProblems);
  },
  cel: {
    variables: {
      // Of the host, of its versions, and of the ports of each.
      policies: '[dyn(object).?spec] + dyn(object).?spec.?subsets.orValue([]).map(subset, optional.of(dyn(subset)))',
      settings:
        'variables.policies.map(one, [one.?trafficPolicy] + one.?trafficPolicy.?portLevelSettings.orValue([]).map(port, optional.of(dyn(port))))',
    },
    accepts: `variables.settings.all(settings, settings.all(one, ${[
      'one.?tls.?mode.orValue("") != "DISABLE"',
      '!one.?tls.?insecureSkipVerify.orValue(false)',
    ].join(' && ')}))`,
    remedy: `remove mode DISABLE and insecureSkipVerify; the mesh uses mutual TLS by itself, and caCertificates names an authority`,
  },
  examples: {
    accepted: [
      { shows: 'nothing said', resources: [destination({ trafficPolicy: { connectionPool: {} } })] },
      {
        shows: 'TLS to a host outside, with its authority',
        resources: [
          destination({ trafficPolicy: { tls: { mode: 'SIMPLE', caCertificates: 'system', sni: 'api.example.com' } } }),
        ],
      },
    ],
    refused: [
      {
        shows: 'clear text',
        resources: [destination({ trafficPolicy: { tls: { mode: 'DISABLE' } } })],
        violations: [{ field: 'spec.trafficPolicy.tls.mode', ...PLAIN }],
      },
      {
        shows: 'clear text at one port',
        resources: [
          destination({
            trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'DISABLE' } }] },
          }),
        ],
        violations: [{ field: 'spec.trafficPolicy.portLevelSettings[0].tls.mode', ...PLAIN }],
      },
      {
        shows: 'any certificate, for one version',
        resources: [
          destination({
            subsets: [{ name: 'v2', trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true } } }],
          }),
        ],
        violations: [{ field: 'spec.subsets[0].trafficPolicy.tls.insecureSkipVerify', ...UNVERIFIED }],
      },
    ],
  },
});

function policyProblems({ field, value }: Entry): readonly Violation[] {
  const place = `${field}.trafficPolicy`;
  const policy = fieldsOf(value['trafficPolicy'], place);
  const ports = entriesOf(policy['portLevelSettings'], `${place}.portLevelSettings`);
  return [{ field: place, value: policy }, ...ports].flatMap(tlsProblems);
}

function tlsProblems({ field, value }: Entry): readonly Violation[] {
  const place = `${field}.tls`;
  const { mode, insecureSkipVerify } = fieldsOf(value['tls'], place);
  return [
    ...(mode === 'DISABLE' ? [{ field: `${place}.mode`, ...PLAIN }] : []),
    ...(insecureSkipVerify === true ? [{ field: `${place}.insecureSkipVerify`, ...UNVERIFIED }] : []),
  ];
}

function destination(spec: object) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { host: 'api.shop.svc.cluster.local', ...spec },
  };
}
