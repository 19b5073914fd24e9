import type { Instant } from '../base/time.ts';
import { additionLines } from '../cards/added.ts';
import { traffickingAnswer } from '../cards/decided.ts';
import { type SentCase, teamButtons } from '../cards/face.ts';
import { alarmsStay, behind, byLength, fitted, frameHeight, isBold } from '../cards/fitted.ts';
import { clockAndDay } from '../cards/london.ts';
import { careBlock, childNow, missingBlocks, protectionLines } from '../cards/mash-care.ts';
import {
  asLines,
  coloured,
  excerpt,
  type Lines,
  line,
  mashCard,
  plain,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../cards/parts.ts';

import { answersInWords, consentInWords } from '../cards/referral-text.ts';
import { holderLines, whoRefers } from '../cards/who-refers.ts';
import { decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import type { Pack } from '../protocol/pack.ts';
import { leavesSightLines } from './mash-time.ts';
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
    behind(2, titledLines('Consent', consentInWords(record.facts.answers, pack))),
  ];
}
