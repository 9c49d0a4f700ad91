import { type Command, Option } from 'commander';
import { repeated } from '../output';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { ADMISSION_FORMATS, type AdmissionFormat, MODES, type Mode } from './format';

const EXAMPLES = `
Examples:
  dwcp admission production --mode audit | kubectl apply --server-side -f -
      first only warn, and write to the audit log what would be refused
  dwcp admission production --outside cert-manager | kubectl apply --server-side -f -
      then refuse it, but for what cert-manager makes
  dwcp admission dev --out admission.yaml
      write them to a file, such as for a repository that somebody applies

They are for the whole cluster, and take Kubernetes 1.31 or newer. Namespaces of Kubernetes and of the operators that the facts name
are not held, nor is what their service accounts make: do not deploy from one of them. Print them again when an exemption ends.`;

interface Options {
  readonly mode?: Mode;
  readonly outside?: readonly string[];
  readonly format: AdmissionFormat;
  readonly json?: boolean;
  readonly out?: readonly string[];
}

export function addAdmission(program: Command, { options, platform, done }: Session): void {
  program
    .command('admission <environment>')
    .description(
      'print the rules as policies of the API server, which then judges what anybody applies by whatever means',
    )
    .addOption(oneOf(new Option('--mode <mode>', 'what comes of a refusal, instead of what the posture says'), MODES))
    .option(
      '--outside <namespace>',
      'another namespace that is not held, such as of an operator; may be repeated',
      repeated,
    )
    .addOption(oneOf(new Option('--format <format>', 'how they are written'), ADMISSION_FORMATS).default('yaml'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write it to a file; of several, each by its ending', repeated)
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, { out = [], json, ...given }: Options) => {
      const { printAdmission } = await import('./print.js');
      const format = json === true ? 'json' : given.format;
      done(
        await printAdmission(await platform(), environment, { ...given, format, out, directory: options().directory }),
      );
    });
}
