// The tables lie in the page as gzip in base64; a click unpacks one and hands it out as a file.
{
  const unpack = async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Blob([await new Response(stream).arrayBuffer()], { type: "text/csv;charset=utf-8" });
  };
  for (const button of document.querySelectorAll("button.get")) {
    button.addEventListener("click", async () => {
      try {
        const files = JSON.parse(document.getElementById("files").textContent);
        const link = document.createElement("a");
        link.href = URL.createObjectURL(await unpack(files[button.dataset.file]));
        link.download = button.dataset.file;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      } catch (error) {
        document.getElementById("download-failed").hidden = false;
      }
    });
  }
}
