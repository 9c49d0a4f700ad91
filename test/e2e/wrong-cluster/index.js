// Deployed as a consumer of the package does; or by a provider of the consumer's own.
const { configFromPulumi } = require('@dwcp/baseline');
const { deploy, runStack } = require('@dwcp/baseline/stacks');
const { Provider } = require('@pulumi/kubernetes/provider');
const pulumi = require('@pulumi/pulumi');
const { platform } = require('./platform');

if (process.env.HARBOUR_PROVIDER === 'own') {
  const facts = platform.factsFrom(configFromPulumi(pulumi.runtime.allConfig()), 'Pulumi.live.yaml');
  deploy(platform.plan('live', facts), { kubernetes: new Provider('own', { context: facts.cluster.context }) });
} else {
  runStack(platform);
}
