"use strict";
// The page can be read without any of this: the script filters, searches, colours and leads from records to words.
const vn = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const format = new Intl.NumberFormat(data.lang === "vi" ? "vi-VN" : "en-GB");

  // "Truyền thông", "truyen thong" and "TRUYỀN THÔNG" are found by the same words.
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ");

  const say = (sentence, ...values) => {
    let at = 0;
    return sentence.replace(/\{\}/g, () => format.format(values[at++]));
  };

  const later = (run, wait = 120) => {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(run, wait);
    };
  };

  // Work through a long list in slices, so that the page answers in between.
  const slices = (count, work, done) => {
    let at = 0;
    const step = () => {
      const until = performance.now() + 12;
      while (at < count && performance.now() < until) work(at++);
      if (at < count) setTimeout(step); else if (done) done();
    };
    step();
  };

  // Folded text of each element, made in slices when first needed; `then` runs once it is there.
  const searchable = (elements, textOf) => {
    const folded = [];
    let state = 0;
    const waiting = [];
    return {
      folded,
      ready(then) {
        if (state === 2) return then();
        waiting.push(then);
        if (state === 1) return undefined;
        state = 1;
        slices(elements.length, (k) => { folded[k] = fold(textOf(elements[k])); }, () => {
          state = 2;
          waiting.splice(0).forEach((run) => run());
        });
        return undefined;
      },
    };
  };

  // What lies in the page as gzip in base64.
  const unpack = async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  };

  const words = (input) => fold(input.value).trim();

  // Which part is on the screen, for the list of parts.
  const links = new Map([...document.querySelectorAll("#nav a")].map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (!entry.isIntersecting) return;
    links.forEach((link) => link.removeAttribute("aria-current"));
    links.get(entry.target.id)?.setAttribute("aria-current", "true");
  }), { rootMargin: "-20% 0px -75% 0px" });
  document.querySelectorAll("main > section").forEach((part) => watch.observe(part));

  document.documentElement.classList.add("with-js");
  return { data, fold, say, later, searchable, unpack, words };
})();
