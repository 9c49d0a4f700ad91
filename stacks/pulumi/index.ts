export { Baseline } from './baseline';
export { deploy } from './deploy';
export { type PulumiIdentity, pulumiIdentity } from './identity';
export type { DeployOptions } from './options';
export type { BaselineOutputs } from './outputs';
export { providersOf } from './providers';
export { runStack, type StackOptions } from './run-stack';
