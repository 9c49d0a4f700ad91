/**
 * What Istio merges into the objects that it makes for the Gateway.
 *
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export const GATEWAY_OPTIONS = {
  deployment: [
    'spec:',
    '  replicas: 2',
    '  template:',
    '    spec:',
    '      automountServiceAccountToken: false',
    '      securityContext:',
    '        runAsNonRoot: true',
    '        seccompProfile:',
    '          type: RuntimeDefault',
    '',
  ].join('\n'),
  // Keeps the client's address, which the network policy and the authorization judge by.
  service: ['spec:', '  externalTrafficPolicy: Local', ''].join('\n'),
  podDisruptionBudget: ['spec:', '  maxUnavailable: 1', ''].join('\n'),
};
