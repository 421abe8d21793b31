/** Letters, distances, the frame of the page. */
export const PAGE = `
*,*::before{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{font-size:clamp(1.6rem,5vw,2.2rem);line-height:1.2;letter-spacing:-.015em;margin:0 0 .35rem}
h2{font-size:1.35rem;line-height:1.3;letter-spacing:-.01em;margin:0 0 .75rem}
h3{font-size:1.05rem;line-height:1.4;margin:0 0 .5rem}
section{margin:0 0 1rem;padding-top:2.25rem}
section h3:not(article h3){margin-top:1.5rem}
p{margin:0 0 1rem;max-width:44rem}
small,.note,.aside,.lede,caption,figcaption,.quiet{color:var(--quiet)}
.lede{font-size:1.1rem}
small,.note,.tick{font-size:.85rem}
time{white-space:nowrap}
code{font:.85em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
cite{font-style:normal;font-weight:600}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:1rem;top:-6rem;padding:.5rem 1rem;background:var(--paper)}
.skip:focus{top:.5rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:1.25rem 0 0;padding:.75rem 0;border-block:1px solid var(--line)}
nav a{display:inline-block;padding:.2rem 0}
ul.plain{list-style:none;margin:0;padding:0}
section>ul.plain li{padding:.35rem 0;border-top:1px solid var(--line)}
.glance{display:flex;flex-wrap:wrap;gap:1px;margin:1.5rem 0 0;background:var(--line);border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
.glance div{flex:1 1 11rem;background:var(--paper);padding:.8rem 1rem}
.glance dt{font-size:.85rem;color:var(--quiet)}
.glance dd{margin:0;font-weight:600}
.glance dd span{display:block;font-weight:400;font-size:.85rem;color:var(--quiet)}
.badge{display:inline-block;font-size:.8rem;font-weight:600;line-height:1.4;padding:.05rem .5rem;border-radius:1rem;white-space:nowrap}
@media(max-width:40rem){.badge{white-space:normal}}
.good{color:var(--good);background:var(--good-wash)}.bad{color:var(--bad);background:var(--bad-wash)}
.wary{color:var(--wary);background:var(--wary-wash)}.calm{color:var(--calm);background:var(--calm-wash)}
details{margin:.5rem 0 0}
summary{cursor:pointer;color:var(--link);padding:.25rem 0;width:fit-content}
.aside{font-size:.85rem}
article.story{padding:1.25rem 0 1rem;border-top:1px solid var(--line)}
.problems{list-style:none;margin:0;padding:0}
.problems>li{padding:1rem 0;border-top:1px solid var(--line)}
.problems p{margin:0 0 .35rem}
.problems dl{display:grid;grid-template-columns:6.5rem 1fr;gap:.1rem .75rem;margin:0;font-size:.95rem}
.problems dt{grid-column:1;color:var(--quiet)}.problems dd{grid-column:2;margin:0}
footer{padding-block:2.5rem;color:var(--quiet);font-size:.85rem}
@media(max-width:40rem){.problems dl{display:block}.problems dt{margin-top:.35rem}}
`;
