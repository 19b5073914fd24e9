import type { Doing, Services } from '../actions/context.ts';
import { type Press, type Pressing, perform } from '../actions/perform.ts';
import type { Place } from '../actions/place.ts';
import type { Reply } from '../actions/reply.ts';
import type { Surface } from '../actions/surface.ts';
import { byVerb } from './actions.ts';
import type { Incoming } from './incoming.ts';
import { markOf } from './mark.ts';
import { showsIn } from './showing.ts';

/** Everything of one turn but who acts in it, which the surface says. */
export function pressing(surface: Surface, place: Place, doing: Doing, deps: Services): Pressing {
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
