import { ApiObject, App, Chart } from 'cdk8s';
import { planOf, synthesize } from '../../constructs';
import { judge } from '../../policies/index';
import { cpu, ms } from './cpu';
import { servicesIn } from './services';

const CHARTS = 2000;
const OBJECTS_PER_CHART = 4;

/** How many times the CPU of ours cdk8s takes for the same charts, at least. */
const FASTER = 15;

/** Services; the last makes 50,000 resources and more. */
const SIZES = [400, 1600, 6400] as const;

/** How much more CPU a resource may take in the largest tree than in the smallest: linear, and no more than the noise. */
const LINEAR = 1.6;

const MOST_MEMORY = 2 * 1024 ** 3;

/**
 * CPU of synthesis: against that of cdk8s for the same charts, and by the number of resources.
 *
 * @throws Error when it is slower, or grows faster, than is promised.
 */
export function synthesis(): void {
  const missed = [...againstCdk8s(), ...bySize()];
  if (missed.length > 0) throw new Error(missed.join('; '));
  console.log('as promised');
}

function againstCdk8s(): string[] {
  const tree = charts(CHARTS);
  synthesize(charts(100));
  const ours = cpu(() => synthesize(tree));
  // eslint-disable-next-line no-restricted-syntax -- the peer that is measured against
  const theirs = cpu(() => tree.synthYaml());
  const ratio = theirs / ours;
  console.log(
    `${CHARTS} charts of ${OBJECTS_PER_CHART} objects: synthesize ${ms(ours)}, cdk8s synthYaml ${ms(theirs)}, ×${ratio.toFixed(1)}`,
  );
  return ratio >= FASTER
    ? []
    : [`cdk8s takes ×${ratio.toFixed(1)} the CPU of synthesize, where ×${FASTER} is promised`];
}

function bySize(): string[] {
  console.log('services  resources  planOf          per resource  judge           memory');
  const perResource = SIZES.map((size) => {
    const tree = servicesIn(size);
    let resources = 0;
    const ours = cpu(() => {
      resources = planOf(tree).resources.length;
    });
    const plan = planOf(tree);
    const rules = cpu(() => judge(plan));
    const each = (1000 * ours) / resources;
    const row = [
      size,
      resources,
      ms(ours),
      `${each.toFixed(0)} µs`,
      ms(rules),
      `${(memory() / 1024 ** 2).toFixed(0)} MiB`,
    ];
    console.log(row.map((cell, column) => String(cell).padEnd([8, 9, 14, 12, 14, 0][column]!)).join('  '));
    return { resources, each };
  });
  const [first, last] = [perResource[0]!, perResource.at(-1)!];
  const growth = last.each / first.each;
  return [
    ...(last.resources < 50_000
      ? [`the largest tree has ${last.resources} resources, where 50,000 are to be measured`]
      : []),
    ...(growth > LINEAR
      ? [`a resource takes ×${growth.toFixed(1)} the CPU in the largest tree: that is not linear`]
      : []),
    ...(memory() > MOST_MEMORY ? [`it took ${(memory() / 1024 ** 3).toFixed(1)} GiB, where 2 are promised`] : []),
  ];
}

/** The most that the process has ever had in memory. */
function memory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Charts as cdk8s is used without us. */
function charts(count: number): App {
  const app = new App();
  for (let index = 0; index < count; index += 1) {
    const chart = new Chart(app, `chart-${index}`, { namespace: 'shop', disableResourceNameHashes: true });
    for (let part = 0; part < OBJECTS_PER_CHART; part += 1) {
      const metadata = { name: `settings-${index}-${part}` };
      new ApiObject(chart, `settings-${part}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } });
    }
  }
  return app;
}
