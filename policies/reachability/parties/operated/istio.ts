import { among } from '../../../added-labels';
import { fieldsOf, textMapOf } from '../../../fields';
import { type Operator, tcp } from './operated-pods';

/** The class of gateways whose pods Istio makes. */
const OPERATED_GATEWAY_CLASS = 'istio';

/** https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment */
export const gateway: Operator = ({ metadata: { name, annotations } }, spec) => {
  if (spec['gatewayClassName'] !== OPERATED_GATEWAY_CLASS) return [];
  const infrastructure = fieldsOf(spec['infrastructure'], 'spec.infrastructure');
  const deployment = `${name}-${OPERATED_GATEWAY_CLASS}`;
  return [
    {
      labels: {
        'sidecar.istio.io/inject': 'false',
        'service.istio.io/canonical-name': deployment,
        'service.istio.io/canonical-revision': 'latest',
        ...textMapOf(infrastructure['labels'], 'spec.infrastructure.labels'),
        'gateway.networking.k8s.io/gateway-name': name,
        'gateway.networking.k8s.io/gateway-class-name': OPERATED_GATEWAY_CLASS,
        'gateway.istio.io/managed': 'istio.io-gateway-controller',
      },
      mayBear: among(['pod-template-hash']),
      ports: [tcp('metrics', 15020), tcp('status-port', 15021), tcp('http-envoy-prom', 15090)],
      serviceAccount: annotations?.['gateway.istio.io/service-account'] ?? deployment,
      gateway: true,
    },
  ];
};
