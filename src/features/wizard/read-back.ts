import type { AnswerOutcome } from '../../check/answer.ts';
import type { Answers } from '../../check/draft.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';

const examples = {
  birth: 'an age or a date in it. For example “about 14” or “4/3/2012”.',
  ahead: 'a day or a time in it. For example “15:30” or “tomorrow 9am”.',
  past: 'a day or a time in it. For example “14:20” or “yesterday 16:00”.',
};

const doubts = {
  'may-be-a-child': () => 'If they may be under 18, refer as a child until somebody has found out.',
  'not-dialable': (short: string) =>
    `${short}: kept as you wrote it. It does not look like a number to dial. Is it right? If not, go back and change it.`,
};

/** Says how the bot read dates and times. If it could not read one, says that the words stay as they were written. */
export function readBack(read: AnswerOutcome['read'], { values }: Answers, pack: Pack): string[] {
  return read.flatMap((each) => {
    const field = fieldOf(pack, each.field);
    if ('doubt' in each) return [doubts[each.doubt](field.short)];
    const { field: id, words } = each;
    if (words?.toLowerCase() === values[id]?.trim().toLowerCase()) return []; // no need to repeat a plain “14”
    if (words !== undefined) return [`${field.short}: I read that as ${words}.`];
    return field.reads ? [`${field.short}: kept as you wrote it. I could not read ${examples[field.reads]}`] : [];
  });
}
