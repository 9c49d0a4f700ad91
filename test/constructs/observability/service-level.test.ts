import { Duration } from 'cdk8s';
import { Gateway, type GatewayProps, SecureNamespace, WebService, type WebServiceProps } from '../../../constructs';
import { BURN_RATES, timesAsFast } from '../../../constructs/observability/burn-rates';
import { objectivesOf } from '../../../constructs/observability/service-level';
import { environment, IMAGE, objectIn, RESOURCES } from '../../support/environment';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Declared {
  readonly data?: 'protected' | 'disposable';
  readonly slo?: WebServiceProps['slo'];
  readonly gateways?: readonly GatewayProps['slo'][];
}

/** A service that one gateway or several expose. */
function shop({ data = 'disposable', slo, gateways = [] }: Declared) {
  const tree = environment({ data, zoneSpread: 'required' });
  const namespace = new SecureNamespace(tree, 'shop', { owner: 'payments' });
  const api = new WebService(namespace, 'api', {
    ...{ image: IMAGE, scale: 2, resources: RESOURCES },
    ...(slo !== undefined && { slo }),
  });
  gateways.forEach((of, index) => {
    const gateway = new Gateway(tree, `edge-${index}`, {
      domain: 'shop.example.com',
      clientCidrs: ['198.51.100.0/24'],
      certificateIssuer: 'public',
      ...(of !== undefined && { slo: of }),
    });
    gateway.expose(api, { path: '/', public: true });
  });
  return tree;
}

function rulesIn(tree: ReturnType<typeof shop>): readonly Rule[] {
  const { groups } = objectIn(tree, 'PrometheusRule', 'api-service-level')['spec'] as { groups: { rules: Rule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

const budgetsOf = (rules: readonly Rule[]) =>
  Object.fromEntries(
    rules
      .filter(({ record }) => record === 'service:budget:ratio')
      .map(({ labels, expr }) => [labels['objective'], expr]),
  );

const STANDARD = { availability: 'vector(0.0005)', errors: 'vector(0.001)', latency: 'vector(0.05)' };

describe('a service level', () => {
  test('leaves 21.6 minutes of thirty days, by the numbers of the standards', () => {
    const [availability] = objectivesOf({});
    expect(availability!.budget * 30 * 24 * 60).toBeCloseTo(21.6, 9);
    expect(objectivesOf({}).map(({ name, budget }) => [name, budget])).toEqual([
      ['availability', 0.0005],
      ['errors', 0.001],
      ['latency', 0.05],
    ]);
  });

  test('is watched at 14.4, 6, 3 and 1 times the pace of its budget', () => {
    expect(BURN_RATES.map((burn) => timesAsFast(burn, 30))).toEqual([14.4, 6, 3, 1]);
  });

  test('is what a service says, in every environment', () => {
    const rules = rulesIn(shop({ slo: { availabilityPercent: 99.9, errorPercent: 0.05 } }));
    expect(budgetsOf(rules)).toEqual({ ...STANDARD, availability: 'vector(0.001)', errors: 'vector(0.0005)' });
    // Of the same requests, the stricter of the two is told of.
    const told = rules.filter(({ alert }) => alert === 'FailuresBurnBudget').map(({ labels }) => labels['objective']);
    expect(told).toEqual(['errors', 'errors', 'errors', 'errors']);
  });

  test('is that of the standards for what a gateway exposes where data is protected, and nowhere else', () => {
    expect(budgetsOf(rulesIn(shop({ data: 'protected', gateways: [undefined] })))).toEqual(STANDARD);
    const none = '0 objects are PrometheusRule api-service-level';
    expect(() => rulesIn(shop({ data: 'protected' }))).toThrow(none);
    expect(() => rulesIn(shop({ data: 'disposable', gateways: [undefined] }))).toThrow(none);
    expect(() => rulesIn(shop({ data: 'protected', gateways: ['none'] }))).toThrow(none);
    expect(() => rulesIn(shop({ data: 'protected', gateways: [undefined], slo: 'none' }))).toThrow(none);
  });

  test('that is left out on purpose is said so, of the service or of the routes of the gateway', () => {
    const said = (tree: ReturnType<typeof shop>, kind: string, name: string) =>
      objectIn(tree, kind, name).metadata.annotations;
    const none = { 'dwcp.io/service-level': 'none' };
    expect(said(shop({ slo: 'none' }), 'Service', 'api')).toEqual(none);
    expect(said(shop({ slo: {} }), 'Service', 'api')).toBeUndefined();
    const [by, forgotten] = [shop({ gateways: ['none'] }), shop({ gateways: [undefined] })];
    expect([said(by, 'Service', 'api'), said(by, 'HTTPRoute', 'api.edge-0')]).toEqual([undefined, none]);
    expect(said(forgotten, 'HTTPRoute', 'api.edge-0')).toBeUndefined();
  });

  test('of a service holds whatever a gateway says; of two gateways the stricter part of each', () => {
    const own = {
      data: 'protected',
      slo: { availabilityPercent: 99 },
      gateways: [{ availabilityPercent: 99.99 }],
    } as const;
    expect(budgetsOf(rulesIn(shop(own)))).toEqual({ ...STANDARD, availability: 'vector(0.01)' });
    const levels = [{ availabilityPercent: 99, latencyP95Milliseconds: 300 }, { errorPercent: 1 }, 'none'] as const;
    for (const gateways of [levels, [...levels].reverse()]) {
      const tree = shop({ gateways });
      expect(budgetsOf(rulesIn(tree))).toEqual(STANDARD);
      expect(bucketsOf(tree)).toContain('100,200,250');
    }
  });

  test.each<[given: unknown, problem: string]>([
    [
      { availabilityPercent: 100 },
      'has 100 for `slo.availabilityPercent`; write a percentage of at least 95 that is below 100, e.g. 99.9',
    ],
    [
      { availabilityPercent: 94.9 },
      'has 94.9 for `slo.availabilityPercent`; write a percentage of at least 95 that is below 100, e.g. 99.9',
    ],
    [{ errorPercent: 0 }, 'has 0 for `slo.errorPercent`; write a percentage above 0 that is 5 at the most, e.g. 0.1'],
    [
      { errorPercent: Number.NaN },
      'has NaN for `slo.errorPercent`; write a percentage above 0 that is 5 at the most, e.g. 0.1',
    ],
    [
      { latencyP95Milliseconds: 0.5 },
      'has 0.5 for `slo.latencyP95Milliseconds`; write a whole number from 1 to 3600000',
    ],
    [{ availability: 99.9 }, 'has an unknown prop `slo.availability`; did you mean `slo.availabilityPercent`?'],
    ['strict', "has 'strict' for `slo`; write what it is held to, or 'none'"],
  ])('of %p is refused', (given, problem) => {
    expect(() => shop({ slo: given as never })).toThrow(`'test/shop/api' ${problem}`);
  });
});

describe('what is told of a service', () => {
  const rules = rulesIn(shop({ slo: { latencyP95Milliseconds: 350 } }));
  const alerts = rules.filter(({ alert }) => alert !== undefined);

  test('says how bad it is, whose it is, what it is and what to do', () => {
    expect(alerts).toHaveLength(10);
    for (const { labels, annotations } of alerts) {
      expect(labels).toMatchObject({ owner: 'payments', namespace: 'shop', service: 'api', rule: 'api-service-level' });
      expect(['critical', 'warning']).toContain(labels['severity']);
      expect(Object.values(annotations).join(' ')).toContain('{{ $value | humanize');
      expect(annotations['runbook_url']).toBeUndefined();
    }
    expect(alerts[0]!.annotations).toEqual({
      summary: '{{ $value | humanizePercentage }} of the requests to api fail',
      description:
        'It is {{ $value | humanizePercentage }} over 1h, and goes on over 5m: 14.4 times its budget of availability or more. At that pace, what it has for 30 days ' +
        'lasts 50 hours at the most. Take back the last change, if there was one, and ask whose requests fail, and how: ' +
        'sum by (source_workload,response_code,response_flags) (rate(istio_requests_total{reporter="source",' +
        'destination_service_name="api",destination_service_namespace="shop"}[5m]))',
    });
    const [slow] = alerts.filter(({ alert }) => alert === 'SlownessBurnsBudget');
    expect(slow!.annotations['summary']).toBe(
      '{{ $value | humanizePercentage }} of the requests to api take longer than 350 ms',
    );
  });

  test('is counted by its callers, and timed by itself', () => {
    const counted = rules.filter(({ expr }) => expr.includes('istio_requests_total'));
    const times = rules.filter(({ expr }) => expr.includes('istio_request_duration'));
    expect(counted.filter(({ expr }) => !expr.includes('reporter="source"'))).toEqual([]);
    expect(times.filter(({ expr }) => !expr.includes('reporter="destination"'))).toEqual([]);
    expect(times.some(({ expr }) => expr.includes(String.raw`le=~"350(\\.0)?"`))).toBe(true);
  });
});

test('a proxy has a bound where a service has its own, and no annotation where it has it anyway', () => {
  expect(bucketsOf(shop({ slo: { latencyP95Milliseconds: 350 } }))).toBe(
    '{"istio":[0.5,1,5,10,25,50,100,250,350,500,1000,2500,5000,10000,30000,60000,300000,600000,1800000,3600000]}',
  );
  expect(bucketsOf(shop({ slo: { latencyP95Milliseconds: Duration.seconds(1).toMilliseconds() } }))).toBeUndefined();
  expect(bucketsOf(shop({}))).toBeUndefined();
});

function bucketsOf(tree: ReturnType<typeof shop>): string | undefined {
  const { template } = objectIn(tree, 'Deployment', 'api')['spec'] as {
    template: { metadata: { annotations: Record<string, string> } };
  };
  return template.metadata.annotations['sidecar.istio.io/statsHistogramBuckets'];
}
