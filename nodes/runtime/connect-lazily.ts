import type { Connection } from '../../src/delivery/connection';
import type * as Connect from './connect';

/**
 * `connect`, loaded by the first account that speaks: the providers and all they need would otherwise take a third of
 * the time that this package adds to the start of Node-RED.
 */
export async function connectLazily(...parameters: Parameters<typeof Connect.connect>): Promise<Connection> {
  const { connect } = require('./connect') as typeof Connect;
  return connect(...parameters);
}
