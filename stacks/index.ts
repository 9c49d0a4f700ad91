import { runStack } from '@dwcp/baseline/stacks';
import platform from './platform';

// What other stacks may refer to.
export const { namespaces, gatewayHosts, serviceNames, vaultPaths } = runStack(platform);
