import { createHash, randomInt } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'; // the rest does not know which numbers are mobile ones
import { z } from 'zod';
import type { Context, Reply } from '../../actions/context.ts';
import type { StaffId } from '../../base/people.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { type Address, OutsideFault, type Way } from '../../connector/outside.ts';
import type { Outsiders } from '../../settings/outside.ts';
import type { PersonRecord } from '../../store/people.ts';

const codeIsGoodFor = 'PT15M' as Duration;
const askingIsKeptFor = 'PT1H' as Duration;
const aDay = 'PT24H' as Duration;
const codesADay = 5;
const wrongTries = 5;

/** Whether somebody is told of cases at all: only they may have an address here. */
export function isAlertRecipient({ by, standing, config }: Pick<Context, 'by' | 'standing' | 'config'>): boolean {
  const { managers, escalation } = standing();
  return [...managers, ...escalation, ...config.admins].includes(by.id);
}

const say = (...lines: string[]): Reply => [{ text: lines.join('\n\n') }];
const verb: Record<Way, string> = { sms: 'text', email: 'email' };
const plural: Record<Way, string> = { sms: 'texts', email: 'emails' };
const named: Record<Way, string> = { sms: 'number', email: 'address' };
const examples: Record<Way, string> = { sms: 'text me on 07700 900123', email: 'email me at name@council.gov.uk' };

/** Sends a code to the address that somebody says is theirs. */
export async function requestCode(way: Way, typed: string, context: Context): Promise<Reply> {
  const { people, by, now, outside } = context;
  if (!outside?.ways.includes(way))
    return say(`${way === 'sms' ? 'Texts' : 'Emails'} are not set up here. I have not kept your ${named[way]}.`);
  const to = addressIn(way, typed);
  if (!to)
    return say(
      `I could not read that as ${way === 'sms' ? 'a mobile number' : 'an email address'}. Type it like this: ${examples[way]}`,
    );
  const at = now();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  let isTooMany = false;
  await people.change(by.id, (person) => {
    const sent = (person.codesSent ?? []).filter((each) => plus(each, aDay) > at);
    isTooMany = sent.length >= codesADay;
    const outsideAsked = { way, to, code: hashOf(code, by.id), at, wrong: 0 };
    return isTooMany ? person : { ...person, codesSent: [...sent, at], outsideAsked };
  });
  if (isTooMany) return say('You have asked for five codes today. You can ask again in 24 hours.');
  void sendCode({ way, to }, { code, at }, context); // nobody waits for it
  return say(
    `I am sending a code to ${shown({ way, to })}. When it comes, type the word code and the six digits, like this: code 123456. It works for 15 minutes.`,
    `I ${verb[way]} you only if an urgent or late case has no answer, or if Teams cannot reach you. The ${verb[way]} has the case number and a time. Nothing about the child.`,
  );
}

interface Sent {
  code: string;
  at: Instant;
}

async function sendCode(to: Address, { code, at }: Sent, context: Context): Promise<void> {
  const { outside, log } = context;
  try {
    await outside?.code(to, code);
  } catch (err) {
    log.warn({ event: 'code.failed', err });
    const status = err instanceof OutsideFault ? err.status : undefined;
    if (status !== undefined) await giveBack(at, context).catch((err) => log.error({ event: 'code.failed', err }));
    await sayLate(whyNoCode(to.way, status), context);
  }
}

/** Nothing was sent: it is none of the five of a day, and is waited for no longer. */
async function giveBack(at: Instant, { people, by }: Context): Promise<void> {
  await people.change(by.id, ({ outsideAsked, ...person }) => ({
    ...person,
    codesSent: person.codesSent?.filter((each) => each !== at),
    ...(outsideAsked && outsideAsked.at !== at ? { outsideAsked } : {}),
  }));
}

function whyNoCode(way: Way, status: number | undefined): string {
  if (status === undefined) return 'I do not know whether the code was sent. If none comes, ask for one again later.';
  if (status === 400)
    return `That ${named[way]} was not taken. Check it and type it again. If it is right, tell an administrator.`;
  const isRefused = status === 401 || status === 403;
  return `I could not send the code. ${isRefused ? `Tell an administrator: ${plural[way]} are not set up rightly.` : 'Try again later.'}`;
}

async function sayLate(text: string, { teams, place, log }: Context): Promise<void> {
  await teams.send(place.serviceUrl, place.conversationId, { text }).catch(() => log.warn({ event: 'reply.failed' }));
}

type Outcome = { kind: 'none' | 'over' | 'wrong' } | { kind: 'right'; address: Address };

/** What somebody types back. Only a code that came to it shows that an address is theirs. */
export async function confirmAddress(typed: string, context: Context): Promise<Reply> {
  const { people, outsiders, by, now, refreshDesk, log } = context;
  const at = now();
  const { outsideAsked: waiting } = await people.load(by.id);
  let outcome = outcomeOf(waiting, typed, { by: by.id, at });
  // First the list: who is on it without an address is only passed over. Who has one and is not on it would never be rung.
  if (outcome.kind === 'right') await outsiders.change((list) => withPerson(list, by.id));
  await people.change(by.id, (person) => {
    const { outsideAsked: asked, ...rest } = person;
    const what = outcomeOf(asked, typed, { by: by.id, at });
    outcome = what;
    if (!asked || what.kind === 'none') return person;
    if (what.kind === 'wrong') return { ...person, outsideAsked: { ...asked, wrong: asked.wrong + 1 } };
    return what.kind === 'right' ? { ...rest, outside: { ...what.address, confirmedAt: at } } : rest;
  });
  if (outcome.kind !== 'right') return say(notConfirmed[outcome.kind]);
  const { address } = outcome;
  await refreshDesk();
  log.info({ event: 'outside.confirmed', by: by.id, kind: address.way });
  void sendTest(address, context); // nobody waits for it
  return say(
    `Done. I can ${verb[address.way]} you ${where(address)}. To stop, type “remove my number”.`,
    `I am sending you a test ${verb[address.way]} now. It is about no case.`,
  );
}

/** No reference, so that nobody takes it for a case. */
const noCase = { reference: '(TEST, no case)', time: '(a test: nothing waits)', mark: 'test', isAgain: false };

/** The code came by a template of its own. That the one of a ring works, too, is seen now and not in the night of an urgent case. */
async function sendTest(to: Address, context: Context): Promise<void> {
  try {
    await context.outside?.ring(to, noCase);
  } catch (err) {
    context.log.warn({ event: 'outside-test.failed', err });
    const text = `I could not send the test. Tell an administrator: until that is mended, I may not be able to ${verb[to.way]} you.`;
    await sayLate(text, context);
  }
}

const withPerson = (list: Outsiders, id: StaffId): Outsiders => ({
  ...list,
  people: [...new Set([...list.people, id])],
});

function outcomeOf(
  asked: PersonRecord['outsideAsked'],
  typed: string,
  { by, at }: { by: StaffId; at: Instant },
): Outcome {
  if (!asked) return { kind: 'none' };
  if (asked.wrong >= wrongTries || plus(asked.at, codeIsGoodFor) < at) return { kind: 'over' };
  const { way, to, code } = asked;
  return code === hashOf(typed, by) ? { kind: 'right', address: { way, to } } : { kind: 'wrong' };
}

const again = 'For a new code, type “text me on” and your number, or “email me at” and your address.';
const notConfirmed = {
  none: `I have not sent you a code, or you have used it already. ${again}`,
  over: `That code no longer works. It was too old, or there were too many wrong tries. ${again}`,
  wrong: 'That is not the code I sent. Check it, and type it like this: code 123456',
};

export const hasAddress = ({ outside, outsideAsked }: PersonRecord): boolean =>
  outside !== undefined || outsideAsked !== undefined;

/** What is kept is gone, whether it was confirmed or not. */
export async function removeAddress(
  known: PersonRecord,
  { people, outsiders, by, refreshDesk, log }: Context,
): Promise<Reply> {
  await people.change(by.id, ({ outside: _, outsideAsked: __, ...person }) => person);
  await outsiders.change((list) => ({ ...list, people: list.people.filter((each) => each !== by.id) }));
  await refreshDesk();
  if (!hasAddress(known)) return say(noneKept);
  log.info({ event: 'outside.removed', by: by.id });
  return say('Your number and email are deleted. I still tell you in Teams.');
}

const noneKept = 'I have no number or email for you.';

export function showAddress({ outside, outsideAsked }: PersonRecord): Reply {
  const stop = 'To stop, type “remove my number”.';
  if (outside) return say(`I can ${verb[outside.way]} you ${where(outside)}. ${stop}`);
  if (outsideAsked) return say(`I sent a code to ${shown(outsideAsked)}. You have not typed it yet. ${stop}`);
  return say(`${noneKept} ${again}`);
}

/** The person, without an address that was never confirmed: for an hour they are told that its code is over. */
export function withoutOldRequest({ outsideAsked, ...person }: PersonRecord, now: Instant): PersonRecord {
  const isOld = outsideAsked !== undefined && plus(outsideAsked.at, askingIsKeptFor) < now;
  return { ...person, ...(outsideAsked && !isOld ? { outsideAsked } : {}) };
}

/** Enough to know it by: somebody may be looking at the screen. */
const shown = ({ way, to }: Address): string =>
  way === 'sms' ? `the number that ends in ${to.slice(-3)}` : `the address at ${to.split('@').at(-1)}`;

const where = (address: Address): string => `${address.way === 'sms' ? 'on' : 'at'} ${shown(address)}`;

const addressIn = (way: Way, typed: string): string | undefined =>
  way === 'sms' ? mobileIn(typed) : z.email().max(200).safeParse(typed).data;

/** Whether it can be meant for one, although no text may go there. */
export const looksLikeAddress = (way: Way, typed: string): boolean =>
  way === 'sms' ? parsePhoneNumberFromString(typed, 'GB')?.isPossible() === true : typed.includes('@');

function mobileIn(typed: string): string | undefined {
  const number = parsePhoneNumberFromString(typed, 'GB');
  const isMobile = ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(number?.getType() ?? '');
  return number && (isMobile || madeUp.test(number.number)) ? number.number : undefined;
}

/** Nobody has one of these. Notify takes them, so that all of this can be tried. */
const madeUp = /^\+447700900\d{3}$/;

/** A code is short, but it lives for minutes and counts its tries. */
const hashOf = (code: string, by: StaffId): string => createHash('sha256').update(`${by} ${code}`).digest('base64url');
