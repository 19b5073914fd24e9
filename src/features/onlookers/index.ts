import type { Feature } from '../../actions/feature.ts';
import type { SentCase } from '../../cards/face.ts';
import { showWordsOf } from '../../cards/thread.ts';
import { onlookersIn, withReadingDue } from './onlookers-state.ts';
import { sideTask } from './side-task.ts';

const buttons = {
  words: ({ record }: SentCase) => (Object.keys(record.facts.texts).length > 0 ? showWordsOf(record) : undefined),
};

/** People who can read a channel with cases, and are not of the MASH. */
export const onlookers = {
  name: 'onlookers',
  sideTask,
  face: { buttons },
  teamFace: { buttons },
  async whenMembersChange(channelId, { documents, now }) {
    await onlookersIn(documents).change((before) => withReadingDue(before, channelId, now()));
  },
} satisfies Feature;
