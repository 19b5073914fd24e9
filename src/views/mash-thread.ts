import type { Instant } from '../base/time.ts';
import { type Later, laterFacts } from '../cards/later-facts.ts';
import { linkWords } from '../cards/link-words.ts';
import { clockAndDay, timeLeft } from '../cards/london.ts';
import { missingToldBy, policeWords } from '../cards/mash-care.ts';
import { type Card, facts, inRows, type Line, line, mashCard, plain } from '../cards/parts.ts';
import { addedCheck, type TitledText, writtenReferral } from '../cards/referral-text.ts';
import { type CaseRecord, staffName } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { decisionLines } from '../features/decision/record-cards.ts';
import { features } from '../features/list.ts';
import { type CaseEvent, type EventOf, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';

const partCharacters = 6000; // well below Teams' limit for a message, even if every character takes four bytes

/**
 * The whole written referral as numbered parts for the thread. Nothing is left out, so it can be read without the bot.
 * @source Protocol 8.2 (a written referral)
 */
export function writtenParts(record: CaseRecord, pack: Pack): Line[][] {
  return threadParts(writtenReferral(record.facts.answers, pack, asSent(record, pack, 'ReferralSubmitted')));
}

/**
 * An indicator check that was done after sending, as numbered parts for the thread. The first part goes into the reply
 * that says that it was added; each `addition` message holds one of the others.
 */
export function additionParts(record: CaseRecord, pack: Pack): Line[][] {
  return threadParts(addedCheck(record.facts.answers, pack, asSent(record, pack, 'CheckAdded')));
}

/** The missing and found reports known at sending. Newer ones would change the words of parts still to be posted. */
function asSent(record: CaseRecord, pack: Pack, type: 'ReferralSubmitted' | 'CheckAdded'): Later {
  const sent = record.events.findLast((event) => event.type === type);
  return laterFacts(record, pack, sent?.at ?? record.startedAt);
}

export function threadParts(texts: TitledText[]): Line[][] {
  const size = (part: TitledText[]) => part.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
  // The last title is not counted. A version that counts it would renumber the parts that still wait to be posted.
  const fits = (part: TitledText[]) => size(part) - (part.at(-1)?.title.length ?? 0) <= partCharacters;
  return inRows(texts, fits).map((part) => facts(part));
}

export function writtenCard(record: CaseRecord, pack: Pack, number: number): Card {
  const parts = writtenParts(record, pack);
  return threadCard(record, `Written referral, ${number} of ${parts.length}`, parts[number - 1] ?? []);
}

/** One part of an added indicator check. @param at when the referrer sent it */
export function additionCard(record: CaseRecord, pack: Pack, number: number, at: Instant): Card {
  const { title, lines } = additionWords(record, pack, number, at);
  return threadCard(record, title, lines);
}

function additionWords(record: CaseRecord, pack: Pack, number: number, at: Instant): Words {
  const parts = additionParts(record, pack);
  const place = parts.length > 1 ? `, ${number} of ${parts.length}` : '';
  const ticked = parts[number - 1] ?? [];
  const lines = ticked.length > 0 ? ticked : [line('Nothing ticked.')];
  return words(`Added by the referrer: indicator check${place}`, ...lines, line(clockAndDay(at), 'small', 'Small'));
}

/**
 * A reply in the thread that says what happened. A lock screen shows its title, so the title holds no name and no fact.
 */
export function lineCard(
  record: CaseRecord,
  event: CaseEvent,
  referral: SubmittedReferral,
  pack: Pack,
  now: Instant,
): Card {
  const { title, lines } = threadWords(record, event, referral, pack, now);
  return threadCard(record, title, lines);
}

function threadCard(record: CaseRecord, title: string, lines: Line[]): Card {
  return mashCard({
    summary: `${record.id}: ${title}`,
    top: [line(record.id, 'small')],
    heading: title,
    headingSize: 'Default',
    blocks: lines.length > 0 ? [plain(lines, 'Small')] : [],
  });
}

interface Words {
  title: string;
  lines: Line[];
}

const words = (title: string, ...lines: Line[]): Words => ({ title, lines });

export function threadWords(
  record: CaseRecord,
  event: CaseEvent,
  referral: SubmittedReferral,
  pack: Pack,
  now: Instant,
): Words {
  const { texts } = record.facts;
  const textLine = (name: string) => line(texts[name] ?? '');
  const at = clockAndDay(event.at);
  const by = (id: string) => `${staffName(record, id)}, ${at}`;
  switch (event.type) {
    case 'ReferralTaken':
      return words('Taken', line(`By ${by(event.by)}`));
    case 'QuestionAsked':
      return words('Question to the referrer', textLine(textOf.question(event.question)), line(by(event.by), 'small'));
    case 'QuestionAnswered': {
      const answer = event.known ? textLine(textOf.answer(event.question)) : line('Not known');
      return words('The referrer answers', answer, line(at, 'small'));
    }
    case 'CheckAdded':
      return additionWords(record, pack, 1, event.at);
    case 'InformationAdded':
      return words('Added by the referrer', textLine(textOf.information(event.number)), line(at, 'small', 'Small'));
    case 'ChildMissing':
      return missingWords(record, event, referral);
    case 'ChildFound': {
      const comment = texts[textOf.found(event.number)];
      const theirWords = comment ? [line(`Their words: ${comment}`)] : [];
      return words('The child is found, says the referrer', ...theirWords, line(at, 'small', 'Small'));
    }
    case 'DraftWithdrawn': {
      const whatToDo = line('Nothing comes in writing by itself. Ring them.');
      return words('The referrer deleted their draft', whatToDo, line(at, 'small'));
    }
    case 'CaseLinked': {
      const { to, kind } = event;
      const who = event.by
        ? `By ${by(event.by)}, ${linkWords(kind)}`
        : `The same referrer says: ${linkWords(kind ?? 'family')}.`;
      return words(`Linked with ${to}`, line(who));
    }
    case 'DecisionRecorded':
      return words(
        `Decided${event.number ? ' again' : ''}${event.late ? ' · LATE' : ''}`,
        ...decisionLines(record, { ...event, number: event.number ?? 1 }),
      );
    case 'DecisionCorrected':
      return words('Decision CORRECTED', ...decisionLines(record, event));
    case 'ReferrerTold':
      return words('The referrer has been told', line(at));
    case 'NotReached':
      return notReachedWords(record, event);
    case 'ClockReached': {
      if (!decisionClocks.includes(event.clock)) return featureWords(record, event, pack);
      const late = event.late ? [line('Late: this could not be said in time', 'small')] : [];
      return words(clockTitle(event, referral, now), ...late);
    }
    default:
      return featureWords(record, event, pack);
  }
}

function missingWords(
  record: CaseRecord,
  { number, at, by, police }: EventOf<'ChildMissing'>,
  { missing }: SubmittedReferral,
): Words {
  const comment = record.facts.texts[textOf.missing(number)];
  const byMash = missing.some((each) => each.number === number && each.byMash);
  const who = missingToldBy({ byMash });
  const from = byMash ? `${staffName(record, by)}, ${clockAndDay(at)}` : clockAndDay(at);
  return words(
    `CHILD MISSING, says ${who}`,
    line(policeWords(police, who, comment)),
    ...(comment ? [line(byMash ? comment : `Their words: ${comment}`)] : []),
    line(from, 'small', 'Small'),
  );
}

function notReachedWords({ facts: { names } }: CaseRecord, { who, staff, at }: EventOf<'NotReached'>): Words {
  const [title, what] =
    who === 'referrer'
      ? ['The referrer could NOT be reached in Teams', 'Please ring them. Their number is on the card.']
      : [`Teams does NOT reach ${names[staff] ?? whoIs[who]}`, 'Others are told, where nobody has heard of it.'];
  return words(title, line(what), line(clockAndDay(at), 'small'));
}

const whoIs = {
  manager: 'a manager',
  escalation: 'the escalation contact',
  administrator: 'an administrator',
};
const decisionClocks = ['decision', 'leavesSight'];

function featureWords(record: CaseRecord, event: CaseEvent, pack: Pack): Words {
  const own = features.map(({ face }) => face?.line?.(record, event, pack)).find((each) => each);
  return own ?? words(record.id);
}

function clockTitle(event: EventOf<'ClockReached'>, referral: SubmittedReferral, now: Instant): string {
  if (event.clock === 'leavesSight' && referral.leavesSight)
    return `Undecided. Child leaves the referrer’s sight at ${clockAndDay(referral.leavesSight)}. Reminding: managers`;
  const due = clockAndDay(referral.decisionDue);
  const managers = event.remind || event.overdue ? ['managers'] : [];
  const who = [...managers, ...(event.escalate || event.overdue ? ['the escalation contact'] : [])].join(' and ');
  if (now > referral.decisionDue) return `OVERDUE since ${due}. Reminding: ${who}`;
  return `Undecided, ${timeLeft(now, referral.decisionDue)} left (due ${due}). Reminding: ${who}`;
}
