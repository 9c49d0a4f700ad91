import { App } from 'cdk8s';
import { Environment, SecureNamespace, WebService } from '../../constructs';
import { FACTS, IMAGE, POSTURE, RESOURCES } from '../support/environment';

const SERVICES_PER_NAMESPACE = 50;

/** Services that each call the one before, so that edges grow with them. */
export function servicesIn(services: number): Environment {
  const environment = new Environment(new App(), 'test', { posture: POSTURE, facts: FACTS });
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
  return environment;
}
