import { longDay } from '../../base/time.ts';
import type { Face, SentCase } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, coloured, type Lines, line, plain, ring, spacedLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type Assessment, assessmentOf, centralOf } from './state.ts';
import { isCentralOverdue, outcomeWords, serviceWords, yesNo } from './words.ts';

/** What the MASH reads about the assessment on its own card. @source Protocol 8.2 to 8.4 */
export const face: Face = { blocks: assessmentBlocks };

/** The only thing that the referrer's receipt says about the assessment. */
export function takenOnLines({ record }: SentCase): Lines {
  const { passed, accepted } = assessmentOf(record.events);
  return [passed.kind === 'yes' && accepted && spacedLine('✓  The Assessment team has taken the case on')];
}

/** One or two lines about the assessment. If the team has no channel, whom to ring instead. */
function assessmentBlocks({ record, pack }: SentCase): Block[] {
  const assessment = assessmentOf(record.events);
  if (assessment.passed.kind === 'no') return [];
  if (isTeamUnaware(record, assessment)) return [tellTeamBlock(record, assessment, pack)];
  const { service } = assessment;
  const words = [furthestStep(record, assessment), service && serviceWords[service.service]].filter((each) => each);
  return [plain([line(whereItIs(record, assessment), 'bold'), words.join(' · ')])];
}

function whereItIs(record: CaseRecord, { passed, accepted, posting }: Assessment) {
  if (passed.kind === 'back') return `No longer with the Assessment team, ${clockAndDay(passed.at)}`;
  if (accepted) return `Assessment team: taken on by ${whoAndWhen(record, accepted)}`;
  return {
    posted: 'Assessment team: in their channel, not taken on yet',
    'not-posted': 'NOT in the Assessment team’s channel yet. Please tell them yourself.',
    'on-its-way': 'Assessment team: on its way to their channel',
  }[posting];
}

/** Whether the MASH passed the case on but the bot never sent anything to the team, because the team has no channel. */
function isTeamUnaware({ outbox }: CaseRecord, { passed, accepted, posting }: Assessment) {
  if (passed.kind !== 'yes' || accepted || posting !== 'on-its-way') return false;
  return !outbox.some(({ message }) => message.kind === 'assessment-card');
}

/** Asks a person to tell the team themselves. @source Protocol 8.2 (will be passed on) */
function tellTeamBlock({ id }: CaseRecord, { passed }: Assessment, { contacts, phones }: Pack) {
  const who = contacts.find(({ phone }) => phone === phones.urgent)?.name ?? 'Children’s Services';
  const why = passed.kind === 'yes' && passed.concern ? 'There is a concern about trafficking' : 'It goes to them';
  return coloured('attention', [
    line('I have NOT told the Assessment team. Please do it yourself.', 'bold'),
    ...ring(`${why}. Ring ${who} now. Ask for the Assessment team:`, phones.urgent, 'large'),
    `Give the reference ${id}.`,
  ]);
}

/** The furthest step that the team has recorded. The details are in the team's own channel. */
function furthestStep(record: CaseRecord, { specialist, suspicion, family }: Assessment) {
  const central = centralOf(record.events);
  if (central) {
    const answer = central.outcome ?? central.grounds;
    const overdue = isCentralOverdue(record) ? ' · decision OVERDUE' : '';
    return `Central referral: sent ${longDay(central.entry.sentOn)}${answer ? ` · ${outcomeWords(answer.outcome, central.entry.pathway)}` : overdue}`;
  }
  if (specialist.finding) {
    const { grounds, at } = specialist.finding;
    return `Reasonable grounds: ${yesNo(grounds)}, ${clockAndDay(at)}`;
  }
  if (specialist.begun) return `Trafficking assessment begun ${clockAndDay(specialist.begun.at)}`;
  if (suspicion) return `Trafficking suspected: ${yesNo(suspicion.suspected)}, ${clockAndDay(suspicion.at)}`;
  if (family.finding) return `Family assessment done ${clockAndDay(family.finding.at)}`;
  return family.begun && `Family assessment begun ${clockAndDay(family.begun.at)}`;
}
