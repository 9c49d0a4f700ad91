import { type Command, InvalidArgumentError, Option } from 'commander';
import { repeated } from '../output';
import { configJsonOption } from '../platform/resolved/option';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { SLO_FORMATS, type SloFormat } from './format';

const EXAMPLES = `
Examples:
  dwcp slo production                                            by the Prometheus that its facts name, through kubectl
  dwcp slo production --prometheus https://prometheus.example.com  by the one at an address
  dwcp slo production --month 2026-10 --out october.md           what a month comes to, for its customers
  dwcp slo production --format html --out levels.html            a page for a browser, in which each budget is drawn
  dwcp slo production --json                                     for another program: @dwcp/baseline/slo.schema.json has the shape

An address is asked as $PROMETHEUS_TOKEN, if there is one, and trusted by the authorities in $NODE_EXTRA_CA_CERTS too. What is
missed, and what a pace means: docs/guides/service-levels.md.

Exit status: 0 each level is kept, 1 one is missed or nobody knows, 2 the input, the call or the server is wrong.`;

interface Options {
  readonly format: SloFormat;
  readonly json?: boolean;
  readonly prometheus?: string;
  readonly timeout: number;
  readonly at?: string;
  readonly month?: string;
  readonly out?: readonly string[];
  readonly configJson?: string;
}

export function addSlo(program: Command, { options, platform, done }: Session): void {
  program
    .command('slo <environment>')
    .description('ask Prometheus what is left of the budget of each service, and what the month comes to')
    .option('--prometheus <url>', 'a Prometheus to ask, instead of the one that the facts name')
    .option('--timeout <seconds>', 'how long to wait for each answer of that address', seconds, 30)
    .option('--at <time>', 'as if it were then, instead of now')
    .option('--month <month>', 'the month to report, such as 2026-10, instead of the present one')
    .addOption(oneOf(new Option('--format <format>', 'how to print what is found'), SLO_FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file; of several, each by its ending', repeated)
    .addOption(configJsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, { json = false, format, ...given }: Options) => {
      const { slo } = await import('./slo.js');
      const { directory } = options();
      done(await slo(await platform(), environment, { ...given, format: json ? 'json' : format, directory }));
    });
}

function seconds(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write whole seconds, from 1 to 9999.');
}
