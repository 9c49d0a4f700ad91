import { App } from 'cdk8s';
import { Environment } from '../../constructs';
import { FACTS, POSTURE } from '../support/environment';
import { declareServices } from './deploy/services';

/** An environment of services, and of nothing else. */
export function servicesIn(services: number): Environment {
  const environment = new Environment(new App(), 'test', { posture: POSTURE, facts: FACTS });
  declareServices(environment, services);
  return environment;
}
