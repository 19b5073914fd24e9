import { instantOf, msBetween } from '../base/time.ts';
import { clock, clockAndDay } from '../cards/london.ts';
import { marksMissed } from '../case/advance.ts';
import { hasActed } from '../case/alarms.ts';
import { type Entry, isWaiting, nameOfMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { features } from '../features/list.ts';
import { type Setup, setupsIn } from '../features/set-up/set-up-state.ts';
import type { EventOf } from '../history/events.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { casesIn } from '../store/cases.ts';
import { command, printLine, referenceOf } from './command.ts';
import { withStore } from './tool-store.ts';

const usage = `npm run why -- HT-7K3F-92H   why did nobody ring? What happened to a referral, each mark of its clocks, and to whom it was told
It prints the reference, times and roles: no name, and no fact of the child.`;

const places = {
  mash: 'the MASH channel',
  assessment: 'the Assessment team’s channel',
  cases: 'another case',
  council: 'the council’s system',
};

/** Tells why somebody was reminded of a case, or was not, from its history and its messages. */
await command(usage, { allowPositionals: true }, async ({ positionals: [text, ...more] }) => {
  if (!text || more.length > 0) throw new Error(usage);
  const id = referenceOf(text);
  return withStore(async (store, config) => {
    const record = await casesIn(store, () => {}).load(id);
    if (!record) throw new Error(`There is no case ${id} in this store.`);
    const setup = await setupsIn(store).load();
    for (const line of linesOf(record, setup)) printLine(line);
    const now = instantOf(Date.now());
    const pack = loadPack(config.packPath);
    const missed = marksMissed(record, { now, pack, parts: features }).sort((one, other) =>
      msBetween(other.upTo, one.upTo),
    );
    for (const line of missedLines(missed)) printLine(`NOT YET RECORDED: ${line}`);
    printLine(
      `Its clocks are reckoned with the pack ${config.packPath ?? `${pack.id}, as PROTOCOL_PACK is not set here`}. The program must have the same.`,
    );
    const { wakeAt } = record;
    const isPast = wakeAt !== undefined && wakeAt < now;
    if (isPast)
      printLine(`The worker was to look at it at ${clockAndDay(wakeAt)}: that time is past. Is the program running?`);
    else printLine(wakeAt ? `The worker looks at it again at ${clockAndDay(wakeAt)}.` : 'No clock of it runs.');
    return missed.length === 0 && !isPast;
  });
});

type Mark = EventOf<'ClockReached'>;

function nameOfMark({ clock, upTo, escalate, remind, overdue }: Mark): string {
  const what = [remind && 'reminder', escalate && 'escalation', overdue && 'overdue'].filter((each) => each !== false);
  return `mark of the clock “${clock}”, due ${clockAndDay(upTo)}: ${what.join(', ') || 'other words on the cards'}`;
}

/** One line for each mark. What is said again and again while it is overdue is one. */
function missedLines(missed: Mark[]): string[] {
  const groups = Map.groupBy(missed, (mark) => (mark.overdue ? mark.clock : mark));
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    return `${nameOfMark(first)}${more.length > 0 ? `, ${more.length} times more since` : ''}`;
  });
}

function linesOf(record: CaseRecord, setup: Setup): string[] {
  const told = (index: number) =>
    record.outbox
      .filter(({ message }) => message.kind === 'notice' && message.event === index)
      .map((entry) => `    ${toldIn(entry, record, setup)}`);
  return [
    `${record.id}: ${record.status}. Times are those of London.`,
    ...record.events.flatMap((event, index) => {
      const what = event.type === 'ClockReached' ? nameOfMark(event) : event.type;
      const late = event.type === 'ClockReached' && event.late ? ', LATE' : '';
      return [
        `${clockAndDay(event.at)}  ${what}${late}${hasActed([event]) ? '  (somebody acts: it rings no more)' : ''}`,
        ...told(index),
      ];
    }),
    ...record.outbox
      .filter((entry) => entry.message.kind !== 'notice' && (isWaiting(entry) || entry.state.kind === 'failed'))
      .map((entry) => `NOT SENT: ${toldIn(entry, record, setup)}`),
    'Messages that Teams has taken stay in this list for some time only.',
  ];
}

function toldIn(entry: Entry, record: CaseRecord, setup: Setup) {
  const { to, message, state } = entry;
  const who = 'person' in to ? roleOf(to.person, record, setup) : 'place' in to ? places[to.place] : 'by text message';
  const how =
    state.kind === 'waiting'
      ? `waits since ${clockAndDay(entry.addedAt)}${entry.unreached ? `, cannot be reached since ${clock(entry.unreached)}` : ''}${entry.undrawn ? ', could not be made' : ''}, tries so far: ${entry.attempts}, next try ${clock(entry.notBefore)}`
      : state.kind === 'sent'
        ? `taken by Teams at ${clock(state.at)}`
        : state.kind === 'failed'
          ? `given up at ${clock(state.at)}: ${state.reason}`
          : `not sent, ${state.why} at ${clock(state.at)}`;
  return `${who}: ${nameOfMessage(message)} ${how}`;
}

/** What somebody is, without their name. The number tells two managers apart. */
function roleOf(person: CaseRecord['author'], { author }: CaseRecord, { managers, escalation, admins }: Setup): string {
  const among = (name: string, people: readonly string[]) =>
    people.includes(person) ? [`${name} ${people.indexOf(person) + 1}`] : [];
  const [role = 'somebody of the MASH'] = [
    ...(person === author ? ['the referrer'] : []),
    ...among('manager', managers),
    ...among('escalation contact', escalation),
    ...among('administrator', admins),
  ];
  return role;
}
