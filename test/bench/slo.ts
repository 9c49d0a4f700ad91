import { App } from 'cdk8s';
import { Dashboards, Environment, OnCallRotation, planOf, SecureNamespace, WebService } from '../../constructs';
import { alertsIn } from '../../constructs/observability/runbooks/declared-alert';
import { alertsByName, runbook } from '../../constructs/observability/runbooks/runbook';
import { FACTS, IMAGE, POSTURE, RESOURCES } from '../support/environment';
import { cpu, ms } from './cpu';

/** Services with a level, and what all that follows from it may take for the first number of them, in milliseconds of CPU. */
const SIZES = [200, 1000, 5000] as const;
const LIMIT = 500;

/** How much more a service may take in the largest tree than in the smallest: linear, and no more than the noise. */
const LINEAR = 1.6;

const NAMESPACES = 20;
const RUNS = 3;

/**
 * CPU of service levels with their rules, alerts, dashboards, routes and runbooks, beside that of the same services without.
 *
 * @throws Error when it takes more, or grows faster, than is promised, or when two runs differ.
 */
export function slo(): void {
  const loaded = cpu(() => render(1, true));
  console.log(`the first time, with the SDK of dashboards: ${ms(loaded)}`);
  console.log('services  alerts  bytes     without   with      of it levels  per service  times as much');
  const each = SIZES.map((size) => {
    const texts = [render(size, true), render(size, true)] as const;
    const without = least(() => render(size, false));
    const all = least(() => render(size, true));
    const levels = all - without;
    const { text, alerts } = texts[0];
    const row = [
      ...[size, alerts, text.length, ms(without), ms(all), ms(levels)],
      ...[`${((1000 * levels) / size).toFixed(0)} µs`, `×${(all / without).toFixed(1)}`],
    ];
    console.log(row.map((cell, column) => String(cell).padEnd([8, 6, 8, 8, 8, 12, 11, 0][column]!)).join('  '));
    if (texts[1].text !== text) throw new Error(`two runs of ${size} services differ`);
    return { size, levels };
  });
  const [first, last] = [each[0]!, each.at(-1)!];
  const growth = last.levels / last.size / (first.levels / first.size);
  const missed = [
    ...(first.levels > LIMIT ? [`${SIZES[0]} levels take ${ms(first.levels)}, where ${ms(LIMIT)} are promised`] : []),
    ...(growth > LINEAR ? [`a level takes ×${growth.toFixed(1)} the CPU in the largest tree: that is not linear`] : []),
  ];
  if (missed.length > 0) throw new Error(missed.join('; '));
  console.log(`as promised: ${ms(first.levels)} of ${ms(LIMIT)}, and ×${growth.toFixed(2)} each in the largest`);
}

/** Of a few runs, which other work on the machine disturbs least. */
function least(action: () => unknown): number {
  return Math.min(...Array.from({ length: RUNS }, () => cpu(action)));
}

/** Services, planned; with all that follows from a level, and its runbooks, or without. */
function render(services: number, isHeld: boolean): { readonly text: string; readonly alerts: number } {
  const tree = new Environment(new App(), 'test', { posture: POSTURE, facts: FACTS });
  for (let index = 0; index < Math.min(NAMESPACES, services); index += 1) {
    const count = Math.floor((services + index) / NAMESPACES) || 1;
    declare(new SecureNamespace(tree, `shop-${index}`), count, isHeld);
  }
  const { resources } = planOf(tree);
  const alerts = alertsIn(resources);
  const books = isHeld ? [...alertsByName(alerts)].map(([name, some]) => runbook(name, some)) : [];
  return { text: [JSON.stringify(resources), ...books].join('\n'), alerts: alerts.length };
}

function declare(namespace: SecureNamespace, count: number, isHeld: boolean): void {
  const services = Array.from(
    { length: count },
    (_, index) =>
      new WebService(namespace, `web-${index}`, {
        ...{ image: IMAGE, scale: 2, resources: RESOURCES },
        slo: isHeld ? {} : 'none',
      }),
  );
  if (!isHeld) return;
  new Dashboards(namespace, 'dashboards', { services });
  const pager = (key: string) => ({ pagerDuty: { secret: 'pagers', key } });
  new OnCallRotation(namespace, 'on-call', {
    members: [
      { name: 'ana', reach: [pager('ana')] },
      { name: 'ben', reach: [pager('ben')] },
    ],
    ...{ timeZone: 'Europe/Berlin', starts: '2026-11-30', weeks: 26 },
    ...{ escalation: [pager('heads')], stakeholders: [pager('stakeholders')], warnings: [pager('desk')] },
    deadMansSwitch: { webhook: { secret: 'pagers', key: 'expected' } },
  });
}
