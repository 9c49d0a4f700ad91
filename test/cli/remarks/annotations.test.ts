import { annotationsText } from '../../../cli/remarks/annotations';
import { RULE, remark } from './remarks';

const lines = (...given: Parameters<typeof remark>[0][]) =>
  annotationsText({ rules: [RULE], remarks: given.map((one) => remark(one)) })
    .split('\n')
    .slice(0, -1);

test('is a command that GitHub reads from the log, for each remark, what stops a change first', () => {
  expect(lines({ level: 'note', says: 'c' }, { level: 'warning', says: 'b' }, { level: 'error', says: 'a' })).toEqual([
    '::error file=stacks/platform.ts,line=12,title=no-open-cidr::a',
    '::warning file=stacks/platform.ts,line=12,title=no-open-cidr::b',
    '::notice file=stacks/platform.ts,line=12,title=no-open-cidr::c',
  ]);
});

test('lets no name end a command, or begin another', () => {
  const says = '100%0A\n::add-mask::api\r\n::error::x';
  expect(lines({ says, rule: 'a,line=1', at: { file: 'a:b,c.ts', line: 3 } })).toEqual([
    '::error file=a%3Ab%2Cc.ts,line=3,title=a%2Cline=1::100%250A%0A::add-mask::api%0D%0A::error::x',
  ]);
});

test('says how many there are beyond those that GitHub keeps of a step', () => {
  const many = lines(...Array.from({ length: 25 }, (_, index) => ({ says: `${index}` })), { level: 'warning' });
  expect(many).toHaveLength(11);
  expect(many.slice(8)).toEqual([
    '::error file=stacks/platform.ts,line=12,title=no-open-cidr::8',
    '::error::and 16 more; the report has all of them',
    expect.stringMatching(/^::warning /),
  ]);
});
