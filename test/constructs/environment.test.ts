import { App } from 'cdk8s';
import { Environment, type Facts, UserError } from '../../constructs';
import { FACTS, POSTURE } from '../support/environment';

describe('an environment without all of its surroundings', () => {
  const { cluster, vault } = FACTS;

  test.each<[object, ...string[]]>([
    [{}, 'facts.cluster: is missing; give it id, apiServer, dns, podCidrs, nodeCidrs, trustDomain'],
    [{ vault, cluster: { ...cluster, dns: undefined } }, 'facts.cluster.dns: is missing; give it serviceIp'],
    [
      { vault: { ...vault, namespace: null }, cluster: { ...cluster, apiServer: { port: 6443 } } },
      'facts.cluster.apiServer.cidrs: is missing; name the addresses, e.g. 203.0.113.10/32',
      'facts.vault.namespace: has no value; name the Kubernetes namespace that Vault runs in, e.g. vault',
    ],
  ])('is refused, with all that it lacks: %j', (facts, ...missing) => {
    expect(() => new Environment(new App(), 'test', { posture: POSTURE, facts: facts as Facts })).toThrow(
      new UserError(missing.map((problem) => `'test' ${problem}`)),
    );
  });

  test('is refused without a part of its posture', () => {
    const { name, ...posture } = POSTURE;
    expect(() => new Environment(new App(), name, { posture: posture as typeof POSTURE, facts: FACTS })).toThrow(
      new UserError([
        "'test' posture.name: is missing; name the environment by one, as in 'staging': it is part of every Vault path",
      ]),
    );
  });
});
