// One document at a time, and the way from records to words and back.
{
  const docs = [...document.querySelectorAll(".doc")];
  const title = document.title;
  let left = 0;

  // Texts and records of a large report are packed; a document is unfolded when it is first opened.
  const bodies = document.getElementById("bodies") && JSON.parse(document.getElementById("bodies").textContent);
  const body = async (doc) => new TextDecoder().decode(await vn.unpack(bodies[doc.id]));
  const folded = (doc) => bodies && doc.querySelector("[data-packed]");
  const unfold = async (doc) => {
    const place = folded(doc);
    if (!place) return;
    const inside = await body(doc);
    if (!place.hasAttribute("data-packed")) return;
    place.removeAttribute("data-packed");
    place.innerHTML = inside;
  };

  const clear = () => document.querySelectorAll(".on, .near").forEach((one) => one.classList.remove("on", "near"));

  const record = (key) => {
    const link = document.querySelector(`.records a[href="#${CSS.escape(key)}"]`);
    return link && link.closest("li, .header > div");
  };

  // Mark an element and what belongs to it on the other side.
  const mark = (target) => {
    clear();
    target.classList.add("on");
    if (target.closest(".text")) {
      document.querySelectorAll(`[data-of="${CSS.escape(target.id)}"]`).forEach((one) => one.classList.add("on"));
      const entry = record(target.id);
      if (entry) {
        entry.classList.add("on");
        reveal(entry);
      }
    } else if (target.closest(".records")) {
      target.querySelectorAll('a[href^="#"]').forEach((link) => {
        const words = document.getElementById(link.hash.slice(1));
        if (words && words.closest(".text")) words.classList.add("on");
      });
    }
  };

  // Bring an entry into view inside its own pane, without moving the page.
  const reveal = (entry) => {
    const pane = entry.closest(".records");
    const [outer, inner] = [pane.getBoundingClientRect(), entry.getBoundingClientRect()];
    if (pane.scrollHeight > pane.clientHeight) pane.scrollTop += inner.top - outer.top - outer.height / 3;
  };

  const enter = (doc) => {
    if (!document.body.classList.contains("reading")) left = window.scrollY;
    document.body.classList.add("reading");
    docs.forEach((one) => {
      one.classList.toggle("current", one === doc);
      one.open = one === doc;
    });
    document.title = `${doc.querySelector("summary").textContent.trim().split("\n")[0]} – ${title}`;
  };

  const leave = () => {
    document.body.classList.remove("reading");
    docs.forEach((one) => {
      one.classList.remove("current");
      one.open = false;
    });
    clear();
    document.title = title;
  };

  // The document of an address: d5, and c5-2, rt5-1, p5-7 inside it.
  const docOf = (key) => {
    const inside = document.getElementById(key);
    const number = /^[a-z]+(\d+)-/.exec(key);
    return inside ? inside.closest(".doc") : number && document.getElementById(`d${number[1]}`);
  };

  const route = async () => {
    const key = decodeURIComponent(location.hash.slice(1));
    const doc = key && docOf(key);
    if (doc) await unfold(doc);
    const target = key && document.getElementById(key);
    if (!doc) {
      const back = document.body.classList.contains("reading");
      if (back) leave();
      if (target && key !== "documents") target.scrollIntoView();
      else if (back) window.scrollTo(0, left);
      return;
    }
    enter(doc);
    if (!target || target === doc) {
      clear();
      window.scrollTo(0, 0);
      return;
    }
    for (let at = target.parentElement; at && at !== doc; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    mark(target);
    target.scrollIntoView({ block: "center" });
    if (!target.hasAttribute("tabindex") && !target.href) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };

  window.addEventListener("hashchange", route);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    if (link.getAttribute("href") === location.hash) {
      event.preventDefault();
      route();
    }
    // Words may belong to several records: the outer ones are pointed out too.
    if (link.closest(".text")) {
      setTimeout(() => {
        for (let at = link; at && !at.classList.contains("text"); at = at.parentElement) {
          const entry = at.id && record(at.id);
          if (entry && !entry.classList.contains("on")) entry.classList.add("near");
        }
      }, 50);
    }
  });
  // A document opened by hand is a view of its own, with an address.
  for (const doc of docs) {
    doc.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      location.hash = doc.classList.contains("current") ? "documents" : doc.id;
    });
  }
  document.documentElement.classList.add("routed");
  route();

  const input = document.getElementById("document-search");
  const texts = [];
  const read = async (doc) => {
    const page = document.createElement("template");
    if (folded(doc)) page.innerHTML = await body(doc);
    const text = (folded(doc) ? page.content : doc).querySelector(".text").textContent;
    return vn.fold([doc.querySelector("summary").textContent, doc.querySelector(".lead")?.textContent ?? "", text].join(" "));
  };
  const apply = async () => {
    const wanted = vn.words(input);
    for (let k = 0; k < docs.length; k += 1) {
      texts[k] ??= await read(docs[k]);
      if (k % 2) await new Promise((go) => { setTimeout(go); });
    }
    if (wanted !== vn.words(input)) return;
    docs.forEach((doc, k) => { doc.hidden = !texts[k].includes(wanted); });
    document.getElementById("document-count").textContent = vn.say(vn.data.said.documents, docs.filter((doc) => !doc.hidden).length);
  };
  input.addEventListener("input", vn.later(apply));
}
