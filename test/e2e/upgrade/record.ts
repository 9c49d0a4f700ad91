import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Registration } from '../../support/pulumi/monitor';
import { runProgram } from '../../support/pulumi/run-program';
import { type Servers, withServers } from '../support/stack-facts';

const ROOT = join(__dirname, '..', '..', '..');
const STACKS = ['dev', 'staging', 'production'];

/** No servers at all: whoever replays a recording puts those of today in their place. */
const SERVERS = JSON.parse(readFileSync(join(__dirname, 'servers.json'), 'utf8')) as Servers;

/**
 * Records what the program of a commit told the engine, and the stack files of then, for `upgrade.test.ts` to begin with:
 *
 *     npx tsx test/e2e/upgrade/record.ts 3fbcb12
 *
 * The commit is built in a folder of its own, with the dependencies of this checkout.
 */
async function record(commit: string): Promise<void> {
  const checkout = mkdtempSync(join(tmpdir(), 'dwcp-record-'));
  const folder = join(__dirname, commit);
  mkdirSync(folder, { recursive: true });
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
  const facts = withServers(readFileSync(join(checkout, `Pulumi.${stack}.yaml`), 'utf8'), SERVERS);
  const { config } = parse(facts) as { readonly config: Readonly<Record<string, unknown>> };
  const run = await runProgram({ folder: join(checkout, 'bin', 'stacks'), main: 'index.js', stack, config });
  if (run.status !== 0)
    throw new Error(`the program of ${stack} ended with status ${run.status}\n${run.errors.join('\n')}`);
  return inOrder(run.registrations.filter(({ type }) => type !== 'pulumi:pulumi:Stack')).map(
    ({ urn, type, name, inputs, provider, dependencies, protect, retainOnDelete }) => {
      return { urn, type, name, inputs, provider, dependencies, protect, retainOnDelete };
    },
  );
}

/** Each after what it depends on, and otherwise by name: the order in which they arrive is another one each time. */
function inOrder(registrations: readonly Registration[]): readonly Registration[] {
  const depths = new Map<string, number>();
  for (const { urn, provider, dependencies } of registrations) {
    // Providers depend on nothing, and come first.
    const atLeast = provider === '' ? 0 : 1;
    depths.set(urn, Math.max(atLeast, ...dependencies.map((dependency) => depths.get(dependency)! + 1)));
  }
  const depth = ({ urn }: Registration) => depths.get(urn)!;
  return [...registrations].sort((a, b) => depth(a) - depth(b) || (a.urn < b.urn ? -1 : 1));
}

record(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
