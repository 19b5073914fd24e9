import type { CaseId } from '../../base/reference.ts';
import { limitWords } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, coloured, input, line, plain, referrerCard } from '../../cards/parts.ts';
import { carerBlock } from '../../cards/reminders.ts';
import { myReferrals } from '../../cards/verbs.ts';
import type { BoxFaults } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { type Phoned, referralOf, submittedIn } from '../../case/state.ts';
import { answerTo } from '../../check/draft.ts';
import type { Pack } from '../../protocol/pack.ts';
import { addInformation } from '../information/verbs.ts';
import { type Written, writtenBoxes } from './in-writing.ts';
import { notMe, putInWriting, sendWriting } from './verbs.ts';

/** To who rang, in their own chat: that it counts, and that it has to come in writing. It names no fact. @source Protocol 8.2 */
export function phonedNotice(record: CaseRecord, pack: Pack): Card | undefined {
  const phoned = phonedIn(record);
  if (!phoned) return undefined;
  const due = clockAndDay(phoned.writtenDue);
  return referrerCard({
    summary: `${record.id}: please put it in writing, due ${due}`,
    top: [line(record.id, 'bold')],
    heading: 'You rang the MASH',
    blocks: [
      plain([line(`Your call of ${clockAndDay(phoned.calledAt)} is written down. It counts from then.`)], 'Small'),
      coloured('emphasis', [
        line(
          phoned.toldOverdue ? `Not in writing. OVERDUE since ${due}` : `Please put it in writing by ${due}`,
          'bold',
        ),
        line('I filled in what the MASH heard. You put it right. (§8.2)', 'plain', 'Small'),
      ]),
      ...carerBlock(record),
    ],
    rows: [
      [
        button(putInWriting, 'Put it in writing', { case: record.id, below: true }, { style: 'positive' }),
        button(notMe, 'It was not me', { case: record.id }),
        button(myReferrals, 'My referrals', { below: true }),
      ],
    ],
    emergency: pack.emergency,
  });
}

/** The written form, with what the MASH wrote down in its boxes. */
export function writingForm(
  record: CaseRecord,
  pack: Pack,
  { attempt, typed, faults }: { attempt: number; typed?: Record<string, string>; faults: BoxFaults } = {
    attempt: 0,
    faults: {},
  },
): Card {
  const { answers } = record.facts;
  const heard: Partial<Record<Written, string | undefined>> = {
    child: answerTo(answers, 'child-name'),
    worry: answerTo(answers, 'worry'),
  };
  const box = (name: Written, label: string, multiline = false) =>
    input('text', `${name}__${attempt}`, label, {
      multiline,
      value: (typed ? typed[name] : heard[name]) ?? '',
      problem: faults[name] === 'missing' ? 'Write what worries you.' : faults[name] ? tooLong(name) : '',
    });
  return referrerCard({
    summary: `MASH Referrals: ${record.id} in writing`,
    top: [line(record.id, 'bold')],
    heading: 'Put it in writing',
    blocks: [
      plain([line('This is what the MASH heard. Please put it right. What you do not know, leave empty.')], 'Small'),
      ...carerBlock(record),
    ],
    inputs: [
      box('child', 'Child’s name, or a description'),
      box('age', 'Age or date of birth'),
      box('where', 'Where is the child now, and with whom?'),
      box('worry', `What worries you? (required, ${limitWords(writtenBoxes.worry.limit)})`, true),
    ],
    rows: [
      [
        button(sendWriting, 'Send to the MASH', { case: record.id, attempt: attempt + 1 }, { style: 'positive' }),
        button(myReferrals, 'My referrals', { below: true }, { inputs: 'none' }),
      ],
    ],
    emergency: pack.emergency,
  });
}

const tooLong = (name: Written): string =>
  `At most ${limitWords(writtenBoxes[name].limit).replace(/^up to /, '')}. Please shorten it. Nothing was cut.`;

/** It is on its way; the words themselves are not said again. */
export function inWritingCard(record: CaseRecord, pack: Pack): Card {
  const at = phonedIn(record)?.writtenAt ?? record.changedAt;
  return referrerCard({
    summary: `MASH Referrals: ${record.id} is in writing`,
    top: [line(record.id, 'bold')],
    heading: 'It is in writing',
    blocks: [
      coloured('good', [line(`Thank you. It goes to the MASH beside your call. In writing since ${clockAndDay(at)}.`)]),
    ],
    rows: [
      [
        button(addInformation, 'Add information', { case: record.id, below: true }),
        button(myReferrals, 'My referrals', { below: true }),
      ],
    ],
    emergency: pack.emergency,
  });
}

/** To somebody who was taken for who rang. */
export function notMeCard(id: CaseId, pack: Pack): Card {
  return referrerCard({
    summary: `MASH Referrals: ${id} is not yours`,
    top: [line(id, 'bold')],
    heading: 'Thank you',
    blocks: [plain([line('I tell the MASH that it was not you. You hear nothing more of it.')], 'Small')],
    rows: [[button(myReferrals, 'My referrals', { below: true })]],
    emergency: pack.emergency,
  });
}

const phonedIn = ({ events }: CaseRecord): Phoned | undefined => submittedIn(referralOf(events))?.phoned;
