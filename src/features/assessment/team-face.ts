import { badge } from '../../cards/badges.ts';
import { managerNameAndRole } from '../../cards/decision-words.ts';
import type { TeamFace } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Button, button, type Card, type Line, line, mashCard, mixed, plain, titled } from '../../cards/parts.ts';
import { assessmentEverything, assessmentMore } from '../../cards/verbs.ts';
import { erasedIn } from '../../case/erased.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isUrgent } from '../../case/urgent.ts';
import { formButton, neverWritePlacement } from './buttons.ts';
import { centralOf } from './central-state.ts';
import { centralLines, eventTexts, isCentralOverdue } from './central-words.ts';
import { moreButtons } from './more.ts';
import { stageBlocks } from './stages.ts';
import { type Assessment, assessmentOf, hasGrounds, stageStart } from './state.ts';
import { accept, begin, centralPrepare } from './verbs.ts';
import { whoAndWhen } from './words.ts';

const isAccepted = ({ events }: CaseRecord): boolean => assessmentOf(events).acceptance.kind === 'accepted';

/** The team's own card of a case: who passed it on, how far the team has come, and the next step. */
export const teamFace: TeamFace = {
  instead(record) {
    const assessment = assessmentOf(record.events);
    return assessment.passed.kind === 'yes' || erasedIn(record.events) ? undefined : takenBackCard(record, assessment);
  },
  summary: ({ record }) => `${record.id}: ${isAccepted(record) ? 'assessment' : 'new for the Assessment team'}`,
  badges: ({ record, pack }) => [
    ...(isUrgent(record, pack) ? [badge.urgent] : []),
    ...(isCentralOverdue(record) ? [badge.overdue] : []),
  ],
  first: ({ record }) => [plain(headLines(record, assessmentOf(record.events)), 'Small')],
  last: ({ record, pack }, now, length) => [
    ...stageBlocks(record, assessmentOf(record.events), now, length),
    ...titled('Central referral', centralLines(record, pack.central)),
  ],
  below: [neverWritePlacement],
  buttons: {
    next({ record }) {
      const next = nextButton(record, assessmentOf(record.events));
      return next && { ...next, style: 'positive' };
    },
    everything: ({ record }) => button(assessmentEverything, 'Everything', { case: record.id }),
    more: ({ record }) => (isAccepted(record) ? button(assessmentMore, 'More', { case: record.id }) : undefined),
  },
  more: ({ record }) => moreButtons(record),
  recorded: (record) =>
    record.events.flatMap((event) => {
      const by = 'by' in event ? event.by : undefined;
      const [first, ...rest] = eventTexts(record, event);
      if (!by || !first) return [];
      const lines = [first.text, whoAndWhen(record, { by, at: event.at })];
      return [{ title: first.title, text: lines.filter((each) => each).join('\n') }, ...rest];
    }),
};

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
