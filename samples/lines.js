// Reads the text and the marked values of the page that is shown.
// Boxes are [left, top, right, bottom] in CSS pixels, origin at the viewport's top left.
() => {
  const blockOf = (element) => {
    while (["inline", "contents"].includes(getComputedStyle(element).display)) element = element.parentElement;
    return element;
  };

  const textNodes = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.checkVisibility() && !parent.closest("[aria-hidden]")) nodes.push(walker.currentNode);
    }
    return nodes;
  };

  // One entry per character that is painted: its text, its box and its block.
  const glyphs = (node) => {
    const range = document.createRange();
    const block = blockOf(node.parentElement);
    const found = [];
    let at = 0;
    for (const char of node.data) {
      range.setStart(node, at);
      range.setEnd(node, (at += char.length));
      const rect = [...range.getClientRects()].filter((r) => r.width > 0).pop();
      if (rect) found.push({ char, rect, block });
    }
    return found;
  };

  // A glyph goes on with the line when it is in the same block, level with it and close behind it.
  const continues = (line, { rect, block }) => {
    const [left, top, right, bottom] = line.box;
    const shared = Math.min(bottom, rect.bottom) - Math.max(top, rect.top);
    const gap = rect.left - right;
    const height = Math.min(bottom - top, rect.height);
    return line.block === block && shared > height / 2 && gap > -3 && gap < height * 1.2;
  };

  const linesOf = (root) => {
    const lines = [];
    let space = false;
    for (const glyph of textNodes(root).flatMap(glyphs)) {
      const { char, rect, block } = glyph;
      const line = lines[lines.length - 1];
      if (!char.trim()) {
        space = true;
      } else if (line && continues(line, glyph)) {
        const apart = space || rect.left - line.box[2] > rect.height / 5;
        line.text += (apart ? " " : "") + char;
        line.box = [line.box[0], Math.min(line.box[1], rect.top), rect.right, Math.max(line.box[3], rect.bottom)];
        space = false;
      } else {
        lines.push({ text: char, box: [rect.left, rect.top, rect.right, rect.bottom], block });
        space = false;
      }
    }
    return lines.map(({ text, box }) => ({ text, box }));
  };

  // A region is marked with data-text, its description; any other value is its own text.
  const markOf = (element) => {
    const { pii, subject, masked, text, group } = element.dataset;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const lines = text ? [{ text, box: [left, top, right, bottom] }] : linesOf(element);
    const labelled = !("unlabelled" in element.dataset);
    return { type: pii, subject, masked: masked === "true", labelled, group: group || "", lines };
  };

  return { texts: linesOf(document.body), marks: [...document.querySelectorAll("[data-pii]")].map(markOf) };
}
