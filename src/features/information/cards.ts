import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import { badge, caseNotice } from '../../cards/about-case.ts';
import { choice, type FormRetry, protectionBox, text, untouchedForm } from '../../cards/forms.ts';
import { helpCard } from '../../cards/helpful.ts';
import { clock, clockAndDay, counted } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  type ButtonRow,
  button,
  buttonWithoutInputs,
  type Card,
  coloured,
  excerpt,
  line,
  mainButton,
  noticeCard,
  plain,
  ring,
} from '../../cards/parts.ts';
import { afterDecisionNotice, cardAbout, childInWords, toMyReferrals, whoHasIt } from '../../cards/to-referrer.ts';
import { answerAsked, myReferrals } from '../../cards/verbs.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { takenWords } from '../../cards/who-and-when.ts';
import { reachedOn } from '../../cards/who-refers.ts';
import { foundWords, isBackUnclear, isOnlyBack, isOnlyHelp, isWithHelpers } from '../../case/child-told.ts';
import { isFiledWith } from '../../case/news.ts';
import { perhapsAnswer } from '../../case/open-questions.ts';
import { masks } from '../../case/placed.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { isChildMissing, isTaken } from '../../case/referral.ts';
import { numberSaid } from '../../case/referrer-reach.ts';
import type { Said } from '../../case/said.ts';
import { isSaidToHaveLeft } from '../../case/sight.ts';
import { sentReferral, submitted } from '../../case/standing.ts';
import { isBeingWritten, type SubmittedReferral } from '../../case/state.ts';
import { saidBack } from '../../case/urgent.ts';
import { saysCarerKnows } from '../../draft/consent.ts';
import { goesHome } from '../../draft/leaving-clauses.ts';
import { maySayFound, says, saysReturned } from '../../draft/says.ts';
import { mayWantNext } from '../../draft/several.ts';
import { isA, textOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { isUnsaid, type UnfiledWords } from '../../store/people.ts';
import { cannotAnswer } from '../../understanding/hear.ts';
import { numberButton, onItButton } from '../alarm/state.ts';
import type { About } from '../side-records/state.ts';
import { mistakeMeant, movableIn } from './rules.ts';
import { mayBeAnother, mayBeMistake } from './state.ts';
import { addInformation, anotherChild, sendInformation, sentByMistake } from './verbs.ts';

const abouts = { family: 'Somebody claims to be family', visitor: 'A visitor or stranger at the placement' };

/** The form to add information after sending. The referral itself stays as it was sent. */
export function informationForm(record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm): Card {
  return cardAbout(record.id, pack, {
    summary: `MASH Referrals: add to ${record.id}`,
    heading: 'Add information',
    blocks: [
      plain(['What did you see or hear, when, and from whom? Your own words go to the MASH unchanged.'], 'Small'),
      ...carerBlock(record),
    ],
    inputs: [
      text('information', 'What is new? (required)', again),
      choice('about', 'Is it one of these?', abouts, again),
      protectionBox(again),
    ],
    rows: [
      [
        mainButton(sendInformation, 'Send to the MASH', { case: record.id, attempt: again.attempt }),
        buttonWithoutInputs(myReferrals, 'My referrals', { below: true }),
      ],
    ],
    after: [line('Or type “add:” and your words. Child missing or in danger: ring first.', 'small')],
  });
}

/** Confirms that the added information is on its way. It repeats none of the words, but those that may be a mistake. @param ofMore its author has another child: it says which */
export function informationSent(
  record: CaseRecord,
  referral: SubmittedReferral,
  pack: Pack,
  { about, ofMore }: { about?: About | undefined; ofMore?: boolean | undefined } = {},
): Card {
  const { number, at: saved, typedAt = saved } = { number: 0, at: record.changedAt, ...referral.information.at(-1) };
  const words = record.facts.texts[textOf.information(number)] ?? '';
  const last = record.events.findLast(isA('InformationAdded'));
  const together = movableIn(record, (event) => isFiledWith(last, event));
  const meant = mayBeMistake(words) ? mistakeMeant(record, undefined) : undefined;
  const [phone, asked] = [numberSaid(record), perhapsAnswer(record)?.open.question.number];
  return cardAbout(record.id, pack, {
    summary: record.id,
    heading: 'Sent to the MASH',
    blocks: [
      about === 'family' &&
        coloured('attention', [
          line('Do not hand the child over. Do not say where the child is.', 'bold'),
          'The MASH must look into them first. In danger: ring 999.',
        ]),
      coloured('good', [
        ofMore && line(`About ${childInWords(record.facts.answers) ?? record.id}`, 'bold'),
        together.length > 1 &&
          `${counted(together.length, 'message')} went to ${record.id}. Wrong? Type “another child”.`,
        `Your words, ${clock(typedAt)}. Not read yet.`,
        words.search(masks) >= 0 && line('The address in them is held back until you answer.', 'bold'),
        isTaken(referral) && whoHasIt(record, referral),
        goesHome(words) && line(reachedOn(record), 'bold'),
        backAsked(record, referral, words, number),
        !(saidBack(record) || saysReturned(...foundWords(record, number))) && timeAsked(referral, saved, words), // one question at a time
        saysCarerKnows(words, record.facts.answers) && [
          line('Are you or the child in danger? Ring 999 now.', 'bold'),
          ring('Then the MASH:', pack.phones.urgent),
        ],
        isOnlyBack(words, record) &&
          !isOnlyHelp(words, record) &&
          line('Somebody else, or danger? Ring 999 now.', 'bold'),
        phone && line(phone.number ? numberAsked(phone.number) : 'Type the whole number.', 'bold'),
        asked !== undefined &&
          line(`Is that your answer to “${excerpt(textIn(record, textOf.question(asked)), 60)}”? Type “yes”.`, 'bold'),
        isBeingWritten(referral) && 'In your check is only what I called “saved”. “go on” shows its question.',
        mayWantNext(words) && 'Another child? Type “next child”: I begin a referral.',
        meant &&
          `Was “${excerpt(record.facts.texts[meant.name] ?? '', 60)}”, sent at ${clock(meant.at)}, a mistake? Type “sent by mistake”.`,
        mayBeAnother(record) && line(`Is this still ${record.id}?`, 'bold'),
      ]),
      cannotAnswer(words, pack.phrases) &&
        plain([
          line('I cannot answer that. A person at the MASH reads it.', 'bold'),
          referral.status !== 'decided' && ring('To ask now, ring', pack.phones.urgent),
        ]),
      ...afterDecisionNotice(referral, pack, saved),
    ],
    rows: sentRows(record, { number, phone, meant }),
  });
}

const SAW = /\b(?:saw|seen|see)\b/i;
/** Whether the child is back is asked of words that may say so. */
function backAsked(record: CaseRecord, referral: SubmittedReferral, words: string, number: number) {
  const found = foundWords(record, number);
  if (referral.found) return [];
  const isAway = isChildMissing(referral) || isSaidToHaveLeft(referral);
  const isSeen = isWithHelpers(words, record);
  return [
    isSeen && !SAW.test(words) && line(`Who has seen the child there? Type “found ${record.id}:” and who.`, 'bold'),
    isAway &&
      !isSeen &&
      maySayFound(...found) && [
        line('Is the child back with you? Who saw them?', 'bold'),
        `Type ${saysReturned(...found) ? '“yes”, or ' : ''}“found ${record.id}:” and who saw them.`,
      ],
    isBackUnclear(words, record) && [
      line('Who is back? If it is somebody who may hurt you: ring 999.', 'bold'),
      `If it is the child, type “found ${record.id}:” and who saw them.`,
    ],
  ];
}

const numberAsked = (number: string) => `Is the number ${number}? Type “number: yes”.`;

/** @param meant what may be the mistake that the words `number` speak of */
function sentRows(
  { id }: CaseRecord,
  { number, phone, meant }: { number: number; phone: ReturnType<typeof numberSaid>; meant: Said | false | undefined },
): ButtonRow[] {
  const data = { case: id, below: true }; // below: the answer is a new message, and this card stays
  return [
    [
      phone?.number &&
        button(answerAsked, `Yes: ${phone.number}`, { case: id, what: 'number', at: phone.at, right: 'yes' }),
      meant && button(sentByMistake, `Mistake: ${clock(meant.at)}`, { case: id, said: meant.name }),
      button(addInformation, 'Add more', data),
      toMyReferrals,
    ],
    [
      button(anotherChild, 'Another child', { ...data, number }),
      button(sentByMistake, 'Sent by mistake', { case: id, said: textOf.information(number) }),
    ],
  ];
}

/** What is still asked of words before these, with a card of its own: once more, and again where these say that the child is there. */
function timeAsked({ leavesSight, sightSaid, ...referral }: SubmittedReferral, saved: Instant, words: string) {
  if (!leavesSight || !sightSaid || sightSaid.right || sightSaid.at >= saved) return undefined;
  if (referral.information.filter(({ at }) => at > sightSaid.at).length > 1 && !says('here', words)) return undefined;
  const isLeft = isSaidToHaveLeft({ leavesSight, sightSaid });
  const asks = isLeft ? 'Has the child left? Type “left' : `Does the child leave at ${clock(leavesSight)}? Type “time`;
  return line(`${asks}: yes” or “${isLeft ? 'left' : 'time'}: no”.`, 'bold');
}

/** Confirms that words are marked as sent by mistake, or not any more, and says what that does not do. */
export function mistakeCard(record: CaseRecord, { at, name }: Said, pack: Pack): Card {
  const mistakeAt = sentReferral(record)?.mistakes[name];
  return cardAbout(record.id, pack, {
    heading: `Marked: ${mistakeAt ? 'sent by mistake' : 'not a mistake'}`,
    blocks: [
      plain([
        `The MASH reads that what you sent at ${clockAndDay(at)} was ${mistakeAt ? `a mistake. You said so at ${clock(mistakeAt)}` : 'no mistake'}.`,
        'Your words stay in the record, and the MASH goes on.',
        mistakeAt && 'It was no mistake? Type “not a mistake”.',
      ]),
    ],
    rows: [[button(addInformation, 'Add information', { case: record.id, below: true }), toMyReferrals]],
  });
}

/** Tells whoever has the case, or is on duty, that words that may speak of danger are taken back. */
export function takenBackCard({ record, link, instead }: Pick<NoticeView, 'record' | 'link' | 'instead'>): Card {
  const referral = submitted(record);
  const isAwaited = referral.status === 'awaiting-decision' && instead !== 'administrators';
  return caseNotice(record.id, {
    summary: ': the referrer takes words back',
    isUrgent: true,
    blocks: [
      coloured('attention', [
        line('These words may speak of danger. The referrer says “sent by mistake”.', 'bold'),
        instead === 'administrators'
          ? 'No manager and no escalation contact could be reached. Please ring one of them now.'
          : 'Read them in the channel, and ring the referrer.',
      ]),
    ],
    lines: [],
    buttons: [
      isAwaited && referral.allocation.kind === 'nobody' && onItButton(record),
      isAwaited && numberButton(record),
    ],
    link,
  });
}

/** In the place of words that wait for a child, in a channel that the MASH has left. */
export const inNewChannelCard = () =>
  noticeCard({
    summary: 'MASH Referrals: these words are in another channel',
    heading: 'These words are not here any more',
    lines: ['They wait in the new MASH channel. Go on there.'],
  });

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
      line(`${urgent.id} is urgent: ${takenWords(urgent, submitted(urgent))}.`, 'bold'),
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

/** Who has read the words or is on it, and until when. */
export function readLine(waiting: UnfiledWords[]): string | undefined {
  const last = waiting.findLast((words) => words.read);
  if (!last?.read) return undefined;
  const { name, at, onIt } = last.read;
  return `${onIt ? `${name} is on it since` : `Read by ${name} at`} ${clock(at)}${waiting.some((words) => !words.read) ? `, those until ${clock(last.at)}` : ''}`;
}

/** Tells the author who has read the words that wait. */
export const wordsReadCard = (waiting: UnfiledWords[], pack: Pack) =>
  helpCard(pack, {
    heading: waiting.findLast((words) => words.read)?.read?.onIt ? 'Somebody is on your words' : 'Your words are read',
    lines: [
      readLine(waiting),
      waiting.some(isUnsaid) ? 'Which child? Type “about” and a name or reference.' : undefined,
    ].filter((each) => each !== undefined),
    rows: [],
  });
