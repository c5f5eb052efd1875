/** What Primer has no rules for, in Primer's colours. Charts are styled here, so that they bring no style element. */
export const OWN_STYLE = `
:root { --viz-main: var(--fgColor-accent); --viz-soft: var(--borderColor-accent-emphasis); }
body { font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
a { color: var(--fgColor-accent); text-decoration: underline; text-underline-offset: .2em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--fgColor-accent); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; background: var(--bgColor-default); padding: .5rem 1rem; z-index: 2; }
.top { background: var(--bgColor-muted); border-bottom: 1px solid var(--borderColor-default); }
.inner { max-width: 72rem; margin-inline: auto; padding-inline: 1rem; }
.top .row { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; padding-block: .75rem; }
.top .name { font-weight: 600; font-size: 16px; color: var(--fgColor-default); text-decoration: none; }
.top .who { margin-inline-start: auto; display: flex; gap: .5rem; align-items: center; }
.tabs { display: flex; flex-wrap: wrap; list-style: none; padding: 0; margin: 0; }
.tabs a { display: block; padding: .4rem .7rem .5rem; color: var(--fgColor-default); text-decoration: none; border-bottom: 2px solid transparent; }
.tabs a:hover { background: var(--bgColor-neutral-muted); }
.tabs a[aria-current] { border-bottom-color: var(--underlineNav-borderColor-active); font-weight: 600; }
main nav .tabs { margin-bottom: .75rem; }
main { padding-block: 1.25rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
h4 { margin: 1rem 0 .3rem; }
main ul:not([class]) { padding-inline-start: 1.5rem; margin-bottom: .75rem; }
.lead { color: var(--fgColor-muted); margin: 0 0 1rem; max-width: 46rem; }
.small { font-size: 12px; color: var(--fgColor-muted); }
.box { border: 1px solid var(--borderColor-default); border-radius: 6px; padding: 1rem; margin-block: 1rem; }
.box > :first-child { margin-top: 0; } .box > :last-child { margin-bottom: 0; }
.note { border-inline-start: 4px solid var(--borderColor-attention-emphasis); background: var(--bgColor-attention-muted); padding: .6rem 1rem; margin-block: 0 1rem; }
.note.good { border-color: var(--borderColor-success-emphasis); background: var(--bgColor-success-muted); }
.note.bad { border-color: var(--borderColor-danger-emphasis); background: var(--bgColor-danger-muted); }
.decide { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1rem 2rem; margin-block: .75rem 1rem; }
.decide label { display: grid; gap: .2rem; font-weight: 600; font-size: 12px; }
.decide .form-control { width: 100%; font-weight: 400; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; }
.banner { background: var(--bgColor-attention-muted); border-bottom: 1px solid var(--borderColor-attention-muted); padding-block: .5rem; }
.verdict { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; border-inline-start-width: 6px; }
.verdict strong { font-size: 1.5rem; }
.verdict.pause { border-inline-start-color: var(--borderColor-danger-emphasis); }
.verdict.hold { border-inline-start-color: var(--borderColor-attention-emphasis); }
.verdict.amplify { border-inline-start-color: var(--borderColor-success-emphasis); }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2rem; align-items: start; }
.two > * { min-width: 0; }
.lines { list-style: none; padding: 0; margin: .5rem 0; }
.lines li { padding: .35rem 0; border-top: 1px solid var(--borderColor-muted); }
.lines li:first-child { border-top: 0; }
.tag { display: inline-block; padding: 0 .5em; border: 1px solid var(--borderColor-default); border-radius: 2em; font-size: 12px; line-height: 1.6; white-space: nowrap; }
.tag.good, .tag.released, .tag.verified, .tag.sent, .tag.done { color: var(--fgColor-success); border-color: var(--borderColor-success-emphasis); }
.tag.bad, .tag.dead, .tag.failed, .tag.reopened, .tag.disputed { color: var(--fgColor-danger); border-color: var(--borderColor-danger-emphasis); }
.tag.unknown, .tag.pending, .tag.withheld { color: var(--fgColor-attention); border-color: var(--borderColor-attention-emphasis); }
.tag.fixed, .tag.decided { color: var(--fgColor-done); border-color: var(--borderColor-done-emphasis); }
/* A shadow at each side where there is more: the covers scroll with the table, the shadows stay. */
.scroll { overflow-x: auto; margin-bottom: .75rem; background: linear-gradient(to right, var(--bgColor-default) 1rem, transparent 2rem) local, linear-gradient(to left, var(--bgColor-default) 1rem, transparent 2rem) local, linear-gradient(to right, var(--borderColor-default), transparent .6rem), linear-gradient(to left, var(--borderColor-default), transparent .6rem); }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
caption { text-align: start; color: var(--fgColor-muted); padding-bottom: .25rem; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--borderColor-muted); text-align: start; vertical-align: top; }
th { font-weight: 600; } thead th { border-bottom-color: var(--borderColor-default); white-space: nowrap; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
time, .nowrap { white-space: nowrap; }
th.title, td.title { min-width: 14rem; overflow-wrap: anywhere; }
tbody th { font-weight: 400; }
@media (max-width: 30rem) { th.title, td.title { min-width: 9rem; } th, td { padding-inline: .35rem; } }
details > summary { cursor: pointer; }
pre { padding: .75rem; background: var(--bgColor-muted); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; margin: .5rem 0; }
code { font: 12px ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
.filter { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-block: 1rem; }
.filter label { display: grid; gap: .2rem; font-weight: 600; font-size: 12px; }
.filter input, .filter select { font-weight: 400; }
.filter label.wide { flex: 1 1 100%; }
.filter input[type=search] { width: 100%; max-width: 40rem; }
.pages { display: flex; gap: 1rem; margin-block: 1rem; }
form.inline { display: inline; }
figure { margin: .5rem 0 1rem; }
figcaption { color: var(--fgColor-muted); font-size: 13px; font-weight: 600; margin-bottom: .4rem; }
.chart svg { display: block; width: 100%; min-width: 20rem; max-width: 36rem; height: auto; color: var(--fgColor-muted); font-size: 12px; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 2rem; align-items: start; }
.charts > * { min-width: 0; }
.narrow { max-width: 32rem; }
.contents { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; margin: 0 0 1rem; }
.chart text, .chart tspan { white-space: pre; }
footer { border-top: 1px solid var(--borderColor-default); padding-block: 1rem 2rem; color: var(--fgColor-muted); font-size: 12px; }
footer a { margin-inline-end: .75rem; }
`;
