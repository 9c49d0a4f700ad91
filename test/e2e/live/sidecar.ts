import type { Manifest } from '../../../constructs/plan/resource';
import { METRICS_PORT } from './programs/sidecar';

/** The port that Istio's injection declares of its proxy; its own metrics and the application's are on the one beside it. */
const DECLARED = { name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' };

/**
 * A workload with what is scraped of a sidecar, where no mesh injects one: a native sidecar, which declares the port that Istio's
 * declares, and has metrics where that has them.
 */
export function withSidecar(deployment: Manifest, image: string): Manifest {
  const spec = deployment['spec'] as { readonly template: { readonly spec: { readonly initContainers?: object[] } } };
  const { template } = spec;
  const sidecar = {
    ...{ name: 'sidecar', image, restartPolicy: 'Always', ports: [DECLARED] },
    command: ['node', '/app/sidecar.js'],
    resources: { requests: { cpu: '5m', memory: '32Mi' }, limits: { memory: '96Mi' } },
    readinessProbe: { tcpSocket: { port: METRICS_PORT }, periodSeconds: 2 },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 1337,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  const initContainers = [...(template.spec.initContainers ?? []), sidecar];
  return { ...deployment, spec: { ...spec, template: { ...template, spec: { ...template.spec, initContainers } } } };
}
