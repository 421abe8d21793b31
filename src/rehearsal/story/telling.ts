import type { ScenarioOptions } from '../scenario';
import type { Setting } from './setting';

/** What happens in a story; or in words what the plan does not have. */
export type Telling = (setting: Setting) => ScenarioOptions | string;
