import { describeNoReports, describeReports } from './delivery-report';
import { formatTime, liveView } from './live-view';
import type { Messages } from './messages';
import type { Poll } from './poll';

/**
 * What goes on in an account that runs, shown live while the poll runs.
 * @param accountId the account as it was deployed, whatever stands in the dialog
 */
export function deliveryLive(accountId: string, box: JQuery, messages: Messages): Poll {
  return liveView(box, {
    url: 'conversations/accounts',
    loading: messages('live.loading'),
    describe: (answer) => describeReports(answer, accountId, messages, formatTime),
    describeNoAnswer: (status) => describeNoReports(status, messages),
  });
}
