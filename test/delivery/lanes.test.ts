import fc from 'fast-check';
import should from 'should';
import type { Entry } from '../../src/delivery/entry';
import { type Lane, Lanes } from '../../src/delivery/lanes';
import { laneKey } from '../../src/model/lane-key';
import type { Priority } from '../../src/model/priority';
import { anEntry } from '../support/delivery-entries';

function lanesWith(...entries: [conversation: string, text: string, priority?: Priority][]): Lanes {
  const lanes = new Lanes();
  for (const [conversation, text, priority = 'normal'] of entries) lanes.add(anEntry(conversation, text, { priority }));
  return lanes;
}

const nameOf = (entry: Entry | undefined) => entry?.luggage;

/** Takes the next lane and ends its head: the name of that, or nothing. */
function step(lanes: Lanes): unknown {
  const lane = lanes.next();
  const name = nameOf(lane?.head);
  if (lane) lanes.finishHead(lane);
  return name;
}

function all(lanes: Lanes): unknown[] {
  const names = [];
  for (let name = step(lanes); name !== undefined; name = step(lanes)) names.push(name);
  return names;
}

describe('lanes', () => {
  it('keep the order of a conversation and take turns with each other', () => {
    const lanes = lanesWith(['a', 'a1'], ['a', 'a2'], ['a', 'a3'], ['b', 'b1'], ['c', 'c1'], ['b', 'b2']);
    should(all(lanes)).eql(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('have only the head of a conversation under way', () => {
    const lanes = lanesWith(['a', 'a1'], ['a', 'a2']);
    const lane = lanes.next() as Lane;
    should(lanes.anyReady).equal(false);
    should(lanes.next()).equal(undefined);
    lanes.finishHead(lane);
    should(nameOf(lanes.next()?.head)).equal('a2');
  });

  it('let no other message of the conversation go while its head waits for a retry', () => {
    const lanes = lanesWith(['a', 'a1'], ['a', 'a2'], ['b', 'b1']);
    const lane = lanes.next() as Lane;
    lanes.wait(lane);
    lanes.add(anEntry('a', 'a3', { priority: 'high' }));
    should(all(lanes)).eql(['b1']);
    lanes.resume(lane);
    should(all(lanes)).eql(['a1', 'a2', 'a3']);
  });

  it('do not let a retry lose its turn', () => {
    const lanes = lanesWith(['a', 'a1'], ['b', 'b1'], ['c', 'c1']);
    const lane = lanes.next() as Lane;
    lanes.wait(lane);
    lanes.resume(lane);
    should(all(lanes)).eql(['a1', 'b1', 'c1']);
  });

  it('are as urgent as their most urgent message', () => {
    const lanes = lanesWith(['a', 'a1', 'bulk'], ['b', 'b1', 'normal'], ['a', 'a2', 'high'], ['c', 'c1', 'normal']);
    should(all(lanes)).eql(['a1', 'a2', 'b1', 'c1']);
  });

  it('are no longer urgent when their urgent message is gone', () => {
    const lanes = lanesWith(['a', 'a1', 'bulk'], ['a', 'a2', 'high'], ['b', 'b1', 'normal']);
    lanes.takeOut((entry) => entry.priority === 'high');
    should(all(lanes)).eql(['b1', 'a1']);
  });

  it('count what has not ended, by priority, with what is under way', () => {
    const lanes = lanesWith(['a', 'a1', 'bulk'], ['a', 'a2', 'high'], ['b', 'b1']);
    lanes.next();
    should(lanes.queued).eql({ high: 1, normal: 1, bulk: 1 });
    should(lanes.size).equal(3);
  });

  it('give back what is taken out in order, but not what is under way', () => {
    const lanes = lanesWith(['a', 'a1'], ['a', 'a2'], ['a', 'a3'], ['b', 'b1']);
    const lane = lanes.next() as Lane;
    should(lanes.takeOut((entry) => entry.luggage !== 'a3').map(nameOf)).eql(['a2', 'b1']);
    should(lanes.size).equal(2);
    lanes.finishHead(lane);
    should(all(lanes)).eql(['a3']);
  });

  it('start a conversation anew after it was empty', () => {
    const lanes = lanesWith(['a', 'a1']);
    const first = lanes.next() as Lane;
    lanes.finishHead(first);
    should(lanes.anyReady).equal(false);
    lanes.add(anEntry('a', 'a2'));
    const second = lanes.next() as Lane;
    should(second).not.equal(first);
    should(nameOf(second.head)).equal('a2');
  });

  it('keep every conversation in order and end each message once, whatever the priorities', () => {
    const entry = fc.tuple(fc.nat(5), fc.constantFrom<Priority>('high', 'normal', 'bulk'));
    const choice = fc.constantFrom('add', 'start', 'end', 'retry');
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.array(choice, { maxLength: 200 }), (given, choices) => {
        const left = given.map(([conversation, priority], place) =>
          anEntry(`c${conversation}`, `${place}`, { priority }),
        );
        const ended = play(left, choices);
        should(ended.length).equal(given.length);
        should(new Set(ended).size).equal(given.length);
        for (let conversation = 0; conversation <= 5; conversation++) {
          const key = laneKey(anEntry(`c${conversation}`, '').message.recipient);
          const lane = ended.filter(({ message }) => laneKey(message.recipient) === key);
          const places = lane.map(({ luggage }) => Number(luggage));
          should(places).eql(places.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

/** Adds, starts, ends and retries as told, then brings all to its end: the entries in the order in which they ended. */
function play(left: Entry[], choices: readonly string[]): Entry[] {
  const lanes = new Lanes();
  const underWay: Lane[] = [];
  const ended: Entry[] = [];
  const moves: Record<string, () => void> = {
    add: () => left.length > 0 && lanes.add(left.shift() as Entry),
    start: () => underWay.push(...[lanes.next() ?? []].flat()),
    end: () => underWay.length > 0 && end(underWay.shift() as Lane),
    retry: () => {
      const lane = underWay.shift();
      if (lane) lanes.wait(lane);
      if (lane) lanes.resume(lane);
    },
  };
  const end = (lane: Lane) => {
    ended.push(lane.head as Entry);
    lanes.finishHead(lane);
  };
  for (const choice of choices) moves[choice]?.();
  for (const entry of left.splice(0)) lanes.add(entry);
  while (lanes.size > 0) {
    moves.start?.();
    moves.end?.();
  }
  return ended;
}
