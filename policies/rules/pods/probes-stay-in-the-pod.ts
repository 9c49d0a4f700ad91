import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';
import { HANDLERS, handlersOf } from '../../handlers';

const CALLS = ['httpGet', 'tcpSocket'] as const;

const FIX = 'remove it, so that the pod itself is called';

/** The kubelet makes these calls from the node, past every NetworkPolicy of the pod. */
export const probesStayInThePod = defineRule({
  id: 'probes-stay-in-the-pod',
  subject: 'container',
  says: 'Probes and lifecycle hooks call the pod that they are of.',
  because: 'the kubelet would call another host from the node, where no NetworkPolicy applies',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: [
    'PSS:baseline',
    'NSA:network-policies',
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  ],
  check: (container) =>
    handlersOf(container).flatMap((handler) =>
      CALLS.flatMap((call) => {
        const field = `${handler.field}.${call}`;
        const { host } = fieldsOf(handler.value[call], field);
        if (isAbsent(host) || host === '') return [];
        const problem = `container '${container.name}' makes its node call '${host}'`;
        return [{ field: `${field}.host`, problem, fix: FIX }];
      }),
    ),
  cel: {
    accepts: `[${HANDLERS.map((handler) => `container.?${handler.replace('.', '.?')}`).join(', ')}].all(handler, ${CALLS.map((call) => `handler.?${call}.?host.orValue("") == ""`).join(' && ')})`,
    remedy: 'remove host from its probes and lifecycle hooks, so that the pod itself is called',
  },
  examples: {
    accepted: [
      {
        shows: 'calls of the pod itself',
        container: {
          livenessProbe: { httpGet: { path: '/livez', port: 8080, host: '' } },
          readinessProbe: { tcpSocket: { port: 8080, host: null } },
          lifecycle: { preStop: { exec: { command: ['/drain'] } } },
        },
      },
    ],
    refused: [
      {
        shows: 'another host, in every probe',
        container: {
          livenessProbe: { httpGet: { path: '/', port: 80, host: '169.254.169.254' } },
          readinessProbe: { tcpSocket: { port: 10250, host: '127.0.0.1' } },
          startupProbe: { httpGet: { path: '/', port: 80, host: 'example.com' } },
        },
        violations: [
          called('livenessProbe.httpGet', '169.254.169.254'),
          called('readinessProbe.tcpSocket', '127.0.0.1'),
          called('startupProbe.httpGet', 'example.com'),
        ],
      },
      {
        shows: 'another host, in both hooks',
        container: {
          lifecycle: {
            postStart: { httpGet: { path: '/', port: 80, host: 'example.com' } },
            preStop: { tcpSocket: { port: 80, host: '10.0.0.1' } },
          },
        },
        violations: [
          called('lifecycle.postStart.httpGet', 'example.com'),
          called('lifecycle.preStop.tcpSocket', '10.0.0.1'),
        ],
      },
    ],
  },
});

function called(at: string, host: string) {
  return { field: `${at}.host`, problem: `container 'api' makes its node call '${host}'`, fix: FIX };
}
