import type { Instant } from '../base/time.ts';
import { additionLines } from '../cards/added.ts';
import { traffickingAnswer } from '../cards/decided.ts';
import { type SentCase, teamButtons } from '../cards/face.ts';
import { clockAndDay } from '../cards/london.ts';
import { careBlock, childNow, missingBlocks, protectionLines } from '../cards/mash-care.ts';
import {
  coloured,
  excerpt,
  type Lines,
  line,
  mashCard,
  plain,
  spacedLine,
  spacedSmallLine,
  titledLines,
  withExcerpts,
} from '../cards/parts.ts';

import { answersInWords, consentInWords } from '../cards/referral-text.ts';
import { holderLines, whoRefers } from '../cards/who-refers.ts';
import { decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import type { Pack } from '../protocol/pack.ts';
import { cardLengths, cardLimit } from './mash-case.ts';
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
  const build = (length: number) =>
    mashCard({
      summary: one(({ summary }) => summary?.(sent)) ?? record.id,
      top: [notice && line(notice, 'bold')],
      heading: record.id,
      headingSize: 'ExtraLarge',
      badges: all(({ badges }) => badges?.(sent)),
      blocks: [
        all(({ first }) => first?.(sent)),
        plain([leavesSightLines(record, referral), protectionLines(record, pack)], 'Small'),
        all(({ news }) => news?.(sent)),
        decisionBlock(record, referral, length),
        missingBlocks(record, referral, Math.min(300, 3 * length)),
        careBlock(record, referral),
        childNow(record, referral),
        all(({ alerts }) => alerts?.(sent)),
        all(({ last }) => last?.(sent, now, length)),
        plain([factLines(sent, length), all(({ below }) => below)]),
      ],
      buttons: teamSlots.buttons(teamButtons, sent),
    });
  return withExcerpts(build, cardLimit, cardLengths);
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
    titledLines('Reasons', excerpt(reasons, 3 * length)),
    titledLines('Concern about trafficking', traffickingAnswer(entry?.trafficking)),
  ]);
}

function factLines({ record, referral, pack }: SentCase, length: number): Lines {
  const { answers } = record.facts;
  const answer = answersInWords(answers, pack);
  const age = answerTo(answers, 'child-age');
  const news = referral.information.at(-1);
  return [
    spacedSmallLine(`From the referral of ${clockAndDay(referral.submittedAt)}`),
    titledLines('Child', `${answer('child-name')}${age ? `, ${answer('child-age')}` : ''}`),
    titledLines('Worry · whole text under Everything', excerpt(answer('worry'), length)),
    news && additionLines(record, news, length),
    spacedSmallLine('From'),
    whoRefers(record, pack),
    holderLines(record),
    titledLines('Consent', consentInWords(record.facts.answers, pack)),
  ];
}
