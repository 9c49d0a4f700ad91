import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DiffRequest,
  DiffResponse,
  GetSchemaResponse,
  type ParameterizeRequest,
  ParameterizeResponse,
  type ReadRequest,
  ReadResponse,
} from '@pulumi/pulumi/proto/provider_pb';
import { claimIn, GUARD } from './claim';
import { movedCluster, wrongCluster } from './comparison';
import { foundCluster } from './found';

/**
 * What the engine asks of the plugin.
 *
 * The comparison is in `parameterize`, for one reason: the engine does it when it loads the plugin, and waits for it, before
 * the first step of `up`, `refresh` and `destroy`. Of a failure of `configure` it only hears when it uses the provider, in
 * the midst of everything else.
 *
 * Methods that are left out are answered as not implemented, which the engine accepts.
 */
export const CALLS = {
  async parameterize(request: ParameterizeRequest): Promise<ParameterizeResponse> {
    const wrong = await wrongCluster(claimIn(request.getValue()!.getValue_asU8()), (context) => foundCluster(context));
    if (wrong !== undefined) throw new Error(wrong);
    return new ParameterizeResponse().setName(GUARD.name).setVersion(GUARD.version);
  },

  async checkConfig(request: CheckRequest): Promise<CheckResponse> {
    const wrong = movedCluster(clusterIn(request.getOlds()), clusterIn(request.getNews())!);
    const failures = wrong === undefined ? [] : [new CheckFailure().setProperty('cluster').setReason(wrong)];
    return new CheckResponse().setInputs(request.getNews()).setFailuresList(failures);
  },

  diffConfig: async (request: DiffRequest) => differing(request),
  configure: async () => new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true),
  getPluginInfo: async () => new PluginInfo().setVersion(GUARD.version),
  getSchema: async () => new GetSchemaResponse().setSchema(JSON.stringify(GUARD)),

  // The resource is the claim itself, on which everything else depends: there is nothing of it anywhere but in the state.
  check: async (request: CheckRequest) => new CheckResponse().setInputs(request.getNews()),
  diff: async (request: DiffRequest) => differing(request),
  create: async (request: CreateRequest) =>
    new CreateResponse().setId(clusterIn(request.getProperties())!).setProperties(request.getProperties()),
  read: async (request: ReadRequest) =>
    new ReadResponse()
      .setId(request.getId())
      .setProperties(request.getProperties())
      .setInputs(request.getInputs() ?? request.getProperties()),
};

interface Struct {
  toJavaScript(): Record<string, unknown>;
}

function clusterIn(properties: Struct | undefined): string | undefined {
  return properties?.toJavaScript()['cluster'] as string | undefined;
}

function differing(request: DiffRequest): DiffResponse {
  const [olds, news] = [request.getOldInputs() ?? request.getOlds(), request.getNews()].map(
    (properties) => properties?.toJavaScript() ?? {},
  );
  const keys = Object.keys({ ...olds, ...news }).filter((key) => olds![key] !== news![key]);
  return new DiffResponse()
    .setChanges(DiffResponse.DiffChanges[keys.length === 0 ? 'DIFF_NONE' : 'DIFF_SOME'])
    .setDiffsList(keys);
}
