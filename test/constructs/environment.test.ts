import { App } from 'cdk8s';
import { Environment, type Facts, UserError } from '../../constructs';
import { FACTS, POSTURE } from '../support/environment';

describe('an environment without all of its surroundings', () => {
  const { cluster, vault } = FACTS;

  test.each<[object, ...string[]]>([
    [{}, 'facts.cluster', 'facts.vault'],
    [{ vault, cluster: { ...cluster, dns: undefined } }, 'facts.cluster.dns'],
    [
      { vault: { ...vault, namespace: null }, cluster: { ...cluster, apiServer: { port: 6443 } } },
      'facts.cluster.apiServer.cidrs',
      'facts.vault.namespace',
    ],
  ])('is refused, with all that it lacks: %j', (facts, ...missing) => {
    expect(() => new Environment(new App(), 'test', { posture: POSTURE, facts: facts as Facts })).toThrow(
      new UserError(missing.map((field) => `'test' has no ${field}; say it, nothing is guessed`)),
    );
  });

  test('is refused without a part of its posture', () => {
    const { name, ...posture } = POSTURE;
    expect(() => new Environment(new App(), name, { posture: posture as typeof POSTURE, facts: FACTS })).toThrow(
      new UserError(["'test' has no posture.name; say it, nothing is guessed"]),
    );
  });
});
