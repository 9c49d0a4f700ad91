/** Says what is being done now, as the end of a sentence: `installs its packages`. */
export type Step = (doing: string) => void;

/** What takes longer is said. */
const PATIENCE = 1000;

/** Back to the start of the line, and empty it. */
const CLEAR = '\r\u001B[K';

/**
 * Says on standard error what takes longer than a second, to people at a terminal, and wipes it out when it is done.
 *
 * Nothing of it is in a pipe, a file or a log.
 */
export async function withProgress<T>(subject: string, work: (step: Step) => Promise<T>): Promise<T> {
  const { stderr } = process;
  if (!stderr.isTTY) return work(() => {});
  let said = '';
  let isLate = false;
  const show = () => stderr.write(`${CLEAR}${said.slice(0, stderr.columns - 1)}`);
  const timer = setTimeout(() => {
    isLate = true;
    show();
  }, PATIENCE);
  try {
    return await work((doing) => {
      said = `${subject} ${doing} …`;
      if (isLate) show();
    });
  } finally {
    clearTimeout(timer);
    if (isLate) stderr.write(CLEAR);
  }
}
