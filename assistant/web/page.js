// What Gradio leaves to do: language, keyboard, screen readers, and the source on a narrow window.
document.documentElement.lang = "zh-CN";
const MARKS = "#chat mark, .flowing .token.highlighted";
const CELLS = ".tables [role=gridcell], #library-table [role=gridcell]";
const PRESSED = `${MARKS}, .table [role=gridcell]`;
const REACHED = `${MARKS}, .table [role=gridcell][aria-colindex="2"]`;

// A mark, and a cell of a list, can be pressed by keyboard too; from cell to cell the arrows lead. Gradio moves the
// focus a frame after the arrow: who presses Enter at once after it means the cell that it leads to.
addEventListener("keydown", event => {
  if ((event.key === "Enter" || event.key === " ") && event.target.matches(PRESSED)) {
    event.preventDefault();
    requestAnimationFrame(() => setTimeout(() => press(document.activeElement)));
  }
});
function press(reached) {
  if (!reached.matches(PRESSED)) return;
  reached.dispatchEvent(new MouseEvent("mousedown", {bubbles: true}));
  reached.click();
}

// Gradio refuses what is too large in English, and all of it for the sake of one.
const MEGABYTE = 2 ** 20, LARGEST = 50 * MEGABYTE, LARGEST_TOGETHER = 190 * MEGABYTE;
addEventListener("change", event => {
  const files = [...event.target.closest("input[type=file]")?.files ?? []];
  const large = files.filter(file => file.size > LARGEST).map(file => `“${file.name}”`);
  const together = files.reduce((sum, file) => sum + file.size, 0) > LARGEST_TOGETHER;
  if (!large.length && !together) return;
  event.stopImmediatePropagation();
  event.target.value = "";
  const advice = files.some(file => file.name.toLowerCase().endsWith(".zip"))
    ? "备份请在运行言据的电脑上用 yanju index import 文件.zip 导入" : "请拆分后再试，或先不选它";
  alert(large.length ? `${large.join("、")}超过 50 MB，没有添加。${advice}。`
    : "一次选的文件合计超过 190 MB，没有添加。请分几次添加。");
}, true);

// A request that is turned away says why, in Chinese, and Gradio keeps it to itself.
const send = window.fetch;
window.fetch = async (...request) => {
  const reply = await send(...request);
  if (reply.status === 429 || reply.status === 503) reply.clone().text().then(turnedAway);
  return reply;
};
function turnedAway(said) {
  const told = said.match(/[\u4e00-\u9fff][^"\n]*/)?.[0] ?? "系统繁忙：请过几秒再试。";
  document.querySelector("#turned-away")?.remove();
  const line = Object.assign(document.createElement("div"), {id: "turned-away", role: "alert", textContent: told});
  document.body.append(line);
  setTimeout(() => line.remove(), 8000);
}

// A draft is kept nowhere: who leaves the page without having saved it is asked first.
const drafted = () => document.querySelector("#draft-body")?.textContent.trim() ?? "";
let keptDraft = "";
addEventListener("click", event => {
  if (event.target.closest("[id^=draft-download-]")) keptDraft = drafted();
}, true);
addEventListener("beforeunload", event => {
  if (drafted() !== keptDraft && drafted()) event.preventDefault();
});

// Where the columns stand one below the other, the source of what was clicked would be out of sight.
addEventListener("click", event => {
  const mark = event.target.closest(`${MARKS}, ${CELLS}`);
  const panel = mark && [...document.querySelectorAll(".beside, #library-card")].find(element => element.offsetParent);
  if (panel && panel.getBoundingClientRect().top > mark.getBoundingClientRect().bottom) {
    panel.scrollIntoView({behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"});
  }
}, true);

const NAMES = [["More tabs", "更多"], ["Dataframe", "表格"], ["Open cell menu", "列"], ["File upload", "选择文件"],
  ["Copy", "复制"], ["Copied", "已复制"], ["Scroll down", "到末尾"]];
// The address names the conversation, so that a reload opens it again. Its name comes with the first answer of the
// server, which Gradio asks for when every part has its place: from then on nothing that is done to the page is lost.
function nameTalk() {
  const now = document.querySelector("#talk-now .md")?.textContent.trim(), address = new URL(location);
  if (now) document.documentElement.dataset.live = "";
  if (!now || now === (address.searchParams.get("talk") ?? "new")) return;
  if (now === "new") address.searchParams.delete("talk");
  else address.searchParams.set("talk", now);
  history.replaceState(history.state, "", address);
}

new MutationObserver(() => {
  nameTalk();
  for (const reached of document.querySelectorAll(REACHED)) {
    if (reached.tabIndex !== 0) reached.tabIndex = 0;
    if (!reached.role) reached.role = "button";
  }
  // What was made for saving is saved; the link stays for a browser that did not.
  for (const link of document.querySelectorAll(".made a[target]")) {
    link.removeAttribute("target");
    // Without this it would count as leaving the page, which ends what is still being sent to it.
    link.download = "";
    link.click();
    link.removeAttribute("download");
  }
  for (const example of document.querySelectorAll("#chat .example[aria-label^=Select]")) {
    example.ariaLabel = `提问：${example.innerText.trim()}`;
  }
  for (const removes of document.querySelectorAll(".token-remove[title^=Remove], .token-remove[title=Clear]")) {
    removes.title = removes.title === "Clear" ? "全部去掉" : "去掉";
  }
  for (const [english, chinese] of NAMES) {
    for (const named of document.querySelectorAll(`[aria-label="${english}"]`)) named.ariaLabel = chinese;
    for (const named of document.querySelectorAll(`[title="${english}"]`)) named.title = chinese;
  }
  // Gradio's label holds the button that copies, too, and so names that instead of the field.
  for (const field of document.querySelectorAll(".copied textarea:not([aria-label])")) {
    field.ariaLabel = field.closest("label")?.querySelector("[data-testid=block-info]")?.textContent.trim() ?? null;
  }
  // Gradio's own names are English, and a message's repeats its text with the markup in it.
  for (const named of document.querySelectorAll("#chat [aria-label$=conversation], #chat [aria-label*=message]")) {
    if (named.role === "log") named.ariaLabel = "问答";
    else named.removeAttribute("aria-label");
  }
}).observe(document.documentElement, {childList: true, characterData: true, subtree: true});
