import { type Command, Help, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../../constructs/fields/nearest';
import { UserError } from '../../constructs/invalid';
import { tryCidr } from '../../constructs/network/cidr';
import { repeated } from '../output';
import type { Session } from '../session';
import { oneOf } from '../terminal/one-of';
import { EXPECTED, FORMATS, type Format } from './format';
import type { SourceOptions } from './source';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

const SOURCE = 'an environment of the platform; a folder or a file of manifests; or - for standard input';

const EXAMPLES = `
Examples:
  dwcp connections production
      who can open a connection to whom; --json for another program: @dwcp/baseline/connections.schema.json has the shape
  dwcp connections production --format html > production.html
      the same as one page: a picture, a search, and tables
  kubectl get deploy,sts,ds,cj,svc,netpol,ns -A -o yaml | dwcp connections -
      the same for what runs in a cluster
  dwcp connections production --from dwcp-report --to dwcp-redis --port 6379
      why it is denied, and what would have to be declared
  dwcp connections ./manifests --from web --to orders
      each port of orders, a workload or a Service: allowed or denied, and why
  dwcp connections ./manifests --from web --to orders --port http
      the port by its name, which each workload behind a Service may number otherwise
  dwcp connections production --from dwcp-api
      all that it can reach; --to alone for all that can reach it
  dwcp connections production --from edge --to dwcp-redis --port 6379 --expect denied
      the same answer, and exit status 1 when it is not denied
  dwcp connections ./manifests --format lines > connections.txt
      a line for each, to commit and review
  dwcp connections ./manifests --expect connections.txt
      exit status 1 when anything else is possible, or anything of it is not
  dwcp connections diff staging production
      what becomes possible, and what impossible

Exit status: 0 it was answered, 1 it is not what --expect or --exit-code asks for, 2 the input or the call is wrong.`;

interface Options {
  readonly format: Format;
  readonly json?: boolean;
  readonly namespace: string;
  readonly podCidr?: readonly string[];
  readonly nodeCidr?: readonly string[];
  readonly assumeNamespace?: readonly string[];
  readonly strict?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly port?: number | string;
  readonly protocol?: (typeof PROTOCOLS)[number];
  readonly expect?: string;
}

/** Adds `dwcp connections` and `dwcp connections diff`. */
export function addConnections(program: Command, session: Session): void {
  const { done } = session;
  const command = program
    .command('connections')
    .argument('<source>', SOURCE)
    .description('show who can open a connection to whom, from the policies alone, and why')
    .addOption(oneOf(new Option('--format <format>', 'how to print it'), FORMATS).default('table'))
    .option('--json', 'the same as --format json')
    .option('--namespace <name>', 'namespace of manifests that name none', 'default')
    .option('--pod-cidr <cidr>', 'addresses of pods, which no manifest says; may be repeated', networks)
    .option('--node-cidr <cidr>', 'addresses of nodes, the same way', networks)
    .option(
      '--assume-namespace <name[,label=value]>',
      'a namespace that exists though no manifest declares it; may be repeated',
      repeated,
    )
    .option('--strict', 'fail where anything of the manifests cannot be read, instead of answering for the rest')
    .option('--from <name>', 'who calls: a workload, a peer, an address or a range')
    .option('--to <name>', 'who is called: the same, or a Service')
    .option(
      '--port <port>',
      'the port that is called: its number, or its name at the Service or the container',
      portCalled,
    )
    .addOption(oneOf(new Option('--protocol <protocol>', 'of the port (default: TCP of a number)'), PROTOCOLS))
    .option(
      '--expect <expected>',
      'exit with 1 where the connections are not those of this file, as --format lines prints them; with --port, where the answer is not this: allowed or denied',
    )
    .addHelpText('after', EXAMPLES)
    .action(async (what: string, options: Options) => done(await show(what, options, session)));
  command
    .command('diff')
    .argument('<a>', SOURCE)
    .argument('<b>', 'the same')
    .description('say what becomes possible and what impossible from A to B')
    .option('--exit-code', 'exit with 1 where anything does')
    // Commander gives the options to the outer command, wherever they stand.
    .configureHelp({ showGlobalOptions: true, visibleGlobalOptions: withoutQuestion })
    .action(async (a: string, b: string, { exitCode = false }: { readonly exitCode?: boolean }) => {
      const options = command.opts<Options>();
      const asked = QUESTION.filter((name) => command.getOptionValueSource(name) === 'cli');
      if (asked.length > 0) {
        const names = asked.map((name) => `--${name}`).join(' and ');
        throw new UserError([
          `${names} ${asked.length > 1 ? 'ask' : 'asks'} why, of one input; ask \`dwcp connections\` of A and of B`,
        ]);
      }
      assertFormat(options, 'what changed');
      const { connectionsDiff } = await import('./answer-diff.js');
      const print = { json: isJson(options), exitCode };
      done(connectionsDiff(a, b, print, await sourceOptions(options, session, [a, b])));
    });
}

/** The options that ask why. */
const QUESTION = ['from', 'to', 'port', 'protocol', 'expect'];

function withoutQuestion(command: Command): Option[] {
  const help = Object.assign(new Help(), { showGlobalOptions: true });
  return help.visibleGlobalOptions(command).filter((option) => !QUESTION.includes(option.attributeName()));
}

async function show(what: string, options: Options, session: Session): Promise<number> {
  const { from, to, port, protocol, expect } = options;
  const source = await sourceOptions(options, session, [what]);
  if (port === undefined) return showAll(what, options, source);
  if (from === undefined || to === undefined) {
    const missing = Object.entries({ '--from': from, '--to': to }).flatMap(([name, value]) =>
      value === undefined ? [name] : [],
    );
    throw new UserError([`${missing.join(' and ')} must be given too: why takes --from, --to and --port`]);
  }
  assertFormat(options, 'why');
  if (expect !== undefined && !isExpected(expect)) {
    const meant = nearest(expect, EXPECTED);
    const remedy = meant === undefined ? 'write allowed or denied' : `did you mean ${meant}?`;
    throw new UserError([`--expect ${expect}: is no answer about one connection; ${remedy}`]);
  }
  const { connectionsWhy } = await import('./answer-why.js');
  return connectionsWhy(what, { from, to, port, protocol, expect }, isJson(options), source);
}

/** Everything that is possible, of one or between two: without a port. */
async function showAll(what: string, options: Options, source: SourceOptions): Promise<number> {
  const { from, to, protocol, expect } = options;
  if (expect === 'allowed' || expect === 'denied') {
    throw new UserError([`--expect ${expect} is about one connection; give --from, --to and --port`]);
  }
  if (protocol !== undefined && (from === undefined || to === undefined)) {
    throw new UserError([`--protocol ${protocol} is of a port; give --from and --to, too`]);
  }
  if (expect !== undefined) {
    assertFormat(options, 'what differs');
    const { connectionsExpected } = await import('./answer.js');
    return connectionsExpected(what, { from, to }, { file: expect, json: isJson(options) }, source);
  }
  const { connections } = await import('./answer.js');
  return connections(what, { from, to, protocol }, isJson(options) ? 'json' : options.format, source);
}

/** With the platform, if one of the sources may be an environment. A folder is read where nobody has a platform, too. */
async function sourceOptions(options: Options, session: Session, sources: readonly string[]): Promise<SourceOptions> {
  const { namespace, podCidr = [], nodeCidr = [], assumeNamespace = [], strict = false } = options;
  const { isPath } = await import('./source.js');
  const platform = sources.every(isPath) ? undefined : await session.tryPlatform();
  return {
    directory: session.options().directory,
    namespace,
    podCidrs: podCidr,
    nodeCidrs: nodeCidr,
    assumeNamespaces: assumeNamespace,
    strict,
    platform,
  };
}

function isExpected(text: string): text is (typeof EXPECTED)[number] {
  return EXPECTED.some((word) => word === text);
}

function assertFormat(options: Options, what: string): void {
  if (options.format === 'table' || isJson(options)) return;
  throw new UserError([`--format ${options.format} cannot say ${what}; take table or json`]);
}

function isJson({ format, json = false }: Options): boolean {
  return json || format === 'json';
}

/** As Kubernetes calls ports: of a container and of a Service. */
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function portCalled(text: string): number | string {
  if (PORT_NAME.test(text)) return text;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) {
    throw new InvalidArgumentError('It must be a number from 1 to 65535, or the name of a port such as http.');
  }
  return port;
}

function networks(text: string, before: readonly string[] = []): readonly string[] {
  if (tryCidr(text) === undefined) throw new InvalidArgumentError('It must be a range such as 10.244.0.0/16.');
  return [...before, text];
}
