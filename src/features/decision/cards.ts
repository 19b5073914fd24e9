import { mashForm } from '../../cards/about-case.ts';
import { managerNameAndRole, whoDoesIt } from '../../cards/decided.ts';
import type { Face } from '../../cards/face.ts';
import { begun, begunLength } from '../../cards/fitted.ts';
import { choice, type FormRetry, limitWords, saveButton, text, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import { type ThreadWords, words as threadWords } from '../../cards/meaning.ts';
import {
  type Block,
  button,
  type Card,
  coloured,
  type Line,
  type Lines,
  line,
  mainButton,
  mixed,
  plain,
  ring,
  spacedLine,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { contacts } from '../../cards/verbs.ts';
import { carerBlock, warningLines } from '../../cards/warnings.ts';
import { decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import { newsSinceDecision } from '../../case/news.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referrerReach } from '../../case/referrer-reach.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { disagree } from '../disagreement/verbs.ts';
import { type AgainClock, feedbackIn, feedbackLimit, feedbackText } from './rules.ts';
import { confirmAgain, correct, decide, decideAgain, giveFeedback, sendFeedback, toldByPhone } from './verbs.ts';

/**
 * Tells the referrer what the MASH decided, who decided and when. It says only what the manager allowed the referrer to
 * be told.
 * @source Protocol 8.2, 10.1
 */
export function decisionNoticeCard(
  record: CaseRecord,
  referral: Extract<SubmittedReferral, { status: 'decided' }>,
  pack: Pack,
) {
  const { correction, reopening, decidedBy, decidedAt } = referral;
  const { by, at } = correction ?? { by: decidedBy, at: decidedAt };
  const replaced = correction || reopening ? decisionEntries(record.events).at(-2) : undefined;
  const verdict = correction ? 'corrected its decision' : reopening ? 'decided again' : 'decided';
  return cardAbout(record.id, pack, {
    summary: `${record.id}: the MASH has ${verdict}`,
    heading: `The MASH has ${verdict}`,
    blocks: [
      plain(
        [
          line(`${clockAndLongDay(at)}, by ${managerNameAndRole(record, by)}`, 'small'),
          !replaced && line('Thank you for telling us.', 'plain', 'Small'),
          replaced && line(`This takes the place of the decision of ${clockAndDay(replaced.at)}.`, 'bold'),
        ],
        'None',
      ),
      whatNowBlocks(record, begunLength),
      carerBlock(record, 'None'),
      plain([
        ring('If things change, or you see the child again, ring', pack.phones.urgent, 'bold', 'None'),
        spacedLine('Don’t agree? Press I disagree, or ring that number. It slows nothing down.'),
        warningLines(pack, 'disagree', record.facts.answers),
      ]),
    ],
    rows: [
      [
        button(disagree, 'I disagree', { case: record.id, below: true }),
        toMyReferrals,
        button(contacts, 'Contacts', { below: true }),
      ],
    ],
  });
}

/**
 * What the manager asks the referrer to do now, if anything, and what the referrer may be told about the decision.
 * @param length of each; the whole opens by a press
 */
export function whatNowBlocks({ facts, events }: CaseRecord, length: number): Block[] {
  const current = decisionEntries(events).at(-1);
  const { doNow, tell, action, ...more } = decisionWordsOf(facts.texts, current?.number ?? 1);
  const titled = (title: string, words: string): Lines => [line(title, 'bold'), spacedLine(words)];
  const done = [titled('What will be done', tell), tell === action && whoDoesIt(more)]; // who was told less, is told less
  if (doNow === '') return [begun('done', coloured('good', done), length)];
  const toDo = begun('to-do', coloured('warning', titled('What you should do now', doNow)), length);
  return [toDo, begun('done', coloured('good', done, 'None'), length)];
}

/** Explains what deciding again means, and asks the manager to confirm it. */
export const decideAgainForm = (record: CaseRecord, { clockStart, decisionDue }: AgainClock): Card =>
  mashForm(record.id, {
    summary: 'decide again',
    heading: 'Decide again?',
    says: [
      mixed('None', 'The new decision is due by ', ['bold', clockAndDay(decisionDue)], '.'),
      `Its time counts from ${clockAndDay(clockStart)}. I remind of it as of the first.`,
      'What was decided stands until then, and stays in the record. The referrer is told.',
      spacedSmallLine('Only a mistake in what was written? Press Correct the decision instead.'),
    ],
    send: mainButton(confirmAgain, 'Yes, decide again', { case: record.id }),
  });

/** Tells the referrer that the MASH is deciding again, and that the earlier decision holds until then. */
export function decidingAgainCard(record: CaseRecord, event: EventOf<'DecisionReopened'>, pack: Pack) {
  return cardAbout(record.id, pack, {
    summary: `${record.id}: the MASH is deciding again`,
    heading: 'The MASH is deciding again',
    blocks: [
      plain([line(`${clockAndLongDay(event.at)}, by ${managerNameAndRole(record, event.by)}`, 'small')], 'None'),
      plain([mixed('None', 'The new decision is due by ', ['bold', clockAndDay(event.decisionDue)], '.')], 'Small'),
      plain([line('I will tell you here. Until then this stands:', 'bold')], 'Small'),
      whatNowBlocks(record, begunLength),
      carerBlock(record, 'None'),
      plain(ring('If things change, or you see the child again, ring', pack.phones.urgent, 'bold', 'None')),
    ],
    rows: [[toMyReferrals]],
  });
}

/**
 * The form for one short, kind note to the referrer about how clear the referral was. It says nothing about the child.
 */
export function feedbackForm(record: CaseRecord, again: FormRetry = untouchedForm): Card {
  const answers = { yes: 'Yes, it was clear', no: 'Something was missing' };
  return mashForm(record.id, {
    summary: 'was the referral clear?',
    heading: 'Was the referral clear?',
    says: [
      'It goes to the referrer’s own chat, with your name, and only once. Only you see this form.',
      line('Be kind: they took a step for a child. Do not name the child or say anything about the case.', 'bold'),
    ],
    inputs: [
      choice('clear', 'Was it clear? (required)', answers, again),
      text('feedback', `What would help next time? (${limitWords(feedbackLimit)})`, again),
    ],
    send: saveButton(sendFeedback, 'Send to the referrer', record, again),
  });
}

/** The words of the feedback. @param whose "Your" for the referrer, "The" for the MASH */
function feedbackLines(
  { facts }: CaseRecord,
  { clear }: EventOf<'FeedbackGiven'>,
  whose: string,
  spacing: Line['spacing'],
): Lines {
  const words = facts.texts[feedbackText];
  return [
    line(clear ? `${whose} referral was clear.` : 'Something was missing.', 'bold'),
    words && line(words, 'plain', spacing),
  ];
}

/** The card that the referrer reads. It holds no fact of the case. */
export function feedbackCard(record: CaseRecord, event: EventOf<'FeedbackGiven'>, pack: Pack) {
  const who = record.facts.names[event.by] ?? 'A MASH colleague';
  return cardAbout(record.id, pack, {
    summary: `${record.id}: a note from the MASH`,
    heading: 'A note from the MASH',
    blocks: [
      plain([line(`${who}, ${clockAndLongDay(event.at)}`, 'small')], 'None'),
      coloured('emphasis', feedbackLines(record, event, 'Your', 'Small')),
      plain(['Thank you for making this referral. This note changes nothing in what will be done.']),
    ],
    rows: [[toMyReferrals]],
  });
}

/** The feedback as a line in the MASH's thread. */
export const feedbackLine = (record: CaseRecord, event: EventOf<'FeedbackGiven'>): ThreadWords =>
  threadWords(
    'Feedback to the referrer',
    feedbackLines(record, event, 'The', 'None'),
    spacedSmallLine(`${record.facts.names[event.by] ?? 'A colleague'}, ${clockAndDay(event.at)}`),
  );

/** The decision, and what can follow it: a correction, deciding again, and feedback to the referrer. */
export const face: Face = {
  buttons: {
    decide: ({ record, referral: { allocation } }) =>
      button(decide, 'Record decision', { case: record.id }, allocation.kind === 'nobody' ? {} : { style: 'positive' }),
    decideAgain: ({ record }) =>
      newsSinceDecision(record.events).some(({ read }) => !read)
        ? button(decideAgain, 'Decide again', { case: record.id })
        : undefined,
    toldByPhone: ({ record }) =>
      referrerReach(record).ring ? mainButton(toldByPhone, 'I have told them', { case: record.id }) : undefined,
  },
  more({ record, referral }) {
    if (referral.status !== 'decided') return [];
    const data = { case: record.id };
    return [
      button(correct, 'Correct the decision', data),
      button(decideAgain, 'Decide again', data),
      !feedbackIn(record.events) && button(giveFeedback, 'Was the referral clear?', data),
    ];
  },
};
