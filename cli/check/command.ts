import { type Command, Option } from 'commander';
import type { Level } from '../../policies/index';
import { repeated } from '../output';
import { configJsonOption } from '../platform/resolved/option';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { CHECK_FORMATS, type CheckFormat } from './format';

const EXAMPLES = `
Examples:
  dwcp check production             an environment of the platform, with its own rules and exemptions
  dwcp check ./manifests            a folder or a file of manifests, whoever rendered them
  helm template . | dwcp check - --namespace shop
                                    what is on standard input, in the namespace that it is installed into
  pulumi preview --json --show-sames | dwcp check production --pulumi -
                                    what the engine would make of it, by the rules and exemptions of production
  dwcp check --pulumi state.json    a whole stack, whoever declared it, as \`pulumi stack export\` prints it
  pulumi config --json --open --stack live | dwcp check live --config-json -
                                    with what Pulumi ESC and Pulumi.yaml have, beside the stack file
  dwcp check ./manifests --write-baseline baseline.json
                                    what is wrong today, to begin with; --baseline baseline.json then fails on the rest
  dwcp check ./manifests --rule image-by-digest --rule run-as-non-root
                                    by these rules only
  dwcp check live --json            for another program: @dwcp/baseline/check.schema.json has the shape
  dwcp check live --format sarif    for code scanning; github annotates a pull request, gitlab a merge request,
                                    markdown is for a comment, junit for what shows tests

Exit status: 0 every mandatory rule passes, 1 one fails or cannot tell, 2 the input or the call is wrong.`;

/** As the command line says it of what is always required. */
const NOTHING_NAMED = "error: missing required argument 'source'";

interface Options {
  readonly format: CheckFormat;
  readonly json?: boolean;
  readonly out?: readonly string[];
  readonly pulumi?: string;
  readonly configJson?: string;
  readonly strict?: boolean;
  readonly level?: Level;
  readonly rule?: readonly string[];
  readonly baseline?: string;
  readonly exemptions?: string;
  readonly writeBaseline?: string;
  readonly namespace?: string;
  readonly assumeNamespace?: readonly string[];
}

export function addCheck(program: Command, session: Session): void {
  program
    .command('check [source]')
    .description('judge an environment, manifests or a stack by every rule; exit status 1 when a mandatory one fails')
    .addOption(oneOf(new Option('--format <format>', 'how to print the verdicts'), CHECK_FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write them to a file; of several, each by its ending', repeated)
    .option(
      '--pulumi <file>',
      'judge what Pulumi says instead: its state, a preview, or a refresh; - for standard input',
    )
    .addOption(oneOf(new Option('--level <level>', 'only rules of this level'), ['mandatory', 'advisory']))
    .option('--rule <rule>', 'only this rule; may be repeated', repeated)
    .option('--baseline <file>', 'fail only on what is not in this file')
    .option('--exemptions <file>', 'a list of exemptions in YAML, for manifests, which have no platform')
    .addOption(
      new Option('--write-baseline <file>', 'write what is found into a file, for --baseline').conflicts([
        'baseline',
        'level',
        'rule',
        'out',
        'json',
      ]),
    )
    .option('--namespace <name>', 'namespace of manifests that name none (default: "default")')
    .option(
      '--assume-namespace <name[,label=value]>',
      'a namespace that exists though no manifest declares it; may be repeated',
      repeated,
    )
    .option('--strict', 'fail where anything of the manifests cannot be read, instead of judging the rest')
    .addOption(configJsonOption().conflicts('pulumi'))
    .addHelpText('after', EXAMPLES)
    .action(async (what: string | undefined, options: Options, command: Command) => {
      const { json = false, format, out = [], pulumi, configJson, strict = false } = options;
      const { level, rule = [], baseline, exemptions, writeBaseline, namespace, assumeNamespace = [] } = options;
      const declared = () => ({ what: what ?? command.error(NOTHING_NAMED), ...(configJson && { configJson }) });
      const asked = pulumi === undefined ? declared() : { what, pulumi };
      const { check } = await import('./check.js');
      const only = { level, rules: rule };
      const manifests = { strict, exemptions, namespace, assumeNamespaces: assumeNamespace };
      const how = { format: json ? 'json' : format, out, only, baseline, writeBaseline, ...manifests } as const;
      session.done(await check(asked, session, how));
    });
}
