import type { Responder } from './answering.ts';
import type { Incoming } from './incoming.ts';

/** The same responder, which also notes whether it gave any answer. */
export function notingAnswers(answers: Responder): Responder & { isSilent: () => boolean } {
  let isSilent = true;
  const noteAnswer = () => {
    isSilent = false;
  };
  return {
    isSilent: () => isSilent,
    async send(reply) {
      if (reply.length > 0) noteAnswer();
      await answers.send(reply);
    },
    async answer(message) {
      noteAnswer();
      await answers.answer(message);
    },
    async putInPlace(id, message) {
      await answers.putInPlace(id, message);
      noteAnswer();
    },
  };
}

/** Why a turn got no answer, for the log, so that nothing that somebody sent disappears without a trace. */
export const whySilent: Record<Incoming['kind'], string> = {
  installed: 'welcomed-before',
  text: 'nothing-new',
  press: 'nothing-new',
  'unclear-press': 'nothing-new',
  'file-consent': 'not-for-us',
  edited: 'heard-before',
  deleted: 'heard-before',
  nothing: 'not-for-us', // a reaction, a change of members, another kind of press
};
