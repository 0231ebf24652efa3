import type { Acceptance } from '../../model/receipt';
import { readBudget } from '../budget';
import type { HttpResponse } from '../http';
import { isSuccess, objectOfAnswer } from '../json-answer';
import { fieldsOf, idIn, type JsonObject, objectsIn, textIn } from '../json-fields';
import type { ChannelState, Identity } from '../provider';
import { requestIdOf } from '../status-meaning';
import { type Meanings, statusFailure } from './status-failure';

/**
 * What Sinch says of a message it took.
 * @throws DeliveryError for every answer other than 2xx
 */
export function decodeAcceptance(response: HttpResponse, now: number): Acceptance {
  const body = decodeObject(response, now);
  return {
    messageId: idIn(body.message_id),
    // Not said in the answer: it is the state in which a message waits for its first callback.
    status: 'QUEUED',
    statusCode: response.status,
    requestId: requestIdOf(response),
    budget: readBudget(response, now),
    body,
  };
}

/** What statuses mean where an app is asked for. */
const OF_APP: Meanings = {
  403: {
    code: 'ERR_FORBIDDEN',
    message: 'The access key is not good for this project',
    hint: 'Check that Project ID and access key belong together: a key is good for the project that it was made in.',
  },
  404: {
    code: 'ERR_NOT_FOUND',
    message: 'Sinch does not know this app in this project and region',
    hint: 'App ID, Project ID and Region of the account do not belong together: the Sinch dashboard (Conversation API, Apps) shows all three.',
  },
};

/**
 * What an app is, from `GET /apps/{app_id}`. The answer can hold the tokens of channels: only what is needed is read.
 * @throws DeliveryError for every answer that does not say it
 */
export function decodeApp(response: HttpResponse, now: number): Identity {
  const body = decodeObject(response, now, OF_APP);
  return {
    name: textIn(body.display_name) || idIn(body.id) || '?',
    id: idIn(body.id),
    mode: idIn(body.processing_mode),
    channels: objectsIn(body.channel_credentials).flatMap(readChannelState),
  };
}

function readChannelState({ channel, state }: JsonObject): ChannelState[] {
  const name = idIn(channel);
  return name ? [{ channel: name, state: idIn(fieldsOf(state).status) }] : [];
}

/**
 * The object in an answer of success.
 * @throws DeliveryError for every other answer
 */
export function decodeObject(response: HttpResponse, now: number, meanings?: Meanings): JsonObject {
  if (!isSuccess(response)) throw statusFailure(response, now, meanings);
  return objectOfAnswer(
    response,
    "Sinch's API",
    'Check the Base URL of the account, and that no login page or proxy answers in its place.',
  );
}
