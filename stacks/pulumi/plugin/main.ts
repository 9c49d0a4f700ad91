import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import { CALLS } from './calls';

/** Serves the plugin on loopback until the engine ends it, which learns the port from the first line that is printed. */
function main(): void {
  const server = new Server();
  const methods: UntypedServiceImplementation = { ...SILENT_CALLS };
  for (const [name, answer] of Object.entries(CALLS)) {
    methods[name] = unary(answer as (request: unknown) => Promise<unknown>);
  }
  server.addService({ ...ResourceProviderService, ...SILENT_SERVICE }, methods);
  server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) throw error;
    process.stdout.write(`${port}\n`);
  });
}

/** The calls that are answered by nothing at all, for which the engine's protocol has a message of no bytes. */
const SILENT = ['attach', 'cancel', 'delete'] as const;

const SILENT_CALLS = Object.fromEntries(SILENT.map((name) => [name, unary(() => Promise.resolve())]));

const SILENT_SERVICE = Object.fromEntries(
  SILENT.map((name) => [name, { ...ResourceProviderService[name], responseSerialize: () => Buffer.alloc(0) }]),
);

/** A failure becomes the message that Pulumi shows. */
function unary(answer: (request: unknown) => Promise<unknown>): handleUnaryCall<unknown, unknown> {
  return ({ request }, callback) => {
    answer(request).then(
      (response) => callback(null, response),
      (error: unknown) =>
        callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
    );
  };
}

main();
