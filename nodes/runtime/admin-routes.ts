import type { Request, Response } from 'express';
import { answerAdmin } from './answer-admin';
import { accounts, office } from './office';
import { READ, WRITE } from './permissions';
import { lastingId, type NodeAPI } from './red';
import { sandbox } from './sandbox-host';
import { type TestRequest, testConnection } from './test-connection';
import { registerWebhookAdmin } from './webhook-admin';

/** The addresses under the admin root that the dialogs and the phone page use. Called once, when the package is loaded. */
export function registerAdminRoutes(RED: NodeAPI): void {
  RED.httpAdmin.post(
    '/conversations/accounts/test',
    RED.auth.needsPermission(WRITE),
    answerAdmin(({ body }, left) => testConnection(RED, (body ?? {}) as TestRequest, left)),
  );
  RED.httpAdmin.get(
    '/conversations/accounts',
    RED.auth.needsPermission(READ),
    answerAdmin(async () => accountReports()),
  );
  registerWebhookAdmin(RED);
  registerPhone(RED);
}

/** What goes on in every account that runs: numbers and names, no contents, no secrets. */
function accountReports() {
  return [...accounts.values()].map((account) => ({
    id: account._alias ?? account.id,
    name: account.name ?? '',
    provider: account.provider,
    environment: account.environment,
    ...(account.problem && { problem: account.problem.code }),
    ...office.report(lastingId(account)),
  }));
}

/**
 * The phone page of the sandbox. The page itself holds nothing and is open to everyone who reaches the editor's
 * address; what people said in it needs the permission that the editor's own data needs.
 */
function registerPhone(RED: NodeAPI): void {
  const root = '/conversations/sandbox';
  const phone = (request: Request, response: Response) => {
    // Express 4 treats a path with and without a slash at its end alike; the page's relative addresses do not.
    if (request.path === root) {
      response.redirect(301, `${request.originalUrl.split('?')[0]}/`);
      return;
    }
    sandbox()
      .then((host) => host.phone(request, response, request.path.slice(root.length + 1)))
      .catch(() => response.headersSent || response.status(500).type('text').send('The sandbox could not be started.'));
  };
  RED.httpAdmin.get([`${root}/state`, `${root}/events`], RED.auth.needsPermission(READ), phone);
  RED.httpAdmin.get([root, `${root}/page.js`, `${root}/page.css`], phone);
  RED.httpAdmin.post(`${root}/:action`, RED.auth.needsPermission(WRITE), phone);
}
