// node nlp: trains on one table and understands another. Prints one JSON object.
// usage: node measure.mjs TRAIN.tsv TEST.tsv LANGUAGE
// Its threshold below which an utterance is "None" stays as it is shipped; the out-of-scope rows of the training table are not learned as an
// intent, which is how it is meant to be used.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { NlpManager } = createRequire(import.meta.url)("node-nlp");
const [train, test, language] = process.argv.slice(2);
const outOfScope = "out_of_scope";

function rows(file) {
  const [header, ...lines] = readFileSync(file, "utf8").split(/\r?\n/).filter((line) => line.length > 0);
  const [text, intent] = ["text", "intent"].map((name) => header.split("\t").indexOf(name));
  return lines.map((line) => line.split("\t")).map((cells) => ({ text: cells[text], intent: cells[intent] }));
}

const manager = new NlpManager({ languages: [language], forceNER: false, autoSave: false, nlu: { log: false } });
for (const row of rows(train)) {
  if (row.intent !== outOfScope) {
    manager.addDocument(language, row.text, row.intent);
  }
}

const began = process.hrtime.bigint();
await manager.train();
const trainSeconds = Number(process.hrtime.bigint() - began) / 1e9;
const asked = rows(test);
let [right, inScope, inScopeRight, best, strangers, strangersRight] = [0, 0, 0, 0, 0, 0];
const start = process.hrtime.bigint();
for (const row of asked) {
  const found = await manager.process(language, row.text);
  const intent = found.intent === "None" ? outOfScope : found.intent;
  const first = (found.classifications ?? []).find((one) => one.intent !== "None")?.intent;
  right += intent === row.intent ? 1 : 0;
  if (row.intent === outOfScope) {
    strangers++;
    strangersRight += intent === outOfScope ? 1 : 0;
  } else {
    inScope++;
    inScopeRight += intent === row.intent ? 1 : 0;
    best += first === row.intent ? 1 : 0;
  }
}

const microseconds = Number(process.hrtime.bigint() - start) / 1e3 / asked.length;
const share = (counted, of) => (of === 0 ? null : Math.round((counted / of) * 10000) / 10000);
console.log(JSON.stringify({
  n: asked.length,
  intentAccuracy: share(right, asked.length),
  inScopeAccuracy: share(inScopeRight, inScope),
  withoutRejecting: share(best, inScope),
  outOfScopeRecall: share(strangersRight, strangers),
  trainSeconds: Math.round(trainSeconds * 100) / 100,
  microsecondsPerUtterance: Math.round(microseconds * 10) / 10,
}));
