import type { World } from './world';

/**
 * The people everyone finds in a new sandbox. Their conversation ids are fixed, so that examples can name them.
 * Nothing can be delivered to the last one: her 24-hour window is closed (131047 is WhatsApp's code for it).
 */
export function seed(world: World, tenantId: string): void {
  world.addChannel({ tenantId, id: 'channel-whatsapp', type: 'whatsapp', name: 'WhatsApp', identifier: '15555550100' });
  world.addChannel({ tenantId, id: 'channel-telegram', type: 'telegram', name: 'Telegram', identifier: 'sandbox_bot' });
  world.addChannel({ tenantId, id: 'channel-sms', type: 'sms', name: 'SMS', identifier: '15555550101' });

  world.introduce({
    conversationId: 'conv-unreachable',
    personId: 'contact-mei',
    name: 'Mei Tanaka',
    channel: 'whatsapp',
    address: '+15555550114',
    failure: { code: '131047', reason: 'More than 24 hours have passed since the customer last replied' },
  });
  world.introduce({
    conversationId: 'conv-linus',
    personId: 'contact-linus',
    name: 'Linus Okafor',
    channel: 'sms',
    address: '+15555550113',
  });
  world.introduce({
    conversationId: 'conv-grace',
    personId: 'contact-grace',
    name: 'Grace Hopper',
    channel: 'telegram',
    address: '700100112',
  });
  world.introduce({
    conversationId: 'conv-ada',
    personId: 'contact-ada',
    name: 'Ada Lovelace',
    channel: 'whatsapp',
    address: '+15555550111',
  });

  world.reply('conv-unreachable', 'I am on a long flight, talk to you next week.');
  world.reply('conv-linus', 'Hi, is my parcel on its way?');
  world.reply('conv-grace', 'Hello! Do you deliver to Arlington?');
  world.reply('conv-ada', 'Good morning! Are you open today?');
}
