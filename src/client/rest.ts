/** How kubectl talks to an API server: requests as data over any transport (in process, or HTTP). */
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';

/** Answers a request. In the lab: the server's own `handle`, without JSON; elsewhere: HTTP. */
export type Transport = (request: ApiRequest) => Promise<ApiResponse>;
