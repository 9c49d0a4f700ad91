import type { Facts } from '../../constructs/facts/facts';
import { UserError } from '../../constructs/invalid';
import { monitoring } from '../../constructs/operators/whereabouts';
import { clusterOf } from '../cluster/cluster';
import { contextOf } from '../cluster/context';
import { identified } from '../cluster/identity';
import { Unreadable } from '../cluster/kubectl';
import { outputsOf, put } from '../output';
import { type LoadedPlatform, planEnvironment, readFacts } from '../platform/loaded';
import { withConfigJson } from '../platform/resolved/with-config-json';
import { jsonText } from '../terminal/json';
import { timeGiven } from '../time-given';
import { SERVICE } from '../verify/prometheus';
import { ENDINGS, type SloFormat } from './format';
import { htmlOf } from './html';
import { measure } from './measure';
import { markdownOf, textOf } from './print';
import { type Prometheus, pathOf, prometheusAt, samplesIn } from './prometheus';
import { promisedIn } from './promised';
import { isKept, type Report } from './report';

export interface SloOptions {
  readonly format: SloFormat;
  readonly directory: string;
  /** Address of a Prometheus. @default - the one that the facts name, through the API server */
  readonly prometheus?: string;
  /** Seconds to wait for each answer of an address. */
  readonly timeout: number;
  /** The time that it is asked of: `2027-01-31`. @default - now */
  readonly at?: string;
  /** The month that is reported, at its end or as far as it has passed: `2027-01`. @default - that of `at` */
  readonly month?: string;
  /** @default - it is printed */
  readonly out?: readonly string[];
  /** @default - the stack file is read */
  readonly configJson?: string;
}

/** Asks Prometheus how an environment keeps its service levels: 1 where one is missed, or nobody knows. */
export async function slo(platform: LoadedPlatform, environment: string, options: SloOptions): Promise<number> {
  const { format, directory, out = [], configJson, prometheus: address, timeout } = options;
  const at = momentOf(options, Date.now());
  const from = configJson === undefined ? platform : withConfigJson(platform, environment, configJson, directory);
  const [facts, plan] = [readFacts(from, environment), planEnvironment(from, environment)];
  const promised = promisedIn(plan);
  if (promised.length === 0) {
    throw new UserError([`${environment} holds no service to a level; give a WebService \`slo\`, or expose it`]);
  }
  const prometheus = address === undefined ? await ofFacts(facts) : prometheusAt(address, timeout);
  const report = await measure(plan.environment, promised, prometheus, at);
  refuseEmpty(report);
  await put(outputsOf(out, format, ENDINGS), directory, (as, width) => {
    if (as === 'json') return jsonText(report);
    if (as === 'html') return htmlOf(report);
    return as === 'markdown' ? markdownOf(report) : textOf(report, width);
  });
  return isKept(report) ? 0 : 1;
}

/** One that knows nothing of the environment says nothing about it, and is as a rule another one's. */
function refuseEmpty({ objectives, month, prometheus, environment }: Report): void {
  if ([...objectives, ...month.services].some(({ outcome }) => outcome !== 'unknown')) return;
  throw new UserError([
    `the Prometheus at ${prometheus} knows nothing of the services of ${environment}; see that it is the one of that environment, ` +
      'reads its PrometheusRules, and has run for longer than five minutes since',
  ]);
}

/** The Prometheus of the cluster that the facts name, and of no other, through its API server. */
async function ofFacts(facts: Facts): Promise<Prometheus> {
  const { namespace } = monitoring(facts);
  const context = contextOf(facts);
  const cluster = clusterOf(context);
  const path = `/api/v1/namespaces/${namespace}/services/${SERVICE}/proxy`;
  const { findings } = await identified(facts.cluster.id, context, cluster);
  const wrong = findings.find(({ status }) => status !== 'ok');
  if (wrong !== undefined) throw new UserError([`${wrong.says}; ${wrong.remedy ?? 'give --prometheus an address'}`]);
  const name = `${namespace}/${SERVICE}`;
  return {
    name,
    async query(expression, at) {
      try {
        return samplesIn(name, (await cluster.text(`${path}${pathOf(expression, at)}`)) ?? '', 404);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        throw new UserError([
          `the Prometheus at ${name} cannot be asked: ${error.message}; give --prometheus an address`,
        ]);
      }
    },
  };
}

function momentOf({ at, month }: Pick<SloOptions, 'at' | 'month'>, now: number): number {
  if (at !== undefined && month !== undefined) {
    throw new UserError(['--at and --month: each says the time; give one of them']);
  }
  if (month !== undefined) {
    const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
    if (year === undefined) throw new UserError([`--month ${month}: is no month; write it as 2027-01`]);
    if (Date.UTC(Number(year), Number(number) - 1) >= now) {
      throw new UserError([`--month ${month}: has not begun; name one that has`]);
    }
    return Math.min(now, Date.UTC(Number(year), Number(number)));
  }
  return at === undefined ? now : timeGiven('--at', at);
}
