import should from 'should';
import { Alarm } from '../../src/delivery/alarm';
import { DeliveryClock } from '../support/delivery-clock';

describe('an alarm', () => {
  let clock: DeliveryClock;
  let rings: number[];
  let alarm: Alarm;
  beforeEach(() => {
    clock = new DeliveryClock();
    rings = [];
    alarm = new Alarm(clock, () => rings.push(clock.now()));
  });

  it('rings once, at the earliest moment it was asked for', async () => {
    for (const at of [300, 100, 200]) alarm.at(at);
    await clock.advance(1_000);
    should(rings).eql([100]);
  });

  it('can be set again when it has rung', async () => {
    alarm.at(100);
    await clock.advance(150);
    alarm.at(200);
    await clock.advance(1_000);
    should(rings).eql([100, 200]);
  });

  it('leaves no timer when it is cancelled', async () => {
    alarm.at(100);
    alarm.cancel();
    should(clock.pending).equal(0);
    await clock.advance(1_000);
    should(rings).eql([]);
  });

  it('never has more than one timer', () => {
    for (const at of [300, 100, 200, 50]) alarm.at(at);
    should(clock.pending).equal(1);
  });
});
