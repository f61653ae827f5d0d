// How far the last move of each device has come, by what was seen at the other side.
export const stepNames = ["detected", "recorded", "announced", "validated", "published"];

const come = new Map();

export function steps(serial) {
  return come.get(serial) || new Map();
}

export function count(fact) {
  for (const serial of fact.devices) {
    if (fact.kind === "moved") come.set(serial, new Map());
    const device = come.get(serial);
    const step = stepOf(fact);
    if (device && step) device.set(step, outcome(fact));
  }
}

function stepOf(fact) {
  if (fact.kind === "called") return fact.report || isSkipped(fact) ? "validated" : null;
  return stepNames.includes(fact.kind) ? fact.kind : null;
}

function isSkipped(fact) {
  return fact.function === "run-validation" && fact.outcome === "skipped";
}

function outcome(fact) {
  if (isSkipped(fact)) return "skipped";
  return fact.report && fact.report.verdict !== "success" ? "bad" : "done";
}
