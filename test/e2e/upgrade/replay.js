const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Provider: Kubernetes } = require('@pulumi/kubernetes/provider');
const pulumi = require('@pulumi/pulumi');
const { Provider: Vault } = require('@pulumi/vault/provider');
const servers = require('./servers.json');

/** Any resource, and any branch of the tree. */
class Recorded extends pulumi.CustomResource {}
class Branch extends pulumi.ComponentResource {}

/** Tells the engine what the program of a folder's recording told it, but for the servers. */
module.exports = function replay(folder) {
  const told = new Map();
  const providers = new Map();
  for (const line of recordingIn(folder).trim().split('\n')) {
    const { urn, type, name, parent, inputs, provider, dependencies, protect, retainOnDelete, timeouts } =
      JSON.parse(line);
    if (type === 'pulumi:providers:kubernetes') {
      // The SDK adds what its version adds, and writes truth as text.
      providers.set(name, new Kubernetes(name, { ...inputs, enableConfigMapMutable: true }));
    } else if (type === 'pulumi:providers:vault') {
      providers.set(name, new Vault(name, { address: inputs.address }));
    } else if (type.startsWith('dwcp:baseline:')) {
      told.set(urn, new Branch(type, name, {}, { parent: told.get(parent) }));
    } else {
      const dependsOn = dependencies.map((dependency) => told.get(dependency));
      const options = {
        parent: told.get(parent),
        provider: providers.get(provider),
        dependsOn,
        protect,
        retainOnDelete,
        customTimeouts: timeouts,
      };
      told.set(urn, new Recorded(type, name, inputs, options));
    }
  }
};

function recordingIn(folder) {
  const facts = new pulumi.Config('dwcp');
  const { context } = facts.requireObject('cluster');
  const { address, apiServer, audit } = facts.requireObject('vault');
  const inJson = (text) => JSON.stringify(text).slice(1, -1);
  return [
    [servers.vault, address],
    [servers.apiServer.address, apiServer.address],
    [servers.apiServer.caCertificate, apiServer.caCertificate],
    [servers.context, context],
    ...(audit === undefined
      ? []
      : [
          [servers.audit.file, audit.file],
          [servers.audit.socket, audit.socket],
        ]),
  ].reduce(
    (text, [then, now]) => text.replaceAll(inJson(then), inJson(now)),
    readFileSync(join(folder, `${pulumi.getStack()}.jsonl`), 'utf8'),
  );
}
