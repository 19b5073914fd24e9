import { type Action, casesAction, showing } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import { deskPeople } from '../../actions/desk-person.ts';
import type { Typed } from '../../actions/typed.ts';
import { type Instant, londonClock, londonDay, msBetween } from '../../base/time.ts';
import { clockAndDay, counted } from '../../cards/london.ts';
import { type Card, line, mainButton, mashCard, plain, shown } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { boardParts } from '../../case/up-next.ts';
import { isA } from '../../history/events.ts';
import { showToday } from './verbs.ts';

const mostLookedAt = 300; // cases of each part of the board

/** A referral of the day, or one that waits. `hours`: how long it waited for its decision, or waits. */
interface Waited {
  hours: number;
  decided?: { at: Instant; late: boolean };
}

/** What the managers see of the day. It is about no child, and it is not published: small numbers stand in it. */
export interface Today {
  now: Instant;
  came: Instant[];
  waits: Waited[];
  decided: (Waited & { decided: { at: Instant; late: boolean } })[];
  unread: number; // cases that cannot be read
  isAll: boolean; // all cases were looked at
}

/** @source Protocol 8.2 (24 hours) */
export function todayOf(records: CaseRecord[], now: Instant): Pick<Today, 'came' | 'waits' | 'decided'> {
  const isToday = (at: Instant) => londonDay(at) === londonDay(now);
  const hours = (from: Instant, to: Instant) => msBetween(from, to) / 3_600_000;
  const today: Pick<Today, 'came' | 'waits' | 'decided'> = { came: [], waits: [], decided: [] };
  for (const { events } of records) {
    const referral = submittedIn(referralOf(events));
    if (!referral) continue;
    if (isToday(referral.submittedAt)) today.came.push(referral.submittedAt);
    if (referral.status === 'awaiting-decision') today.waits.push({ hours: hours(referral.clockStart, now) });
    for (const [place, event] of events.entries()) {
      if (!isA('DecisionRecorded')(event) || !isToday(event.at)) continue;
      const { clockStart = event.at } = submittedIn(referralOf(events.slice(0, place))) ?? {};
      today.decided.push({ hours: hours(clockStart, event.at), decided: { at: event.at, late: event.late } });
    }
  }
  return today;
}

async function todayNow({ cases, now }: Pick<Context, 'cases' | 'now'>): Promise<Today> {
  const pages = await Promise.all(boardParts.map((part) => cases.upNext(part, mostLookedAt)));
  const found = pages.flat();
  const unread = found.filter((each) => each.length === 0).length;
  const isAll = pages.every(({ length }) => length < mostLookedAt);
  return { ...todayOf(found.flat(), now()), now: now(), unread, isAll };
}

const spans = [
  { words: 'Under 1 hour', below: 1 },
  { words: '1 to 4 hours', below: 4 },
  { words: '4 to 12 hours', below: 12 },
  { words: '12 to 24 hours', below: 24 },
  { words: 'Over 24 hours', below: Number.POSITIVE_INFINITY },
];

const inTime = ({ decided }: Pick<Today, 'decided'>) => decided.filter((each) => !each.decided.late).length;

const countsOf = (today: Today) =>
  `${today.came.length} came · ${today.decided.length} decided, ${inTime(today)} in time · ${today.waits.length} ${today.waits.length === 1 ? 'waits' : 'wait'} now`;

const notPublished = 'Working figures, not published: small numbers stand in them. Do not pass them on.';

/** The figures of the day. It says nothing of a child, and only managers see it. */
export function todayCard(today: Today): Card {
  const { now, came, waits, decided, unread, isAll } = today;
  const hourOf = (at: Instant) => londonClock(at).slice(0, 2);
  const hours = [...new Set([...came, ...decided.map((each) => each.decided.at)].map(hourOf))].sort();
  const within = (of: Waited[], place: number) =>
    of.filter((each) => spans.findIndex(({ below }) => each.hours < below) === place).length;
  return mashCard({
    summary: 'MASH desk: today',
    top: [line(`At ${clockAndDay(now)}. Only managers see this`, 'small')],
    heading: 'Today, so far',
    blocks: [
      plain([line(countsOf(today), 'bold'), line(notPublished, 'small')]),
      waits.length + decided.length > 0 &&
        plain([
          line('How long they waited', 'bold'),
          ...spans.flatMap(({ words }, place) => {
            const [wait, done] = [within(waits, place), within(decided, place)];
            return wait + done > 0 ? [`${words}: ${wait} ${wait === 1 ? 'waits' : 'wait'} now, ${done} decided`] : [];
          }),
        ]),
      hours.length > 0 &&
        plain([
          line('By hour', 'bold'),
          ...hours.map((hour) => {
            const done = decided.filter((each) => hourOf(each.decided.at) === hour).length;
            return `${hour}:00: ${came.filter((at) => hourOf(at) === hour).length} came, ${done} decided`;
          }),
        ]),
      plain(
        shown<string>([
          unread > 0 && `Not counted: ${counted(unread, 'case')} that cannot be read.`,
          !isAll && `There are more than ${mostLookedAt} cases of one kind: some are not counted.`,
        ]),
      ),
    ],
    buttons: [],
  });
}

/** What everybody in the channel sees. */
export const todayCount = (today: Today): Card =>
  mashCard({
    summary: 'MASH desk: today',
    top: [line(`At ${clockAndDay(today.now)}`, 'small')],
    heading: `Today: ${today.came.length} came`,
    blocks: [plain([countsOf(today), line('Only the manager who presses sees the rest.', 'small')])],
    buttons: [mainButton(showToday, 'Show today', {})],
  });

const onlyManagers = [{ text: 'Only a MASH manager can see the figures of the day.' }];

export const todayActions: readonly Action[] = [
  casesAction(showToday, ['mash'], async (_, context) =>
    showing(context.by.roles.has('mash-manager') ? replyCard(todayCard(await todayNow(context))) : onlyManagers),
  ),
];

export const todayWords: readonly Typed[] = [
  {
    where: ['mash'],
    words: ['today'],
    help: ['today', 'Managers: how many came today, waited how long, were decided in time'],
    does: async (_, context) => [{ card: todayCount(await todayNow(context)) }],
  },
  {
    who: ({ by, currentSetUp }) => currentSetUp().managers.includes(by.id),
    words: ({ said, person }) => !person.openDraft && said === 'today',
    isNews: 'an answer', // to a question about a referral of their own
    async does(_, context) {
      const by = await deskPeople.ofTheMash(context);
      if (by && !('roles' in by)) return { reply: [by], isNews: true };
      return by?.roles.has('mash-manager') ? replyCard(todayCard(await todayNow(context))) : undefined;
    },
  },
];
