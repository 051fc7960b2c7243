import { z } from "zod";
import { HARVEST_KINDS } from "@/lib/harvest-locks";
import { HARVEST_SOURCES, LEDGER_STATES } from "@/lib/ledger";
import type { Status } from "@/lib/read/status";

const Instant = z.date().transform((instant) => instant.toISOString());
const Day = z.string();
const State = z.enum(LEDGER_STATES);
const Source = z.enum(HARVEST_SOURCES);
const Kind = z.enum(HARVEST_KINDS);
const Count = z.int();

const Run = z.object({
  id: z.string(),
  kind: Kind,
  outcome: z.enum(["running", "done", "partial", "failed", "stopped"]),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  added: Count,
  revised: Count,
  skipped: Count,
  message: z.string().nullable(),
  doing: z.string().nullable(),
});

const Entry = z.object({
  category: z.string(),
  state: State,
  expected: Count.nullable(),
  expectedBy: Source.nullable(),
  stored: Count,
  reason: z.string(),
  repaired: Count,
  repairedAt: Instant.nullable(),
});

const Answer = z.object({
  category: z.string(),
  day: Day,
  source: Source,
  askedAt: Instant,
  outcome: z.string(),
  expected: Count.nullable(),
  said: z.string(),
});

const List = z.object({
  set: z.string(),
  kind: Kind,
  fromDay: Day,
  reached: Day.nullable(),
  pages: Count,
  records: Count,
  total: Count.nullable(),
  beganAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  coversFrom: Day.nullable(),
  completeThrough: Day.nullable(),
  share: z.number().nullable(),
  recordsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});

/** The answer of /api/status. Scripts rely on its names: add to them, and rename none. */
const StatusBody = z.object({
  verdict: z.string(),
  isFine: z.boolean(),
  worst: State.nullable(),
  at: Instant,
  categories: z.array(z.string()),
  keptThrough: Day.nullable(),
  days: z.array(z.object({ day: Day, worst: State.nullable(), entries: z.array(Entry) })),
  answers: z.array(Answer),
  gate: z.object({
    blocked: z.object({ reason: z.string(), since: Instant }).nullable(),
    failures: Count,
    waitingUntil: Instant.nullable(),
  }),
  running: z.array(Run),
  runs: z.array(Run),
  lists: z.array(List),
});

/** The status as JSON has it: instants in ISO 8601 and UTC, days as dates, nothing that is not named. */
export function toStatusBody(status: Status): z.output<typeof StatusBody> {
  const { verdict, ledger, now, ...rest } = status;
  const { headline, details, isFine, worst } = verdict;
  return StatusBody.parse({
    ...rest,
    ...ledger,
    verdict: [headline, ...details].join(" "),
    isFine,
    worst,
    at: now,
  });
}
