// Filter and search of the aligned tasks. Groups beyond the first ones are drawn when asked for.
{
  const PAGE = 40;
  const form = document.getElementById("task-filters");
  if (form) {
    const groups = [...document.querySelectorAll("#groups > .group")];
    const rows = groups.flatMap((group) => (group.matches(".row") ? [group] : [...group.querySelectorAll(".row")]));
    const index = vn.data.tasks;
    const field = (name) => document.getElementById(`task-${name}`);
    const text = vn.searchable(rows, (row) => row.textContent);
    const provincesOf = groups.map(() => new Set());
    index.forEach(([group, province]) => provincesOf[group].add(province));
    let matching = groups.map((_, k) => k);
    let drawn = [];
    let pages = 1;

    const draw = () => {
      const next = matching.slice(0, pages * PAGE);
      const keep = new Set(next);
      drawn.forEach((k) => { if (!keep.has(k)) groups[k].hidden = true; });
      next.forEach((k) => { groups[k].hidden = false; });
      drawn = next;
      const rest = matching.length - next.length;
      const more = field("more");
      more.hidden = rest <= 0;
      more.textContent = vn.say(vn.data.said.more, Math.min(PAGE, rest));
    };

    const matches = () => {
      const number = (name) => (field(name).value === "" ? -1 : Number(field(name).value));
      const province = number("province");
      const agency = number("agency");
      const instrument = number("instrument");
      const wanted = vn.words(field("search"));
      const shared = field("shared").checked;
      const differs = field("differs").checked;
      const hit = (task, k) => (province < 0 || task[1] === province)
        && (agency < 0 || task[2].includes(agency))
        && (instrument < 0 || task[3].includes(instrument))
        && (!shared || provincesOf[task[0]].size > 1)
        && (!differs || "differs" in groups[task[0]].dataset)
        && (!wanted || text.folded[k].includes(wanted));
      const narrow = province >= 0 || agency >= 0 || instrument >= 0 || wanted !== "";
      return { hit, narrow };
    };

    const apply = () => text.ready(() => {
      const { hit, narrow } = matches();
      const hits = index.map(hit);
      const found = new Set();
      let count = 0;
      index.forEach((task, k) => {
        if (hits[k]) {
          found.add(task[0]);
          count += 1;
        }
        const marked = narrow && hits[k];
        if (rows[k].classList.contains("hit") !== marked) rows[k].classList.toggle("hit", marked);
      });
      matching = [...found].sort((a, b) => a - b);
      pages = 1;
      draw();
      field("count").textContent = vn.say(vn.data.said.count, found.size, count);
      field("none").hidden = count > 0;
    });

    const soon = vn.later(apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => (event.target.type === "search" ? soon() : apply()));
    form.addEventListener("reset", () => setTimeout(apply));
    field("more").addEventListener("click", () => {
      const first = matching[pages * PAGE];
      pages += 1;
      draw();
      groups[first].querySelector("summary, a").focus();
    });

    // From a cell of the matrix of agencies.
    document.addEventListener("tasks", ({ detail }) => {
      form.reset();
      for (const name of ["agency", "province"]) {
        const option = [...field(name).options].find((one) => one.textContent === detail[name]);
        if (option) field(name).value = option.value;
      }
      setTimeout(apply);
    });

    groups.forEach((group, k) => { group.hidden = k >= PAGE; });
    drawn = matching.slice(0, PAGE);
    draw();
  }
}
