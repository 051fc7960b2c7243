import { afterEach, expect, test, vi } from "vitest";
import { pack, unpack } from "@/components/parcel";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("what is packed is unpacked as it was, and nothing of it goes along", () => {
  const value = [{ title: "A paper" }];
  const parcel = pack(value);
  expect(JSON.stringify(parcel)).not.toContain("paper");
  expect(unpack(parcel)).toBe(value);
});

test("a parcel is unpacked once", () => {
  const parcel = pack("once");
  unpack(parcel);
  expect(() => unpack(parcel)).toThrow(/unpacked twice/);
});

test("a browser gets nothing out of a parcel", () => {
  const parcel = pack("here");
  vi.stubGlobal("window", {});
  expect(unpack(parcel)).toBeNull();
});

test("a parcel that nobody unpacked is thrown away after a minute", () => {
  vi.useFakeTimers();
  const forgotten = pack("forgotten");
  vi.advanceTimersByTime(61_000);
  pack("another");
  expect(() => unpack(forgotten)).toThrow(/never packed/);
});
