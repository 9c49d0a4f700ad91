import { at, changesBetween } from '../changes';
import type { Checked, Created, Difference, Failure, Old, Provider, Target } from '../provider';
import { hasUnknown, isObject, type Path, type Properties } from '../values';
import { activeCluster, Cluster } from './cluster';
import { type Mutability, needsReplacement } from './immutable';
import { manifestOf, outputsOf, previewOf, pruned } from './live';
import { isBuiltIn, sameness, withEncodedData } from './normal-form';
import { Objects } from './objects';

/** Stands in for the official Kubernetes plugin: inputs are manifests, applied server-side. */
export class KubernetesProvider implements Provider {
  readonly name = 'kubernetes';
  readonly version = '4.34.2';
  private cluster: Cluster | undefined;
  private config: Properties = {};

  configure(config: Properties): void {
    this.config = config;
    this.cluster = new Cluster(config);
  }

  replacedBy(olds: Properties, news: Properties): readonly string[] {
    const moved = changesBetween(activeCluster(olds), activeCluster(news)).length > 0;
    return moved ? ['kubeconfig', 'context'].filter((key) => olds[key] !== news[key]) : [];
  }

  async check({ type }: Target, news: Properties): Promise<Checked> {
    const manifest = manifestOf({ ...typeMeta(type), ...news });
    const failures: Failure[] = [];
    if (typeof at(manifest, 'metadata', 'name') !== 'string') {
      const reason = 'this provider does not name objects by itself; set metadata.name';
      failures.push({ property: 'metadata.name', reason });
    }
    return { inputs: await this.inNamespace(manifest), failures };
  }

  async diff(_target: Target, old: Old, news: Properties): Promise<Difference> {
    const before = prunedTo(withEncodedData(manifestOf(old.inputs)), manifestOf(old.outputs));
    const after = withEncodedData(manifestOf(news));
    const [from, to] = [await this.canonical(before, old.outputs), await this.canonical(after, after)];
    const changes = changesBetween(from, to, sameness(after)).map((change) => ({
      ...change,
      replaces: needsReplacement(change, after, this.mutability()),
    }));
    const same = (key: string) => at(from, 'metadata', key) === at(to, 'metadata', key);
    return { changes, deleteBeforeReplace: same('name') && same('namespace') };
  }

  async create(_target: Target, news: Properties, preview: boolean): Promise<Created> {
    const manifest = manifestOf(news);
    if (!preview) {
      const live = await this.objects().create(manifest);
      return { id: idOf(live), outputs: outputsOf(live) };
    }
    const live = hasUnknown(manifest) ? undefined : await this.objects().previewCreate(manifest);
    return { id: '', outputs: live === undefined ? news : previewOf(live) };
  }

  async read({ id, type }: Target, old: Old) {
    const [name, namespace] = id.split('/').reverse();
    const fallback = { ...typeMeta(type), metadata: { name: name ?? '', ...(namespace ? { namespace } : {}) } };
    const inputs = old.inputs['kind'] === undefined ? fallback : old.inputs;
    const live = await this.objects().get(manifestOf(inputs));
    if (live === undefined) return undefined;
    const outputs = outputsOf(live);
    return { id, outputs, inputs: prunedTo(inputs, withDecodedData(inputs, outputs)) };
  }

  async update(target: Target, _old: Old, news: Properties, preview: boolean): Promise<Created> {
    const manifest = manifestOf(news);
    const missing = preview && (hasUnknown(manifest) || !(await this.objects().served(manifest)));
    if (missing) return { id: target.id, outputs: news };
    const live = await this.objects().update(manifest, preview);
    return { id: target.id, outputs: outputsOf(live) };
  }

  async delete({ timeoutSeconds }: Target, old: Old): Promise<void> {
    await this.objects().delete(manifestOf(old.outputs), timeoutSeconds);
  }

  secrets(_type: string, { apiVersion, kind }: Properties): readonly Path[] {
    return apiVersion === 'v1' && kind === 'Secret' ? [['data'], ['stringData']] : [];
  }

  /** Absent and `default` are the same namespace; a kind without namespaces has none, whatever its manifest says. */
  private async canonical(manifest: Properties, whose: Properties): Promise<Properties> {
    const kind = await this.connected().tryKind(String(whose['apiVersion']), String(whose['kind']));
    const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
    const { namespace, ...rest } = metadata;
    if (kind?.namespaced === false) return { ...manifest, metadata: rest };
    return { ...manifest, metadata: { ...rest, namespace: namespace ?? 'default' } };
  }

  private async inNamespace(manifest: Properties): Promise<Properties> {
    const [metadata, namespace] = [manifest['metadata'], this.config['namespace']];
    if (namespace === undefined || !isObject(metadata) || metadata['namespace'] !== undefined) return manifest;
    const kind = await this.connected().tryKind(String(manifest['apiVersion']), String(manifest['kind']));
    return kind?.namespaced === false ? manifest : { ...manifest, metadata: { ...metadata, namespace } };
  }

  private objects(): Objects {
    return new Objects(this.connected(), {
      force: isOn(this.config['enablePatchForce']),
      upsert: isOn(this.config['upsertExistingObjects']),
    });
  }

  private mutability(): Mutability {
    const { enableConfigMapMutable, enableSecretMutable } = this.config;
    return { configMaps: isOn(enableConfigMapMutable), secrets: isOn(enableSecretMutable) };
  }

  private connected(): Cluster {
    if (this.cluster === undefined) throw new Error('the kubernetes provider was used before it was configured');
    return this.cluster;
  }
}

/** `kubernetes:core/v1:ConfigMap` is apiVersion `v1`; every other group keeps its name. */
function typeMeta(type: string): { readonly apiVersion: string; readonly kind: string } {
  const [, apiVersion = '', kind = ''] = type.split(':');
  return { apiVersion: apiVersion.replace(/^core\//, ''), kind };
}

function idOf(live: Properties): string {
  const [namespace, name] = [at(live, 'metadata', 'namespace'), at(live, 'metadata', 'name')];
  return namespace === undefined ? String(name) : `${namespace}/${name}`;
}

function prunedTo(inputs: Properties, live: Properties): Properties {
  return pruned(live, inputs, isBuiltIn(live)) as Properties;
}

/** A live Secret never has `stringData`: what was written there is read back, decoded, from `data`. */
function withDecodedData(inputs: Properties, live: Properties): Properties {
  const [written, data] = [inputs['stringData'], live['data']];
  if (!isObject(written) || !isObject(data)) return live;
  const decoded = Object.entries(data).map(([key, text]) => [key, Buffer.from(String(text), 'base64').toString()]);
  return { ...live, stringData: Object.fromEntries(decoded) };
}

/** Pulumi passes every setting of a provider as a string. */
function isOn(setting: unknown): boolean {
  return setting === true || setting === 'true';
}
