import { type Command, InvalidArgumentError, Option } from 'commander';
import { repeated } from '../output';
import { configJsonOption } from '../platform/resolved/option';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { ONCALL_FORMATS, type OnCallFormat } from './format';

const EXAMPLES = `
Examples:
  dwcp oncall production                          whose week it is, the weeks after, and what there is to do
  dwcp oncall production --at 2027-01-04 --weeks 8  as if it were then, and eight weeks from there
  dwcp oncall production --format markdown        checklists to tick, for a ticket or a wiki
  dwcp oncall production --incident 'Payments are slow' --out incident.md
                                                  a report to write while it lasts

An environment has a rotation by the construct OnCallRotation: docs/guides/on-call.md. Times are in UTC.
@dwcp/baseline/oncall.schema.json has the shape of --json.

Exit status: 0 somebody is on call for each rotation, 1 nobody is, or there is none, 2 the input is wrong.`;

interface Options {
  readonly format?: OnCallFormat;
  readonly json?: boolean;
  readonly at?: string;
  readonly weeks: number;
  readonly incident?: string;
  readonly out?: readonly string[];
  readonly configJson?: string;
}

export function addOnCall(program: Command, { options, platform, done }: Session): void {
  program
    .command('oncall <environment>')
    .description('tell who is on call, week by week, and what they do; begin the report of an incident')
    .option('--at <time>', 'as if it were then, instead of now')
    .option('--weeks <number>', 'how many weeks to tell after the present one', weeks, 4)
    .option('--incident <title>', 'write the report of an incident to fill in, instead of who is on call')
    .addOption(oneOf(new Option('--format <format>', 'how to print it (default: "text")'), ONCALL_FORMATS))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file; of several, each by its ending', repeated)
    .addOption(configJsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, { json = false, format, ...given }: Options) => {
      const { oncall } = await import('./oncall.js');
      const { directory } = options();
      const as = json ? 'json' : format;
      done(await oncall(await platform(), environment, { ...given, ...(as && { format: as }), directory }));
    });
}

function weeks(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number, from 0 to 999.');
}
