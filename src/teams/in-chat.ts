import { type Services, say } from '../actions/context.ts';
import { onFileConsent } from '../actions/file-consent.ts';
import { staff } from '../actions/staff.ts';
import type { Machine } from '../base/machine.ts';
import { helpCard } from '../cards/help.ts';
import { welcomeCard } from '../features/welcome/cards.ts';
import { answerInvoke, answerWith, replaceOrSend, send, type Turn } from './answering.ts';
import { onChangedWords } from './changed-words.ts';
import { dangerInBoxes, withNumbers } from './danger.ts';
import type { Incoming } from './incoming.ts';
import { onWords } from './own-words.ts';
import { pressed, pressing } from './pressing.ts';
import { showsIn } from './showing.ts';
import { ownChat } from './surfaces.ts';

/** In a person's own chat. */
export async function inChat(context: Turn, incoming: Incoming, deps: Services & { machine: Machine }): Promise<void> {
  const { sender } = incoming;
  const surface = ownChat(sender, showsIn(sender, deps), deps);
  switch (incoming.kind) {
    case 'installed':
      return send(context, say(welcomeCard(deps.pack)), deps);
    case 'text': {
      if (incoming.text === '') return send(context, say(helpCard(deps.pack, wordsOnly)), deps);
      const doing = { sender, heard: incoming.activityId };
      const turn = pressing(surface, incoming.place, doing, deps);
      return send(context, await onWords(incoming.text, { ...turn, by: staff(sender), where: 'chat' }), deps);
    }
    case 'tap': {
      const { press, envelope } = incoming;
      const onMessage = envelope.below ? undefined : incoming.onMessage;
      const done = await pressed(press, surface, { ...incoming, onMessage }, deps);
      const reply = dangerInBoxes(press.typed) ? withNumbers(done, deps.pack, 'pressed') : done;
      if (envelope.below) {
        // The pressed card must stay what it is (a receipt, a notice): the answer comes as a message of its own.
        await send(context, reply, deps);
        return answerInvoke(context, { text: 'See the next message.' });
      }
      return incoming.invoke
        ? answerWith(context, reply, incoming, deps.machine)
        : replaceOrSend(context, reply, incoming.onMessage, deps);
    }
    case 'file-consent': {
      const reply = await onFileConsent(incoming.consent, pressing(surface, incoming.place, { sender }, deps));
      await send(context, reply, deps);
      return answerInvoke(context, { text: '' });
    }
    case 'unclear-tap': {
      const card = helpCard(deps.pack, unreadButton);
      return incoming.invoke ? answerInvoke(context, { card }) : send(context, say(card), deps);
    }
    case 'edited':
    case 'deleted':
      return send(context, await onChangedWords(incoming, deps), deps);
    case 'nothing':
      return;
  }
}

const unreadButton = {
  heading: 'I could not read that button',
  lines: ['Nothing was changed. Type “my referrals” to go on.'],
};

const wordsOnly = {
  heading: 'I can only read words',
  lines: ['Pictures and files do not reach the MASH through me. Write what you see, or tell the MASH by phone.'],
};
