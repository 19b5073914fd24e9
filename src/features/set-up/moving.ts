import { z } from 'zod';
import type { SideTaskDeps } from '../../actions/side-task.ts';
import { CaseId } from '../../base/reference.ts';
import { type Lines, shown, spacedBoldLine, spacedLine } from '../../cards/parts.ts';
import { withCardMoved } from '../../case/moved.ts';
import type { CaseRecord } from '../../case/record.ts';
import { inWork } from '../../case/up-next.ts';
import { wholeCases } from '../../store/cases.ts';
import { document } from '../../store/change.ts';
import { everyDocument } from '../../store/every-case.ts';
import type { Store } from '../../store/port.ts';
import { effectiveSetUp, type Setup, type WaitingChange } from './set-up-state.ts';

/** The channels into which all cases were moved. */
const movedIn = document('moved', z.object({ to: z.string() }), undefined);

const atOnce = 100; // cases in one look, so that they hold up no notice

/**
 * Moves the cases into the channels of now, once after each change. Each case is one write, which says all that is still to be
 * sent: so an instance that is killed leaves nothing half done, and the next begins at the first case again.
 */
export function movingCases({ store, cases, caseContext, log }: SideTaskDeps) {
  const kept = movedIn(store);
  let done = '';
  let at = { to: '', after: '' };
  return async (setup: Setup) => {
    const { mash, assessmentChannelId: assessment, former } = effectiveSetUp(setup);
    if (!mash || former.length === 0) return;
    const channels = { mash: mash.channelId, assessment };
    const to = Object.values(channels).join(' ');
    if (done === to) return;
    if (at.to !== to) at = { to, after: '' };
    if (at.after === '' && (await kept.load())?.to === to) {
      done = to;
      return;
    }
    let looked = 0;
    for await (const { id, document } of everyDocument(store, 'case', at.after)) {
      const [record] = await wholeCases(store, [{ document }]); // one that cannot be read moves with its next message
      const moved = (each: CaseRecord) => withCardMoved(each, channels, caseContext());
      if (record && moved(record) !== record)
        await cases.change(CaseId.parse(id), (each) => ({ record: moved(each), result: undefined }));
      at.after = id;
      looked += 1;
      if (looked === atOnce) return;
    }
    await kept.change(() => ({ to }));
    done = to;
    log.info({ event: 'setup.moved' });
  };
}

/** How much another channel takes along, as counted now. */
export interface Stranded {
  open: number;
  unsent: number; // cases with messages that wait
}

export const strandedNow = async (store: Pick<Store, 'countUpNext' | 'unsent'>): Promise<Stranded> => ({
  open: await store.countUpNext(inWork),
  unsent: (await store.unsent()).cases,
});

/** What the change of a channel takes along, and what stays behind. */
export function strandedLines({ choices }: WaitingChange, setup: Setup, { open, unsent }: Stranded): Lines {
  if (!choices.mash && !choices.assessmentChannelId) return [];
  const cases = (many: number) => (many === 1 ? '1 case' : `${many} cases`);
  const isOtherTeam = choices.mash && setup.mash && choices.mash.teamId !== setup.mash.teamId;
  return shown([
    spacedBoldLine(
      open === 0
        ? 'No case is open now.'
        : `${open === 1 ? '1 open case goes' : `${open} open cases go`} along, each with its whole thread.`,
    ),
    unsent > 0 && `I am still sending messages of ${cases(unsent)}. They go to the new channel.`,
    'What I wrote in the old channel then shows nothing of a case, and says where to go. What people wrote there stays.',
    choices.mash && 'A board that I keep begins anew there.',
    isOtherTeam &&
      setup.assessmentChannelId !== undefined &&
      !choices.assessmentChannelId &&
      spacedLine('The Assessment team’s channel stays in the other team. Choose one here if it should come along.'),
  ]);
}
