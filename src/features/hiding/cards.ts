import { caseNotice, mashForm } from '../../cards/about-case.ts';
import { box, choice, type FormRetry, saveButton, untouchedForm } from '../../cards/forms.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  button,
  type Card,
  capitalised,
  coloured,
  excerpt,
  line,
  mainButton,
  plain,
  titledLines,
} from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { type CaseRecord, hiddenWhy, staffName } from '../../case/record.ts';
import { hidingOf, ofAnother, saidIn } from '../../case/said.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { addInformation } from '../information/verbs.ts';
import { isHidden, visibleWords, wordsMeant } from './rules.ts';
import { hideWords } from './verbs.ts';

const mostListed = 20;

/** The form that hides words of the referrer. Only the manager who opened it sees it. */
export function hideForm(record: CaseRecord, again: FormRetry = untouchedForm, among = visibleWords(record)): Card {
  const listed = among
    .slice(-mostListed)
    .map(({ name, at }, index) => ({ name, title: `${index + 1} · ${clock(at)}`, ...hidingOf(record.events, name) }));
  const choices = listed.map(({ name, title }) => ({ value: name, title }));
  const reasons = Object.fromEntries(Object.entries(hiddenWhy).map(([why, words]) => [why, capitalised(words)]));
  return mashForm(record.id, {
    summary: 'hide words',
    heading: 'Hide words of the referrer',
    says: [
      'A second manager must ask for the same. Then the words leave the cards, the thread and the files.',
      'They stay in the record. No alarm and no clock stops. The referrer is told, without the words.',
      listed.map(({ name, title, asked }) => [
        titledLines(title, excerpt(record.facts.texts[name] ?? '', 100)),
        asked && line(`${capitalised(staffName(record, asked.by))} asks to hide this: ${hiddenWhy[asked.why]}`, 'bold'),
      ]),
    ],
    inputs: [box('one', 'said', 'Which words?', again, { choices }), choice('why', 'Why?', reasons, again)],
    send: choices.length > 0 ? saveButton(hideWords, 'Hide them', record, again) : undefined,
  });
}

/** When the words were said that an event is about. */
export const saidAt = ({ events }: CaseRecord, { said, at }: Pick<EventOf<'HidingAsked'>, 'said' | 'at'>) =>
  clockAndDay(saidIn(events).findLast(({ name }) => name === said)?.at ?? at);

/** Asks the other managers to agree. It holds no word of the referrer. */
export function agreeCard(event: EventOf<'HidingAsked'>, { record, link }: Pick<NoticeView, 'record' | 'link'>) {
  const { id } = record;
  const { said, why } = event;
  return caseNotice(id, {
    summary: ': a manager asks you to hide words',
    blocks: [
      coloured('emphasis', [
        `${capitalised(staffName(record, event.by))} asks to hide words of the referrer: ${hiddenWhy[why]}.`,
        `They were said at ${saidAt(record, event)}.`,
      ]),
    ],
    lines: ['Read them in the channel first. If you agree, they are hidden from all. They stay in the record.'],
    buttons: [mainButton(hideWords, 'Hide them', { case: id, said, why })],
    link,
  });
}

export const howToHide =
  'Which words, and why? Type “hide”, the reference, when they were said, “:” and “another child” or “gossip”.';

/** The answer to a manager in their own chat: whether a second one must agree. */
export function hidingCard(record: CaseRecord, said: string, link: string | undefined) {
  const { id, events } = record;
  const isDone = isHidden(record, said);
  const moved = saidIn(events).flatMap(({ name, at }) =>
    (name === said || clock(at) === said) && isHidden(record, name) ? (ofAnother(events, name)?.to ?? []) : [],
  );
  const isAsked = wordsMeant(record, said).some(({ name }) => hidingOf(events, name).asked);
  return caseNotice(id, {
    summary: `: ${isDone ? 'words are hidden' : 'nothing is hidden'}`,
    lines: [
      isDone && '✓  The words are hidden. They stay in the record.',
      moved.map((into) => `They were moved to ${into}, and can be read there. Hide them there, too, if need be.`),
      !isDone && (isAsked ? 'The other managers are asked. Nothing is hidden yet.' : howToHide),
    ],
    link,
  });
}

/** Tells the referrer that words of theirs are hidden, and why. The words themselves are not repeated. */
export const hiddenCard = (event: EventOf<'WordsHidden'>, record: CaseRecord, pack: Pack): Card =>
  cardAbout(record.id, pack, {
    heading: 'Words of yours are hidden',
    blocks: [
      plain([
        `Two managers hid what you said at ${saidAt(record, event)}: ${hiddenWhy[event.why]}.`,
        'It stays in the record. The MASH goes on with your referral.',
        event.why === 'another-child' && 'Are you worried about that child? Start a check for them.',
      ]),
    ],
    rows: [[button(addInformation, 'Add information', { case: record.id, below: true }), toMyReferrals]],
  });
