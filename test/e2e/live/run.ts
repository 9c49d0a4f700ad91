import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { Command } from 'commander';
import { colour } from '../../../cli/terminal/colour';
import { binaryOf, buildServers } from '../servers/build';
import { fetchCrds } from '../servers/crds';
import { stopAll } from '../servers/pids';
import { goProblems } from '../setup/prerequisites';
import { clearEndedRuns, makeRunFolder } from '../setup/run-folder';
import { liveLacks } from './ability';
import { CALLERS, probe } from './callers';
import { NODES } from './cluster/addresses';
import { type Cluster, startCluster } from './cluster/cluster';
import { sweepGroups } from './cluster/control-groups';
import { deployShop } from './deploy-shop';
import { BUILT } from './programs-here';
import { SHOP } from './shop';
import { podsOf, rolledOut } from './workloads';

const HELP = `
It needs root, Debian and control groups of version 1; nothing of this machine's own network is changed. Programs are built
once, which takes ten minutes.

Exit status: 0 it ran, 1 it failed, 2 it cannot run here.`;

const say = (line: string) => process.stderr.write(`${colour.dim('live')} ${line}\n`);
const print = (line: string) => process.stdout.write(`${line}\n`);

async function main({ once = false }: { readonly once?: boolean }): Promise<number> {
  const lacks = [
    liveLacks() ?? [],
    BUILT.every(({ name }) => existsSync(binaryOf(name))) ? [] : await goProblems(),
  ].flat();
  for (const lack of lacks) say(`cannot run here: ${lack}`);
  if (lacks.length > 0) return 2;
  await clearEndedRuns(say);
  sweepGroups();
  await buildServers(say, BUILT);
  await fetchCrds(say);
  const runDir = makeRunFolder();
  const interrupted = interruption();
  try {
    await Promise.race([show(runDir, once), interrupted]);
    return 0;
  } finally {
    await stopAll(runDir);
    sweepGroups();
    rmSync(runDir, { recursive: true, force: true });
    say('everything is taken down');
  }
}

/** Never settles unless `once`: it goes on until it is interrupted. */
async function show(runDir: string, once: boolean): Promise<void> {
  const cluster = await startCluster({ runDir, name: 'live' }, say);
  const deployed = await deployShop(cluster, () => undefined);
  say(`applied ${deployed.length} objects, as the library renders them for production`);
  await Promise.all(['api', 'front', 'bystander'].map((name) => rolledOut(cluster.api, SHOP, name)));
  await printPods(cluster);
  await printConnections(cluster);
  if (once) return;
  printWays(cluster);
  const watch = ['--kubeconfig', cluster.kubeconfig, 'get', 'events', '--all-namespaces', '--watch-only'];
  spawn(binaryOf('kubectl'), watch, { stdio: ['ignore', 'inherit', 'ignore'] });
  await new Promise(() => undefined);
}

async function printPods({ api }: Cluster): Promise<void> {
  print(`\n${colour.bold('Pods, each ready under "restricted":')}`);
  for (const workload of ['api', 'front', 'bystander']) {
    for (const { metadata, spec } of await podsOf(api, SHOP, workload)) {
      const zone = NODES.find(({ name }) => name === spec.nodeName)?.zone;
      print(`  ${metadata.name.padEnd(28)} ${spec.nodeName} in ${zone}`);
    }
  }
}

async function printConnections(cluster: Cluster): Promise<void> {
  print(`\n${colour.bold(`Who reaches api.${SHOP}:8080, tried from inside the pods:`)}`);
  for (const caller of CALLERS) {
    const found = await probe(cluster, caller, `api.${SHOP}`);
    const told = found === 'open' ? colour.green(found) : colour.red(found);
    print(`  ${`${caller.namespace}/${caller.pod.replace('deploy/', '')}`.padEnd(28)} ${told}`);
  }
}

function printWays({ kubeconfig }: Cluster): void {
  print(`\n${colour.bold('It stays until Ctrl-C. In another terminal:')}`);
  for (const line of [
    `export KUBECONFIG=${kubeconfig}; alias kubectl=${binaryOf('kubectl')}`,
    'kubectl get nodes,pods --all-namespaces',
    `kubectl --namespace ${SHOP} port-forward service/api 8080 & curl localhost:8080`,
    `kubectl --namespace ${SHOP} rollout restart deployment api`,
    `kubectl drain ${NODES[1]!.name} --ignore-daemonsets --delete-emptydir-data --force`,
  ]) {
    print(`  ${line}`);
  }
  print(`\n${colour.bold('What happens meanwhile:')}`);
}

function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

new Command('npm run live --')
  .description('Shows workloads of the library on a real cluster of three nodes in three zones, all on this machine.')
  .option('--once', 'end when everything has been shown')
  .addHelpText('after', HELP)
  .action((options: { readonly once?: boolean }) =>
    main(options).then(
      (status) => process.exit(status),
      (error: unknown) => {
        say(error instanceof Error ? error.message : String(error));
        process.exit(1);
      },
    ),
  )
  .parse();
