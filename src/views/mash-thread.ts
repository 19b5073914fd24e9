import type { Instant } from '../base/time.ts';
import { type Later, laterFacts } from '../cards/later-facts.ts';
import { linkWords } from '../cards/link-words.ts';
import { clockAndDay, timeLeft } from '../cards/london.ts';
import { policeWords, whoSays } from '../cards/mash-care.ts';
import { type Card, facts, inRows, type Line, line, mashCard, plain } from '../cards/parts.ts';
import { addedCheck, type TitledText, writtenReferral } from '../cards/referral-text.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { decisionLines } from '../features/decision/record-cards.ts';
import { features } from '../features/list.ts';
import { type CaseEvent, type EventOf, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';

const partCharacters = 6000; // well below Teams' limit for a message, also when every character takes four bytes

/**
 * The whole written referral as numbered parts for the thread, nothing left out: it can be read without the bot.
 * @source Protocol 8.2 (a written referral)
 */
export function writtenParts(record: CaseRecord, pack: Pack): Line[][] {
  return inParts(writtenReferral(record.facts.answers, pack, asSent(record, pack, 'ReferralSubmitted')));
}

/** An indicator check that was done after sending, as numbered parts in the same way. The first of them is the line in the thread. */
export function additionParts(record: CaseRecord, pack: Pack): Line[][] {
  return inParts(addedCheck(record.facts.answers, pack, asSent(record, pack, 'CheckAdded')));
}

/** What was said by the time it was sent: the parts that are on their way keep their words. */
function asSent(record: CaseRecord, pack: Pack, type: 'ReferralSubmitted' | 'CheckAdded'): Later {
  const sent = record.events.findLast((event) => event.type === type);
  return laterFacts(record, pack, sent?.at ?? record.startedAt);
}

export function inParts(said: TitledText[]): Line[][] {
  const size = (part: TitledText[]) => part.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
  // The last title is not counted: parts that are on their way already keep their numbers.
  const fits = (part: TitledText[]) => size(part) - (part.at(-1)?.title.length ?? 0) <= partCharacters;
  return inRows(said, fits).map((part) => facts(part));
}

export function writtenCard(record: CaseRecord, pack: Pack, number: number): Card {
  const parts = writtenParts(record, pack);
  return thread(record, `Written referral, ${number} of ${parts.length}`, parts[number - 1] ?? []);
}

/** One part of what the referrer added; `at`: when they sent it. */
export function additionCard(record: CaseRecord, pack: Pack, number: number, at: Instant): Card {
  const { title, lines } = addition(record, pack, number, at);
  return thread(record, title, lines);
}

function addition(record: CaseRecord, pack: Pack, number: number, at: Instant): Words {
  const parts = additionParts(record, pack);
  const which = parts.length > 1 ? `, ${number} of ${parts.length}` : '';
  const lines = parts[number - 1] ?? [];
  const said = lines.length > 0 ? lines : [line('Nothing ticked.')];
  return words(`Added by the referrer: indicator check${which}`, ...said, line(clockAndDay(at), 'small', 'Small'));
}

/** What happened, as a reply in the thread. Its title is what a lock screen shows: no name, no fact. Of a long addition it is the first part. */
export function lineCard(
  record: CaseRecord,
  event: CaseEvent,
  referral: SubmittedReferral,
  pack: Pack,
  now: Instant,
): Card {
  const { title, lines } = threadWords(record, event, referral, pack, now);
  return thread(record, title, lines);
}

function thread(record: CaseRecord, title: string, lines: Line[]): Card {
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
  const { texts, names } = record.facts;
  const said = (name: string) => line(texts[name] ?? '');
  const theirWords = (name: string) => (texts[name] ? [line(`Their words: ${texts[name]}`)] : []);
  const at = clockAndDay(event.at);
  const by = (id: string) => `${names[id] ?? 'a colleague'}, ${at}`;
  switch (event.type) {
    case 'ReferralTaken':
      return words('Taken', line(`By ${by(event.by)}`));
    case 'QuestionAsked':
      return words('Question to the referrer', said(textOf.question(event.question)), line(by(event.by), 'small'));
    case 'QuestionAnswered': {
      const answer = event.known ? said(textOf.answer(event.question)) : line('Not known');
      return words('The referrer answers', answer, line(at, 'small'));
    }
    case 'CheckAdded':
      return addition(record, pack, 1, event.at);
    case 'InformationAdded':
      return words('Added by the referrer', said(textOf.information(event.number)), line(at, 'small', 'Small'));
    case 'ChildMissing':
      return missingWords(record, event, referral);
    case 'ChildFound': {
      const told = theirWords(textOf.found(event.number));
      return words('The child is found, says the referrer', ...told, line(at, 'small', 'Small'));
    }
    case 'DraftWithdrawn':
      return words(
        'The referrer deleted their draft',
        line('Nothing comes in writing by itself. Ring them.'),
        line(at, 'small'),
      );
    case 'CaseLinked':
      return words(
        `Linked with ${event.to}`,
        line(
          event.by
            ? `By ${by(event.by)}, ${linkWords(event.kind)}`
            : `The same referrer says: ${linkWords(event.kind ?? 'family')}.`,
        ),
      );
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
      if (!ofDecision.includes(event.clock)) return ofFeature(record, event, pack);
      const late = event.late ? [line('Late: this could not be said in time', 'small')] : [];
      return words(clockTitle(event, referral, now), ...late);
    }
    default:
      return ofFeature(record, event, pack);
  }
}

function missingWords(
  { facts: { texts, names } }: CaseRecord,
  { number, at, by, police }: EventOf<'ChildMissing'>,
  { missing }: SubmittedReferral,
): Words {
  const told = texts[textOf.missing(number)];
  const byMash = missing.some((each) => each.number === number && each.byMash);
  const who = whoSays({ byMash });
  const from = byMash ? `${names[by] ?? 'a colleague'}, ${clockAndDay(at)}` : clockAndDay(at);
  return words(
    `CHILD MISSING, says ${who}`,
    line(policeWords(police, who, told)),
    ...(told ? [line(byMash ? told : `Their words: ${told}`)] : []),
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
  referrer: 'the referrer',
  manager: 'a manager',
  escalation: 'the escalation contact',
  administrator: 'an administrator',
};
const ofDecision = ['decision', 'leavesSight'];

function ofFeature(record: CaseRecord, event: CaseEvent, pack: Pack): Words {
  const said = features.map(({ face }) => face?.line?.(record, event, pack)).find((each) => each);
  return said ?? words(record.id);
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
