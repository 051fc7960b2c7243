import { type NextRequest, NextResponse } from "next/server";
import { judgeAddress } from "@/app/judge-address";

/**
 * Decides the status of a page before it is made. A page of Next's can answer 404 only by an error
 * whose page is empty without script, and 503 not at all; the page itself says what is wrong.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const status = await judgeAddress(request.nextUrl.pathname);
  // Next answers 500 to a percent sign that encodes nothing; this leads to its page for 404.
  if (status === "malformed") return NextResponse.rewrite(new URL("/malformed", request.url));
  return NextResponse.next({ status });
}

export const config = {
  matcher: ["/", "/status", "/date/:path*", "/topics/:path*", "/papers/:path*"],
};
