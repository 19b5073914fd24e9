import { onlyYou } from '../cards/about-case.ts';
import { isGrave, saidSince } from '../cards/added.ts';
import { earlierDecisions } from '../cards/decided.ts';
import { type MashButton, mashButtons, type SentCase } from '../cards/face.ts';
import { asLowAsCan, foldedTogether, shortenedNote, wholeLines, withExcerpts } from '../cards/fitted.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { clockAndDay } from '../cards/london.ts';
import { careBlock, missingBlocks } from '../cards/mash-care.ts';
import { button, type Card, excerpt, facts, inRows, type Lines, line, plain, shown } from '../cards/parts.ts';
import { answered, gapsOnce, type TitledText, writtenSections } from '../cards/referral-text.ts';
import { everything as everythingVerb, show as showVerb } from '../cards/verbs.ts';
import { type CaseRecord, textIn } from '../case/record.ts';
import type { Question } from '../case/referral.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { warningInWords, warningsAt } from '../draft/shown-when.ts';
import { textOf } from '../history/events.ts';
import { cardLimit, mashBadges, statusBlocks } from './mash-case.ts';
import { mashSlots } from './slots.ts';

const shortest = 4;
const everythingLengths = [Number.POSITIVE_INFINITY, 1000, 300, 100, 25, 8, shortest];

/**
 * The whole case, shown only to the person who asked for it: each section unfolds. Texts too long for one card are shortened; the thread has
 * them in full. Where not all that was added finds room, the rest stands on the next pages.
 */
export function everythingCard(sent: SentCase, page = 1): Card {
  if (page > 1) return earlierCard(sent, page);
  const count = sent.referral.information.length;
  const whole =
    count <= mostAdded && withExcerpts((length) => everything(sent, length, count), cardLimit, wholeLengths);
  return whole && Buffer.byteLength(JSON.stringify(whole)) < cardLimit
    ? whole
    : withExcerpts((length) => everything(sent, length, addedShown), cardLimit, everythingLengths);
}

/** What was added and found no room on the first page, in full, in the order in which it came. */
function earlierCard({ record, referral, pack }: SentCase, page: number): Card {
  const out = addedOf(record, referral, addedShown).out.map(({ text }) => text);
  const pages = inRows(out, (some) => Buffer.byteLength(JSON.stringify(facts(some))) < mostOnPage);
  const at = Math.min(page - 2, pages.length - 1);
  const data = { case: record.id };
  const from = pages.slice(0, at).flat().length;
  const some = pages[at] ?? [];
  return onlyYou(record.id, 'everything', {
    badges: mashBadges({ record, referral, pack }),
    blocks: [
      plain([
        line(`Added since: ${from + 1} to ${from + some.length} of the ${out.length} not on the first page`, 'bold'),
      ]),
      foldedTogether([['Read them', facts(some)]]),
    ],
    buttons: [
      at + 1 < pages.length && button(everythingVerb, 'Next page', { ...data, page: page + 1 }),
      button(everythingVerb, at > 0 ? 'Page before' : 'The first page', { ...data, page: at + 1 }),
      button(showVerb, 'Back to the card', data),
    ],
  });
}

function everything(sent: SentCase, length: number, most: number) {
  const { record, referral, pack } = sent;
  const { answers } = record.facts;
  const sections = Object.entries(writtenSections(answers, pack, laterFacts(record, pack)));
  const gaps = facts(gapsOnce(sections.flatMap(([, texts]) => texts)));
  const top = [missingBlocks(record, referral, length), statusBlocks(sent, length)];
  const protocol = warningsAt(pack, 'everything', answers);
  const more = referral.information.length - most;
  return onlyYou(record.id, 'everything', {
    badges: mashBadges(sent),
    blocks: [
      asLowAsCan(top),
      careBlock(record, referral),
      Number.isFinite(length) && plain([line(shortenedNote, 'bold')]),
      foldedTogether([
        ['How it stands', shown(top).flatMap(wholeLines)],
        ...sections.map(([title, texts]): [string, Lines] => [title, facts(answered(texts), length)]),
        ['Gaps', gaps],
        ['Added since', addedLines(record, referral, length, most)],
        ['Questions and answers', facts(questionsAndAnswers(record, referral, length))],
        ['Earlier decisions', earlierDecisions(record, length).flatMap(wholeLines)],
        ['What the protocol says', protocol.map((each) => line(`${warningInWords(each)} (§${each.section})`, 'small'))],
      ]),
    ],
    buttons: [
      more > 0 && button(everythingVerb, `The ${more} others`, { case: record.id, page: 2 }),
      button(showVerb, 'Back to the card', { case: record.id }),
      mashSlots.buttons(
        mashButtons[referral.status].filter((name) => !(notHere as readonly string[]).includes(name)),
        sent,
      ),
    ],
  });
}

/** These wait on the card of the case. */
const notHere = ['everything', 'ask', 'tell', 'more'] as const satisfies readonly MashButton[];

const answerWords = (kind: Question['answer']['kind'], words: string) =>
  ({ given: words, 'not-known': 'Not known', awaited: 'None yet' })[kind];

/** The MASH's questions, each with its answer. */
export function questionsAndAnswers(
  record: CaseRecord,
  { questions }: SubmittedReferral,
  length = Number.POSITIVE_INFINITY,
): TitledText[] {
  const words = (name: string) => excerpt(textIn(record, name), length);
  return questions.flatMap(({ number, answer }) => [
    { title: `Question ${number}`, text: words(textOf.question(number)) },
    {
      title: `Answer${saidSince(record, textOf.answer(number))}`,
      text: answerWords(answer.kind, words(textOf.answer(number))),
    },
  ]);
}

const addedShown = 20; // of what was added, where a card has no room for all
const mostAdded = 100; // with more it is not tried
const wholeLengths = [Number.POSITIVE_INFINITY, 1000, 300];
const mostOnPage = 14_000; // bytes of lines, as the card holds them

/** “no SHES not missing”, “wait, she does live here”, “its tom reilly not review”: without it, what it takes back stands alone. */
const TAKES_BACK =
  /^\W{0,5}(?:(?:oh|oops|whoa|and|but)\W{1,5}){0,3}(?:no|not|wait|actually|sorry)\b|\bnot [\w’'-]{1,30}\W{0,5}$|\b(?:wrong|mistake|i meant)\b/i;

/** What takes something back, what is grave, then the latest of the rest, so many, in the order in which it came; and what is left out. */
function addedOf(record: CaseRecord, referral: SubmittedReferral, most: number) {
  const { information } = referral;
  const all = addedInformation(record, referral).map((text, place) => {
    const { number, at } = inTypedOrder(information)[place] ?? { number: 0, at: record.changedAt };
    const words = record.facts.texts[textOf.information(number)] ?? '';
    return { text, weight: TAKES_BACK.test(words) ? 2 : isGrave(words, at) ? 1 : 0 };
  });
  const kept = all.toSorted((one, other) => one.weight - other.weight).slice(-most);
  return { kept: all.filter((each) => kept.includes(each)), out: all.filter((each) => !kept.includes(each)) };
}

function addedLines(record: CaseRecord, referral: SubmittedReferral, length: number, most: number): Lines {
  const { kept, out } = most > 0 ? addedOf(record, referral, most) : { kept: [], out: [] };
  const outGrave = out.filter(({ weight }) => weight > 0).length;
  return [
    out.length > 0 &&
      line(
        `${out.length} of ${kept.length + out.length} are not here: press “The ${out.length} others”. They stand in the thread, too${outGrave > 0 ? `; ${outGrave} of them of danger, leaving or missing, or to take something back` : ''}.`,
        'bold',
      ),
    ...facts(
      kept.map(({ text }) => text),
      length > shortest ? Math.max(length, 60) : length, // so short only where nothing else fits
    ),
  ];
}

/** Words that waited for a child came into the case after later ones. */
const inTypedOrder = (all: SubmittedReferral['information']) =>
  all.toSorted((one, other) => ((one.typedAt ?? one.at) < (other.typedAt ?? other.at) ? -1 : 1));

/** Everything that the referrer added, in the order in which they typed it. */
export const addedInformation = (record: CaseRecord, { information }: SubmittedReferral): TitledText[] =>
  inTypedOrder(information).map((addition) => ({
    title: `Added ${clockAndDay(addition.typedAt ?? addition.at)}${saidSince(record, textOf.information(addition.number))}`,
    text: textIn(record, textOf.information(addition.number)),
  }));
