const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Provider: Kubernetes } = require('@pulumi/kubernetes/provider');
const pulumi = require('@pulumi/pulumi');
const { Provider: Vault } = require('@pulumi/vault/provider');

// A program of Pulumi's that tells the engine what the program of commit 3fbcb12 told it, but for the servers.
const COMMIT = '3fbcb12';

const facts = new pulumi.Config('dwcp');
const { context } = facts.requireObject('cluster');
const { address, apiServer } = facts.requireObject('vault');
const recorded = require('./servers.json');
const servers = [
  [recorded.vault, address],
  [recorded.apiServer.address, apiServer.address],
  [recorded.apiServer.caCertificate, apiServer.caCertificate],
  [recorded.context, context],
];

const inJson = (text) => JSON.stringify(text).slice(1, -1);
const recording = servers.reduce(
  (text, [then, now]) => text.replaceAll(inJson(then), inJson(now)),
  readFileSync(join(__dirname, COMMIT, `${pulumi.getStack()}.jsonl`), 'utf8'),
);

/** Any resource, at the root, as all were. */
class Recorded extends pulumi.CustomResource {}

const urns = new Map();
const providers = new Map();
for (const line of recording.trim().split('\n')) {
  const { urn, type, name, inputs, provider, dependencies, protect, retainOnDelete } = JSON.parse(line);
  if (type === 'pulumi:providers:kubernetes') {
    // The SDK adds what its version adds, and writes truth as text.
    providers.set(name, new Kubernetes(name, { ...inputs, enableConfigMapMutable: true }));
  } else if (type === 'pulumi:providers:vault') {
    providers.set(name, new Vault(name, { address: inputs.address }));
  } else {
    const dependsOn = dependencies.map((dependency) => urns.get(dependency));
    const options = { provider: providers.get(provider), dependsOn, protect, retainOnDelete };
    urns.set(urn, new Recorded(type, name, inputs, options));
  }
}
