import { signature } from '../../../../src/sandbox/sendseven/webhooks/signing';

describe('the signature of webhooks', () => {
  const secret = '0123456789abcdef'.repeat(4);

  it('is over timestamp, full stop and the bytes of the body, keyed with the secret as text', () => {
    signature(secret, '1790000000', Buffer.from('{"id":"evt_1","type":"message.received"}')).should.equal(
      'sha256=1b93f3c6989f82e5ce24c56c3d76cb2ec997e8d764dd602147352124be5ee350',
    );
  });

  it('counts bytes, not characters', () => {
    signature(secret, '1790000000', Buffer.from('{"text":"Grüße"}')).should.equal(
      'sha256=ea49f06579b26c8def5b60bf3dfa6bb2a8cd7b33d21bd36de7e5663cfc325a72',
    );
  });
});
