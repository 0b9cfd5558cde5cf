// Reads the lines of text that show in the window, and the marks that `prepare.js` found in them.
// Boxes are [left, top, right, bottom] in CSS pixels, origin at the viewport's top left. A part of a line is
// [start, end, codes, occurrence, length of the whole value], in characters of its text.
(regions) => {
  const ICONS = /icon|awesome|material symbols|glyph|remix|feather|dashicons/i;
  const clips = new Map();
  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };

  const blockOf = (element) => {
    while (["inline", "contents"].includes(styleOf(element).display) && element.parentElement) element = element.parentElement;
    return element;
  };

  const meet = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];

  // What of the window an element's content may show in: the boxes of all that clip it.
  const clipOf = (element) => {
    if (!element || element === document.body || element === document.documentElement) return [0, 0, innerWidth, innerHeight];
    if (clips.has(element)) return clips.get(element);
    const style = styleOf(element);
    let above = element.parentElement;
    if (style.position === "fixed") above = null;
    else if (style.position === "absolute") {
      while (above && styleOf(above).position === "static" && styleOf(above).transform === "none") above = above.parentElement;
    }
    let clip = clipOf(above);
    if (style.overflowX !== "visible" || style.overflowY !== "visible" || style.clip !== "auto") {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      clip = meet(clip, style.clip !== "auto" && style.position === "absolute" ? [0, 0, 0, 0] : [left, top, right, bottom]);
    }
    clips.set(element, clip);
    return clip;
  };

  const shows = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
    if (["SCRIPT", "STYLE", "NOSCRIPT", "TITLE", "OPTION", "TEMPLATE"].includes(element.tagName)) return false;
    const style = styleOf(element);
    const alpha = /rgba\(.*, ([\d.]+)\)$/.exec(style.color);
    return !ICONS.test(style.fontFamily) && parseFloat(style.fontSize) > 3 && (!alpha || parseFloat(alpha[1]) > 0.1);
  };

  const cased = (char, before, how) => {
    if (how === "uppercase") return char.toLocaleUpperCase(document.documentElement.lang || "en");
    if (how === "lowercase") return char.toLowerCase();
    return how === "capitalize" && !/[\p{L}\p{N}'’]/u.test(before) ? char.toUpperCase() : char;
  };

  // Where the dots of an element stand whose text is cut with them; nothing if it is not cut.
  const cutOf = (element) => {
    const block = blockOf(element);
    const style = styleOf(block);
    if (style.textOverflow !== "ellipsis" || block.scrollWidth <= block.clientWidth + 1) return null;
    const { left } = block.getBoundingClientRect();
    const right = left + block.clientLeft + block.clientWidth - parseFloat(style.paddingRight);
    return { block, right, dots: parseFloat(style.fontSize) * 0.8 };
  };

  let occurrence = 0;
  const glyphs = (node) => {
    const parent = node.parentElement;
    const [left, top, right, bottom] = clipOf(parent);
    const range = document.createRange();
    range.selectNodeContents(node);
    const all = range.getBoundingClientRect();
    if (all.width === 0 || all.bottom <= top || all.top >= bottom || all.right <= left || all.left >= right) return [];
    const marks = (node.marks || []).map((mark) => [...mark, occurrence++]);
    const block = blockOf(parent), cut = cutOf(parent), how = styleOf(parent).textTransform;
    const found = [];
    let at = 0, before = " ", ended = false;
    for (const char of node.data) {
      range.setStart(node, at);
      range.setEnd(node, at + char.length);
      const mark = marks.find((m) => m[0] <= at && at < m[1]);
      at += char.length;
      if (/[\uE000-\uF8FF\u200B-\u200F\u00AD\uFEFF]/.test(char)) continue;
      const rect = [...range.getClientRects()].filter((r) => r.width > 0).pop();
      const shown = cased(char, before, how);
      before = char;
      if (!rect) continue;
      const wide = Math.min(rect.right, right) - Math.max(rect.left, left);
      const high = Math.min(rect.bottom, bottom) - Math.max(rect.top, top);
      if (wide < 0.5 * rect.width || high < 0.65 * rect.height) continue;
      if (cut && rect.right > cut.right - cut.dots) {
        if (!ended && rect.left < cut.right) found.push({ char: "…", rect: new DOMRect(rect.left, rect.top, Math.max(3, cut.right - rect.left), rect.height), block, mark, parent });
        ended = true;
        continue;
      }
      found.push({ char: shown, rect, block, mark, parent });
    }
    return found;
  };

  const continues = (line, { rect, block }) => {
    const [, top, right, bottom] = line.box;
    const shared = Math.min(bottom, rect.bottom) - Math.max(top, rect.top);
    const height = Math.min(bottom - top, rect.height);
    const gap = rect.left - right;
    return line.block === block && shared > height / 2 && gap > -3 && gap < height * 1.2;
  };

  const add = (line, { char, mark }) => {
    const last = line.parts[line.parts.length - 1];
    const length = [...char].length;
    if (mark && last && last[3] === mark[3]) last[1] = line.length + length;
    else if (mark) line.parts.push([line.length, line.length + length, mark[2], mark[3], mark[1] - mark[0]]);
    line.text += char;
    line.length += length;
  };

  const lines = [];
  let space = false;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim()) { space = true; continue; }
    if (!shows(node.parentElement)) continue;
    for (const glyph of glyphs(node)) {
      const { char, rect, block, parent } = glyph;
      let line = lines[lines.length - 1];
      if (!char.trim()) { space = true; continue; }
      if (line && continues(line, glyph)) {
        if (space || rect.left - line.box[2] > rect.height / 5) { line.text += " "; line.length += 1; }
        line.box = [line.box[0], Math.min(line.box[1], rect.top), rect.right, Math.max(line.box[3], rect.bottom)];
      } else {
        line = { text: "", length: 0, box: [rect.left, rect.top, rect.right, rect.bottom], block, parent, parts: [], spans: [] };
        lines.push(line);
      }
      add(line, glyph);
      line.spans.push([rect.left, rect.right]);
      while (line.spans.length < line.length) line.spans.splice(-1, 0, [rect.left, rect.left]);
      space = false;
    }
  }

  // Whether something opaque stands above the point, which neither holds the line nor is in it.
  const under = (parent, x, y) => {
    const hit = document.elementFromPoint(x, y);
    if (!hit || hit === parent || hit.contains(parent) || parent.contains(hit)) return false;
    for (let e = hit; e && !e.contains(parent); e = e.parentElement) {
      const colour = styleOf(e).backgroundColor;
      if (styleOf(e).backgroundImage.includes("gradient")) return true;
      const alpha = /rgba\(.*, ([\d.]+)\)$/.exec(colour);
      if (colour !== "transparent" && (!alpha || parseFloat(alpha[1]) > 0.5)) return true;
    }
    return false;
  };

  // The longest run of a line's characters that nothing covers; nothing if there is none.
  const uncovered = (line) => {
    const { box, parent, spans } = line;
    const y = (box[1] + box[3]) / 2;
    const points = [0.03, 0.35, 0.65, 0.97].map((share) => box[0] + share * (box[2] - box[0]));
    const hidden = points.filter((x) => under(parent, x, y)).length;
    if (hidden === 0) return line;
    if (hidden === points.length) return null;
    const open = spans.map(([left, right]) => !under(parent, (left + right) / 2, y));
    let best = [0, 0], start = 0;
    open.forEach((free, k) => {
      if (!free) start = k + 1;
      else if (k + 1 - start > best[1] - best[0]) best = [start, k + 1];
    });
    let [from, to] = best;
    const chars = [...line.text];
    while (from < to && !chars[from].trim()) from += 1;
    while (from < to && !chars[to - 1].trim()) to -= 1;
    if (to - from < 1) return null;
    const parts = line.parts.map(([a, b, ...rest]) => [Math.max(a, from) - from, Math.min(b, to) - from, ...rest]);
    const kept = spans.slice(from, to);
    const text = chars.slice(from, to).join("");
    return { ...line, text, spans: kept, box: [kept[0][0], box[1], kept[kept.length - 1][1], box[3]], parts: parts.filter(([a, b]) => b > a) };
  };

  const areas = regions.flatMap((selector) => [...document.querySelectorAll(selector)]).map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return meet(clipOf(element), [left, top, right, bottom]);
  });
  const inside = (a, b) => a !== b && a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
  const outer = areas.filter((area, k) => !areas.some((other, n) => inside(area, other) && (n < k || !inside(other, area))));
  const texts = lines.map(uncovered).filter((line) => line && line.text.trim()).map(({ text, box, parts, spans }) => ({ text, box, parts, spans }));
  return { texts, areas: outer.filter(([l, t, r, b]) => r - l > 60 && b - t > 30) };
}
