import { type Instant, londonDay, longDay } from '../../base/time.ts';
import { badge, caseNotice } from '../../cards/about-case.ts';
import { managerNameAndRole } from '../../cards/decided.ts';
import type { Face, SentCase, TeamFace } from '../../cards/face.ts';
import { clockAndDay, counted } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  coloured,
  excerpt,
  facts,
  type Lines,
  line,
  mashCard,
  mixed,
  type Parts,
  plain,
  ring,
  shown,
  spacedLine,
  spacedSmallLine,
  titled,
  titledLines,
} from '../../cards/parts.ts';
import { assessmentEverything, assessmentMore } from '../../cards/verbs.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import { isUrgent } from '../../case/urgent.ts';
import { assessmentText } from '../../history/assessment.ts';
import { daysBetween } from '../../protocol/days.ts';
import type { Pack } from '../../protocol/pack.ts';
import { formButton, neverWritePlacement } from './forms.ts';
import { type Assessment, assessmentOf, centralOf, hasGrounds } from './state.ts';
import { accept, begin, centralPrepare, policeNotes as policeNotesVerb } from './verbs.ts';
import { centralLines, eventTexts, isCentralOverdue, outcomeWords, serviceWords, yesNo } from './words.ts';

/** What the MASH reads about the assessment on its own card. @source Protocol 8.2 to 8.4 */
export const face: Face = { blocks: assessmentBlocks };

/** The only thing that the referrer's receipt says about the assessment. */
export function takenOnLines({ record }: SentCase): Lines {
  const { passed, accepted } = assessmentOf(record.events);
  return [passed.kind === 'yes' && accepted && spacedLine('✓  The Assessment team has taken the case on')];
}

/** One or two lines about the assessment. If the team has no channel, whom to ring instead. */
function assessmentBlocks({ record, pack }: SentCase): Block[] {
  const assessment = assessmentOf(record.events);
  if (assessment.passed.kind === 'no') return [];
  if (isTeamUnaware(record, assessment)) return [tellTeamBlock(record, assessment, pack)];
  const { service } = assessment;
  const words = [furthestStep(record, assessment), service && serviceWords[service.service]].filter((each) => each);
  return [plain([line(whereItIs(record, assessment), 'bold'), words.join(' · ')])];
}

function whereItIs(record: CaseRecord, { passed, accepted, posting }: Assessment) {
  if (passed.kind === 'back') return `No longer with the Assessment team, ${clockAndDay(passed.at)}`;
  if (accepted) return `Assessment team: taken on by ${whoAndWhen(record, accepted)}`;
  return {
    posted: 'Assessment team: in their channel, not taken on yet',
    'not-posted': 'NOT in the Assessment team’s channel yet. Please tell them yourself.',
    'on-its-way': 'Assessment team: on its way to their channel',
  }[posting];
}

/** Whether the MASH passed the case on but the bot never sent anything to the team, because the team has no channel. */
function isTeamUnaware({ outbox }: CaseRecord, { passed, accepted, posting }: Assessment) {
  if (passed.kind !== 'yes' || accepted || posting !== 'on-its-way') return false;
  return !outbox.some(({ message }) => message.kind === 'assessment-card');
}

/** Asks a person to tell the team themselves. @source Protocol 8.2 (will be passed on) */
function tellTeamBlock({ id }: CaseRecord, { passed }: Assessment, { contacts, phones }: Pack) {
  const who = contacts.find(({ phone }) => phone === phones.urgent)?.name ?? 'Children’s Services';
  const why = passed.kind === 'yes' && passed.concern ? 'There is a concern about trafficking' : 'It goes to them';
  return coloured('attention', [
    line('I have NOT told the Assessment team. Please do it yourself.', 'bold'),
    ...ring(`${why}. Ring ${who} now. Ask for the Assessment team:`, phones.urgent, 'large'),
    `Give the reference ${id}.`,
  ]);
}

/** The furthest step that the team has recorded. The details are in the team's own channel. */
function furthestStep(record: CaseRecord, { specialist, suspicion, family }: Assessment) {
  const central = centralOf(record.events);
  if (central) {
    const answer = central.outcome ?? central.grounds;
    const overdue = isCentralOverdue(record) ? ' · decision OVERDUE' : '';
    return `Central referral: sent ${longDay(central.entry.sentOn)}${answer ? ` · ${outcomeWords(answer.outcome, central.entry.pathway)}` : overdue}`;
  }
  if (specialist.finding) {
    const { grounds, at } = specialist.finding;
    return `Reasonable grounds: ${yesNo(grounds)}, ${clockAndDay(at)}`;
  }
  if (specialist.begun) return `Trafficking assessment begun ${clockAndDay(specialist.begun.at)}`;
  if (suspicion) return `Trafficking suspected: ${yesNo(suspicion.suspected)}, ${clockAndDay(suspicion.at)}`;
  if (family.finding) return `Family assessment done ${clockAndDay(family.finding.at)}`;
  return family.begun && `Family assessment begun ${clockAndDay(family.begun.at)}`;
}

/** "took 12 days", "took less than a day" */
function daysTaken(begun: Instant, done: Instant) {
  const days = daysBetween(londonDay(begun), londonDay(done));
  return `took ${days === 0 ? 'less than a day' : counted(days, 'day')}`;
}

/** "12 days so far (on 7 December 2026)" */
const daysSoFar = (begun: Instant, now: Instant) =>
  `${counted(daysBetween(londonDay(begun), londonDay(now)), 'day')} so far (on ${longDay(londonDay(now))})`;

/**
 * How far each assessment has come, and what the team arranged. It shows elapsed days, and no deadline, because the
 * protocol sets none.
 */
function stageBlocks(record: CaseRecord, now: Instant, length: number): Block[] {
  const assessment = assessmentOf(record.events);
  return [
    ...titled('Child and family assessment', family(record, assessment, now, length)),
    ...titled('Trafficking', trafficking(record, assessment, now, length)),
    ...titled('Services', services(record, assessment, length)),
  ];
}

function family(record: CaseRecord, { family: { begun, finding } }: Assessment, now: Instant, length: number): Lines {
  if (!finding) return [begun ? `Begun by ${whoAndWhen(record, begun)}, ${daysSoFar(begun.at, now)}` : 'Not begun'];
  const days = begun ? `, ${daysTaken(begun.at, finding.at)}` : '';
  return [
    `Done by ${whoAndWhen(record, finding)}${days}`,
    facts(eventTexts(record, finding, length).slice(1)), // without the title
  ];
}

function trafficking(record: CaseRecord, assessment: Assessment, now: Instant, length: number): Lines {
  const { suspicion, specialist } = assessment;
  const { begun, finding } = specialist;
  const reasons = (name: string) => excerpt(textIn(record, name), length);
  return [
    suspicion
      ? titledLines(
          `Suspected by the team: ${yesNo(suspicion.suspected)}`,
          reasons(assessmentText.suspicion(suspicion.number)),
        )
      : 'Not said yet whether it is suspected',
    begun &&
      spacedLine(`Specialist assessment: ${finding ? daysTaken(begun.at, finding.at) : daysSoFar(begun.at, now)}`),
    finding &&
      titledLines(`Reasonable grounds: ${yesNo(finding.grounds)}`, reasons(assessmentText.grounds(finding.number))),
  ];
}

function services(record: CaseRecord, { service, support }: Assessment, length: number): Lines {
  const who = (name: string) => excerpt(textIn(record, name), length);
  const plan = service?.planOn ? longDay(service.planOn) : 'no date yet';
  return [
    service &&
      titledLines(serviceWords[service.service], `${who(assessmentText.worker(service.number))}, plan: ${plan}`),
    support.map((event) => {
      const [what, owner, day] = eventTexts(record, event, length);
      return titledLines(what?.text ?? '', `${owner?.text}, by ${day?.text}`);
    }),
  ];
}

/** Everything that the team can record now. */
function moreButtons({ record }: SentCase): Parts<Button> {
  const assessment = assessmentOf(record.events);
  const { suspicion, specialist, policeNotes } = assessment;
  const central = centralOf(record.events);
  const data = { case: record.id };
  return [
    assessment.family.begun
      ? formButton(record, 'Family assessment done', 'family')
      : button(begin, 'Begin family assessment', { ...data, to: 'family' }),
    formButton(record, 'Trafficking suspected?', 'suspicion'),
    suspicion?.suspected && !specialist.begun && button(begin, 'Begin specialist part', { ...data, to: 'specialist' }),
    specialist.begun && formButton(record, 'Reasonable grounds?', 'grounds'),
    formButton(record, 'Service and plan', 'service'),
    formButton(record, 'Help and support', 'support'),
    button(policeNotesVerb, policeNotes.length > 0 ? `Police notes (${policeNotes.length})` : 'Police notes', data),
    hasGrounds(assessment) && [
      button(centralPrepare, 'Prepare central referral', data),
      formButton(record, central ? 'Correct what was sent' : 'Record that it was sent', 'central-sent'),
    ],
    central && formButton(record, 'Record central answer', 'central-outcome'),
  ];
}

const isAccepted = ({ events }: CaseRecord) => assessmentOf(events).accepted !== undefined;

/** The team's own card of a case: who passed it on, how far the team has come, and the next step. */
export const teamFace: TeamFace = {
  instead(record) {
    const { passed } = assessmentOf(record.events);
    return passed.kind === 'yes' || erasedIn(record.events) ? undefined : takenBackCard(record, passed);
  },
  summary: ({ record }) => `${record.id}: ${isAccepted(record) ? 'assessment' : 'new for the Assessment team'}`,
  badges: ({ record, pack }) =>
    shown([isUrgent(record, pack) && badge.urgent, isCentralOverdue(record) && badge.overdue]),
  first: ({ record }) => [plain(headLines(record), 'Small')],
  last: ({ record, pack }, now, length) => [
    ...stageBlocks(record, now, length),
    ...titled('Central referral', centralLines(record, pack.central)),
  ],
  below: [neverWritePlacement],
  buttons: {
    next({ record }) {
      const next = nextButton(record);
      return next && { ...next, style: 'positive' };
    },
    everything: ({ record }) => button(assessmentEverything, 'Everything', { case: record.id }),
    more: ({ record }) => (isAccepted(record) ? button(assessmentMore, 'More', { case: record.id }) : undefined),
  },
  more: moreButtons,
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
function takenBackCard(record: CaseRecord, passed: Assessment['passed']) {
  const when = passed.kind === 'back' ? `${managerNameAndRole(record, passed.by)}, ${clockAndDay(passed.at)}` : '';
  return mashCard({
    summary: `${record.id} is no longer with the Assessment team`,
    heading: record.id,
    headingSize: 'ExtraLarge',
    blocks: [
      plain([
        line('The MASH has changed its decision. This case is not with your team any more.', 'bold'),
        spacedSmallLine(when),
        spacedLine('If you do not agree, talk to the MASH. What you recorded is kept.'),
      ]),
    ],
  });
}

function headLines(record: CaseRecord): Lines {
  const { passed, accepted } = assessmentOf(record.events);
  if (passed.kind === 'no') return [];
  return [
    mixed('None', 'Passed on ', ['large', clockAndDay(passed.at)]),
    `By ${managerNameAndRole(record, passed.by)}`,
    accepted ? `Taken on by ${whoAndWhen(record, accepted)}` : line('Nobody has taken it on yet', 'bold'),
  ];
}

function nextButton(record: CaseRecord) {
  const assessment = assessmentOf(record.events);
  const data = { case: record.id };
  if (!assessment.accepted) return button(accept, 'Take this case on', data);
  const central = centralOf(record.events);
  if (central && !central.isOver) return formButton(record, 'Record central answer', 'central-outcome');
  if (!central && hasGrounds(assessment)) return button(centralPrepare, 'Prepare central referral', data);
  return assessment.family.begun ? undefined : button(begin, 'Begin family assessment', { ...data, to: 'family' });
}

export function notTakenOnSince({ events }: CaseRecord): string {
  const { passed } = assessmentOf(events);
  return passed.kind === 'yes' ? `Passed to them at ${clockAndDay(passed.at)}` : '';
}

/** Tells somebody of the MASH that a case waits at the Assessment team. It shows the reference and times. */
export const notTakenOnCard = ({ record, instead, link }: NoticeView): Card =>
  caseNotice(record.id, {
    summary: ': not taken on by the Assessment team',
    lines: [
      line('Nobody of the Assessment team has taken it on', 'bold'),
      notTakenOnSince(record),
      instead === 'administrators'
        ? 'Nobody at the desk could be told. See to it that somebody rings the team.'
        : 'Ring the team. Until they have it, the child is yours.',
    ],
    link,
  });
