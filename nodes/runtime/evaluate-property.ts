import { DeliveryError } from '../../src/model/failure';
import { variableName } from '../../src/model/variables';
import type { Message, Node, NodeAPI } from './red';

/** A field of a dialog that may be typed in or come from elsewhere (a typedInput): what it holds, for one message. */
export type PropertyReader = (msg: Message) => Promise<unknown>;

/** A typedInput as its node stores it. */
export interface TypedProperty {
  /** The field's label in the dialog, for errors. */
  readonly label: string;
  readonly value: string;
  readonly type: string;
}

/**
 * Prepares reading a typedInput; expressions are compiled once.
 * The reader throws DeliveryError of code `ERR_EXPRESSION` or `ERR_ENV_NOT_SET`.
 */
export function propertyReader(RED: NodeAPI, node: Node, property: TypedProperty): PropertyReader {
  const { value, type, label } = property;
  if (type === 'jsonata') return expressionReader(RED, node, property);
  return async (msg) => {
    if (type === 'str') return typedText(value, label);
    const found = await evaluate(RED, node, property, msg);
    if (type === 'env' && (found === '' || found === undefined)) throw notSet(variableName(value) ?? value, label);
    return found;
  };
}

function expressionReader(RED: NodeAPI, node: Node, { value, label }: TypedProperty): PropertyReader {
  try {
    const expression = RED.util.prepareJSONataExpression(value, node);
    return (msg) =>
      new Promise((resolve, reject) => {
        RED.util.evaluateJSONataExpression(expression, msg, (error, result) => {
          if (error) reject(unreadable(label, error));
          else resolve(result);
        });
      });
  } catch (error) {
    return () => Promise.reject(unreadable(label, error));
  }
}

function evaluate(RED: NodeAPI, node: Node, { value, type, label }: TypedProperty, msg: Message): Promise<unknown> {
  return new Promise((resolve, reject) => {
    try {
      RED.util.evaluateNodeProperty(value, type, node, msg, (error: Error | null, result: unknown) => {
        if (error) reject(unreadable(label, error));
        else resolve(result);
      });
    } catch (error) {
      reject(unreadable(label, error));
    }
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
  const reason = error instanceof Error ? error.message : (error as { message?: string })?.message;
  return new DeliveryError('ERR_EXPRESSION', {
    message: `The ${label} of the node could not be worked out: ${reason ?? 'unknown reason'}.`,
    hint: `Open the node and correct the ${label}.`,
  });
}
