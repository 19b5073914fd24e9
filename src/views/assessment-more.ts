import { decidedBlocks, earlierDecisions } from '../cards/decided.ts';
import type { SentCase } from '../cards/face.ts';
import { alarmsStay, asLowAsCan, foldedTogether, wholeLines } from '../cards/fitted.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { careBlock, missingBlocks } from '../cards/mash-care.ts';
import { button, capitalised, inRows, type Line, line, onlyYou, plain } from '../cards/parts.ts';
import { type TitledText, writtenSections } from '../cards/referral-text.ts';
import { threadParts } from '../cards/thread.ts';
import { assessmentEverything, assessmentShow } from '../cards/verbs.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import { addedInformation, questionsAndAnswers } from './everything.ts';
import { teamSlots } from './slots.ts';

const { all } = teamSlots;

/** What the team can do besides the next step, shown only to the person who asked for it. */
export function assessmentMoreCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack) {
  const sent: SentCase = { record, referral, pack };
  return onlyYou(record.id, 'more', {
    badges: all(({ badges }) => badges?.(sent)),
    blocks: [plain(['What do you want to do?', all(({ below }) => below)], 'Small')],
    buttons: [all(({ more }) => more?.(sent)), button(assessmentShow, 'Back to the card', { case: record.id })],
  });
}

/** The whole case except police notes, page by page, shown only to the person who asked for it: each section unfolds. */
export function assessmentEverythingCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack, page = 1) {
  const sent: SentCase = { record, referral, pack };
  const whole = Number.POSITIVE_INFINITY;
  const decided = referral.status === 'decided' ? decidedBlocks(record, referral, [], whole) : [];
  const sections: [title: string, lines: Line[]][] = [
    ['The decision', decided.flatMap(wholeLines)],
    ['Earlier decisions', earlierDecisions(record, whole).flatMap(wholeLines)],
    ...inParts(writtenSections(record.facts.answers, pack, laterFacts(record, pack))),
    ...inParts({
      'Questions and answers': questionsAndAnswers(record, referral),
      'Added since': addedInformation(record, referral),
      'What we recorded': all(({ recorded }) => recorded?.(record)),
    }),
  ];
  const size = (some: typeof sections) => JSON.stringify(some).length;
  const pages = inRows(
    sections.filter(([, lines]) => lines.length > 0),
    (some) => size(some) < mostOnPage,
  );
  const at = Math.min(Math.max(page, 1), pages.length);
  const data = { case: record.id };
  return onlyYou(record.id, 'everything', {
    top: [line(`Only you see this card · page ${at} of ${pages.length}`, 'small')],
    badges: all(({ badges }) => badges?.(sent)),
    blocks: [
      asLowAsCan([missingBlocks(record, referral, 50), careBlock(record, referral)]),
      asLowAsCan(alarmsStay(all(({ alerts }) => alerts?.(sent)))),
      foldedTogether(pages[at - 1] ?? []),
    ],
    buttons: [
      at < pages.length && button(assessmentEverything, 'Next page', { ...data, page: at + 1 }),
      at > 1 && button(assessmentEverything, 'Page before', { ...data, page: at - 1 }),
      button(assessmentShow, 'Back to the card', data),
    ],
  });
}

const mostOnPage = 14_000; // characters of lines, as the card holds them

/** Sections, in parts that a card can hold. */
const inParts = (sections: Record<string, TitledText[]>): [title: string, lines: Line[]][] =>
  Object.entries(sections).flatMap(([title, texts]) =>
    threadParts(texts).map((lines, at): [string, Line[]] => [
      at === 0 ? title : `${capitalised(title.replace(/^The /, ''))} ${at + 1}`,
      lines,
    ]),
  );
