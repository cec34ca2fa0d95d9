// The tile maps: put another figure into the squares.
{
  for (const select of document.querySelectorAll("select[data-figure]")) {
    const name = select.dataset.figure;
    const figures = vn.data.maps[name];
    const squares = [...document.getElementById(name).querySelectorAll(".tile")];
    const steps = select.closest(".side").querySelector(".steps");
    const show = () => {
      const figure = figures[select.value];
      squares.forEach((square, k) => {
        const [step, text] = figure.squares[k];
        square.classList.remove("s0", "s1", "s2", "s3", "s4");
        if (step !== null) square.classList.add(`s${step}`);
        square.classList.toggle("figured", select.value !== "answered");
        square.querySelector(".v").textContent = text;
      });
      steps.replaceChildren(...figure.legend.map((range, k) => {
        const item = document.createElement("li");
        const swatch = document.createElement("span");
        swatch.className = `swatch s${k}`;
        item.append(swatch, range);
        return item;
      }));
      steps.hidden = !figure.legend.length;
    };
    select.addEventListener("change", show);
    show();
  }
}
