import { createHash } from 'node:crypto';
import type { Action } from '../actions/action.ts';
import type { ConversationPlace, Services, TurnInput } from '../actions/context.ts';
import { type Press, type Pressing, perform } from '../actions/perform.ts';
import type { Surface } from '../actions/surface.ts';
import type { Incoming } from './incoming.ts';
import { actionsByVerb } from './slots.ts';
import { showsFor } from './surfaces.ts';

type SurfaceFor = (action: Action | undefined) => Surface;

/** What an action can use in one turn. `perform` adds who acts (`by`) and the kind of place (`where`). */
export function pressContext(
  surfaceFor: SurfaceFor,
  place: ConversationPlace,
  turnInput: TurnInput,
  deps: Services,
): Pressing {
  const turn: Pressing = {
    ...deps,
    place,
    turnInput,
    shows: showsFor(turnInput.sender, deps),
    press: ({ name: verb }, data, typed = {}) => pressed({ verb, data, typed }, surfaceFor, turn),
  };
  return turn;
}

function pressed(press: Press, surfaceFor: SurfaceFor, turn: Pressing) {
  const action = actionsByVerb.get(press.verb);
  return perform(press, action, surfaceFor(action), turn);
}

type Pressed = Pick<Incoming, 'place' | 'sender'> & Pick<TurnInput, 'onMessage'>;

/** Performs a press. */
export function performPress(
  press: Press,
  surfaceFor: SurfaceFor,
  { place, sender, onMessage }: Pressed,
  deps: Services,
) {
  const turnInput = { sender, onMessage, press: fingerprintOf(press) };
  return pressed(press, surfaceFor, pressContext(surfaceFor, place, turnInput, deps));
}

/**
 * The fields that a fingerprint is made of, in this order. A draft stores the fingerprint of its last press, so the
 * order must never change. A new field goes at the end.
 */
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

/**
 * A fingerprint of a press. It reveals nothing of what was typed. The same press always has the same fingerprint, even
 * years later.
 */
export function fingerprintOf({ verb, data, typed }: Press): string {
  const fields = new Map(Object.entries(data));
  const named = Object.fromEntries(carried.map((name) => [name, fields.get(name)])); // JSON leaves out undefined fields
  const whole = JSON.stringify({ verb, ...named, inputs: typed });
  return createHash('sha256').update(whole).digest('base64url').slice(0, 22);
}
