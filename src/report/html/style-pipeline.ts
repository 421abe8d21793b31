/** The waves: beside each other where there is room, below each other where there is none. */
export const PIPELINE = `
.layers{list-style:none;margin:0 0 1.5rem;padding:0;display:flex;flex-wrap:wrap;align-items:flex-start;gap:1.75rem}
.layer{position:relative;flex:1 1 15rem;min-width:0;display:flex;flex-direction:column;gap:1rem}
.layer:not(:last-child)::after{content:"→";position:absolute;right:-1.25rem;top:.8rem;color:var(--quiet)}
.wave{border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1rem 1rem;background:var(--paper);min-width:0}
.wave h3{margin:0 0 .35rem;font-size:1.15rem}
.places{display:flex;flex-wrap:wrap;gap:.35rem;list-style:none;margin:0 0 .9rem;padding:0}
.places li{padding:.05rem .5rem;border-radius:1rem;background:var(--wash)}
.wave svg{display:block}
.wave dl{margin:.9rem 0 0;font-size:.95rem}
.wave dt{color:var(--quiet);font-size:.85rem;margin-top:.55rem}
.wave dd{margin:0}
.gate{color:var(--waiting)}
@media(max-width:40rem){.layers{flex-direction:column;align-items:stretch}.layer{flex:none}.layer:not(:last-child)::after{content:"↓";right:50%;top:auto;bottom:-1.7rem}}
`;
