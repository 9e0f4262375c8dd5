// The one script of the back office: it adds comfort to pages that already work without it.
// No eval, no inline handlers; everything is delegated, so swapped content needs no set-up.

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const SLOW = 200; // ms until waiting is shown
const TOAST = 7000; // ms until a toast goes; it stays while it has pointer or focus

/* ---- htmx: the only place that knows its event names ---- */

function onHtmx() {
  const slow = new WeakMap();

  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (!["GET", "HEAD"].includes(ctx.request.method.toUpperCase())) {
      ctx.request.headers["X-CSRF-Token"] = find('meta[name="csrf-token"]')?.content ?? "";
    }
  });

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const target = ctx.target;
    if (!(target instanceof Element)) return;
    target.setAttribute("aria-busy", "true");
    slow.set(ctx, setTimeout(() => target.classList.add("is-loading"), SLOW));
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    clearTimeout(slow.get(ctx));
    ctx.target?.classList?.remove("is-loading");
    ctx.target?.removeAttribute?.("aria-busy");
  });

  // A failed request leaves the page as it is: the card keeps its place, the person is told.
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    const status = ctx.response?.status ?? 200;
    if (status < 400 || status === 422) return;
    event.preventDefault();
    if (status === 401) location.reload();
    else tellProblem(ctx.text);
  });

  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx) showToast(texts().offline, "bad");
  });

  document.addEventListener("htmx:confirm", (event) => {
    const { ctx, issueRequest, dropRequest } = event.detail;
    if (!ctx.confirm) return;
    event.preventDefault();
    ask(ctx.confirm).then((yes) => (yes ? issueRequest() : dropRequest()));
  });

  // The server can say something after a swap: HX-Trigger: {"toast": {"text": "...", "tone": "ok"}}
  document.addEventListener("toast", ({ detail }) => showToast(detail.text, detail.tone, detail.text2));
}

function tellProblem(html) {
  const page = new DOMParser().parseFromString(html ?? "", "text/html");
  const part = (name) => find(`[data-problem-${name}]`, page)?.textContent.trim();
  const reference = part("reference");
  const detail = [part("detail"), reference && `${texts().reference}: ${reference}`].filter(Boolean);
  showToast(part("title") ?? texts().failed, "bad", detail.join(" "));
}

/* ---- sources that did not answer: counted as their sections arrive, said once ---- */

function onSources() {
  if (!find("[data-sources]")) return;
  let told = 0;
  document.addEventListener("htmx:after:swap", () => {
    const sections = all('section[id^="section-"]');
    const failed = sections.filter((section) => find("[data-state]", section)).length;
    const place = find("[data-sources]");
    if (failed === told || !place) return;
    told = failed;
    const address = `${place.dataset.sources}&failed=${failed}&total=${sections.length}`;
    window.htmx.ajax("GET", address, { target: place, swap: "outerHTML" });
  });
}

/* ---- toasts ---- */

const region = () => find("#toasts");
const texts = () => region().dataset;

function iconOf(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  const sprite = find("use")?.getAttribute("href").split("#")[0] ?? "";
  use.setAttribute("href", `${sprite}#${name}`);
  svg.setAttribute("class", "ic");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter(Boolean));
  return node;
}

function showToast(text, tone = "ok", detail = "") {
  const close = element("button", "close", iconOf("x"));
  close.type = "button";
  close.dataset.toastClose = "";
  close.setAttribute("aria-label", texts().close);
  const body = element("div", "toast-text", text, detail && element("p", "", detail));
  const toast = element("div", `toast toast-${tone}`, iconOf(tone === "bad" ? "circle-alert" : "circle-check"), body, close);
  region().append(toast);
  expire(toast);
}

function expire(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) expire(toast);
    else toast.remove();
  }, TOAST);
}

function onToasts() {
  all("[data-toast]", region()).forEach(expire);
  document.addEventListener("click", ({ target }) => target.closest("[data-toast-close]")?.closest(".toast").remove());
}

/* ---- dialogs ---- */

function ask(question) {
  const dialog = find("#confirm");
  find("#confirm-text").textContent = question;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

function onDialogs() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.confirm || form.dataset.confirmed) return;
    event.preventDefault();
    ask(form.dataset.confirm).then((yes) => {
      if (!yes) return;
      form.dataset.confirmed = "yes";
      form.requestSubmit(event.submitter);
    });
  });
  if ("commandForElement" in HTMLButtonElement.prototype) return;
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (!dialog) return;
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    else dialog.close();
  });
}

/* ---- menus and popovers ---- */

const openMenus = () => all("details[data-menu][open]");
const entries = (menu) => all(".menu-box :is(a, button, input, select)", menu).filter((node) => node.offsetParent);

function onMenus() {
  document.addEventListener("click", ({ target }) => {
    openMenus().forEach((menu) => menu.contains(target) || (menu.open = false));
  });

  document.addEventListener("focusin", ({ target }) => {
    openMenus().forEach((menu) => menu.contains(target) || (menu.open = false));
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details[data-menu]");
    if (!menu) return;
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      find("summary", menu).focus();
      event.preventDefault();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && !event.target.matches("input, select")) {
      event.preventDefault();
      menu.open = true;
      step(entries(menu), event.key === "ArrowDown" ? 1 : -1);
    }
  });
}

function step(nodes, by) {
  if (!nodes.length) return;
  const at = nodes.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : nodes.length - 1) : (at + by + nodes.length) % nodes.length;
  nodes[next].focus();
}

/** A definition opens beside its button, inside the window; without script it opens in the middle. */
function onPopovers() {
  document.addEventListener("toggle", (event) => {
    const pop = event.target;
    if (!pop.matches?.("[data-pop]")) return;
    if (event.newState !== "open") {
      pop.dataset.pop = "";
      return;
    }
    const button = find(`[popovertarget="${pop.id}"]`);
    const box = button.getBoundingClientRect();
    pop.classList.add("placed");
    pop.dataset.pop = scrollY;
    const edge = Math.max(8, button.closest("main")?.getBoundingClientRect().left ?? 8);
    const left = Math.min(Math.max(edge + 8, box.right - pop.offsetWidth), innerWidth - pop.offsetWidth - 8);
    const below = box.bottom + 6 + pop.offsetHeight < innerHeight;
    pop.style.left = `${Math.max(8, left)}px`;
    pop.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - pop.offsetHeight - 6)}px`;
  }, true);
  // What is anchored to a place on the page must not stay when the page moves under it.
  addEventListener("scroll", () => {
    const moved = (pop) => pop.dataset.pop && Math.abs(scrollY - pop.dataset.pop) > 24;
    all("[data-pop]:popover-open").filter(moved).forEach((pop) => pop.hidePopover());
  }, { passive: true });
}

/* ---- theme: at once here, for good on the server ---- */

function onTheme() {
  document.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-theme-choice] button")?.value;
    if (!choice) return;
    if (choice === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
  });
}

/* ---- keyboard ---- */

function onKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return;
    const search = find("[data-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
  if (history.length > 1) all("[data-back]").forEach((button) => (button.hidden = false));
  document.addEventListener("click", ({ target }) => target.closest("[data-back]") && history.back());
}

/* ---- charts: one reading at a time, by pointer or arrow keys ---- */

const reading = new WeakMap();

function read(chart, index) {
  const hits = all(".hit", chart);
  const at = Math.min(Math.max(index, 0), hits.length - 1);
  const { x, y, label, text, compare } = hits[at].dataset;
  reading.set(chart, at);
  chart.classList.add("is-reading");
  const marker = find(".marker", chart);
  marker.setAttribute("x1", `${x}%`);
  marker.setAttribute("x2", `${x}%`);
  const dot = find(".mark-dot", chart);
  dot.setAttribute("cx", `${x}%`);
  dot.setAttribute("cy", y || "-100");
  showTip(chart, Number(x), Number(y || 0), [label, text, compare]);
}

function showTip(chart, x, y, [label, text, compare]) {
  const tip = find(".tip", chart);
  tip.hidden = false;
  tip.replaceChildren(element("span", "", label), element("b", "", text), ...(compare ? [element("span", "", compare)] : []));
  const plot = find(".plot", chart);
  const at = (x / 100) * plot.clientWidth;
  const left = at + 14 + tip.offsetWidth > plot.clientWidth ? at - tip.offsetWidth - 14 : at + 14;
  tip.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, y - tip.offsetHeight / 2)}px)`;
}

function stopReading(chart) {
  chart.classList.remove("is-reading");
  find(".tip", chart).hidden = true;
  reading.delete(chart);
}

function onCharts() {
  document.addEventListener("pointerover", ({ target }) => {
    const chart = target.closest?.("[data-chart]");
    if (chart && target.matches(".hit")) read(chart, all(".hit", chart).indexOf(target));
  });
  document.addEventListener("pointerout", ({ target, relatedTarget }) => {
    const plot = target.closest?.(".plot");
    if (plot && !plot.contains(relatedTarget) && plot !== document.activeElement) stopReading(plot.closest("[data-chart]"));
  });
  document.addEventListener("focusout", ({ target }) => target.matches?.(".plot") && stopReading(target.closest("[data-chart]")));
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.(".plot")) return;
    const chart = event.target.closest("[data-chart]");
    const last = all(".hit", chart).length - 1;
    const now = reading.get(chart);
    const to = { ArrowRight: (now ?? -1) + 1, ArrowLeft: (now ?? last + 1) - 1, Home: 0, End: last }[event.key];
    if (event.key === "Escape") stopReading(chart);
    if (to === undefined) return;
    event.preventDefault();
    read(chart, to);
  });
}

/* ---- dragging by the handle, within a list; the buttons beside it do the same ---- */

const EDGE = 70; // px from the window's edge where the page scrolls along

function onDragging() {
  let drag = null;

  function stop(keep) {
    const { place, next, list } = drag;
    drag = null;
    place.classList.remove("is-dragged");
    if (!keep) list.insertBefore(place, next);
    else if (place.nextElementSibling !== next) drop(place);
  }

  document.addEventListener("pointerdown", (event) => {
    const place = event.target.closest?.("[data-grip]")?.closest("[data-place]");
    if (!place || event.button) return;
    event.preventDefault();
    event.target.setPointerCapture(event.pointerId);
    place.classList.add("is-dragged");
    drag = { place, next: place.nextElementSibling, list: place.parentElement };
  });

  document.addEventListener("pointermove", ({ clientY }) => {
    if (!drag) return;
    if (clientY < EDGE) scrollBy(0, -EDGE / 4);
    if (clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4);
    const others = all(":scope > [data-place]", drag.list).filter((node) => node !== drag.place);
    const middle = (node) => node.getBoundingClientRect().top + node.offsetHeight / 2;
    const before = others.find((node) => clientY < middle(node)) ?? null;
    if (before !== drag.place.nextElementSibling) drag.list.insertBefore(drag.place, before);
  });

  document.addEventListener("pointerup", () => drag && stop(true));
  document.addEventListener("pointercancel", () => drag && stop(false));
  document.addEventListener("keydown", ({ key }) => drag && key === "Escape" && stop(false));
}

function drop(place) {
  const form = find("[data-drop]");
  form.elements.name.value = place.dataset.place;
  form.elements.before.value = place.nextElementSibling?.dataset.place ?? "";
  form.requestSubmit();
}

onHtmx();
onSources();
onToasts();
onDialogs();
onMenus();
onPopovers();
onTheme();
onKeys();
onCharts();
onDragging();
