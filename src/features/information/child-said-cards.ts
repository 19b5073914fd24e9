import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import { badge } from '../../cards/badges.ts';
import { clock, counted } from '../../cards/london.ts';
import { coloured, line, noticeCard, plain, referrerCard, ring } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { onItButton } from '../alarm/state.ts';

export const hiddenWordsText =
  'Those words are hidden, so nothing was sent again. Type what worries you about the other child, or “start”.';

/** Takes the place of cards about words that wait no more, and answers who asks for words. @param ids the cases in which they stand */
export const waitNoMoreCard = (ids: CaseId[] = []) =>
  noticeCard({
    summary: `MASH Referrals: ${ids.length > 0 ? 'it is said which child' : 'no words wait'}`,
    heading: ids.length > 0 ? 'It is said which child' : 'No words wait',
    lines: [
      ids.length > 0
        ? `These words stand in ${ids.join(' and ')}. Go on there.`
        : 'No typed words wait here for a child.',
    ],
  });

/**
 * The same, while one of these cases is urgent and nobody has taken it.
 * @param isChannel whether it stands in the channel, where the card of the case has the button
 */
export const urgentCaseCard = (urgent: CaseRecord, ids: CaseId[], isChannel: boolean) =>
  noticeCard({
    summary: `URGENT ${urgent.id}: it is said which child`,
    heading: 'It is said which child',
    badges: [badge.urgent],
    lines: [
      line(`${urgent.id} is urgent, and nobody has taken it.`, 'bold'),
      `These words stand in ${ids.join(' and ')}.`,
      isChannel ? 'Take it on its card here. Then ring the referrer.' : 'Press “I am on it”. Then ring the referrer.',
    ],
    buttons: isChannel ? [] : [onItButton(urgent)],
  });

/** Answers who has said which child: how many of the messages that they meant went there. */
export const filedCard = (id: CaseId, filed: number, meant = filed) =>
  filed === meant
    ? waitNoMoreCard([id])
    : noticeCard({
        summary: id,
        heading: filed > 0 ? 'It is said which child' : 'Somebody was faster',
        lines: [
          line(`${filed} of ${counted(meant, 'message')} went to ${id}.`, 'bold'),
          'Of the others, somebody had said the child before.',
        ],
      });

/** Tells the author that nobody has said which child their words are about. */
export const nobodySaidCard = (since: Instant, pack: Pack) =>
  referrerCard({
    summary: 'MASH Referrals: please ring',
    heading: 'Please ring now',
    blocks: [
      coloured('attention', ring('Children’s Services, day and night', pack.phones.urgent)),
      plain([
        `Nobody has said yet which child your words of ${clock(since)} are about. The MASH was told of them.`,
        'Or say it yourself: type “about” and the reference.',
      ]),
    ],
    pack,
  });

/** Answers “words HT-…” of its author, who has them in their chat. */
export const ownWordsText = 'I show those words to the MASH only. What you typed stands above in this chat.';
