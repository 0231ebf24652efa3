import { DeliveryError } from '../../src/model/failure';
import { variableName } from '../../src/model/variables';
import type { Message, Node, NodeAPI } from './red';

/**
 * A field of a dialog that may be typed in or come from elsewhere (a typedInput): what it holds for one message.
 * The answer is a promise only where the value takes time: most do not, and a burst must not pay for those that do.
 * Throws or rejects with DeliveryError of code `ERR_EXPRESSION` or `ERR_ENV_NOT_SET`.
 */
export type PropertyReader = (msg: Message) => unknown;

/** A typedInput as its node stores it. */
export interface TypedProperty {
  /** What the dialog calls the field, for errors. */
  readonly label: string;
  readonly value: string;
  readonly type: string;
}

type Callback = (error: Error | null | undefined, result?: unknown) => void;

/** Prepares reading a typedInput; expressions are compiled once. */
export function propertyReader(RED: NodeAPI, node: Node, property: TypedProperty): PropertyReader {
  const { value, type, label } = property;
  if (type === 'str') return () => typedText(value, label);
  if (type === 'jsonata') return expressionReader(RED, node, property);
  return (msg) => {
    const found = fromCallback(label, (done) => RED.util.evaluateNodeProperty(value, type, node, msg, done));
    if (type === 'env' && (found === '' || found === undefined)) throw notSet(variableName(value) ?? value, label);
    return found;
  };
}

function expressionReader(RED: NodeAPI, node: Node, { value, label }: TypedProperty): PropertyReader {
  try {
    const expression = RED.util.prepareJSONataExpression(value, node);
    return (msg) => fromCallback(label, (done) => RED.util.evaluateJSONataExpression(expression, msg, done));
  } catch (error) {
    const failure = unreadable(label, error);
    return () => {
      throw failure;
    };
  }
}

/** What a callback is given: at once if it was called at once, otherwise as a promise. */
function fromCallback(label: string, start: (done: Callback) => void): unknown {
  let settled: { error: unknown; result: unknown } | undefined;
  let settle: Callback = (error, result) => {
    settled = { error, result };
  };
  try {
    start((error, result) => settle(error, result));
  } catch (error) {
    throw unreadable(label, error);
  }
  if (settled) {
    if (settled.error) throw unreadable(label, settled.error);
    return settled.result;
  }
  return new Promise((resolve, reject) => {
    settle = (error, result) => (error ? reject(unreadable(label, error)) : resolve(result));
  });
}

/** Node-RED has replaced a text that is a variable by its value at deploy; one that is still there is not set. */
function typedText(value: string, label: string): string {
  const variable = variableName(value);
  if (variable) throw notSet(variable, label);
  return value;
}

function notSet(variable: string, label: string): DeliveryError {
  return new DeliveryError('ERR_ENV_NOT_SET', {
    message: `The environment variable ${variable}, named as ${label}, is not set or empty.`,
    hint: `Set ${variable} where Node-RED starts (or in the flow's or the global environment) and restart or deploy.`,
    detail: variable,
  });
}

function unreadable(label: string, error: unknown): DeliveryError {
  const reason = (error as { message?: string } | undefined)?.message ?? 'unknown reason';
  return new DeliveryError('ERR_EXPRESSION', {
    message: `The ${label} of the node could not be worked out: ${reason}`,
    hint: `Open the node and correct the ${label}.`,
  });
}
