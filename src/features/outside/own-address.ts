import { createHash, randomInt } from 'node:crypto';
// Only the `max` version knows which numbers are mobile.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { Context, Reply } from '../../actions/context.ts';
import type { StaffId } from '../../base/people.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import { type Address, OutsideFault, type Way } from '../../connector/outside.ts';
import type { PersonRecord } from '../../store/people.ts';
import { type Outsiders, outsidersIn } from './outside-state.ts';

const codeLifetime = 'PT15M' as Duration;
const requestIsKeptFor = 'PT1H' as Duration;
const day = 'PT24H' as Duration;
const maxCodesPerDay = 5;
const maxWrongTries = 5;

/** Whether the bot tells this person about cases at all. Only such people may have an address here. */
export function isAlertRecipient({ by, currentSetUp }: Pick<Context, 'by' | 'currentSetUp'>) {
  const { managers, escalation, admins } = currentSetUp();
  return [...managers, ...escalation, ...admins].includes(by.id);
}

const replyText = (...lines: string[]): Reply => [{ text: lines.join('\n\n') }];
const verb: Record<Way, string> = { sms: 'text', email: 'email' };
const plural: Record<Way, string> = { sms: 'texts', email: 'emails' };
const addressWord: Record<Way, string> = { sms: 'number', email: 'address' };
const examples: Record<Way, string> = { sms: 'text me on 07700 900123', email: 'email me at name@council.gov.uk' };

/** A person says that an address is theirs. Sends a code to it. */
export async function requestCode(way: Way, typed: string, context: Context): Promise<Reply> {
  const { people, by, now, outside } = context;
  if (!outside?.ways.includes(way))
    return replyText(
      `${way === 'sms' ? 'Texts' : 'Emails'} are not set up here. I have not kept your ${addressWord[way]}.`,
    );
  const to = addressIn(way, typed);
  if (!to)
    return replyText(
      `I could not read that as ${way === 'sms' ? 'a mobile number' : 'an email address'}. Type it like this: ${examples[way]}`,
    );
  const at = now();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  let isOverLimit = false;
  await people.change(by.id, (person) => {
    const sent = (person.codesSent ?? []).filter((each) => plus(each, day) > at);
    isOverLimit = sent.length >= maxCodesPerDay;
    const outsideAsked = { way, to, code: hashOf(code, by.id), at, wrong: 0 };
    return isOverLimit ? person : { ...person, codesSent: [...sent, at], outsideAsked };
  });
  if (isOverLimit) return replyText('You have asked for five codes today. You can ask again in 24 hours.');
  void sendCode({ way, to }, { code, at }, context); // the reply does not wait for it
  return replyText(
    `I am sending a code to ${maskedAddress({ way, to })}. When it comes, type the word code and the six digits, like this: code 123456. It works for 15 minutes.`,
    `I ${verb[way]} you only if an urgent or late case has no answer, or if Teams cannot reach you. The ${verb[way]} has the case number and a time. Nothing about the child.`,
  );
}

interface SentCode {
  code: string;
  at: Instant;
}

async function sendCode(to: Address, { code, at }: SentCode, context: Context) {
  const { outside, log } = context;
  try {
    await outside?.code(to, code);
  } catch (err) {
    log.warn({ event: 'code.failed', err });
    const status = err instanceof OutsideFault ? err.status : undefined;
    if (status !== undefined) await forgetRequest(at, context).catch((err) => log.error({ event: 'code.failed', err }));
    await sendLater(whyNoCode(to.way, status), context);
  }
}

/** The code was not sent. It does not count towards the daily limit, and the bot no longer waits for it. */
async function forgetRequest(at: Instant, { people, by }: Context) {
  await people.change(by.id, ({ outsideAsked, ...person }) => ({
    ...person,
    codesSent: person.codesSent?.filter((each) => each !== at),
    ...(outsideAsked && outsideAsked.at !== at && { outsideAsked }),
  }));
}

function whyNoCode(way: Way, status: number | undefined) {
  if (status === undefined) return 'I do not know whether the code was sent. If none comes, ask for one again later.';
  if (status === 400)
    return `That ${addressWord[way]} was not taken. Check it and type it again. If it is right, tell an administrator.`;
  const isRefused = status === 401 || status === 403;
  return `I could not send the code. ${isRefused ? `Tell an administrator: ${plural[way]} are not set up rightly.` : 'Try again later.'}`;
}

/** Sends a message after the reply, because something failed. */
async function sendLater(text: string, { teams, place, log }: Context) {
  await teams.send(place.serviceUrl, place.conversationId, { text }).catch(() => log.warn({ event: 'reply.failed' }));
}

type CodeCheck = { kind: 'none' | 'over' | 'wrong' } | { kind: 'right'; address: Address };

/** Checks the code that a person types back. Only the code that was sent to an address shows that it is theirs. */
export async function confirmAddress(typed: string, context: Context): Promise<Reply> {
  const { people, documents, by, now, refreshDesk, log } = context;
  const at = now();
  const { outsideAsked: request } = await people.load(by.id);
  let check = checkCode(request, typed, { by: by.id, at });
  // The list is written first. If the second write fails, a person is on the list without an address, and is skipped.
  // The other way round, they would have an address, but would not be on the list and would be sent nothing.
  if (check.kind === 'right') await outsidersIn(documents).change((list) => withPerson(list, by.id));
  await people.change(by.id, (person) => {
    const { outsideAsked: latest, ...rest } = person;
    const result = checkCode(latest, typed, { by: by.id, at });
    check = result;
    if (!latest || result.kind === 'none') return person;
    if (result.kind === 'wrong') return { ...person, outsideAsked: { ...latest, wrong: latest.wrong + 1 } };
    return result.kind === 'right' ? { ...rest, outside: { ...result.address, confirmedAt: at } } : rest;
  });
  if (check.kind !== 'right') return replyText(notConfirmed[check.kind]);
  const { address } = check;
  await refreshDesk();
  log.info({ event: 'outside.confirmed', by: by.id, kind: address.way });
  void sendTest(address, context); // the reply does not wait for it
  return replyText(
    `Done. I can ${verb[address.way]} you ${atAddress(address)}. To stop, type “remove my number”.`,
    `I am sending you a test ${verb[address.way]} now. It is about no case.`,
  );
}

/** A test has no reference, so that nobody takes it for a case. */
const noCase = { reference: '(TEST, no case)', time: '(a test: nothing waits)', messageId: 'test', isAgain: false };

/**
 * Sends a test message. Codes and urgent messages have separate templates. The code arrived, so its template works; the
 * test shows whether the one for urgent messages works, before a case depends on it.
 */
async function sendTest(to: Address, context: Context) {
  try {
    await context.outside?.alert(to, noCase);
  } catch (err) {
    context.log.warn({ event: 'outside-test.failed', err });
    const text = `I could not send the test. Tell an administrator: until that is mended, I may not be able to ${verb[to.way]} you.`;
    await sendLater(text, context);
  }
}

const withPerson = (list: Outsiders, id: StaffId): Outsiders => ({
  ...list,
  people: [...new Set([...list.people, id])],
});

function checkCode(
  request: PersonRecord['outsideAsked'],
  typed: string,
  { by, at }: { by: StaffId; at: Instant },
): CodeCheck {
  if (!request) return { kind: 'none' };
  if (request.wrong >= maxWrongTries || plus(request.at, codeLifetime) < at) return { kind: 'over' };
  const { way, to, code } = request;
  return code === hashOf(typed, by) ? { kind: 'right', address: { way, to } } : { kind: 'wrong' };
}

const howToAsk = 'For a new code, type “text me on” and your number, or “email me at” and your address.';
const notConfirmed = {
  none: `I have not sent you a code, or you have used it already. ${howToAsk}`,
  over: `That code no longer works. It was too old, or there were too many wrong tries. ${howToAsk}`,
  wrong: 'That is not the code I sent. Check it, and type it like this: code 123456',
};

export const hasAddress = ({ outside, outsideAsked }: PersonRecord) =>
  outside !== undefined || outsideAsked !== undefined;

/** Deletes a person's address, whether it was confirmed or not. */
export async function removeAddress(
  person: PersonRecord,
  { people, documents, by, refreshDesk, log }: Context,
): Promise<Reply> {
  await people.change(by.id, ({ outside: _, outsideAsked: __, ...rest }) => rest);
  await outsidersIn(documents).change((list) => ({ ...list, people: list.people.filter((each) => each !== by.id) }));
  await refreshDesk();
  if (!hasAddress(person)) return replyText(noneKept);
  log.info({ event: 'outside.removed', by: by.id });
  return replyText('Your number and email are deleted. I still tell you in Teams.');
}

const noneKept = 'I have no number or email for you.';

export function showAddress({ outside, outsideAsked }: PersonRecord): Reply {
  const stop = 'To stop, type “remove my number”.';
  if (outside) return replyText(`I can ${verb[outside.way]} you ${atAddress(outside)}. ${stop}`);
  if (outsideAsked)
    return replyText(`I sent a code to ${maskedAddress(outsideAsked)}. You have not typed it yet. ${stop}`);
  return replyText(`${noneKept} ${howToAsk}`);
}

/**
 * Removes an address that was never confirmed, an hour after its code was asked for. Until then the bot can say that
 * the code is too old.
 */
export function withoutOldAddressRequest({ outsideAsked, ...person }: PersonRecord, now: Instant): PersonRecord {
  const isOld = outsideAsked !== undefined && plus(outsideAsked.at, requestIsKeptFor) < now;
  return { ...person, ...(outsideAsked && !isOld && { outsideAsked }) };
}

/** Enough of an address to recognise it. Somebody else may be looking at the screen. */
const maskedAddress = ({ way, to }: Address) =>
  way === 'sms' ? `the number that ends in ${to.slice(-3)}` : `the address at ${to.split('@').at(-1)}`;

const atAddress = (address: Address) => `${address.way === 'sms' ? 'on' : 'at'} ${maskedAddress(address)}`;

const addressIn = (way: Way, typed: string) =>
  way === 'sms' ? mobileIn(typed) : z.email().max(200).safeParse(typed).data;

/** Whether the text is meant as a number or an address, even if the bot cannot send to it. */
export const looksLikeAddress = (way: Way, typed: string): boolean =>
  way === 'sms' ? parsePhoneNumberFromString(typed, 'GB')?.isPossible() === true : typed.includes('@');

function mobileIn(typed: string) {
  const number = parsePhoneNumberFromString(typed, 'GB');
  const isMobile = ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(number?.getType() ?? '');
  return number && (isMobile || fictional.test(number.number)) ? number.number : undefined;
}

/** Fictional numbers that belong to nobody. Notify accepts them, so that people can try all of this. */
const fictional = /^\+447700900\d{3}$/;

/** A plain hash is enough: the code lives for minutes, and wrong tries are counted. */
const hashOf = (code: string, by: StaffId) => createHash('sha256').update(`${by} ${code}`).digest('base64url');
