/** Pictures. A shape has a pattern or a place of its own wherever it has a colour of its own. */
export const CHART = `
svg{max-width:100%}
svg text{fill:var(--ink);font:.8125rem/1 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
svg .label{font-weight:600}
svg .quiet,svg .tick{fill:var(--quiet);font-weight:400}
svg .tick{font-size:.75rem}
svg .inside,svg .above{font-size:.75rem}svg .inside{fill:var(--on-share)}
.axis line{stroke:var(--line)}
.ground{stroke:var(--quiet);stroke-width:1}
.share{fill:var(--share)}.bake{fill:var(--bake)}
.phase.waiting{fill:url(#dots)}.phase.deploying{fill:url(#bars)}.phase.shifting{fill:var(--moving)}.phase.verifying{fill:url(#grid)}
.phase.baking{fill:url(#waves)}.phase.done{fill:var(--done);fill-opacity:.45}.phase.rollingBack{fill:url(#hatch)}.phase.rollbackFailed{fill:var(--harm)}
.met-0{fill:var(--met-0)}.met-1{fill:var(--met-1)}.met-2{fill:var(--met-2)}
.harm{fill:url(#hatch)}.bar .harm{fill:var(--harm)}
.edge{fill:none;stroke:var(--edge);stroke-width:1.25;vector-effect:non-scaling-stroke}.edge.harmed{stroke:var(--harm)}
.open{fill:var(--open)}.frozen{fill:url(#hatch)}
.pattern-harm{stroke:var(--harm)}.pattern-harm-ground{fill:var(--harm);fill-opacity:.25}.pattern-waiting{fill:var(--waiting)}.pattern-moving{stroke:var(--moving)}
.pattern-verifying{stroke:var(--verifying)}.pattern-baking{stroke:var(--edge)}
.patterns{position:absolute}
.legend,.key{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0 0 1rem;padding:0;font-size:.85rem}
.key{flex-direction:column;margin:.25rem 0 0;color:var(--quiet)}
.legend svg,.key svg{vertical-align:baseline}
.multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:2rem 2.5rem;margin:0 0 1rem}
figure{margin:0;min-width:0}
figcaption{margin:0 0 .5rem}figcaption strong{color:var(--ink)}
@media(max-width:40rem){.fine{display:none}}
`;
