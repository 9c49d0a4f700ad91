export { type DeployOptions, deploy, pulumiName, pulumiType } from './bridge';
export { isData } from './data-kinds';
