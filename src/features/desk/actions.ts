import { settled } from '../../teams/mash.ts';
import type { ChannelAction } from '../../teams/stages.ts';
import { confirmWritten, markSeen, takeBackCaller } from './rules.ts';

/** Presses on a case that need only the case: that it was seen, and that a phone referral is in writing now. */
export const deskActions = {
  seen: (record, referral, _tap, by, deps) => settled(record, markSeen(referral, { by, now: deps.now() }), by, deps),
  'in-writing': (record, referral, _tap, by, deps) =>
    settled(record, confirmWritten(referral, { by, now: deps.now() }), by, deps),
  'wrong-caller': (record, referral, _tap, by, deps) =>
    settled(record, takeBackCaller(referral, { by, now: deps.now() }), by, deps),
} satisfies Record<string, ChannelAction>;
