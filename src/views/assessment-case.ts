import type { Instant } from '../base/time.ts';
import { managerNameAndRole, traffickingWords } from '../cards/decision-words.ts';
import { clockAndDay } from '../cards/london.ts';
import { careBlocks, childNow, missingBlocks, protectionLines } from '../cards/mash-care.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  coloured,
  excerpt,
  type Line,
  line,
  type MashCard,
  mashCard,
  mixed,
  plain,
  titled,
  titledLines,
  withExcerpts,
} from '../cards/parts.ts';
import { answerInWords } from '../cards/referral-text.ts';
import { holderLines, whoRefers } from '../cards/who-refers.ts';
import { decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import { erasedIn } from '../case/erased.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { isUrgent } from '../case/urgent.ts';
import { answerTo } from '../check/draft.ts';
import { formButton, neverWritePlacement } from '../features/assessment/buttons.ts';
import { centralOf } from '../features/assessment/central-state.ts';
import { centralLines, isCentralOverdue } from '../features/assessment/central-words.ts';
import { type Assessment, assessmentOf, hasGrounds, stageStart } from '../features/assessment/state.ts';
import { accept, assessmentEverything, assessmentMore, begin, centralPrepare } from '../features/assessment/verbs.ts';
import { whoAndWhen } from '../features/assessment/words.ts';
import { newsReadButton } from '../features/news/buttons.ts';
import { newsBlocks } from '../features/news/face.ts';
import { unreadNews } from '../features/news/state.ts';
import { newsReadByTeam } from '../features/news/verbs.ts';
import { erasedCaseCard } from '../features/retention/cards.ts';
import { sideBlocks } from '../features/side-records/face.ts';
import { textOf } from '../history/events.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { stageBlocks } from './assessment-stages.ts';
import { badge, cardLengths, cardLimit } from './mash-case.ts';
import { leavesSightLines } from './mash-time.ts';

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
): Card {
  const erased = erasedIn(record.events);
  if (erased) return erasedCaseCard(record, erased, { notice, hasFile: false });
  const assessment = assessmentOf(record.events);
  if (assessment.passed.kind !== 'yes') return takenBackCard(record, assessment);
  return withExcerpts(
    (length) =>
      mashCard({
        summary: `${record.id}: ${assessment.acceptance.kind === 'accepted' ? 'assessment' : 'new for the Assessment team'}`,
        top: notice ? [line(notice, 'bold')] : [],
        heading: record.id,
        headingSize: 'ExtraLarge',
        badges: assessmentBadges(record, pack),
        blocks: [
          plain(headLines(record, assessment), 'Small'),
          plain([...leavesSightLines(record, referral), ...protectionLines(record)], 'Small'),
          ...newsBlocks(record),
          ...decisionBlocks(record, referral, length),
          ...missingBlocks(record, referral),
          ...careBlocks(record, referral),
          ...childNow(record, referral),
          ...sideBlocks(record),
          ...stageBlocks(record, assessment, now, length),
          ...titled('Central referral', centralLines(record, pack.central)),
          plain([...factLines(record, referral, pack, length), neverWritePlacement]),
        ],
        buttons: cardButtons(record, assessment),
      }),
    cardLimit,
    cardLengths,
  );
}

/**
 * The card after the MASH has changed its decision: the case is no longer with the team, so the card shows nothing of
 * it.
 */
function takenBackCard(record: CaseRecord, { passed }: Assessment): Card {
  const when = passed.kind === 'back' ? `${managerNameAndRole(record, passed.by)}, ${clockAndDay(passed.at)}` : '';
  return mashCard({
    summary: `${record.id} is no longer with the Assessment team`,
    heading: record.id,
    headingSize: 'ExtraLarge',
    blocks: [
      plain([
        line('The MASH has changed its decision. This case is not with your team any more.', 'bold'),
        line(when, 'small', 'Small'),
        line('If you do not agree, talk to the MASH. What you recorded is kept.', 'plain', 'Small'),
      ]),
    ],
  });
}

export function assessmentBadges(record: CaseRecord, pack: Pack): MashCard['badges'] {
  return [
    ...(unreadNews(record.events).length > 0 ? [badge.news] : []),
    ...(isUrgent(record, pack) ? [badge.urgent] : []),
    ...(isCentralOverdue(record) ? [badge.overdue] : []),
  ];
}

function headLines(record: CaseRecord, { passed, acceptance }: Assessment): Line[] {
  if (passed.kind === 'no') return [];
  return [
    mixed('None', 'Passed on ', ['large', clockAndDay(passed.at)]),
    line(`By ${managerNameAndRole(record, passed.by)}`),
    acceptance.kind === 'accepted'
      ? line(`Taken on by ${whoAndWhen(record, acceptance)}`)
      : line('Nobody has taken it on yet', 'bold'),
  ];
}

function decisionBlocks(record: CaseRecord, { reopening, status }: SubmittedReferral, length: number): Block[] {
  const entry = decisionEntries(record.events).at(-1);
  const { action, reasons } = decisionWordsOf(record.facts.texts, entry?.number ?? 1);
  return [
    coloured('good', [
      line(
        reopening.kind === 'reopened' && status !== 'decided'
          ? 'The MASH is deciding again. Until then this stands'
          : 'What the MASH decided',
        'bold',
      ),
      line(excerpt(action, 3 * length), 'plain', 'Small'),
      ...titledLines('Reasons', excerpt(reasons, 3 * length)),
      ...titledLines(
        'Concern about trafficking',
        entry?.trafficking ? traffickingWords[entry.trafficking] : 'Not said',
      ),
    ]),
  ];
}

function factLines(record: CaseRecord, referral: SubmittedReferral, pack: Pack, length: number): Line[] {
  const { answers, texts } = record.facts;
  const answer = (id: string) => answerInWords(answers, fieldOf(pack, id), pack);
  const age = answerTo(answers, 'child-age');
  const news = referral.information.at(-1);
  return [
    ...titledLines('Child', `${answer('child-name')}${age ? `, ${answer('child-age')}` : ''}`),
    ...titledLines('Worry · whole text under Everything', excerpt(answer('worry'), length)),
    ...(news
      ? titledLines(
          `Added by the referrer, ${clockAndDay(news.at)}`,
          excerpt(texts[textOf.information(news.number)] ?? '', length),
        )
      : []),
    ...[line('From', 'small', 'Small'), ...whoRefers(answers, pack), ...holderLines(record)],
    ...titledLines('Consent', answer('consent')),
  ];
}

/** The next step comes first, after the button for unread news. Other steps are under More. */
function cardButtons(record: CaseRecord, assessment: Assessment): Button[] {
  const data = { case: record.id };
  const next = nextButton(record, assessment);
  return [
    ...newsReadButton(record, newsReadByTeam),
    ...(next ? [{ ...next, style: 'positive' as const }] : []),
    button(assessmentEverything, 'Everything', data),
    ...(assessment.acceptance.kind === 'accepted' ? [button(assessmentMore, 'More', data)] : []),
  ];
}

function nextButton(record: CaseRecord, assessment: Assessment): Button | undefined {
  const data = { case: record.id };
  if (assessment.acceptance.kind === 'awaited') return button(accept, 'Take this case on', data);
  const central = centralOf(record.events);
  if (central.kind === 'recorded' && !central.isOver)
    return formButton(record, 'Record central answer', 'central-outcome');
  if (central.kind === 'not-recorded' && hasGrounds(assessment))
    return button(centralPrepare, 'Prepare central referral', data);
  return stageStart(assessment.family).kind === 'begun'
    ? undefined
    : button(begin, 'Begin family assessment', { ...data, to: 'family' });
}
