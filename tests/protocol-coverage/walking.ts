import type { Field, Pack } from '../../src/protocol/pack.ts';
import type { Person } from '../conversations/person.ts';
import { beginsCheck, currentCard, inChat, referenceOn, wordsOf } from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import { actionsIn, choices, inputsIn } from '../fakes/card.ts';
import type { Filled } from '../fakes/filling-in.ts';
import type { CardSeen } from '../fakes/seeing.ts';
import { isJson, type Json } from '../fakes/wire.ts';

// Walks through every card of the conversation as one person of one agency, and keeps each card that was shown.

/** `place`: as a pack names it, such as `form:family`, `list:harm` or `summary`. */
export interface CardShown {
  place: string;
  card: CardSeen;
}

export interface Walked {
  agency: string;
  reference: string;
  shown: CardShown[];
  /** What was filled into each field, as the MASH should read it. */
  given: Map<string, string>;
  /** The numbered parts of the written referral in the thread, as one text. */
  written: string;
}

export type Way = 'everything filled in' | 'everything left empty';

/** The answers without which the server does not go on. */
const required: Record<string, string> = {
  name: 'Tom Reed',
  phone: '01632 960 015',
  'phoned-when': 'just now',
  'consent-why': 'He may be involved.',
  'consent-risk': 'yes',
  'knowing-risk': 'no',
};

/** Answers that open further cards. */
const telling: Record<string, string> = {
  'child-age': '10',
  'pf-carer': 'not-close-family',
  'pf-began': '1 January 2026',
  'pf-full-time': 'yes',
};

const dates: Record<NonNullable<Field['reads']>, string> = {
  birth: '10',
  ahead: 'tomorrow 16:00',
  past: 'yesterday 16:00',
};

const consents: Record<string, string> = { education: 'They agreed', health: 'They were not asked' };

/** Returns what to type into a field, in at most `limit` characters. */
export type Write = (field: string, limit: number) => string | undefined;

const situations = ['abroad', 'care', 'kin', 'missing', 'cse'];

export async function walk(person: Person, agency: string, way: Way, on: { pack: Pack; world: World; write?: Write }) {
  const { card, shown, given } = await walkUpToSending(person, agency, way, on);
  await card.presses('Child is missing');
  shown.push({ place: 'missing', card: inChat(person, 'Ring the police first').sees() });
  await card.presses('Submit referral');
  const reference = referenceOn(card);
  return { agency, reference, shown, given, written: await writtenIn(on.world, reference) } satisfies Walked;
}

/** @param write returns what to type into a field, or undefined for the usual words */
export async function walkUpToSending(
  person: Person,
  agency: string,
  way: Way,
  { pack, write = () => undefined }: { pack: Pack; write?: Write },
) {
  let card = await beginsCheck(person);
  const shown: CardShown[] = [];
  const given = new Map<string, string>();
  for (let place = ''; place !== 'check-answers'; ) {
    if (shown.length > 80) throw new Error(`the walk does not end:\n${card.sees().text}`);
    place = placeOf(card.sees());
    shown.push({ place, card: card.sees() });
    const skippedAboutYou = place === 'form:child' && !given.has('agency');
    const isPastPhoned = ['form:call-back', 'form:about-you', 'form:child'].includes(place);
    const hasSaidWhen = shown.some((each) => each.place === 'form:phoned'); // “I have phoned” skips it, Back shows it
    if (isPastPhoned && !hasSaidWhen) await card.presses('Back');
    else if (skippedAboutYou) {
      await person.says('change agency', 'card');
      card = currentCard(person);
    } else if (place === 'before-asking') await asked(consents[agency] ?? 'They said no');
    else if (place === 'summary' && !shown.some((each) => each.place === 'list:rest')) await missed();
    else if (place !== 'check-answers') await card.presses(onward(card.sees()), fill(card.sees().json));
  }
  return { card, shown, given };

  async function missed() {
    shown.push({ place: 'list:rest', card: card.sees() });
    await card.presses('Signs I may have missed');
  }

  async function asked(consent: string) {
    given.set('consent', consent);
    await card.presses(consent);
  }

  function fill(json: Json): Filled {
    // A child in care's address is never asked for. In a school's walk the child is not in care, so it is asked for.
    const known: Record<string, string> = { agency, ...(agency === 'education' ? { care: 'no' } : {}) };
    return Object.fromEntries(
      inputsIn(json).flatMap((input) => {
        const field = fieldIn(input);
        const value = known[field] ?? (way === 'everything filled in' ? fullest : emptiest)(input);
        given.set(field, inWords(input, value));
        return [[String(input.id), value]];
      }),
    );
  }

  function fullest(input: Json): string | string[] | boolean {
    const id = fieldIn(input);
    const all = choices(input).map(({ value }) => value);
    if (id === 'seen') return all.filter((_, index) => index % 2 === 0);
    if (id === 'suspected') return all.filter((_, index) => index % 2 === 1);
    if (id === 'looked') return false;
    if (id === 'leaves') return ''; // the time in the box beside it says more
    const field = pack.fields.find((each) => each.id === id);
    const isFree = input.type === 'Input.Text' && telling[id] === undefined && id !== 'phoned-when';
    const own = isFree && field?.reads !== 'ahead' ? write(id, field?.limit ?? pack.noteLimit) : undefined;
    const known = own ?? telling[id] ?? required[id];
    if (known !== undefined) return known;
    if (field?.kind === 'many') return field.choices?.map(({ id }) => id) ?? []; // the card may show them in another order
    if (field?.choices) return all[0] ?? '';
    return field?.reads ? dates[field.reads] : `Told about ${id}.`;
  }
}

function emptiest(input: Json): string | string[] | boolean {
  const id = fieldIn(input);
  if (situations.includes(id)) return 'yes';
  if (input.type === 'Input.Toggle') return false;
  return input.isMultiSelect === true ? [] : (required[id] ?? '');
}

/** The field that an input belongs to. The id of the input ends with the revision. */
export const fieldIn = (input: Json): string => String(input.id).split('__')[0] ?? '';

function inWords(input: Json, value: string | string[] | boolean): string {
  const wanted = [value].flat().map(String);
  const titles = wanted.flatMap((each) => choices(input).find((choice) => choice.value === each)?.title ?? []);
  return titles.length > 0 ? titles.join('; ') : String(value);
}

/** The place of a card, from the data of its buttons, which name their step. */
function placeOf({ json }: CardSeen): string {
  const steps = actionsIn(json).flatMap(({ data }) => (isJson(data) && data.step ? [String(data.step)] : []));
  const step = steps[0] ?? 'none';
  if (step.startsWith('ticks-')) return step.replace(/^ticks-(rest-)?/, 'list:').replace(/-2$/, '');
  if (step === 'consent-asked') return 'before-asking';
  if (step === 'private-fostering-finding') return 'private-fostering';
  return ['danger', 'danger-phone', 'consent', 'summary', 'check-answers'].includes(step) ? step : `form:${step}`;
}

function onward({ buttons, text }: CardSeen): string {
  const wanted = ['Yes, now', 'I have phoned', 'Report it with this referral', 'Yes'];
  const title =
    wanted.find((each) => buttons.includes(each)) ?? buttons.find((each) => /^(?:Continue|Go through)/.test(each));
  if (title === undefined) throw new Error(`no way on from the card\n${text}`);
  return title;
}

async function writtenIn(world: World, reference: string): Promise<string> {
  return world.until(() => {
    const parts = world.mo.thread(reference).filter(({ summary }) => summary?.includes('Written referral, '));
    const count = Number(/ of (\d+)/.exec(parts[0]?.summary ?? '')?.[1]);
    return parts.length === count && parts.map(wordsOf).join('\n');
  });
}
