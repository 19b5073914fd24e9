import type { Instant } from '../base/time.ts';
import { onlyYou } from '../cards/about-case.ts';
import { additionLines } from '../cards/added.ts';
import { decidedBlocks, earlierDecisions, traffickingAnswer } from '../cards/decided.ts';
import { type SentCase, teamButtons } from '../cards/face.ts';
import {
  alarmsStay,
  asLowAsCan,
  behind,
  byLength,
  fitted,
  foldedTogether,
  frameHeight,
  isBold,
  wholeLines,
} from '../cards/fitted.ts';
import { consentLines } from '../cards/in-short.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { clockAndDay } from '../cards/london.ts';
import { careBlock, childNow, missingBlocks, protectionLines } from '../cards/mash-care.ts';
import {
  asLines,
  button,
  capitalised,
  coloured,
  excerpt,
  inRows,
  type Line,
  type Lines,
  line,
  mashCard,
  plain,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../cards/parts.ts';
import { answersInWords, type TitledText, writtenSections } from '../cards/referral-text.ts';
import { threadParts } from '../cards/thread.ts';
import { assessmentEverything, assessmentShow } from '../cards/verbs.ts';
import { holderLines, whoRefers } from '../cards/who-refers.ts';
import { decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import type { Pack } from '../protocol/pack.ts';
import { addedInformation, questionsAndAnswers } from './everything.ts';
import { leavesSightLines } from './mash-facts.ts';
import { teamSlots } from './slots.ts';

const { all, one } = teamSlots;

/**
 * The card of a case in the Assessment team's channel: what the MASH passed on, and how far the assessment is. It says
 * how many days each assessment has run, and the date to which they are counted. It shows no deadline for the
 * assessment, because the protocol sets none. The central referral may have one.
 * @source Protocol 8.2, 8.3, 8.4, 10.1
 */
export function assessmentCard(
  record: CaseRecord,
  referral: SubmittedReferral,
  pack: Pack,
  now: Instant,
  notice?: string,
) {
  const sent: SentCase = { record, referral, pack };
  const other = one(({ instead }) => instead?.(record, notice));
  if (other) return other;
  const card = {
    summary: one(({ summary }) => summary?.(sent)) ?? record.id,
    top: [notice && line(notice, 'bold')],
    heading: record.id,
    headingSize: 'ExtraLarge',
    badges: all(({ badges }) => badges?.(sent)),
    buttons: teamSlots.buttons(teamButtons, sent),
  } as const;
  const blocks = byLength((length) => [
    all(({ first }) => first?.(sent)),
    plain([leavesSightLines(record, referral, length), protectionLines(record, pack, length)], 'Small'),
    alarmsStay(all(({ news }) => news?.(sent))),
    decisionBlock(record, referral, length),
    missingBlocks(record, referral, Math.min(300, 3 * length)),
    careBlock(record, referral),
    childNow(record, referral, Math.max(length, 50)),
    alarmsStay([all(({ alerts }) => alerts?.(sent)), all(({ last }) => last?.(sent, now, length))]),
    plain(factLines(sent, length)),
    plain(
      behind(
        2,
        all(({ below }) => below),
      ),
    ),
  ]);
  return fitted(frameHeight(card), blocks, (some) => mashCard({ ...card, blocks: some }));
}

function decisionBlock(record: CaseRecord, { reopening, status }: SubmittedReferral, length: number) {
  const entry = decisionEntries(record.events).at(-1);
  const { action, reasons } = decisionWordsOf(record.facts.texts, entry?.number ?? 1);
  return coloured('good', [
    line(
      reopening && status !== 'decided'
        ? 'The MASH is deciding again. Until then this stands'
        : 'What the MASH decided',
      'bold',
    ),
    spacedLine(excerpt(action, 3 * length)),
    behind(1, titledLines('Reasons', excerpt(reasons, 3 * length))),
    behind(2, titledLines('Concern about trafficking', traffickingAnswer(entry?.trafficking))),
  ]);
}

function factLines({ record, referral, pack }: SentCase, length: number): Lines {
  const { answers } = record.facts;
  const answer = answersInWords(answers, pack);
  const age = answerTo(answers, 'child-age');
  const news = referral.information.at(-1);
  const who = asLines(whoRefers(record, pack));
  return [
    behind(2, [line(`From the referral of ${clockAndDay(referral.submittedAt)}`, 'small')]),
    titledLines(
      'Child',
      excerpt(`${answer('child-name')}${age ? `, ${answer('child-age')}` : ''}`, Math.max(length, 48)),
    ),
    behind(2, titledLines('Worry · whole text under Everything', excerpt(answer('worry'), length))),
    news && behind(1, additionLines(record, news, length)),
    behind(2, [spacedSmallLine('From')]),
    who.map((each, at) => (at === 0 || isBold(each) ? each : { ...each, behind: 2 as const })),
    holderLines(record),
    behind(2, consentLines(record, pack)),
  ];
}

/** What the team can do besides the next step, shown only to the person who asked for it. */
export function assessmentMoreCard(sent: SentCase) {
  const { id } = sent.record;
  return onlyYou(id, 'more', {
    badges: all(({ badges }) => badges?.(sent)),
    blocks: [plain(['What do you want to do?', all(({ below }) => below)], 'Small')],
    buttons: [all(({ more }) => more?.(sent)), button(assessmentShow, 'Back to the card', { case: id })],
  });
}

/** The whole case except police notes, page by page, shown only to the person who asked for it: each section unfolds. */
export function assessmentEverythingCard(sent: SentCase, page = 1) {
  const { record, referral, pack } = sent;
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
