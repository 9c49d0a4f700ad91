import { basename } from 'node:path';
import { backupLacks } from '../backup/programs';
import { liveLacks } from '../live/ability';
import { meshLacks } from '../mesh/ability';
import {
  BARMAN_SERVERS,
  LIVE_SERVERS,
  MESH_SERVERS,
  REDIS_SERVERS,
  RULE_SERVERS,
  SERVERS,
  type Server,
  TELEMETRY_SERVERS,
} from '../servers/catalog';

/** What test files need to run. */
export interface Needs {
  readonly servers: readonly Server[];
  /** Whether they use the servers that are started for all. Others start the programs of their own that they need. */
  readonly world: boolean;
  readonly envoy: boolean;
  readonly barman: boolean;
}

const named = (...names: readonly string[]) => {
  const pattern = new RegExp(`^(${names.join('|')})\\.test`);
  return (file: string) => pattern.test(basename(file));
};

/** They start a cluster with nodes. */
const isLive = named('live', 'dev-on-nodes', 'nodes-and-rotation', 'restore-on-nodes', 'verify');
/** They start a mesh. */
const isMesh = named('live', 'dev-on-nodes', 'mesh');
/** The collector of traces is in it. */
const isTracedMesh = named('mesh');
/** They have a program judge what is rendered. */
const isRules = named('alertmanager', 'paged', 'promtool', 'slo');
const isTelemetry = named('logs', 'traces');
const isBackup = named('backup');
/** The same, on nodes. */
const isBackupLive = named('restore-on-nodes');
const isRedis = named('redis');
/** They have its exporter on nodes. */
const isExported = named('nodes-and-rotation');
const isQueue = named('queue');
/** They start every program that they need, and none that is built for all. */
const isOwn = (file: string) => [isRules, isTelemetry, isBackup, isRedis, isQueue].some((is) => is(file));

/** What has to be built and fetched before those files run. */
export function needsOf(files: readonly string[]): Needs {
  const [live, mesh] = [
    files.some(isLive) && liveLacks() === undefined,
    files.some(isMesh) && meshLacks() === undefined,
  ];
  const backups = backupLacks() === undefined;
  const backupsLive = live && backups && files.some(isBackupLive);
  const servers = [
    ...(files.every(isOwn) ? [] : SERVERS),
    ...(files.some(isRules) ? RULE_SERVERS : []),
    ...(files.some(isTelemetry) ? TELEMETRY_SERVERS : []),
    ...(files.some(isRedis) ? REDIS_SERVERS : []),
    ...(live ? LIVE_SERVERS : []),
    ...(live && files.some(isExported) ? REDIS_SERVERS : []),
    ...(backupsLive ? BARMAN_SERVERS : []),
    ...(mesh ? MESH_SERVERS : []),
    ...(files.some(isTracedMesh) && mesh ? TELEMETRY_SERVERS : []),
  ];
  return {
    servers: [...new Set(servers)],
    world: !files.every((file) => isLive(file) || isMesh(file) || isOwn(file)),
    envoy: mesh,
    barman: backupsLive || (backups && files.some(isBackup)),
  };
}
