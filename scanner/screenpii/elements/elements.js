// What lies where on the page that is shown, without any of its text: parents, places and marks of its elements, as JSON.
// Boxes are [left, top, right, bottom] in CSS pixels, from the top left of the viewport, or of the page if `whole`.
(whole) => {
  const MOST = 20000;
  const MARKS = ["data-testid", "data-test-id", "data-test", "data-cy", "data-qa", "id", "name"];

  const marksOf = (element) => [
    ...MARKS.map((key) => [key, element.getAttribute(key)]).filter(([, value]) => value),
    ...[...element.classList].map((word) => ["class", word]),
  ];

  // Whether something else lies over the middle of an element; outside the viewport nobody can tell. To ask takes long,
  // so it is done only where something that is taken out of the flow may lie over it.
  const afloat = [];
  const covered = (element, { left, top, width, height }) => {
    const [x, y] = [left + width / 2, top + height / 2];
    const over = ({ above, at }) =>
      at.left <= x && x <= at.right && at.top <= y && y <= at.bottom && !above.contains(element);
    if (!afloat.some(over)) return false;
    const hit = document.elementFromPoint(x, y);
    return Boolean(hit) && !element.contains(hit) && !hit.contains(element);
  };

  const [right, down] = whole ? [scrollX, scrollY] : [0, 0];
  const rows = [];
  const look = (element, parent, nth) => {
    const style = getComputedStyle(element);
    if (rows.length >= MOST || style.display === "none") return;
    const rect = element.getBoundingClientRect();
    const shows = rect.width > 0 && rect.height > 0 && style.visibility === "visible";
    if (shows && style.position !== "static" && style.position !== "relative") afloat.push({ above: element, at: rect });
    const index = rows.push({ element, rect, shows, row: [parent, element.localName, nth, marksOf(element)] }) - 1;
    if (element.localName !== "svg") [...element.children].forEach((child, k) => look(child, index, k + 1));
  };
  look(document.body, -1, 1);

  const boxOf = ({ element, rect, shows }) =>
    shows && !covered(element, rect)
      ? [rect.left + right, rect.top + down, rect.right + right, rect.bottom + down]
      : [0, 0, 0, 0];
  const width = whole ? Math.max(document.documentElement.scrollWidth, innerWidth) : innerWidth;
  return JSON.stringify({ width, rows: rows.map((found) => [...found.row, boxOf(found)]) });
}
