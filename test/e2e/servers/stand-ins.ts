import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ControlPlane } from './control-plane';
import { launch, type Place } from './process';

/** Programs that stand in for the nodes of a cluster and for its operators. */
export interface StandIns {
  /** What `withFaults` writes into. */
  readonly faultsFolder: string;
  stop(): Promise<void>;
}

/** Starts them for a control plane: those of operators whose definitions are loaded. */
export async function startStandIns(
  place: Place,
  { kubeconfigPath }: Pick<ControlPlane, 'kubeconfigPath'>,
): Promise<StandIns> {
  const logFile = join(place.runDir, `${place.name}.log`);
  const faultsFolder = join(place.runDir, `${place.name}-faults`);
  mkdirSync(faultsFolder);
  const main = join(__dirname, '..', 'stand-ins', 'main.ts');
  const { stop } = await launch({
    ...place,
    logFile,
    command: process.execPath,
    args: ['--import', pathToFileURL(require.resolve('tsx')).href, main, kubeconfigPath, faultsFolder],
    ready: async () => readFileSync(logFile, 'utf8').includes('ready'),
  });
  return { faultsFolder, stop };
}
