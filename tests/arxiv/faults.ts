import { FAULT_NAMES, FAULTS, type FaultLayer, type FaultName } from "./fault-names.ts";
import { type FaultPlace, listApplicable, matchesPlace, type Struck } from "./fault-place.ts";
import { createRandom } from "./random.ts";

export type Fault = FaultPlace & {
  name: FaultName;
  /** How many matching requests it strikes; 1 where absent. */
  times?: number | "always";
  /** How many matching requests it lets pass first; 0 where absent. */
  after?: number;
  /** Of striking a matching request, from 0 to 1; drawn from a generator seeded with `seed`. */
  probability?: number;
  seed?: number;
  /** Seconds, for the faults that send Retry-After. */
  retryAfter?: number;
  location?: string;
  megabytes?: number;
  dripMilliseconds?: number;
};

/** Any of several faults by chance, drawn anew for each request. */
export type Storm = FaultPlace & {
  seed: number;
  /** Of striking a request, from 0 to 1. */
  probability: number;
  /** `STORM_FAULTS` where absent. */
  names?: readonly FaultName[];
  times?: number | "always";
} & Pick<Fault, "retryAfter" | "megabytes" | "dripMilliseconds">;

export type FaultSwitchboard = {
  /**
   * Adds a fault behind those already on. Of the faults of one layer that match a request, the first
   * strikes it; the others stay as they were.
   */
  add(fault: Fault): void;
  addStorm(storm: Storm): void;
  clear(): void;
  /** The faults that may still strike; a storm under all its names. */
  pending(): { name: FaultName }[];
  /** The faults that strike a request, used up by it: at most one of each layer. */
  strike(request: Struck): Fault[];
};

/** What a storm plays unless told otherwise: no fault that needs a person, a minute, or lies in words. */
export const STORM_FAULTS: readonly FaultName[] = FAULT_NAMES.filter(
  (name) =>
    ![
      "access-denied",
      "redirect-loop",
      "silence",
      "huge-body",
      "title-zero",
      "bad-macros",
      "control-characters",
    ].includes(name),
);

type Armed = {
  names: readonly FaultName[];
  left: number;
  /** The fault that is to strike, among the names of layers still free, or null. */
  choose(request: Struck, free: (name: FaultName) => boolean): Fault | null;
};

export function createFaultSwitchboard(): FaultSwitchboard {
  let armed: Armed[] = [];
  return {
    add: (fault) => void armed.push(armFault(fault)),
    addStorm: (storm) => void armed.push(armStorm(storm)),
    clear() {
      armed = [];
    },
    pending: () => armed.flatMap(({ names }) => names.map((name) => ({ name }))),
    strike(request) {
      const struck: Fault[] = [];
      const isFree = (name: FaultName) => isLayerFree(FAULTS[name].layer, struck);
      for (const one of armed) {
        const fault = one.choose(request, isFree);
        if (!fault) continue;
        struck.push(fault);
        one.left -= 1;
      }
      armed = armed.filter(({ left }) => left > 0);
      return struck;
    },
  };
}

function armFault(fault: Fault): Armed {
  const random = createRandom(fault.seed ?? 1);
  let passing = fault.after ?? 0;
  return {
    names: [fault.name],
    left: countOf(fault.times),
    choose(request, isFree) {
      if (!isFree(fault.name) || !matchesPlace(fault, request)) return null;
      if (listApplicable([fault.name], request).length === 0) return null;
      if (passing-- > 0) return null;
      return random() < (fault.probability ?? 1) ? fault : null;
    },
  };
}

function armStorm({ names = STORM_FAULTS, ...storm }: Storm): Armed {
  const random = createRandom(storm.seed);
  const { seed: _seed, probability, times, ...rest } = storm;
  return {
    names,
    left: countOf(times ?? "always"),
    choose(request, isFree) {
      if (!matchesPlace(storm, request) || random() >= probability) return null;
      const candidates = listApplicable(names, request).filter(isFree);
      const name = candidates[Math.floor(random() * candidates.length)];
      return name ? { dripMilliseconds: 1, megabytes: 1, ...rest, name } : null;
    },
  };
}

function isLayerFree(layer: FaultLayer, struck: readonly Fault[]): boolean {
  const taken = struck.map(({ name }) => FAULTS[name].layer);
  if (taken.includes(layer)) return false;
  if (layer === "wire") return true;
  return layer === "answer" ? taken.every((other) => other === "wire") : !taken.includes("answer");
}

function countOf(times: number | "always" | undefined): number {
  return times === "always" ? Number.POSITIVE_INFINITY : (times ?? 1);
}
