const { readFileSync } = require('node:fs');
const { parsePlan } = require('@dwcp/baseline');
const { deploy } = require('@dwcp/baseline/stacks');
const { Provider: Kubernetes } = require('@pulumi/kubernetes/provider');
const pulumi = require('@pulumi/pulumi');
const { Provider: Vault } = require('@pulumi/vault/provider');

// A program of Pulumi's that deploys the plan of a file: what a test writes there is what is declared.
const config = new pulumi.Config('dwcp');
deploy(parsePlan(readFileSync(config.require('plan'), 'utf8')), {
  kubernetes: new Kubernetes('cluster', { enableConfigMapMutable: true }),
  vault: new Vault('vault', { address: config.require('vault') }),
});
