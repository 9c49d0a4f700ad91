import {
  check,
  definePlatform,
  type Environment,
  FACTS,
  type Facts,
  field,
  Gateway,
  POSTURE,
  type Posture,
  ScheduledJob,
  SecureNamespace,
  WebService,
} from '@dwcp/baseline';

interface ShopFacts extends Facts {
  /** The application of the tests, by its digest. */
  readonly image: string;
}

/** The name that the gateway answers for. */
export const DOMAIN = 'shop.example.com';

const resources = { cpu: '50m', memory: '128Mi' } as const;

/** Somebody who is called, somebody who calls, somebody who may do neither, and somebody who runs at night. */
function shop(environment: Environment<Posture, ShopFacts>): void {
  const { image } = environment.facts;
  const namespace = new SecureNamespace(environment, 'shop');
  const api = new WebService(namespace, 'api', { image, scale: 3, resources });
  const front = new WebService(namespace, 'front', { image, scale: 1, resources });
  front.connections.allowTo(api);
  new WebService(namespace, 'bystander', { image, scale: 1, resources });
  const report = new ScheduledJob(namespace, 'report', { image, schedule: '0 3 * * *', resources });
  report.connections.allowTo(api);
  const gateway = new Gateway(environment, 'edge', {
    domain: DOMAIN,
    clientCidrs: ['0.0.0.0/0'],
    certificateIssuer: 'any',
  });
  gateway.expose(api, { path: '/', public: true });
}

export const platform = definePlatform({
  environments: { live: { name: 'live', data: 'protected', zoneSpread: 'required', enforcement: 'enforced' } },
  posture: POSTURE,
  facts: { ...FACTS, image: field.text('name the application by its digest', check.imageByDigest) },
  declare: shop,
});
