import should from 'should';
import { InFlightLimit } from '../../src/delivery/in-flight-limit';

const settings = { limit: 100, periodMs: 60_000, concurrency: 16 };

let inFlight: InFlightLimit;
let underWay: number;

function start(): void {
  inFlight.start();
  underWay++;
}

/** Starts as many requests as are allowed: how many are under way then. */
function fill(free: number): number {
  while (inFlight.allowsAnother(free)) start();
  return underWay;
}

function answerAll(news = {}, tookMs = 30): void {
  for (; underWay > 0; underWay--) inFlight.end(tookMs, { limited: false, ...news });
}

/** Brings it to its full width, as after some seconds of good answers. */
function warmUp(): void {
  for (let i = 0; i < 5; i++) {
    fill(100);
    answerAll();
  }
}

describe('requests under way at once', () => {
  beforeEach(() => {
    inFlight = new InFlightLimit(settings);
    underWay = 0;
  });

  it('begin with two and double with each round trip, up to the set concurrency', () => {
    const widths = Array.from({ length: 5 }, () => {
      const width = fill(100);
      answerAll();
      return width;
    });
    should(widths).eql([2, 4, 8, 16, 16]);
  });

  it('are few when the budget is nearly used up', () => {
    warmUp();
    should(fill(48)).equal(12);
    answerAll();
    should(fill(1)).equal(10, 'a part of the whole limit is allowed always');
  });

  it('may be more near the end once the server has let through all that was believed', () => {
    warmUp();
    inFlight.confirm();
    should(fill(1)).equal(13);
  });

  it('begin again with one after a 429', () => {
    warmUp();
    start();
    answerAll({ limited: true });
    should(fill(100)).equal(1);
  });

  it('are as many as the rate needs where answers take long', () => {
    inFlight = new InFlightLimit({ limit: 20, periodMs: 1_000, concurrency: 64 });
    for (let i = 0; i < 100; i++) {
      start();
      answerAll({}, 800);
    }
    should(fill(1)).equal(32);
  });

  it('are no more than the server says is left', () => {
    warmUp();
    start();
    answerAll({ remaining: 3 });
    should(fill(100)).equal(3);
  });

  it('are one at least, even if nothing is said to be left: or nothing would ever be heard again', () => {
    start();
    answerAll({ remaining: 0 });
    should(fill(100)).equal(1);
  });

  it('are one at first and four at most beyond what is believed, when all within are over', () => {
    fill(100);
    should(inFlight.allowsBeyond()).equal(false, 'requests within are under way');
    answerAll();
    should(inFlight.allowsBeyond()).equal(true);
    start();
    should(inFlight.allowsBeyond()).equal(false);
    answerAll();
    const widths = Array.from({ length: 4 }, () => {
      while (inFlight.allowsBeyond()) start();
      const width = underWay;
      answerAll();
      return width;
    });
    should(widths).eql([2, 4, 4, 4]);
  });
});
