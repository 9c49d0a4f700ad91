import { Metadata, type StatusObject, status } from '@grpc/grpc-js';
import { ErrorResourceInitFailed } from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import type { Struct } from 'google-protobuf/google/protobuf/struct_pb';

/** What the engine is to record of a resource whose creation went wrong after it was there, secrets marked. */
export class RecordedFailure extends Error {
  readonly id: string;
  readonly properties: Struct;

  constructor(id: string, properties: Struct, cause: Error) {
    super(cause.message, { cause });
    this.id = id;
    this.properties = properties;
  }
}

/** The status of a call that failed: what was made goes with the message, where Go's gRPC looks for it. */
export function failureOf(error: unknown): Partial<StatusObject> {
  const details = error instanceof Error ? error.message : String(error);
  if (!(error instanceof RecordedFailure)) return { code: status.UNKNOWN, details };
  const failed = new ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(error.properties)
    .setReasonsList([details]);
  const packed = new Any();
  packed.pack(failed.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const whole = new Status().setCode(status.UNKNOWN).setMessage(details);
  // It returns what is added, so it ends no chain.
  whole.addDetails(packed);
  const metadata = new Metadata();
  metadata.add('grpc-status-details-bin', Buffer.from(whole.serializeBinary()));
  return { code: status.UNKNOWN, details, metadata };
}
