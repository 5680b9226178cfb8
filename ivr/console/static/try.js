// The telephone of a trial: keys that are dialled together, the browser's own voice and ear.
"use strict";
(() => {
  const talk = document.getElementById("talk");
  const aloud = document.getElementById("read-aloud");
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  const speaks = "speechSynthesis" in window;
  const PAUSE = 2500; // milliseconds without another key: what was dialled is all
  let waiting = 0;

  const form = () => talk.querySelector("form");

  const dial = (key) => {
    const dialled = form().elements.dialled;
    dialled.value += key;
    talk.querySelector("output.dialled").textContent = dialled.value;
    window.clearTimeout(waiting);
    if (dialled.value.length >= Number(form().dataset.keys)) form().requestSubmit();
    else waiting = window.setTimeout(() => form().requestSubmit(), PAUSE);
  };

  const listen = () => {
    const ear = new Recognition();
    ear.lang = talk.querySelector(".ours.fresh[lang]")?.lang || "es";
    ear.onresult = (event) => {
      const heard = event.results[0][0];
      form().elements.reply.value = heard.transcript;
      if (heard.confidence > 0 && heard.confidence < 0.5) form().elements.sure.value = "badly";
      form().requestSubmit();
    };
    if (speaks) window.speechSynthesis.cancel();
    ear.start();
  };

  const say = () => {
    window.speechSynthesis.cancel();
    if (!aloud.checked) return;
    for (const line of talk.querySelectorAll(".ours.fresh")) {
      if (line.dataset.recording) new Audio(line.dataset.recording).play();
      const words = line.querySelector(".words");
      if (!words) continue;
      const spoken = new SpeechSynthesisUtterance(words.textContent);
      spoken.lang = line.lang || document.documentElement.lang;
      window.speechSynthesis.speak(spoken);
    }
  };

  const ready = () => {
    window.clearTimeout(waiting);
    if (Recognition) {
      for (const part of talk.querySelectorAll("[data-listen], [data-speech-note]")) part.hidden = false;
    }
    const bubbles = talk.querySelector(".talk");
    if (bubbles) bubbles.scrollTop = bubbles.scrollHeight;
    const reply = talk.querySelector("#reply");
    if (reply) reply.focus({ preventScroll: true });
    if (speaks) say();
  };

  talk.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]");
    if (key) {
      event.preventDefault();
      dial(key.dataset.key);
    } else if (event.target.closest("[data-listen]")) listen();
  });
  if (speaks) {
    document.getElementById("aloud").hidden = false;
    aloud.addEventListener("change", say);
  }
  document.addEventListener("htmx:afterSettle", ready);
  ready();
})();
