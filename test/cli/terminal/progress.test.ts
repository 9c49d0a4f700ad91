import { setTimeout } from 'node:timers/promises';
import { withProgress } from '../../../cli/terminal/progress';

const LATE = 1100;

describe('what takes its time', () => {
  const { isTTY, columns } = process.stderr;
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const shown = () => write.mock.calls.map(([text]) => text);

  function terminal(is: boolean): void {
    Object.assign(process.stderr, { isTTY: is, columns: 24 });
  }
  beforeEach(() => write.mockClear());
  afterAll(() => {
    Object.assign(process.stderr, { isTTY, columns });
    write.mockRestore();
  });

  test('is said at a terminal after a second, no wider than that, and wiped out at the end', async () => {
    terminal(true);
    const result = await withProgress('main (1a2b3c4)', async (step) => {
      step('is checked out');
      await setTimeout(LATE);
      step('is evaluated');
      return 7;
    });
    expect(result).toBe(7);
    expect(shown()).toEqual(['\r\u001B[Kmain (1a2b3c4) is check', '\r\u001B[Kmain (1a2b3c4) is evalu', '\r\u001B[K']);
  });

  test('is wiped out when it fails, too', async () => {
    terminal(true);
    const failing = withProgress('main', async (step) => {
      step('is evaluated');
      await setTimeout(LATE);
      throw new Error('no luck');
    });
    await expect(failing).rejects.toThrow('no luck');
    expect(shown()).toEqual(['\r\u001B[Kmain is evaluated …', '\r\u001B[K']);
  });

  test('is not said when it is over within a second', async () => {
    terminal(true);
    await withProgress('main', async (step) => step('is evaluated'));
    expect(shown()).toEqual([]);
  });

  test('is not said in a pipe or a file', async () => {
    terminal(false);
    await withProgress('main', async (step) => {
      step('is evaluated');
      await setTimeout(LATE);
    });
    expect(shown()).toEqual([]);
  });
});
