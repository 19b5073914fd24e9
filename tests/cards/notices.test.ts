import { expect, it } from '@jest/globals';
import { Duration, plus } from '../../src/base/time.ts';
import type { Notice } from '../../src/cards/meaning.ts';
import type { Card } from '../../src/cards/parts.ts';
import { advance, type CaseContext } from '../../src/case/advance.ts';
import { isAlarming } from '../../src/case/alarms.ts';
import { whyDropped } from '../../src/case/judge.ts';
import { type Entry, isWaiting, type NoticeMessage } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { noticeRule } from '../../src/case/tell.ts';
import { emptyAnswers, newDraft } from '../../src/draft/draft.ts';
import { features } from '../../src/features/list.ts';
import { ClockName } from '../../src/history/entry.ts';
import { CaseEvent, textOf } from '../../src/history/events.ts';
import {
  aDraft,
  allSent,
  aReferral,
  at,
  caseContext,
  desk,
  jane,
  meg,
  mo,
  OTHER_REFERENCE,
  pack,
  pat,
  sue,
  tom,
} from '../case/a-case.ts';
import { everyEvent } from '../case/every-event.ts';
import { textIn } from '../fakes/card.ts';
import type { Json } from '../fakes/wire.ts';
import { passedOn } from '../features/assessment/a-passed-case.ts';
import { joined, loggedCall } from '../features/joining/two-cases.ts';
import { twoAddresses } from './sample-address.ts';
import { answersOf } from './sample-answers.ts';
import { cases, NOW, OVERDUE, SENT, unsent, unwritten } from './sample-cases.ts';

const FACT = 'fact¶';
const later = plus(OVERDUE, Duration.parse('PT1H'));
const context: CaseContext = {
  ...caseContext(OVERDUE),
  desk: { ...desk, level2: [mo.id], level3: [meg.id], hasAssessment: true },
};

/** The case with a word that a test recognises in the place of every fact: answers, texts and names. */
function planted(record: CaseRecord, isComplete: boolean): CaseRecord {
  const answers = { ...record.facts.answers, values: { ...record.facts.answers.values } };
  for (const { id, choices } of pack.fields) if (!choices) answers.values[id] = `${FACT}${id}`;
  const texts = new Proxy<Record<string, string>>({}, { get: (_, key) => `${FACT}${String(key)}` });
  const names = Object.fromEntries([jane, meg, mo, pat, tom].map(({ id }) => [id, `${FACT}${id}`]));
  return {
    ...record,
    facts: isComplete ? { ...record.facts, answers, texts, names } : { ...record.facts, texts: {}, names: {} },
  };
}

const usual = cases('usual');
const { phoned, missing } = unwritten('usual');
const call = loggedCall({ caller: tom.id });
const raised: CaseEvent = {
  ...{ type: 'DisagreementRaised', at: OVERDUE, by: jane.id, number: 1, side: 'referrer' },
  target: NOW, // it has passed
};
const disputed = advance(
  usual.decided,
  { events: [raised, { ...raised, number: 2, side: 'mash', by: meg.id }] },
  context,
);
const agreeing: CaseEvent = { type: 'DisagreementAgreed', at: OVERDUE, by: mo.id, number: 1, level: 2, party: 'other' };
const wentUp: CaseEvent = { type: 'DisagreementWentUp', at: OVERDUE, by: mo.id, number: 1, level: 2 };
/** Two lines within two minutes, while these were on duty. */
const twoLines = (record: CaseRecord, onDuty = context.desk.onDuty) =>
  ['2026-11-24T15:50:00.000Z', '2026-11-24T15:51:00.000Z'].reduce((each, when, place) => {
    const line: CaseEvent = { type: 'InformationAdded', at: at(when), by: jane.id, number: place + 1 };
    return advance(each, { events: [line] }, { ...context, now: at(when), desk: { ...context.desk, onDuty } });
  }, record);
const taken: CaseEvent[] = [
  {
    ...{ type: 'ClockReached', clock: 'urgent', at: SENT, upTo: SENT, late: false },
    ...{ remind: true, escalate: false, overdue: false },
  },
  { type: 'ReferralTaken', at: SENT, by: mo.id },
];
/** A line that says when the child leaves, some days later or now. */
const leaving = (record: CaseRecord, leavesSight = at('2026-11-30T15:00:00.000Z')) => {
  const when = at('2026-11-24T15:50:00.000Z');
  const said = { at: when, by: jane.id, number: 1 };
  const lines: CaseEvent[] = [
    { type: 'InformationAdded', ...said },
    { type: 'LeavingTimeSaid', ...said, leavesSight },
  ];
  return advance(record, { events: lines }, { ...context, now: when });
};
const written: CaseEvent[] = [
  { type: 'QuestionAsked', at: at('2026-11-24T14:30:00.000Z'), by: pat.id, question: 1 },
  { type: 'ReferrerMessaged', at: at('2026-11-24T14:30:00.000Z'), by: pat.id, number: 1 },
];
const held: CaseEvent = { type: 'AssessmentAccepted', at: OVERDUE, by: sue.id };
const task: CaseEvent = { type: 'TaskSet', at: OVERDUE, by: mo.id, number: 1, kind: 'task', on: '2026-11-24' };
const saying = (text: string): CaseRecord => ({
  ...usual.awaiting,
  facts: { ...usual.awaiting.facts, texts: { 'information-1': text, [textOf.stillOnIt(1)]: text } },
});
/** The cases to which each event happens. */
const bases: Record<string, CaseRecord> = {
  draft: { ...aDraft(SENT), facts: { ...aDraft(SENT).facts, answers: answersOf('usual') } },
  'no leaving time': {
    ...aDraft(SENT),
    facts: { ...aDraft(SENT).facts, answers: { ...emptyAnswers, values: { 'leaves-sight': 'later' } } },
  },
  'asked for one thing at “send”': {
    ...aDraft(SENT),
    progress: { ...newDraft({}).progress, sends: true },
  },
  phoned,
  missing,
  ...unsent('usual'),
  undelivered: usual.undelivered,
  'delivered late': allSent(usual.undelivered, OVERDUE),
  awaiting: usual.awaiting,
  asked: usual.asked,
  decided: usual.decided,
  'words of danger': saying('He has a knife.'),
  disputed,
  'disputed at level 2': advance(disputed, { events: [wentUp, agreeing] }, context),
  call,
  'two lines': twoLines(aReferral(SENT)),
  'two lines, urgent': twoLines(usual.awaiting, [meg.id]),
  'two addresses': twoAddresses(),
  leaving: leaving(aReferral(SENT)),
  'leaving, urgent': leaving(usual.awaiting),
  'has left': leaving(usual.awaiting, at('2026-11-24T15:50:00.000Z')),
  'taken after its alarm': advance(usual.awaiting, { events: taken }, context),
  'without a reply, calm': advance(aReferral(SENT), { events: written }, context),
  'without a reply': advance(usual.awaiting, { events: written }, context),
  'held by the Assessment team': advance(passedOn(), { events: [held] }, context),
  'with a task': advance(usual.decided, { events: [task] }, context),
  ...joined(),
};

const decision = { decision: 'other', protection: 'no', police: 'no' } as const;
const done = { at: OVERDUE, by: mo.id };
/** What may happen to a case while a message about it waits. */
const meanwhile: Record<string, CaseEvent[]> = {
  nothing: [],
  'it is taken': [{ type: 'ReferralTaken', ...done }],
  'it is decided': [{ type: 'DecisionRecorded', ...done, ...decision, late: false }],
  'it is decided and opened again': [
    { type: 'DecisionRecorded', ...done, ...decision, late: false },
    { type: 'DecisionReopened', ...done, after: 1, clockStart: OVERDUE, decisionDue: later },
  ],
  'it is erased': [{ type: 'FactsErased', ...done, why: 'decided', period: Duration.parse('P365D') }],
  'it is joined into another': [{ type: 'JoinedInto', ...done, into: call.id }],
  'it is handed over': [{ type: 'HandOverAccepted', at: OVERDUE, by: tom.id, number: 1, from: jane.id }],
  'there was no call': [{ type: 'PhoneCallTakenBack', at: OVERDUE, by: jane.id }],
  'the draft is deleted': [{ type: 'DraftWithdrawn', at: OVERDUE, by: jane.id }],
  'it is sent': [
    {
      ...{ type: 'ReferralSubmitted', at: OVERDUE, by: jane.id, clockStart: OVERDUE, decisionDue: later },
      checkDone: true,
    },
  ],
  'it is delivered': [{ type: 'ReferralDelivered', at: OVERDUE }],
  'nobody is reached': [{ type: 'NobodyReached', at: OVERDUE }],
  'the question is answered': [{ type: 'QuestionAnswered', at: OVERDUE, by: jane.id, question: 1, known: false }],
  'the news is read': [{ type: 'NewsRead', ...done, upTo: 9 }],
  'danger is taken back': [{ type: 'DangerTakenBack', at: OVERDUE, by: jane.id }],
  'the child is found': [{ type: 'ChildFound', at: OVERDUE, by: jane.id, number: 1 }],
  'the disagreement is over': [{ type: 'DisagreementSettled', ...done, number: 1, level: 1 }],
};

/** What is wrong with a notice, if anything. */
function faultsOf(record: CaseRecord, entry: Entry, message: NoticeMessage): string[] {
  const about = record.events[message.event];
  if (!about || !('person' in entry.to)) return ['it is about nothing or to nobody'];
  const notice = noticeRule<Notice<CaseEvent>>(features, about, message.as);
  const view = { pack, now: later, link: undefined, to: entry.to.person };
  const insteadOf = isAlarming(message) ? (['desk', 'administrators'] as const) : [];
  try {
    notice.taken?.(about, record, later);
    const [whole, bare] = [planted(record, true), planted(record, false)];
    const draw = (drawn: CaseRecord, instead?: (typeof insteadOf)[number]) =>
      faultsOfCard(notice.card(about, { ...view, instead, record: drawn }));
    return [draw(whole), draw(bare), ...insteadOf.map((instead) => draw(whole, instead))].flat();
  } catch (error) {
    return [`it cannot be drawn: ${error instanceof Error ? error.message : error}`];
  }
}

function faultsOfCard(card: Card): string[] {
  const summary = String(card.fallbackText);
  return [
    ...(textIn(card as Json).trim() === '' ? ['it is empty'] : []),
    ...(summary.trim() === '' || summary === 'undefined' ? ['its summary is empty'] : []),
    ...(summary.includes(FACT) ? [`its summary names a fact: ${summary}`] : []),
  ];
}

const keyOf = (event: CaseEvent): string => (event.type === 'ClockReached' ? event.clock : event.type);

/** The names of all notices, each with the event that it is about. */
const declared = features.flatMap(({ name, events, clocks, hears }) =>
  [events, clocks, hears].flatMap((all) =>
    Object.entries(all ?? {}).flatMap(([key, { notices }]) =>
      Object.keys(notices ?? {}).map((notice) => `${name}/${notice} of ${key}`),
    ),
  ),
);

// Every notice

const events: CaseEvent[] = [
  ...everyEvent,
  { type: 'AddressesHeld', at: OVERDUE, by: jane.id, numbers: [1], inAnswer: true },
  { type: 'CaseHanded', at: OVERDUE, by: mo.id, to: pat.id, shift: 1 },
  {
    ...{ type: 'PossibleLinksFound', at: OVERDUE, mirrored: true },
    found: [{ to: OTHER_REFERENCE, why: ['birth-date'] }],
  },
];

it('The sample events cover every kind of event, and every clock', () =>
  expect(new Set(events.map(keyOf))).toEqual(
    new Set([
      ...CaseEvent.options.map((option) => option.shape.type.value).filter((type) => type !== 'ClockReached'),
      ...ClockName.options,
    ]),
  ));

it('Every notice can be drawn in every state in which it can wait, is not empty, and its summary names no fact of the case', () => {
  const [faults, drawn] = [new Set<string>(), new Set<string>()];
  const met = new Set<string>();
  /** Whether one of these pairs has not met yet. If so, they all meet now. */
  const meet = (...pairs: string[]): boolean => {
    const isNew = pairs.some((pair) => !met.has(pair));
    if (isNew) for (const pair of pairs) met.add(pair);
    return isNew;
  };
  const all = Object.entries(bases);
  for (const [number, event] of events.entries())
    for (const [base, before] of [...all.slice(number % all.length), ...all.slice(0, number % all.length)]) {
      const first = (before.outbox.at(-1)?.id ?? -1) + 1;
      const onDuty = base === 'asked' ? [mo.id] : [];
      const after = advance(before, { events: [event] }, { ...context, desk: { ...context.desk, onDuty } });
      if (!after.outbox.some(({ id, message }) => id >= first && message.kind === 'notice')) continue;
      const waiting = new Set<string>(); // the notices that are drawn while nothing happens
      for (const [what, happened] of Object.entries(meanwhile)) {
        // each thing that may happen meets each notice, and each case
        if (what !== 'nothing' && !meet(...[base, ...waiting].map((each) => `${what}, ${each}`))) continue;
        const record = happened.length === 0 ? after : advance(after, { events: happened }, context);
        const seen = new Set<string>();
        for (const entry of record.outbox) {
          const { id, message } = entry;
          if (id < first || message.kind !== 'notice' || !isWaiting(entry)) continue;
          if (whyDropped(record, entry, features)) continue;
          const notice = `${message.as} ${message.event}`;
          if (seen.has(notice) && what !== 'nothing') continue; // once for each state, whoever gets it
          seen.add(notice);
          const name = `${message.as} of ${keyOf(record.events[message.event] ?? event)}`;
          drawn.add(name);
          if (what === 'nothing') waiting.add(name);
          for (const fault of faultsOf(record, entry, message))
            faults.add(`${message.as} of ${keyOf(event)}, ${base}, ${what}: ${fault}`);
        }
      }
    }
  expect([...faults]).toEqual([]);
  expect(declared.filter((name) => !drawn.has(name))).toEqual([]);
});
