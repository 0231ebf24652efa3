/** The kinds of callbacks a webhook can ask for, and the key under which each stands in its body. */
export const triggerKeys = {
  MESSAGE_INBOUND: 'message',
  MESSAGE_DELIVERY: 'message_delivery_report',
  MESSAGE_SUBMIT: 'message_submit_notification',
  EVENT_INBOUND: 'event',
  EVENT_DELIVERY: 'event_delivery_report',
  CONVERSATION_START: 'conversation_start_notification',
  CONVERSATION_STOP: 'conversation_stop_notification',
  CONVERSATION_DELETE: 'conversation_delete_notification',
  CONTACT_CREATE: 'contact_create_notification',
  CONTACT_DELETE: 'contact_delete_notification',
  CONTACT_UPDATE: 'contact_update_notification',
  CONTACT_MERGE: 'contact_merge_notification',
  CONTACT_IDENTITIES_DUPLICATION: 'duplicated_contact_identities_notification',
  CAPABILITY: 'capability_notification',
  OPT_IN: 'opt_in_notification',
  OPT_OUT: 'opt_out_notification',
  CHANNEL_EVENT: 'channel_event_notification',
  UNSUPPORTED: 'unsupported_callback',
  SMART_CONVERSATION: 'smart_conversation_notification',
  /** The same by its name in Sinch's own SDK. */
  SMART_CONVERSATIONS: 'smart_conversation_notification',
  MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION: 'message_redaction',
  RECORD_NOTIFICATION: 'record_notification',
  BATCH_STATUS_UPDATE: 'batch_status_update_notification',
} as const;

export type Trigger = keyof typeof triggerKeys;

export const triggers = Object.keys(triggerKeys) as readonly Trigger[];
