import { type Action, casesAction, type PressInput, type Showing, showing } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import { box, type FormRetry, formAgain, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay, counted } from '../../cards/london.ts';
import { button, type Card, type Lines, line, mainButton, mashCard, plain } from '../../cards/parts.ts';
import { takeReferral } from '../../case/commands.ts';
import type { Outcome } from '../../case/outcome.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../../case/state.ts';
import { waiting } from '../../case/up-next.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { caseRow } from './cards.ts';
import { colleagues, rosterUnknown } from './hand.ts';
import { handTo } from './rules.ts';
import { handShift, shift, takeHanded } from './verbs.ts';

const where = ['mash'] as const;
const mostWaiting = 200; // cases looked through
const mostShown = 4;

/** What waits, from one person's side: what they hold, what was handed to them, and what nobody has. */
interface Shift {
  mine: CaseRecord[];
  handed: CaseRecord[];
  nobodys: CaseRecord[];
  caseload: string; // how many cases each person has
}

function shiftOf(records: CaseRecord[], person: Person): Shift {
  const found: Shift = { mine: [], handed: [], nobodys: [], caseload: '' };
  const loads = new Map<string, number>();
  for (const record of records) {
    const referral = undecided(record);
    if (!referral) continue;
    const { allocation } = referral;
    const holder = allocatedTo(referral);
    if (allocation.kind === 'nobody') found.nobodys.push(record);
    else if (holder === person.id) (isTaken(referral) ? found.mine : found.handed).push(record);
    if (holder && isTaken(referral))
      loads.set(staffName(record, holder), (loads.get(staffName(record, holder)) ?? 0) + 1);
  }
  const caseload = [...loads].map(([name, cases]) => `${name}: ${cases}`).join(' · ');
  return { ...found, caseload };
}

const undecided = ({ events }: CaseRecord): SubmittedReferral | undefined => {
  const referral = submittedIn(referralOf(events));
  return referral?.status === 'awaiting-decision' ? referral : undefined;
};

/** What this shift leaves, and to whom it goes. Only the person who pressed sees it. It shows references, times and who has each case. */
export function shiftCard(
  { mine, handed, nobodys, caseload }: Shift,
  people: { id: string; name: string }[],
  view: { pack: Pack; now: Instant; notice?: Lines },
  again: FormRetry = untouchedForm,
): Card {
  const from = { list: 'desk' as const };
  const rows = (records: CaseRecord[]) => records.slice(0, mostShown).flatMap((record) => caseRow(record, from, view));
  const titled = (title: string, records: CaseRecord[]) =>
    records.length > 0 && [
      plain([line(title, 'bold'), records.length > mostShown && `The first ${mostShown}. “board” shows all.`]),
      ...rows(records),
    ];
  const choices = people.map(({ id, name }) => ({ title: name, value: id }));
  const canHand = mine.length > 0 && choices.length > 0;
  return mashCard({
    summary: 'MASH desk: shift',
    top: [line(`At ${clockAndDay(view.now)}. Only you see this`, 'small')],
    heading: 'What the shift leaves',
    blocks: [
      view.notice && plain(view.notice),
      mine.length + handed.length + nobodys.length === 0 && plain(['Nothing waits for a decision.']),
      titled(`Handed to you, not taken yet: ${handed.length}`, handed),
      titled(`You have ${counted(mine.length, 'case')}`, mine),
      titled(`Nobody has ${counted(nobodys.length, 'case')}`, nobodys),
      caseload !== '' && plain([line('Who has how many', 'small'), caseload]),
    ],
    inputs: [canHand && box('compact', 'to', 'Who takes over yours?', again, { choices })],
    buttons: [
      canHand && mainButton(handShift, 'Hand mine over', { attempt: again.attempt }),
      handed.length > 0 && button(takeHanded, 'Take what I was handed', {}),
    ],
  });
}

async function shiftNow(context: Context) {
  return shiftOf((await context.cases.upNext(waiting, mostWaiting)).flat(), context.by);
}

async function showShift(context: Context, notice?: Lines, again?: FormRetry): Promise<Showing> {
  const people = await colleagues(context);
  if (!people) return showing([rosterUnknown]);
  const { pack, now } = context.caseContext();
  const others = people.filter(({ id }) => id !== context.by.id);
  return showing(
    replyCard(shiftCard(await shiftNow(context), others, { pack, now, ...(notice && { notice }) }, again)),
  );
}

/**
 * Hands every case of the person who presses to a colleague. Until the colleague takes a case, it is nobody's: it rings as if nobody had
 * it. One notice speaks of the ordinary cases; each urgent one has its own.
 */
async function handAll(given: PressInput<typeof handShift>, context: Context): Promise<Showing> {
  const people = await colleagues(context);
  const to = people?.find(({ id }) => id === given.inputs.to && id !== context.by.id);
  if (!people) return showing([rosterUnknown]);
  if (!to) return showShift(context, undefined, formAgain(given, { to: 'Choose a colleague.' }));
  const { mine } = await shiftNow(context);
  const { pack } = context.caseContext();
  const ordinary = mine.filter((record) => !isUrgent(record, pack));
  const kept: CaseId[] = [];
  for (const record of mine) {
    const place = ordinary.indexOf(record);
    const speaksOf = place < 0 ? 1 : place === 0 ? ordinary.length : 0;
    const isDone = await does(record.id, context, (referral, at) => handTo(referral, to, at, speaksOf), to);
    if (!isDone) kept.push(record.id);
  }
  return showShift(context, [
    line(`${counted(mine.length - kept.length, 'case')} handed to ${to.name}. I told them.`, 'bold'),
    'Each rings as if nobody had it, until they take it.',
    kept.length > 0 && `Not handed, because it is their own referral or somebody was first: ${kept.join(', ')}`,
  ]);
}

/** Takes what was handed to the person who presses. An urgent case they take on its own card, one by one. */
async function takeAll(context: Context): Promise<Showing> {
  const { handed } = await shiftNow(context);
  const { pack } = context.caseContext();
  const urgent = handed.filter((record) => isUrgent(record, pack));
  let taken = 0;
  for (const record of handed)
    if (!urgent.includes(record) && (await does(record.id, context, takeReferral))) taken += 1;
  return showShift(context, [
    line(`You have taken ${counted(taken, 'case')}.`, 'bold'),
    urgent.length > 0 && `URGENT: take each on its own card: ${urgent.map(({ id }) => id).join(', ')}`,
  ]);
}

/** @returns whether it happened */
async function does(
  id: CaseId,
  context: Context,
  rule: (referral: SubmittedReferral, at: { by: Person; now: Instant }) => Outcome,
  to?: Person,
): Promise<boolean> {
  const result = await changeCase<boolean>(id, context, (record) => {
    const referral = undecided(record);
    if (!referral) return { instead: false };
    const names = { ...record.facts.names, ...(to && { [to.id]: to.name }) };
    return {
      on: { ...record, facts: { ...record.facts, names } },
      outcome: rule(referral, { by: context.by, now: context.now() }),
      by: context.by,
      answer: (_, change) => change === 'new',
    };
  });
  return result?.answer ?? false;
}

export const shiftActions: readonly Action[] = [
  // lists name references and times, and show no case
  casesAction(shift, where, async (_, context) => showShift(context)),
  casesAction(handShift, where, handAll),
  casesAction(takeHanded, where, async (_, context) => takeAll(context)),
];

/** Everybody in the channel sees the answer to typed words, so the shift itself stands behind a press. */
export const shiftWords: Typed = {
  where,
  words: ['shift', 'hand over my shift'],
  help: ['shift', 'What your shift leaves, and who takes it over'],
  does: (): Reply =>
    replyCard(
      mashCard({
        summary: 'MASH desk: shift',
        heading: 'Hand over a shift',
        blocks: [plain(['See what waits, and hand what you have to a colleague.'])],
        buttons: [mainButton(shift, 'Show my shift', {})],
      }),
    ),
};
