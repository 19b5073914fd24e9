import { decidedBlocks, earlierDecisions } from '../cards/decided.ts';
import type { SentCase } from '../cards/face.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { careBlock, missingBlocks } from '../cards/mash-care.ts';
import { type Block, button, line, onlyYou, type Parts, plain } from '../cards/parts.ts';
import { writtenReferral } from '../cards/referral-text.ts';
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

/** The whole case except police notes, page by page, shown only to the person who asked for it. */
export function assessmentEverythingCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack, page = 1) {
  const sent: SentCase = { record, referral, pack };
  const parts = threadParts([
    ...writtenReferral(record.facts.answers, pack, laterFacts(record, pack)),
    ...questionsAndAnswers(record, referral),
    ...addedInformation(record, referral),
    ...all(({ recorded }) => recorded?.(record)),
  ]);
  const pages: Parts<Block>[] = [
    [
      referral.status === 'decided' && decidedBlocks(record, referral, [], Number.POSITIVE_INFINITY),
      earlierDecisions(record, Number.POSITIVE_INFINITY),
    ],
    ...parts.map((lines) => [plain(lines)]),
  ];
  const at = Math.min(Math.max(page, 1), pages.length);
  const data = { case: record.id };
  return onlyYou(record.id, 'everything', {
    top: [line(`Only you see this card · page ${at} of ${pages.length}`, 'small')],
    badges: all(({ badges }) => badges?.(sent)),
    blocks: [
      missingBlocks(record, referral),
      careBlock(record, referral),
      all(({ alerts }) => alerts?.(sent)),
      pages[at - 1],
    ],
    buttons: [
      at < pages.length && button(assessmentEverything, 'Next page', { ...data, page: at + 1 }),
      at > 1 && button(assessmentEverything, 'Page before', { ...data, page: at - 1 }),
      button(assessmentShow, 'Back to the card', data),
    ],
  });
}
