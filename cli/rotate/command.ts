import { type Command, Option } from 'commander';
import { DIAGNOSIS_FORMATS, type DiagnosisFormat } from '../diagnosis/format';
import { repeated } from '../output';
import { configJsonOption } from '../platform/resolved/option';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';

const EXAMPLES = `
Examples:
  dwcp rotate verify staging                         how old each is, and when the next one is due
  dwcp rotate verify staging --audit vault.log       who had each made, too, of the lines that its audit device wrote
  dwcp rotate verify production --at 2027-01-01      what will be overdue then, if nobody does anything
  dwcp rotate verify staging --json                  for another program: @dwcp/baseline/rotate.schema.json has the shape

It asks the Vault of the facts, as $VAULT_TOKEN or whoever ran vault login, trusts $VAULT_CACERT, and reads no value of any
secret. What it may not read is unknown, which is not in order: docs/guides/rotate.md has the policy.

Exit status: 0 each is followed in time, 1 one is overdue or nobody knows, 2 the input or the call is wrong.`;

interface Options {
  readonly format: DiagnosisFormat;
  readonly json?: boolean;
  readonly audit?: string;
  readonly at?: string;
  readonly out?: readonly string[];
  readonly configJson?: string;
}

export function addRotate(program: Command, { options, platform, done }: Session): void {
  program
    .command('rotate')
    .description('what rotates: keys, secrets, logins, certificates and their authorities')
    .command('verify <environment>')
    .description('ask Vault how old each credential is, when the next one is due, and who had it made')
    .option('--audit <file>', 'what an audit device of Vault has written, as lines of JSON')
    .option('--at <time>', 'as if it were then, instead of now')
    .addOption(oneOf(new Option('--format <format>', 'how to print what is found'), DIAGNOSIS_FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file; of several, each by its ending', repeated)
    .addOption(configJsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, { json = false, format, ...given }: Options) => {
      const { rotateVerify } = await import('./verify.js');
      const { directory } = options();
      const asked = { ...given, format: json ? 'json' : format, directory } as const;
      done(await rotateVerify(await platform(), environment, asked));
    });
}
