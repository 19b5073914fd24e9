import type { Feature } from '../actions/feature.ts';
import type { SideTaskDeps } from '../actions/side-task.ts';
import type { WorkerTask } from './side-tasks.ts';
import { type TellerDeps, tellingOnce } from './tell-once.ts';

/** The side task of a feature, if it has one. What the task lists is told by the one teller. */
export function featureTask({ name, sideTask }: Feature, deps: SideTaskDeps & TellerDeps): WorkerTask[] {
  if (!sideTask) return [];
  const { everyMs, does } = sideTask(deps);
  const tell = tellingOnce(name, deps);
  return [{ name, everyMs, does: async () => tell(await does()) }];
}
