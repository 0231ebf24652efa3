import { createPoll } from '../../nodes/editor/poll';

/** A poll whose answers and pauses a test brings about by hand. */
function pollByHand({ askAgain = true } = {}) {
  const answers: ((answer: string) => void)[] = [];
  const shown: string[] = [];
  const pauses = new Set<() => void>();
  const poll = createPoll<string>({
    ask: () => new Promise((resolve) => answers.push(resolve)),
    show: (answer) => {
      shown.push(answer);
      return askAgain;
    },
    later: (run) => {
      pauses.add(run);
      return () => pauses.delete(run);
    },
  });
  return {
    poll,
    shown,
    pauses,
    asked: () => answers.length,
    answer: async (text: string) => {
      answers.at(-1)?.(text);
      await Promise.resolve();
      await Promise.resolve();
    },
    endPause: () => {
      for (const run of [...pauses]) {
        pauses.delete(run);
        run();
      }
    },
  };
}

describe('A poll', () => {
  it('asks at once, shows the answer and asks again after a pause', async () => {
    const { poll, shown, asked, answer, endPause } = pollByHand();
    poll.start();
    await answer('first');
    asked().should.equal(1);
    endPause();
    asked().should.equal(2);
    await answer('second');
    shown.should.deepEqual(['first', 'second']);
  });

  it('does not ask twice at once when it is started twice', () => {
    const { poll, asked } = pollByHand();
    poll.start();
    poll.start();
    asked().should.equal(1);
  });

  it('shows nothing that comes after it was stopped, and leaves no pause behind', async () => {
    const { poll, shown, pauses, answer } = pollByHand();
    poll.start();
    poll.stop();
    await answer('late');
    shown.should.deepEqual([]);
    pauses.size.should.equal(0);
  });

  it('calls the pause off when it is stopped', async () => {
    const { poll, pauses, answer } = pollByHand();
    poll.start();
    await answer('first');
    pauses.size.should.equal(1);
    poll.stop();
    pauses.size.should.equal(0);
  });

  it('asks no more once the answer says that it is of no use, until it is started again', async () => {
    const { poll, pauses, asked, answer } = pollByHand({ askAgain: false });
    poll.start();
    await answer('forbidden');
    pauses.size.should.equal(0);
    poll.start();
    asked().should.equal(2);
  });
});
