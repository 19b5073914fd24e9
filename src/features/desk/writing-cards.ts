import type { CaseId } from '../../base/reference.ts';
import { limitWords, tooLongWords } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  coloured,
  type Input,
  input,
  line,
  plain,
  referrerCard,
} from '../../cards/parts.ts';
import { carerBlock } from '../../cards/reminders.ts';
import { myReferrals } from '../../cards/verbs.ts';
import { type Phoned, phonedIn } from '../../case/along.ts';
import type { BoxFaults } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { answerTo } from '../../check/draft.ts';
import type { Pack } from '../../protocol/pack.ts';
import { addInformation } from '../information/verbs.ts';
import { type Written, writtenBoxes } from './in-writing.ts';
import { notMe, putInWriting, sendWriting } from './verbs.ts';

interface Own {
  summary: string;
  heading: string;
  blocks: Block[];
  inputs?: Input[];
  buttons?: Button[];
}

/** A card in the own chat of who rang, from which their referrals are one press away. */
function callerCard(id: CaseId, pack: Pack, { buttons = [], ...own }: Own): Card {
  const away = button(myReferrals, 'My referrals', { below: true }, { inputs: own.inputs ? 'none' : 'auto' });
  return referrerCard({ ...own, top: [line(id, 'bold')], rows: [[...buttons, away]], emergency: pack.emergency });
}

/** To who rang, in their own chat: that it counts, and that it has to come in writing. It names no fact. @source Protocol 8.2 */
export function phonedNotice(record: CaseRecord, pack: Pack): Card | undefined {
  const phoned = phonedOf(record);
  if (!phoned) return undefined;
  const { id } = record;
  const due = clockAndDay(phoned.writtenDue);
  const asked = phoned.toldOverdue ? `Not in writing. OVERDUE since ${due}` : `Please put it in writing by ${due}`;
  return callerCard(id, pack, {
    summary: `${id}: please put it in writing, due ${due}`,
    heading: 'You rang the MASH',
    blocks: [
      plain([line(`Your call of ${clockAndDay(phoned.calledAt)} is written down. It counts from then.`)], 'Small'),
      coloured('emphasis', [
        line(asked, 'bold'),
        line('I filled in what the MASH heard. You put it right. (§8.2)', 'plain', 'Small'),
      ]),
      ...carerBlock(record),
    ],
    buttons: [
      button(putInWriting, 'Put it in writing', { case: id, below: true }, { style: 'positive' }),
      button(notMe, 'It was not me', { case: id }),
    ],
  });
}

/** The written form, with what the MASH wrote down in its boxes. @param again what was typed, where something is wrong with it */
export function writingForm(
  record: CaseRecord,
  pack: Pack,
  again?: { attempt: number; typed: Record<string, string>; faults: BoxFaults },
): Card {
  const { id, facts } = record;
  const { attempt = 0, faults = {} } = again ?? {};
  const heard = { child: answerTo(facts.answers, 'child-name'), worry: answerTo(facts.answers, 'worry') };
  const typed: Record<string, string | undefined> = again?.typed ?? heard;
  const box = (name: Written, label: string, multiline = false) =>
    input('text', `${name}__${attempt}`, label, { multiline, value: typed[name] ?? '', problem: wrong(name, faults) });
  return callerCard(id, pack, {
    summary: `MASH Referrals: ${id} in writing`,
    heading: 'Put it in writing',
    blocks: [
      plain([line('This is what the MASH heard. Please put it right. What you do not know, leave empty.')], 'Small'),
      ...carerBlock(record),
    ],
    inputs: [
      box('child', 'Child’s name, or a description'),
      box('age', 'Age or date of birth'),
      box('where', 'Where is the child now, and with whom? In care: only if they are safe, no address'),
      box('worry', `What worries you? (required, ${limitWords(writtenBoxes.worry.limit)})`, true),
    ],
    buttons: [button(sendWriting, 'Send to the MASH', { case: id, attempt: attempt + 1 }, { style: 'positive' })],
  });
}

function wrong(name: Written, faults: BoxFaults): string {
  if (!faults[name]) return '';
  return faults[name] === 'missing' ? 'Write what worries you.' : tooLongWords(writtenBoxes[name].limit);
}

/** It is on its way; the words themselves are not said again. */
export function inWritingCard(record: CaseRecord, pack: Pack): Card {
  const { id, changedAt } = record;
  const phoned = phonedOf(record);
  const at = clockAndDay(phoned?.kind === 'phoned-and-in-writing' ? phoned.writtenAt : changedAt);
  return callerCard(id, pack, {
    summary: `MASH Referrals: ${id} is in writing`,
    heading: 'It is in writing',
    blocks: [coloured('good', [line(`Thank you. It goes to the MASH beside your call. In writing since ${at}.`)])],
    buttons: [button(addInformation, 'Add information', { case: id, below: true })],
  });
}

/** To somebody who was taken for who rang. */
export const notMeCard = (id: CaseId, pack: Pack): Card =>
  callerCard(id, pack, {
    summary: `MASH Referrals: ${id} is not yours`,
    heading: 'Thank you',
    blocks: [plain([line('I tell the MASH that it was not you. You hear nothing more of it.')], 'Small')],
  });

function phonedOf({ events }: CaseRecord): Phoned | undefined {
  const sent = submittedIn(referralOf(events));
  return sent && phonedIn(sent);
}
