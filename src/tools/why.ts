import { instantOf } from '../base/time.ts';
import { clock, clockAndDay } from '../cards/london.ts';
import { clockEventsDue } from '../case/advance.ts';
import { hasActed } from '../case/alarms.ts';
import { type Entry, nameOfMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { features } from '../features/list.ts';
import { type Setup, setupsIn } from '../features/set-up/set-up-state.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { casesIn } from '../store/cases.ts';
import { command, printLine, referenceOf } from './command.ts';
import { withStore } from './tool-store.ts';

const usage = `npm run why -- HT-7K3F-92Q   why did nobody ring? What happened to a referral, each mark of its clocks, and to whom it was told
It prints the reference, times and roles: no name, and no fact of the child.`;

/** Tells why somebody was reminded of a case, or was not, from its history and its messages. */
await command(usage, { allowPositionals: true }, async ({ positionals: [text, ...more] }) => {
  if (!text || more.length > 0) throw new Error(usage);
  const id = referenceOf(text);
  return withStore(async (store, config) => {
    const record = await casesIn(store, () => {}).load(id);
    if (!record) throw new Error(`There is no case ${id} in this store.`);
    const setup = await setupsIn(store).load();
    for (const line of linesOf(record, setup)) printLine(line);
    const context = { now: instantOf(Date.now()), pack: loadPack(config.packPath), parts: features };
    const missed = clockEventsDue(record, context);
    for (const mark of missed)
      if (mark.type === 'ClockReached') printLine(`NOT YET RECORDED: ${mark.clock}, due ${clockAndDay(mark.upTo)}`);
    printLine(
      record.wakeAt ? `The worker looks at it again at ${clockAndDay(record.wakeAt)}.` : 'No clock of it runs.',
    );
    return missed.length === 0;
  });
});

function linesOf(record: CaseRecord, setup: Setup): string[] {
  const told = (index: number) =>
    record.outbox
      .filter(({ message }) => message.kind === 'notice' && message.event === index)
      .map((entry) => `    ${toldIn(entry, record, setup)}`);
  return [
    `${record.id}: ${record.status}. Times are those of London.`,
    ...record.events.flatMap((event, index) => {
      const what =
        event.type === 'ClockReached'
          ? `mark of the clock “${event.clock}”, due ${clockAndDay(event.upTo)}`
          : event.type;
      const late = event.type === 'ClockReached' && event.late ? ', LATE' : '';
      return [
        `${clockAndDay(event.at)}  ${what}${late}${hasActed([event]) ? '  (somebody acts: it rings no more)' : ''}`,
        ...told(index),
      ];
    }),
    'Messages that Teams has taken stay in this list for some time only.',
  ];
}

function toldIn(entry: Entry, record: CaseRecord, setup: Setup) {
  const { to, message, state } = entry;
  const who = 'person' in to ? roleOf(to.person, record, setup) : 'place' in to ? to.place : 'by text message';
  const how =
    state.kind === 'waiting'
      ? `waits since ${clock(entry.addedAt)}${entry.unreached ? `, cannot be reached since ${clock(entry.unreached)}` : ''}${entry.undrawn ? ', could not be made' : ''}, next try ${clock(entry.notBefore)}`
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
