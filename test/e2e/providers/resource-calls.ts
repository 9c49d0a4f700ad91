import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  PropertyDiff,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { logEvent, type ProviderEvent } from './event-log';
import { RecordedFailure } from './failure';
import { type Difference, PartlyMade, type Provider, type Target } from './provider';
import { decode, encode, formatPath, type Path, type Properties } from './values';

interface AboutResource {
  getUrn(): string;
  getType(): string;
  getId?(): string;
  getTimeout?(): number;
}

/** The calls about one resource: unwrap what the engine sent, ask the provider, wrap what it says. */
export function resourceCalls(provider: Provider) {
  const sealed = (type: string, properties: Properties, secrets: readonly Path[] = []): Struct =>
    encode(properties, [...secrets, ...provider.secrets(type, properties)]);

  return {
    async check(request: CheckRequest): Promise<CheckResponse> {
      const [target, news] = [targetOf(request), decode(request.getNews())];
      const { inputs, failures } = await provider.check(target, news.properties);
      return new CheckResponse()
        .setInputs(sealed(target.type, inputs, news.secrets))
        .setFailuresList(
          failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
        );
    },

    async diff(request: DiffRequest): Promise<DiffResponse> {
      const news = decode(request.getNews()).properties;
      const difference = await provider.diff(targetOf(request), oldOf(request), news);
      return diffResponse(difference, request.getIgnorechangesList());
    },

    async create(request: CreateRequest): Promise<CreateResponse> {
      const [target, news] = [targetOf(request), decode(request.getProperties())];
      const create = async () => {
        try {
          return await provider.create(target, news.properties, request.getPreview());
        } catch (error) {
          if (!(error instanceof PartlyMade)) throw error;
          const { id, outputs } = error.made;
          throw new RecordedFailure(id, sealed(target.type, outputs, news.secrets), error);
        }
      };
      const { id, outputs } = request.getPreview() ? await create() : await logged(provider, 'create', target, create);
      return new CreateResponse().setId(id).setProperties(sealed(target.type, outputs, news.secrets));
    },

    async read(request: ReadRequest): Promise<ReadResponse> {
      const [target, inputs] = [targetOf(request), decode(request.getInputs())];
      const outputs = decode(request.getProperties()).properties;
      const live = await provider.read(target, { inputs: inputs.properties, outputs });
      // An empty id is how a provider says that the object is gone.
      if (live === undefined) return new ReadResponse();
      return new ReadResponse()
        .setId(live.id)
        .setInputs(sealed(target.type, live.inputs, inputs.secrets))
        .setProperties(sealed(target.type, live.outputs, inputs.secrets));
    },

    async update(request: UpdateRequest): Promise<UpdateResponse> {
      const [target, news] = [targetOf(request), decode(request.getNews())];
      const update = () => provider.update(target, oldOf(request), news.properties, request.getPreview());
      const { outputs } = request.getPreview() ? await update() : await logged(provider, 'update', target, update);
      return new UpdateResponse().setProperties(sealed(target.type, outputs, news.secrets));
    },

    async delete(request: DeleteRequest): Promise<Empty> {
      const target = targetOf(request);
      const outputs = decode(request.getProperties()).properties;
      const old = { inputs: decode(request.getOldInputs()).properties, outputs };
      await logged(provider, 'delete', target, async () => {
        await provider.delete(target, old);
        return target;
      });
      return new Empty();
    },
  };
}

function targetOf(request: AboutResource): Target {
  // `urn:pulumi:stack::project::parentType$type::name`; engines before 3.134 send the type only there.
  const type = request.getType() || (request.getUrn().split('::')[2] ?? '').split('$').at(-1) || '';
  return { type, id: request.getId?.() ?? '', timeoutSeconds: request.getTimeout?.() ?? 0 };
}

function oldOf(request: DiffRequest | UpdateRequest) {
  return {
    inputs: decode(request.getOldInputs()).properties,
    outputs: decode(request.getOlds()).properties,
  };
}

function diffResponse(difference: Difference, ignored: readonly string[]): DiffResponse {
  const changes = difference.changes
    .map((change) => ({ ...change, place: formatPath(change.path) }))
    .filter(({ place }) => !ignored.some((prefix) => place === prefix || /^[.[]/.test(cut(place, prefix))));
  const replaces = changes.filter((change) => change.replaces).map(({ place }) => place);
  const response = new DiffResponse()
    .setChanges(DiffResponse.DiffChanges[changes.length === 0 ? 'DIFF_NONE' : 'DIFF_SOME'])
    .setDiffsList([...new Set(changes.map(({ path }) => String(path[0])))])
    .setReplacesList(replaces)
    .setDeletebeforereplace(replaces.length > 0 && difference.deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const { place, kind, replaces } of changes) {
    const name = `${kind.toUpperCase()}${replaces ? '_REPLACE' : ''}` as keyof typeof PropertyDiff.Kind;
    response.getDetaileddiffMap().set(place, new PropertyDiff().setKind(PropertyDiff.Kind[name]));
  }
  return response;
}

function cut(place: string, prefix: string): string {
  return place.startsWith(prefix) ? place.slice(prefix.length) : '';
}

async function logged<T extends { readonly id: string }>(
  { name }: Provider,
  op: ProviderEvent['op'],
  { type, id }: Target,
  mutate: () => Promise<T>,
): Promise<T> {
  const started = Date.now();
  const event = { started, provider: name, op, type };
  try {
    const result = await mutate();
    logEvent({ time: Date.now(), ...event, id: result.id, ok: true });
    return result;
  } catch (error) {
    logEvent({ time: Date.now(), ...event, id, ok: false });
    throw error;
  }
}
