import { laterFacts } from '../cards/later-facts.ts';
import { care, missingLines } from '../cards/mash-care.ts';
import { type Block, button, type Card, line, onlyYou, plain } from '../cards/parts.ts';
import { writtenReferral } from '../cards/referral-text.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { placedNowhere, to } from '../features/assessment/buttons.ts';
import { centralOf } from '../features/assessment/central-state.ts';
import { centralSaid } from '../features/assessment/central-words.ts';
import { assessmentOf, hasGrounds, startOf } from '../features/assessment/state.ts';
import {
  assessmentEverything,
  assessmentShow,
  begin,
  centralPrepare,
  policeNotes as policeNotesVerb,
} from '../features/assessment/verbs.ts';
import { assessmentSaid, whoAndWhen } from '../features/assessment/words.ts';
import { decidedBlocks, earlierDecisions } from '../features/decision/record-cards.ts';
import { sideBlocks } from '../features/side-records/face.ts';
import type { Pack } from '../protocol/pack.ts';
import { assessmentBadges } from './assessment-case.ts';
import { addedInformation, exchanged } from './everything.ts';
import { inParts } from './mash-thread.ts';

/** Everything that can be recorded by now, shown only to the person who asked for it. */
export function assessmentMoreCard(record: CaseRecord, pack: Pack): Card {
  const assessment = assessmentOf(record.events);
  const { suspicion, policeNotes } = assessment;
  const isSpecialistBegun = startOf(assessment.specialist).kind === 'begun';
  const central = centralOf(record.events);
  const data = { case: record.id };
  return onlyYou(record.id, 'more', {
    badges: assessmentBadges(record, pack),
    blocks: [plain([line('What do you want to do?'), placedNowhere], 'Small')],
    buttons: [
      startOf(assessment.family).kind === 'begun'
        ? to(record, 'Family assessment done', 'family')
        : button(begin, 'Begin family assessment', { ...data, to: 'family' }),
      to(record, 'Trafficking suspected?', 'suspicion'),
      ...(suspicion.kind === 'suspected' && !isSpecialistBegun
        ? [button(begin, 'Begin specialist part', { ...data, to: 'specialist' })]
        : []),
      ...(isSpecialistBegun ? [to(record, 'Reasonable grounds?', 'grounds')] : []),
      to(record, 'Service and plan', 'service'),
      to(record, 'Help and support', 'support'),
      button(policeNotesVerb, policeNotes.length > 0 ? `Police notes (${policeNotes.length})` : 'Police notes', data),
      ...(hasGrounds(assessment)
        ? [
            button(centralPrepare, 'Prepare central referral', data),
            to(
              record,
              central.kind === 'recorded' ? 'Correct what was sent' : 'Record that it was sent',
              'central-sent',
            ),
          ]
        : []),
      ...(central.kind === 'recorded' ? [to(record, 'Record central answer', 'central-outcome')] : []),
      button(assessmentShow, 'Back to the card', data),
    ],
  });
}

/** The whole case page by page, shown only to the person who asked for it: nothing is left out but police notes. */
export function assessmentEverythingCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack, page = 1): Card {
  const parts = inParts([
    ...writtenReferral(record.facts.answers, pack, laterFacts(record, pack)),
    ...since(record, referral),
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
      ...missingLines(record, referral),
      ...care(record, referral),
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

/** What was asked, answered, added and recorded after the referral was sent. */
function since(record: CaseRecord, referral: SubmittedReferral) {
  const recorded = record.events.flatMap((event) => {
    const by = 'by' in event ? event.by : undefined;
    const [first, ...rest] = assessmentSaid(record, event) ?? centralSaid(record, event) ?? [];
    if (!by || !first) return [];
    const lines = [first.text, whoAndWhen(record, { by, at: event.at })];
    return [{ title: first.title, text: lines.filter((each) => each).join('\n') }, ...rest];
  });
  return [...exchanged(record, referral), ...addedInformation(record, referral), ...recorded];
}
