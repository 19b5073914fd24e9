import type { Feature } from '../../actions/feature.ts';
import { onlookersIn, withReadingDue } from './onlookers-state.ts';
import { sideTask } from './side-task.ts';

/** People who can read a channel with cases, and are not of the MASH. */
export const onlookers = {
  name: 'onlookers',
  sideTask,
  async whenMembersChange(channelId, { documents, now }) {
    await onlookersIn(documents).change((before) => withReadingDue(before, channelId, now()));
  },
} satisfies Feature;
