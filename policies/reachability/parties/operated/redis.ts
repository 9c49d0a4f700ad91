import { among } from '../../../added-labels';
import { fieldsOf, textMapOf } from '../../../fields';
import { serviceAccountOf } from '../service-account';
import { OF_STATEFUL_SET, type Operator, tcp } from './operated-pods';

/** https://github.com/spotahome/redis-operator: redis by a StatefulSet, and what watches it by a Deployment. */
export const redisFailover: Operator = ({ metadata }, spec) =>
  (['redis', 'sentinel'] as const).map((component) => {
    const own = fieldsOf(spec[component], `spec.${component}`);
    return {
      part: component,
      labels: {
        ...metadata.labels,
        'app.kubernetes.io/name': metadata.name,
        'app.kubernetes.io/component': component,
        'app.kubernetes.io/part-of': 'redis-failover',
      },
      annotations: textMapOf(own['podAnnotations'], `spec.${component}.podAnnotations`),
      mayBear: among([
        ...OF_STATEFUL_SET,
        'app.kubernetes.io/managed-by',
        'pod-template-hash',
        'redisfailovers-role',
        'redisfailovers.databases.spotahome.com/',
      ]),
      ports: component === 'redis' ? [tcp('redis', 6379)] : [tcp('sentinel', 26379)],
      serviceAccount: serviceAccountOf(own),
      hostNetwork: own['hostNetwork'] === true,
    };
  });
