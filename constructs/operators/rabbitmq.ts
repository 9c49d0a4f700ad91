import type { TopologySpreadConstraint, Volume, VolumeMount } from '../api/core-v1';
import type { CustomObject } from './custom-object';

/**
 * The fields that we set of RabbitMQ's cluster operator, 2.17 and later: older ones make pods that "restricted" refuses.
 * https://www.rabbitmq.com/kubernetes/operator/using-operator
 */
export interface RabbitmqCluster extends CustomObject<'rabbitmq.com/v1beta1', 'RabbitmqCluster'> {
  readonly spec: {
    readonly replicas: number;
    readonly image: string;
    readonly resources: {
      readonly requests: Readonly<Record<string, string>>;
      readonly limits: Readonly<Record<string, string>>;
    };
    readonly persistence: { readonly storage: string; readonly storageClassName?: string };
    readonly tls: { readonly secretName: string; readonly disableNonTLSListeners: true };
    readonly rabbitmq: {
      readonly additionalPlugins: readonly string[];
      /** Lines of rabbitmq.conf, after those of the operator. */
      readonly additionalConfig: string;
      /** The whole of rabbitmq-env.conf. */
      readonly envConfig: string;
    };
    /** Laid over the StatefulSet that the operator makes, as a strategic merge patch. */
    readonly override: {
      readonly statefulSet: {
        readonly spec: {
          readonly template: {
            readonly metadata: {
              readonly labels: Readonly<Record<string, string>>;
              readonly annotations: Readonly<Record<string, string>>;
            };
            readonly spec: {
              readonly topologySpreadConstraints: readonly TopologySpreadConstraint[];
              readonly containers: readonly {
                readonly name: 'rabbitmq';
                readonly volumeMounts: readonly VolumeMount[];
              }[];
              readonly volumes: readonly Volume[];
            };
          };
        };
      };
    };
  };
}
