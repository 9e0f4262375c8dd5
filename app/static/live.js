// Parts of an open page that follow what happens: the server says which module changed, and the
// parts of that module are read again and put in place without moving focus, scroll or layout.
// Without EventSource, or while the stream is down, the page stays as it was drawn.
//
// [data-live=stream address][data-live-since=seconds]   once a page
// [data-live-src=address][data-live-on=module or "*"]   each part

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const SECOND = 1000;
const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 300 * SECOND;
const QUIET = 60 * SECOND; // between two announcements to a screen reader
const LATER = 300; // ms until a part that is in use is tried again

/* ---- putting new markup in place of old, node by node ---- */

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE && (node.dataset?.card || node.id)) || "";
const isKept = (node) => node.matches("[popover]:popover-open, details[open]");

const kindOf = (node) => `${node.nodeName}.${node.classList?.[0] ?? ""}`;
const isSame = (old, fresh) => kindOf(old) === kindOf(fresh) && keyOf(old) === keyOf(fresh);
const isBlank = (node) => node.nodeType === Node.TEXT_NODE && !node.data.trim();

/** Whether an old node has no place any more: neither for this fresh one nor for a later one. */
function isSpare(old, [node, ...later]) {
  if (isSame(old, node)) return false;
  return isBlank(old) || !later.some((other) => !isBlank(other) && isSame(old, other));
}

/** The old node that a fresh one is written into: the one of the same key, or the next if alike. */
function partnerOf(node, parent, at) {
  const key = keyOf(node);
  if (key) return [...parent.children].find((child) => keyOf(child) === key);
  return at && isSame(at, node) ? at : undefined;
}

/** What stands before a node goes behind all others: a node that is moved itself loses focus. */
function stepAside(parent, at, node) {
  while (at && at !== node) {
    const next = at.nextSibling;
    parent.append(at);
    at = next;
  }
}

function patchChildren(old, fresh) {
  let at = old.firstChild;
  const nodes = [...fresh.childNodes];
  for (const [index, node] of nodes.entries()) {
    while (at && isSpare(at, nodes.slice(index))) at = without(at);
    const partner = partnerOf(node, old, at);
    if (at && partner?.contains(document.activeElement)) {
      stepAside(old, at, partner);
      at = partner;
    }
    if (partner && partner === at) at = at.nextSibling;
    else old.insertBefore(partner ?? node, at);
    if (partner) patch(partner, node);
  }
  while (at) at = without(at);
}

/** Removes a node and returns the one behind it. */
function without(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function patch(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (isKept(old) || old.isEqualNode(fresh)) return;
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  patchChildren(old, fresh);
}

/* ---- parts ---- */

/** A part that has not arrived yet, or whose chart somebody is reading, waits. */
const isInUse = (part) => Boolean(find("[hx-trigger=load], .is-reading", part));

async function refresh(part) {
  const answer = await fetch(part.dataset.liveSrc, { headers: { "HX-Request": "true" } });
  if (answer.status === 401) location.reload();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const piece of all("[hx-swap-oob]", page)) place(piece);
  patchChildren(part, page.body);
}

/** A piece of the answer that belongs elsewhere on the page, such as a card pinned to the top. */
function place(piece) {
  const old = document.getElementById(piece.id);
  piece.remove();
  piece.removeAttribute("hx-swap-oob");
  if (old) patch(old, piece);
}

const isGeneral = (part) => part.dataset.liveOn === "*";

class Parts {
  constructor(onRefreshed) {
    this.waiting = new Set();
    this.isBusy = false;
    this.onRefreshed = onRefreshed;
  }

  /** The parts that show this module, or all of them. */
  want(module) {
    for (const part of all("[data-live-src]")) {
      const shown = part.dataset.liveOn;
      if (module === "*" || shown === "*" || shown === module) this.waiting.add(part);
    }
    this.run();
  }

  async run() {
    if (this.isBusy || document.hidden) return;
    this.isBusy = true;
    const ready = [...this.waiting].filter((part) => !isInUse(part));
    ready.forEach((part) => this.waiting.delete(part));
    // The numbers that changed come first, then what gathers from all modules.
    const [own, general] = [ready.filter((part) => !isGeneral(part)), ready.filter(isGeneral)];
    const done = [...(await Promise.allSettled(own.map(refresh))), ...(await Promise.allSettled(general.map(refresh)))];
    this.isBusy = false;
    if (done.some(({ status }) => status === "fulfilled")) this.onRefreshed();
    if (this.waiting.size) setTimeout(() => this.run(), ready.length ? 0 : LATER);
  }
}

/* ---- the stream ---- */

function follow(root) {
  const mark = find("[data-live-mark]");
  const said = find("[data-live-said]", root);
  let since = root.dataset.liveSince;
  let pause = FIRST_PAUSE;
  let stream = null;
  let saidAt = 0;

  const show = (isLive) => mark?.classList.toggle("live-off", !isLive);

  const parts = new Parts(() => {
    if (Date.now() - saidAt < QUIET) return;
    saidAt = Date.now();
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    said.textContent = `${said.dataset.liveSaid} ${time}`;
  });

  function close() {
    stream?.close();
    stream = null;
    show(false);
  }

  function open() {
    if (stream || document.hidden) return;
    stream = new EventSource(`${root.dataset.live}?since=${since}`);
    stream.addEventListener("open", () => {
      pause = FIRST_PAUSE;
      show(true);
    });
    stream.addEventListener("module", ({ data, lastEventId }) => {
      since = lastEventId || since;
      parts.want(data);
    });
    stream.addEventListener("error", () => {
      show(false);
      // The browser comes back by itself, unless the answer was a refusal.
      if (stream.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  }

  // A tab that nobody sees costs nothing; on return it learns what it missed.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return close();
    open();
    parts.run();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}

const root = find("[data-live]");
if (root && "EventSource" in window) follow(root);
