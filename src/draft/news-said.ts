import type { Instant } from '../base/time.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { answeredByDanger, dangerIn } from './danger-words.ts';
import type { Draft } from './draft.ts';
import { leavingIn } from './leaving-said.ts';
import { stepNow } from './steps.ts';
import { tickQuestions } from './typed.ts';

/**
 * What typed words are for, while a check is open and the MASH has a case that they may be about. A box would take
 * “theyve just walked out” and “where r the police??” as the child's name. What speaks of danger, or says when the child
 * leaves, is for the MASH now, unless the box asks for it.
 * @param isSameCase whether the MASH waits for this check: then what worries the author stands in both
 */
export function meantFor(
  text: string,
  draft: Draft,
  { pack, now, isSameCase }: { pack: Pack; now: Instant; isSameCase: boolean },
): 'check' | 'mash' | 'both' {
  const step = stepNow(draft, pack);
  const { cursor } = draft.progress;
  const fields = step.kind === 'form' ? step.form.fields : [];
  const field = step.kind === 'form' ? fieldOf(pack, fields[Math.min(cursor, fields.length - 1)] ?? '') : undefined;
  const isNote = step.kind === 'ticks' && tickQuestions[cursor] === 'note';
  if (!isNote && (!field || field.choices)) return 'check'; // takes only a choice anyway
  const isDanger = dangerIn(text) !== undefined;
  const isForNow = isDanger || leavingIn(text, now)?.at !== undefined;
  if (!field || field.kind === 'long') return !isForNow ? 'check' : isSameCase ? 'both' : 'mash';
  const { id, reads } = field;
  const isAsked = answeredByDanger(id) || (reads !== undefined && !isDanger);
  const isQuestion = text.trimEnd().endsWith('?') && text.trim().split(/\s+/).length > 2;
  return isQuestion || (isForNow && !isAsked) ? 'mash' : 'check';
}
