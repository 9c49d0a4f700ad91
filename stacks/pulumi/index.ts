export { isData } from '../../constructs/plan/data-kinds';
export { type DeployOptions, deploy, pulumiName, pulumiType } from './bridge';
