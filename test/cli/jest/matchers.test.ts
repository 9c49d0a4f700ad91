import { App, Chart } from 'cdk8s';
import { KubeDeployment } from 'cdk8s-plus-28/lib/imports/k8s';
import { matchers } from '../../../cli/jest';
import { REFERENCE, referencePlan } from '../../support/reference';
import { SHOP } from '../connections/support';

const labels = { app: 'web' };

function deployment(image: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image }] } },
    },
  };
}

const DIGEST = `registry.example.com/web@sha256:${'0'.repeat(64)}`;
const BY_DIGEST = { rules: ['image-by-digest'] };

/** What somebody reads whose test fails. */
function failureOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it passed');
}

describe('toPassPolicies', () => {
  test('passes a plan, with the exemptions of its platform, and a construct', () => {
    expect(referencePlan('production')).toPassPolicies({ platform: REFERENCE.platform });
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const { spec } = deployment(DIGEST);
    new KubeDeployment(chart, 'web', { metadata: { name: 'web' }, spec });
    expect(chart).toPassPolicies(BY_DIGEST);
    expect(chart).not.toPassPolicies();
  });

  test('says what dwcp check says', () => {
    const message = failureOf(() => expect([deployment('web:1')]).toPassPolicies(BY_DIGEST));
    expect(message).toMatch(
      /^expect\(…\)\.toPassPolicies\(…\)\n\n {2}fail image-by-digest: Deployment shop\/web: .*\(spec\.template\.spec\.containers\[0\]\.image\); .*\n {2}0 passed, 1 failed \(1 rules\)\n$/,
    );
    expect(failureOf(() => expect(deployment(DIGEST)).not.toPassPolicies(BY_DIGEST))).toContain('  1 passed (1 rules)');
  });

  test('takes an advisory rule for one that has to pass only where it is asked for', () => {
    const { spec, ...object } = deployment(DIGEST);
    const sharing = { ...spec.template.spec, shareProcessNamespace: true };
    const shared = { ...object, spec: { ...spec, template: { ...spec.template, spec: sharing } } };
    const by = (options: object) => failureOf(() => expect(shared).toPassPolicies(options));
    expect(by({ rules: ['process-namespace-unshared'] })).toContain(' process-namespace-unshared');
    expect(by({ level: 'advisory' })).toContain(' process-namespace-unshared');
    expect(by({})).not.toContain('process-namespace-unshared');
  });

  test('excuses by exemptions until they end', () => {
    const exemption = {
      ...{ rule: 'image-by-digest', resource: 'apps/v1/Deployment shop/web', owner: 'shop', ticket: 'SHOP-1' },
      ...{ field: 'spec.template.spec.containers[0].image', reason: 'none', expires: '2026-11-30' },
    };
    const by = (today: string) => ({ ...BY_DIGEST, exemptions: [exemption], today });
    expect(deployment('web:1')).toPassPolicies(by('2026-11-30'));
    expect(deployment('web:1')).not.toPassPolicies(by('2026-12-01'));
  });

  test('fails what nobody can tell', () => {
    const object = deployment('web:1');
    const unknown = { ...object, spec: { ...object.spec, template: 'from elsewhere' } };
    expect(() => expect(unknown).toPassPolicies(BY_DIGEST)).toThrow('template');
  });

  test.each([
    ['a rule that nobody has', [deployment('web:1')], { rules: ['image-by-digets'] }, /did you mean '?image-by-digest/],
    [
      'nothing that is judged',
      [deployment('web:1')],
      { rules: ['tokens-are-required'] },
      /nothing that tokens-are-required judges/,
    ],
    ['no object', [], {}, /no Kubernetes object/],
    ['what is no manifest', [{ kind: 'Deployment' }], {}, /manifests\[0\]/],
    ['a path that is not there', './nowhere', {}, /'\.\/nowhere', which is no file or folder/],
    ['a number', 7, {}, /expect\(\) was given 7/],
  ])('refuses %s, with .not too', (_, received, options, message) => {
    expect(() => expect(received).toPassPolicies(options)).toThrow(message);
    expect(() => expect(received).not.toPassPolicies(options)).toThrow(message);
  });
});

describe('toOnlyConnect', () => {
  const LINES = ['shop/web → shop/api 9000/TCP', 'any other pod → shop/api 1/TCP'];

  test('compares with the lines that dwcp connections prints', () => {
    const message = failureOf(() => expect(SHOP).toOnlyConnect(LINES, { from: 'web', to: 'api' }));
    expect(message).toMatch(/^expect\(…\)\.toOnlyConnect\(…\)\n\n- any other pod → shop\/api 1\/TCP\n/);
    expect(message).toContain('0 not expected, 1 missing');
    expect(SHOP).toOnlyConnect(['shop/web -> shop/api 9000/TCP # as people type it'], { from: 'web', to: 'api' });
    expect(SHOP).toOnlyConnect([], { from: 'web', to: 'db' });
    expect(SHOP).not.toOnlyConnect([], { from: 'web', to: 'api' });
  });

  test('takes the ranges of a cluster', () => {
    const manifests = [
      deployment('web:1'),
      {
        ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' } },
        spec: {
          podSelector: {},
          policyTypes: ['Egress', 'Ingress'],
          egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
        },
      },
    ];
    expect(manifests).not.toOnlyConnect(['shop/web → 10.0.0.0/8 every TCP port'], { from: 'web' });
    const cluster = { podCidrs: ['192.168.0.0/16'], from: 'web' };
    const lines = ['TCP', 'UDP', 'SCTP'].map((protocol) => `shop/web → 10.0.0.0/8 every ${protocol} port`);
    expect(manifests).toOnlyConnect(lines, cluster);
  });
});

describe('toAllowConnection', () => {
  test('is one connection, by a number or a name, and through a Service', () => {
    expect(SHOP).toAllowConnection({ from: 'web', to: 'api', port: 'grpc' });
    expect(SHOP).toAllowConnection({ from: 'web', to: 'orders', port: 80 });
    expect(SHOP).not.toAllowConnection({ from: 'web', to: 'db', port: 'sql' });
    expect(referencePlan('production')).toAllowConnection({ from: 'dwcp-worker', to: 'dwcp-redis', port: 6379 });
  });

  test('says why', () => {
    expect(failureOf(() => expect(SHOP).toAllowConnection({ from: 'web', to: 'db', port: 5432 }))).toMatch(
      /toAllowConnection\(…\)\n\nDeployment shop\/web → StatefulSet shop\/db 5432\/TCP: denied\n {2}egress {3}stops it/,
    );
  });

  test('fails what is unknown, with .not too', () => {
    const connection = { from: 'import', to: 'api', port: 9000 };
    expect(failureOf(() => expect(SHOP).toAllowConnection(connection))).toContain(': unknown\n');
    expect(failureOf(() => expect(SHOP).not.toAllowConnection(connection))).toContain(': unknown\n');
  });
});

test('they extend an expect that is no global', () => {
  expect(Object.keys(matchers)).toEqual(['toPassPolicies', 'toOnlyConnect', 'toAllowConnection']);
});
