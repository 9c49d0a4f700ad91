import { type Command, Option } from 'commander';
import { DIAGNOSIS_FORMATS, type DiagnosisFormat } from '../diagnosis/format';
import { skipOption } from '../diagnosis/skip-option';
import { repeated } from '../output';
import { configJsonOption } from '../platform/resolved/option';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { PROOF_IDS } from './ids';

const EXAMPLES = `
Examples:
  dwcp verify staging --image registry.example.com/busybox@sha256:…            try every declared connection, and others
  dwcp verify staging --image registry.example.com/busybox@sha256:… --dry-run  what would be put into which pods
  dwcp verify staging --image registry.example.com/busybox@sha256:… --access ci:verify | kubectl apply --filename -
      what a service account has to be allowed that runs it, and nothing more

It is tried from inside a pod of each workload, by an ephemeral container of that image, which needs what BusyBox has, sees no volume,
and ends at once. What cannot be tried is unknown, which is not in order: docs/guides/check-the-cluster.md.

Exit status: 0 it lets through what is declared, 1 it does not or nobody knows, 2 the input or the call is wrong.`;

interface Options {
  readonly format: DiagnosisFormat;
  readonly image: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly access?: string;
  readonly out?: readonly string[];
  readonly skip?: readonly string[];
  readonly configJson?: string;
}

export function addVerify(program: Command, { options, platform, done }: Session): void {
  program
    .command('verify <environment>')
    .description(
      'prove from inside its pods that a deployed environment lets through what is declared, and nothing else',
    )
    .requiredOption('--image <image>', 'what tries, by its digest: any image with the programs of BusyBox')
    .option('--dry-run', 'only print what would be put into which pods')
    .option('--access <namespace:name>', 'only print what a service account has to be allowed that runs it')
    .addOption(oneOf(new Option('--format <format>', 'how to print what is found'), DIAGNOSIS_FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file; of several, each by its ending', repeated)
    .addOption(skipOption('leave a proof out, and say so; may be repeated', PROOF_IDS))
    .addOption(configJsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, { json = false, dryRun = false, format, ...given }: Options) => {
      const { verify } = await import('./verify.js');
      const { directory } = options();
      const asked = { ...given, dryRun, format: json ? 'json' : format, directory } as const;
      done(await verify(await platform(), environment, asked));
    });
}
