import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ProviderProcess, startProvider } from '../providers/start';
import { binaryOf } from '../servers/build';
import { SERVERS } from '../servers/catalog';

/** The versions that the SDKs of this project ask for. */
const ASKED_FOR = { kubernetes: '4.34.2', vault: '7.8.0' } as const;

export type PluginName = keyof typeof ASKED_FOR;

/** What an engine deploys by. */
export interface Plugins {
  /** Which program each plugin is, for whoever reads the output. */
  readonly programs: Readonly<Record<PluginName, string>>;
  /** What the engine is started with, so that it finds them and no others. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface PluginsOptions {
  /** A folder that does not exist yet becomes Pulumi's home. */
  readonly home: string;
  /** Gets the logs of stand-ins. */
  readonly logs: string;
  /** What a plugin inherits from the engine: KUBECONFIG, VAULT_ADDR, VAULT_TOKEN and the like. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The official plugins: as they are installed, or else as the catalog builds them. The one for Vault cannot be built of what
 * the module proxy serves, so a stand-in takes its place where it is not installed.
 */
export async function startPlugins({ home, logs, env }: PluginsOptions): Promise<Plugins> {
  mkdirSync(join(home, 'plugins'), { recursive: true });
  const attached: (readonly [PluginName, ProviderProcess])[] = [];
  const programs = programsHere();
  for (const name of Object.keys(ASKED_FOR) as PluginName[]) {
    const folder = folderOf(name);
    if (folder === undefined)
      attached.push([name, await startProvider(name, { env, logFile: join(logs, `${name}.log`) })]);
    else install(name, folder, home);
  }
  return {
    programs,
    environment: {
      PULUMI_HOME: home,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      PULUMI_DEBUG_PROVIDERS: attached.map(([name, { port }]) => `${name}:${port}`).join(','),
      // Or each run warns that a plugin built of its source is older than the SDK asks for.
      PULUMI_DEV: 'true',
    },
    stop: async () => {
      for (const [, provider] of attached) await provider.stop();
    },
  };
}

/** Which program each plugin is on this machine. */
export function programsHere(): Readonly<Record<PluginName, string>> {
  return { kubernetes: programOf('kubernetes'), vault: programOf('vault') };
}

function programOf(name: PluginName): string {
  if (installed(name) !== undefined) return `official ${ASKED_FOR[name]}, as it is installed`;
  const built = builtAs(name);
  return built === undefined ? 'a stand-in of this repository' : `official, built of ${built.module}@${built.version}`;
}

/** Where the program is, unless nothing but a stand-in is to be had. */
function folderOf(name: PluginName): string | undefined {
  return installed(name) ?? (builtAs(name) && dirname(binaryOf(`pulumi-resource-${name}`)));
}

function builtAs(name: PluginName) {
  return SERVERS.find((server) => server.name === `pulumi-resource-${name}`);
}

/** Looks where `pulumi plugin ls` looks. */
function installed(name: PluginName): string | undefined {
  const home = process.env['PULUMI_HOME'] ?? join(homedir(), '.pulumi');
  const folder = join(home, 'plugins', `resource-${name}-v${ASKED_FOR[name]}`);
  return existsSync(folder) ? folder : undefined;
}

/** A folder of its own with links in it: the engine takes no link for the folder. */
function install(name: PluginName, from: string, home: string): void {
  const folder = join(home, 'plugins', `resource-${name}-v${ASKED_FOR[name]}`);
  mkdirSync(folder);
  for (const file of readdirSync(from)) symlinkSync(join(from, file), join(folder, file));
}
