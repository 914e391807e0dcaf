// How the page of an audit looks: on a screen, light or dark, and on paper. No colour says what no
// sign says, too.
#pragma once

namespace filtercheck::cli {

inline constexpr const char* kAuditStyle = R"css(
:root {
  color-scheme: light dark;
  --text: #1b1f24; --faint: #59636e; --ground: #ffffff; --panel: #f6f8fa; --line: #d1d9e0;
  --pass: #116329; --pass-ground: #dafbe1; --fail: #a40e26; --fail-ground: #ffebe9;
  --undecided: #7d4e00; --undecided-ground: #fff8c5; --not-reached: #59636e; --not-reached-ground: #eff2f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --faint: #9198a1; --ground: #0d1117; --panel: #151b23; --line: #3d444d;
    --pass: #56d364; --pass-ground: #12261e; --fail: #ff8182; --fail-ground: #301b1f;
    --undecided: #e3b341; --undecided-ground: #2b2411; --not-reached: #9198a1; --not-reached-ground: #212830;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 75rem; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .35rem 0; }
a { color: inherit; text-underline-offset: .15em; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .87em; }
code { unicode-bidi: isolate; overflow-wrap: anywhere; }
pre {
  margin: .5rem 0; padding: .75rem 1rem; background: var(--ground); border: 1px solid var(--line);
  border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere;
}
.faint { color: var(--faint); }
.small { font-size: .87rem; }
.tally { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0 1.5rem; padding: 0; list-style: none; }
.badge {
  display: inline-block; padding: .05rem .6rem; border: 1px solid currentColor; border-radius: 1rem;
  font-size: .85rem; font-weight: 600; white-space: nowrap;
}
.pass { color: var(--pass); background: var(--pass-ground); }
.fail { color: var(--fail); background: var(--fail-ground); }
.undecided { color: var(--undecided); background: var(--undecided-ground); }
.not-reached { color: var(--not-reached); background: var(--not-reached-ground); }

.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .4rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { font-size: .8rem; font-weight: 600; color: var(--faint); white-space: nowrap; }
.controls .mark { text-align: center; padding: .4rem .2rem; }
.controls td:last-child { min-width: 14rem; }
.mark span {
  display: inline-block; width: 1.5rem; height: 1.5rem; line-height: 1.5rem; border-radius: .3rem;
  text-align: center; font-weight: 700;
}
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .1rem 1.5rem; margin: .75rem 0 0; padding: 0; list-style: none; font-size: .87rem; }

.control { margin-top: 2rem; padding: 1.25rem; background: var(--panel); border: 1px solid var(--line); border-radius: .6rem; }
.control > header { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; }
.chain { display: flex; flex-wrap: wrap; align-items: stretch; gap: .5rem 0; margin: 1rem 0; padding: 0; list-style: none; }
.chain li { display: flex; flex: 1 1 8.2rem; align-items: center; max-width: 14rem; }
.node {
  display: flex; flex-direction: column; justify-content: space-between; gap: .35rem; align-self: stretch;
  flex: 1; min-width: 0; padding: .5rem .6rem; border: 1.5px solid currentColor; border-radius: .5rem;
}
.node b { display: block; font-size: .75rem; font-weight: 600; letter-spacing: .02em; }
.node code { color: var(--text); }
.node .none { color: var(--faint); font-style: italic; font-size: .87em; }
.node .marks { font-size: .8rem; font-weight: 600; }
.node.not-reached { border-style: dashed; }
.arrow { flex: none; width: 1.6rem; height: 1rem; margin: 0 .15rem; fill: none; stroke: currentColor; stroke-width: 1.6; background: none; }
.arrow.not-reached { stroke-dasharray: 3 2.5; }

.steps { margin: 0; padding: 0; list-style: none; }
.steps > li { display: grid; grid-template-columns: 1.5rem 1fr; gap: 0 .75rem; padding: .5rem 0; border-top: 1px solid var(--line); }
.steps .mark { padding-top: .1rem; }
.steps strong { font-weight: 600; }
.evidence { margin: .35rem 0 0; padding: 0; list-style: none; font-size: .87rem; color: var(--faint); }
.evidence li { padding: .05rem 0 .05rem 1rem; text-indent: -1rem; }
.evidence .value { color: var(--text); }
details { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: .75rem; }
summary { cursor: pointer; font-weight: 600; }
footer { margin-top: 2rem; font-size: .87rem; color: var(--faint); }

@media print {
  :root {
    color-scheme: light;
    --text: #000; --faint: #444; --ground: #fff; --panel: #fff; --line: #bbb;
    --pass: #116329; --pass-ground: #fff; --fail: #a40e26; --fail-ground: #fff;
    --undecided: #7d4e00; --undecided-ground: #fff; --not-reached: #444; --not-reached-ground: #fff;
  }
  @page { margin: 15mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .control { padding: 0; border: 0; border-top: 2px solid #000; border-radius: 0; padding-top: .75rem; }
  .control > header, .chain, .steps > li, tr { break-inside: avoid; }
  .control > header, h3 { break-after: avoid; }
  .chain li { flex-basis: 6rem; }
  .wide { overflow: visible; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
}
)css";

}  // namespace filtercheck::cli
