import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { planEnvironment } from '../../../cli/platform/loaded';
import type { ClusterFacts, Plan, Platform } from '../../../constructs';

const ROOT = join(__dirname, '..', '..', '..');

/** A folder with the program, its stack file and the packages that it needs, as they are in this checkout. */
export function makeProject(folder: string, cluster: Pick<ClusterFacts, 'id' | 'context'>): string {
  mkdirSync(folder, { recursive: true });
  for (const file of ['Pulumi.yaml', 'index.js', 'platform.js']) cpSync(join(__dirname, file), join(folder, file));
  link(ROOT, join(folder, 'node_modules', '@dwcp', 'baseline'));
  for (const name of ['@pulumi', 'cdk8s', 'constructs']) {
    link(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  const file = join(folder, 'Pulumi.live.yaml');
  writeFileSync(file, stringify({ config: { 'harbour:cluster': { ...PLACE, ...cluster } } }));
  return file;
}

/** What that program declares. */
export function planIn(folder: string): Plan {
  const { platform } = require('./platform') as { readonly platform: Platform };
  return planEnvironment({ platform, file: { path: 'platform.js', root: folder }, stackFolder: folder }, 'live');
}

/** What is like in most clusters. */
const PLACE = {
  apiServer: { cidrs: ['192.0.2.10/32'], port: 6443 },
  dns: { serviceIp: '10.96.0.10' },
  podCidrs: ['10.244.0.0/16'],
  nodeCidrs: ['10.10.0.0/20'],
  trustDomain: 'cluster.local',
};

function link(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
}
