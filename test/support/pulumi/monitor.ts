import { type handleUnaryCall, Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { EngineService } from '@pulumi/pulumi/proto/engine_grpc_pb';
import { GetRootResourceResponse, type LogRequest, SetRootResourceResponse } from '@pulumi/pulumi/proto/engine_pb';
import { ResourceMonitorService } from '@pulumi/pulumi/proto/resource_grpc_pb';
import {
  type ReadResourceRequest,
  ReadResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  SupportsFeatureResponse,
} from '@pulumi/pulumi/proto/resource_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { FACTS } from '../environment';
import { aliasUrn, urnOf } from './urn';

/** One resource, as a program told the engine of it. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The URN of what it is shown below; empty for the stack itself. */
  readonly parent: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The name of the provider that was chosen for it; empty where the engine would choose one. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  /** The URNs that a running stack may have it under. */
  readonly aliases: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** The URN of what takes it along when it goes; empty where it has to be deleted itself. */
  readonly deletedWith: string;
  /** The fields that are left as they were. */
  readonly ignoreChanges: readonly string[];
  /** How long the provider has at most, where it is said. */
  readonly timeouts: Readonly<Record<string, string>>;
  /** What it says of itself besides, once all below it is declared; empty for what is no component. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** How many functions may change it, and what is below it, on the way to the engine. */
  readonly transforms: number;
}

/** What Pulumi's engine is to a program: takes note of every resource, over the wire, and makes none. */
export class Monitor {
  readonly registrations: Registration[] = [];
  /** What was asked of what is there, by its id. */
  readonly reads = new Map<string, Registration['inputs']>();
  /** What the program has logged. */
  readonly log: string[] = [];
  private readonly at: string;
  private readonly cluster: string;
  private readonly server = new Server({ 'grpc.max_receive_message_length': -1 });

  /** For one run of the program of a stack, named as in a URN: `dev::dwcp`; the cluster is what `kube-system` says. */
  constructor(at: string, cluster: string = FACTS.cluster.id) {
    this.at = at;
    this.cluster = cluster;
    this.server.addService(ResourceMonitorService, this.resourceCalls());
    this.server.addService(EngineService, this.engineCalls());
  }

  /** The address that it answers at, on loopback. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) =>
      this.server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(`127.0.0.1:${port}`) : reject(error),
      ),
    );
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private resourceCalls(): UntypedServiceImplementation {
    return {
      supportsFeature: answer(() => new SupportsFeatureResponse().setHassupport(true)),
      registerResource: answer((request: RegisterResourceRequest) => {
        const registration = registrationOf(request, this.at);
        this.registrations.push(registration);
        const id = request.getCustom() ? request.getName() : '';
        return new RegisterResourceResponse()
          .setUrn(registration.urn)
          .setId(id)
          .setObject(Struct.fromJavaScript({ ...request.getObject()?.toJavaScript(), ...saidOf(registration) }));
      }),
      readResource: answer((request: ReadResourceRequest) => {
        this.reads.set(request.getId(), request.getProperties()?.toJavaScript() ?? {});
        const parts = { at: this.at, type: request.getType(), name: request.getName(), parent: request.getParent() };
        const found = Struct.fromJavaScript({ metadata: { name: request.getId(), uid: this.cluster } });
        return new ReadResourceResponse().setUrn(urnOf(parts)).setProperties(found);
      }),
      registerResourceOutputs: answer((request: RegisterResourceOutputsRequest) => {
        const about = this.registrations.findIndex(({ urn }) => urn === request.getUrn());
        const outputs = request.getOutputs()?.toJavaScript() ?? {};
        this.registrations[about] = { ...this.registrations[about]!, outputs };
        return new Empty();
      }),
      signalAndWaitForShutdown: answer(() => new Empty()),
    };
  }

  private engineCalls(): UntypedServiceImplementation {
    return {
      getRootResource: answer(() => new GetRootResourceResponse()),
      setRootResource: answer(() => new SetRootResourceResponse()),
      log: answer((request: LogRequest) => {
        if (request.getSeverity() >= ERROR) this.log.push(request.getMessage());
        return new Empty();
      }),
    };
  }
}

/** What only Vault knows of some, by type. */
const SAID: Readonly<Record<string, string>> = {
  'vault:identity/mfaTotp:MfaTotp': 'methodId',
  'vault:jwt/authBackend:AuthBackend': 'accessor',
};

function saidOf({ type, name }: Registration): Readonly<Record<string, string>> {
  const output = SAID[type];
  return output === undefined ? {} : { [output]: `${output} of ${name}` };
}

/** The lowest severity of what a user has to read: pulumirpc.LogSeverity. */
const ERROR = 3;

function registrationOf(request: RegisterResourceRequest, at: string): Registration {
  const parts = { at, type: request.getType(), name: request.getName(), parent: request.getParent() };
  return {
    ...parts,
    urn: urnOf(parts),
    inputs: request.getObject()?.toJavaScript() ?? {},
    // A reference to a provider is its URN and its id.
    provider: request.getProvider().split('::')[3] ?? '',
    dependencies: request.getDependenciesList(),
    aliases: request.getAliasesList().map((alias) => aliasUrn(alias, parts)),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deletedWith: request.getDeletedwith(),
    ignoreChanges: request.getIgnorechangesList(),
    timeouts: timeoutsOf(request),
    transforms: request.getTransformsList().length,
    outputs: {},
  };
}

function timeoutsOf(request: RegisterResourceRequest): Registration['timeouts'] {
  const said = Object.entries(request.getCustomtimeouts()?.toObject() ?? {});
  return Object.fromEntries(said.filter(([, time]) => time !== ''));
}

function answer<Request>(reply: (request: Request) => unknown): handleUnaryCall<Request, unknown> {
  return ({ request }, callback) => callback(null, reply(request));
}
