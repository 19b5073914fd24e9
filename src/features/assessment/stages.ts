import { type Instant, londonDay, longDay } from '../../base/time.ts';
import { counted } from '../../cards/london.ts';
import { type Block, excerpt, type Line, line, titled, titledLines } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { assessmentText } from '../../history/assessment.ts';
import { daysBetween } from '../../protocol/days.ts';
import { type Assessment, serviceNow, stageStart } from './state.ts';
import { arrivalWords, serviceWords, supportWords, whoAndWhen } from './words.ts';

/** "took 12 days", "took less than a day" */
function daysTaken(begun: Instant, done: Instant): string {
  const days = daysBetween(londonDay(begun), londonDay(done));
  return `took ${days === 0 ? 'less than a day' : counted(days, 'day')}`;
}

/** "12 days so far (on 7 December 2026)" */
const daysSoFar = (begun: Instant, now: Instant): string =>
  `${counted(daysBetween(londonDay(begun), londonDay(now)), 'day')} so far (on ${longDay(londonDay(now))})`;

/**
 * How far each assessment has come, and what the team arranged. It shows elapsed days, and no deadline, because the
 * protocol sets none.
 */
export function stageBlocks(record: CaseRecord, assessment: Assessment, now: Instant, length: number): Block[] {
  return [
    ...titled('Child and family assessment', family(record, assessment, now, length)),
    ...titled('Trafficking', trafficking(record, assessment, now, length)),
    ...titled('Services', services(record, assessment, length)),
  ];
}

const textsOf =
  ({ facts }: CaseRecord, length: number) =>
  (name: string): string =>
    excerpt(facts.texts[name] ?? '', length);

function family(record: CaseRecord, assessment: Assessment, now: Instant, length: number): Line[] {
  const { family: stage } = assessment;
  if (stage.kind === 'not-begun') return [line('Not begun')];
  if (stage.kind === 'begun') return [line(`Begun by ${whoAndWhen(record, stage)}, ${daysSoFar(stage.at, now)}`)];
  const { start, finding: done } = stage;
  const text = textsOf(record, length);
  const days = start.kind === 'begun' ? `, ${daysTaken(start.at, done.at)}` : '';
  return [
    line(`Done by ${whoAndWhen(record, done)}${days}`),
    ...titledLines('Level of need', text(assessmentText.need(done.number))),
    ...titledLines('Services and support', text(assessmentText.services(done.number))),
    ...titledLines('How they came to the UK is clear', arrivalWords[done.arrival]),
    ...titledLines('Plan to protect the child', done.planOn ? `Since ${longDay(done.planOn)}` : 'Not yet'),
  ];
}

function trafficking(record: CaseRecord, assessment: Assessment, now: Instant, length: number): Line[] {
  const { suspicion, specialist } = assessment;
  const start = stageStart(specialist);
  const text = textsOf(record, length);
  const yesNo = (is: boolean) => (is ? 'yes' : 'no');
  const days = (begun: Instant) =>
    specialist.kind === 'done' ? daysTaken(begun, specialist.finding.at) : daysSoFar(begun, now);
  return [
    ...(suspicion.kind === 'not-said'
      ? [line('Not said yet whether it is suspected')]
      : titledLines(
          `Suspected by the team: ${yesNo(suspicion.entry.suspected)}`,
          text(assessmentText.suspicion(suspicion.entry.number)),
        )),
    ...(start.kind === 'begun' ? [line(`Specialist assessment: ${days(start.at)}`, 'plain', 'Small')] : []),
    ...(specialist.kind === 'done'
      ? titledLines(
          `Reasonable grounds: ${yesNo(specialist.finding.grounds)}`,
          text(assessmentText.grounds(specialist.finding.number)),
        )
      : []),
  ];
}

function services(record: CaseRecord, assessment: Assessment, length: number): Line[] {
  const text = textsOf(record, length);
  const service = serviceNow(assessment);
  const plan = service?.planOn ? longDay(service.planOn) : 'no date yet';
  return [
    ...(service
      ? titledLines(serviceWords[service.service], `${text(assessmentText.worker(service.number))}, plan: ${plan}`)
      : []),
    ...Object.values(assessment.support).flatMap(({ item, on, number }) =>
      titledLines(supportWords[item], `${text(assessmentText.owner(number))}, by ${longDay(on)}`),
    ),
  ];
}
