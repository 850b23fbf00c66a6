// The webcam for the photograph: what is taken goes into the ordinary file input and is sent like a chosen file.
// Without a camera, a secure address or this script the box does not appear, and the file input is there all the same.
"use strict";
(() => {
  const box = document.querySelector("[data-webcam]");
  const input = box && document.querySelector(`input[type=file][name="${box.dataset.webcam}"]`);
  if (!input || !navigator.mediaDevices?.getUserMedia || !self.DataTransfer) return;
  const [view, said, button] = ["video", "[data-webcam-said]", "button"].map((part) => box.querySelector(part));
  const words = (text) => { button.querySelector("span").textContent = text; };
  let stream = null;
  box.hidden = false;

  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    view.srcObject = null;
    view.hidden = true;
  };

  async function open() {
    said.textContent = "";
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 960 } });
    } catch {
      said.textContent = box.dataset.failed;
      return;
    }
    view.srcObject = stream;
    view.hidden = false;
    await view.play();
    words(box.dataset.take);
  }

  // A portrait stands upright: the middle of the picture, three to four.
  async function take() {
    const { videoWidth: wide, videoHeight: high } = view;
    const canvas = document.createElement("canvas");
    canvas.height = high;
    canvas.width = Math.min(wide, Math.round((high * 3) / 4));
    canvas.getContext("2d").drawImage(view, (wide - canvas.width) / 2, 0, canvas.width, high, 0, 0, canvas.width, high);
    const picture = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
    const files = new DataTransfer();
    files.items.add(new File([picture], "photo.jpg", { type: "image/jpeg" }));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    stop();
    words(box.dataset.again);
  }

  button.addEventListener("click", () => (stream ? take() : open()));
  addEventListener("pagehide", stop);
})();
