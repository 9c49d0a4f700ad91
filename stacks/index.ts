import { runStack } from '@dwcp/baseline/stacks';
import platform from './platform';

runStack(platform);
