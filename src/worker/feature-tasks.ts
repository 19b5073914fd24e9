import type { SideTask, SideTaskDeps } from '../actions/side-task.ts';
import { features } from '../features/list.ts';
import { sentNoticesIn } from '../settings/notices.ts';
import { type Telling, tellOnce } from './tell-once.ts';

/** The side tasks of all features. */
export function featureTasks(deps: Omit<SideTaskDeps, 'tellOnce'> & Telling): SideTask[] {
  const told = sentNoticesIn(deps.store);
  const given: SideTaskDeps = {
    ...deps,
    tellOnce: (notice, message) => tellOnce(notice, message, told, deps),
  };
  return features.flatMap(({ sideTasks }) => sideTasks?.(given) ?? []);
}
