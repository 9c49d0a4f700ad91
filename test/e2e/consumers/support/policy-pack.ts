import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from '../../servers/command';
import { startPlugins } from '../../support/plugins';
import { world } from '../../support/world';
import type { Consumer } from './consumer';

/** What a preview needs besides the program. */
interface PreviewOptions {
  /** Must not exist yet: state and logs go there. */
  readonly workDir: string;
  /** What the plugins see. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the pack, as seen from the program. @default - where the package was installed */
  readonly pack?: string;
}

const INSTALLED = join('node_modules', '@dwcp', 'baseline', 'policies');

/** The pack alone, out of the package and beside the program, as one is that an organization has published. */
export function packAlone({ folder }: Consumer): string {
  const pack = 'rules-of-the-baseline';
  cpSync(join(folder, INSTALLED), join(folder, pack), { recursive: true });
  return pack;
}

/**
 * Runs a consumer's compiled program by the Automation API, as an inline program: the engine of this version starts Node.js
 * policy packs only where it finds no Node.js language host, and an inline program needs none.
 */
const PREVIEW = `
const { LocalWorkspace } = require('@pulumi/pulumi/automation');
const program = async () => { require('./bin/index.js'); };
LocalWorkspace.createOrSelectStack({ stackName: 'live', projectName: 'orders', program }, { workDir: __dirname })
  .then((stack) => stack.preview({ policyPacks: [process.argv[2]], color: 'never' }))
  .then(({ stdout }) => process.stdout.write(stdout, () => process.exit(0)))
  .catch((error) => { process.stderr.write(String(error)); process.exit(1); });
`;

/** What `pulumi preview` prints of a consumer's program, with a policy pack. */
export async function previewWithPack({ folder, run: inFolder }: Consumer, options: PreviewOptions): Promise<string> {
  const { workDir, env, pack = INSTALLED } = options;
  if (!existsSync(join(folder, 'bin', 'index.js'))) await inFolder('npx', 'tsc');
  const script = join(folder, 'preview.cjs');
  writeFileSync(script, PREVIEW);
  const hosts = join(workDir, 'bin');
  for (const made of [hosts, join(workDir, 'state')]) mkdirSync(made, { recursive: true });
  // What the engine looks for on PATH to start a policy pack of Node.js.
  const analyzer = join(hosts, 'pulumi-analyzer-policy-nodejs');
  const runner = join(folder, 'node_modules', '@pulumi', 'pulumi', 'cmd', 'run-policy-pack');
  writeFileSync(analyzer, `#!/bin/sh\nexec node '${runner}' "$@"\n`);
  chmodSync(analyzer, 0o755);
  const plugins = await startPlugins({ program: folder, home: join(workDir, 'home'), logs: workDir, env });
  try {
    return await run(process.execPath, [script, pack], {
      cwd: folder,
      env: {
        ...env,
        PATH: [dirname(world().binaries['pulumi']!), hosts, dirname(process.execPath), '/usr/bin', '/bin'].join(
          delimiter,
        ),
        ...plugins.environment,
        PULUMI_BACKEND_URL: `file://${join(workDir, 'state')}?metadata=skip`,
        PULUMI_CONFIG_PASSPHRASE: 'dwcp-e2e',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
      },
    });
  } finally {
    await plugins.stop();
  }
}
