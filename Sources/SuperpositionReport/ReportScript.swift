/// What the page does: tables that sort by a click on a column's name, and the calculator.
///
/// The calculator shows a minimum dimension that a result has as it stands. Between the sparsities of
/// one number of codewords it interpolates dimensions per bit, linear in ln k, for theory also in
/// ln N; it says so, and never goes beyond what there is.
enum ReportScript {
  static let text = #"""
    "use strict";
    function sortTable(button) {
      const head = button.closest("th"), table = head.closest("table"), body = table.tBodies[0];
      const column = [...head.parentNode.children].indexOf(head);
      const ascending = head.getAttribute("aria-sort") !== "ascending";
      for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      const key = row => row.children[column].textContent;
      const compare = (a, b) => {
        if (key(a) === "" || key(b) === "") return (key(a) === "") - (key(b) === "");
        const x = Number(key(a)), y = Number(key(b));
        const order = isNaN(x) || isNaN(y) ? key(a).localeCompare(key(b)) : x - y;
        return ascending ? order : -order;
      };
      body.append(...[...body.rows].sort(compare));
    }

    function entropyBits(N, k) {
      let bits = 0;
      for (let i = 0; i < k; i++) bits += Math.log2((N - i) / (k - i));
      return bits;
    }
    function parseNumber(text) {
      const power = text.trim().match(/^(\d+(?:\.\d+)?)\s*\^\s*(\d+(?:\.\d+)?)$/);
      return power ? Math.pow(Number(power[1]), Number(power[2])) : Number(text.trim() || NaN);
    }
    // d/H at x = ln k between the neighbours of a list of [k, d/H], null outside it.
    function between(list, k) {
      for (let i = 0; i < list.length; i++) {
        if (list[i][0] === k) return {ratio: list[i][1], exact: i};
        if (list[i][0] > k) {
          if (i === 0) return null;
          const [a, u] = list[i - 1], [b, v] = list[i];
          const weight = (Math.log(k) - Math.log(a)) / (Math.log(b) - Math.log(a));
          return {ratio: u + weight * (v - u), exact: -1};
        }
      }
      return null;
    }
    const byFirst = (a, b) => a[0] - b[0];
    // The answer of a decoder at (N, k, target): {d, low, high, kind, source} or null.
    function measuredAnswer(points, N, k, target) {
      const here = points.filter(p => p.N === N && p.target === target);
      const exact = here.filter(p => p.k === k)
        .sort((a, b) => (a.high - a.low) / a.d - (b.high - b.low) / b.d)[0];
      if (exact) return exact;
      const list = [...new Map(here.map(p => [p.k, [p.k, p.d / entropyBits(N, p.k)]])).values()];
      const found = between(list.sort(byFirst), k);
      if (!found) return null;
      const kind = here.some(p => p.kind === "measured") ? "measured" : "computed";
      return {d: found.ratio * entropyBits(N, k), kind: "between " + kind + " points",
        source: here[0].source};
    }
    function theoryAnswer(curve, N, k, target) {
      const rows = curve.points.filter(p => p[2] === 0 || p[2] === target);
      const list = [];
      let isExact = false;
      for (const size of [...new Set(rows.map(p => p[0]))]) {
        const own = rows.filter(p => p[0] === size);
        const found = between(own.map(p => [p[1], p[3] / entropyBits(size, p[1])]).sort(byFirst), k);
        if (!found) continue;
        if (size === N && found.exact >= 0)
          return {d: own.find(p => p[1] === k)[3], kind: "theory", source: curve.name};
        list.push([size, found.ratio]);
      }
      const found = between(list.sort(byFirst), N);
      return found && {d: found.ratio * entropyBits(N, k), kind: "between points of theory",
        source: curve.name};
    }
    // All answers at (N, k, target), decoders first.
    function dimensionsNeeded(data, N, k, target) {
      const answers = [];
      for (const decoder of [...new Set(data.points.map(p => p.decoder))]) {
        const own = data.points.filter(p => p.decoder === decoder);
        const answer = measuredAnswer(own, N, k, target);
        if (answer) answers.push({name: decoder, isTheory: false, ...answer});
      }
      for (const curve of data.curves) {
        const answer = theoryAnswer(curve, N, k, target);
        if (answer) answers.push({name: curve.name, isTheory: true, summary: curve.summary, ...answer});
      }
      return answers;
    }
    // The largest k that d dimensions carry, by bisection over whole numbers; null if there is none.
    function sparsityCarried(data, name, N, d, target) {
      const need = k => {
        const own = data.points.filter(p => p.decoder === name);
        const curve = data.curves.find(c => c.name === name);
        return own.length ? measuredAnswer(own, N, k, target)
          : curve ? theoryAnswer(curve, N, k, target) : null;
      };
      let best = null;
      for (let low = 1, high = Math.min(1024, Math.floor(N / 2)); low <= high;) {
        const middle = (low + high) >> 1, answer = need(middle);
        const known = answer || [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
          .some(k => k >= middle && k <= high && need(k));
        if (answer && answer.d <= d) { best = {k: middle, ...answer}; low = middle + 1; }
        else if (!answer && known) low = middle + 1;
        else high = middle - 1;
      }
      return best;
    }

    function start() {
      document.addEventListener("click", event => {
        const button = event.target.closest("th button");
        if (button) sortTable(button);
      });
      const data = JSON.parse(document.getElementById("numbers").textContent);
      const form = document.getElementById("question"), output = document.getElementById("answers");
      const digits = value => value >= 1000 ? Math.round(value).toString() : Number(value.toPrecision(4));
      function row(name, length, text, isTheory, summary) {
        const label = document.createElement("div");
        label.className = "name"; label.textContent = name; if (summary) label.title = summary;
        const bar = document.createElement("div");
        bar.className = isTheory ? "bar theory" : "bar";
        const fill = document.createElement("i"), words = document.createElement("span");
        fill.style.width = length + "%"; words.textContent = text;
        bar.append(fill, words); output.append(label, bar);
      }
      function answer() {
        const N = parseNumber(form.N.value), target = Number(form.target.value);
        const given = parseNumber(form.given.value), asksForK = form.unknown.value === "k";
        output.replaceChildren();
        const isWhole = Number.isInteger(given) && given >= 1;
        if (!(Number.isInteger(N) && N >= 2 && isWhole && (asksForK || given <= N / 2))) {
          output.textContent = "Give whole numbers N ≥ 2 and " + (asksForK ? "d ≥ 1." : "1 ≤ k ≤ N/2.");
          return;
        }
        if (asksForK) {
          const names = [...new Set(data.points.map(p => p.decoder))].concat(data.curves.map(c => c.name));
          const found = names.map(name => [name, sparsityCarried(data, name, N, given, target)])
            .filter(pair => pair[1]);
          const most = Math.max(...found.map(pair => pair[1].k));
          for (const [name, best] of found)
            row(name, 100 * best.k / most, "k = " + best.k + ", "
              + digits(entropyBits(N, best.k) / given) + " bits per dimension (" + best.kind + ")",
              !data.points.some(p => p.decoder === name));
          if (!found.length) output.textContent = "Neither results nor theory reach this N.";
          return;
        }
        const answers = dimensionsNeeded(data, N, given, target).sort((a, b) => a.d - b.d);
        const most = Math.log(1 + Math.max(...answers.map(a => a.d)));
        for (const a of answers)
          row(a.name, 100 * Math.log(1 + a.d) / most, "d = " + digits(a.d)
            + (a.low ? " [" + digits(a.low) + ", " + digits(a.high) + "]" : "") + ", "
            + digits(entropyBits(N, given) / a.d) + " bits per dimension (" + a.kind
            + (a.isTheory ? "" : ", " + a.source) + ")", a.isTheory, a.summary);
        if (!answers.length) output.textContent = "Neither results nor theory reach this point.";
      }
      form.addEventListener("input", answer);
      form.addEventListener("submit", event => { event.preventDefault(); answer(); });
      answer();
    }
    if (typeof document !== "undefined") start();
    """#
}
