import * as pulumi from '@pulumi/pulumi';
import { type PlanPart, UserError } from '../../../constructs';
import { fingerprintOf } from './fingerprint';

/**
 * The part that another stack deploys, once it is known to be there as it is planned here: what depends on it waits for that.
 *
 * In a preview, in which nothing is made, it is said and nothing more: the stack before may be about to be deployed.
 */
export async function earlier(part: PlanPart, stack: string): Promise<pulumi.Resource> {
  const reference = new pulumi.StackReference(`${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`);
  const { value } = await reference.getOutputDetails('deployed');
  if (value === fingerprintOf(part.plan)) return reference;
  const problem = `stack '${pulumi.getStack()}' comes after '${stack}', ${stateOf(value)}; run pulumi up --stack ${stack} first`;
  if (!pulumi.runtime.isDryRun()) throw new UserError([problem]);
  await pulumi.log.warn(problem);
  return reference;
}

function stateOf(deployed: unknown): string {
  return deployed === undefined
    ? 'which has deployed nothing, or exports no `deployed`'
    : 'which has deployed another plan';
}
