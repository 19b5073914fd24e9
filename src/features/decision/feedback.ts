import { type Again, limitWords } from '../../cards/forms.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import {
  button,
  type Card,
  coloured,
  input,
  type Line,
  line,
  mashCard,
  plain,
  referrerCard,
} from '../../cards/parts.ts';
import { myReferrals, show } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { feedbackIn, feedbackLimit, feedbackText } from './rules.ts';
import { sendFeedback } from './verbs.ts';

/** One short, kind note to the referrer about how clear the referral was, and nothing about the child. */
export function feedbackForm(record: CaseRecord, again: Again = { attempt: 0, typed: {}, problems: {} }): Card {
  const { attempt, typed, problems } = again;
  return mashCard({
    summary: `${record.id}: was the referral clear?`,
    top: [line(record.id, 'bold')],
    heading: 'Was the referral clear?',
    blocks: [
      plain(
        [
          line('It goes to the referrer’s own chat, with your name, and only once. Only you see this form.'),
          line('Be kind: they took a step for a child. Do not name the child or say anything about the case.', 'bold'),
        ],
        'Small',
      ),
    ],
    inputs: [
      input('one', `clear__${attempt}`, 'Was it clear? (required)', {
        value: typed.clear ?? '',
        problem: problems.clear ?? '',
        choices: [
          { title: 'Yes, it was clear', value: 'yes' },
          { title: 'Something was missing', value: 'no' },
        ],
      }),
      input('text', `feedback__${attempt}`, `What would help next time? (${limitWords(feedbackLimit)})`, {
        multiline: true,
        value: typed.feedback ?? '',
        problem: problems.feedback ?? '',
      }),
    ],
    buttons: [
      button(sendFeedback, 'Send to the referrer', { case: record.id, attempt }, { style: 'positive' }),
      button(show, 'Cancel', { case: record.id }, { inputs: 'none' }),
    ],
  });
}

const clearWords = ({ clear }: EventOf<'FeedbackGiven'>): string =>
  clear ? 'Your referral was clear.' : 'Something was missing.';

/** What the referrer reads. It holds no fact of the case. */
export function feedbackCard(record: CaseRecord, event: EventOf<'FeedbackGiven'>, pack: Pack): Card {
  const words = record.facts.texts[feedbackText];
  return referrerCard({
    summary: `${record.id}: a note from the MASH`,
    top: [line(record.id, 'bold')],
    heading: 'A note from the MASH',
    blocks: [
      plain(
        [line(`${record.facts.names[event.by] ?? 'A MASH colleague'}, ${clockAndLongDay(event.at)}`, 'small')],
        'None',
      ),
      coloured('emphasis', [line(clearWords(event), 'bold'), ...(words ? [line(words, 'plain', 'Small')] : [])]),
      plain([line('Thank you for making this referral. This note changes nothing in what will be done.')]),
    ],
    rows: [[button(myReferrals, 'My referrals', { below: true })]],
    emergency: pack.emergency,
  });
}

/** The same as a line in the thread. */
export function feedbackLine(record: CaseRecord, event: EventOf<'FeedbackGiven'>): { title: string; lines: Line[] } {
  const words = record.facts.texts[feedbackText];
  return {
    title: 'Feedback to the referrer',
    lines: [
      line(event.clear ? 'The referral was clear.' : 'Something was missing.', 'bold'),
      ...(words ? [line(words)] : []),
      line(`${record.facts.names[event.by] ?? 'A colleague'}, ${clockAndDay(event.at)}`, 'small', 'Small'),
    ],
  };
}

export const hasFeedback = ({ events }: CaseRecord): boolean => feedbackIn(events) !== undefined;
