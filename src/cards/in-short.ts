import type { Instant } from '../base/time.ts';
import { unreadNews } from '../case/news.ts';
import { protectionEnd, protectionOf } from '../case/protection.ts';
import { type UpNext, upNext } from '../case/up-next.ts';
import { answerTo } from '../draft/draft.ts';
import { hasCheckedAnyList } from '../draft/fields.ts';
import type { SentCase } from './face.ts';
import { hasLeft, leavesAt, leavesSaid, leavesWords } from './leaving.ts';
import { clock, clockAndDay, shortDue, timeLeft } from './london.ts';
import { excerpt, type Lines, line, shown } from './parts.ts';
import { consentInWords, indicatorsInShort } from './referral-text.ts';

const oneLine = 50; // characters on a phone

/**
 * A case in six lines of a phone, above the boxes of a form about it. Each is cut: the card and the thread have the whole. What was not
 * said is named in one line.
 */
export function inSixLines(sent: SentCase, now: Instant): Lines {
  const { record, pack } = sent;
  const { answers } = record.facts;
  const known = (id: string) => answerTo(answers, id);
  const next = upNext(record, pack);
  const isUnread = next?.what !== 'news' && unreadNews(record.events).length > 0;
  const happens = shown<string>([next && whatIsNext(next, sent, now, true), isUnread && 'news not read']).join(' · ');
  const [signs] = indicatorsInShort(answers, pack, 3);
  const isChecked = signs && hasCheckedAnyList(answers);
  const gaps = shown([!known('worry') && 'worry', !isChecked && 'signs', !known('consent') && 'consent']);
  const cut = (words: string, lines = 1) => excerpt(words, lines * oneLine);
  return [
    line(cut(shown([known('child-name') ?? 'Child not named', known('child-age')]).join(', ')), 'bold'),
    happens !== '' && line(happens, 'bold'),
    known('worry') && cut(`Worry: ${known('worry')}`, 2),
    isChecked && cut(`${signs.title.split(' · ')[0]}: ${signs.text}`),
    known('consent') && cut(`Consent: ${consentInWords(answers, pack)}`),
    gaps.length > 0 && `Not said: ${gaps.join(', ')}`,
  ];
}

/**
 * What happens next to the child, and when; the decision, which stands beside it anyway, is not named.
 * @param stays the words stay, so they say times by the clock alone
 */
export function whatIsNext({ what, at }: UpNext, { record, referral, pack }: SentCase, now: Instant, stays: boolean) {
  const protection = protectionOf(record);
  switch (what) {
    case 'decision':
      return leavesSaid(record, referral);
    case 'missing':
      return `Reported missing ${clockAndDay(at)}`;
    case 'danger':
      return `In danger, said ${clockAndDay(at)}`;
    case 'protection':
      return protection && `In police protection, ends ${clockAndDay(protectionEnd(protection, pack).at)}`;
    case 'leaves-sight':
      return `${leavesWords(referral, now)} ${leavesAt(referral, stays ? shortDue : clock)}${stays ? '' : fromNow(at, referral, now)}`;
    case 'leaves-unread':
      return `Leaves sight: ${leavesSaid(record, referral)}. Open it`;
    case 'news':
      return `News of ${clockAndDay(at)} is not read`;
    default:
      return `Urgent since ${clockAndDay(at)}`;
  }
}

const fromNow = (at: Instant, referral: SentCase['referral'], now: Instant) =>
  at > now ? `, in ${timeLeft(now, at)}` : hasLeft(referral, now) ? `, ${timeLeft(at, now)} ago` : '';
