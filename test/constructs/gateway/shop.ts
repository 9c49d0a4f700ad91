import { Gateway, SecureNamespace, WebService } from '../../../constructs';
import { environment, IMAGE, RESOURCES } from '../../support/environment';

export const IDENTITY = {
  issuer: 'https://login.example.com/',
  jwksUri: 'https://login.example.com/.well-known/jwks.json',
  audience: 'https://shop.example.com',
};
/** A gateway as most have it. */
export const PROPS = {
  domain: 'shop.example.com',
  clientCidrs: ['198.51.100.0/24'],
  certificateIssuer: 'public',
  identity: IDENTITY,
};

/** A gateway, and services that it may lead to. */
export function shop(...names: string[]) {
  const tree = environment();
  const namespace = new SecureNamespace(tree, 'orders');
  const services = ['api', ...names].map(
    (name) => new WebService(namespace, name, { image: IMAGE, scale: 1, resources: RESOURCES }),
  );
  return { tree, services, api: services[0]!, gateway: new Gateway(tree, 'edge', PROPS) };
}
