import { type Command, Option } from 'commander';
import { DIAGNOSIS_FORMATS, type DiagnosisFormat } from '../diagnosis/format';
import { skipOption } from '../diagnosis/skip-option';
import { repeated } from '../output';
import { configJsonOption } from '../platform/resolved/option';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { CHECK_IDS } from './ids';

const EXAMPLES = `
Examples:
  dwcp doctor staging                     the cluster that the context of staging leads to
  DWCP_CONTEXT=admin dwcp doctor staging  the same, by another name in your kubeconfig
  dwcp doctor staging --json              for another program: @dwcp/baseline/doctor.schema.json has the shape
  dwcp doctor live --skip encryption      where the provider keeps the API server out of sight

kubectl asks the cluster, and only ever to get something. What it may not read is unknown, which is not in order.

Exit status: 0 the cluster is as the facts say, 1 it deviates or nobody knows, 2 the input or the call is wrong.`;

interface Options {
  readonly format: DiagnosisFormat;
  readonly json?: boolean;
  readonly out?: readonly string[];
  readonly skip?: readonly string[];
  readonly configJson?: string;
}

export function addDoctor(program: Command, { options, platform, done }: Session): void {
  program
    .command('doctor <environment>')
    .description('hold the live cluster against what the facts say of it: addresses, operators, mesh, versions')
    .addOption(oneOf(new Option('--format <format>', 'how to print what is found'), DIAGNOSIS_FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file; of several, each by its ending', repeated)
    .addOption(skipOption('leave a check out, and say so; may be repeated', CHECK_IDS))
    .addOption(configJsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, { json = false, format, ...given }: Options) => {
      const { doctor } = await import('./doctor.js');
      const { directory } = options();
      done(await doctor(await platform(), environment, { ...given, format: json ? 'json' : format, directory }));
    });
}
