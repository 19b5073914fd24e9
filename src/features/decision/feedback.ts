import { type FormRetry, limitWords, text, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import { button, type Card, coloured, type Line, line, plain, referrerCard } from '../../cards/parts.ts';
import { myReferrals } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { choice, formAbout } from './forms.ts';
import { feedbackLimit, feedbackText } from './rules.ts';
import { sendFeedback } from './verbs.ts';

/**
 * The form for one short, kind note to the referrer about how clear the referral was. It says nothing about the child.
 */
export function feedbackForm(record: CaseRecord, again: FormRetry = untouchedForm): Card {
  const answers = { yes: 'Yes, it was clear', no: 'Something was missing' };
  const data = { case: record.id, attempt: again.attempt };
  return formAbout(record, {
    summary: 'was the referral clear?',
    heading: 'Was the referral clear?',
    says: [
      line('It goes to the referrer’s own chat, with your name, and only once. Only you see this form.'),
      line('Be kind: they took a step for a child. Do not name the child or say anything about the case.', 'bold'),
    ],
    inputs: [
      choice('clear', 'Was it clear? (required)', answers, again),
      text('feedback', `What would help next time? (${limitWords(feedbackLimit)})`, again),
    ],
    send: button(sendFeedback, 'Send to the referrer', data, { style: 'positive' }),
  });
}

/** The words of the feedback. @param whose "Your" for the referrer, "The" for the MASH */
function feedbackLines(
  { facts }: CaseRecord,
  { clear }: EventOf<'FeedbackGiven'>,
  whose: string,
  spacing: Line['spacing'],
) {
  const words = facts.texts[feedbackText];
  return [
    line(clear ? `${whose} referral was clear.` : 'Something was missing.', 'bold'),
    ...(words ? [line(words, 'plain', spacing)] : []),
  ];
}

/** The card that the referrer reads. It holds no fact of the case. */
export function feedbackCard(record: CaseRecord, event: EventOf<'FeedbackGiven'>, pack: Pack): Card {
  const who = record.facts.names[event.by] ?? 'A MASH colleague';
  return referrerCard({
    summary: `${record.id}: a note from the MASH`,
    top: [line(record.id, 'bold')],
    heading: 'A note from the MASH',
    blocks: [
      plain([line(`${who}, ${clockAndLongDay(event.at)}`, 'small')], 'None'),
      coloured('emphasis', feedbackLines(record, event, 'Your', 'Small')),
      plain([line('Thank you for making this referral. This note changes nothing in what will be done.')]),
    ],
    rows: [[button(myReferrals, 'My referrals', { below: true })]],
    emergency: pack.emergency,
  });
}

/** The feedback as a line in the MASH's thread. */
export function feedbackLine(record: CaseRecord, event: EventOf<'FeedbackGiven'>): { title: string; lines: Line[] } {
  return {
    title: 'Feedback to the referrer',
    lines: [
      ...feedbackLines(record, event, 'The', 'None'),
      line(`${record.facts.names[event.by] ?? 'A colleague'}, ${clockAndDay(event.at)}`, 'small', 'Small'),
    ],
  };
}
