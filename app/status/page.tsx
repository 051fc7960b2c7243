import type { Metadata } from "next";
import { Outage } from "@/components/outage";
import { StatusView } from "@/components/status-view";
import { readStatus } from "@/lib/read/status";
import { unlessOutage } from "../outage";

export const metadata: Metadata = {
  title: "Status",
  description: "Whether everything that arXiv announced is here, by day and category, and why not.",
};

export default async function StatusPage() {
  const status = await unlessOutage(readStatus({ now: new Date() }));
  return status ? <StatusView status={status} /> : <Outage />;
}
