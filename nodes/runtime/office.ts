import { PostOffice } from '../../src/delivery/post-office';
import type { AccountNode } from './account-node';
import { warn } from './log';

/** The one post office of this process. It outlives every node: queues are kept over redeploys. */
export const office = new PostOffice({
  onUndeliverable: (senderId, outcomes) =>
    warn(`${outcomes} outcomes of the removed node ${senderId} had no one to go to.`),
});

/** The account nodes that run, by id. */
export const accounts = new Map<string, AccountNode>();
