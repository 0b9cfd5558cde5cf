// Makes a page ready to be read: fields become elements that hold their text, and marks are taken out and remembered.
// Runs once a page, before `lines.js`.
() => {
  const START = 0xe0001, END = 0xe007f;
  const KEPT = ["fontFamily", "fontSize", "fontWeight", "fontStyle", "letterSpacing", "color", "backgroundColor", "backgroundImage", "backgroundRepeat", "backgroundPosition", "backgroundSize",
    "borderRadius", "textAlign", "marginTop", "marginRight", "marginBottom", "marginLeft", "position", "float",
    "top", "left", "right", "bottom", "verticalAlign", "opacity", "visibility", "gridColumn", "gridRow", "alignSelf",
    "flexGrow", "flexShrink", "flexBasis", "order", "zIndex", "direction"];
  const SIDES = ["Top", "Right", "Bottom", "Left"];

  const said = (field) => {
    if (field.tagName === "SELECT") {
      const chosen = [...(field.multiple || field.size > 1 ? field.options : field.selectedOptions)];
      return [chosen.map((option) => option.text.trim()).join("\n"), false];
    }
    if (field.type === "password") return ["•".repeat([...field.value].length), false];
    if (field.value) return [field.value, false];
    return [field.getAttribute("placeholder") || "", true];
  };

  const isText = (field) => field.tagName !== "INPUT"
    || !["checkbox", "radio", "hidden", "file", "range", "color", "image"].includes(field.type);

  const replaced = (field) => {
    const style = getComputedStyle(field);
    const { offsetWidth: width, offsetHeight: height } = field;
    if (style.display === "none" || width < 4 || height < 4) return;
    const many = field.tagName === "TEXTAREA" || (field.tagName === "SELECT" && (field.multiple || field.size > 1));
    const [text, faint] = said(field);
    const element = document.createElement("div");
    for (const key of KEPT) element.style[key] = style[key];
    let inner = height;
    for (const side of SIDES) {
      element.style[`padding${side}`] = style[`padding${side}`];
      element.style[`border${side}`] = `${style[`border${side}Width`]} ${style[`border${side}Style`]} ${style[`border${side}Color`]}`;
    }
    for (const side of ["Top", "Bottom"]) inner -= parseFloat(style[`padding${side}`]) + parseFloat(style[`border${side}Width`]);
    element.style.display = style.display.includes("inline") ? "inline-block" : "block";
    element.style.boxSizing = "border-box";
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    element.style.minWidth = element.style.maxWidth = `${width}px`;
    element.style.overflow = "hidden";
    element.style.whiteSpace = many ? "pre-wrap" : "pre";
    element.style.overflowWrap = "anywhere";
    element.style.lineHeight = many ? style.lineHeight : `${inner}px`;
    if (["submit", "button", "reset"].includes(field.type)) element.style.textAlign = "center";
    if (faint) element.style.color = "rgba(120, 120, 120, 0.8)";
    element.textContent = text;
    element.dataset.was = field.tagName.toLowerCase();
    field.replaceWith(element);
  };

  // The clean text of a node and the ranges of its marks, [start, end, codes] in UTF-16 units.
  const cleaned = (text) => {
    let clean = "", open = null;
    const marks = [];
    const close = () => {
      if (open && clean.length > open.start) marks.push([open.start, clean.length, open.codes]);
      open = null;
    };
    const chars = [...text];
    for (let k = 0; k < chars.length; k++) {
      const code = chars[k].codePointAt(0);
      if (code === START) {
        close();
        const codes = chars.slice(k + 1, k + 5).map((c) => c.codePointAt(0));
        if (codes.length === 4 && codes.every((c) => c > START && c < END)) {
          open = { start: clean.length, codes: String.fromCodePoint(...codes) };
          k += 4;
        }
      } else if (code === END) close();
      else if (code <= START || code > END) clean += chars[k];
    }
    close();
    return [clean, marks];
  };

  document.querySelectorAll("input, textarea, select").forEach((field) => isText(field) && replaced(field));
  const style = document.createElement("style");
  style.textContent = "*, *::before, *::after { transition: none !important; animation: none !important; caret-color: transparent !important; }";
  document.head.append(style);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (!/[\u{E0000}-\u{E007F}]/u.test(node.data)) continue;
    const [clean, marks] = cleaned(node.data);
    node.data = clean;
    node.marks = marks;
  }
}
