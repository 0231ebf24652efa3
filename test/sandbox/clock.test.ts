import { systemClock, Timers } from '../../src/sandbox/clock';
import { ManualClock } from '../support/manual-clock';

describe('the timers of a sandbox', () => {
  it('run in the order in which they are due, also those set on the way', async () => {
    const clock = new ManualClock(0);
    const timers = new Timers(clock);
    const ran: string[] = [];
    timers.after(20, () => ran.push(`second at ${clock.now()}`));
    timers.after(10, () => {
      ran.push(`first at ${clock.now()}`);
      timers.after(5, () => ran.push(`between at ${clock.now()}`));
    });
    await clock.advance(19);
    ran.should.eql(['first at 10', 'between at 15']);
    await clock.advance(1);
    ran.should.eql(['first at 10', 'between at 15', 'second at 20']);
  });

  it('can be called off, one or all, and none can be set after that', () => {
    const clock = new ManualClock();
    const timers = new Timers(clock);
    const callOff = timers.after(10, () => {});
    timers.after(10, () => {});
    callOff();
    clock.pending.should.equal(1);
    timers.stop();
    timers.after(10, () => {});
    clock.pending.should.equal(0);
  });

  it('do not keep a process alive', () => {
    const handle = systemClock.setTimeout(() => {}, 1_000) as NodeJS.Timeout;
    handle.hasRef().should.be.false();
    systemClock.clearTimeout(handle);
  });
});
