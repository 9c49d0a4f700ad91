import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { put } from '../../cli/output';

const RED = '\u001b[31mred\u001b[39m';

describe('what goes to a file and to a terminal at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dwcp-output-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('has colours, and lines of its width, on the terminal only', async () => {
    process.env['COLUMNS'] = '100';
    const written: unknown[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(text) > 0);
    const outputs = [{ format: 'text' }, { format: 'text', file: 'report.txt' }];
    await put(outputs, folder, (_, width) => `${RED}, ${width}`);
    write.mockRestore();
    delete process.env['COLUMNS'];
    expect(written).toEqual([`${RED}, 100`]);
    expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toBe('red, undefined');
  });
});
