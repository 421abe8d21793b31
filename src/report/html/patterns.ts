import type { Markup } from './markup';
import { html } from './markup';

/** Fillings that tell shapes apart without colour, once for the whole page. */
export const PATTERNS: Markup = html`<svg class="patterns" aria-hidden="true" width="0" height="0"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="pattern-harm-ground" width="6" height="6"/><path class="pattern-harm" d="M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2" stroke-width="1.5"/></pattern>
<pattern id="dots" width="6" height="8" patternUnits="userSpaceOnUse"><circle class="pattern-waiting" cx="2" cy="4" r="1.4"/></pattern>
<pattern id="bars" width="5" height="8" patternUnits="userSpaceOnUse"><path class="pattern-moving" d="M1,0 v8" stroke-width="1.5"/></pattern>
<pattern id="grid" width="4" height="4" patternUnits="userSpaceOnUse"><path class="pattern-verifying" d="M0,2 h4 M2,0 v4" stroke-width="1"/></pattern>
<pattern id="waves" width="8" height="8" patternUnits="userSpaceOnUse"><path class="pattern-baking" d="M0,2.5 h8 M0,5.5 h8" stroke-width="1"/></pattern>
</defs></svg>`;
