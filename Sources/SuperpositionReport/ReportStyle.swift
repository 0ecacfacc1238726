/// The look of the page: one column that a phone shows, colours of sufficient contrast in both
/// schemes (WCAG AA), pictures on white paper in both, and no controls in print.
enum ReportStyle {
  static let text = #"""
    :root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1b1f; --soft: #55555f;
      --line: #d5d5dc; --shade: #f3f3f6; --link: #0b57a4; --bar: #0072b2; --theory: #6b6b76;
      --good: #0a6640; --bad: #9c2b00; }
    @media (prefers-color-scheme: dark) { :root { --paper: #16161a; --ink: #ececf1;
      --soft: #b4b4be; --line: #3c3c45; --shade: #212127; --link: #8ec5ff; --bar: #56b4e9;
      --theory: #a3a3ae; --good: #6fd3a0; --bad: #ffa07a; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.5rem clamp(.8rem, 3vw, 2.5rem); max-width: 78rem;
      background: var(--paper); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
    h1 { font-size: clamp(1.5rem, 4vw, 2.1rem); line-height: 1.2; margin: .2em 0; }
    h2 { margin-top: 2.6rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
    a { color: var(--link); }
    nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1rem; }
    p.soft, figcaption, .soft { color: var(--soft); }
    figure { margin: 1rem 0; }
    figure svg { display: block; width: 100%; height: auto; background: #ffffff;
      border: 1px solid var(--line); border-radius: 4px; }
    .wide { overflow-x: auto; max-width: 100%; }
    figure .wide svg { min-width: 42rem; }
    table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
    th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
      vertical-align: top; white-space: nowrap; }
    td.wraps { white-space: normal; min-width: 14rem; }
    td.number { text-align: right; }
    thead th { position: sticky; top: 0; background: var(--shade); padding: 0; }
    th button { all: unset; cursor: pointer; padding: .3rem .6rem; font-weight: 600; width: 100%; }
    th button:focus-visible, summary:focus-visible, input:focus-visible, select:focus-visible {
      outline: 2px solid var(--link); outline-offset: 2px; }
    th[aria-sort=ascending] button::after { content: " ▲"; }
    th[aria-sort=descending] button::after { content: " ▼"; }
    details { margin: .6rem 0; }
    summary { cursor: pointer; color: var(--link); }
    details .wide { max-height: 30rem; overflow: auto; }
    code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85em; }
    pre { background: var(--shade); padding: .6rem .8rem; overflow-x: auto; border-radius: 4px; }
    .confirmed { color: var(--good); font-weight: 600; }
    .corrected { color: var(--bad); font-weight: 600; }
    form.question { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: end;
      background: var(--shade); padding: .9rem; border-radius: 6px; }
    form.question label { display: flex; flex-direction: column; font-size: .85rem; }
    input, select { font: inherit; color: var(--ink); background: var(--paper);
      border: 1px solid var(--soft); border-radius: 4px; padding: .3rem .5rem; max-width: 100%; }
    .answers { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .3rem .8rem;
      margin: 1rem 0; }
    .answers .name { align-self: center; }
    .answers .bar { position: relative; min-height: 1.7rem; }
    .answers .bar i { position: absolute; left: 0; top: .2rem; bottom: .2rem; background: var(--bar);
      border-radius: 2px; opacity: .35; }
    .answers .theory i { background: var(--theory); opacity: .3; }
    .answers .bar span { position: relative; padding: .15rem .4rem; display: inline-block; }
    @media (max-width: 34rem) { .answers { grid-template-columns: 1fr; }
      .answers .name { font-weight: 600; } }
    @media print { :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #333;
      --line: #bbb; --shade: #f3f3f3; --link: #000; }
      nav, form.question { display: none; } figure, tr { break-inside: avoid; }
      figure .wide svg { min-width: 0; } details .wide { max-height: none; overflow: visible; } }
    """#
}
