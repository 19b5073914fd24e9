import type { NoticeView } from '../../cards/meaning.ts';
import { type Button, button, type Card } from '../../cards/parts.ts';
import type { Instead } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { onIt } from '../alarm/verbs.ts';
import { newsOf, unreadNews } from '../news/state.ts';
import { newsReadHere } from '../news/verbs.ts';
import { missingAlertCard, missingDefaults } from './cards.ts';

/** Tells a manager, or whoever stands in, that the child is missing, or found. @source Protocol 10.2 */
export const alertTo = ({ record, link, instead }: NoticeView): Card =>
  missingAlertCard(record, { ...missingDefaults, ...referralOf(record.events) }, link, replyOptions(record, instead));

/**
 * What the person who gets the alarm can press: that they have the case or, once it is decided, that they have read the
 * news: what the referrer has said since the decision.
 */
function replyOptions({ id, events }: CaseRecord, instead: Instead | undefined): { buttons?: Button[]; hint?: string } {
  if (instead === 'administrators')
    return { hint: 'No manager and no escalation contact could be reached. Please ring one of them now.' };
  const referral = referralOf(events);
  const positive = { style: 'positive' } as const;
  if (referral.status === 'awaiting-decision' && referral.allocation.kind === 'nobody')
    return {
      buttons: [button(onIt, 'I am on it', { case: id }, positive)],
      hint: '“I am on it” puts your name on it. Then ring the referrer.',
    };
  if (unreadNews(events).length === 0) return {};
  return { buttons: [button(newsReadHere, 'I have read it', { case: id, revision: newsOf(events).length }, positive)] };
}
