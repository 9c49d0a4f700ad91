import type { IConstruct } from 'constructs';
import { stringify } from 'yaml';
import { spread } from '../workload/spread';

/** Pods of a gateway, at the least and at the most; more come when the processors of what is there are this busy. */
const SCALE = { min: 2, max: 10, cpuPercent: 70 };

/** Of each pod. A body is held whole before it is passed on, so memory bounds how many come at once. */
const RESOURCES = {
  requests: { cpu: '500m', memory: '256Mi' },
  // Envoy has a thread for each processor that it may use.
  limits: { cpu: '2', memory: '1Gi' },
};

/**
 * What Istio merges into the objects that it makes for the Gateway: with no number of pods, which is the autoscaler's.
 *
 * https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export function gatewayOptions(scope: IConstruct, labels: Readonly<Record<string, string>>): Record<string, string> {
  const { min, max, cpuPercent } = SCALE;
  return {
    deployment: specOf({
      template: {
        spec: {
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          topologySpreadConstraints: spread(scope, labels, { byRevision: true }),
          containers: [{ name: 'istio-proxy', resources: RESOURCES }],
        },
      },
    }),
    horizontalPodAutoscaler: specOf({
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuPercent } },
        },
      ],
    }),
    // Keeps the client's address, which the network policy and the authorization judge by.
    service: specOf({ externalTrafficPolicy: 'Local' }),
    podDisruptionBudget: specOf({ maxUnavailable: 1 }),
  };
}

function specOf(spec: object): string {
  return stringify({ spec }, { lineWidth: 0, aliasDuplicateObjects: false });
}
