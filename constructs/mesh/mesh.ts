import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Environment } from '../environment';
import { KubernetesObject } from '../kubernetes';
import { operatorNamespaces } from '../operators/whereabouts';

/**
 * What holds for every workload in the mesh, in whatever namespace: mutual TLS only.
 *
 * For the tree of whoever owns the mesh, because it reaches every team: clear text between their pods stops working.
 * Each SecureNamespace says the same for itself, and does not need it.
 */
export class Mesh extends Chart {
  constructor(scope: Construct, id: string) {
    // Istio takes policies without a selector in its root namespace for mesh-wide.
    const { istio } = operatorNamespaces(Environment.of(scope).facts);
    super(scope, id, { namespace: istio, disableResourceNameHashes: true });
    new KubernetesObject(this, 'strict-mutual-tls', {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default' },
      spec: { mtls: { mode: 'STRICT' } },
    });
  }
}
