import { Size } from 'cdk8s';
import { Cpu, Deployment, ServiceAccount } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

/** The Deployment as its team wrote it, years ago, with cdk8s-plus. */
export function legacyOrders(scope: Construct, image: string): Deployment {
  return new Deployment(scope, 'legacy-orders', {
    metadata: { name: 'legacy-orders' },
    replicas: 2,
    serviceAccount: new ServiceAccount(scope, 'legacy-account', { metadata: { name: 'legacy-orders' } }),
    containers: [
      {
        name: 'main',
        image,
        portNumber: 8080,
        resources: {
          cpu: { request: Cpu.millis(250), limit: Cpu.millis(1000) },
          memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
        },
      },
    ],
  });
}
