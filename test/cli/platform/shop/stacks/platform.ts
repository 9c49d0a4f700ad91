import {
  check,
  definePlatform,
  type Environment,
  FACTS,
  type Facts,
  field,
  POSTURE,
  type Posture,
  ScheduledJob,
  SecureNamespace,
} from '@dwcp/baseline';
import { exemptions } from './exemptions';
import { jobsHaveAnOwner } from './rules/jobs-have-an-owner';

interface ShopPosture extends Posture {
  readonly importer: { readonly hour: number };
}

interface ShopFacts extends Facts {
  readonly region: string;
  readonly image: string;
}

function shop(environment: Environment<ShopPosture, ShopFacts>): void {
  const { posture, facts } = environment;
  const namespace = new SecureNamespace(environment, 'shop');
  new ScheduledJob(namespace, `import-${facts.region}`, {
    image: facts.image,
    schedule: `0 ${posture.importer.hour} * * *`,
    resources: { cpu: '100m', memory: '128Mi' },
  });
}

/** A real platform writes the day; this one is never over. */
function nextMonth(): string {
  return new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

export default definePlatform({
  config: 'shop',
  environments: {
    qa: { name: 'qa', data: 'disposable', zoneSpread: 'preferred', enforcement: 'enforced', importer: { hour: 2 } },
    live: { name: 'live', data: 'protected', zoneSpread: 'required', enforcement: 'enforced', importer: { hour: 4 } },
  },
  posture: {
    ...POSTURE,
    importer: field.group({ hour: field.either(field.count({ stricter: 'more' }), 'no hour is safer than another') }),
  },
  facts: {
    ...FACTS,
    region: field.text('give the region, e.g. eu-west-1', check.dnsLabel),
    image: field.text('pin the image by its digest', check.imageByDigest),
  },
  declare: shop,
  exemptions: exemptions(nextMonth()),
  rules: [jobsHaveAnOwner],
});
