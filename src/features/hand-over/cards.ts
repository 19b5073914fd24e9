import { box, type FormRetry } from '../../cards/forms.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import {
  button,
  type Card,
  coloured,
  type Lines,
  line,
  mainButton,
  plain,
  referrerCard,
  ring,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { contacts, open, start } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { holderOf } from '../../case/referrer-reach.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { takeOver } from './verbs.ts';

/** "483 127" */
const inThrees = (code: string) => code.replace(/(\d{3})(?=\d)/g, '$1 ');

/** Shows the author the code for their colleague, and says what it does. */
export function codeCard(record: CaseRecord, pack: Pack) {
  const { id, handOver } = record;
  const until = handOver ? clockAndDay(handOver.until) : '';
  return cardAbout(id, pack, {
    summary: `${id}: a code to hand it over`,
    heading: 'Hand over to a colleague',
    blocks: [
      plain(['Ask a colleague of your own organisation to open a chat with me and type:'], 'Small'),
      coloured('emphasis', [line(`take over ${id} ${inThrees(handOver?.code ?? '')}`, 'large')]),
      plain([
        line(`The code is good until ${until}, and once. Give it to that colleague alone.`, 'bold'),
        'I show them no fact before they accept. Then they see and get what you would, and the MASH rings them.',
        'You read here who has it. From then on you cannot open it. Until then it stays with you.',
      ]),
    ],
    rows: [[toMyReferrals]],
  });
}

/**
 * Asks the colleague whether they take the referral over. Shows its reference, who hands it over and what accepting
 * means.
 * @param form the number in its box, and what is wrong with it
 */
export function takeOverCard(record: CaseRecord, { code, pack }: { code: string; pack: Pack }, form: FormRetry) {
  const { id, author, facts } = record;
  return cardAbout(id, pack, {
    summary: `${id}: take it over?`,
    heading: 'Take this referral over?',
    blocks: [
      plain([`${facts.names[author] ?? 'A colleague'} hands a referral to you.`], 'Small'),
      plain([
        line('If you accept:', 'bold'),
        '• You read the whole referral, and what the MASH decides.',
        '• The questions and messages of the MASH come to you, and it rings you.',
        '• You can add to it and say that you disagree. You cannot decide it.',
        '• The MASH reads your name and number beside those of who sent it.',
      ]),
    ],
    inputs: [box('text', 'phone', 'Phone, for the MASH to ring you (required)', form, { style: 'tel' })],
    rows: [[mainButton(takeOver, 'I take it over', { case: id, code, attempt: form.attempt })]],
    after: [spacedSmallLine('If you do not want it, do nothing. It stays with your colleague.')],
  });
}

/** Tells the colleague that the referral is now theirs. */
export function takenOverCard({ id }: CaseRecord, pack: Pack) {
  return cardAbout(id, pack, {
    summary: `${id} is with you now`,
    heading: 'It is with you now',
    blocks: [plain(['The MASH and your colleague know. The receipt comes below, and what is still open.'], 'Small')],
    rows: [[button(open, 'Open it', { case: id, below: true }), toMyReferrals]],
    after: ring('If things change or you are worried about waiting, ring', pack.phones.urgent),
  });
}

/** Tells the former author who took the referral over and when, and nothing else. */
export function handedOverNotice(record: CaseRecord, { by, at }: EventOf<'HandOverAccepted'>, pack: Pack): Card {
  const { id, facts } = record;
  return cardAbout(id, pack, {
    summary: `${id} was handed over`,
    heading: 'Handed over',
    blocks: [
      plain(
        [
          line(`${facts.names[by] ?? 'Your colleague'} took it over at ${clock(at)}.`, 'bold'),
          'You hear nothing more of it from me, and cannot open it. Thank you.',
          ...ring('You know something new? Tell your colleague, or ring the MASH:', pack.phones.urgent),
        ],
        'Small',
      ),
    ],
    rows: [
      [button(start, 'Start a check', { below: true }), toMyReferrals, button(contacts, 'Contacts', { below: true })],
    ],
  });
}

/** Replaces every message about the case in the former author's chat. */
export function goneCard({ id }: CaseRecord, pack: Pack) {
  return referrerCard({
    summary: `${id} was handed over`,
    top: [line(id, 'small')],
    heading: 'Handed over',
    headingSize: 'Default',
    blocks: [plain(['What stood here is with your colleague now.'], 'Small')],
    pack,
  });
}

/** On the receipt of the colleague who took the referral over. */
export function handedToYouLines(record: CaseRecord): Lines {
  const holder = holderOf(record);
  return [holder && line(`Handed over to you by ${holder.from.name}, ${clockAndDay(holder.since)}`, 'small')];
}
