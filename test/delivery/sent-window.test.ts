import should from 'should';
import { SentWindow } from '../../src/delivery/sent-window';

describe('the window of sent requests', () => {
  it('holds a slot from the start of a request until one period after its answer', () => {
    const window = new SentWindow(1_000);
    window.start();
    should(window.used(0)).equal(1);
    should(window.used(50_000)).equal(1, 'while the answer is out');
    window.answer(50_000, false);
    should(window.used(50_999)).equal(1);
    should(window.used(51_000)).equal(0);
  });

  it('knows when the next slot comes back', () => {
    const window = new SentWindow(1_000);
    should(window.nextRelease).equal(undefined);
    window.start();
    window.start();
    should(window.nextRelease).equal(undefined, 'no answer yet');
    window.answer(70, false);
    window.answer(90, false);
    should(window.nextRelease).equal(1_070);
    window.used(1_070);
    should(window.nextRelease).equal(1_090);
  });

  it('counts a refused request as used, but not as let through', () => {
    const window = new SentWindow(1_000);
    for (let i = 0; i < 3; i++) window.start();
    window.answer(10, false);
    window.answer(20, true);
    should(window.used(30)).equal(3);
    should(window.granted(30)).equal(1);
    should(window.granted(1_015)).equal(0);
  });

  it('takes another period for what was answered before too', () => {
    const window = new SentWindow(1_000);
    window.start();
    window.answer(0, false);
    window.periodMs = 5_000;
    should(window.used(4_000)).equal(1);
  });
});
