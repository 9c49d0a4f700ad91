import { factsOf, kindOf } from '../../../../constructs/plan/kinds';
import type { Manifest } from '../../../../constructs/plan/resource';
import { fieldsOf, isFields } from '../../../fields';
import { cronWorkflow, workflow } from './argo-workflows';
import { cluster, pooler } from './cloudnative-pg';
import { gateway } from './istio';
import { instance, machine, pool } from './kubevirt';
import type { OperatedPods, Operator } from './operated-pods';
import { alertmanager, prometheus, prometheusAgent, thanosRuler } from './prometheus-operator';
import { rabbitMq } from './rabbitmq';
import { redisFailover } from './redis';
import { kafka, workers } from './strimzi';
import { run } from './tekton';

/** How operators label the pods they make, from their own source or documentation. */
const OPERATED: Readonly<Record<string, Operator>> = {
  'argoproj.io/CronWorkflow': cronWorkflow,
  'argoproj.io/Workflow': workflow,
  'databases.spotahome.com/RedisFailover': redisFailover,
  'gateway.networking.k8s.io/Gateway': gateway,
  'kafka.strimzi.io/Kafka': kafka,
  'kafka.strimzi.io/KafkaBridge': workers('KafkaBridge', 'bridge'),
  'kafka.strimzi.io/KafkaConnect': workers('KafkaConnect', 'connect'),
  'kafka.strimzi.io/KafkaMirrorMaker2': workers('KafkaMirrorMaker2', 'mirrormaker2'),
  'kubevirt.io/VirtualMachine': machine,
  'kubevirt.io/VirtualMachineInstance': instance,
  'kubevirt.io/VirtualMachineInstanceReplicaSet': machine,
  'monitoring.coreos.com/Alertmanager': alertmanager,
  'monitoring.coreos.com/Prometheus': prometheus,
  'monitoring.coreos.com/PrometheusAgent': prometheusAgent,
  'monitoring.coreos.com/ThanosRuler': thanosRuler,
  'pool.kubevirt.io/VirtualMachinePool': pool,
  'postgresql.cnpg.io/Cluster': cluster,
  'postgresql.cnpg.io/Pooler': pooler,
  'rabbitmq.com/RabbitmqCluster': rabbitMq,
  'tekton.dev/PipelineRun': run,
  'tekton.dev/TaskRun': run,
};

/** Of these, only the operator knows which labels they bear. */
const SOME_PODS: OperatedPods = {
  labels: {},
  mayBear: () => true,
  ports: undefined,
  serviceAccount: undefined,
  unlabelled: true,
};

/** The pods that an operator makes of an object; nothing where the object itself says which. */
export function operatedPodsOf(object: Manifest): readonly OperatedPods[] | undefined {
  const kind = kindOf(object);
  if (Object.hasOwn(OPERATED, kind)) return OPERATED[kind]!(object, fieldsOf(object['spec'], 'spec'));
  if (factsOf(kind).operated !== 'pods') return undefined;
  const spec = object['spec'];
  return [{ ...SOME_PODS, hostNetwork: isFields(spec) && spec['hostNetwork'] === true }];
}
