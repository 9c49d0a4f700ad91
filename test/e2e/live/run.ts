import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { colour } from '../../../cli/terminal/colour';
import { meshLacks } from '../mesh/ability';
import { binaryOf, buildServers } from '../servers/build';
import { LIVE_SERVERS, MESH_SERVERS, SERVERS } from '../servers/catalog';
import { fetchCrds } from '../servers/crds';
import { fetchEnvoy } from '../servers/envoy';
import { fetchManifests } from '../servers/manifests';
import { stopAll } from '../servers/pids';
import { goProblems } from '../setup/prerequisites';
import { clearEndedRuns, makeRunFolder } from '../setup/run-folder';
import { WORLDS_VARIABLE, writeWorlds } from '../support/world';
import { NODES } from './cluster/addresses';
import { sweepGroups } from './cluster/control-groups';
import { openDoor } from './door';
import { EDGE, leadToGateway, NAMESPACE, type Site, startSite, whileDeployed } from './platform/site';
import { claims, PATH, TARGET, visit } from './platform/visitor';

const BUILT = [...SERVERS, ...LIVE_SERVERS, ...MESH_SERVERS];

const HELP = `
It needs root, Debian and control groups of version 1; nothing of this machine's own network is changed. Programs are built
once, which takes three quarters of an hour on two cores; from then on it is there in a few minutes.

Exit status: 0 it ran, 1 it failed, 2 it cannot run here.`;

const say = (line: string) => process.stderr.write(`${colour.dim('live')} ${line}\n`);
const print = (line: string) => process.stdout.write(`${line}\n`);

async function main({ once = false }: { readonly once?: boolean }): Promise<number> {
  const lacks = [
    meshLacks() ?? [],
    BUILT.every(({ name }) => existsSync(binaryOf(name))) ? [] : await goProblems(),
  ].flat();
  for (const lack of lacks) say(`cannot run here: ${lack}`);
  if (lacks.length > 0) return 2;
  await clearEndedRuns(say);
  sweepGroups();
  await buildServers(say, BUILT);
  await fetchEnvoy(say);
  await fetchCrds(say);
  await fetchManifests(say);
  const runDir = makeRunFolder();
  process.env[WORLDS_VARIABLE] = writeWorlds(runDir, []);
  const interrupted = interruption();
  const shown = async () => show(await startSite({ runDir, name: 'live' }, say), once);
  try {
    return (await Promise.race([shown(), interrupted])) ?? 0;
  } finally {
    await stopAll(runDir);
    sweepGroups();
    rmSync(runDir, { recursive: true, force: true });
    say('everything is taken down');
  }
}

/** Never settles unless `once`, or it does not come up: it goes on until it is interrupted. */
async function show(site: Site, once: boolean): Promise<number> {
  say('pulumi up, of the reference platform');
  const others = whileDeployed(site);
  const started = Date.now();
  const { code, stdout, stderr } = await site.stack.engine.up();
  if (code !== 0) {
    process.stderr.write(stdout + stderr);
    return 1;
  }
  await others;
  await leadToGateway(site);
  say(`deployed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  await printPods(site);
  await printVisit(site);
  if (once) return 0;
  await printWays(site);
  const watch = ['--kubeconfig', site.cluster.kubeconfig, 'get', 'events', '--all-namespaces', '--watch-only'];
  spawn(binaryOf('kubectl'), watch, { stdio: ['ignore', 'inherit', 'ignore'] });
  return new Promise(() => undefined);
}

async function printPods({ cluster: { api } }: Site): Promise<void> {
  print(`\n${colour.bold('Pods, under "restricted":')}`);
  for (const namespace of [NAMESPACE, EDGE]) {
    for (const { metadata, spec } of await api.list('v1', 'Pod', namespace)) {
      const zone = NODES.find(({ name }) => name === spec.nodeName)?.zone;
      print(`  ${`${namespace}/${metadata.name}`.padEnd(48)} ${spec.nodeName} in ${zone}`);
    }
  }
}

async function printVisit({ outside }: Site): Promise<void> {
  print(
    `\n${colour.bold('Somebody with a token, through the gateway, the application, PgBouncer, PostgreSQL and Redis:')}`,
  );
  print(`  ${(await visit(outside)).body}`);
}

async function printWays({ cluster: { kubeconfig, dir }, outside, stack, authority }: Site): Promise<void> {
  const port = await openDoor(() => outside.client.open(TARGET));
  const [ca, token] = [join(dir, 'gateway-ca.pem'), join(dir, 'token')];
  writeFileSync(ca, authority);
  writeFileSync(token, outside.login.token(claims()), { mode: 0o600 });
  const host = `${stack.domain}:${port}`;
  print(`\n${colour.bold('It stays until Ctrl-C. In another terminal:')}`);
  for (const line of [
    `curl --cacert ${ca} --resolve ${host}:127.0.0.1 --header "Authorization: Bearer $(cat ${token})" https://${host}${PATH}`,
    `export KUBECONFIG=${kubeconfig}; alias kubectl=${binaryOf('kubectl')}`,
    'kubectl get pods --all-namespaces --output wide',
    `kubectl --namespace ${NAMESPACE} rollout restart deployment dwcp-api`,
    `kubectl drain ${NODES[1]!.name} --ignore-daemonsets --delete-emptydir-data --force`,
    `npx dwcp -C ${stack.folder} --platform ${stack.platform} doctor live`,
  ]) {
    print(`  ${line}`);
  }
  print(`\n${colour.bold('What happens meanwhile:')}`);
}

function interruption(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(undefined));
  });
}

new Command('npm run live --')
  .description(
    'Deploys the reference platform by `pulumi up` on a real cluster of three nodes in three zones, with its mesh, its Vault and its operators, all on this machine.',
  )
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
