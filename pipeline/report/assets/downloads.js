// The tables lie in the page as gzip in base64; a click unpacks one and hands it out as a file.
{
  for (const button of document.querySelectorAll("button.get")) {
    button.addEventListener("click", async () => {
      try {
        const files = JSON.parse(document.getElementById("files").textContent);
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([await vn.unpack(files[button.dataset.file])], { type: "text/csv;charset=utf-8" }));
        link.download = button.dataset.file;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      } catch (error) {
        document.getElementById("download-failed").hidden = false;
      }
    });
  }
}
