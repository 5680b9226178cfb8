// Sending a large file: how much of it has arrived, and a word at once when it is too large.
"use strict";
(() => {
  const form = document.getElementById("send");
  const file = form.querySelector("input[type=file]");
  const sending = document.getElementById("sending");
  const tooLarge = document.getElementById("too-large");

  const isTooLarge = () => {
    const chosen = file.files[0];
    tooLarge.hidden = !chosen || chosen.size <= Number(file.dataset.largest) * 1e6;
    return !tooLarge.hidden;
  };

  file.addEventListener("change", isTooLarge);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isTooLarge()) return;
    const request = new XMLHttpRequest();
    sending.hidden = false;
    form.querySelector("button").disabled = true;
    request.upload.addEventListener("progress", (step) => {
      if (!step.lengthComputable) return;
      const share = Math.floor((100 * step.loaded) / step.total);
      sending.querySelector("progress").value = share;
      sending.querySelector("output").textContent = `${share} %`;
    });
    request.addEventListener("load", () => {
      // where it led to, or the page that says what is wrong with the file
      if (request.status < 400) window.location.assign(request.responseURL);
      else {
        const said = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main p");
        tooLarge.textContent = said ? said.textContent : String(request.status);
        tooLarge.hidden = false;
        sending.hidden = true;
        form.querySelector("button").disabled = false;
      }
    });
    request.addEventListener("error", () => form.submit());
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
})();
