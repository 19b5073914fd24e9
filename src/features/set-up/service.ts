import { randomInt } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { PressInput } from '../../actions/action.ts';
import type { ErrandContext, ReplyMessage } from '../../actions/context.ts';
import { isSame } from '../../base/once-per.ts';
import type { Texts } from '../../base/texts.ts';
import { ClockTime, Duration, msIn } from '../../base/time.ts';
import { box, type FormRetry, formAgain, untouchedForm } from '../../cards/forms.ts';
import { buttonWithoutInputs, type Card, line, mainButton, mashCard, plain } from '../../cards/parts.ts';
import { isDialable } from '../../protocol/contact.ts';
import type { Pack } from '../../protocol/pack.ts';
import { setUpSavedCard } from './cards.ts';
import { waitingLines } from './change-cards.ts';
import { keep, scheduleOf } from './choosing.ts';
import { hashOfCode, mostWrong } from './second-person.ts';
import { phonesOf, type ServiceParts, type Setup, setupsIn, type WaitingChange } from './set-up-state.ts';
import { confirmPhone, type saveService as SaveService, saveService, setUp } from './verbs.ts';

/** The box of each number. */
const phoneBoxes = { urgentPhone: 'urgent', outOfHoursPhone: 'out-of-hours' } as const;
const anHour = 3_600_000;

/** What applies now, by the names of the boxes. */
function inBoxes({ officeHours, clocks: { quiet }, duty: { shift }, phones }: Pack): Texts {
  return {
    'office-from': officeHours.from,
    'office-until': officeHours.until,
    'quiet-from': quiet.from,
    'quiet-until': quiet.until,
    shift: String(msIn(shift) / anHour),
    urgent: phones.urgent,
    'out-of-hours': phones.outOfHours,
  };
}

/** The form for hours, the length of a duty and the numbers to ring. */
export function serviceForm(setup: Setup, pack: Pack, again?: FormRetry, seen = setup.changes.length): Card {
  const form = again ?? { ...untouchedForm, typed: inBoxes(pack) };
  return mashCard({
    summary: 'MASH Referrals: hours and numbers',
    top: [line('Only you see this form', 'small')],
    heading: 'Hours and numbers',
    blocks: [plain(['A new number is tried by another person before anybody reads it. The rest applies at once.'])],
    inputs: [
      box('text', 'office-from', 'The office opens at, Monday to Friday', form),
      box('text', 'office-until', 'The office closes at', form),
      box('text', 'quiet-from', 'No reminders of paperwork from', form),
      box('text', 'quiet-until', 'No reminders of paperwork until', form),
      box('text', 'shift', 'Hours that a duty lasts, if nobody says until when', form),
      box('text', 'urgent', 'Number to ring about a child, day and night', form),
      box('text', 'out-of-hours', 'Number to ring when the office is shut', form),
    ],
    buttons: [mainButton(saveService, 'Save', { attempt: form.attempt, seen }), buttonWithoutInputs(setUp, 'Back')],
  });
}

/** A time such as 9, 9.30 or 09:30. */
function timeIn(typed: string) {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d\d))?$/.exec(typed) ?? [];
  return ClockTime.safeParse(`${hour?.padStart(2, '0')}:${minute}`).data;
}

/** What was typed, and what is wrong with it, by the name of the box. */
function read(typed: Texts): { chosen: ServiceParts; problems: Texts } {
  const problems: Texts = {};
  const said = (id: string) => (typed[id] ?? '').trim();
  const time = (id: string) => {
    const at = timeIn(said(id));
    if (!at) problems[id] = 'Write a time, such as 09:00.';
    return at ?? '';
  };
  const hours = (id: string) => ({ from: time(`${id}-from`), until: time(`${id}-until`) });
  const [office, quiet] = [hours('office'), hours('quiet')];
  if (office.until && office.until <= office.from) problems['office-until'] = 'It must be later than when it opens.';
  if (quiet.until && quiet.until === quiet.from) problems['quiet-until'] = 'It must be another time.';
  const long = Number(said('shift'));
  if (!Number.isInteger(long) || long < 1 || long > 24) problems.shift = 'Write a number from 1 to 24.';
  const phones = Object.entries(phoneBoxes).map(([part, id]) => {
    if (!isDialable(said(id))) problems[id] = 'That cannot be dialled. Write the whole number.';
    return [part, said(id)];
  });
  return {
    chosen: { office, quiet, shift: Duration.parse(`PT${long || 1}H`), ...Object.fromEntries(phones) },
    problems,
  };
}

/** Saves hours and numbers. What is as it was stays with whoever decided it. */
export async function saveServiceSettings(
  given: PressInput<typeof SaveService>,
  context: ErrandContext,
): Promise<ReplyMessage> {
  const { pack, documents, now } = context;
  const setup = await setupsIn(documents).load();
  const { chosen, problems } = read(given.typed);
  if (Object.keys(problems).length > 0)
    return { card: serviceForm(setup, pack, formAgain(given, problems), given.seen) };
  const { chosen: applies } = read(inBoxes(pack));
  const changed = Object.entries(chosen).filter(([part, to]) => !isSame(to, applies[part as keyof ServiceParts]));
  const saved = await keep({ choices: Object.fromEntries(changed), names: {}, seen: given.seen }, context);
  void textCodes(saved, context).catch((err: unknown) => context.log.error({ event: 'code.failed', err }));
  const waits = waitingLines({ setup: saved, now: now() });
  const good = [changed.length === 0 ? 'All is as it was.' : 'What needs nobody else applies now.'];
  return { card: setUpSavedCard(saved, { good, bad: [] }, { waits, ...(await scheduleOf(context)) }) };
}

/** Texts a code to each number that waits. Where that cannot be done, the second person rings it and says who answered. */
async function textCodes({ waiting }: Setup, { documents, outside, by, log }: ErrandContext) {
  if (!waiting || waiting.codes || waiting.by !== by.id || !outside?.ways.includes('sms')) return;
  const codes: Texts = {};
  for (const part of phonesOf(waiting.choices)) {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const to = parsePhoneNumberFromString(waiting.choices[part] ?? '', 'GB')?.number;
    try {
      if (!to) continue;
      await outside.code({ way: 'sms', to }, code);
      codes[part] = hashOfCode(code, waiting);
    } catch (err) {
      log.warn({ event: 'code.failed', err });
    }
  }
  await setupsIn(documents).change((setup) =>
    setup.waiting?.number === waiting.number ? { ...setup, waiting: { ...setup.waiting, codes } } : setup,
  );
}

/** Asks the second person how they tried each new number. @param wrong the parts of which that is not shown */
export function triedForm(
  waiting: WaitingChange,
  { attempt, typed }: Omit<FormRetry, 'problems'>,
  wrong: string[],
): Card {
  const { choices, codes = {}, number, wrong: tries = 0 } = waiting;
  const phones = phonesOf(choices);
  const notTheCode =
    tries >= mostWrong
      ? 'Too many wrong codes. Refuse this change, and have it asked for anew.'
      : 'That is not the code.';
  const problems = Object.fromEntries(
    phones.flatMap((part) =>
      wrong.includes(part) ? [[phoneBoxes[part], codes[part] ? notTheCode : 'Write who answered.']] : [],
    ),
  );
  return mashCard({
    summary: 'MASH Referrals: try the new number',
    heading: 'Try the new number first',
    blocks: [plain(['Somebody will ring it in a hurry. Nothing is changed yet.'])],
    inputs: phones.map((part) =>
      box(
        'text',
        phoneBoxes[part],
        codes[part]
          ? `I have texted a code to ${choices[part]}. Whoever answers there reads it to you:`
          : `Ring ${choices[part]} now. Who answered?`,
        { attempt, typed, problems },
      ),
    ),
    buttons: [mainButton(confirmPhone, 'Confirm', { attempt, number })],
  });
}

/** What the second person typed, by part. */
export const triedIn = (typed: Texts): Texts =>
  Object.fromEntries(Object.entries(phoneBoxes).map(([part, id]) => [part, typed[id] ?? '']));
