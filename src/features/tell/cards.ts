import { mashForm } from '../../cards/about-case.ts';
import type { SentCase } from '../../cards/face.ts';
import { begun } from '../../cards/fitted.ts';
import { carerWarning, type FormRetry, limit, saveButton, text, untouchedForm } from '../../cards/forms.ts';
import { clock, clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import {
  type Block,
  type Card,
  coloured,
  excerpt,
  folded,
  type Lines,
  line,
  mainButton,
  plain,
  ring,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { mayBeHeard } from '../../cards/who-refers.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { referrerMessageText } from '../../history/referral.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type ReferrerMessage, referrerMessagesOf } from './state.ts';
import { referrerMessageRead, sendReferrerMessage } from './verbs.ts';

/** The form for a message to the referrer. Only the person who writes it sees the form. */
export function tellForm(record: CaseRecord, retry: FormRetry = untouchedForm): Card {
  return mashForm(record.id, {
    summary: 'a message to the referrer',
    heading: 'Tell the referrer',
    says: [
      `It goes to their own chat at once, ${mayBeHeard(record) ? 'WITHOUT a signal: somebody may hear it' : 'with a signal'}. The card shows when it is there, and when it is read.`,
      spacedBoldLine('Must they act within minutes? Ring them, too. Only you see this form.'),
    ],
    more: carerWarning(record),
    inputs: [text('message', `Your message (required, ${limit})`, retry)],
    send: saveButton(sendReferrerMessage, 'Send message', record, retry),
  });
}

export const referrerMessageWords = (record: CaseRecord, { number }: Pick<ReferrerMessage, 'number'>): string =>
  textIn(record, referrerMessageText(number));

/** A message from the MASH in the referrer's own chat. Its preview says only which case it is about. */
export function referrerMessageCard(record: CaseRecord, message: ReferrerMessage, pack: Pack) {
  const { number, by, at, reached } = message;
  const isRead = reached?.how === 'read';
  return cardAbout(record.id, pack, {
    summary: `The MASH has a message about ${record.id}`,
    heading: 'A message from the MASH',
    blocks: [
      plain([line(`${record.facts.names[by] ?? 'The MASH'}, ${clockAndLongDay(at)}`, 'small')], 'None'),
      begun('message', coloured('emphasis', [referrerMessageWords(record, message)])),
      ...carerBlock(record, 'None'),
      plain([
        isRead && `You have read it, ${clockAndDay(reached.at)}. Thank you.`,
        ...ring('You cannot do that, or it is not clear? Ring', pack.phones.urgent),
      ]),
    ],
    rows: [[!isRead && mainButton(referrerMessageRead, 'I have read it', { case: record.id, number }), toMyReferrals]],
    after: [!isRead && spacedSmallLine('Or type “I have read it”.')],
  });
}

/** Says whether the message has reached the referrer. */
function deliveryWords({ reached }: ReferrerMessage) {
  if (!reached) return 'on its way';
  const at = clock(reached.at);
  const words = {
    delivered: `delivered ${at}, not read yet`,
    read: `read ${at}`,
    not: 'NOT REACHED: ring them',
    'by-phone': `told by phone ${at}`,
  };
  return words[reached.how];
}

const shownOnCard = 3;

/** On the shared card: the last messages to the referrer, who sent each, and whether it has reached them. */
export function referrerMessageBlocks({ record }: SentCase): Block[] {
  const messages = referrerMessagesOf(record.events);
  const lines = messages.slice(-shownOnCard).map((each) => {
    const by = record.facts.names[each.by] ?? 'the MASH';
    const name = `Told the referrer ${clock(each.at)}, by ${by} · ${deliveryWords(each)}`;
    return titledLines(name, excerpt(referrerMessageWords(record, each)));
  });
  const earlier = messages.length - shownOnCard;
  return [plain([lines, earlier > 0 && spacedLine(`${earlier} earlier in the thread.`)])];
}

/** On the receipt: the last message from the MASH. */
export function lastReferrerMessageLines({ record }: SentCase): Lines {
  const last = referrerMessagesOf(record.events).at(-1);
  if (!last) return [];
  return [
    spacedBoldLine(`The MASH, ${clockAndDay(last.at)}:`),
    excerpt(referrerMessageWords(record, last), shownOnReceipt),
  ];
}

const shownOnReceipt = 200;

/** The last message, whole, if the receipt shows only its beginning. */
export function wholeReferrerMessage({ record }: SentCase): Block[] {
  const last = referrerMessagesOf(record.events).at(-1);
  const words = last ? referrerMessageWords(record, last) : '';
  return folded('message', 'The whole message', [words.length > shownOnReceipt && words]);
}
