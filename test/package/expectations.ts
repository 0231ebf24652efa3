/** What an example does when its buttons are pressed. */
export interface Expectation {
  /** Names of inject nodes, pressed in this order. */
  readonly press: readonly string[];
  /** By the name of a debug node: a part of each message that it shows. It shows no more than these. */
  readonly shown: Readonly<Record<string, readonly unknown[]>>;
  /** By conversation: the last texts that the phone has received. */
  readonly phone: Readonly<Record<string, readonly string[]>>;
  /** Lines of level error in the log that belong to the example. */
  readonly errors?: readonly RegExp[];
}

/** For each file in examples/, by its path in there. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {};
