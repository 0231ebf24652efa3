import helper from 'node-red-node-test-helper';
import registerAccount from '../../nodes/conversation-account';
import registerSend from '../../nodes/conversation-send';

helper.init(require.resolve('node-red'));

/** Both nodes of the package, for `helper.load`. */
export const NODES = [registerAccount, registerSend] as unknown as Parameters<typeof helper.load>[0];

export { helper };
