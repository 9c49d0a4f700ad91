import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Dashboards, OnCallRotation, SecureNamespace, synthesize, WebService } from '../../constructs';
import type { Manifest } from '../../constructs/plan/resource';
import { environment, IMAGE, objectsOf, RESOURCES } from '../support/environment';
import { ROTATION } from '../support/on-call';
import { NativeConfig } from './alertmanager/alertmanager';
import { FASTER, fasterRules } from './paged/faster';
import { ask as askAlways } from './paged/load';
import { startMonitoring } from './paged/monitoring';
import { startPagers } from './paged/pagers';
import { type AskRange, filled, panelsOf } from './paged/panels';
import { draw, drawingLacks } from './paged/picture';
import { Service } from './paged/service';
import { eventually } from './support/eventually';
import { expectRecorded, metricsOf } from './support/metrics';

const say = (line: string) => process.stderr.write(`paged: ${line}\n`);

const NAMED = { namespace: 'shop', service: 'api', boundMs: 200 } as const;
const PER_SECOND = 100;
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** One in twenty fails: a hundred times what availability leaves. One in twenty-five is slow: less than latency leaves. */
const FAULTS = { failsEvery: 20, waitsEvery: 25 } as const;

/** What has an `up`, and an alert that has no labels but those of every one. */
const EVERY_ALERT = '{__name__=~"up|ALERTS",alertname=~"DeadMansSwitch|"}';

/** What an hour takes. */
const HOUR_MS = (3600 * 1000) / FASTER;

const webhook = (key: string) => ({ webhook: { secret: 'pagers', key } });
const member = (name: string) => ({ name, reach: [webhook(name)] as const });

/** A service with its objectives, and people who have been on call for three weeks. */
function shop() {
  const tree = environment();
  const namespace = new SecureNamespace(tree, NAMED.namespace);
  const api = new WebService(namespace, NAMED.service, { image: IMAGE, scale: 2, resources: RESOURCES, slo: {} });
  new Dashboards(namespace, 'dashboards', { services: [api] });
  const rotation = new OnCallRotation(namespace, 'on-call', {
    ...ROTATION,
    members: [member('ana'), member('ben'), member('cem')],
    starts: mondayBefore(Date.now() - 3 * WEEK_MS),
    escalation: [webhook('heads')],
    stakeholders: [webhook('incidents')],
    warnings: [webhook('desk')],
  });
  return { objects: objectsOf(synthesize(tree)), rotation };
}

function mondayBefore(moment: number): string {
  const day = new Date(moment);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

test('a service that fails pages whose week it is, by a real Prometheus and Alertmanager, and is measured as it is', async () => {
  const { objects, rotation } = shop();
  const pagers = await startPagers();
  const service = await Service.start(NAMED);
  const native = await NativeConfig.of(objects, pagers.addressOf);
  const rules = objects.filter(({ metadata }) => ['api-service-level', 'on-call'].includes(metadata.name));
  const monitoring = await startMonitoring({
    target: new URL(service.address).host,
    pod: 'api-0',
    groups: fasterRules(rules),
    alertmanagerFile: native.file,
  });
  const stopAsking = askAlways(service.address, PER_SECOND);
  try {
    // Nobody is told but who expects to hear always.
    await eventually(async () => pagers.told.size > 0, { what: "the dead man's switch", timeoutMs: 90_000 });
    expect([...pagers.told.keys()]).toEqual(['expected']);

    const began = Date.now();
    service.injects(FAULTS);
    const { primary } = rotation.shifts.findLast(({ from }) => Date.parse(from) <= began)!;
    const paged = () => Promise.resolve(pagers.told.get(primary)?.[0]);
    const page = await eventually(paged, { what: `${primary} paged`, timeoutMs: 60_000 });
    say(`${primary} paged ${((page.at - began) / 1000).toFixed(1)} s after the first fault`);
    expect(page).toMatchObject({ status: 'firing', receiver: expect.stringContaining(`primary-${primary}`) });
    expect(page.alerts[0]!.labels).toMatchObject({
      ...{ alertname: 'FailuresBurnBudget', severity: 'critical', namespace: 'shop', service: 'api' },
    });
    expect(page.alerts[0]!.annotations['summary']).toMatch(/^[\d.]+% of the requests to api fail$/);

    await sleep(began + HOUR_MS + 5_000 - Date.now());
    const ratios = await monitoring.ask('service:misses:ratio_rate1h', 'indicator');
    const truth = service.shares(Date.now() - HOUR_MS, Date.now());
    for (const indicator of ['failures', 'slowness'] as const) {
      const [measured, counted] = [ratios[indicator]!, truth[indicator]];
      say(`${indicator}: ${(measured * 100).toFixed(3)} % measured, ${(counted * 100).toFixed(3)} % counted`);
      expect(Math.abs(measured / counted - 1)).toBeLessThan(0.01);
    }
    expect([...pagers.told.keys()].sort()).toEqual([primary, 'expected', 'incidents'].sort());
    expect(Object.keys(await monitoring.ask('ALERTS{alertstate="firing"}', 'alertname')).sort()).toEqual([
      'DeadMansSwitch',
      'FailuresBurnBudget',
    ]);

    const ask = (query: string) => monitoring.askRange(query, began - 15_000, Date.now());
    for (const [title, file] of Object.entries(PICTURES)) await isDrawn(objects, title, file, ask);
    expectRecorded('prometheus', metricsOf(await monitoring.series(EVERY_ALERT)));
  } finally {
    stopAsking();
    await monitoring.stop();
    native.remove();
    await service.stop();
    await pagers.stop();
  }
});

/** Of what is left of a budget: both that burn are gone, and the third one does not. */
const NOTHING_LEFT = ['Lasts for'];

/** Dashboards, and the pictures of them in the guide of whoever is paged. */
const PICTURES = { 'shop: api': 'an-alert-fired-service.png', 'shop: service levels': 'an-alert-fired-levels.png' };

/** Every panel of a dashboard has something to show, and is drawn. `UPDATE_PICTURES=1` has the guide show it. */
async function isDrawn(objects: readonly Manifest[], title: string, file: string, ask: AskRange): Promise<void> {
  const panels = await Promise.all(panelsOf(objects, title).map((panel) => filled(panel, ask)));
  const empty = panels.filter(({ lines }) => !lines.some(({ values }) => [...values.values()].some(Number.isFinite)));
  expect(empty.map(({ panel }) => panel.title)).toEqual(title.endsWith('levels') ? NOTHING_LEFT : []);
  if (drawingLacks !== undefined) {
    say(`no picture of '${title}': ${drawingLacks}`);
    return;
  }
  const { png, graphs } = await draw(title, panels);
  expect(graphs).toBe(panels.filter((one) => one.panel.type === 'timeseries' && !empty.includes(one)).length);
  if (process.env['UPDATE_PICTURES'] === '1') writeFileSync(join(__dirname, '../../docs/images', file), png);
}
