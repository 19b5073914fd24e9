import type { ReplyMessage } from '../actions/context.ts';
import { mendedWords, withMendedNote } from '../cards/mended.ts';
import type { Responder } from './answering.ts';

/** Adds to every answer of this turn that half a character in the message could not be read and was replaced. */
export const withMendedNotes = (answers: Responder): Responder => ({
  send: (reply) => answers.send(reply.map(withNote)),
  answer: (message) => answers.answer(withNote(message)),
  putInPlace: (id, message) => answers.putInPlace(id, withNote(message)),
});

function withNote(message: ReplyMessage): ReplyMessage {
  if ('card' in message) return { ...message, card: withMendedNote(message.card) };
  return 'text' in message ? { ...message, text: `${message.text}\n\n${mendedWords}` } : message;
}
