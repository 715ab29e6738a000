import { expiryOf } from '../../src/modules/notifications/domain/delivery-wish.js';
import { notificationId, seqOf } from '../../src/modules/notifications/domain/notification-id.js';

const NOW = 1_767_229_200_000;

describe('a deadline', () => {
  it('is rounded up to milliseconds, so that nothing ends too early', () => {
    expect(expiryOf({ expiryDeadline: { seconds: 1_767_229_200, nanoSeconds: 1_000_001 } }, NOW)).toBe(NOW + 2);
    expect(expiryOf({ expiryDeadline: { seconds: 4_294_967_295, nanoSeconds: 999_999_999 } }, NOW)).toBe(4_294_967_296_000);
  });

  it('need not be', () => {
    expect(expiryOf({}, NOW)).toBeUndefined();
  });

  it.each([
    [1_767_229_200, 0],
    [1_767_229_199, 999_999_999],
    [0, 0],
  ])('of %d s and %d ns is not in the future', (seconds, nanoSeconds) => {
    expect(() => expiryOf({ expiryDeadline: { seconds, nanoSeconds } }, NOW)).toThrow(expect.objectContaining({ status: 422 }));
  });
});

describe('the id of a notification', () => {
  it('tells the number of its event', () => {
    expect(seqOf('one', notificationId('one', 17))).toBe(17);
    expect(seqOf('one-2', notificationId('one-2', 17))).toBe(17);
  });

  it.each(['one', 'one-', 'one-x', 'one-1.5', 'one--1', 'one-1 ', 'two-1', 'one-2-1', 'one-1234567890123456', ' one-1', ''])('is not %j', (id) => {
    expect(seqOf('one', id)).toBeUndefined();
  });
});
