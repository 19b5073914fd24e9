import { type Answers, answerTo } from '../check/draft.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { type Line, line } from './parts.ts';
import { answerInWords } from './referral-text.ts';

/** Where the referrer works: their organisation, where they named it, and what kind of agency it is. */
function workplace(answers: Answers, pack: Pack): string {
  const agency = answerInWords(answers, fieldOf(pack, 'agency'), pack);
  const organisation = answerTo(answers, 'organisation');
  return organisation ? `${organisation} (${agency})` : agency;
}

/** What is said of a referrer who has not said it themselves. */
interface Otherwise {
  name?: string | undefined;
  phone?: string;
}

/** Who refers, where they work, and each number that they gave. */
export function whoRefers(answers: Answers, pack: Pack, otherwise: Otherwise = {}): Line[] {
  const { name = 'The referrer', phone = 'No number given' } = otherwise;
  const other = answerTo(answers, 'other');
  return [
    line(`${answerTo(answers, 'name') ?? name}, ${answerTo(answers, 'role') ?? 'role not given'}`),
    line(workplace(answers, pack)),
    line(answerTo(answers, 'phone') ?? phone, 'bold'),
    ...(other ? [line(`Or ring: ${other}`)] : []),
  ];
}
