import * as pulumi from '@pulumi/pulumi';
import { quietSdk } from '../../../stacks/pulumi/quiet-sdk';

const { stackTraceLimit } = Error;
const { debug } = pulumi.log;

afterEach(() => {
  Error.stackTraceLimit = stackTraceLimit;
  (pulumi.log as { debug: typeof debug }).debug = debug;
  delete process.env['DWCP_DEBUG'];
});

test('leaves out traces and messages of level debug', async () => {
  quietSdk();
  expect(new Error('lost').stack).toBe('Error: lost');
  expect(pulumi.log.debug).not.toBe(debug);
  await expect(pulumi.log.debug('seen by nobody')).resolves.toBeUndefined();
});

test('leaves out nothing for whoever looks for a fault', () => {
  process.env['DWCP_DEBUG'] = '1';
  quietSdk();
  expect(new Error('lost').stack).toContain('quiet-sdk.test');
  expect(pulumi.log.debug).toBe(debug);
});
