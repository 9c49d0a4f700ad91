import { sdk } from '../../../stacks/pulumi/sdk';
import { problemsOf } from '../facts/valid';

const absent = (module: string) => () => {
  throw Object.assign(new Error(`Cannot find module '${module}'`), { code: 'MODULE_NOT_FOUND' });
};

test('an SDK is what was loaded', () => {
  expect(sdk('@pulumi/vault', () => 'the SDK')).toBe('the SDK');
});

test('refuses to deploy by an SDK that is not installed', () => {
  expect(problemsOf(() => sdk('@pulumi/vault', absent('@pulumi/vault/provider')))).toEqual([
    '@pulumi/vault is not installed, and the stack is deployed by it; run npm install @pulumi/vault',
  ]);
});

test('what an SDK lacks itself is its own error', () => {
  expect(() => sdk('@pulumi/vault', absent('@grpc/grpc-js'))).toThrow("Cannot find module '@grpc/grpc-js'");
});
