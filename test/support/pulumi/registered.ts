import * as pulumi from '@pulumi/pulumi';
import { Monitor, type Registration } from './monitor';

/** A provider of which only the name matters. */
export class Provider extends pulumi.ProviderResource {
  constructor(api: 'kubernetes' | 'vault', name: string = api) {
    super(api, name, {});
  }
}

/**
 * What a program of Pulumi's tells the engine, in the stack `dev` of the project `dwcp` unless another is named, with
 * providers of the cluster of `FACTS` unless it is another one's UID.
 */
export async function registered(
  program: () => void,
  stack = 'dev',
  cluster?: string,
): Promise<readonly Registration[]> {
  return (await heard(program, stack, cluster)).registrations;
}

/** The engine's side of such a run, with all that it was told. */
export async function heard(program: () => void, stack = 'dev', cluster?: string): Promise<Monitor> {
  const monitor = new Monitor(`${stack}::dwcp`, cluster);
  try {
    const address = await monitor.listen();
    pulumi.runtime.resetOptions('dwcp', stack, 16, address, address, false, 'organization');
    await pulumi.runtime.runInPulumiStack(async () => program());
    await pulumi.runtime.disconnect();
    return monitor;
  } finally {
    monitor.stop();
  }
}
