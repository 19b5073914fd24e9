import { decidedBlocks, earlierDecisions } from '../cards/decided.ts';
import { laterFacts } from '../cards/later-facts.ts';
import { careBlocks, missingBlocks } from '../cards/mash-care.ts';
import { type Block, button, type Card, line, onlyYou, plain } from '../cards/parts.ts';
import { writtenReferral } from '../cards/referral-text.ts';
import { threadParts } from '../cards/thread.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { formButton, neverWritePlacement } from '../features/assessment/buttons.ts';
import { centralOf } from '../features/assessment/central-state.ts';
import { centralEventTexts } from '../features/assessment/central-words.ts';
import { assessmentOf, hasGrounds, stageStart } from '../features/assessment/state.ts';
import {
  assessmentEverything,
  assessmentShow,
  begin,
  centralPrepare,
  policeNotes as policeNotesVerb,
} from '../features/assessment/verbs.ts';
import { assessmentEventTexts, whoAndWhen } from '../features/assessment/words.ts';
import { sideBlocks } from '../features/side-records/face.ts';
import type { Pack } from '../protocol/pack.ts';
import { assessmentBadges } from './assessment-case.ts';
import { addedInformation, questionsAndAnswers } from './everything.ts';

/** Everything that the team can record now, shown only to the person who asked for it. */
export function assessmentMoreCard(record: CaseRecord, pack: Pack): Card {
  const assessment = assessmentOf(record.events);
  const { suspicion, policeNotes } = assessment;
  const isSpecialistBegun = stageStart(assessment.specialist).kind === 'begun';
  const central = centralOf(record.events);
  const data = { case: record.id };
  return onlyYou(record.id, 'more', {
    badges: assessmentBadges(record, pack),
    blocks: [plain([line('What do you want to do?'), neverWritePlacement], 'Small')],
    buttons: [
      stageStart(assessment.family).kind === 'begun'
        ? formButton(record, 'Family assessment done', 'family')
        : button(begin, 'Begin family assessment', { ...data, to: 'family' }),
      formButton(record, 'Trafficking suspected?', 'suspicion'),
      ...(suspicion.kind === 'suspected' && !isSpecialistBegun
        ? [button(begin, 'Begin specialist part', { ...data, to: 'specialist' })]
        : []),
      ...(isSpecialistBegun ? [formButton(record, 'Reasonable grounds?', 'grounds')] : []),
      formButton(record, 'Service and plan', 'service'),
      formButton(record, 'Help and support', 'support'),
      button(policeNotesVerb, policeNotes.length > 0 ? `Police notes (${policeNotes.length})` : 'Police notes', data),
      ...(hasGrounds(assessment)
        ? [
            button(centralPrepare, 'Prepare central referral', data),
            formButton(
              record,
              central.kind === 'recorded' ? 'Correct what was sent' : 'Record that it was sent',
              'central-sent',
            ),
          ]
        : []),
      ...(central.kind === 'recorded' ? [formButton(record, 'Record central answer', 'central-outcome')] : []),
      button(assessmentShow, 'Back to the card', data),
    ],
  });
}

/** The whole case except police notes, page by page, shown only to the person who asked for it. */
export function assessmentEverythingCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack, page = 1): Card {
  const parts = threadParts([
    ...writtenReferral(record.facts.answers, pack, laterFacts(record, pack)),
    ...sinceSending(record, referral),
  ]);
  const pages: Block[][] = [
    referral.status === 'decided'
      ? [
          ...decidedBlocks(record, referral, [], Number.POSITIVE_INFINITY),
          ...earlierDecisions(record, Number.POSITIVE_INFINITY),
        ]
      : earlierDecisions(record, Number.POSITIVE_INFINITY),
    ...parts.map((lines) => [plain(lines)]),
  ];
  const at = Math.min(Math.max(page, 1), pages.length);
  const data = { case: record.id };
  return onlyYou(record.id, 'everything', {
    top: [line(`Only you see this card · page ${at} of ${pages.length}`, 'small')],
    badges: assessmentBadges(record, pack),
    blocks: [
      ...missingBlocks(record, referral),
      ...careBlocks(record, referral),
      ...sideBlocks(record),
      ...(pages[at - 1] ?? []),
    ],
    buttons: [
      ...(at < pages.length ? [button(assessmentEverything, 'Next page', { ...data, page: at + 1 })] : []),
      ...(at > 1 ? [button(assessmentEverything, 'Page before', { ...data, page: at - 1 })] : []),
      button(assessmentShow, 'Back to the card', data),
    ],
  });
}

/** What was asked, answered and added after the referral was sent, and what the Assessment team recorded. */
function sinceSending(record: CaseRecord, referral: SubmittedReferral) {
  const recorded = record.events.flatMap((event) => {
    const by = 'by' in event ? event.by : undefined;
    const [first, ...rest] = assessmentEventTexts(record, event) ?? centralEventTexts(record, event) ?? [];
    if (!by || !first) return [];
    const lines = [first.text, whoAndWhen(record, { by, at: event.at })];
    return [{ title: first.title, text: lines.filter((each) => each).join('\n') }, ...rest];
  });
  return [...questionsAndAnswers(record, referral), ...addedInformation(record, referral), ...recorded];
}
