import { type Environment, SecureNamespace, WebService } from '@dwcp/baseline';

const SERVICES_PER_NAMESPACE = 50;

const IMAGE = `registry.example.com/app@sha256:${'ab'.repeat(32)}`;

const RESOURCES = { cpu: '100m', memory: '128Mi' } as const;

/** Services that each call the one before, so that edges grow with them. */
export function declareServices(environment: Environment, services: number): void {
  let namespace: SecureNamespace | undefined;
  let before: WebService | undefined;
  for (let index = 0; index < services; index += 1) {
    if (namespace === undefined || index % SERVICES_PER_NAMESPACE === 0) {
      namespace = new SecureNamespace(environment, `team-${index / SERVICES_PER_NAMESPACE}`);
    }
    const service = new WebService(namespace, `service-${index}`, { image: IMAGE, scale: 2, resources: RESOURCES });
    if (before !== undefined) service.connections.allowTo(before);
    before = service;
  }
}
