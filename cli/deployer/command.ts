import { type Command, Option } from 'commander';
import { repeated } from '../output';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { DEPLOYER_FORMATS, type DeployerFormat } from './format';
import type { SubjectOptions } from './subjects';

const EXAMPLES = `
Examples:
  dwcp deployer staging --service-account ci:deployer | kubectl apply --server-side --force-conflicts -f -
      its namespaces, and the rights in them of whoever runs \`pulumi up\`
  dwcp deployer staging --format hcl | vault policy write dwcp-deployer-staging -
      the policy of the token that it runs with
  dwcp deployer staging --group deployers --out deployer.yaml --out deployer.hcl
      both, each by its ending

Apply them again before a deploy that needs more, and after one that needs less.`;

interface Options extends SubjectOptions {
  readonly format: DeployerFormat;
  readonly out?: readonly string[];
  readonly name?: string;
}

export function addDeployer(program: Command, { options, platform, done }: Session): void {
  program
    .command('deployer <environment>')
    .description('print what whoever deploys it has to be allowed, and nothing more: in the cluster, or in Vault')
    .addOption(oneOf(new Option('--format <format>', 'roles, or a policy of Vault'), DEPLOYER_FORMATS).default('yaml'))
    .option('--user <name>', 'a user who deploys; may be repeated', repeated)
    .option('--group <name>', 'a group whose members deploy; may be repeated', repeated)
    .option('--service-account <namespace:name>', 'a service account that deploys; may be repeated', repeated)
    .option('--name <name>', 'what the roles are called, instead of dwcp-deployer-<environment>')
    .option('--out <file>', 'write it to a file; of several, each by its ending', repeated)
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, { out = [], ...given }: Options) => {
      const { deployer } = await import('./deployer.js');
      done(await deployer(await platform(), environment, { ...given, out, directory: options().directory }));
    });
}
