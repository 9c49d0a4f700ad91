const { readFileSync } = require('node:fs');
const { parsePlan } = require('@dwcp/baseline');
const { deploy } = require('@dwcp/baseline/stacks');
const { Provider: Kubernetes } = require('@pulumi/kubernetes/provider');
const pulumi = require('@pulumi/pulumi');
const { Provider: Vault } = require('@pulumi/vault/provider');

/** Any resource. */
class Told extends pulumi.CustomResource {}

// A program of Pulumi's that deploys the plan of a file: what a test writes there is what is declared, and where in the tree.
const config = new pulumi.Config('dwcp');
const { plan, place, told } = JSON.parse(readFileSync(config.require('plan'), 'utf8'));
const providers = {
  kubernetes: new Kubernetes('cluster', { enableConfigMapMutable: true }),
  vault: new Vault('vault', { address: config.require('vault') }),
};
const home = { type: 'shop:index:Home', name: 'home' };

const PLACES = {
  alone: () => deployed({}),
  below: () => deployed({ parent: new pulumi.ComponentResource(home.type, home.name) }),
  // What was below is so no longer.
  moved: () => deployed({ aliases: [{ parent: pulumi.createUrn(home.name, home.type) }] }),
  // As before there were branches.
  root: () => {
    const made = new Map();
    for (const { id, api, type, name, inputs, dependsOn, protect } of told) {
      const after = dependsOn.map((one) => made.get(one));
      const options = { provider: providers[api], dependsOn: after, protect, retainOnDelete: protect };
      made.set(id, new Told(type, name, inputs, options));
    }
  },
};

PLACES[place]();

function deployed(options) {
  deploy(parsePlan(JSON.stringify(plan)), { ...providers, ...options });
}
