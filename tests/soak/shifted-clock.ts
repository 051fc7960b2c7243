/**
 * Loaded before a command (`node --import`), it makes the process live at the instant SOAK_NOW: the
 * commands themselves read the machine's clock and know no other. Time goes on from there.
 */
const Real = Date;
const shift = Real.parse(process.env["SOAK_NOW"] ?? "") - Real.now();
if (Number.isNaN(shift)) throw new Error("SOAK_NOW is no instant");

globalThis.Date = new Proxy(Real, {
  construct: (target, given, self) =>
    Reflect.construct(target, given.length === 0 ? [target.now() + shift] : given, self),
  get: (target, name) =>
    name === "now" ? () => target.now() + shift : Reflect.get(target, name, target),
});
