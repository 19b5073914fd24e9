import { createHash } from 'node:crypto';
import type { ConversationPlace, Doing, Reply, Services } from '../actions/context.ts';
import { type Press, type Pressing, perform } from '../actions/perform.ts';
import type { Surface } from '../actions/surface.ts';
import { byVerb } from './actions.ts';
import type { Incoming } from './incoming.ts';
import { showsIn } from './showing.ts';

/** Everything of one turn but who acts in it, which the surface says. */
export function pressing(surface: Surface, place: ConversationPlace, doing: Doing, deps: Services): Pressing {
  const turn: Pressing = {
    ...deps,
    place,
    doing,
    shows: showsIn(doing.sender, deps),
    press: (verb, data, typed = {}) => perform({ verb: verb.name, data, typed }, byVerb.get(verb.name), surface, turn),
  };
  return turn;
}

type Pressed = Pick<Incoming, 'place' | 'sender'> & Pick<Doing, 'onMessage'>;

/** A press as it came in, done. */
export function pressed(
  press: Press,
  surface: Surface,
  { place, sender, onMessage }: Pressed,
  deps: Services,
): Promise<Reply> {
  const doing = { sender, onMessage, press: markOf(press) };
  return perform(press, byVerb.get(press.verb), surface, pressing(surface, place, doing, deps));
}

/** The fields that a mark is made of, in this order. Drafts keep marks, so the order never changes. A new field goes to the end. */
const carried = [
  'case',
  'other',
  'step',
  'revision',
  'choice',
  'to',
  'question',
  'number',
  'level',
  'answer',
  'attempt',
  'contact',
  'phone',
  'list',
  'page',
  'below',
];

/** A press as a short mark that tells nothing of what was typed. The same press has the same mark, also years later. */
export function markOf({ verb, data, typed }: Press): string {
  const given = new Map(Object.entries(data));
  const named = Object.fromEntries(carried.map((name) => [name, given.get(name)])); // what is not there is not in the JSON
  const whole = JSON.stringify({ verb, ...named, inputs: typed });
  return createHash('sha256').update(whole).digest('base64url').slice(0, 22);
}
