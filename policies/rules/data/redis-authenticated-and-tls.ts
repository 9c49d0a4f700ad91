import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';

const GROUP = 'redis.redis.opstreelabs.in';

const NO_PASSWORD = {
  field: 'spec.kubernetesConfig.redisSecret',
  problem: 'whoever reaches it may read and write, without a password',
  fix: 'name the Secret and the key that hold the password',
};

const CLEAR_TEXT = {
  field: 'spec.TLS',
  problem: 'the password and the data are sent in clear text',
  fix: 'name the Secret that holds its certificate',
};

/** Redis asks for no password and speaks in clear text, unless its operator is told otherwise. */
export const redisAuthenticatedAndTls = defineRule({
  id: 'redis-authenticated-and-tls',
  subject: 'object',
  of: ['Redis', 'RedisCluster', 'RedisReplication'].map((kind) => `${GROUP}/${kind}`),
  says: 'Redis asks for a password and speaks TLS.',
  because: 'one pod that is let in reads and changes what all of them keep there',
  level: 'mandatory',
  severity: 'high',
  topic: 'data',
  references: ['practices:network-security', 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/'],
  check: ({ object }) => {
    const { kubernetesConfig, TLS } = fieldsOf(object['spec'], 'spec');
    const { redisSecret } = fieldsOf(kubernetesConfig, 'spec.kubernetesConfig');
    return [...(isAbsent(redisSecret) ? [NO_PASSWORD] : []), ...(isAbsent(TLS) ? [CLEAR_TEXT] : [])];
  },
  cel: { cannot: 'no API server that expressions are tried on serves these kinds' },
  examples: {
    accepted: [{ shows: 'both', resources: [redis({ redisSecret: secret() }, { TLS: certificate() })] }],
    refused: [
      { shows: 'neither', resources: [redis({}, {})], violations: [NO_PASSWORD, CLEAR_TEXT] },
      {
        shows: 'a password in clear text',
        resources: [redis({ redisSecret: secret() }, {})],
        violations: [CLEAR_TEXT],
      },
      { shows: 'TLS for anybody', resources: [redis({}, { TLS: certificate() })], violations: [NO_PASSWORD] },
      ...['Redis', 'RedisCluster'].map((kind) => ({
        shows: `neither, of a ${kind}`,
        resources: [{ ...redis({}, {}), kind }],
        violations: [NO_PASSWORD, CLEAR_TEXT],
      })),
    ],
  },
});

function secret() {
  return { name: 'redis', key: 'password' };
}

function certificate() {
  return { secret: { secretName: 'redis-tls' } };
}

function redis(kubernetesConfig: object, spec: object) {
  return {
    apiVersion: `${GROUP}/v1beta2`,
    kind: 'RedisReplication',
    metadata: { name: 'cache', namespace: 'shop' },
    spec: { clusterSize: 3, kubernetesConfig, ...spec },
  };
}
