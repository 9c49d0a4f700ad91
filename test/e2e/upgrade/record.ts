import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Registration } from '../../support/pulumi/monitor';
import { type Program, runProgram } from '../../support/pulumi/run-program';
import { type Servers, withServers } from '../support/stack-facts';

const ROOT = join(__dirname, '..', '..', '..');
const STACKS = ['dev', 'staging', 'production'];

/** No servers at all: whoever replays a recording puts those of today in their place. */
const SERVERS = JSON.parse(readFileSync(join(__dirname, 'servers.json'), 'utf8')) as Servers;

/**
 * Records what the program of a commit or a tag told the engine, and the stack files of then, for `upgrade.test.ts` to begin with:
 *
 *     npx tsx test/e2e/upgrade/record.ts 3fbcb12
 *
 * The commit is built in a folder of its own, with the dependencies of this checkout.
 */
async function record(commit: string): Promise<void> {
  const checkout = mkdtempSync(join(tmpdir(), 'dwcp-record-'));
  const folder = join(__dirname, commit);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), "require('../replay')(__dirname);\n");
  try {
    execFileSync('git', ['worktree', 'add', '--detach', checkout, commit], { cwd: ROOT, stdio: 'ignore' });
    symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
    execFileSync('npm', ['run', '-s', 'build'], { cwd: checkout, stdio: 'inherit' });
    for (const stack of STACKS) {
      const file = `Pulumi.${stack}.yaml`;
      copyFileSync(join(checkout, file), join(folder, file));
      const told = await toldBy(checkout, stack);
      writeFileSync(join(folder, `${stack}.jsonl`), told.map((one) => `${JSON.stringify(one)}\n`).join(''));
    }
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', checkout], { cwd: ROOT, stdio: 'ignore' });
    rmSync(checkout, { recursive: true, force: true });
  }
}

async function toldBy(checkout: string, stack: string): Promise<readonly object[]> {
  const file = readFileSync(join(checkout, `Pulumi.${stack}.yaml`), 'utf8');
  const { config } = parse(withServers(file, SERVERS)) as StackFile;
  // A fact that did not exist yet is refused by the program of then.
  if ((parse(file) as StackFile).config['dwcp:cluster'].id === undefined) delete config['dwcp:cluster'].id;
  const run = await runProgram({ ...programIn(checkout), stack, config });
  if (run.status !== 0)
    throw new Error(`the program of ${stack} ended with status ${run.status}\n${run.errors.join('\n')}`);
  return inOrder(run.registrations.filter(({ type }) => type !== 'pulumi:pulumi:Stack')).map(
    ({ urn, type, name, parent, inputs, provider, dependencies, protect, retainOnDelete }) => {
      const above = isStack(parent) ? undefined : parent;
      return { urn, type, name, parent: above, inputs, provider, dependencies, protect, retainOnDelete };
    },
  );
}

interface StackFile {
  readonly config: Readonly<Record<string, unknown>> & { readonly 'dwcp:cluster': { id?: string } };
}

/** The program that `Pulumi.yaml` names: TypeScript as it is, or what the build has made of it. */
function programIn(checkout: string): Pick<Program, 'folder' | 'main' | 'env'> {
  const file = readFileSync(join(checkout, 'Pulumi.yaml'), 'utf8');
  const { main, runtime } = parse(file) as { readonly main: string; readonly runtime: Runtime };
  const { tsconfig } = runtime.options;
  const env = tsconfig && { PULUMI_NODEJS_TYPESCRIPT: 'true', PULUMI_NODEJS_TSCONFIG_PATH: tsconfig };
  return { folder: join(checkout, dirname(main)), main: basename(main), ...(env && { env }) };
}

interface Runtime {
  readonly options: { readonly tsconfig?: string };
}

function isStack(urn: string): boolean {
  return urn.includes('::pulumi:pulumi:Stack::');
}

/** Each after what it is below and what it depends on, and otherwise by name: the order in which they arrive is another one each time. */
function inOrder(registrations: readonly Registration[]): readonly Registration[] {
  const depths = new Map<string, number>();
  for (const { urn, provider, parent, dependencies } of registrations) {
    // Providers depend on nothing, and come first.
    const atLeast = provider === '' ? 0 : 1;
    const before = [...(isStack(parent) ? [] : [parent]), ...dependencies];
    depths.set(urn, Math.max(atLeast, ...before.map((other) => depths.get(other)! + 1)));
  }
  const depth = ({ urn }: Registration) => depths.get(urn)!;
  return [...registrations].sort((a, b) => depth(a) - depth(b) || (a.urn < b.urn ? -1 : 1));
}

record(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
