import { type Line, line } from './parts.ts';

const words = 'TRAINING · a made-up child. Nothing is sent.';

/** On top of every card of a made-up case. */
export const trainingLine = ({ training }: { training?: boolean | undefined }): Line[] =>
  training ? [line(words, 'bold')] : [];

/** The same for messages in words. */
export const trainingWords = ({ training }: { training?: boolean | undefined }): string => (training ? words : '');
