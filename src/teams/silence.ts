import type { Responder } from './answering.ts';
import type { Incoming } from './incoming.ts';

/** The same answers, and whether any was given. */
export function heard(answers: Responder, kind: Incoming['kind']): Responder & { isSilent: () => boolean } {
  let isSilent = true;
  const said = () => {
    isSilent = false;
  };
  return {
    isSilent: () => isSilent,
    async send(reply) {
      if (reply.length > 0) said();
      await answers.send(reply);
    },
    async answer(message) {
      if (kind !== 'file-consent') said(); // its answer is not shown
      await answers.answer(message);
    },
    async putInPlace(id, message) {
      await answers.putInPlace(id, message);
      said();
    },
  };
}

/** Why nothing was answered, for the log: what somebody sent is never just gone. */
export const whySilent: Record<Incoming['kind'], string> = {
  installed: 'welcomed-before',
  text: 'nothing-new',
  tap: 'nothing-new',
  'unclear-tap': 'nothing-new',
  'file-consent': 'nothing-to-save',
  edited: 'heard-before',
  deleted: 'heard-before',
  nothing: 'not-for-us', // a reaction, an update of who is there, a press of another kind
};
