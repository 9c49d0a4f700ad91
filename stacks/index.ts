import { runStack } from '@dwcp/baseline/stacks';
import platform from './platform';

// What other stacks may refer to, the stacks of later parts among them.
export const { namespaces, gatewayHosts, serviceNames, vaultPaths, certificateRequests, deployed } = runStack(platform);
