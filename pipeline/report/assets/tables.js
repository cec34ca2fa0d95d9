// Search in the rows of the matrices and the lists under them.
{
  for (const input of document.querySelectorAll("input[type=search]")) {
    const rows = [...document.querySelectorAll(`table[data-search="${input.id}"] tbody tr, ul[data-search="${input.id}"] li`)];
    if (!rows.length) continue;
    const index = vn.searchable(rows, (row) => (row.querySelector("th") || row).textContent);
    const apply = () => index.ready(() => {
      const wanted = vn.words(input);
      rows.forEach((row, k) => { row.hidden = !index.folded[k].includes(wanted); });
      for (const list of document.querySelectorAll(`ul[data-search="${input.id}"]`)) {
        const found = [...list.children].some((item) => !item.hidden);
        if (wanted) list.parentElement.open = found;
      }
    });
    input.addEventListener("input", vn.later(apply));
  }

  const role = document.getElementById("agency-role");
  const matrix = document.getElementById("agency-matrix");
  if (role && matrix) {
    role.addEventListener("change", () => { matrix.dataset.role = role.value; });
    // A cell leads to its tasks.
    matrix.addEventListener("click", (event) => {
      const cell = event.target.closest("td.n");
      if (!cell || !event.target.closest("a")) return;
      const agency = cell.parentElement.querySelector("th .name").textContent;
      const province = matrix.tHead.rows[0].cells[cell.cellIndex].textContent;
      document.dispatchEvent(new CustomEvent("tasks", { detail: { agency, province } }));
    });
  }

  const more = document.getElementById("passages-more");
  const passages = document.querySelectorAll(".passages .later");
  if (more && passages.length) {
    passages.forEach((one) => { one.hidden = true; });
    more.hidden = false;
    more.addEventListener("click", () => {
      passages.forEach((one) => { one.hidden = false; });
      more.hidden = true;
    });
  }
}
