import { texts } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { type Fields, fieldsOf } from '../../fields';
import type { Violation } from '../../violation';

/** By which a pod chooses its proxy, or what that is told. https://istio.io/latest/docs/reference/config/annotations/ */
const CHOOSES: Readonly<Record<string, string>> = {
  'inject.istio.io/templates': 'it chooses what is injected',
  'sidecar.istio.io/bootstrapOverride': 'it replaces what its proxy begins with',
  'sidecar.istio.io/discoveryAddress': 'it chooses whom its proxy is told by',
  'sidecar.istio.io/interceptionMode': 'it chooses how its traffic is led to its proxy',
  'sidecar.istio.io/proxyImage': 'it chooses the program of its proxy',
};

/** What is there where nothing is said. */
const USUAL = ['', 'sidecar', 'REDIRECT'];

const FIX = 'remove it; whoever runs the mesh says so for all pods';

/** The proxy is what proves who calls and refuses who may not: a pod that brings its own proves and refuses nothing. */
export const sidecarNotOverridden = defineRule({
  id: 'sidecar-not-overridden',
  subject: 'pod',
  says: 'Pods have the proxy that the mesh gives them.',
  because: 'another one may refuse nobody, and say that it is whom it likes',
  level: 'mandatory',
  severity: 'high',
  topic: 'mesh',
  references: ['practices:network-security', 'https://istio.io/latest/docs/ops/best-practices/security/'],
  check: ({ metadata, metadataField }) => problemsOf(metadata, `${metadataField}.annotations`),
  cel: {
    accepts: `${texts(Object.keys(CHOOSES))}.all(key, variables.annotations[?key].orValue("").trim() in ${texts(USUAL)})`,
    remedy: `remove ${Object.keys(CHOOSES).join(', ')}; whoever runs the mesh says so for all pods`,
  },
  examples: {
    accepted: [
      { shows: 'nothing said', pod: {} },
      {
        shows: 'what is there anyway, and the resources of its proxy',
        resources: [
          deployment({ 'sidecar.istio.io/interceptionMode': 'REDIRECT', 'sidecar.istio.io/proxyCPU': '100m' }),
        ],
      },
      { shows: 'nothing said, aloud', resources: [deployment({ 'sidecar.istio.io/proxyImage': null })] },
      {
        shows: 'what is there anyway, with a space and by the name of its template',
        resources: [
          deployment({ 'sidecar.istio.io/interceptionMode': ' REDIRECT', 'inject.istio.io/templates': 'sidecar' }),
        ],
      },
    ],
    refused: Object.entries(CHOOSES).map(([key, problem]) => ({
      shows: key,
      resources: [deployment({ [key]: 'NONE' })],
      violations: [{ field: `spec.template.metadata.annotations[${key}]`, problem, fix: FIX }],
    })),
  },
});

function problemsOf(metadata: Fields, place: string): readonly Violation[] {
  const annotations = fieldsOf(metadata['annotations'], place);
  return Object.entries(CHOOSES).flatMap(([key, problem]) => {
    const value = Object.hasOwn(annotations, key) ? String(annotations[key] ?? '').trim() : '';
    return USUAL.includes(value) ? [] : [{ field: `${place}[${key}]`, problem, fix: FIX }];
  });
}

function deployment(annotations: Readonly<Record<string, string | null>>) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { template: { metadata: { annotations }, spec: { containers: [{ name: 'api' }] } } },
  };
}
