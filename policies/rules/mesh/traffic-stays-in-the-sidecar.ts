import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

/** What takes traffic round the sidecar, and which. https://istio.io/latest/docs/reference/config/annotations/ */
const ROUND_IT: Readonly<Record<string, string>> = {
  'traffic.sidecar.istio.io/excludeInboundPorts': 'ports are reached past the sidecar',
  'traffic.sidecar.istio.io/excludeInterfaces': 'interfaces are used past the sidecar',
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': 'addresses are called past the sidecar',
  'traffic.sidecar.istio.io/excludeOutboundPorts': 'ports are called past the sidecar',
};
const ONLY_THESE: Readonly<Record<string, string>> = {
  'traffic.sidecar.istio.io/includeInboundPorts': 'all ports but these are reached past the sidecar',
  'traffic.sidecar.istio.io/includeOutboundIPRanges': 'all addresses but these are called past the sidecar',
};

const FIX = 'remove it; let the mesh carry the connection, or declare what is outside it';

/** A pod in the mesh may take one port out by an annotation: its policies then say nothing of that port. */
export const trafficStaysInTheSidecar = defineRule({
  id: 'traffic-stays-in-the-sidecar',
  subject: 'pod',
  says: 'Pods of the mesh send and take nothing past their sidecar.',
  because: 'what goes round it is in clear text, and nobody knows who calls',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: ['practices:network-security', 'NSA:encryption'],
  check: ({ metadata, metadataField }) => {
    const place = `${metadataField}.annotations`;
    const said = Object.entries(fieldsOf(metadata['annotations'], place));
    return said.flatMap(([key, value]) => {
      const problem = problemOf(key, String(value).trim());
      return problem === undefined ? [] : [{ field: `${place}[${key}]`, problem, fix: FIX }];
    });
  },
  cel: {
    accepts: [
      `${texts(Object.keys(ROUND_IT))}.all(key, variables.annotations[?key].orValue("").trim() == "")`,
      `${texts(Object.keys(ONLY_THESE))}.all(key, variables.annotations[?key].orValue("*").trim() == "*")`,
    ].join(' && '),
    remedy: `${FIX}: the annotations of traffic.sidecar.istio.io`,
  },
  examples: {
    accepted: [
      { shows: 'nothing said', resources: [deployment({})] },
      {
        shows: 'everything, said',
        resources: [
          deployment({
            'traffic.sidecar.istio.io/excludeInboundPorts': '',
            'traffic.sidecar.istio.io/includeInboundPorts': '*',
          }),
        ],
      },
      {
        shows: 'everything, with a space',
        resources: [deployment({ 'traffic.sidecar.istio.io/includeInboundPorts': '* ' })],
      },
    ],
    refused: Object.entries({ ...ROUND_IT, ...ONLY_THESE }).map(([key, problem]) => ({
      shows: key,
      resources: [deployment({ [key]: '15020' })],
      violations: [{ field: `spec.template.metadata.annotations[${key}]`, problem, fix: FIX }],
    })),
  },
});

function problemOf(key: string, value: string): string | undefined {
  if (value !== '' && Object.hasOwn(ROUND_IT, key)) return ROUND_IT[key];
  return value !== '*' && Object.hasOwn(ONLY_THESE, key) ? ONLY_THESE[key] : undefined;
}

function deployment(annotations: Readonly<Record<string, string>>) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { template: { metadata: { annotations }, spec: { containers: [{ name: 'api' }] } } },
  };
}
