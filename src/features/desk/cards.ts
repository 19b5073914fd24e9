import type { Context, PressPlace } from '../../actions/context.ts';
import { type Instant, londonDay } from '../../base/time.ts';
import { helpCard } from '../../cards/helpful.ts';
import { whatIsNext } from '../../cards/in-short.ts';
import { clockAndDay, shortDay, shortDue, timeBar } from '../../cards/london.ts';
import {
  type Block,
  button,
  type Card,
  capitalised,
  excerpt,
  line,
  mainButton,
  mashCard,
  plain,
  section,
  shown,
  titledLines,
} from '../../cards/parts.ts';
import type { Envelope } from '../../cards/verb.ts';
import { assessmentShow, listCases, show } from '../../cards/verbs.ts';
import { carerBanner, carerTitle } from '../../cards/warnings.ts';
import { reportedFound } from '../../cards/who-and-when.ts';
import { isGirl } from '../../case/child-told.ts';
import { unreadNews } from '../../case/news.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { isChildMissing, isTaken } from '../../case/referral.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import { isUnwritten, type SubmittedReferral, seenAt } from '../../case/state.ts';
import { isTaskOverdue, openTasksOf } from '../../case/tasks.ts';
import { type UpNext, upNext } from '../../case/up-next.ts';
import { isUrgent } from '../../case/urgent.ts';
import { answerTo } from '../../draft/draft.ts';
import { mayBePlaced } from '../../draft/placed.ts';
import { morningOf } from '../../protocol/days.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { assessmentOf } from '../assessment/state.ts';
import { closingOf } from '../closing/state.ts';
import { onCall } from '../duty/verbs.ts';
import { logCall } from './verbs.ts';

/** What somebody of the MASH can type in their own chat. */
export const deskChatCard = (pack: Pack, heading = 'What you can type here'): Card =>
  helpCard(pack, {
    heading,
    lines: [
      '“I am on it HT-…”, “child is safe HT-…: who saw the child”, “I need others HT-…: what is needed”.',
      '“on duty until 20:00”, “off duty”, “on call”, “report”.',
      '“board” shows what waits. So do “due”, “overdue”, “mine”, “decided”, “assessment”, “closed”, “all”.',
      '“find” looks for a referral. In the MASH channel, after my name: “shift”. “help” there lists all.',
      'To refer a child yourself, type “start”.',
    ],
  });

/** @param typeable what can be typed in the channel, and what it does */
export function deskHelpCard(typeable: ReturnType<Context['help']>) {
  const desk = { list: 'desk' as const }; // the answer replaces this card, only for the person who presses
  return mashCard({
    summary: 'MASH desk: help',
    heading: 'The MASH desk',
    blocks: [
      plain(['Write my name in this channel, and after it one of these:'], 'Small'),
      plain(typeable.map(([words, what]) => titledLines(words, what))),
      plain(['To refer a child, talk to me 1:1.'], 'Small'),
    ],
    buttons: [
      button(listCases, 'Waiting', { list: 'open' }),
      button(listCases, 'Mine', { list: 'mine' }),
      button(onCall, 'On call', desk),
      button(logCall, 'Log a phone referral', desk),
    ],
  });
}

/** Invites everybody in the channel to log a phone referral. Only the person who presses sees the form itself. */
export function callInviteCard() {
  return mashCard({
    summary: 'MASH desk: log a phone referral',
    heading: 'Log a phone referral',
    blocks: [
      plain(['Somebody rang you about a child? Write it down here. Only you see the form until it is saved.'], 'Small'),
    ],
    buttons: [mainButton(logCall, 'Open the form', { list: 'desk' })],
  });
}

/** The one sent case that somebody looked up by its reference. */
export function foundCard(record: CaseRecord, caseContext: { pack: Pack; now: Instant }) {
  return mashCard({
    summary: `MASH desk: ${record.id}`,
    top: [line(`At ${clockAndDay(caseContext.now)}`, 'small')],
    heading: 'Found',
    blocks: caseRow(record, { list: 'desk' }, caseContext),
  });
}

/**
 * How the row of a case is shown. `where`: a channel, in which it opens the case; in a person's own chat, `link` leads to it. `child`: with what
 * tells the child apart. `stays`: the card stays, so it says times by the clock alone.
 */
interface RowView {
  pack: Pack;
  now: Instant;
  where?: PressPlace;
  child?: boolean;
  stays?: boolean;
  link?: string | undefined;
}

/** A case on a card that shows several. Without `child` it shows references, times, flags and who has it, and no fact of a child. */
export function caseRow(record: CaseRecord, from: Envelope, view: RowView): Block[] {
  const referral = sentReferral(record);
  if (!referral) return [];
  const { pack, now, where = 'mash', child = false, stays = false } = view;
  const data = { case: record.id, ...from };
  const tooltip = { tooltip: `Open: ${record.id}` };
  const next = upNext(record, pack);
  const nextWords = next && whatIsNext(next, { record, referral, pack }, now, stays);
  const carer = carerBanner(record.facts.answers);
  const why = shown<string>([
    nextWords,
    flags(record, referral, { pack, now, next }),
    child && !carer.calm && carerTitle(record),
  ]).join(' · ');
  const lines = [
    why && line(why, 'bold'),
    child && whichChild(record, pack),
    line(`${stageWords(record, referral, now, stays)} · ${holderWords(record, referral)}`, 'small'),
  ];
  return [
    section(
      record.id,
      lines,
      [
        where === 'mash' && button(show, 'Open', data, tooltip),
        where === 'assessment' && button(assessmentShow, 'Open', data, tooltip),
      ],
      view.link,
    ),
  ];
}

const noName =
  /\d|\b(?:boy|girl|child|kid|baby|teen\w*|male|female|young|unknown|known?|name|not|no|none|aged?|about|dunno|unsure|n\/?k)\b/i;

/**
 * What tells the child apart from others: initials, whether a girl or a boy, an age, who refers. Of a child in care, or who may be placed
 * somewhere, no agency or organisation: that may be where the child lives.
 */
function whichChild(record: CaseRecord, pack: Pack): string {
  const { answers } = record.facts;
  const name = (answerTo(answers, 'child-name') ?? '').trim();
  const words = name.split(/[\s,-]+/).filter(Boolean);
  const initials = words.length > 4 || noName.test(name) ? [] : words.map((word) => `${[...word][0]?.toUpperCase()}.`);
  const told = `${name} ${answerTo(answers, 'child-age') ?? ''}`;
  const sex = isGirl(record) ? 'girl' : /\b(?:boy|lad|male)\b/i.test(told) && 'boy';
  const [age, ...others] = told.match(/\d+/g) ?? [];
  const isAge = others.length === 0 && Number(age) < 20 && !/month|week|day/i.test(told);
  const agency = fieldOf(pack, 'agency').choices?.find(({ id }) => id === answerTo(answers, 'agency'))?.label;
  return [
    capitalised(
      shown<string>([
        initials.join(' '),
        sex,
        isAge && `${/about|around|approx|\?|~/i.test(told) ? 'about ' : ''}${age}`,
      ]).join(', '),
    ) || 'Not described',
    ...(mayBePlaced(answers) ? [] : shown<string>([agency, excerpt(answerTo(answers, 'organisation') ?? '', 60)])),
  ].join(' · ');
}

function stageWords({ events }: CaseRecord, referral: SubmittedReferral, now: Instant, stays: boolean) {
  if (referral.status === 'joined') return `Joined into ${referral.joined.into}: the same call`;
  if (referral.status !== 'decided')
    return `${timeBar(referral, now, stays)}${stays || now > referral.decisionDue ? '' : `. Due ${shortDue(referral.decisionDue)}`}`;
  const closing = closingOf(events);
  const { passed } = assessmentOf(events);
  if (closing && !closing.opened) return `Closed ${clockAndDay(closing.closed.at)}`;
  return passed.kind === 'yes'
    ? `Passed to the Assessment team ${clockAndDay(passed.at)}`
    : `Decided ${clockAndDay(referral.decidedAt)}`;
}

const afterDecision: Partial<Record<UpNext['what'], string>> = {
  missing: 'STILL MISSING',
  protection: 'STILL IN POLICE PROTECTION',
  'leaves-sight': 'LEAVING TIME NOT ANSWERED',
  news: 'NEWS NOT READ',
};

function flags(
  record: CaseRecord,
  referral: SubmittedReferral,
  { pack, now, next }: { pack: Pack; now: Instant; next: UpNext | undefined },
) {
  const isByPhone = isUnwritten(referral) ? referral.call.kind === 'made' : referral.route.kind === 'phoned';
  return shown<string>([
    erasedIn(record.events) && 'ERASED',
    next?.what !== 'news' && unreadNews(record.events).length > 0 && 'NEW INFORMATION',
    next && isUrgent(record, pack, now) && 'URGENT',
    next && referral.status === 'decided' && `DECIDED, ${afterDecision[next.what] ?? 'STILL IN DANGER'}`,
    isChildMissing(referral) && `CHILD MISSING${referral.found ? `, ${reportedFound(record, referral.found)}` : ''}`,
    isByPhone && 'BY PHONE, NOT IN WRITING YET', // somebody rang, and nothing is in writing yet
    isUnwritten(referral) && !isByPhone && 'NOT IN WRITING YET',
    taskWords(record, now),
    referral.reopening && referral.status !== 'decided' && 'DECIDING AGAIN',
  ]);
}

function taskWords({ events }: CaseRecord, now: Instant) {
  const [task] = openTasksOf(events);
  if (!task) return undefined;
  return isTaskOverdue(task, londonDay(now)) ? 'TASK OVERDUE' : `Task by ${shortDay(morningOf(task.on))}`;
}

function holderWords(record: CaseRecord, referral: SubmittedReferral) {
  const { allocation } = referral;
  const { facts, events } = record;
  const { passed, accepted } = assessmentOf(events);
  if (referral.status === 'decided' && passed.kind === 'yes')
    return accepted ? `${capitalised(staffName(record, accepted.by))} has it` : 'Nobody has taken it on';
  const name = allocation.kind !== 'nobody' && (facts.names[allocation.by] ?? 'a colleague');
  if (name) return isTaken(referral) ? `${capitalised(name)} has it` : `Handed to ${name}, not taken yet`;
  return seenAt(referral) ? 'Seen. Nobody has taken it' : 'Nobody has taken it';
}
