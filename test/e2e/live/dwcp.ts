import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from '../../support/reference';
import { binaryOf } from '../servers/build';

/** What the command is about: whose cluster, what is true of it, and what is deployed there. */
export interface About {
  readonly kubeconfig: string;
  /** The folder of the stack's file. */
  readonly folder: string;
  /** The file that exports the platform. */
  readonly platform: string;
  /** @default 'live' */
  readonly environment?: string;
}

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command on the environment, as somebody who has a kubeconfig. */
export function dwcpLive(
  { kubeconfig, folder, platform, environment = 'live' }: About,
  subcommand: 'verify' | 'doctor',
  ...args: readonly string[]
): Promise<Ran> {
  const main = join(ROOT, 'bin', 'cli', 'main.js');
  const command = [main, '-C', folder, '--platform', platform, subcommand, environment, ...args];
  const PATH = [dirname(binaryOf('kubectl')), process.env['PATH']].join(delimiter);
  const env = { HOME: '/nowhere', PATH, KUBECONFIG: kubeconfig, NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
