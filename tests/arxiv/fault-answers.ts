/** Faults that change what is said: another answer altogether, or an entry of the true one spoiled. */
import type { Answer, Question } from "./answer.ts";
import { renderApiError } from "./api-feed.ts";
import type { Fault } from "./faults.ts";

/** The answer that a fault gives in place of the true one, or null where the true one is needed. */
export function answerInstead(fault: Fault, question: Question, now: Date): Answer | null {
  const retryAfter = fault.retryAfter ?? 1;
  switch (fault.name) {
    case "rate-limited":
      return plain(429, "Rate exceeded.");
    case "rate-limited-seconds":
      return plain(429, "Rate exceeded.", { "retry-after": String(retryAfter) });
    case "rate-limited-date":
      return plain(429, "Rate exceeded.", { "retry-after": dateAhead(now, retryAfter) });
    case "unavailable":
      return plain(503, "Service Unavailable");
    case "unavailable-seconds":
      return plain(503, "Service Unavailable", { "retry-after": String(retryAfter) });
    case "unavailable-date":
      return plain(503, "Service Unavailable", { "retry-after": dateAhead(now, retryAfter) });
    case "access-denied":
      return html(403, "Access Denied", question.headers["user-agent"] ?? "no user agent");
    case "html-page":
      return html(200, "arXiv is being looked after", "Please come back later.");
    case "redirect":
      return move(fault.location ?? `/moved${addressOf(question)}`);
    case "redirect-loop":
      return move(addressOf(question));
    case "unasked-304":
      return { status: 304, headers: {}, body: "" };
    case "error-entry-200":
    case "error-entry-400": {
      const body = renderApiError({ message: "the search backend failed", now });
      const status = fault.name === "error-entry-200" ? 200 : 400;
      return { status, headers: { "content-type": "application/atom+xml; charset=utf-8" }, body };
    }
    default:
      return null;
  }
}

/** The true answer with what a fault changes in its text. */
export function spoilBody(fault: Fault, answer: Answer): Answer {
  switch (fault.name) {
    case "malformed-entry":
      return { ...answer, body: editEntry(answer.body, 2, breakEntry) };
    case "title-zero":
      return { ...answer, body: editTitle(answer.body, () => "0") };
    case "bad-macros":
      return {
        ...answer,
        body: editTitle(
          answer.body,
          (title) => `${title} $\\mathbb{\\undefinedmacro}{$ \\newcommand{\\x}{\\x}\\x \\(`,
        ),
      };
    case "control-characters":
      return { ...answer, body: editTitle(answer.body, (title) => `\u0001${title}\u000b&#2;`) };
    case "folded-lines":
      return { ...answer, body: answer.body.replace(/<title>.*/g, foldLines) };
    case "wrong-content-type":
      return {
        ...answer,
        headers: { ...answer.headers, "content-type": "application/octet-stream" },
      };
    default:
      return answer;
  }
}

function editTitle(body: string, edit: (title: string) => string): string {
  return editEntry(body, 1, (entry) =>
    entry.replace(/(<title>)(.*?)(<\/title>)/s, (_all, open, title: string, close) =>
      [open, edit(title), close].join(""),
    ),
  );
}

function editEntry(body: string, wanted: number, edit: (entry: string) => string): string {
  let number = 0;
  return body.replace(/<(entry|item|record)>.*?<\/\1>/gs, (entry) => {
    number += 1;
    return number === wanted ? edit(entry) : entry;
  });
}

function breakEntry(entry: string): string {
  return entry
    .replace(/<(id|link|identifier|guid[^>]*)>[^<]*<\/\w+>\s*/g, "")
    .replace(/(<(published|updated|pubDate|date|datestamp)>)[^<]*/g, "$1the day after");
}

function foldLines(line: string): string {
  return line.replace(/(?<=\w) (?=\w)/, "\n  ").replace(/(?<=\w) (?=\w)/, "  ");
}

function dateAhead(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toUTCString();
}

function plain(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body };
}

function html(status: number, title: string, text: string): Answer {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}<br></body></html>\n`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

function move(location: string): Answer {
  return { ...plain(302, "Found"), headers: { location } };
}

function addressOf({ pathname, parameters }: Question): string {
  const query = parameters.toString();
  return query ? `${pathname}?${query}` : pathname;
}
