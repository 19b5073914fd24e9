import { fieldOf, formOf, type Pack } from '../protocol/pack.ts';
import { consentIsRecorded } from './consent.ts';
import { answerTo, type Draft, hasPhoned, type Progress } from './draft.ts';
import { placesToAsk, withPlacesAsked } from './places.ts';
import { path, stepNow } from './steps.ts';

/** The draft once the step shown is answered: the next step, or check answers when the worker came here to change one section. */
export function leave(draft: Draft, pack: Pack): Draft {
  const steps = path(draft, pack);
  const now = stepNow(draft, pack);
  const done = [...new Set([...draft.progress.done, now.id])];
  const ahead = steps.slice(steps.findIndex((step) => step.id === now.id) + 1);
  // Who is referring is asked once and remembered; it can still be changed from check answers. The call is recorded already.
  const isPassed = (id: string) =>
    (id === 'about-you' && done.includes(id)) || (id === 'phoned' && now.id === 'danger-phone');
  const next = ahead.find((step) => !isPassed(step.id));
  const after = at(draft, next?.id ?? now.id, { done });
  const { resumeAt } = draft.progress;
  if (resumeAt && next?.section !== now.section) return { ...after, progress: { ...after.progress, ...resumeAt } };
  return draft.progress.hurry && next?.section !== now.section ? toCheckAnswers(after, pack) : after;
}

/** One step back; at the first step it stays there. */
export function goBack(draft: Draft, pack: Pack): Draft {
  const steps = path(draft, pack);
  const index = steps.findIndex((step) => step.id === stepNow(draft, pack).id);
  return at(draft, (steps[index - 1] ?? steps[0])?.id ?? draft.progress.at);
}

/** Opens one section for changing; when it ends the worker is back at check answers. */
export function toChange(draft: Draft, section: string, pack: Pack): Draft {
  const first = path(draft, pack).find((step) => step.section === section);
  return first ? at(draft, first.id, { hurry: true }) : draft;
}

/**
 * Check answers, by way of the few things a referral cannot do without: danger, who refers, the two consent cards, and whether a child
 * in care is placed at an address that was written.
 * Each is asked, none can hold the referral up: every answer is accepted.
 */
export function toCheckAnswers(draft: Draft, pack: Pack): Draft {
  const { values } = draft.answers;
  const to = (id: string, hurry = true): Draft => at(draft, id, { hurry });
  if (draft.progress.mode === 'adding') return to('summary', false);
  if (!values.danger) return to('danger');
  if (hasPhoned(draft.answers) && !draft.answers.readings['phoned-when']?.at) return to('phoned');
  if (!whoIsKnown(draft, pack)) return to('about-you');
  if (!values['consent-risk']) return to('consent-risk');
  if (!consentIsRecorded(draft.answers)) return to('consent');
  if (placesToAsk(draft.answers, pack).length === 0) return to('check-answers', false);
  if (draft.progress.at !== 'places') return to('places', false);
  return at(withPlacesAsked(draft, pack), 'check-answers', { hurry: false }); // asked once, and left without an answer
}

/** Whether everything that must be known of the referrer is known. */
export function whoIsKnown(draft: Draft, pack: Pack): boolean {
  const needed = formOf(pack, 'about-you')?.fields.filter((id) => fieldOf(pack, id).required) ?? [];
  return needed.every((id) => answerTo(draft.answers, id) !== undefined);
}

/** The danger questions, for danger that was typed at any other: once they are answered, the worker is back where they were. */
export function toDanger(draft: Draft, pack: Pack): Draft {
  const { at: before, cursor } = draft.progress;
  const isThere = stepNow(draft, pack).section === 'danger';
  return at(draft, 'danger', isThere ? {} : { resumeAt: { at: before, cursor } });
}

const inDanger = ['danger', 'danger-phone', 'phoned'];

function at(
  { progress: { resumeAt, ...progress }, ...draft }: Draft,
  id: string,
  change: Partial<Progress> = {},
): Draft {
  const resume = resumeAt && inDanger.includes(id) ? { resumeAt } : {};
  return { ...draft, progress: { ...progress, ...resume, ...change, at: id, cursor: 0 } };
}
