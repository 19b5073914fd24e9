import { Duration, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { missingToldBy, policeReportWords, policeWords } from '../../cards/mash-care.ts';
import { type Events, isSent, type Notice, type NoticeView, words } from '../../cards/meaning.ts';
import { type Button, mainButton, spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { isAlarming } from '../../case/alarms.ts';
import { andHolder, managersToRemind, orStandIns } from '../../case/desk.ts';
import { unreadNews } from '../../case/news.ts';
import { type Entry, type Instead, messagesTo } from '../../case/outbox.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { isChildMissing, isTaken, latestReports } from '../../case/referral.ts';
import { whoIsOnIt } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { redrawn } from '../../case/tell.ts';
import { type CaseEvent, isA, textOf } from '../../history/events.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { isOnlyTheirs, numberButton, onItButton } from '../alarm/state.ts';
import { newsRead } from '../news/verbs.ts';
import { foundAlertCard, missingAlertCard, missingDefaults } from './cards.ts';

/** Tells a manager, or whoever stands in, that the child is missing, or found. @source Protocol 10.2 */
function alertTo({ record, link, instead, to }: NoticeView) {
  const state = { ...missingDefaults, ...referralOf(record.events) };
  if (state.found) return foundAlertCard(record, state.found, { link, to });
  return missingAlertCard(record, state, link, replyOptions(record, instead));
}

/**
 * What the person who gets the alarm can press: that they have the case or, once it is decided, that they have read the
 * news: what the referrer has said since the decision.
 */
function replyOptions(record: CaseRecord, instead: Instead | undefined): { buttons?: Button[]; hint?: string } {
  if (instead === 'administrators')
    return { hint: 'No manager and no escalation contact could be reached. Please ring one of them now.' };
  const { id, events } = record;
  const referral = referralOf(events);
  const number = numberButton(record);
  if (referral.status === 'awaiting-decision' && !isTaken(referral))
    return {
      buttons: [onItButton(record), number],
      hint: '“I am on it” puts your name on it. Then ring the referrer.',
    };
  const unread = unreadNews(events);
  const told = unread.findLast(({ event }) => event === 'ChildMissing');
  if (unread.length === 0 || !told) return { buttons: [number] };
  const read = { case: id, revision: told.number, from: told.number }; // other words do not stand here
  return { buttons: [mainButton(newsRead, 'I have read it', read), number] };
}

const againWithin = Duration.parse('PT5M');

/** Whether a report says no more than the last one: neither danger nor anything else of the police. */
const isSameReport = (event: CaseEvent, { events: all, facts: { texts } }: CaseRecord): boolean =>
  event.type === 'ChildMissing' &&
  [all.findLast(isA('ChildMissing'))?.police, 'not-said'].includes(event.police) &&
  dangerIn(texts[textOf.missing(event.number)] ?? '') === undefined;

/** Whether this message told just now that the child is missing, and nobody has read the news since: the same again is drawn there. */
const isJustTold =
  (event: CaseEvent, record: CaseRecord) =>
  ({ message, addedAt, state }: Entry): boolean =>
    isAlarming(message) &&
    isSameReport(event, record) &&
    record.events[message.event]?.type === 'ChildMissing' &&
    state.kind === 'sent' &&
    plus(addedAt, againWithin) > event.at &&
    !record.events.slice(message.event).some(isA('NewsRead', 'ChildFound', 'ChildSafe'));

/**
 * Every manager and whoever has the case hear of it, on duty or not. What is said again of a missing child while
 * somebody is on it goes to them and to who is on duty, and rings nobody twice within five minutes while it is not read. That a child is found must be confirmed: where the only manager
 * refers the child, the escalation contact hears it too.
 */
const alert: Notice<CaseEvent> = {
  alarm: true,
  to(event, { desk, referral, record }) {
    const isAgain = event.type === 'ChildMissing' && referral && isChildMissing(referral) && !referral.found;
    const isTheirs = isAgain && referral.status === 'awaiting-decision' && whoIsOnIt(record) !== undefined;
    const people = andHolder(isTheirs ? managersToRemind(desk) : desk.managers, referral, desk);
    const above = event.type === 'ChildFound' && referral && isOnlyTheirs(desk, referral) ? desk.escalation : [];
    const all = [...new Set([...people, ...above])];
    const anew = all.filter((person) => !messagesTo(record.outbox, person).some(isJustTold(event, record)));
    return all.length > 0 ? anew : orStandIns(all);
  },
  card: (_, view) => alertTo(view),
};

/** @source Protocol 10.2 */
export const events: Events<'ChildMissing' | 'ChildFound'> = {
  ChildMissing: {
    card: true,
    receipt: isSent,
    notices: { alert },
    also: (event, { record }) => {
      const again = record.outbox.filter(isJustTold(event, record)).map(({ id }) => id);
      return redrawn(record, (_, id) => again.includes(id));
    },
    sounds: true,
    line({ number, by, at, police }, { record, referral }) {
      const comment = textIn(record, textOf.missing(number));
      const { byMash = false, isAnswer } = referral.missing.find((each) => each.number === number) ?? {};
      const who = missingToldBy({ byMash });
      return words(
        `CHILD MISSING${isAnswer ? ': whether the police know' : ''}, says ${who}`,
        police === 'not-said'
          ? policeReportWords(record, latestReports(record, referral.missing))
          : policeWords(police, who, comment),
        comment && (byMash ? comment : `Their words: ${comment}`),
        spacedSmallLine(byMash ? whoAndWhen(record, { by, at }) : clockAndDay(at)),
      );
    },
  },
  ChildFound: {
    card: true,
    receipt: isSent,
    notices: { alert },
    line({ number, at }, { record }) {
      const comment = textIn(record, textOf.found(number));
      return words(
        'The child is found, says the referrer',
        comment && `Their words: ${comment}`,
        spacedSmallLine(clockAndDay(at)),
      );
    },
  },
};
