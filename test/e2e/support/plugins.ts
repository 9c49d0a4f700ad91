import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { startVaultProvider } from '../providers/start';
import { binaryOf } from '../servers/build';
import { SERVERS } from '../servers/catalog';

/** The versions that the SDKs of this project ask for. */
const ASKED_FOR = { kubernetes: '4.34.2', vault: '7.8.0' } as const;

type PluginName = keyof typeof ASKED_FOR;

const NAMES = Object.keys(ASKED_FOR) as PluginName[];

/** What an engine deploys by. */
export interface Plugins {
  /** What the engine is started with, so that it finds them and no others. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

interface PluginsOptions {
  /** The folder of the program: its SDKs say which versions of the plugins it asks for. */
  readonly program: string;
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
export async function startPlugins({ program, home, logs, env }: PluginsOptions): Promise<Plugins> {
  mkdirSync(join(home, 'plugins'), { recursive: true });
  for (const name of NAMES) install(name, home, askedForBy(program, name));
  // The CLI writes down all it does, encrypted and compressed, which is a third of its work, unless its folder cannot be made.
  writeFileSync(join(home, 'logs'), 'a file where the folder would be\n');
  const standIn = isStandIn('vault') ? await startVaultProvider({ env, logFile: join(logs, 'vault.log') }) : undefined;
  return {
    environment: {
      PULUMI_HOME: home,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      ...(standIn && { PULUMI_DEBUG_PROVIDERS: `vault:${standIn.port}` }),
      // Or each run warns that a plugin built of its source is older than the SDK asks for.
      PULUMI_DEV: 'true',
    },
    stop: async () => standIn?.stop(),
  };
}

/** Which program each plugin is on this machine, for whoever reads the output. */
export function pluginsHere(): string {
  return NAMES.map((name) => `${name}: ${programOf(name)}`).join('; ');
}

function programOf(name: PluginName): string {
  if (installed(name) !== undefined) return `official ${ASKED_FOR[name]}, as it is installed`;
  const built = builtAs(name);
  return built === undefined ? 'a stand-in of this repository' : `official, built of ${built.module}@${built.version}`;
}

function isStandIn(name: PluginName): boolean {
  return folderOf(name) === undefined;
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
  const folder = join(home, 'plugins', pluginFolder(name));
  return existsSync(folder) ? folder : undefined;
}

/** A folder of its own with links in it: the engine takes no link for the folder. */
function install(name: PluginName, home: string, version: string): void {
  const from = folderOf(name);
  if (from === undefined) return;
  const folder = join(home, 'plugins', pluginFolder(name, version));
  mkdirSync(folder);
  for (const file of readdirSync(from)) symlinkSync(join(from, file), join(folder, file));
}

/** A consumer may have another version of an SDK than this project. */
function askedForBy(program: string, name: PluginName): string {
  const manifest = readFileSync(join(program, 'node_modules', '@pulumi', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

function pluginFolder(name: PluginName, version: string = ASKED_FOR[name]): string {
  return `resource-${name}-v${version}`;
}
