import should from 'should';
import { Effects } from './child/effects';
import { MockApi } from './child/mock-api';

describe('what the mock server counts', () => {
  it('is a double when a message takes effect again without its key', () => {
    const effects = new Effects();
    effects.take('a', 1, undefined);
    effects.take('a', 1, undefined);
    should({ distinct: effects.distinct, doubles: effects.doubles }).deepEqual({ distinct: 1, doubles: 1 });
  });

  it('is no double when the key shows that it is the same message', () => {
    const effects = new Effects();
    effects.take('a', 1, 'key');
    effects.take('a', 1, 'key');
    should({ distinct: effects.distinct, doubles: effects.doubles }).deepEqual({ distinct: 1, doubles: 0 });
  });

  it('is an inversion when a message comes after a later one of its conversation, not of another', () => {
    const effects = new Effects();
    effects.take('a', 3, undefined);
    effects.take('b', 2, undefined);
    effects.inversions.should.equal(0);
    effects.take('a', 1, undefined);
    effects.inversions.should.equal(1);
  });
});

describe('the mock server', () => {
  const limit = { model: 'fixed', limit: 2, periodMs: 1000 } as const;
  const kinds = (api: MockApi, times: number[]) => times.map((now) => api.judge(api, now).kind);

  it('starts a fixed window with the first request', () => {
    kinds(new MockApi({ limit }), [900, 1000, 1800, 1900]).should.deepEqual(['accept', 'accept', 'refuse', 'accept']);
  });

  it('has nothing to give at first when its bucket starts empty', () => {
    const api = new MockApi({ limit: { ...limit, model: 'bucket' }, startsEmpty: true });
    kinds(api, [0, 100, 500]).should.deepEqual(['refuse', 'refuse', 'accept']);
    api.count().refused.should.equal(2);
  });

  it('fails the share of requests that it was told to, half of them after their effect', () => {
    const api = new MockApi({ faults: { status500: 0.1, reset: 0.05 } });
    const verdicts = Array.from({ length: 2_000 }, () => api.judge(api, 0));
    const failed = verdicts.filter((verdict) => verdict.kind === 'fail');
    const share = (count: number, of: number) => count / of;
    share(failed.filter(({ how }) => how === '500').length, 2_000).should.be.approximately(0.1, 0.03);
    share(failed.filter(({ how }) => how === 'reset').length, 2_000).should.be.approximately(0.05, 0.02);
    share(failed.filter(({ afterEffect }) => afterEffect).length, failed.length).should.be.approximately(0.5, 0.1);
  });

  it('counts the connections on which requests came', () => {
    const api = new MockApi({});
    for (const socket of [{ a: 1 }, { b: 1 }]) {
      api.judge(socket, 0);
      api.judge(socket, 0);
    }
    api.count().should.containEql({ requests: 4, sockets: 2 });
  });
});
