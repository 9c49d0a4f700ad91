/** What judges examples, as one program: once as it is written, once with every mutant inside. */
export { type Trial, trialProblems, trialsOf } from '../../../policies/examples/trials';
export { rules } from '../../../policies/rules';
export { type Broken, brokenOf, brokenProblems } from '../../policies/broken';
