import { judge } from '../../policies/index';
import { imageByDigest } from '../../policies/rules/pods/image-by-digest';
import { object } from './support';

const SHA = '0'.repeat(64);
const DIGEST = `registry.example.com/tool@sha256:${SHA}`;
const TAG = 'registry.example.com/tool:1';

/** Where an image is found that may change, `?` before what nobody can tell, in the object and in a list of it. */
function places(apiVersion: string, kind: string, spec: object): readonly string[] {
  const bare = object(apiVersion, kind, { spec });
  const list = { ...bare, object: { apiVersion: 'v1', kind: 'List', metadata: { name: '' }, items: [bare.object] } };
  const [found, inList] = [bare, list].map((resource) =>
    judge([resource], { rules: [imageByDigest] }).flatMap(({ outcome, violations, doubts }) =>
      outcome === 'pass' ? ['pass'] : [...violations.map((one) => one.field), ...doubts.map((one) => `?${one.field}`)],
    ),
  );
  expect(inList).toEqual(found);
  return found!;
}

/** An object at a path such as `spec.images[].image`, and that path as a finding names it. */
function at(path: string, image: string | undefined): object {
  return path.split('.').reduceRight<unknown>((value, key) => {
    return key.endsWith('[]') ? { [key.slice(0, -2)]: [value] } : { [key]: value };
  }, image) as object;
}

describe.each([
  ['databases.spotahome.com/v1', 'RedisFailover', 'redis.image'],
  ['databases.spotahome.com/v1', 'RedisFailover', 'sentinel.image'],
  ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'image'],
  ['k8s.keycloak.org/v2alpha1', 'Keycloak', 'image'],
  ['kafka.strimzi.io/v1beta2', 'Kafka', 'kafka.image'],
  ['kafka.strimzi.io/v1beta2', 'Kafka', 'zookeeper.image'],
  ['kafka.strimzi.io/v1beta2', 'Kafka', 'entityOperator.topicOperator.image'],
  ['kafka.strimzi.io/v1beta2', 'Kafka', 'entityOperator.userOperator.image'],
  ['kafka.strimzi.io/v1beta2', 'Kafka', 'kafkaExporter.image'],
  ['kafka.strimzi.io/v1beta2', 'Kafka', 'cruiseControl.image'],
  ['kafka.strimzi.io/v1beta2', 'KafkaBridge', 'image'],
  ['kafka.strimzi.io/v1beta2', 'KafkaConnect', 'image'],
  ['kafka.strimzi.io/v1beta2', 'KafkaMirrorMaker2', 'image'],
  ['kibana.k8s.elastic.co/v1', 'Kibana', 'image'],
  ['kubevirt.io/v1', 'VirtualMachine', 'template.spec.volumes[].containerDisk.image'],
  ['kubevirt.io/v1', 'VirtualMachineInstance', 'volumes[].containerDisk.image'],
  ['monitoring.coreos.com/v1', 'Alertmanager', 'image'],
  ['monitoring.coreos.com/v1', 'Prometheus', 'image'],
  ['monitoring.coreos.com/v1alpha1', 'PrometheusAgent', 'image'],
  ['monitoring.coreos.com/v1', 'ThanosRuler', 'image'],
  ['opentelemetry.io/v1beta1', 'OpenTelemetryCollector', 'image'],
  ['postgresql.cnpg.io/v1', 'Cluster', 'imageName'],
  ['postgresql.cnpg.io/v1', 'ClusterImageCatalog', 'images[].image'],
  ['postgresql.cnpg.io/v1', 'ImageCatalog', 'images[].image'],
  ['psmdb.percona.com/v1', 'PerconaServerMongoDB', 'image'],
  ['pxc.percona.com/v1', 'PerconaXtraDBCluster', 'pxc.image'],
  ['rabbitmq.com/v1beta1', 'RabbitmqCluster', 'image'],
  ['redis.redis.opstreelabs.in/v1beta2', 'Redis', 'kubernetesConfig.image'],
  ['redis.redis.opstreelabs.in/v1beta2', 'RedisCluster', 'kubernetesConfig.image'],
  ['redis.redis.opstreelabs.in/v1beta2', 'RedisReplication', 'kubernetesConfig.image'],
  ['redis.redis.opstreelabs.in/v1beta2', 'RedisSentinel', 'kubernetesConfig.image'],
])('the image of %s %s at %s', (apiVersion, kind, path) => {
  const field = `spec.${path.replaceAll('[]', '[0]')}`;

  test('is a digest, may change, or is chosen by somebody else', () => {
    expect(places(apiVersion, kind, at(path, DIGEST))).toEqual(['pass']);
    expect(places(apiVersion, kind, at(path, TAG))).toEqual([field]);
    expect(places(apiVersion, kind, at(path, undefined))).toEqual([`?${field}`]);
    expect(places(apiVersion, kind, at(path, ''))).toEqual([`?${field}`]);
  });

  test('is not guessed of another group', () => {
    expect(places('example.com/v1', kind, at(path, TAG))).toEqual([]);
  });
});

test.each([
  ['databases.spotahome.com/v1', 'RedisFailover', 'redis.exporter.image', { redis: { image: DIGEST } }],
  ['databases.spotahome.com/v1', 'RedisFailover', 'sentinel.exporter.image', { sentinel: { image: DIGEST } }],
  ['postgresql.cnpg.io/v1', 'Cluster', 'postgresql.extensions[].image.reference', { imageName: DIGEST }],
  ['pxc.percona.com/v1', 'PerconaXtraDBCluster', 'haproxy.image', {}],
  ['redis.redis.opstreelabs.in/v1beta2', 'Redis', 'redisExporter.image', {}],
  ['redis.redis.opstreelabs.in/v1beta2', 'Redis', 'initContainer.image', {}],
])('%s %s may leave out what is at %s', (apiVersion, kind, path, rest) => {
  const [first = ''] = path.split('.');
  const said = (image: string | undefined) => {
    const spec = at(path, image) as Record<string, object>;
    return { ...rest, ...spec, [first]: { ...(rest as Record<string, object>)[first], ...spec[first] } };
  };
  expect(places(apiVersion, kind, said(TAG))).toEqual([`spec.${path.replaceAll('[]', '[0]')}`]);
  expect(places(apiVersion, kind, said(undefined))).not.toContain(`?spec.${path.replaceAll('[]', '[0]')}`);
});

test('an operator is not told of a part that is not asked for', () => {
  expect(places('kafka.strimzi.io/v1beta2', 'Kafka', { kafka: { image: DIGEST }, entityOperator: {} })).toEqual([
    'pass',
  ]);
});

test('what Strimzi builds, it runs by digest', () => {
  expect(places('kafka.strimzi.io/v1beta2', 'KafkaConnect', { build: {} })).toEqual([]);
});

describe('the image of a Prometheus', () => {
  test.each([
    [{ sha: SHA }, 'pass'],
    [{ baseImage: 'prometheus', sha: SHA, tag: 'v2' }, 'pass'],
    [{ image: '', sha: SHA }, 'pass'],
    [{ image: TAG, sha: SHA }, 'spec.image'],
    [{ sha: 'abc' }, 'spec.sha'],
    [{ baseImage: 'prometheus', tag: 'v2' }, 'spec.baseImage'],
    [{ tag: 'v2' }, '?spec.image'],
    [{ version: 'v2' }, '?spec.image'],
    [{ image: DIGEST, thanos: { image: DIGEST } }, 'pass'],
    [{ image: DIGEST, thanos: { image: TAG } }, 'spec.thanos.image'],
    [{ image: DIGEST, thanos: {} }, '?spec.thanos.image'],
    [{ image: DIGEST, thanos: { sha: SHA } }, 'pass'],
  ])('is told in one word or in parts: %j', (spec, place) => {
    expect(places('monitoring.coreos.com/v1', 'Prometheus', spec)).toEqual([place]);
  });
});

describe('a module of proxies', () => {
  test.each<[object, readonly string[]]>([
    [{ url: `oci://${DIGEST}` }, ['pass']],
    [{ url: `oci://${TAG}` }, ['spec.url']],
    [{ url: TAG }, ['spec.url']],
    [{ url: `oci://${TAG}`, sha256: SHA }, ['pass']],
    [{ url: `oci://${TAG}`, sha256: '' }, ['spec.url']],
    [{ url: 'https://example.com/filter.wasm', sha256: SHA }, ['pass']],
    [{ url: 'https://example.com/filter.wasm', sha256: 'abc' }, ['spec.url']],
    [{ url: 'https://example.com/filter.wasm' }, ['spec.url']],
    [{ url: 'file:///opt/filter.wasm' }, []],
    [{}, ['?spec.url']],
  ])('is one by its digest or its checksum: %j', (spec, found) => {
    expect(places('extensions.istio.io/v1alpha1', 'WasmPlugin', spec)).toEqual(found);
  });

  test('of a file is to say what it adds up to', () => {
    const plugin = object('extensions.istio.io/v1alpha1', 'WasmPlugin', {
      spec: { url: 'https://example.com/a.wasm' },
    });
    expect(judge([plugin], { rules: [imageByDigest] })[0]!.messages).toEqual([
      "WasmPlugin shop/api: proxies run 'https://example.com/a.wasm', which can change (spec.url); " +
        'say by spec.sha256 what it has to add up to',
    ]);
  });
});

describe('an image that is mounted', () => {
  const container = { name: 'api', image: DIGEST };
  const volumes = [{ name: 'tmp' }, { name: 'model', image: { reference: TAG } }];

  test('is judged in every pod', () => {
    const pod = { containers: [container], volumes };
    expect(places('v1', 'Pod', pod)).toEqual(['spec.volumes[1].image.reference']);
    expect(places('apps/v1', 'Deployment', { template: { spec: pod } })).toEqual([
      'spec.template.spec.volumes[1].image.reference',
    ]);
    expect(places('v1', 'Pod', { containers: [container], volumes: [{ name: 'm', image: {} }] })).toEqual([
      'spec.volumes[0].image.reference',
    ]);
    expect(places('v1', 'Pod', { containers: [container], volumes: [{ image: { reference: DIGEST } }] })).toEqual([
      'pass',
    ]);
    expect(places('v1', 'Pod', { containers: [container], volumes: [{ name: 'm', image: TAG }] })).toEqual([
      '?spec.volumes[0].image',
    ]);
  });

  test('is judged in what operators and workflows mount', () => {
    expect(places('example.com/v1', 'Thing', { volumes })).toEqual(['spec.volumes[1].image.reference']);
    const templates = [{ container }, { script: container }];
    expect(places('argoproj.io/v1alpha1', 'Workflow', { volumes, templates })).toEqual([
      'spec.volumes[1].image.reference',
    ]);
    expect(places('tekton.dev/v1', 'Task', { volumes, steps: [container] })).toEqual([
      'spec.volumes[1].image.reference',
    ]);
  });
});
