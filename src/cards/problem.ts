import type { Problem } from '../draft/draft.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';

const numberWords = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** "Two things to put right: Your name, Phone". It stands beside the button that was pressed. */
export function toPutRight(problems: Problem[], pack: Pack): string[] {
  if (problems.length === 0) return [];
  const names = problems.map(({ field }) => (field === 'note' ? 'Note' : fieldOf(pack, field).short));
  const things = problems.length === 1 ? 'thing' : 'things';
  return [`${numberWords[problems.length] ?? problems.length} ${things} to put right: ${names.join(', ')}`];
}

/** The fault of a field, and how to correct it. */
export function problemText(problem: Problem, name: string, ask = `${name}: please answer.`): string {
  switch (problem.kind) {
    case 'required':
      return problem.field === 'consent-why' ? 'Say why, in a few words.' : ask;
    case 'too-long':
      return `${name}: at most ${problem.limit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;
    case 'unclear-time':
      return `${name}: I could not read that time. Write for example “just now”, “14:20” or “yesterday 16:00”.`;
    case 'future':
      return `${name}: that lies ahead. When did you ring?`;
    case 'long-ago':
      return `${name}: that is more than 7 days ago. When did you ring? If it is right, write it once more.`;
    case 'no-time':
      return 'I could not read when the child leaves. Choose, or write a time. Your words are kept.';
    case 'believed':
      return 'Where are they believed to be? Write no address of a placement.';
    case 'not-a-choice':
      return `${name}: please choose from the list.`;
  }
}
