export type { SandboxClock } from './clock';
export type { LifeDelays } from './core/message-life';
export type { Conversation, Message, MessageStatus, WorldEvent } from './core/types';
export type { Introduction, World } from './core/world';
export type { Fault, FaultAction, FaultMatch } from './faults/fault';
export type { Faults } from './faults/faults';
export type { RecordedRequest } from './http/exchange';
export type { RateLimitSettings } from './rate-limit/settings';
export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox';
