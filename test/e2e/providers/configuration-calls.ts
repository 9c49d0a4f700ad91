import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
  DiffResponse,
  GetSchemaResponse,
} from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { changesBetween } from './changes';
import type { Provider } from './provider';
import { decode, formatPath } from './values';

/** The calls about the provider itself: what it is, and which server it talks to. */
export function configurationCalls(provider: Provider) {
  return {
    attach: async () => new Empty(),
    cancel: async () => new Empty(),
    getPluginInfo: async () => new PluginInfo().setVersion(provider.version),
    getSchema: async () =>
      new GetSchemaResponse().setSchema(JSON.stringify({ name: provider.name, version: provider.version })),

    // The engine's own struct goes back untouched, so that secrets in it stay secret.
    checkConfig: async (request: CheckRequest) => new CheckResponse().setInputs(request.getNews()),

    async diffConfig(request: DiffRequest): Promise<DiffResponse> {
      const [olds, news] = [decode(request.getOlds()).properties, decode(request.getNews()).properties];
      const diffs = changesBetween(olds, news).map(({ path }) => formatPath(path));
      return new DiffResponse()
        .setChanges(DiffResponse.DiffChanges[diffs.length === 0 ? 'DIFF_NONE' : 'DIFF_SOME'])
        .setDiffsList(diffs)
        .setReplacesList(diffs.length === 0 ? [] : [...provider.replacedBy(olds, news)]);
    },

    async configure(request: ConfigureRequest): Promise<ConfigureResponse> {
      provider.configure(decode(request.getArgs()).properties);
      return new ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setAcceptresources(true)
        .setAcceptoutputs(true);
    },
  };
}
