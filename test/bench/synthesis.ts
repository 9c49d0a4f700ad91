import { App } from 'cdk8s';
import { Environment, SecureNamespace, synthesize, WebService } from '../../constructs';
import { judge } from '../../policies/index';
import { FACTS, IMAGE, POSTURE, RESOURCES } from '../support/environment';

const SIZES = [50, 200, 800] as const;
const SERVICES_PER_NAMESPACE = 50;

/** CPU of synthesis and of all rules by the number of resources, and of cdk8s's own synthesis of the same tree. */
export function synthesis(): void {
  measure(SIZES[0]);
  console.log('services  resources  synthesize      per resource   judge           cdk8s synthYaml');
  let before: { readonly resources: number; readonly ours: number; readonly theirs: number } | undefined;
  for (const size of SIZES) {
    const now = measure(size);
    const { resources, ours, rules, theirs } = now;
    const perResource = `${((1000 * ours) / resources).toFixed(0)} µs`;
    console.log(
      [String(size), String(resources), ms(ours), perResource, ms(rules), ms(theirs)]
        .map((cell, column) => cell.padEnd([8, 9, 14, 13, 14, 0][column]!))
        .join('  '),
    );
    if (before !== undefined) {
      const times = (value: number) => `×${value.toFixed(1)}`;
      console.log(
        `          ${times(resources / before.resources)} resources: synthesize ${times(ours / before.ours)}, ` +
          `cdk8s ${times(theirs / before.theirs)}`,
      );
    }
    before = now;
  }
}

function measure(services: number) {
  const tree = platform(services);
  const plan = synthesize(tree);
  return {
    resources: plan.length,
    ours: cpu(() => synthesize(tree)),
    rules: cpu(() => judge(plan)),
    // eslint-disable-next-line no-restricted-syntax -- the peer that is measured against
    theirs: cpu(() => App.of(tree).synthYaml()),
  };
}

/** Services that each call the one before, so that edges grow with them. */
function platform(services: number): Environment {
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

/** Milliseconds of CPU, which other work on the machine disturbs less than the clock. */
function cpu(action: () => unknown): number {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
