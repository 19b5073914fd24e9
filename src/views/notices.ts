import { clockAndDay, clockAndLongDay } from '../cards/london.ts';
import { button, coloured, input, line, mixed, plain, ring } from '../cards/parts.ts';
import { type Card, referrerCard } from '../cards/template.ts';
import { warned } from '../cards/warned.ts';
import { textLimit } from '../case/commands.ts';
import { decisionEntries } from '../case/decision-record.ts';
import type { CaseRecord } from '../case/record.ts';
import { isShown } from '../case/shown.ts';
import type { Question, SubmittedReferral } from '../case/state.ts';
import { limitWords } from '../features/wizard/form.ts';
import { textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { managerCalled } from './mash-case.ts';
import { carerBlock, reminding, willBeDone } from './receipt.ts';

const limit = limitWords(textLimit);

/** A question of the MASH to the referrer, with a place for the answer. */
export function questionFromMashCard(
  record: CaseRecord,
  question: Question,
  pack: Pack,
  problem = '',
  typed = '',
): Card {
  const { texts, names } = record.facts;
  const data = { case: record.id, question: question.number };
  const answered = question.answered;
  return referrerCard({
    summary: `The MASH has a question about ${record.id}`,
    top: [line(record.id, 'bold')],
    heading: answered ? 'You have answered the MASH' : 'The MASH has a question',
    headingSize: 'Large',
    blocks: [
      plain([line(`${names[question.askedBy] ?? 'The MASH'}, ${clockAndLongDay(question.askedAt)}`, 'small')], 'None'),
      coloured('emphasis', [line(texts[textOf.question(question.number)] ?? '')]),
      ...carerBlock(record, 'None'),
      ...(answered ? [plain([line(`Sent at ${clockAndDay(answered.at)}. Thank you.`)])] : []),
    ],
    inputs: answered
      ? []
      : [
          input('text', `answer__${problem === '' ? 0 : typed.length}`, `Your answer (required, ${limit})`, {
            multiline: true,
            problem,
            value: typed,
          }),
        ],
    rows: answered
      ? []
      : [
          {
            spacing: 'Medium',
            buttons: [
              button('Send answer', 'answer-question', data, { style: 'positive' }),
              button('Not known', 'answer-question', { ...data, answer: 'not-known' }, { inputs: 'none' }),
            ],
          },
        ],
    after: answered ? [] : [line('Or type “answer:” and your words.', 'small', 'Small')],
    emergency: pack.emergency,
  });
}

/** What the MASH will do, by whom and when. It carries what the manager allowed the referrer to be told, and no more. @source Protocol 8.2, 10.1 */
export function decisionNoticeCard(
  record: CaseRecord,
  referral: Extract<SubmittedReferral, { status: 'decided' }>,
  pack: Pack,
): Card {
  const { corrected } = referral;
  const { by, at } = corrected ?? { by: referral.decidedBy, at: referral.decidedAt };
  const instead = decisionEntries(record.events).find(({ number }) => number === corrected?.corrects);
  return referrerCard({
    summary: `${record.id}: the MASH has ${corrected ? 'corrected its decision' : 'decided'}`,
    top: [line(record.id, 'bold')],
    heading: corrected ? 'The MASH has corrected its decision' : 'The MASH has decided',
    headingSize: 'Large',
    blocks: [
      plain(
        [
          line(`${clockAndLongDay(at)}, by ${managerCalled(record, by)}`, 'small'),
          ...(instead ? [line(`This takes the place of the decision of ${clockAndDay(instead.at)}.`, 'bold')] : []),
        ],
        'None',
      ),
      willBeDone(record),
      ...carerBlock(record, 'None'),
      plain([
        line('You need do nothing more now. If things change, or you see the child again, ring.'),
        ...ring('Don’t agree? Press I disagree, or ring the MASH. It slows nothing down:', pack.phones.urgent),
        ...warned(pack, 'disagree', record.facts.answers),
      ]),
    ],
    inputs: [],
    rows: [
      {
        spacing: 'Medium',
        buttons: [
          button('I disagree', 'disagree', { case: record.id, below: true }),
          button('My referrals', 'my-referrals', { below: true }),
          button('Contacts', 'contacts', { below: true }),
        ],
      },
    ],
    after: [],
    emergency: pack.emergency,
  });
}

/** The referral could not be put before the MASH in time: the referrer phones. */
export function notDeliveredCard(record: CaseRecord, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id} is NOT delivered. Please phone`,
    top: [line(record.id, 'bold')],
    heading: 'NOT delivered to the MASH yet',
    headingSize: 'Large',
    blocks: [
      coloured('attention', [
        ...ring('Please phone now:', pack.phones.urgent, 'large', 'None'),
        mixed('Small', 'Give the reference ', ['bold', record.id]),
      ]),
      plain([line('Your referral is saved. I keep trying, and your receipt shows when it is delivered.')]),
    ],
    inputs: [],
    rows: [],
    after: [],
    emergency: pack.emergency,
  });
}

/** Takes the place of "NOT delivered. Please phone" once the referral is there. */
export function deliveredAfterAllCard(record: CaseRecord, { deliveredAt }: SubmittedReferral, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id} is delivered`,
    top: [line(record.id, 'bold')],
    heading: 'Delivered to the MASH',
    headingSize: 'Large',
    blocks: [
      plain(
        [
          line(
            `It took longer than it should${deliveredAt ? `: ${clockAndDay(deliveredAt)}` : ''}. You need not phone about this any more.`,
          ),
        ],
        'Small',
      ),
    ],
    inputs: [],
    rows: [],
    after: [],
    emergency: pack.emergency,
  });
}

/** Said once to the referrer when the decision is overdue. */
export function decisionOverdueCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Card {
  return referrerCard({
    summary: `${record.id}: the decision is overdue`,
    top: [line(record.id, 'bold')],
    heading: 'The decision is overdue',
    headingSize: 'Large',
    blocks: [
      plain(
        [
          line(`It was due by ${clockAndDay(referral.decisionDue)}. ${reminding}`),
          ...ring('You may ring:', pack.phones.urgent),
        ],
        'Small',
      ),
      ...carerBlock(record),
    ],
    inputs: [],
    rows: [],
    after: [],
    emergency: pack.emergency,
  });
}

const whoSaw = (record: CaseRecord): string =>
  isShown(record) ? 'the MASH sees only that you rang, or that the child is missing' : 'nobody has seen it';

/** A nudge about a draft that was left, or about a telephone call that is not yet confirmed in writing. */
export function draftReminderCard(
  record: CaseRecord,
  {
    clock,
    due,
    overdue,
    late,
  }: { clock: 'idleDraft' | 'writtenConfirmation'; due?: string; overdue: boolean; late: boolean },
  pack: Pack,
): Card {
  const idle = clock === 'idleDraft';
  return referrerCard({
    summary: idle
      ? 'MASH Referrals: you have a check that is not sent'
      : 'MASH Referrals: your phone call needs a written referral',
    top: late ? [line('Late: I could not tell you in time', 'small')] : [],
    heading: idle ? 'Your check is not sent' : 'You phoned. Please write too.',
    headingSize: 'Large',
    blocks: [
      plain(
        idle
          ? [
              line(`You began it at ${clockAndLongDay(record.startedAt)}. It is saved, and ${whoSaw(record)}.`),
              ...warned(pack, 'nudge', record.facts.answers),
            ]
          : [
              line(
                overdue ? `It was due by ${due}. Send it now: late is better than not.` : `It is due by ${due}. (§8.2)`,
              ),
            ],
        'Small',
      ),
    ],
    inputs: [],
    rows: [
      {
        spacing: 'Medium',
        buttons: [
          button('Go on', 'open', { case: record.id, below: true }, { style: 'positive' }),
          button('My referrals', 'my-referrals', { below: true }),
        ],
      },
    ],
    after: [],
    emergency: pack.emergency,
  });
}
