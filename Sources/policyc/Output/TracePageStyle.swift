extension TracePage {
  static let style = """
    ul.sum { list-style: none; padding: 0; } .sum b { display: inline-block; width: 1.2em; }
    .sum .no b, .sum .no { color: var(--mark); } .sum .ok b { color: var(--link); }
    ol.found { padding-left: 1.5rem; } .found b { color: var(--mark); } .found li { margin: .4rem 0; }
    .found b.note { color: var(--dim); font-size: 1em; } .found small, .at { color: var(--dim); }
    .cols, .row { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 0 1.5rem; }
    .cols { position: sticky; top: 0; background: var(--panel); border-bottom: 2px solid var(--dim);
      padding: .2rem .6rem; z-index: 1; }
    .row { border-top: 1px dotted var(--line); padding: .5rem 0; }
    h2 { border-bottom: 1px solid var(--line); }
    .doc { border-left: .3rem solid transparent; padding-left: .6rem; overflow-wrap: anywhere; }
    .doc.ruled { border-color: var(--link); } .doc.said { border-color: var(--line); }
    .doc.bare { border-color: var(--mark); background: var(--tint); }
    .doc p { margin: .2rem 0; scroll-margin-top: 3rem; } .doc p.mk { float: left;
      margin: .2rem .5em -.2rem 0; } .d1 { padding-left: 1em; }
    .d2 { padding-left: 2em; } .d3 { padding-left: 3em; }
    .tag { font-style: normal; font-size: .85em; border: 1px solid var(--mark); color: var(--mark);
      border-radius: .3em; padding: 0 .3em; white-space: nowrap; }
    .card { border: 1px solid var(--line); border-radius: .3rem; background: var(--panel);
      padding: .25rem .5rem; margin: 0 0 .4rem; font-size: .92rem; scroll-margin-top: 3rem; }
    .card code { font: inherit; overflow-wrap: anywhere; } .in { padding-left: 1em; }
    .at { margin: 0; font-size: .85em; }
    .f { border-radius: .2em; padding: 0 .15em; scroll-margin-top: 4rem; }
    .f.used { background: color-mix(in srgb, var(--link) 16%, transparent); }
    .f.mentioned { border-bottom: 2px dotted var(--link); }
    .f.unused, .f.bad { background: var(--tint); color: var(--mark); font-weight: 700;
      outline: 1px solid var(--mark); }
    :target { outline: 2px solid var(--link); }
    p.say { color: var(--mark); font-size: .88em; margin: .15rem 0; clear: left; } p.say.note { color: var(--dim); }
    @media (max-width: 44rem) {
      .row { display: block; } .cols { display: none; }
      .pol { padding-left: 1rem; margin-top: .4rem; }
    }
    @media print {
      .cols { position: static; } .row { break-inside: auto; font-size: 9.5pt; line-height: 1.45; }
      .card, .doc p { break-inside: avoid; } a { color: inherit; text-decoration: none; }
      .f, .doc { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    }

    """
}
