import { hash } from 'node:crypto';
import type { Action } from '../actions/action.ts';
import type { ConversationPlace, Services, TurnInput } from '../actions/context.ts';
import { type Press, type Pressing, perform } from '../actions/perform.ts';
import type { Surface } from '../actions/surface.ts';
import type { Incoming } from './incoming.ts';
import { actionsByVerb, helpOf } from './slots.ts';
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
    help: helpOf,
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

/** A fingerprint of a press, which reveals nothing of what was typed. The same press has the same one, in any order of its fields. */
export function fingerprintOf({ verb, data, typed }: Press): string {
  const fields = Object.entries(data).map((each) => JSON.stringify(each));
  const whole = JSON.stringify([verb, fields.sort(), typed]);
  return hash('sha256', whole, 'base64url').slice(0, 22);
}
