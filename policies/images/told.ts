import { kindOf } from '../../constructs/plan/kinds';
import type { Manifest } from '../../constructs/plan/resource';
import { type Entry, entriesOf, isAbsent, join, step, textOf } from '../fields';
import { type Read, tryRead, tryReadAll } from '../read';
import { Unknowable } from '../unknowable';
import type { Image } from './image';
import { monitoring } from './prometheus-operator';
import { module } from './wasm-plugin';

/** What an operator or a proxy is told to run by a field of its own. */
type Teller = (spec: Entry) => readonly Read<Image>[];

/**
 * Where kinds name images that are in no container, by group and kind.
 *
 * What is left out at one of these places is chosen by the operator, but behind a question mark: nothing runs for it then.
 */
const TOLD: Readonly<Record<string, readonly (Teller | string)[]>> = {
  'databases.spotahome.com/RedisFailover': [
    'redis.image',
    'sentinel.image',
    'redis.exporter.image?',
    'sentinel.exporter.image?',
  ],
  'elasticsearch.k8s.elastic.co/Elasticsearch': ['image'],
  'extensions.istio.io/WasmPlugin': [module],
  'k8s.keycloak.org/Keycloak': ['image'],
  'kafka.strimzi.io/Kafka': [
    'kafka.image',
    'zookeeper.image',
    'entityOperator.topicOperator.image',
    'entityOperator.userOperator.image',
    'kafkaExporter.image',
    'cruiseControl.image',
  ],
  'kafka.strimzi.io/KafkaBridge': ['image'],
  'kafka.strimzi.io/KafkaConnect': [built],
  'kafka.strimzi.io/KafkaMirrorMaker2': ['image'],
  'kibana.k8s.elastic.co/Kibana': ['image'],
  'kubevirt.io/VirtualMachine': ['template.spec.volumes[].containerDisk.image'],
  'kubevirt.io/VirtualMachineInstance': ['volumes[].containerDisk.image'],
  'monitoring.coreos.com/Alertmanager': [monitoring()],
  'monitoring.coreos.com/Prometheus': [monitoring(), monitoring('thanos')],
  'monitoring.coreos.com/PrometheusAgent': [monitoring()],
  'monitoring.coreos.com/ThanosRuler': [monitoring()],
  'opentelemetry.io/OpenTelemetryCollector': ['image'],
  'postgresql.cnpg.io/Cluster': [instances, 'postgresql.extensions[].image.reference?'],
  'postgresql.cnpg.io/ClusterImageCatalog': ['images[].image'],
  'postgresql.cnpg.io/ImageCatalog': ['images[].image'],
  'psmdb.percona.com/PerconaServerMongoDB': ['image'],
  'pxc.percona.com/PerconaXtraDBCluster': ['pxc.image', 'haproxy.image?', 'proxysql.image?', 'backup.image?'],
  'rabbitmq.com/RabbitmqCluster': ['image'],
  'redis.redis.opstreelabs.in/Redis': opstree(),
  'redis.redis.opstreelabs.in/RedisCluster': opstree(),
  'redis.redis.opstreelabs.in/RedisReplication': opstree(),
  'redis.redis.opstreelabs.in/RedisSentinel': opstree(),
};

/** The images that an object names in fields of its own kind, each or why it cannot be read. */
export function imagesTold(object: Manifest): readonly Read<Image>[] {
  const kind = kindOf(object);
  if (!Object.hasOwn(TOLD, kind)) return [];
  return TOLD[kind]!.flatMap((teller) =>
    tryReadAll(() => {
      const spec = step({ field: '', value: object as unknown as Entry['value'] }, 'spec');
      return typeof teller === 'string' ? at(teller, spec) : teller(spec);
    }),
  );
}

/** https://github.com/OT-CONTAINER-KIT/redis-operator: what all of its kinds have in common. */
function opstree(): readonly string[] {
  return ['kubernetesConfig.image', 'redisExporter.image?', 'initContainer.image?', 'sidecars[].image'];
}

/** https://cloudnative-pg.io/documentation/current/image_catalog/: the image, or the catalogue that names it. */
function instances(spec: Entry): readonly Read<Image>[] {
  return isAbsent(spec.value['imageCatalogRef']) ? at('imageName', spec) : [];
}

/** What Strimzi builds itself it runs by the digest of what it has built. */
function built(spec: Entry): readonly Read<Image>[] {
  return at(isAbsent(spec.value['build']) ? 'image' : 'image?', spec);
}

function at(path: string, spec: Entry): readonly Read<Image>[] {
  const isOptional = path.endsWith('?');
  const [last = '', ...outer] = path.replace('?', '').split('.').reverse();
  return outer
    .reverse()
    .reduce<readonly Entry[]>((places, key) => places.flatMap((place) => inside(place, key)), [spec])
    .filter((place) => !isOptional || !isAbsent(place.value[last]))
    .map((place) => tryRead(() => named(place, last)));
}

function inside(place: Entry, key: string): readonly Entry[] {
  if (key.endsWith('[]')) {
    const list = key.slice(0, -'[]'.length);
    return entriesOf(place.value[list], join(place.field, list));
  }
  return isAbsent(place.value[key]) ? [] : [step(place, key)];
}

function named({ field, value }: Entry, key: string): Image {
  const at = `${field}.${key}`;
  if (isAbsent(value[key]) || value[key] === '')
    throw new Unknowable(at, 'it names no image, so its operator chooses one');
  return { field: at, what: 'its operator runs', reference: textOf(value[key], at) };
}
