export { type DeployOptions, deploy, pulumiName, pulumiType } from './bridge';
