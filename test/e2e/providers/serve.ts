import { type handleUnaryCall, Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import { configurationCalls } from './configuration-calls';
import { failureOf } from './failure';
import type { Provider } from './provider';
import { resourceCalls } from './resource-calls';

/** A provider that answers on a loopback port. */
export interface Serving {
  readonly port: number;
  stop(): void;
}

/**
 * Serves a provider to the Pulumi engine, which attaches to it when PULUMI_DEBUG_PROVIDERS says `name:port`.
 *
 * The methods that are left out (Handshake, Invoke, Call, Construct, …) answer UNIMPLEMENTED, which the engine accepts.
 */
export async function serve(provider: Provider): Promise<Serving> {
  // A manifest with every CRD of an operator is larger than the 4 MiB that gRPC allows by default.
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  const methods: UntypedServiceImplementation = {};
  for (const [name, answer] of Object.entries({ ...configurationCalls(provider), ...resourceCalls(provider) })) {
    methods[name] = unary(answer as (request: unknown) => Promise<unknown>);
  }
  server.addService(ResourceProviderService, methods);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { port, stop: () => server.forceShutdown() };
}

/** A failure becomes the message that Pulumi shows beside the resource. */
function unary(answer: (request: unknown) => Promise<unknown>): handleUnaryCall<unknown, unknown> {
  return (call, callback) => {
    answer(call.request).then(
      (response) => callback(null, response),
      (error: unknown) => callback(failureOf(error)),
    );
  };
}
