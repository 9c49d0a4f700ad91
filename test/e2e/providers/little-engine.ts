import { credentials } from '@grpc/grpc-js';
import { ResourceProviderClient } from '@pulumi/pulumi/proto/provider_grpc_pb';
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from '@pulumi/pulumi/proto/provider_pb';
import type { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { decode, encode, type Properties } from './values';

/** What a stack's state would hold of one resource. */
export interface State {
  readonly type: string;
  readonly id: string;
  /** Still in the engine's form, with its marks for secrets. */
  readonly inputs: Struct;
  readonly outputs: Struct;
}

export interface Step {
  readonly op: 'create' | 'update' | 'replace' | 'delete-replace' | 'same';
  readonly changed: readonly string[];
  readonly state: State;
}

/** Calls a provider as the Pulumi engine does, one resource at a time. */
export class LittleEngine {
  private readonly client: ResourceProviderClient;

  constructor(port: number) {
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  async configure(config: Properties): Promise<void> {
    const request = new ConfigureRequest().setArgs(encode(config)).setAcceptsecrets(true);
    await this.call((done) => this.client.configure(request, done));
  }

  /** One resource of `pulumi up`, or of `pulumi preview`. */
  async up(type: string, args: Properties, old?: State, preview = false): Promise<Step> {
    const inputs = await this.check(type, args, old);
    if (old === undefined) return { op: 'create', changed: [], state: await this.create(type, inputs, preview) };
    const diff = await this.diff(inputs, old);
    const changed = [...diff.getDetaileddiffMap().keys()].sort();
    if (diff.getChanges() !== DiffResponse.DiffChanges.DIFF_SOME) return { op: 'same', changed, state: old };
    if (diff.getReplacesList().length === 0) {
      return { op: 'update', changed, state: await this.update(inputs, old, preview) };
    }
    const first = diff.getDeletebeforereplace();
    if (first && !preview) await this.delete(old);
    const state = await this.create(type, inputs, preview);
    if (!first && !preview) await this.delete(old);
    return { op: first ? 'delete-replace' : 'replace', changed, state };
  }

  /** What `pulumi refresh` learns; undefined when the resource is gone. */
  async refresh(old: State): Promise<State | undefined> {
    const request = new ReadRequest()
      .setUrn(urnOf(old.type))
      .setId(old.id)
      .setInputs(old.inputs)
      .setProperties(old.outputs);
    const live = await this.call<ReadResponse>((done) => this.client.read(request, done));
    if (live.getId() === '') return undefined;
    return { type: old.type, id: live.getId(), inputs: live.getInputs()!, outputs: live.getProperties()! };
  }

  async delete(old: State): Promise<void> {
    const request = new DeleteRequest()
      .setUrn(urnOf(old.type))
      .setId(old.id)
      .setProperties(old.outputs)
      .setOldInputs(old.inputs);
    await this.call((done) => this.client.delete(request, done));
  }

  close(): void {
    this.client.close();
  }

  private async check(type: string, args: Properties, old: State | undefined): Promise<Struct> {
    const request = new CheckRequest().setUrn(urnOf(type)).setNews(encode(args)).setOlds(old?.inputs);
    const response = await this.call<CheckResponse>((done) => this.client.check(request, done));
    const failures = response.getFailuresList().map((failure) => `${failure.getProperty()}: ${failure.getReason()}`);
    if (failures.length > 0) throw new Error(failures.join('\n'));
    return response.getInputs()!;
  }

  private diff(inputs: Struct, old: State): Promise<DiffResponse> {
    const request = new DiffRequest()
      .setUrn(urnOf(old.type))
      .setId(old.id)
      .setOlds(old.outputs)
      .setOldInputs(old.inputs)
      .setNews(inputs);
    return this.call<DiffResponse>((done) => this.client.diff(request, done));
  }

  private async create(type: string, inputs: Struct, preview: boolean): Promise<State> {
    const request = new CreateRequest().setUrn(urnOf(type)).setProperties(inputs).setPreview(preview);
    const response = await this.call<CreateResponse>((done) => this.client.create(request, done));
    return { type, id: response.getId(), inputs, outputs: response.getProperties()! };
  }

  private async update(inputs: Struct, old: State, preview: boolean): Promise<State> {
    const request = new UpdateRequest()
      .setUrn(urnOf(old.type))
      .setId(old.id)
      .setOlds(old.outputs)
      .setOldInputs(old.inputs)
      .setNews(inputs)
      .setPreview(preview);
    const response = await this.call<UpdateResponse>((done) => this.client.update(request, done));
    return { ...old, inputs, outputs: response.getProperties()! };
  }

  private call<T>(send: (done: (error: Error | null, response: T) => void) => unknown): Promise<T> {
    return new Promise((resolve, reject) =>
      send((error, response) => (error === null ? resolve(response) : reject(error))),
    );
  }
}

/** Values without their marks, as a program sees them. */
export function plain(struct: Struct): Properties {
  return decode(struct).properties;
}

function urnOf(type: string): string {
  return `urn:pulumi:test::providers::pulumi:pulumi:Stack$${type}::it`;
}
