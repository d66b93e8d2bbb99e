import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
import * as __WEBPACK_EXTERNAL_MODULE__unused_js_de615f04__ from "./unused.js";
/******/ var __webpack_modules__ = ({

/***/ 751:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   NY: () => (/* binding */ methodOf),
/* harmony export */   XV: () => (/* binding */ apiVersion),
/* harmony export */   _v: () => (/* binding */ maxTimer),
/* harmony export */   ao: () => (/* binding */ isWrite),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   zm: () => (/* binding */ createLimiter)
/* harmony export */ });
/** The method that decides whether a call may be repeated: GET if it is safe to repeat. */
function methodOf({ route, safeToRepeat }) {
    return safeToRepeat ? 'GET' : (route.split(' ', 1)[0] ?? '');
}
/** Whether a call has a lasting effect. */
function isWrite(call) {
    return methodOf(call) !== 'GET';
}
/** The version of GitHub's REST API that this action uses. GHES supports it from 3.9. */
const apiVersion = '2022-11-28';
/** The longest delay, about 24 days, that Node's timers accept. A longer one fires at once. */
const maxTimer = 2 ** 31 - 1;
const maxDate = 8.64e15;
/** Formats a time as `2026-01-31 12:00:00 UTC`. A server may ask to wait beyond the range of Date. */
function formatTime(milliseconds) {
    const [date, time] = new Date(Math.min(milliseconds, maxDate)).toISOString().split(/[T.]/);
    return `${date} ${time} UTC`;
}
/** Limits how much work runs at once. The rest waits. */
function createLimiter(max) {
    const waiting = [];
    let running = 0;
    return async (work) => {
        if (running >= max)
            await new Promise(resolve => waiting.push(resolve));
        else
            running++;
        try {
            return await work();
        }
        finally {
            // The next in line takes over the slot. If none waits, the slot becomes free.
            const next = waiting.shift();
            if (next)
                next();
            else
                running--;
        }
    };
}


/***/ }),

/***/ 8881:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DY: () => (/* binding */ RequestFailed),
/* harmony export */   GB: () => (/* binding */ pauseBefore),
/* harmony export */   GQ: () => (/* binding */ isServerError),
/* harmony export */   HJ: () => (/* binding */ phrases),
/* harmony export */   Kl: () => (/* binding */ faultOf),
/* harmony export */   Qv: () => (/* binding */ appendMessage),
/* harmony export */   V4: () => (/* binding */ isStaleKey),
/* harmony export */   Wj: () => (/* binding */ notStarted),
/* harmony export */   a5: () => (/* binding */ isRateLimit),
/* harmony export */   au: () => (/* binding */ unexpectedAnswer),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   nI: () => (/* binding */ serverTime),
/* harmony export */   ol: () => (/* binding */ members),
/* harmony export */   p8: () => (/* binding */ mayHaveSucceeded),
/* harmony export */   rp: () => (/* binding */ refusalStatus),
/* harmony export */   sZ: () => (/* binding */ withEarlierFailures),
/* harmony export */   vC: () => (/* binding */ Fault),
/* harmony export */   wy: () => (/* binding */ mentions)
/* harmony export */ });
/* harmony import */ var _registries_problem_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6924);

/** Thrown by an attempt that got no usable answer. */
class Fault extends Error {
    failure;
    constructor(reason, sent, detail = '', requestId) {
        super(detail);
        this.name = 'Fault';
        this.failure = { kind: 'no-answer', reason, sent, detail, ...(requestId && { requestId }) };
    }
}
function unexpectedAnswer(detail) {
    return new Fault('unexpected', true, detail);
}
/** Thrown when a request has failed for good. */
class RequestFailed extends _registries_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF {
    failures;
    mayHaveSucceeded;
    started;
    /** `reads`: a failed read has changed nothing. */
    constructor(failures, message, { started = true, reads = false } = {}) {
        super(message);
        this.started = started;
        this.name = 'RequestFailed';
        this.failures = failures;
        this.mayHaveSucceeded = !reads && failures.some(mayHaveSucceeded);
    }
}
/** The failure of a request that was never sent. */
function notStarted(message) {
    const unsent = { kind: 'no-answer', reason: 'timeout', sent: false, detail: '' };
    return new RequestFailed([unsent], message, { started: false });
}
/** Adds the failures of earlier attempts to an error. An uncertain one keeps the result uncertain. */
function withEarlierFailures(earlier, error, { reads = false } = {}) {
    if (!(error instanceof RequestFailed) || earlier.length === 0)
        return error;
    return new RequestFailed([...error.failures, ...earlier], error.message, { reads });
}
/** The same failure, with a sentence about what followed. */
function appendMessage({ failures, message }, more) {
    return new RequestFailed(failures, `${message} ${more}`);
}
/** The status of GitHub's refusal that ended a request, if an error is one. */
function refusalStatus(error) {
    if (!(error instanceof RequestFailed))
        return undefined;
    const [last] = error.failures;
    return last.kind === 'refusal' ? last.status : undefined;
}
/** Why an attempt failed, from an error of Octokit or of the reader of an answer. Rethrows any other error. */
function failureOf(error) {
    if (!(error instanceof Error))
        throw error;
    const fault = error instanceof Fault ? error : error.cause;
    if (fault instanceof Fault)
        return fault.failure;
    const { status, headers, data } = members('response' in error ? error.response : undefined);
    if (typeof status !== 'number' || typeof headers !== 'object')
        throw error;
    return { kind: 'refusal', status, messages: messagesIn(data), headers: headers };
}
/** Whether GitHub's message or errors match a phrase. */
function mentions({ messages }, phrase) {
    return messages.some(word => phrase.test(word));
}
/** The server's time when it refused, in milliseconds since 1970. */
function serverTime({ headers }) {
    return parseDate(headers['date']);
}
/** Far more than any message quotes, so that the cut never splits a secret that is printed. */
const maxMessageLength = 512 * 1024;
/** GitHub sends `errors` as strings or as objects of resource, field, code and message. */
function messagesIn(data) {
    const { message, errors } = members(data);
    const details = Array.isArray(errors) ? errors.slice(0, 100).map(formatError) : [errors];
    let left = maxMessageLength;
    return [message, ...details]
        .filter(word => typeof word === 'string')
        .map(word => {
        const start = word.slice(0, left);
        left -= start.length;
        return start;
    })
        .filter(word => word !== '');
}
function formatError(error) {
    if (typeof error === 'string')
        return error;
    const { resource, field, code, message } = members(error);
    const place = [resource, field].filter(part => typeof part === 'string').join('.');
    return [place, code, message].filter(part => typeof part === 'string' && part !== '').join(' ');
}
/** The fault behind an error of Node's HTTP client. */
function faultOf(error, outgoing) {
    const code = error.code ?? '';
    // None of the host's addresses accepts a connection.
    const severalRefused = 'errors' in error;
    const sent = !severalRefused && wasConnected(outgoing.socket);
    if (error.name === 'TimeoutError')
        return new Fault('timeout', sent);
    if (error.name === 'AbortError')
        return new Fault('lost', sent);
    if (error.syscall === 'getaddrinfo')
        return new Fault('unresolved', false, code);
    if (severalRefused || error.syscall === 'connect')
        return new Fault('refused', false, code);
    if (certificateErrors.test(code))
        return new Fault('certificate', false, code);
    if (/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code))
        return new Fault('tls', false, code);
    return new Fault('lost', sent, code);
}
/** A request is not sent before the connection is established, including TLS. */
function wasConnected(socket) {
    return socket !== null && !socket.connecting && !socket.secureConnecting;
}
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateErrors = /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;
const transient = /^(refused|unresolved|timeout|lost|not-json|unexpected)$/;
const maxAttempts = 5;
const maxDefaultPauses = 3;
/** How long to wait before a retry; undefined if there must be none. A POST is only sent again if GitHub did not act on it. */
function pauseBefore(method, failures, { now, random }) {
    const [last] = failures;
    // Each kind of failure is counted for itself.
    const count = failures.filter(one => kindOf(one) === kindOf(last)).length;
    if (last.kind === 'no-answer') {
        const isRetried = transient.test(last.reason) && (!last.sent || method !== 'POST');
        return isRetried ? backoff(count, random, retryReason(last)) : undefined;
    }
    const requested = requestedPause(last, now);
    // Backs off if the server keeps asking for no wait.
    if (requested && requested.milliseconds < 1000)
        return { ...requested, milliseconds: 1000 * 2 ** (count - 1) };
    if (requested)
        return requested;
    if (isUnmarkedRateLimit(last))
        return defaultRateLimitPause(count);
    return isServerError(last.status) && method !== 'POST'
        ? backoff(count, random, `GitHub answered ${last.status}`)
        : undefined;
}
function kindOf(failure) {
    if (failure.kind === 'no-answer')
        return 'failure';
    if (requestedPause(failure, 0))
        return 'asked to wait';
    return isUnmarkedRateLimit(failure) ? 'rate limit' : 'failure';
}
/** Whether GitHub refused because of a rate limit, according to its headers or message. */
function isRateLimit(refusal) {
    return (refusal.status !== 503 && requestedPause(refusal, 0) !== undefined) || isUnmarkedRateLimit(refusal);
}
/** Whether GitHub may have carried out a failed request. If it asks to wait, it has not. */
function mayHaveSucceeded(failure) {
    if (failure.kind === 'no-answer')
        return failure.sent;
    return isServerError(failure.status) && requestedPause(failure, 0) === undefined;
}
/** Whether GitHub refused a secret because it was sealed with a key that is not, or no longer, the organization's. */
function isStaleKey(failure) {
    return failure.kind === 'refusal' && failure.status === 422 && mentions(failure, phrases.staleKey);
}
function isServerError(status) {
    return status >= 500 && status < 600;
}
function retryReason({ reason, detail }) {
    if (reason === 'unexpected')
        return 'the answer was unexpected';
    return `no answer from GitHub${reason === 'not-json' && detail ? `, but ${detail} without JSON of its API` : ''}`;
}
/** The pause in `retry-after`, in seconds or as a date, else until an exhausted limit resets. Dates follow the server's clock. */
function requestedPause(refusal, now) {
    const { status, headers } = refusal;
    if (status !== 403 && status !== 429 && status !== 503)
        return undefined;
    const serverNow = serverTime(refusal) ?? now;
    const reason = status === 503 ? 'GitHub asks to wait' : "GitHub's rate limit";
    const after = headers['retry-after'];
    if (after !== undefined) {
        const until = /^\d+$/.test(after) ? serverNow + Number(after) * 1000 : parseDate(after);
        if (until !== undefined)
            return { milliseconds: until - serverNow, reason, appliesToAll: true };
    }
    if (status === 503 || headers['x-ratelimit-remaining'] !== '0')
        return undefined;
    const reset = Number(headers['x-ratelimit-reset']);
    return reset > 0 ? { milliseconds: reset * 1000 - serverNow, reason, appliesToAll: true } : undefined;
}
/** One minute, then two, then four, as GitHub's documentation of rate limits recommends. */
function defaultRateLimitPause(count) {
    if (count > maxDefaultPauses)
        return undefined;
    return { milliseconds: 60_000 * 2 ** (count - 1), reason: "GitHub's rate limit", appliesToAll: true };
}
function isUnmarkedRateLimit(refusal) {
    return refusal.status === 429 || (refusal.status === 403 && mentions(refusal, phrases.rateLimit));
}
/** 1, 2, 4, 8 seconds, each up to a quarter longer. */
function backoff(count, random, reason) {
    if (count >= maxAttempts)
        return undefined;
    return { milliseconds: 1000 * 2 ** (count - 1) * (1 + random / 4), reason, appliesToAll: false };
}
function parseDate(date) {
    const milliseconds = Date.parse(date ?? '');
    return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
/** What only GitHub's messages reveal, with sources. */
const phrases = {
    /** Primary and secondary limits share the words: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
    rateLimit: /\brate limit\b|\babuse detection\b/i,
    /** https://github.com/integrations/terraform-provider-github/issues/2315, and the names of the fields in `errors` */
    staleKey: /improperly encrypted secret|\bkey[_ -]id\b|\bencrypted_value\b|\bpublic key\b/i,
    /** https://github.com/octokit/auth-app.js/issues/92: a 404 about the App, not about the resource */
    unknownApp: /\bintegration not found\b/i,
    /** https://github.com/octokit/auth-app.js/issues/589: also of a token that is too new */
    byIntegration: /not accessible by integration/i,
    /** https://docs.github.com/apps/maintaining-github-apps/suspending-a-github-app-installation */
    suspended: /\binstallation has been suspended\b/i,
    /** https://github.com/docker/metadata-action/issues/342 */
    allowList: /\bIP (address )?allow ?list\b|\byour IP address is not permitted\b/i,
    /** https://github.com/NixOS/org/issues/247, https://github.com/fullsend-ai/fullsend/issues/3368 */
    forbids: /\bforbids access via\b([^.]*)/i,
    /** https://docs.github.com/organizations/managing-oauth-access-to-your-organizations-data and their like */
    policy: /\bpolic(y|ies)\b|\blifetime\b|\baccess restrictions\b|\bSAML enforcement\b|\btwo-factor\b|\bterms of service\b|\baccount (was|is|has been) (suspended|blocked|locked)\b/i
};
/** The members of an object in GitHub's answer; of anything else, none. */
function members(data) {
    return typeof data === 'object' ? { ...data } : {};
}


/***/ }),

/***/ 6082:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  aE: () => (/* binding */ createSender),
  cv: () => (/* binding */ exchange),
  U9: () => (/* binding */ isLoopback)
});

// UNUSED EXPORTS: createFetch

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __nccwpck_require__(4708);
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/github/lib/context.js


class Context {
    /**
     * Hydrate the context from the environment
     */
    constructor() {
        var _a, _b, _c;
        this.payload = {};
        if (process.env.GITHUB_EVENT_PATH) {
            if ((0,external_fs_.existsSync)(process.env.GITHUB_EVENT_PATH)) {
                this.payload = JSON.parse((0,external_fs_.readFileSync)(process.env.GITHUB_EVENT_PATH, { encoding: 'utf8' }));
            }
            else {
                const path = process.env.GITHUB_EVENT_PATH;
                process.stdout.write(`GITHUB_EVENT_PATH ${path} does not exist${external_os_.EOL}`);
            }
        }
        this.eventName = process.env.GITHUB_EVENT_NAME;
        this.sha = process.env.GITHUB_SHA;
        this.ref = process.env.GITHUB_REF;
        this.workflow = process.env.GITHUB_WORKFLOW;
        this.action = process.env.GITHUB_ACTION;
        this.actor = process.env.GITHUB_ACTOR;
        this.job = process.env.GITHUB_JOB;
        this.runAttempt = parseInt(process.env.GITHUB_RUN_ATTEMPT, 10);
        this.runNumber = parseInt(process.env.GITHUB_RUN_NUMBER, 10);
        this.runId = parseInt(process.env.GITHUB_RUN_ID, 10);
        this.apiUrl = (_a = process.env.GITHUB_API_URL) !== null && _a !== void 0 ? _a : `https://api.github.com`;
        this.serverUrl = (_b = process.env.GITHUB_SERVER_URL) !== null && _b !== void 0 ? _b : `https://github.com`;
        this.graphqlUrl =
            (_c = process.env.GITHUB_GRAPHQL_URL) !== null && _c !== void 0 ? _c : `https://api.github.com/graphql`;
    }
    get issue() {
        const payload = this.payload;
        return Object.assign(Object.assign({}, this.repo), { number: (payload.issue || payload.pull_request || payload).number });
    }
    get repo() {
        if (process.env.GITHUB_REPOSITORY) {
            const [owner, repo] = process.env.GITHUB_REPOSITORY.split('/');
            return { owner, repo };
        }
        if (this.payload.repository) {
            return {
                owner: this.payload.repository.owner.login,
                repo: this.payload.repository.name
            };
        }
        throw new Error("context.repo requires a GITHUB_REPOSITORY environment variable like 'owner/repo'");
    }
}
//# sourceMappingURL=context.js.map
// EXTERNAL MODULE: external "./unused.js"
var external_unused_js_ = __nccwpck_require__(5696);
;// CONCATENATED MODULE: ./node_modules/@actions/github/lib/internal/utils.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


function getAuthString(token, options) {
    if (!token && !options.auth) {
        throw new Error('Parameter token or opts.auth is required');
    }
    else if (token && options.auth) {
        throw new Error('Parameters token and opts.auth may not both be specified');
    }
    return typeof options.auth === 'string' ? options.auth : `token ${token}`;
}
function getProxyAgent(destinationUrl) {
    const hc = new external_unused_js_.HttpClient();
    return hc.getAgent(destinationUrl);
}
function getProxyAgentDispatcher(destinationUrl) {
    const hc = new external_unused_js_.HttpClient();
    return hc.getAgentDispatcher(destinationUrl);
}
function getProxyFetch(destinationUrl) {
    const httpDispatcher = getProxyAgentDispatcher(destinationUrl);
    const proxyFetch = (url, opts) => __awaiter(this, void 0, void 0, function* () {
        return (0,external_unused_js_.fetch)(url, Object.assign(Object.assign({}, opts), { dispatcher: httpDispatcher }));
    });
    return proxyFetch;
}
function getApiBaseUrl() {
    return process.env['GITHUB_API_URL'] || 'https://api.github.com';
}
function getUserAgentWithOrchestrationId(baseUserAgent) {
    var _a;
    const orchId = (_a = process.env['ACTIONS_ORCHESTRATION_ID']) === null || _a === void 0 ? void 0 : _a.trim();
    if (orchId) {
        const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
        const tag = `actions_orchestration_id/${sanitizedId}`;
        if (baseUserAgent === null || baseUserAgent === void 0 ? void 0 : baseUserAgent.includes(tag))
            return baseUserAgent;
        const ua = baseUserAgent ? `${baseUserAgent} ` : '';
        return `${ua}${tag}`;
    }
    return baseUserAgent;
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/universal-user-agent/index.js
function getUserAgent() {
  if (typeof navigator === "object" && "userAgent" in navigator) {
    return navigator.userAgent;
  }

  if (typeof process === "object" && process.version !== undefined) {
    return `Node.js/${process.version.substr(1)} (${process.platform}; ${
      process.arch
    })`;
  }

  return "<environment undetectable>";
}

;// CONCATENATED MODULE: ./node_modules/before-after-hook/lib/register.js
// @ts-check

function register(state, name, method, options) {
  if (typeof method !== "function") {
    throw new Error("method for before hook must be a function");
  }

  if (!options) {
    options = {};
  }

  if (Array.isArray(name)) {
    return name.reverse().reduce((callback, name) => {
      return register.bind(null, state, name, callback, options);
    }, method)();
  }

  return Promise.resolve().then(() => {
    if (!state.registry[name]) {
      return method(options);
    }

    return state.registry[name].reduce((method, registered) => {
      return registered.hook.bind(null, method, options);
    }, method)();
  });
}

;// CONCATENATED MODULE: ./node_modules/before-after-hook/lib/add.js
// @ts-check

function addHook(state, kind, name, hook) {
  const orig = hook;
  if (!state.registry[name]) {
    state.registry[name] = [];
  }

  if (kind === "before") {
    hook = (method, options) => {
      return Promise.resolve()
        .then(orig.bind(null, options))
        .then(method.bind(null, options));
    };
  }

  if (kind === "after") {
    hook = (method, options) => {
      let result;
      return Promise.resolve()
        .then(method.bind(null, options))
        .then((result_) => {
          result = result_;
          return orig(result, options);
        })
        .then(() => {
          return result;
        });
    };
  }

  if (kind === "error") {
    hook = (method, options) => {
      return Promise.resolve()
        .then(method.bind(null, options))
        .catch((error) => {
          return orig(error, options);
        });
    };
  }

  state.registry[name].push({
    hook: hook,
    orig: orig,
  });
}

;// CONCATENATED MODULE: ./node_modules/before-after-hook/lib/remove.js
// @ts-check

function removeHook(state, name, method) {
  if (!state.registry[name]) {
    return;
  }

  const index = state.registry[name]
    .map((registered) => {
      return registered.orig;
    })
    .indexOf(method);

  if (index === -1) {
    return;
  }

  state.registry[name].splice(index, 1);
}

;// CONCATENATED MODULE: ./node_modules/before-after-hook/index.js
// @ts-check





// bind with array of arguments: https://stackoverflow.com/a/21792913
const bind = Function.bind;
const bindable = bind.bind(bind);

function bindApi(hook, state, name) {
  const removeHookRef = bindable(removeHook, null).apply(
    null,
    name ? [state, name] : [state]
  );
  hook.api = { remove: removeHookRef };
  hook.remove = removeHookRef;
  ["before", "error", "after", "wrap"].forEach((kind) => {
    const args = name ? [state, kind, name] : [state, kind];
    hook[kind] = hook.api[kind] = bindable(addHook, null).apply(null, args);
  });
}

function Singular() {
  const singularHookName = Symbol("Singular");
  const singularHookState = {
    registry: {},
  };
  const singularHook = register.bind(null, singularHookState, singularHookName);
  bindApi(singularHook, singularHookState, singularHookName);
  return singularHook;
}

function Collection() {
  const state = {
    registry: {},
  };

  const hook = register.bind(null, state);
  bindApi(hook, state);

  return hook;
}

/* harmony default export */ const before_after_hook = ({ Singular, Collection });

;// CONCATENATED MODULE: ./node_modules/@octokit/endpoint/dist-bundle/index.js
// pkg/dist-src/defaults.js


// pkg/dist-src/version.js
var VERSION = "0.0.0-development";

// pkg/dist-src/defaults.js
var userAgent = `octokit-endpoint.js/${VERSION} ${getUserAgent()}`;
var DEFAULTS = {
  method: "GET",
  baseUrl: "https://api.github.com",
  headers: {
    accept: "application/vnd.github.v3+json",
    "user-agent": userAgent
  },
  mediaType: {
    format: ""
  }
};

// pkg/dist-src/util/lowercase-keys.js
function lowercaseKeys(object) {
  if (!object) {
    return {};
  }
  return Object.keys(object).reduce((newObj, key) => {
    newObj[key.toLowerCase()] = object[key];
    return newObj;
  }, {});
}

// pkg/dist-src/util/is-plain-object.js
function isPlainObject(value) {
  if (typeof value !== "object" || value === null) return false;
  if (Object.prototype.toString.call(value) !== "[object Object]") return false;
  const proto = Object.getPrototypeOf(value);
  if (proto === null) return true;
  const Ctor = Object.prototype.hasOwnProperty.call(proto, "constructor") && proto.constructor;
  return typeof Ctor === "function" && Ctor instanceof Ctor && Function.prototype.call(Ctor) === Function.prototype.call(value);
}

// pkg/dist-src/util/merge-deep.js
function mergeDeep(defaults, options) {
  const result = Object.assign({}, defaults);
  Object.keys(options).forEach((key) => {
    if (isPlainObject(options[key])) {
      if (!(key in defaults)) Object.assign(result, { [key]: options[key] });
      else result[key] = mergeDeep(defaults[key], options[key]);
    } else {
      Object.assign(result, { [key]: options[key] });
    }
  });
  return result;
}

// pkg/dist-src/util/remove-undefined-properties.js
function removeUndefinedProperties(obj) {
  for (const key in obj) {
    if (obj[key] === void 0) {
      delete obj[key];
    }
  }
  return obj;
}

// pkg/dist-src/merge.js
function merge(defaults, route, options) {
  if (typeof route === "string") {
    let [method, url] = route.split(" ");
    options = Object.assign(url ? { method, url } : { url: method }, options);
  } else {
    options = Object.assign({}, route);
  }
  options.headers = lowercaseKeys(options.headers);
  removeUndefinedProperties(options);
  removeUndefinedProperties(options.headers);
  const mergedOptions = mergeDeep(defaults || {}, options);
  if (options.url === "/graphql") {
    if (defaults && defaults.mediaType.previews?.length) {
      mergedOptions.mediaType.previews = defaults.mediaType.previews.filter(
        (preview) => !mergedOptions.mediaType.previews.includes(preview)
      ).concat(mergedOptions.mediaType.previews);
    }
    mergedOptions.mediaType.previews = (mergedOptions.mediaType.previews || []).map((preview) => preview.replace(/-preview/, ""));
  }
  return mergedOptions;
}

// pkg/dist-src/util/add-query-parameters.js
function addQueryParameters(url, parameters) {
  const separator = /\?/.test(url) ? "&" : "?";
  const names = Object.keys(parameters);
  if (names.length === 0) {
    return url;
  }
  return url + separator + names.map((name) => {
    if (name === "q") {
      return "q=" + parameters.q.split("+").map(encodeURIComponent).join("+");
    }
    return `${name}=${encodeURIComponent(parameters[name])}`;
  }).join("&");
}

// pkg/dist-src/util/extract-url-variable-names.js
var urlVariableRegex = /\{[^{}}]+\}/g;
function removeNonChars(variableName) {
  return variableName.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g, "").split(/,/);
}
function extractUrlVariableNames(url) {
  const matches = url.match(urlVariableRegex);
  if (!matches) {
    return [];
  }
  return matches.map(removeNonChars).reduce((a, b) => a.concat(b), []);
}

// pkg/dist-src/util/omit.js
function omit(object, keysToOmit) {
  const result = { __proto__: null };
  for (const key of Object.keys(object)) {
    if (keysToOmit.indexOf(key) === -1) {
      result[key] = object[key];
    }
  }
  return result;
}

// pkg/dist-src/util/url-template.js
function encodeReserved(str) {
  return str.split(/(%[0-9A-Fa-f]{2})/g).map(function(part) {
    if (!/%[0-9A-Fa-f]/.test(part)) {
      part = encodeURI(part).replace(/%5B/g, "[").replace(/%5D/g, "]");
    }
    return part;
  }).join("");
}
function encodeUnreserved(str) {
  return encodeURIComponent(str).replace(/[!'()*]/g, function(c) {
    return "%" + c.charCodeAt(0).toString(16).toUpperCase();
  });
}
function encodeValue(operator, value, key) {
  value = operator === "+" || operator === "#" ? encodeReserved(value) : encodeUnreserved(value);
  if (key) {
    return encodeUnreserved(key) + "=" + value;
  } else {
    return value;
  }
}
function isDefined(value) {
  return value !== void 0 && value !== null;
}
function isKeyOperator(operator) {
  return operator === ";" || operator === "&" || operator === "?";
}
function getValues(context, operator, key, modifier) {
  var value = context[key], result = [];
  if (isDefined(value) && value !== "") {
    if (typeof value === "string" || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
      value = value.toString();
      if (modifier && modifier !== "*") {
        value = value.substring(0, parseInt(modifier, 10));
      }
      result.push(
        encodeValue(operator, value, isKeyOperator(operator) ? key : "")
      );
    } else {
      if (modifier === "*") {
        if (Array.isArray(value)) {
          value.filter(isDefined).forEach(function(value2) {
            result.push(
              encodeValue(operator, value2, isKeyOperator(operator) ? key : "")
            );
          });
        } else {
          Object.keys(value).forEach(function(k) {
            if (isDefined(value[k])) {
              result.push(encodeValue(operator, value[k], k));
            }
          });
        }
      } else {
        const tmp = [];
        if (Array.isArray(value)) {
          value.filter(isDefined).forEach(function(value2) {
            tmp.push(encodeValue(operator, value2));
          });
        } else {
          Object.keys(value).forEach(function(k) {
            if (isDefined(value[k])) {
              tmp.push(encodeUnreserved(k));
              tmp.push(encodeValue(operator, value[k].toString()));
            }
          });
        }
        if (isKeyOperator(operator)) {
          result.push(encodeUnreserved(key) + "=" + tmp.join(","));
        } else if (tmp.length !== 0) {
          result.push(tmp.join(","));
        }
      }
    }
  } else {
    if (operator === ";") {
      if (isDefined(value)) {
        result.push(encodeUnreserved(key));
      }
    } else if (value === "" && (operator === "&" || operator === "?")) {
      result.push(encodeUnreserved(key) + "=");
    } else if (value === "") {
      result.push("");
    }
  }
  return result;
}
function parseUrl(template) {
  return {
    expand: expand.bind(null, template)
  };
}
function expand(template, context) {
  var operators = ["+", "#", ".", "/", ";", "?", "&"];
  template = template.replace(
    /\{([^\{\}]+)\}|([^\{\}]+)/g,
    function(_, expression, literal) {
      if (expression) {
        let operator = "";
        const values = [];
        if (operators.indexOf(expression.charAt(0)) !== -1) {
          operator = expression.charAt(0);
          expression = expression.substr(1);
        }
        expression.split(/,/g).forEach(function(variable) {
          var tmp = /([^:\*]*)(?::(\d+)|(\*))?/.exec(variable);
          values.push(getValues(context, operator, tmp[1], tmp[2] || tmp[3]));
        });
        if (operator && operator !== "+") {
          var separator = ",";
          if (operator === "?") {
            separator = "&";
          } else if (operator !== "#") {
            separator = operator;
          }
          return (values.length !== 0 ? operator : "") + values.join(separator);
        } else {
          return values.join(",");
        }
      } else {
        return encodeReserved(literal);
      }
    }
  );
  if (template === "/") {
    return template;
  } else {
    return template.replace(/\/$/, "");
  }
}

// pkg/dist-src/parse.js
function parse(options) {
  let method = options.method.toUpperCase();
  let url = (options.url || "/").replace(/:([a-z]\w+)/g, "{$1}");
  let headers = Object.assign({}, options.headers);
  let body;
  let parameters = omit(options, [
    "method",
    "baseUrl",
    "url",
    "headers",
    "request",
    "mediaType"
  ]);
  const urlVariableNames = extractUrlVariableNames(url);
  url = parseUrl(url).expand(parameters);
  if (!/^http/.test(url)) {
    url = options.baseUrl + url;
  }
  const omittedParameters = Object.keys(options).filter((option) => urlVariableNames.includes(option)).concat("baseUrl");
  const remainingParameters = omit(parameters, omittedParameters);
  const isBinaryRequest = /application\/octet-stream/i.test(headers.accept);
  if (!isBinaryRequest) {
    if (options.mediaType.format) {
      headers.accept = headers.accept.split(/,/).map(
        (format) => format.replace(
          /application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/,
          `application/vnd$1$2.${options.mediaType.format}`
        )
      ).join(",");
    }
    if (url.endsWith("/graphql")) {
      if (options.mediaType.previews?.length) {
        const previewsFromAcceptHeader = headers.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g) || [];
        headers.accept = previewsFromAcceptHeader.concat(options.mediaType.previews).map((preview) => {
          const format = options.mediaType.format ? `.${options.mediaType.format}` : "+json";
          return `application/vnd.github.${preview}-preview${format}`;
        }).join(",");
      }
    }
  }
  if (["GET", "HEAD"].includes(method)) {
    url = addQueryParameters(url, remainingParameters);
  } else {
    if ("data" in remainingParameters) {
      body = remainingParameters.data;
    } else {
      if (Object.keys(remainingParameters).length) {
        body = remainingParameters;
      }
    }
  }
  if (!headers["content-type"] && typeof body !== "undefined") {
    headers["content-type"] = "application/json; charset=utf-8";
  }
  if (["PATCH", "PUT"].includes(method) && typeof body === "undefined") {
    body = "";
  }
  return Object.assign(
    { method, url, headers },
    typeof body !== "undefined" ? { body } : null,
    options.request ? { request: options.request } : null
  );
}

// pkg/dist-src/endpoint-with-defaults.js
function endpointWithDefaults(defaults, route, options) {
  return parse(merge(defaults, route, options));
}

// pkg/dist-src/with-defaults.js
function withDefaults(oldDefaults, newDefaults) {
  const DEFAULTS2 = merge(oldDefaults, newDefaults);
  const endpoint2 = endpointWithDefaults.bind(null, DEFAULTS2);
  return Object.assign(endpoint2, {
    DEFAULTS: DEFAULTS2,
    defaults: withDefaults.bind(null, DEFAULTS2),
    merge: merge.bind(null, DEFAULTS2),
    parse
  });
}

// pkg/dist-src/index.js
var endpoint = withDefaults(null, DEFAULTS);


;// CONCATENATED MODULE: ./node_modules/content-type/dist/index.js
/*!
 * content-type
 * Copyright(c) 2015 Douglas Christopher Wilson
 * MIT Licensed
 */
const SP = 32; // " "
const HTAB = 9; // "\t"
const SEMI = 59; // ";"
const EQ = 61; // "="
const DQUOTE = 34; // '"'
const BSLASH = 92; // "\\"
const COMMA = 44; // ","
const LOWER_CASE = 1;
const OWS = 2;
const SEMI_FLAG = 4;
const COMMA_FLAG = 8;
const TOKEN_FLAG = 16;
const NON_ASCII = 0xff00;
const CASE_FLAGS = LOWER_CASE | NON_ASCII;
/**
 * Character flags used to normalize HTTP field values while scanning.
 * Out-of-range reads intentionally coerce to zero in bitwise expressions.
 */
const CHAR_MAP = new Uint8Array(0x100);
CHAR_MAP[HTAB] |= OWS;
CHAR_MAP[SP] |= OWS;
CHAR_MAP[SEMI] |= SEMI_FLAG;
CHAR_MAP[COMMA] |= COMMA_FLAG;
for (let code = 0x80 /* non-ASCII */; code <= 0xff; code++) {
    CHAR_MAP[code] |= LOWER_CASE;
}
for (const char of "!#$%&'*+-.^_`|~") {
    CHAR_MAP[char.charCodeAt(0)] |= TOKEN_FLAG;
}
for (let code = 0x30 /* 0 */; code <= 0x39 /* 9 */; code++) {
    CHAR_MAP[code] |= TOKEN_FLAG;
}
for (let code = 0x41 /* A */; code <= 0x5a /* Z */; code++) {
    CHAR_MAP[code] |= LOWER_CASE | TOKEN_FLAG;
}
for (let code = 0x61 /* a */; code <= 0x7a /* z */; code++) {
    CHAR_MAP[code] |= TOKEN_FLAG;
}
/**
 * Null object perf optimization. Faster than `Object.create(null)` and `{ __proto__: null }`.
 */
const NullObject = /* @__PURE__ */ (() => {
    const C = function () { };
    C.prototype = Object.create(null);
    return C;
})();
/**
 * Validate a type string against RFC 9110.
 */
function isTypeValid(type, start = 0, end = type.length) {
    let hasSlash = false;
    for (let index = start; index < end; index++) {
        const code = type.charCodeAt(index);
        if (code === 47 /* / */) {
            if (hasSlash || index === start || index >= end - 1)
                return false;
            hasSlash = true;
        }
        else if (!isTokenCode(code)) {
            return false;
        }
    }
    return hasSlash;
}
/**
 * Validate a token against RFC 9110.
 */
function isTokenValid(token, start = 0, end = token.length) {
    if (start >= end)
        return false;
    for (let index = start; index < end; index++) {
        if (!isTokenCode(token.charCodeAt(index)))
            return false;
    }
    return true;
}
/**
 * Check whether a character code belongs to the token production in RFC 9110.
 */
function isTokenCode(code) {
    return (CHAR_MAP[code] & TOKEN_FLAG) !== 0;
}
/**
 * Serialize a parameter value.
 */
function parameterValue(str) {
    const len = str.length;
    if (len === 0)
        return '""';
    let index = 0;
    while (index < len && isTokenCode(str.charCodeAt(index)))
        index++;
    if (index === len)
        return str;
    let result = '"';
    let start = 0;
    while (index < len) {
        const code = str.charCodeAt(index);
        if (code !== HTAB && (code < SP || code === 127 || code > 255)) {
            throw new TypeError(`Invalid parameter value: ${str}`);
        }
        if (code === 34 /* " */ || code === 92 /* \\ */) {
            result += `${str.slice(start, index)}\\`;
            start = index;
        }
        index++;
    }
    return `${result}${str.slice(start)}"`;
}
/**
 * Format an object into a `Content-Type` header.
 */
function format(obj) {
    const { type, parameters } = obj;
    if (!type || !isTypeValid(type)) {
        throw new TypeError(`Invalid type: ${type}`);
    }
    let result = type;
    if (parameters) {
        for (const param of Object.keys(parameters)) {
            if (!isTokenValid(param)) {
                throw new TypeError(`Invalid parameter name: ${param}`);
            }
            result += `; ${param}=${parameterValue(parameters[param])}`;
        }
    }
    return result;
}
/**
 * Parse a `Content-Type` header.
 */
function dist_parse(header, options) {
    const stopFlags = SEMI_FLAG | (options?.comma === true ? COMMA_FLAG : 0);
    const len = header.length;
    let valueStart = options?.start ?? 0;
    while ((CHAR_MAP[header.charCodeAt(valueStart)] & OWS) !== 0) {
        valueStart++;
    }
    let index = valueStart;
    let typeFlags = 0;
    let whitespace = -1;
    let stop = options?.parameters === false ? COMMA_FLAG : 0;
    while (index < len) {
        const code = header.charCodeAt(index);
        const flags = CHAR_MAP[code];
        if ((flags & stopFlags) !== 0) {
            stop |= flags & COMMA_FLAG;
            break;
        }
        if ((flags & OWS) !== 0) {
            if (whitespace === -1)
                whitespace = index;
        }
        else {
            whitespace = -1;
        }
        typeFlags |= (code & NON_ASCII) | flags;
        index++;
    }
    const valueEnd = whitespace === -1 ? index : whitespace;
    const value = header.slice(valueStart, valueEnd);
    const type = (typeFlags & CASE_FLAGS) === 0 ? value : value.toLowerCase();
    if (index === len || stop !== 0) {
        return { type, index, parameters: new NullObject() };
    }
    return parseParameters(header, type, index, len, stopFlags);
}
/**
 * Parses the parameters of a `Content-Type` header starting at the given index.
 */
function parseParameters(header, type, index, len, stopFlags) {
    const parameters = new NullObject();
    parameter: while (index < len) {
        index++; // Skip over ;
        while ((CHAR_MAP[header.charCodeAt(index)] & OWS) !== 0) {
            index++;
        }
        const keyStart = index;
        let keyFlags = 0;
        let keyWhitespace = -1;
        while (index < len) {
            const code = header.charCodeAt(index);
            const flags = CHAR_MAP[code];
            if ((flags & stopFlags) !== 0) {
                if ((flags & COMMA_FLAG) !== 0)
                    break parameter;
                continue parameter;
            }
            if (code === EQ) {
                const keyEnd = keyWhitespace === -1 ? index : keyWhitespace;
                const value = header.slice(keyStart, keyEnd);
                const key = (keyFlags & CASE_FLAGS) === 0 ? value : value.toLowerCase();
                index++;
                while ((CHAR_MAP[header.charCodeAt(index)] & OWS) !== 0) {
                    index++;
                }
                if (index < len && header.charCodeAt(index) === DQUOTE) {
                    const quotedStart = ++index;
                    let escaped = false;
                    while (index < len) {
                        const code = header.charCodeAt(index);
                        if (code === DQUOTE) {
                            if (parameters[key] === undefined) {
                                parameters[key] = escaped
                                    ? unescapeQuotedPairs(header, quotedStart, index)
                                    : header.slice(quotedStart, index);
                            }
                            index++;
                            let stop = 0;
                            // Discard characters between quote and delimiter.
                            while (index < len) {
                                const code = header.charCodeAt(index);
                                const flags = CHAR_MAP[code];
                                if ((flags & stopFlags) !== 0) {
                                    stop = flags & COMMA_FLAG;
                                    break;
                                }
                                index++;
                            }
                            if (stop !== 0)
                                break parameter;
                            continue parameter;
                        }
                        if (code === BSLASH && index + 1 < len) {
                            escaped = true;
                            index += 2;
                            continue;
                        }
                        index++;
                    }
                    continue parameter;
                }
                const valueStart = index;
                let stop = 0;
                let valueWhitespace = -1;
                while (index < len) {
                    const code = header.charCodeAt(index);
                    const flags = CHAR_MAP[code];
                    if ((flags & stopFlags) !== 0) {
                        stop = flags & COMMA_FLAG;
                        break;
                    }
                    if ((flags & OWS) !== 0) {
                        if (valueWhitespace === -1)
                            valueWhitespace = index;
                    }
                    else {
                        valueWhitespace = -1;
                    }
                    index++;
                }
                if (parameters[key] === undefined) {
                    const valueEnd = valueWhitespace === -1 ? index : valueWhitespace;
                    parameters[key] = header.slice(valueStart, valueEnd);
                }
                if (stop !== 0)
                    break parameter;
                continue parameter;
            }
            if ((flags & OWS) !== 0) {
                if (keyWhitespace === -1)
                    keyWhitespace = index;
            }
            else {
                keyWhitespace = -1;
            }
            keyFlags |= (code & NON_ASCII) | flags;
            index++;
        }
    }
    return { type, index, parameters };
}
/**
 * Remove backslashes from quoted pairs in a known-terminated quoted string body.
 */
function unescapeQuotedPairs(str, start, end) {
    let result = "";
    for (let index = start; index < end; index++) {
        if (str.charCodeAt(index) === BSLASH) {
            result += str.slice(start, index);
            start = ++index;
        }
    }
    return result + str.slice(start, end);
}
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./node_modules/json-with-bigint/json-with-bigint.js
const intRegex = /^-?\d+$/;
const noiseValue = /^-?\d+n+$/; // Noise - strings that match the custom format before being converted to it
const originalStringify = JSON.stringify;
const originalParse = JSON.parse;
const customFormat = /^-?\d+n$/;

const bigIntsStringify = /([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g;
const noiseStringify = /([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g;

/**
 * @typedef {(this: any, key: string | number | undefined, value: any) => any} Replacer
 * @typedef {(key: string | number | undefined, value: any, context?: { source: string }) => any} Reviver
 */

/**
 * Checks if a value is unstringifiable according to native JSON.stringify rules.
 *
 * @param {any} val The value to check.
 * @returns {boolean} True if the value is undefined, a function, or a symbol.
 */
const isUnstringifiable = (val) =>
  val === undefined || typeof val === "function" || typeof val === "symbol";

/**
 * Checks if a value is a native JSON.rawJSON object (Node.js 22+).
 *
 * @param {any} val The value to check.
 * @returns {boolean} True if the value is a RawJSON instance.
 */
const isRawJSON = (val) =>
  val !== null &&
  typeof val === "object" &&
  val.constructor &&
  val.constructor.name === "RawJSON";

/**
 * Iteratively converts a JS value to a JSON string.
 * Used as a fallback when the native JSON.stringify hits the Maximum Call Stack size.
 * Fully compliant with JSON formatting (space), replacers, and toJSON behaviors.
 *
 * @param {any} rootValue The value to stringify.
 * @param {Replacer | Array<string | number> | null} [replacer] User's custom replacer function.
 * @param {string | number} [spaceParam] Indentation for pretty-printing.
 * @returns {string | undefined} The generated JSON string.
 */
const stringifyIteratively = (rootValue, replacer, spaceParam) => {
  let space = "";

  if (typeof spaceParam === "number") {
    space = " ".repeat(Math.min(10, Math.max(0, Math.floor(spaceParam))));
  } else if (typeof spaceParam === "string") {
    space = spaceParam.slice(0, 10);
  }

  const isFunctionReplacer = typeof replacer === "function";
  const propertyList = Array.isArray(replacer)
    ? new Set(replacer.map(String))
    : null;

  /**
   * Prepares a value for stringification by resolving toJSON, handling BigInts,
   * applying custom replacers, and unwrapping primitive objects.
   *
   * @param {object|Array} parent The parent object or array holding the value.
   * @param {string} key The key associated with the value.
   * @param {any} val The raw value to process.
   * @returns {any} The processed value ready for stringification.
   */
  const prepareVal = (parent, key, val) => {
    const isObject = val !== null && typeof val === "object";
    const hasToJSON = isObject && typeof val.toJSON === "function";

    if (hasToJSON) {
      val = val.toJSON(key);
    }

    const isNoise = typeof val === "string" && noiseValue.test(val);

    if (isNoise) return val + "n";

    const isBigInt = typeof val === "bigint";

    if (isBigInt) {
      const supportsRawJSON = "rawJSON" in JSON;

      if (supportsRawJSON) return JSON.rawJSON(val.toString());

      return val.toString() + "n";
    }

    if (isFunctionReplacer) {
      val = replacer.call(parent, key, val);
    }

    const isPostReplacerObject = val !== null && typeof val === "object";

    if (isPostReplacerObject) {
      const isPrimitiveWrapper =
        val instanceof Number ||
        val instanceof String ||
        val instanceof Boolean;

      if (isPrimitiveWrapper) {
        val = val.valueOf();
      }
    }

    return val;
  };

  const rootProcessed = prepareVal({ "": rootValue }, "", rootValue);

  if (isUnstringifiable(rootProcessed)) {
    return undefined;
  }

  const isRootPrimitive =
    rootProcessed === null || typeof rootProcessed !== "object";
  const isRootNativeRawJSON = isRawJSON(rootProcessed);

  if (isRootPrimitive || isRootNativeRawJSON) {
    return originalStringify(rootProcessed);
  }

  const chunks = [];
  let level = 0;

  const stack = [
    {
      parent: { "": rootProcessed },
      key: "",
      val: rootProcessed,
      isArray: Array.isArray(rootProcessed),
      keys: Array.isArray(rootProcessed) ? null : Object.keys(rootProcessed),
      index: 0,
      first: true,
    },
  ];

  const visited = new WeakSet([rootProcessed]);

  while (stack.length > 0) {
    const node = stack[stack.length - 1];

    if (node.index === 0) {
      chunks.push(node.isArray ? "[" : "{");
      level++;
    }

    let isDone = false;

    if (node.isArray) {
      if (node.index < node.val.length) {
        if (!node.first) chunks.push(",");

        if (space) chunks.push("\n" + space.repeat(level));

        const childRaw = node.val[node.index];
        const childVal = prepareVal(node.val, String(node.index), childRaw);

        if (isUnstringifiable(childVal)) {
          chunks.push("null");
          node.first = false;
          node.index++;
        } else {
          const isComplexObject =
            childVal !== null && typeof childVal === "object";
          const isNativeRaw = isRawJSON(childVal);

          if (isComplexObject && !isNativeRaw) {
            if (visited.has(childVal)) {
              throw new TypeError("Converting circular structure to JSON");
            }

            visited.add(childVal);

            stack.push({
              parent: node.val,
              key: String(node.index),
              val: childVal,
              isArray: Array.isArray(childVal),
              keys: Array.isArray(childVal) ? null : Object.keys(childVal),
              index: 0,
              first: true,
            });

            node.first = false;
            node.index++;
          } else {
            chunks.push(originalStringify(childVal));
            node.first = false;
            node.index++;
          }
        }
      } else {
        isDone = true;
      }
    } else {
      while (node.index < node.keys.length) {
        const k = node.keys[node.index++];

        const isFilteredOutByArray = propertyList && !propertyList.has(k);

        if (isFilteredOutByArray) continue;

        const childRaw = node.val[k];
        const childVal = prepareVal(node.val, k, childRaw);

        if (isUnstringifiable(childVal)) continue;

        if (!node.first) chunks.push(",");

        if (space) {
          chunks.push("\n" + space.repeat(level) + originalStringify(k) + ": ");
        } else {
          chunks.push(originalStringify(k) + ":");
        }

        const isComplexObject =
          childVal !== null && typeof childVal === "object";
        const isNativeRaw = isRawJSON(childVal);

        if (isComplexObject && !isNativeRaw) {
          if (visited.has(childVal)) {
            throw new TypeError("Converting circular structure to JSON");
          }

          visited.add(childVal);

          stack.push({
            parent: node.val,
            key: k,
            val: childVal,
            isArray: Array.isArray(childVal),
            keys: Array.isArray(childVal) ? null : Object.keys(childVal),
            index: 0,
            first: true,
          });

          node.first = false;

          break; // Stop current loop level to process the newly pushed stack node
        } else {
          chunks.push(originalStringify(childVal));
          node.first = false;
        }
      }

      const isNodeFullyProcessed =
        node.index >= node.keys.length && stack[stack.length - 1] === node;

      if (isNodeFullyProcessed) {
        isDone = true;
      }
    }

    if (isDone) {
      level--;

      if (!node.first && space) chunks.push("\n" + space.repeat(level));

      chunks.push(node.isArray ? "]" : "}");
      visited.delete(node.val);
      stack.pop();
    }
  }

  return chunks.join("");
};

/**
 * Converts a JavaScript value to a JSON string.
 *
 * Supports serialization of BigInt values using two strategies:
 * 1. Custom format "123n" \u2192 "123" (universal fallback)
 * 2. Native JSON.rawJSON() (Node.js 22+, fastest) when available
 *
 * All other values are serialized exactly like native JSON.stringify().
 *
 * @param {*} value The value to convert to a JSON string.
 * @param {Replacer | Array<string | number> | null} [replacer]
 * A function that alters the behavior of the stringification process,
 * or an array of strings/numbers to indicate properties to exclude.
 * @param {string | number} [space]
 * A string or number to specify indentation or pretty-printing.
 * @returns {string} The JSON string representation.
 */
const JSONStringify = (value, replacer, space) => {
  try {
    const supportsRawJSON = "rawJSON" in JSON;

    if (supportsRawJSON) {
      return originalStringify(
        value,
        (key, val) => {
          if (typeof val === "bigint") return JSON.rawJSON(val.toString());

          const hasFunctionReplacer = typeof replacer === "function";

          if (hasFunctionReplacer) return replacer(key, val);

          const isKeyInArrayReplacer =
            Array.isArray(replacer) && replacer.includes(key);

          if (isKeyInArrayReplacer) return val;

          return val;
        },
        space,
      );
    }

    if (!value) return originalStringify(value, replacer, space);

    const convertedToCustomJSON = originalStringify(
      value,
      (key, val) => {
        const isNoise = typeof val === "string" && noiseValue.test(val);

        if (isNoise) return val.toString() + "n"; // Mark noise values with additional "n" to offset the deletion of one "n" during the processing

        if (typeof val === "bigint") return val.toString() + "n";

        const hasFunctionReplacer = typeof replacer === "function";

        if (hasFunctionReplacer) return replacer(key, val);

        const isKeyInArrayReplacer =
          Array.isArray(replacer) && replacer.includes(key);

        if (isKeyInArrayReplacer) return val;

        return val;
      },
      space,
    );

    const processedJSON = convertedToCustomJSON.replace(
      bigIntsStringify,
      "$1$2$3",
    ); // Delete one "n" off the end of every BigInt value

    const denoisedJSON = processedJSON.replace(noiseStringify, "$1$2$3"); // Remove one "n" off the end of every noisy string

    return denoisedJSON;
  } catch (error) {
    if (error instanceof RangeError) {
      const convertedJSON = stringifyIteratively(value, replacer, space);

      if (convertedJSON === undefined) return undefined;

      const supportsRawJSON = "rawJSON" in JSON;

      if (supportsRawJSON) return convertedJSON;

      const processedJSON = convertedJSON.replace(bigIntsStringify, "$1$2$3");

      return processedJSON.replace(noiseStringify, "$1$2$3");
    }

    throw error;
  }
};

const featureCache = new Map();

/**
 * Detects if the current JSON.parse implementation supports the context.source feature.
 *
 * Uses toString() fingerprinting to cache results and automatically detect runtime
 * replacements of JSON.parse (polyfills, mocks, etc.).
 *
 * @returns {boolean} true if context.source is supported, false otherwise.
 */
const isContextSourceSupported = () => {
  const parseFingerprint = JSON.parse.toString();

  if (featureCache.has(parseFingerprint)) {
    return featureCache.get(parseFingerprint);
  }

  try {
    const result = JSON.parse(
      "1",
      (_, __, context) => !!context?.source && context.source === "1",
    );
    featureCache.set(parseFingerprint, result);

    return result;
  } catch {
    featureCache.set(parseFingerprint, false);

    return false;
  }
};

/**
 * Reviver function that converts custom-format BigInt strings back to BigInt values.
 * Also handles "noise" strings that accidentally match the BigInt format.
 *
 * @param {string | number | undefined} key The object key.
 * @param {*} value The value being parsed.
 * @param {object} [context] Parse context (if supported by JSON.parse).
 * @param {Reviver} [userReviver] User's custom reviver function.
 * @returns {any} The transformed value.
 */
const convertMarkedBigIntsReviver = (key, value, context, userReviver) => {
  const isCustomFormatBigInt =
    typeof value === "string" && customFormat.test(value);

  if (isCustomFormatBigInt) return BigInt(value.slice(0, -1));

  const isNoiseValue = typeof value === "string" && noiseValue.test(value);
  if (isNoiseValue) return value.slice(0, -1);

  const hasUserReviver = typeof userReviver === "function";

  if (!hasUserReviver) return value;

  return userReviver(key, value, context);
};

/**
 * Fast JSON.parse implementation (~2x faster than classic fallback).
 * Uses JSON.parse's context.source feature to detect integers and convert
 * large numbers directly to BigInt without string manipulation.
 *
 * Does not support legacy custom format from v1 of this library.
 *
 * @param {string} text JSON string to parse.
 * @param {Reviver} [reviver] Transform function to apply to each value.
 * @returns {any} Parsed JavaScript value.
 */
const JSONParseV2 = (text, reviver) => {
  return JSON.parse(text, (key, value, context) => {
    const isNumber = typeof value === "number";
    const isOutOfBounds =
      value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER;
    const isBigNumber = isNumber && isOutOfBounds;
    const isInt = context && intRegex.test(context.source);
    const isBigInt = isBigNumber && isInt;

    if (isBigInt) return BigInt(context.source);

    const hasCustomReviver = typeof reviver === "function";

    if (!hasCustomReviver) return value;

    return reviver(key, value, context);
  });
};

const MAX_INT = Number.MAX_SAFE_INTEGER.toString();
const MAX_DIGITS = MAX_INT.length;
const stringsOrLargeNumbers =
  /"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g;
const noiseValueWithQuotes = /^"-?\d+n+"$/; // Noise - strings that match the custom format before being converted to it

/**
 * Iteratively traverses the parsed object bottom-up (post-order),
 * emulating the native JSON.parse reviver behavior.
 * This avoids Call Stack overflows (RangeError) on deeply nested structures.
 *
 * @param {any} parsed The natively parsed JSON object.
 * @param {Reviver} [userReviver] User's custom reviver function.
 * @returns {any} The fully processed object.
 */
const applyReviverIteratively = (parsed, userReviver) => {
  const rootHolder = { "": parsed };
  const stack = [{ parent: rootHolder, key: "", visited: false }];

  while (stack.length > 0) {
    const node = stack[stack.length - 1];

    if (!node.visited) {
      node.visited = true;

      const value = node.parent[node.key];
      const isComplexObject = value !== null && typeof value === "object";

      if (isComplexObject) {
        const keys = Object.keys(value);

        for (let i = keys.length - 1; i >= 0; i--) {
          stack.push({ parent: value, key: keys[i], visited: false });
        }
      }
    } else {
      const { parent, key } = node;
      let value = parent[key];

      if (typeof value === "string") {
        const isCustomFormatBigInt = customFormat.test(value);

        if (isCustomFormatBigInt) {
          value = BigInt(value.slice(0, -1));
        } else {
          const isNoise = noiseValue.test(value);

          if (isNoise) value = value.slice(0, -1);
        }
      }

      const hasUserReviver = typeof userReviver === "function";

      if (hasUserReviver) {
        value = userReviver.call(parent, key, value);
      }

      const isDeleted = value === undefined;

      if (isDeleted) {
        delete parent[key];
      } else {
        parent[key] = value;
      }

      stack.pop();
    }
  }

  return rootHolder[""];
};

/**
 * Pre-processes the JSON string to mark large numbers with an 'n' suffix.
 *
 * @param {string} text The raw JSON string.
 * @returns {string} The serialized string with marked BigInts.
 */
const serializeBigInts = (text) => {
  return text.replace(
    stringsOrLargeNumbers,
    (match, digits, fractional, exponential) => {
      const isString = match[0] === '"';
      const isNoise = isString && noiseValueWithQuotes.test(match);

      if (isNoise) return match.substring(0, match.length - 1) + 'n"'; // Mark noise values with additional "n" to offset the deletion of one "n" during the processing

      const hasFractionalOrExponential = fractional || exponential;

      // With a fixed number of digits, we can correctly use lexicographical comparison to do a numeric comparison
      const isLessThanMaxSafeInt =
        digits &&
        (digits.length < MAX_DIGITS ||
          (digits.length === MAX_DIGITS && digits <= MAX_INT));

      const isStandardValue =
        isString || hasFractionalOrExponential || isLessThanMaxSafeInt;

      if (isStandardValue) return match;

      return '"' + match + 'n"';
    },
  );
};

/**
 * Converts a JSON string into a JavaScript value.
 *
 * Supports parsing of large integers using two strategies:
 * 1. Classic fallback: Marks large numbers with "123n" format, then converts to BigInt
 * 2. Fast path (JSONParseV2): Uses context.source feature (~2x faster) when available
 *
 * All other JSON values are parsed exactly like native JSON.parse().
 *
 * @param {string} text A valid JSON string.
 * @param {Reviver} [reviver]
 * A function that transforms the results. This function is called for each member
 * of the object. If a member contains nested objects, the nested objects are
 * transformed before the parent object is.
 * @returns {any} The parsed JavaScript value.
 * @throws {SyntaxError} If text is not valid JSON.
 */
const JSONParse = (text, reviver) => {
  if (!text) return originalParse(text, reviver);

  try {
    if (isContextSourceSupported()) return JSONParseV2(text, reviver); // Shortcut to a faster (2x) and simpler version

    // Find and mark big numbers with "n"
    const serializedData = serializeBigInts(text);

    return originalParse(serializedData, (key, value, context) =>
      convertMarkedBigIntsReviver(key, value, context, reviver),
    );
  } catch (error) {
    if (error instanceof RangeError) {
      const serializedData = serializeBigInts(text);
      const parsed = originalParse(serializedData);

      return applyReviverIteratively(parsed, reviver);
    }

    throw error;
  }
};



;// CONCATENATED MODULE: ./node_modules/@octokit/request-error/dist-src/index.js
class RequestError extends Error {
  name;
  /**
   * http status code
   */
  status;
  /**
   * Request options that lead to the error.
   */
  request;
  /**
   * Response object if a response was received
   */
  response;
  constructor(message, statusCode, options) {
    super(message, { cause: options.cause });
    this.name = "HttpError";
    this.status = Number.parseInt(statusCode);
    if (Number.isNaN(this.status)) {
      this.status = 0;
    }
    /* v8 ignore else -- @preserve -- Bug with vitest coverage where it sees an else branch that doesn't exist */
    if ("response" in options) {
      this.response = options.response;
    }
    const requestCopy = Object.assign({}, options.request);
    if (options.request.headers.authorization) {
      requestCopy.headers = Object.assign({}, options.request.headers, {
        authorization: options.request.headers.authorization.replace(
          /(?<! ) .*$/,
          " [REDACTED]"
        )
      });
    }
    requestCopy.url = requestCopy.url.replace(/\bclient_secret=\w+/g, "client_secret=[REDACTED]").replace(/\baccess_token=\w+/g, "access_token=[REDACTED]");
    this.request = requestCopy;
  }
}


;// CONCATENATED MODULE: ./node_modules/@octokit/request/dist-bundle/index.js
// pkg/dist-src/index.js


// pkg/dist-src/defaults.js


// pkg/dist-src/version.js
var dist_bundle_VERSION = "10.0.16";

// pkg/dist-src/defaults.js
var defaults_default = {
  headers: {
    "user-agent": `octokit-request.js/${dist_bundle_VERSION} ${getUserAgent()}`
  }
};

// pkg/dist-src/fetch-wrapper.js



// pkg/dist-src/is-plain-object.js
function dist_bundle_isPlainObject(value) {
  if (typeof value !== "object" || value === null) return false;
  if (Object.prototype.toString.call(value) !== "[object Object]") return false;
  const proto = Object.getPrototypeOf(value);
  if (proto === null) return true;
  const Ctor = Object.prototype.hasOwnProperty.call(proto, "constructor") && proto.constructor;
  return typeof Ctor === "function" && Ctor instanceof Ctor && Function.prototype.call(Ctor) === Function.prototype.call(value);
}

// pkg/dist-src/fetch-wrapper.js

var noop = () => "";
async function fetchWrapper(requestOptions) {
  const fetch = requestOptions.request?.fetch || globalThis.fetch;
  if (!fetch) {
    throw new Error(
      "fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing"
    );
  }
  const log = requestOptions.request?.log || console;
  const parseSuccessResponseBody = requestOptions.request?.parseSuccessResponseBody !== false;
  const body = dist_bundle_isPlainObject(requestOptions.body) || Array.isArray(requestOptions.body) ? JSONStringify(requestOptions.body) : requestOptions.body;
  const requestHeaders = Object.fromEntries(
    Object.entries(requestOptions.headers).map(([name, value]) => [
      name,
      String(value)
    ])
  );
  let fetchResponse;
  try {
    fetchResponse = await fetch(requestOptions.url, {
      method: requestOptions.method,
      body,
      redirect: requestOptions.request?.redirect,
      headers: requestHeaders,
      signal: requestOptions.request?.signal,
      // duplex must be set if request.body is ReadableStream or Async Iterables.
      // See https://fetch.spec.whatwg.org/#dom-requestinit-duplex.
      ...requestOptions.body && { duplex: "half" }
    });
  } catch (error) {
    let message = "Unknown Error";
    if (error instanceof Error) {
      if (error.name === "AbortError") {
        error.status = 500;
        throw error;
      }
      message = error.message;
      if (error.name === "TypeError" && "cause" in error) {
        if (error.cause instanceof Error) {
          message = error.cause.message;
        } else if (typeof error.cause === "string") {
          message = error.cause;
        }
      }
    }
    const requestError = new RequestError(message, 500, {
      request: requestOptions
    });
    requestError.cause = error;
    throw requestError;
  }
  const status = fetchResponse.status;
  const url = fetchResponse.url;
  const responseHeaders = {};
  for (const [key, value] of fetchResponse.headers) {
    responseHeaders[key] = value;
  }
  const octokitResponse = {
    url,
    status,
    headers: responseHeaders,
    data: ""
  };
  if ("deprecation" in responseHeaders) {
    const matches = responseHeaders.link && responseHeaders.link.match(/<([^<>]+)>; rel="deprecation"/);
    const deprecationLink = matches && matches.pop();
    log.warn(
      `[@octokit/request] "${requestOptions.method} ${requestOptions.url}" is deprecated. It is scheduled to be removed on ${responseHeaders.sunset}${deprecationLink ? `. See ${deprecationLink}` : ""}`
    );
  }
  if (status === 204 || status === 205) {
    return octokitResponse;
  }
  if (requestOptions.method === "HEAD") {
    if (status < 400) {
      return octokitResponse;
    }
    throw new RequestError(fetchResponse.statusText, status, {
      response: octokitResponse,
      request: requestOptions
    });
  }
  if (status === 304) {
    octokitResponse.data = await getResponseData(fetchResponse);
    throw new RequestError("Not modified", status, {
      response: octokitResponse,
      request: requestOptions
    });
  }
  if (status >= 400) {
    octokitResponse.data = await getResponseData(fetchResponse);
    throw new RequestError(toErrorMessage(octokitResponse.data), status, {
      response: octokitResponse,
      request: requestOptions
    });
  }
  octokitResponse.data = parseSuccessResponseBody ? await getResponseData(fetchResponse) : fetchResponse.body;
  return octokitResponse;
}
async function getResponseData(response) {
  const contentType = response.headers.get("content-type");
  if (!contentType) {
    return response.text().catch(noop);
  }
  const mimetype = dist_parse(contentType);
  if (isJSONResponse(mimetype)) {
    let text = "";
    try {
      text = await response.text();
      return JSONParse(text);
    } catch (err) {
      return text;
    }
  } else if (mimetype.type.startsWith("text/") || // `application/octet-stream` is the canonical "arbitrary binary" type
  // (RFC 2046) and must never be decoded as text, even when the response
  // carries a (misleading) `charset=utf-8` parameter \u2014 see #751.
  mimetype.parameters.charset?.toLowerCase() === "utf-8" && mimetype.type !== "application/octet-stream") {
    return response.text().catch(noop);
  } else {
    return response.arrayBuffer().catch(
      /* v8 ignore next -- @preserve */
      () => new ArrayBuffer(0)
    );
  }
}
function isJSONResponse(mimetype) {
  return mimetype.type === "application/json" || mimetype.type === "application/scim+json";
}
function toErrorMessage(data) {
  if (typeof data === "string") {
    return data;
  }
  if (data instanceof ArrayBuffer) {
    return "Unknown error";
  }
  if (typeof data === "object" && data !== null && "message" in data) {
    const objectData = data;
    const suffix = "documentation_url" in objectData ? ` - ${objectData.documentation_url}` : "";
    return Array.isArray(objectData.errors) ? `${objectData.message}: ${objectData.errors.map((v) => JSON.stringify(v)).join(", ")}${suffix}` : `${objectData.message}${suffix}`;
  }
  return `Unknown error: ${JSON.stringify(data)}`;
}

// pkg/dist-src/with-defaults.js
function dist_bundle_withDefaults(oldEndpoint, newDefaults) {
  const endpoint2 = oldEndpoint.defaults(newDefaults);
  const newApi = function(route, parameters) {
    const endpointOptions = endpoint2.merge(route, parameters);
    if (!endpointOptions.request || !endpointOptions.request.hook) {
      return fetchWrapper(endpoint2.parse(endpointOptions));
    }
    const request2 = (route2, parameters2) => {
      return fetchWrapper(
        endpoint2.parse(endpoint2.merge(route2, parameters2))
      );
    };
    Object.assign(request2, {
      endpoint: endpoint2,
      defaults: dist_bundle_withDefaults.bind(null, endpoint2)
    });
    return endpointOptions.request.hook(request2, endpointOptions);
  };
  return Object.assign(newApi, {
    endpoint: endpoint2,
    defaults: dist_bundle_withDefaults.bind(null, endpoint2)
  });
}

// pkg/dist-src/index.js
var request = dist_bundle_withDefaults(endpoint, defaults_default);

/* v8 ignore next -- @preserve */
/* v8 ignore else -- @preserve */

;// CONCATENATED MODULE: ./node_modules/@octokit/graphql/dist-bundle/index.js
// pkg/dist-src/index.js



// pkg/dist-src/version.js
var graphql_dist_bundle_VERSION = "0.0.0-development";

// pkg/dist-src/with-defaults.js


// pkg/dist-src/graphql.js


// pkg/dist-src/error.js
function _buildMessageForResponseErrors(data) {
  return `Request failed due to following response errors:
` + data.errors.map((e) => ` - ${e.message}`).join("\n");
}
var GraphqlResponseError = class extends Error {
  constructor(request2, headers, response) {
    super(_buildMessageForResponseErrors(response));
    this.request = request2;
    this.headers = headers;
    this.response = response;
    this.errors = response.errors;
    this.data = response.data;
    if (Error.captureStackTrace) {
      Error.captureStackTrace(this, this.constructor);
    }
  }
  request;
  headers;
  response;
  name = "GraphqlResponseError";
  errors;
  data;
};

// pkg/dist-src/graphql.js
var NON_VARIABLE_OPTIONS = [
  "method",
  "baseUrl",
  "url",
  "headers",
  "request",
  "query",
  "mediaType",
  "operationName"
];
var FORBIDDEN_VARIABLE_OPTIONS = ["query", "method", "url"];
var GHES_V3_SUFFIX_REGEX = /\/api\/v3\/?$/;
function graphql(request2, query, options) {
  if (options) {
    if (typeof query === "string" && "query" in options) {
      return Promise.reject(
        new Error(`[@octokit/graphql] "query" cannot be used as variable name`)
      );
    }
    for (const key in options) {
      if (!FORBIDDEN_VARIABLE_OPTIONS.includes(key)) continue;
      return Promise.reject(
        new Error(
          `[@octokit/graphql] "${key}" cannot be used as variable name`
        )
      );
    }
  }
  const parsedOptions = typeof query === "string" ? Object.assign({ query }, options) : query;
  const requestOptions = Object.keys(
    parsedOptions
  ).reduce((result, key) => {
    if (NON_VARIABLE_OPTIONS.includes(key)) {
      result[key] = parsedOptions[key];
      return result;
    }
    if (!result.variables) {
      result.variables = {};
    }
    result.variables[key] = parsedOptions[key];
    return result;
  }, {});
  const baseUrl = parsedOptions.baseUrl || request2.endpoint.DEFAULTS.baseUrl;
  if (GHES_V3_SUFFIX_REGEX.test(baseUrl)) {
    requestOptions.url = baseUrl.replace(GHES_V3_SUFFIX_REGEX, "/api/graphql");
  }
  return request2(requestOptions).then((response) => {
    if (response.data.errors) {
      const headers = {};
      for (const key of Object.keys(response.headers)) {
        headers[key] = response.headers[key];
      }
      throw new GraphqlResponseError(
        requestOptions,
        headers,
        response.data
      );
    }
    return response.data.data;
  });
}

// pkg/dist-src/with-defaults.js
function graphql_dist_bundle_withDefaults(request2, newDefaults) {
  const newRequest = request2.defaults(newDefaults);
  const newApi = (query, options) => {
    return graphql(newRequest, query, options);
  };
  return Object.assign(newApi, {
    defaults: graphql_dist_bundle_withDefaults.bind(null, newRequest),
    endpoint: newRequest.endpoint
  });
}

// pkg/dist-src/index.js
var graphql2 = graphql_dist_bundle_withDefaults(request, {
  headers: {
    "user-agent": `octokit-graphql.js/${graphql_dist_bundle_VERSION} ${getUserAgent()}`
  },
  method: "POST",
  url: "/graphql"
});
function withCustomRequest(customRequest) {
  return graphql_dist_bundle_withDefaults(customRequest, {
    method: "POST",
    url: "/graphql"
  });
}

/* v8 ignore if -- @preserve */

;// CONCATENATED MODULE: ./node_modules/@octokit/auth-token/dist-bundle/index.js
// pkg/dist-src/is-jwt.js
var b64url = "(?:[a-zA-Z0-9_-]+)";
var sep = "\\.";
var jwtRE = new RegExp(`^${b64url}${sep}${b64url}${sep}${b64url}$`);
var isJWT = jwtRE.test.bind(jwtRE);

// pkg/dist-src/auth.js
async function auth(token) {
  const isApp = isJWT(token);
  const isInstallation = token.startsWith("v1.") || token.startsWith("ghs_");
  const isUserToServer = token.startsWith("ghu_");
  const tokenType = isApp ? "app" : isInstallation ? "installation" : isUserToServer ? "user-to-server" : "oauth";
  return {
    type: "token",
    token,
    tokenType
  };
}

// pkg/dist-src/with-authorization-prefix.js
function withAuthorizationPrefix(token) {
  if (token.split(/\./).length === 3) {
    return `bearer ${token}`;
  }
  return `token ${token}`;
}

// pkg/dist-src/hook.js
async function hook(token, request, route, parameters) {
  const endpoint = request.endpoint.merge(
    route,
    parameters
  );
  endpoint.headers.authorization = withAuthorizationPrefix(token);
  return request(endpoint);
}

// pkg/dist-src/index.js
var createTokenAuth = function createTokenAuth2(token) {
  if (!token) {
    throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");
  }
  if (typeof token !== "string") {
    throw new Error(
      "[@octokit/auth-token] Token passed to createTokenAuth is not a string"
    );
  }
  token = token.replace(/^(token|bearer) +/i, "");
  return Object.assign(auth.bind(null, token), {
    hook: hook.bind(null, token)
  });
};


;// CONCATENATED MODULE: ./node_modules/@octokit/core/dist-src/version.js
const version_VERSION = "7.0.8";


;// CONCATENATED MODULE: ./node_modules/@octokit/core/dist-src/index.js






const dist_src_noop = () => {
};
const consoleWarn = console.warn.bind(console);
const consoleError = console.error.bind(console);
function createLogger(logger = {}) {
  if (typeof logger.debug !== "function") {
    logger.debug = dist_src_noop;
  }
  if (typeof logger.info !== "function") {
    logger.info = dist_src_noop;
  }
  if (typeof logger.warn !== "function") {
    logger.warn = consoleWarn;
  }
  if (typeof logger.error !== "function") {
    logger.error = consoleError;
  }
  return logger;
}
const userAgentTrail = `octokit-core.js/${version_VERSION} ${getUserAgent()}`;
class Octokit {
  static VERSION = version_VERSION;
  static defaults(defaults) {
    const OctokitWithDefaults = class extends this {
      constructor(...args) {
        const options = args[0] || {};
        if (typeof defaults === "function") {
          super(defaults(options));
          return;
        }
        super(
          Object.assign(
            {},
            defaults,
            options,
            options.userAgent && defaults.userAgent ? {
              userAgent: `${options.userAgent} ${defaults.userAgent}`
            } : null
          )
        );
      }
    };
    return OctokitWithDefaults;
  }
  static plugins = [];
  /**
   * Attach a plugin (or many) to your Octokit instance.
   *
   * @example
   * const API = Octokit.plugin(plugin1, plugin2, plugin3, ...)
   */
  static plugin(...newPlugins) {
    const currentPlugins = this.plugins;
    const NewOctokit = class extends this {
      static plugins = currentPlugins.concat(
        newPlugins.filter((plugin) => !currentPlugins.includes(plugin))
      );
    };
    return NewOctokit;
  }
  constructor(options = {}) {
    const hook = new before_after_hook.Collection();
    const requestDefaults = {
      baseUrl: request.endpoint.DEFAULTS.baseUrl,
      headers: {},
      request: Object.assign({}, options.request, {
        // @ts-ignore internal usage only, no need to type
        hook: hook.bind(null, "request")
      }),
      mediaType: {
        previews: [],
        format: ""
      }
    };
    requestDefaults.headers["user-agent"] = options.userAgent ? `${options.userAgent} ${userAgentTrail}` : userAgentTrail;
    if (options.baseUrl) {
      requestDefaults.baseUrl = options.baseUrl;
    }
    if (options.previews) {
      requestDefaults.mediaType.previews = options.previews;
    }
    if (options.timeZone) {
      requestDefaults.headers["time-zone"] = options.timeZone;
    }
    this.request = request.defaults(requestDefaults);
    this.graphql = withCustomRequest(this.request).defaults(requestDefaults);
    this.log = createLogger(options.log);
    this.hook = hook;
    if (!options.authStrategy) {
      if (!options.auth) {
        this.auth = async () => ({
          type: "unauthenticated"
        });
      } else {
        const auth = createTokenAuth(options.auth);
        hook.wrap("request", auth.hook);
        this.auth = auth;
      }
    } else {
      const { authStrategy, ...otherOptions } = options;
      const auth = authStrategy(
        Object.assign(
          {
            request: this.request,
            log: this.log,
            // we pass the current octokit instance as well as its constructor options
            // to allow for authentication strategies that return a new octokit instance
            // that shares the same internal state as the current one. The original
            // requirement for this was the "event-octokit" authentication strategy
            // of https://github.com/probot/octokit-auth-probot.
            octokit: this,
            octokitOptions: otherOptions
          },
          options.auth
        )
      );
      hook.wrap("request", auth.hook);
      this.auth = auth;
    }
    const classConstructor = this.constructor;
    for (let i = 0; i < classConstructor.plugins.length; ++i) {
      Object.assign(this, classConstructor.plugins[i](this, options));
    }
  }
  // assigned during constructor
  request;
  graphql;
  log;
  hook;
  // TODO: type `octokit.auth` based on passed options.authStrategy
  auth;
}


;// CONCATENATED MODULE: ./node_modules/@actions/github/lib/utils.js


// octokit + plugins



const context = new Context();
const baseUrl = getApiBaseUrl();
const defaults = {
    baseUrl,
    request: {
        agent: getProxyAgent(baseUrl),
        fetch: getProxyFetch(baseUrl)
    }
};
const GitHub = Octokit.plugin(external_unused_js_.restEndpointMethods, external_unused_js_.paginateRest).defaults(defaults);

/**
 * Convience function to correctly format Octokit Options to pass into the constructor.
 *
 * @param     token    the repo PAT or GITHUB_TOKEN
 * @param     options  other options to set
 */
function getOctokitOptions(token, options) {
    const opts = Object.assign({}, options || {}); // Shallow clone - don't mutate the object provided by the caller
    // Auth
    const auth = getAuthString(token, opts);
    if (auth) {
        opts.auth = auth;
    }
    // Orchestration ID
    const userAgent = getUserAgentWithOrchestrationId(opts.userAgent);
    if (userAgent) {
        opts.userAgent = userAgent;
    }
    return opts;
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/github/lib/github.js


const github_context = new Context();
/**
 * Returns a hydrated octokit ready to use for GitHub Actions
 *
 * @param     token    the repo PAT or GITHUB_TOKEN
 * @param     options  other options to set
 */
function getOctokit(token, options, ...additionalPlugins) {
    const GitHubWithPlugins = GitHub.plugin(...additionalPlugins);
    return new GitHubWithPlugins(getOctokitOptions(token, options));
}
//# sourceMappingURL=github.js.map
// EXTERNAL MODULE: ./src/registries/problem.ts
var problem = __nccwpck_require__(6924);
// EXTERNAL MODULE: ./src/github/call.ts
var call = __nccwpck_require__(751);
// EXTERNAL MODULE: ./src/github/failure.ts
var failure = __nccwpck_require__(8881);
// EXTERNAL MODULE: ./src/github/proxy.ts
var github_proxy = __nccwpck_require__(8231);
;// CONCATENATED MODULE: ./src/github/fetch.ts







const maxBody = 16 * 1024 * 1024;
const maxDepth = 64;
const maxRedirects = 3;
/**
 * The fetch that Octokit uses, and the only code that connects to GitHub. It contacts one origin, follows no redirect of
 * a write, limits time, size and depth, and returns only complete answers of GitHub's API. Anything else is a `Fault`.
 */
function createFetch(options) {
    const base = new URL(options.apiUrl);
    const { origin } = base;
    const { request } = base.protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default());
    const closing = new AbortController();
    const limits = () => [closing.signal, AbortSignal.timeout(options.timeout())];
    const proxy = isLoopback(base.hostname) ? {} : options.proxy;
    const agent = (0,github_proxy/* agentFor */.P)(base, proxy, () => AbortSignal.any(limits()));
    const unsent = new Set();
    const { promise: requestsSent, resolve: allSent } = Promise.withResolvers();
    async function fetch(address, init) {
        const signal = AbortSignal.any([...limits(), options.abortSignalFor(init.method)]);
        let url = sameOriginUrl(address, origin);
        for (let redirects = 0;; redirects++) {
            const outgoing = request(url, { method: init.method, headers: init.headers, agent });
            noteUnsent(outgoing);
            const answer = await exchange(outgoing, signal, { body: init.body, most: maxBody });
            if (!isRedirect(answer.status))
                return checked(url, answer);
            const { location } = answer.headers;
            const target = location === undefined ? null : URL.parse(location, url.href);
            if (init.method !== 'GET' || target?.origin !== origin || redirects === maxRedirects)
                // In HTTP, 303 means that the request was carried out and its result is elsewhere.
                throw new failure/* Fault */.vC('redirect', init.method !== 'GET' && answer.status === 303, target?.host);
            url = target;
        }
    }
    function noteUnsent(outgoing) {
        unsent.add(outgoing);
        // A request that failed closes without having been sent.
        for (const event of ['finish', 'close'])
            outgoing.once(event, () => {
                unsent.delete(outgoing);
                if (unsent.size === 0)
                    allSent();
            });
    }
    function close() {
        closing.abort();
        agent.destroy();
    }
    /** `requestsSent` resolves when for the first time no request is left to be sent. */
    return { fetch, requestsSent, close };
}
/** Whether a host is this machine, by name or address. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
/**
 * The address as a URL, if it is on the origin and parsing leaves its path as written. A name like `..` would turn
 * `DELETE /orgs/acme/private-registries/..` into `DELETE /orgs/acme`, which deletes the organization.
 */
function sameOriginUrl(address, origin) {
    const url = new URL(address);
    if (url.origin !== origin || origin + url.pathname !== address.split(/[?#]/)[0])
        throw new failure/* Fault */.vC('other-address', false, url.host);
    return url;
}
/** Sends a request and reads its answer, `most` bytes of it. A body that is not wanted is left unread. */
function exchange(outgoing, signal, { body, most, wants = () => true }) {
    return new Promise((resolve, reject) => {
        const fail = (error) => {
            reject(error instanceof failure/* Fault */.vC ? error : (0,failure/* faultOf */.Kl)(error, outgoing));
            outgoing.destroy();
        };
        outgoing.on('error', fail);
        signal.addEventListener('abort', () => fail(signal.reason), { once: true });
        outgoing.once('upgrade', (_, socket) => {
            socket.destroy();
            fail(new failure/* Fault */.vC('lost', true, 'it switched protocols'));
        });
        outgoing.once('response', incoming => {
            const { headers } = incoming;
            const status = Number(incoming.statusCode);
            const chunks = [];
            let size = 0;
            const end = () => resolve({ status, headers, body: Buffer.concat(chunks).toString('utf8') });
            incoming.on('error', fail);
            if (!wants(status)) {
                end();
                outgoing.destroy();
            }
            incoming.on('data', (chunk) => {
                size += chunk.length;
                if (size > most)
                    fail(new failure/* Fault */.vC('too-large', true, `larger than ${most / 1024 / 1024} MiB`));
                else
                    chunks.push(chunk);
            });
            incoming.once('end', end);
        });
        outgoing.end(body);
    });
}
/** The part of a Response that Octokit reads. */
function checked(url, { status, headers, body }) {
    // No content encoding was requested.
    const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
    const data = isPlain && isShallow(body) ? (0,problem/* tryTo */.dX)(() => ({ value: JSON.parse(body) })) : undefined;
    const [requestId] = [headers['x-github-request-id']].flat();
    const bodyIsDue = status >= 200 && status < 300 && status !== 204;
    if (bodyIsDue && !(data && /^application\/([\w.-]+\+)?json\b/.test(headers['content-type'] ?? '')))
        throw new failure/* Fault */.vC('not-json', true, `${status}`, requestId);
    if (status >= 400 && !isRefusal(status, data?.value, headers, body)) {
        // A proxy or gateway that answers in GitHub's place may fail only temporarily.
        const reason = status >= 500 || status === 429 ? 'not-json' : 'not-api';
        throw new failure/* Fault */.vC(reason, true, `${status}`, requestId);
    }
    // Node decodes headers as latin1. Decoded as UTF-8, a secret in them is recognised.
    const decodedHeaders = new Map(Object.entries(headers).map(([name, value]) => [
        name,
        Buffer.from([value].flat().join(', '), 'latin1').toString('utf8')
    ]));
    // Octokit chooses by this header how to parse the body, and throws if it cannot.
    decodedHeaders.set('content-type', data ? 'application/json' : 'text/plain');
    return { url: url.href, status, headers: decodedHeaders, text: async () => body };
}
/** Whether GitHub itself refused. A gateway may also answer with a message, but without GitHub's request id. */
function isRefusal(status, data, headers, body) {
    // Only the API validates values.
    const isMarked = status === 422 || 'x-github-request-id' in headers || 'retry-after' in headers;
    if (body === '' || body === '{}')
        return isMarked || body === '{}';
    const { message, documentation_url: page, status: named } = (0,failure/* members */.ol)(data);
    return typeof message === 'string' && (isMarked || typeof page === 'string' || named === `${status}`);
}
/** Whether JSON is nested no deeper than recursive code can handle. */
function isShallow(text) {
    let depth = 0;
    let isQuoted = false;
    for (let at = 0; at < text.length && depth <= maxDepth; at++) {
        const sign = text[at];
        if (sign === '"')
            isQuoted = !isQuoted;
        else if (isQuoted)
            at += sign === '\\' ? 1 : 0;
        else if (sign === '[' || sign === '{')
            depth++;
        else if (sign === ']' || sign === '}')
            depth--;
    }
    return depth <= maxDepth;
}
function isRedirect(status) {
    return status >= 300 && status < 400 && status !== 304;
}
/** How long a pending write may take after the run is cancelled. The runner kills the process after 7.5 s. */
const gracePeriod = 4000;
/** Sends single requests through Octokit. When the run is cancelled, reads are aborted at once, a write after a grace period. */
function createSender(connection, clock, closing) {
    const { apiUrl, proxy, requestTimeout, deadline, cancelled } = connection;
    const graceEnded = new AbortController();
    const awaitWrite = () => clock.sleep(gracePeriod, closing).then(() => graceEnded.abort(), () => { });
    cancelled.addEventListener('abort', awaitWrite, { once: true });
    const { fetch, requestsSent, close } = createFetch({
        apiUrl,
        proxy,
        timeout: () => Math.max(1, Math.min(requestTimeout, deadline - clock.now(), call/* maxTimer */._v)),
        abortSignalFor: method => (method === 'GET' ? cancelled : graceEnded.signal)
    });
    // Octokit's own log prints addresses and headers unredacted.
    const log = { debug() { }, info() { }, warn() { }, error() { } };
    const options = { baseUrl: apiUrl, userAgent: 'private-registry-action', request: { fetch, log }, log };
    let current;
    function send(token, { route, parameters, data }) {
        if (current?.token !== token)
            current = { token, octokit: getOctokit(token, options) };
        const headers = { 'x-github-api-version': call/* apiVersion */.XV };
        return current.octokit.request(route, { ...parameters, headers, ...(data && { data }) });
    }
    return { send, requestsSent, close };
}


/***/ }),

/***/ 8231:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ agentFor)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _registries_problem_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6924);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8881);




/** The agent for an address. It connects directly, or through a proxy that must answer before the timeout. */
function agentFor(url, { HTTPS_PROXY = '', NO_PROXY = '' }, timeoutSignal) {
    if (url.protocol === 'http:')
        return new (node_http__WEBPACK_IMPORTED_MODULE_0___default().Agent)({ keepAlive: true });
    const agent = new (node_https__WEBPACK_IMPORTED_MODULE_1___default().Agent)({ keepAlive: true });
    if (HTTPS_PROXY === '' || bypassesProxy(url, NO_PROXY))
        return agent;
    const secure = agent.createConnection.bind(agent);
    // Node's own tunnels apply NO_PROXY differently, and read an answer of any length.
    agent.createConnection = (options, callback) => {
        openTunnel(new URL(HTTPS_PROXY), `${url.hostname}:${url.port || 443}`, timeoutSignal()).then(socket => callback?.(null, secure(Object.assign(options, { socket }))), error => callback?.(error, undefined));
        return undefined;
    };
    return agent;
}
/** Whether `NO_PROXY` covers an address. A name covers its subdomains too, `*` every host, a port only that port. */
function bypassesProxy({ hostname, port }, list) {
    return list
        .toLowerCase()
        .split(/[\s,]+/)
        .some(entry => {
        // Text with several colons and no brackets is an IPv6 address.
        const [, host = entry, only] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
        if (only !== undefined && only !== (port || '443'))
            return false;
        const name = host.replace(/^\*?\./, '');
        return name === '*' || (name !== '' && `.${bare(hostname)}`.endsWith(`.${bare(name)}`));
    });
}
function bare(host) {
    return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
function openTunnel(proxy, target, signal) {
    const { protocol, hostname, port, username, password } = proxy;
    const credentials = [username, password]
        .map(text => (0,_registries_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .tryTo */ .dX)(() => decodeURIComponent(text)) ?? text)
        .join(':');
    const connect = (protocol === 'https:' ? (node_https__WEBPACK_IMPORTED_MODULE_1___default()) : (node_http__WEBPACK_IMPORTED_MODULE_0___default())).request({
        ...{ method: 'CONNECT', path: target, agent: false, signal },
        ...{ host: bare(hostname), port: port || (protocol === 'https:' ? 443 : 80) },
        headers: {
            host: target,
            ...(username && { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` })
        }
    });
    return new Promise((resolve, reject) => {
        connect.once('connect', ({ statusCode }, socket) => {
            if (statusCode && statusCode >= 200 && statusCode < 300)
                return resolve(socket);
            socket.destroy();
            reject(new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Fault */ .vC('proxy', false, `${statusCode}`));
        });
        connect.once('error', (error) => {
            if (signal.aborted)
                reject(new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Fault */ .vC('timeout', false));
            else if (error.syscall === 'connect' || error.syscall === 'getaddrinfo')
                reject(error);
            else
                reject(new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Fault */ .vC('proxy', false, error.code));
        });
        connect.end();
    });
}


/***/ }),

/***/ 9407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2700);

await (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .main */ .i)().finally(_main_js__WEBPACK_IMPORTED_MODULE_0__/* .end */ ._);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 2700:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _: () => (/* binding */ end),
  i: () => (/* binding */ main)
});

;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
// EXTERNAL MODULE: external "./unused.js"
var external_unused_js_ = __nccwpck_require__(5696);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function core_info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function core_startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        core_startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
// EXTERNAL MODULE: ./src/registries/address.ts
var registries_address = __nccwpck_require__(5279);
// EXTERNAL MODULE: ./src/registries/readers.ts
var readers = __nccwpck_require__(9231);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registries_registry = __nccwpck_require__(7380);
// EXTERNAL MODULE: ./src/registries/secret.ts + 1 modules
var registries_secret = __nccwpck_require__(3000);
// EXTERNAL MODULE: ./src/registries/wanted.ts
var registries_wanted = __nccwpck_require__(836);
;// CONCATENATED MODULE: ./src/registries/advice.ts




const azureHost = /^pkgs\.dev\.azure\.com$|\.pkgs\.visualstudio\.com$/;
const codeArtifact = /^(.+)-(\d{12})\.d\.codeartifact\.([a-z\d-]+)\.amazonaws\.com$/;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const provider = /^projects\/[^/]+\/locations\/[^/]+\/workloadIdentityPools\/[^/]+\/providers\/[^/]+$/;
const indexFiles = {
    composer_repository: '/packages.json',
    helm_registry: '/index.yaml',
    cargo_registry: '/config.json'
};
function wrong(spec, pattern, ...names) {
    return names.filter(name => typeof spec[name] === 'string' && !pattern.test(spec[name]));
}
function isOidc({ auth }) {
    return auth?.startsWith('oidc_') === true;
}
function mismatched({ auth, url, spec }) {
    if (auth !== 'oidc_aws')
        return [];
    const [, domain, domain_owner, aws_region] = codeArtifact.exec(url?.hostname ?? '') ?? [];
    if (domain === undefined)
        return [];
    const named = Object.entries({ domain, domain_owner, aws_region });
    return named.filter(([name, value]) => (spec[name] ?? value) !== value).map(([name]) => name);
}
function unprintable({ type, spec }) {
    if (!(0,readers/* readerOf */.TC)(type)?.codeScanning)
        return [];
    const texts = registries_registry/* fieldNames */.pi.filter(name => typeof spec[name] === 'string' && !(0,registries_secret/* isPrintable */.C2)(spec[name]));
    return spec.secret && !(0,registries_secret/* isPrintable */.C2)(spec.secret) ? [...texts, 'secret'] : texts;
}
function secretParameter({ url }) {
    if (!url?.search)
        return undefined;
    const named = [...new URLSearchParams(url.search.replaceAll('+', '%2B'))].find(([name, value]) => {
        const words = name
            .replace(/([a-z])([A-Z])/g, '$1 $2')
            .toLowerCase()
            .split(/[^a-z]+/);
        const isNamed = words.some(word => /(token|secret|password|passwd|(api|access|private)key)s?$|^(keys?|sig|signature|auth|authorization)$/.test(word));
        return (isNamed && value !== '') || /^[\w+/=.-]{20,}$/.test(value);
    });
    return named?.[0];
}
function lacking(seen) {
    const [, minor] = seen.server === undefined ? [] : (/^3\.(\d+)/.exec(seen.server) ?? []);
    if (minor === undefined)
        return [];
    const needs = [
        [18, seen.isCreated, 'Creating registries'],
        [22, isOidc(seen), 'OpenID Connect'],
        [20, seen.type === 'goproxy_server', 'goproxy_server']
    ];
    return needs
        .filter(([least, applies]) => applies && Number(minor) < least)
        .map(([least, , what]) => `${what} needs GitHub Enterprise Server 3.${least}, and this is ${seen.server}.`);
}
/** The rules, by name, in the order of docs/advice.md. */
const table = {
    'git-source-username': {
        happens: 'A git_source without a user name is dropped, so its credential is never sent.',
        fix: 'Add a username, such as x-access-token for a GitHub token.',
        at: seen => seen.type === 'git_source' && seen.isWhole && !isOidc(seen) && !seen.spec.username
    },
    'oidc-unsupported-type': {
        happens: 'Nothing reads OpenID Connect for a git_source or a hex_organization.',
        fix: 'Use a secret.',
        at: seen => isOidc(seen) && (0,readers/* readerOf */.TC)(seen.type)?.oidc === false && 'auth_type'
    },
    'azure-host': {
        happens: 'oidc_azure gets a token for Azure DevOps only, and this host is not part of Azure DevOps.',
        fix: 'Use an address on pkgs.dev.azure.com or *.pkgs.visualstudio.com, or another way to authenticate.',
        at: ({ auth, url }) => auth === 'oidc_azure' && url && !azureHost.test(url.hostname) && 'url'
    },
    'aws-host': {
        happens: 'oidc_aws sends a CodeArtifact token to this host, which is not part of CodeArtifact.',
        fix: 'Use an address on DOMAIN-OWNER.d.codeartifact.REGION.amazonaws.com, or another way to authenticate.',
        at: ({ auth, url }) => auth === 'oidc_aws' && url && !codeArtifact.test(url.hostname) && 'url'
    },
    'aws-mismatch': {
        happens: 'The host names another domain, owner or region, so the token is for the wrong domain.',
        fix: 'Correct the field or the address.',
        at: mismatched
    },
    'aws-role-name': {
        happens: 'The value is put behind arn:aws:iam::ACCOUNT:role/, which makes no valid ARN.',
        fix: `Give the role's name alone; a path such as service-role/x is fine.`,
        at: ({ spec }) => wrong(spec, /^[^:/][^:]*$/, 'role_name')
    },
    'aws-partition': {
        happens: `The role's ARN always begins with arn:aws:, so regions in China and GovCloud do not work.`,
        fix: 'Use a secret.',
        at: ({ spec }) => wrong(spec, /^(?!cn-|us-gov-)/, 'aws_region')
    },
    'aws-account': {
        source: 'AWS',
        happens: 'The id of an AWS account has 12 digits, so there is no such account.',
        fix: 'Correct it; write it in quotes if it begins with 0.',
        at: ({ spec }) => wrong(spec, /^\d{12}$/, 'account_id', 'domain_owner')
    },
    'azure-ids': {
        happens: 'Entra ID takes ids here, not names, and this is not a UUID.',
        fix: 'Copy the id from the app registration.',
        at: ({ spec }) => wrong(spec, uuid, 'tenant_id', 'client_id')
    },
    'gcp-provider': {
        happens: 'This is not the full name of a provider, so the audience is wrong.',
        fix: 'Write projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER.',
        at: ({ spec }) => wrong(spec, provider, 'workload_identity_provider')
    },
    'gcp-audience': {
        happens: `Google expects the provider's name as the audience.`,
        fix: `Leave the audience out, or give //iam.googleapis.com/ followed by the provider's name.`,
        at: ({ auth, spec: { audience, workload_identity_provider: name } }) => auth === 'oidc_gcp' && audience && name && audience !== `//iam.googleapis.com/${name}`
            ? 'audience'
            : false
    },
    'api-host': {
        happens: 'The value is put between https:// and /openid/, so it can be a host only.',
        fix: 'Give the host alone, such as api.cloudsmith.io.',
        at: ({ spec }) => wrong(spec, /^[^/]*$/, 'api_host')
    },
    'cloudsmith-code-scanning': {
        ...{ level: 'note', source: 'codeql-action' },
        happens: 'Code scanning drops fields that oidc_cloudsmith needs, so it has no credential here; Dependabot has.',
        fix: 'If code scanning has to read this registry, use a secret.',
        at: ({ auth, type }) => auth === 'oidc_cloudsmith' && (0,readers/* readerOf */.TC)(type)?.codeScanning !== undefined && type !== 'git_source'
    },
    http: {
        happens: 'Over plain http:// only Maven, NuGet and Go get a credential.',
        fix: 'Use https://.',
        at: ({ url }) => url?.protocol === 'http:' && 'url',
        detail: ({ type, auth = '' }) => (0,readers/* sendsOverHttp */.w2)(type, auth)
            ? 'The credential travels unencrypted.'
            : 'No credential is ever sent to this address.'
    },
    'printable-ascii': {
        source: 'codeql-action',
        happens: 'Code scanning takes printable ASCII only: no umlauts, no line breaks.',
        fix: 'Use other characters.',
        at: unprintable,
        detail: ({ type }) => `Code scanning refuses all registries for ${(0,readers/* readerOf */.TC)(type)?.codeScanning} because of this one.`
    },
    'goproxy-replaces-base': {
        ...{ level: 'note', source: 'dependabot-core#15712' },
        happens: `Go no longer asks proxy.golang.org, whatever replaces_base says. After a 401, 403 or 5xx it does not ask anyone else.`,
        fix: 'Have this proxy serve public modules too.',
        at: ({ type }) => type === 'goproxy_server'
    },
    'replaces-base-unread': {
        happens: 'Nothing reads replaces_base for this type.',
        fix: 'Leave it out.',
        at: ({ type, spec }) => spec.replaces_base === true && (0,readers/* readerOf */.TC)(type)?.replacesBase === false && 'replaces_base'
    },
    'npm-replaces-base': {
        ...{ level: 'note', source: 'dependabot-core#15659' },
        happens: 'Without replaces_base, updates of repositories that have no .npmrc may fail.',
        fix: 'Set replaces_base to true, or add an .npmrc to these repositories.',
        at: ({ type, spec, isWhole }) => type === 'npm_registry' && (spec.replaces_base === false || (isWhole && !spec.replaces_base))
    },
    'git-source-path': {
        happens: 'Path and port are ignored: the credential is sent to the whole host.',
        fix: 'Give the host alone, such as https://git.acme.example.',
        at: ({ type, url, path }) => type === 'git_source' && url && path + url.port !== '' && 'url'
    },
    'nuget-index': {
        happens: `This is not the feed's service index, so packages may be asked for without the credential.`,
        fix: 'Give the address that ends with /index.json.',
        at: ({ type, url, path }) => type === 'nuget_feed' && url && !/\/index\.json$|\/(v2|nuget)(\/|$)/i.test(path) && 'url',
        detail: ({ url }) => url?.hostname === 'nuget.pkg.github.com'
            ? 'GitHub Packages needs https://nuget.pkg.github.com/OWNER/index.json.'
            : ''
    },
    'terraform-path': {
        happens: 'Terraform begins at /.well-known/terraform.json, which is not below this path, so it gets no credential.',
        fix: 'Give the host alone.',
        at: ({ type, path }) => type === 'terraform_registry' && path !== '' && 'url'
    },
    'github-packages-path': {
        happens: 'The packages are not below this path, so the credential is not sent for them.',
        fix: 'Use https://npm.pkg.github.com.',
        at: ({ url, path }) => url?.hostname === 'npm.pkg.github.com' && path !== '' && 'url'
    },
    'github-packages': {
        ...{ level: 'note', source: 'GitHub Docs' },
        happens: 'Dependabot has reached GitHub Packages with its own token since June 23, 2026.',
        fix: 'Remove this registry, unless internal packages still need it.',
        at: ({ url }) => url && /\.pkg\.github\.com$|^ghcr\.io$/.test(url.hostname) && 'url'
    },
    'index-file': {
        happens: 'Only this file gets the credential, and nothing beside it.',
        fix: `Leave the file's name out of the address.`,
        at: ({ type, path }) => path.endsWith(indexFiles[type] ?? '\n') && 'url'
    },
    'prefix-twins': {
        happens: 'The same requests match another registry of this type with another credential, and the first one may answer for both.',
        fix: 'Use addresses of which none begins with the other (git_source: other hosts), or the same credential.',
        at: ({ twin }) => twin && 'url',
        detail: ({ twin }) => {
            const line = twin && (0,registries_wanted/* placeOf */.$t)(twin.wanted)?.line;
            return `See ${(0,registries_registry/* describe */.q0)(twin?.seen.spec ?? {})}${line === undefined ? '' : ` on line ${line}`}.`;
        }
    },
    'user-colon': {
        happens: 'Basic authentication ends the user name at the first colon.',
        fix: 'Use a user name without a colon.',
        at: ({ spec }) => wrong(spec, /^[^:]*$/, 'username')
    },
    'github-token-user': {
        source: 'codeql-action',
        happens: 'The secret is a GitHub token and there is no user name, so it is refused or never sent.',
        fix: `Add the username of the token's owner.`,
        at: ({ type, spec, isWhole }) => isWhole && !spec.username && (0,readers/* readerOf */.TC)(type)?.codeScanning && spec.secret && (0,registries_secret/* isGitHubToken */.JJ)(spec.secret)
            ? 'secret'
            : false
    },
    'unread-fields': {
        level: 'note',
        happens: 'The proxy does not read the credential of this auth_type for this type, so it may not be used.',
        fix: 'Use the other one of token and username_password.',
        at: ({ type, auth }) => auth !== undefined && !isOidc({ auth }) && !(0,readers/* readsAuth */.Mt)(type, auth)
    },
    hex: {
        level: 'note',
        happens: `The proxy needs a field that GitHub's API does not have, and a server refused this type in May 2026.`,
        fix: 'Configure this registry in dependabot.yml.',
        at: ({ type }) => type.startsWith('hex_')
    },
    'goproxy-list': {
        happens: 'This is taken for one address, not for a list as in GOPROXY.',
        fix: 'Add a registry for each address.',
        at: ({ type, spec }) => type === 'goproxy_server' && spec.url?.includes(',') && 'url'
    },
    query: {
        source: 'REST API',
        happens: 'An address is shown in plans and stored unsealed, and its query may hold a secret.',
        fix: 'Give the secret as the secret, and revoke it if it has been shown.',
        at: seen => secretParameter(seen) !== undefined && 'url',
        detail: seen => `Look at the parameter '${secretParameter(seen)}'.`
    },
    'secret-form': {
        happens: 'A secret is stored and sent exactly as it is, so this one will not work.',
        fix: 'Store the bare token or password.',
        at: ({ spec: { secret } }) => secret && (0,registries_secret/* slipIn */.qS)(secret) !== undefined && 'secret',
        detail: ({ spec: { secret } }) => `The secret ${secret && (0,registries_secret/* slipIn */.qS)(secret)}.`
    },
    'secret-expires': {
        source: 'RFC 7519',
        happens: 'It does not work after that.',
        fix: 'Write a new one before then.',
        at: ({ spec: { secret }, isWritten, now }) => isWritten && secret && ((0,registries_secret/* expiryOf */.p1)(secret) ?? Number.POSITIVE_INFINITY) < now + registries_secret/* soon */.qX && 'secret',
        detail: ({ spec: { secret }, now }) => {
            const expiry = (secret && (0,registries_secret/* expiryOf */.p1)(secret)) ?? now;
            return `The secret is a JWT that ${expiry < now ? 'expired' : 'expires'} at ${(0,registries_secret/* minuteOf */.iA)(expiry)}.`;
        }
    },
    'ghes-version': {
        ...{ source: 'REST API', isOnce: true },
        happens: 'This GitHub Enterprise Server is too old for it.',
        fix: 'Upgrade the server, or leave it out.',
        at: seen => lacking(seen).length > 0,
        detail: seen => lacking(seen).join(' ')
    }
};
/** What Dependabot and code scanning do with a registry that its author may not expect. */
const rules = Object.entries(table).map(([name, rule]) => ({
    ...{ name, level: 'warning', source: 'proxy' },
    ...rule
}));

// EXTERNAL MODULE: ./src/registries/match.ts
var match = __nccwpck_require__(5966);
// EXTERNAL MODULE: ./src/registries/problem.ts
var registries_problem = __nccwpck_require__(6924);
;// CONCATENATED MODULE: ./src/registries/twins.ts

/** More entries at one address are not compared. */
const mostAlike = 100;
/** The entries whose requests an earlier entry with another credential may answer, because one path begins with the other. */
function prefixTwins(subjects) {
    const positions = new Map(subjects.map((subject, index) => [subject, index]));
    const found = new Map();
    for (const sameHost of Map.groupBy(subjects.filter(mayHaveTwins), hostOf).values()) {
        const paths = Map.groupBy(sameHost, pathOf);
        const lengths = new Set([...paths.keys()].map(path => path.length));
        for (const one of sameHost)
            for (const other of prefixesOf(one, paths, lengths).filter(another => areRivals(one, another))) {
                const isLater = Number(positions.get(one)) > Number(positions.get(other));
                const [later, earlier] = isLater ? [one, other] : [other, one];
                if (!found.has(later.wanted))
                    found.set(later.wanted, earlier);
            }
    }
    return found;
}
/** NuGet and Terraform take the longest address that fits. */
function mayHaveTwins({ seen: { type, url, spec } }) {
    const isExact = type === 'nuget_feed' || type === 'terraform_registry';
    return spec.secret_env !== undefined && url !== undefined && !isExact;
}
/** The proxy compares the host of a git_source and nothing else. */
function hostOf({ seen: { type, url } }) {
    return `${type} ${type === 'git_source' ? url?.hostname : url?.host}`;
}
function pathOf({ seen: { type, path } }) {
    if (type === 'git_source')
        return '';
    return type === 'python_index' ? path.replace(/\/\+?simple$/, '') : path;
}
/** The entries with whose path the path of one begins; npm compares whole segments. */
function prefixesOf(one, paths, lengths) {
    const path = pathOf(one);
    const found = [];
    for (const length of lengths) {
        if (length > path.length || (one.seen.type === 'npm_registry' && !'/'.startsWith(path[length] ?? '')))
            continue;
        const alike = paths.get(path.slice(0, length)) ?? [];
        for (let index = 0; index < Math.min(alike.length, mostAlike); index++)
            found.push(alike[index]);
    }
    return found;
}
function areRivals(one, other) {
    const { orgs } = one.wanted;
    const overlap = orgs?.some(org => (0,registries_wanted/* isWantedIn */.J)(other.wanted, org)) ?? true;
    return overlap && credentialOf(one) !== credentialOf(other);
}
/** A user name beside a token is not sent. */
function credentialOf({ seen: { auth, spec } }) {
    return `${spec.secret_env} ${auth === 'token' ? '' : spec.username}`;
}

;// CONCATENATED MODULE: ./src/registries/advise.ts









/** What readers will see of an entry after its change. With `isPartial`, a field that nobody gives may have any value. */
function subjectOf(wanted, { action, before = {}, spec: { secret } }, { now, server, isPartial = false }) {
    const given = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: 'token', ...before });
    const spec = action === 'create' ? given : (0,match/* carriedOver */.l9)(given, before);
    const isCreated = action === 'create' || action === 'recreate';
    const isWhole = !isPartial && (isCreated || before.auth_type !== undefined);
    const url = URL.parse((0,registries_address/* withScheme */.GV)(spec.url ?? '')) ?? undefined;
    const seen = {
        ...{ spec, url, isWhole, isCreated, now, server },
        type: spec.registry_type ?? before.registry_type ?? '',
        auth: spec.auth_type ?? before.auth_type ?? (isWhole ? 'token' : undefined),
        path: url?.pathname.replace(/\/$/, '') ?? '',
        // An expired one is a problem.
        isWritten: secret !== undefined && ((0,registries_secret/* expiryOf */.p1)(secret) ?? Number.POSITIVE_INFINITY) > now
    };
    return { wanted, seen };
}
/** Advice on these entries, in their order: of one that several organizations have, each name once. */
function advise(subjects, { ignored, page }) {
    const alike = Map.groupBy(subjects, ({ wanted }) => wanted.places).values();
    const entries = [...alike].sort(([a], [b]) => orderOf(a) - orderOf(b));
    const firsts = entries.map(([first]) => first);
    const twins = prefixTwins(firsts);
    const silent = new Set(ignored);
    const advice = [];
    for (const entry of entries) {
        const [{ wanted }] = entry;
        const twin = twins.get(wanted);
        for (const rule of rules.filter(({ name }) => !silent.has(name) && !wanted.ignored?.has(name))) {
            const [found] = entry.flatMap(({ seen }) => adviceOf(rule, { ...seen, twin }, wanted, page));
            if (found)
                advice.push(found);
            if (found && rule.isOnce)
                silent.add(rule.name);
        }
    }
    return { advice, readings: firsts.map(({ seen }) => (0,readers/* readingOf */.MU)(seen.spec, seen.auth ?? '', seen.url)) };
}
/** Advice on entries whose registries are not read. A secret that has expired is advice too: nothing writes it. */
function adviseUnread(wanted, settings, now) {
    const subjects = wanted.map(one => {
        const spec = (0,registries_wanted/* specFor */.Fq)(one, { auth_type: 'token' });
        const { seen } = subjectOf(one, { org: '', action: 'update', spec }, { now, isPartial: true });
        return { wanted: one, seen: { ...seen, isWritten: spec.secret !== undefined } };
    });
    return advise(subjects, settings);
}
function warningsIn(advice) {
    return advice
        .filter(({ level }) => level === 'warning')
        .map(({ place, text, link, registry_type, url }) => (0,registries_problem/* sentenceAt */.LT)(place, `${(0,registries_registry/* describe */.q0)({ registry_type, url })}: ${text} ${link}`));
}
/** Warnings of names that are no advice, each with its place if it is in a manifest. */
function unknownAdvice(called, names) {
    const known = rules.map(({ name }) => name);
    return [...names]
        .filter(([name]) => !known.includes(name))
        .map(([name, place]) => (0,registries_problem/* sentenceAt */.LT)(place, `'${called}' contains '${name}', which is not the name of any advice.${(0,registries_problem/* didYouMean */.au)((0,registries_problem/* nearest */.pA)(name, known))}`));
}
/** What a rule says of an entry in one organization: the values at fault, what happens, and what to do. */
function adviceOf({ name, level, happens, fix, at, detail }, seen, wanted, page) {
    const fault = at(seen);
    const keys = typeof fault === 'object' ? fault : typeof fault === 'string' ? [fault] : [];
    if (!fault || (fault !== true && keys.length === 0))
        return [];
    const { spell } = (0,registries_wanted/* sourceFor */.nm)(wanted, {});
    const named = keys.filter(key => key !== 'url' && key !== 'secret');
    const values = named.map(key => `'${spell(key)}' is ${seen.spec[key]}.`);
    const [key, other] = keys;
    return [
        {
            ...{ name, level, registry_type: seen.type || null, url: seen.spec.url ?? null },
            text: [...values, detail?.(seen), happens, fix].filter(Boolean).join(' '),
            link: `${page}#${name}`,
            place: (0,registries_wanted/* placeOf */.$t)(wanted, key && !other ? spell(key) : '')
        }
    ];
}
function orderOf(subject) {
    const { line = 0, column = 0 } = (subject && (0,registries_wanted/* placeOf */.$t)(subject.wanted)) ?? {};
    return line * 2 ** 22 + column;
}

// EXTERNAL MODULE: ./src/registries/check.ts
var check = __nccwpck_require__(3303);
;// CONCATENATED MODULE: ./src/request.ts
const operations = [
    'list',
    'get',
    'get-public-key',
    'create',
    'update',
    'delete',
    'apply',
    'plan',
    'rotate',
    'export',
    'verify'
];
const writes = ['create', 'update', 'delete', 'apply', 'rotate'];
const multiOrganizationOperations = ['list', 'apply', 'plan', 'rotate', 'export'];
/** Stands for all organizations in which the App is installed. */
const allOrganizations = '*';

;// CONCATENATED MODULE: ./src/inputs/table.ts



const matching = ['apply', 'plan'];
const many = [...matching, 'rotate'];
const written = ['create', 'update', ...matching, 'verify'];
const single = ['get', 'create', 'update', 'delete', ...many, 'verify'];
const onGitHub = operations.filter(name => name !== 'verify');
const connection = { group: 'Connection', operations: operations };
const github = { group: 'Connection', operations: onGitHub };
const atOnce = { group: 'Many at once', operations: many };
const registry = { group: 'Registry', operations: written };
/** Every input in the order of action.yml: its heading there and in the README, its default, and which operations use it. */
const inputs = {
    operation: connection,
    token: github,
    'app-id': github,
    'app-private-key': github,
    org: { ...github, default: '${{ github.repository_owner }}' },
    'github-api-url': { ...github, default: '${{ github.api_url }}' },
    'request-timeout': { ...connection, default: '30s' },
    timeout: { ...connection, default: '20m' },
    manifest: { ...atOnce, operations: [...many, 'export', 'verify'] },
    secrets: { ...atOnce, operations: [...many, 'verify'] },
    'rewrite-secrets': atOnce,
    prune: { ...atOnce, operations: matching, default: 'false' },
    'max-deletions': { ...atOnce, operations: matching, default: '1' },
    'allow-recreate': { ...atOnce, operations: matching, default: 'false' },
    'plan-id': { ...atOnce, operations: ['apply'], default: 'any' },
    'write-interval': { ...atOnce, default: '1s' },
    'dry-run': { group: 'Safety', operations: onGitHub, default: 'false' },
    'allowed-hosts': { group: 'Safety', operations: ['create', 'update', ...many, 'verify'] },
    'ignore-advice': { group: 'Safety', operations: ['create', 'update', ...many, 'verify'] },
    name: { ...registry, operations: ['get', 'update', 'delete', ...many, 'verify'] },
    'registry-type': { ...registry, operations: single },
    url: { ...registry, operations: single },
    'replaces-base': registry,
    visibility: registry,
    'selected-repositories': registry,
    'selected-repository-ids': registry,
    'auth-type': registry,
    username: { group: authGroup('username'), operations: written },
    secret: { group: authGroup('username'), operations: [...written, 'rotate'] },
    ...Object.fromEntries(registries_registry/* fieldNames */.pi
        .filter(field => field !== 'username' && (0,registries_registry/* authTypesOf */.Th)(field).length > 0)
        .map(field => [(0,registries_registry/* inputOf */.wg)(field), { group: authGroup(field), operations: written }]))
};
/** The heading of a field is its auth type; for `audience`, which several share, all of theirs. */
function authGroup(field) {
    return (0,registries_registry/* authTypesOf */.Th)(field).join(', ');
}
const synonyms = {
    org: ['owner', 'organization', 'organizations', 'orgs'],
    'app-private-key': ['private-key'],
    secret: ['password', 'value'],
    'registry-type': ['type'],
    'selected-repositories': ['repositories'],
    token: ['github-token']
};
const inputBySynonym = new Map(Object.entries(synonyms).flatMap(([input, others]) => others.map(word => [(0,registries_problem/* bare */.$B)(word), input])));
/** Problems and warnings for inputs that action.yml does not declare. The runner passes them on anyway. */
function unknownInputs(names) {
    const known = Object.keys(inputs);
    const declared = new Set(known.map(name => `INPUT_${name.toUpperCase()}`));
    const problems = [];
    const warnings = [];
    for (const variable of names) {
        if (!/^INPUT_./.test(variable) || declared.has(variable))
            continue;
        const name = variable.slice('INPUT_'.length).toLowerCase();
        const intended = inputBySynonym.get((0,registries_problem/* bare */.$B)(name)) ?? (0,registries_problem/* typoOf */.ou)(name, known);
        const same = `A variable ${variable} in 'env' looks the same.`;
        if (intended)
            problems.push(`Unknown input '${name}'; did you mean '${intended}'? ${same}`);
        else
            warnings.push(`Unknown input '${name}'; it is ignored. ${same}`);
    }
    return { problems, warnings };
}

;// CONCATENATED MODULE: ./src/inputs/form.ts




/** The inputs as the user filled them in, the environment, and the problems found while reading them. */
class Form {
    problems = [];
    warnings = [];
    notices = [];
    variables;
    mask;
    #texts;
    #operation;
    constructor(read, variables, mask) {
        this.#texts = new Map(Object.keys(inputs).map(name => [name, read(name)]));
        this.variables = variables;
        this.mask = mask;
    }
    /** All problems. If the text of an input is unusable, its other problems are left out. */
    allProblems() {
        const unusable = new Map();
        for (const [name, text] of this.#texts) {
            const problem = inputProblem(name, text);
            if (problem)
                unusable.set(name, `'${name}' ${problem}.`);
        }
        const others = this.problems.filter(problem => !unusable.has(/^(Input )?'([^']+)'/.exec((0,registries_problem/* textOf */.b6)(problem))?.[2] ?? ''));
        return [...unusable.values(), ...others];
    }
    /** From here on, inputs that the operation does not use count as not given. */
    limitTo(operation) {
        this.#operation = operation;
    }
    /** Adds problems and warnings, one by one because there may be more than a call can spread. */
    add({ problems, warnings }) {
        for (const problem of problems)
            this.problems.push(problem);
        for (const warning of warnings)
            this.warnings.push(warning);
    }
    typed(name) {
        return this.#texts.get(name) ?? '';
    }
    uses(name) {
        return this.#operation === undefined || inputs[name]?.operations.includes(this.#operation) === true;
    }
    /** The text of an input, or its default; undefined without either. A default that the runner fills in does not count. */
    text(name) {
        const input = inputs[name];
        if (!this.uses(name))
            return undefined;
        if (this.typed(name) !== '')
            return this.typed(name);
        return input?.default?.startsWith('${{') ? undefined : input?.default;
    }
    /** The value of an input. Adds a problem if its text cannot be parsed. */
    parsed(name, parse) {
        const text = this.text(name);
        const parsed = text === undefined ? { value: undefined } : parse(text);
        if ('value' in parsed)
            return parsed.value;
        this.problems.push(`Input '${name}' is '${text}'; it ${parsed.problem}`);
        return undefined;
    }
    /** A secret without the line break at its end. Both forms are masked. */
    masked(whole) {
        const secret = whole.replace(/\r?\n$/, '');
        for (const text of secret === '' ? [] : new Set([whole, secret]))
            this.mask(text);
        return secret;
    }
    flag(name) {
        return this.parsed(name, text => parseInput({ kind: 'boolean' }, text)) === true;
    }
    fields() {
        const values = registries_registry/* fieldNames */.pi.map(field => [field, this.parsed((0,registries_registry/* inputOf */.wg)(field), text => parseInput(registries_registry/* fields */.OA[field], text))]);
        return Object.fromEntries(values.filter(([, value]) => value !== undefined));
    }
    source = {
        spell: registries_registry/* inputOf */.wg,
        gave: field => this.text((0,registries_registry/* inputOf */.wg)(field)) !== undefined,
        say: (_, text) => text
    };
}
const secrets = ['secret', 'secrets', 'token', 'app-private-key'];
const lists = [
    ...['org', 'allowed-hosts', 'ignore-advice', 'selected-repositories', 'selected-repository-ids']
];
/** Why the text of an input is unusable. A secret may contain any character, a list may have line breaks. */
function inputProblem(name, text) {
    if (secrets.includes(name))
        return (0,registries_address/* hasExpression */.xS)(text) ? registries_address/* holdsExpression */.x9 : undefined;
    return (0,registries_address/* textProblem */.Fy)(name, lists.includes(name) ? text.replace(/[\r\n\t]/g, ' ') : text);
}
/** The value of a field, with booleans written as in YAML 1.2. */
function parseInput(shape, text) {
    const isBoolean = shape.kind === 'boolean' && /^(true|True|TRUE|false|False|FALSE)$/.test(text);
    return (0,registries_registry/* parseValue */.$x)(shape, isBoolean ? text.toLowerCase() === 'true' : text);
}
const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A whole number above 0 and its unit (`30s`), in milliseconds. */
function parseDuration(text) {
    const value = millisecondsIn(text);
    return value ? { value } : { problem: 'must be a whole number above 0 with ms, s, m, h or d, such as 30s.' };
}
/** A duration that may be zero (`0s`), in milliseconds. */
function parseInterval(text) {
    const value = millisecondsIn(text);
    if (value !== undefined)
        return { value };
    return { problem: 'must be a whole number with ms, s, m, h or d, such as 1s.' };
}
function millisecondsIn(text) {
    const [, number, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
    const milliseconds = Number(number) * (units[unit] ?? Number.NaN);
    return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}
/** `never`, `always`, or the age after which a secret is rewritten. */
function parseRewrite(text) {
    if (text === 'never' || text === 'always')
        return { value: text };
    const olderThan = millisecondsIn(text);
    if (olderThan)
        return { value: { olderThan } };
    const hint = (0,registries_problem/* didYouMean */.au)((0,registries_problem/* nearest */.pA)(text, ['never', 'always']));
    return { problem: `must be never, always, or an age such as 30d.${hint}` };
}
function parseCount(text) {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(value) ? { value } : { problem: 'must be a whole number such as 1.' };
}
/** Entries separated by commas or line breaks, or a JSON array. Only `[]` is empty: a list that is empty by accident is a problem. */
function parseList(text) {
    const entries = text.startsWith('[') ? jsonList(text) : text.split(/[,\n]/);
    if (!entries)
        return { problem: 'must be a JSON array of strings and numbers if it begins with [.' };
    const value = [...new Set(entries.map(entry => entry.trim()).filter(entry => entry !== ''))];
    if (value.length > 0 || /^\[\s*\]$/.test(text))
        return { value };
    return { problem: 'must be a list with at least one entry, or [] for none.' };
}
function jsonList(text) {
    const entries = (0,registries_problem/* tryTo */.dX)(() => JSON.parse(text));
    const isPlain = Array.isArray(entries) && entries.every(entry => ['string', 'number'].includes(typeof entry));
    return isPlain ? entries.map(String) : undefined;
}
function parseIds(text) {
    const list = parseList(text);
    if ('problem' in list)
        return list;
    if (list.value.every(registries_registry/* isRepositoryId */.es))
        return { value: list.value.map(Number) };
    return { problem: 'must be a list of repository ids, which are whole numbers such as 1296269.' };
}
/** A list of hosts, such as `npm.acme.example`, `npm.acme.example:8443` and `*.acme.example`. */
function parseHosts(text) {
    const list = parseList(text);
    if ('problem' in list)
        return list;
    if (!list.value.every(entry => /^(\*\.)?[\w.-]+(:\d+)?$/.test(entry)))
        return {
            problem: 'must be a list of hosts such as npm.acme.example or *.acme.example, without https:// or a path.'
        };
    const [problem] = list.value.flatMap(entry => (0,registries_address/* addressProblem */.cg)(`https://${entry.replace('*.', '')}`) ?? []);
    return problem ? { problem: `${problem}.` } : { value: list.value.map(entry => entry.toLowerCase()) };
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
var external_node_path_default = /*#__PURE__*/__nccwpck_require__.n(external_node_path_namespaceObject);
;// CONCATENATED MODULE: ./src/inputs/registry.ts






/** Reads the fields of the registry, and masks its secret. */
function readSpec(form) {
    const secret = readSecret(form);
    const names = form.parsed('selected-repositories', parseList);
    const ids = form.parsed('selected-repository-ids', parseIds);
    return {
        ...form.fields(),
        ...(secret && { secret: new registries_secret/* Secret */.zh(secret) }),
        ...(names && { selected_repositories: names }),
        ...(ids && { selected_repository_ids: ids })
    };
}
function readSecret(form) {
    const whole = form.typed('secret');
    const secret = form.masked(whole);
    if (form.text('secret') === undefined)
        return undefined;
    if (secret === '')
        form.problems.push(`'secret' contains only a line break.`);
    else if (secret !== whole)
        form.notices.push(`The line break at the end of 'secret' was removed.`);
    return secret;
}
function checkSpec(form, spec, orgs, check) {
    form.problems.push(...check(spec, form.source), ...repositoryProblems(spec, orgs));
}
/** The owner of a repository of another organization, which cannot use the registries of this one. */
function foreignRepository(text, org) {
    const [, owner = org] = text.split('/').reverse();
    return owner.toLowerCase() === org.toLowerCase() ? undefined : owner;
}
function repositoryProblems({ selected_repositories: names = [] }, orgs) {
    return names.flatMap(text => {
        const kind = (0,registries_registry/* selectionProblem */.sZ)(text);
        if (kind === 'repository')
            return `'selected-repositories' contains '${text}', which is not a repository name, pattern or id.`;
        if (kind === 'id')
            return `'selected-repositories' contains '${text}', which is not a repository id.`;
        const org = orgs.find(name => foreignRepository(text, name));
        if (org === undefined)
            return [];
        if (org === allOrganizations)
            return `'selected-repositories' contains '${text}', which belongs to ${foreignRepository(text, org)}; with 'org' * write names without an owner.`;
        return `'selected-repositories' contains '${text}', which belongs to ${foreignRepository(text, org)}; only repositories of ${org} can use its registries.`;
    });
}
/** Reads which registry the operation is for: by name, with the type and address it should have, or by type and address. */
function readTarget(form, operation, spec) {
    const { registry_type, url } = spec;
    const name = form.text('name');
    if (name !== undefined && !registries_registry/* registryName */.jT.test(name))
        form.problems.push(`'name' is '${name}', which is not a registry name; names look like MAVEN_REPOSITORY_SECRET.`);
    // The address of an update is checked with its other fields; together with a name it is the new value.
    const isUpdate = operation === 'update' || operation === 'apply' || operation === 'plan';
    if (!isUpdate)
        form.problems.push(...(0,check/* hostFieldProblems */.l)(spec, form.source));
    if (name !== undefined)
        return { name, expected: { ...(registry_type && { registry_type }), ...(url && !isUpdate && { url }) } };
    if (registry_type !== undefined && url !== undefined)
        return { registry_type, url };
    if (!form.source.gave('registry_type') || !form.source.gave('url'))
        form.problems.push(inputs['manifest']?.operations.includes(operation)
            ? `There is nothing to ${operation}; set 'manifest', or 'registry-type' and 'url', or 'name'.`
            : `The registry to ${operation} is missing; set 'name', or 'registry-type' and 'url'.`);
    return undefined;
}

;// CONCATENATED MODULE: ./src/inputs/manifest.ts










/** Reads the wanted registries of the manifest, with the values of the variables that are set. */
async function readManifest(form, { orgs, allowedHosts, dryRun }) {
    const file = locateManifest(form);
    const secrets = readSecrets(form);
    const { parseManifest, sizeLimit } = await Promise.all(/* import() */[__nccwpck_require__.e(815), __nccwpck_require__.e(812)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3812));
    const text = file && readText(form, file, sizeLimit);
    if (!file || text === undefined)
        return [];
    const { wanted: parsed, ...found } = parseManifest(text, file.path);
    const named = parsed.flatMap(({ spec, defaults }) => [spec.secret_env, defaults.secret_env]);
    const values = new Map([...new Set(named)].map(name => [name, name && readVariable(form, name, secrets, dryRun)]));
    const withSecret = (spec) => {
        const secret = values.get(spec.secret_env);
        return secret === undefined ? spec : { ...spec, secret: new registries_secret/* Secret */.zh(secret) };
    };
    const wanted = parsed.map(one => ({
        ...one,
        ...{ spec: withSecret(one.spec), defaults: withSecret(one.defaults) }
    }));
    form.add(found);
    const unknown = wanted.flatMap(({ ignored = [] }) => unknownAdvice('ignore_advice', ignored));
    form.add({ problems: (0,check/* checkWanted */.Oe)(wanted), warnings: (0,registries_problem/* unique */.Am)(unknown) });
    form.add({
        problems: (0,registries_problem/* unique */.Am)(wanted.flatMap(one => disallowedValues(one, orgs, allowedHosts))),
        warnings: orgs.includes(allOrganizations) ? [] : (0,registries_wanted/* unmatchedOrgs */.X3)(wanted, orgs)
    });
    return wanted;
}
/**
 * Reads a variable that a manifest names, from the input `secrets` or else the environment. A dry run only checks whether
 * a variable of the environment is set, because a mask of its value could hide ordinary words.
 */
function readVariable(form, variable, secrets, dryRun) {
    const given = secrets.get(variable);
    const whole = given || (new Map(Object.entries(form.variables)).get(variable) ?? '');
    if (!given && dryRun)
        return /^(\r?\n)?$/.test(whole) ? undefined : '';
    if (!given && (0,registries_address/* hasExpression */.xS)(whole))
        form.problems.push(`The variable ${variable} ${registries_address/* holdsExpression */.x9}.`);
    const value = form.masked(whole);
    if (value !== whole)
        form.notices.push(`The line break at the end of ${variable} was removed.`);
    return value === '' ? undefined : value;
}
/** The input `secrets`, a JSON object of strings. Every string in it is masked at any depth; if it is not an object, all of it. */
function readSecrets(form) {
    const text = form.text('secrets');
    if (text === undefined)
        return new Map();
    const texts = [];
    const value = (0,registries_problem/* tryTo */.dX)(() => JSON.parse(text, (_, member) => {
        if (typeof member === 'string')
            texts.push(member);
        return member;
    }));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    for (const secret of isObject ? texts : [...texts, text])
        if (secret !== '')
            form.mask(secret);
    if (texts.some(registries_address/* hasExpression */.xS))
        form.problems.push(`'secrets' ${registries_address/* holdsExpression */.x9}.`);
    const entries = isObject ? Object.entries(value) : [];
    if (isObject && entries.every((entry) => typeof entry[1] === 'string'))
        return new Map(entries);
    form.problems.push(`'secrets' is not a JSON object of names and strings, such as {"NPM_TOKEN": "\u2026"}; pass only the secrets that the manifest names.`);
    return new Map();
}
function disallowedValues(wanted, orgs, allowedHosts) {
    // Defaults are checked wherever they may apply: what the entry leaves open is like this in some registry.
    const spec = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: 'oidc_cloudsmith', visibility: 'selected' });
    const problems = (0,check/* disallowedHosts */.Gu)(spec, (0,registries_wanted/* sourceFor */.nm)(wanted, spec), allowedHosts);
    const { selected_repositories: names = [] } = spec;
    const foreign = orgs
        .filter(org => org !== allOrganizations && (0,registries_wanted/* isWantedIn */.J)(wanted, org))
        .find(org => names.some(name => foreignRepository(name, org)));
    const text = `'selected_repositories' names a repository outside ${foreign}, where this registry is also wanted; limit the entry with 'orgs'.`;
    if (foreign !== undefined)
        problems.push((0,registries_wanted/* sentenceAbout */.rp)(wanted, text, 'selected_repositories'));
    return problems;
}
/** The path of the manifest inside the workspace, whatever links lead to; with `toWrite` of a file that may be written. */
function locateManifest(form, { toWrite = false } = {}) {
    const given = form.text('manifest');
    if (given === undefined)
        return undefined;
    const workspace = (0,external_node_path_namespaceObject.resolve)(form.variables['GITHUB_WORKSPACE'] || '.');
    const absolute = (0,external_node_path_namespaceObject.resolve)(workspace, given);
    const path = pathInside(workspace, absolute);
    const isInside = path !== undefined && pathInside(realPath(workspace), realPath(absolute)) !== undefined;
    const obstacle = toWrite && isInside ? obstacleTo(workspace, path) : undefined;
    if (isInside && !obstacle)
        return { path, workspace };
    const leads = path === undefined ? 'is outside the workspace' : 'leads out of the workspace through a link';
    const problem = obstacle
        ? `but ${obstacle}; use the path of a file inside the workspace`
        : `which ${leads}; use the path of a file inside it`;
    form.problems.push(`'manifest' is '${given}', ${problem}.`);
    return undefined;
}
/** The path of a file relative to a folder, with slashes; undefined if it is not in that folder. */
function pathInside(folder, file, { isAbsolute, relative, sep } = (external_node_path_default())) {
    const path = relative(folder, file);
    const isOutside = path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
    return isOutside ? undefined : path.replaceAll(sep, '/');
}
/** Why a file must not be written: it belongs to git, or is behind a link. Writing reports other obstacles. */
function obstacleTo(workspace, path) {
    const names = path.split('/');
    if (names.some(isGitName))
        return `what is under '.git' belongs to git`;
    const link = names.findIndex((_, index) => (0,registries_problem/* tryTo */.dX)(() => (0,external_node_fs_namespaceObject.readlinkSync)((0,external_node_path_namespaceObject.resolve)(workspace, ...names.slice(0, index + 1)))) !== undefined);
    return link < 0 ? undefined : `'${names[link]}' is a link, and nothing is written through links`;
}
/** Whether a file system may treat a name as `.git`: other case, ignored characters, the short name on Windows. */
function isGitName(name) {
    const plain = name.replace(/\p{Cf}/gu, '').replace(/(:.*|[. ]+)$/, '');
    return /^(\.git|git~\d+)$/i.test(plain);
}
/** The path with all links resolved, even if the file does not exist yet. Circular links are followed 40 times. */
function realPath(path, links = 0) {
    const folder = (0,external_node_path_namespaceObject.dirname)(path);
    const real = (0,registries_problem/* tryTo */.dX)(() => (0,external_node_fs_namespaceObject.realpathSync)(path)) ?? (folder === path ? path : undefined);
    if (real !== undefined)
        return real;
    const link = links < 40 ? (0,registries_problem/* tryTo */.dX)(() => (0,external_node_fs_namespaceObject.readlinkSync)(path)) : undefined;
    return link === undefined
        ? (0,external_node_path_namespaceObject.resolve)(realPath(folder, links), (0,external_node_path_namespaceObject.basename)(path))
        : realPath((0,external_node_path_namespaceObject.resolve)(realPath(folder, links), link), links + 1);
}
/** The text of a file. For a file of `most` bytes or more, filler of that length, which parsing rejects as too large. */
function readText(form, { path, workspace }, most) {
    const absolute = (0,external_node_path_namespaceObject.resolve)(workspace, path);
    try {
        const stat = (0,external_node_fs_namespaceObject.statSync)(absolute);
        const bytes = stat.isFile() && (stat.size < most ? (0,external_node_fs_namespaceObject.readFileSync)(absolute) : Buffer.alloc(most));
        // The byte order mark is kept because it counts as part of the size.
        if (bytes)
            return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        form.problems.push(`'manifest' is '${path}', which is not a file.`);
    }
    catch (error) {
        const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        const otherwise = error instanceof TypeError ? 'which is not text in UTF-8' : 'which cannot be read';
        const reason = isMissing
            ? `but the workspace has no such file; ${remedyFor({ path, workspace })}`
            : otherwise;
        form.problems.push(`'manifest' is '${path}', ${reason}.`);
    }
    return undefined;
}
/** What to do about a missing manifest. Lists YAML files in its folder, in .github and in the folders above. */
function remedyFor({ path, workspace }) {
    const steps = path.split('/').slice(0, -1);
    const folders = steps.map((_, index) => steps.slice(0, steps.length - index).join('/'));
    const found = [...new Set([...folders.slice(0, 1), '.github', ...folders, ''])].flatMap(folder => {
        const absolute = (0,external_node_path_namespaceObject.resolve)(workspace, folder);
        if (realPath(absolute) !== (0,external_node_path_namespaceObject.resolve)(realPath(workspace), folder))
            return [];
        const names = (0,registries_problem/* tryTo */.dX)(() => (0,external_node_fs_namespaceObject.readdirSync)(absolute)) ?? [];
        return names.map(name => (folder === '' ? name : `${folder}/${name}`));
    });
    const yaml = found.filter(name => /\.ya?ml$/i.test(name));
    const named = yaml.length > 0 ? `, or use one of its files: ${yaml.slice(0, 10).join(', ')}` : '';
    return `check the repository out before this step${named}`;
}

;// CONCATENATED MODULE: ./src/inputs/apply.ts






/** The request of apply, plan, rotate or verify: for the manifest, or for the one registry of the inputs. */
async function readApply(form, operation, basics) {
    const { connection, orgs, allowedHosts, advice } = basics;
    const fromManifest = form.text('manifest') !== undefined;
    const dryRun = operation === 'plan' || basics.dryRun;
    const manifest = fromManifest ? await readManifest(form, { orgs, allowedHosts, dryRun }) : undefined;
    const given = form.parsed('rewrite-secrets', parseRewrite);
    if (fromManifest)
        refuseRegistryInputs(form);
    else
        warnOfManifestInputs(form);
    const wanted = manifest ?? [wantedOf(form, operation, basics, given)];
    if (operation === 'verify')
        return { operation, connection, wanted, allowedHosts, advice };
    const request = { connection, orgs, wanted, fromManifest, advice, dryRun };
    if (operation !== 'rotate') {
        const planId = operation === 'apply' ? readPlanId(form, given) : 'any';
        return { operation, ...request, policy: readPolicy(form, given, allowedHosts), planId };
    }
    if (given === 'never')
        form.problems.push(`'rewrite-secrets' is never, so rotate would do nothing; use always, or an age such as 30d.`);
    return { operation, ...request, policy: { rewriteSecrets: given ?? 'always', allowedHosts } };
}
function readPlanId(form, rewrite) {
    // Empty does not mean the default: an output that did not arrive is not an approval.
    const id = form.typed('plan-id');
    if (id === '')
        form.problems.push(`'plan-id' is empty: the output 'plan-id' of the plan did not arrive. Check that the plan job passes it on, and that this job needs that job.`);
    else if (id !== 'any' && !/^[\da-f]{64}$/.test(id))
        form.problems.push(`'plan-id' is not the id of a plan; use the output 'plan-id' of a plan, or any.`);
    if (id !== 'any' && typeof rewrite === 'object')
        form.problems.push(`'plan-id' cannot be combined with an age in 'rewrite-secrets', because which secrets are due depends on the time; use never or always.`);
    return id;
}
/** What apply may do. By default it does not rewrite the secrets of a manifest, and always writes the secret of the inputs. */
function readPolicy(form, given, allowedHosts) {
    const fromManifest = form.text('manifest') !== undefined;
    const prune = form.flag('prune');
    if (prune && !fromManifest)
        form.problems.push(`'prune' is true without 'manifest', so every other registry would be deleted. List the registries to keep in a manifest.`);
    return {
        rewriteSecrets: given ?? (fromManifest ? 'never' : 'always'),
        needsSecret: !fromManifest && given !== 'never',
        prune,
        maxDeletions: form.parsed('max-deletions', parseCount) ?? 0,
        allowRecreate: form.flag('allow-recreate'),
        allowedHosts
    };
}
function wantedOf(form, operation, { spec, orgs, allowedHosts }, rewrite) {
    readTarget(form, operation, spec);
    const name = form.text('name');
    form.problems.push(...(0,check/* disallowedHosts */.Gu)(spec, form.source, allowedHosts));
    if (operation === 'rotate')
        checkSpec(form, (0,registries_registry/* secretIn */.u7)(spec), orgs, check/* checkValues */.Xj);
    else
        checkSpec(form, spec, orgs, check/* checkChange */.$_);
    if (operation === 'verify')
        return { ...(name !== undefined && { name }), spec, defaults: {} };
    const authType = spec.auth_type;
    const needs = operation === 'rotate' || (rewrite !== 'never' && authType && registries_registry/* authTypes */.QV[authType].secret);
    if (needs && !form.source.gave('secret'))
        form.problems.push((0,check/* missingSecret */.bk)(authType ? `'auth-type' ${authType}` : operation, form.source));
    return { ...(name !== undefined && { name }), spec, defaults: {} };
}
const registryGroups = Object.entries(inputs).filter(([, { group }]) => group !== 'Connection' && group !== 'Safety' && group !== 'Many at once');
function refuseRegistryInputs(form) {
    const given = registryGroups.map(([name]) => name).filter(name => form.typed(name) !== '');
    if (given.length > 0)
        form.problems.push(`'manifest' cannot be combined with ${given.map(name => `'${name}'`).join(', ')}; the manifest describes the registries, so remove ${given.length > 1 ? 'them' : 'it'}.`);
}
function warnOfManifestInputs(form) {
    for (const name of ['secrets', 'max-deletions'])
        if (form.text(name) !== undefined && form.text(name) !== inputs[name]?.default)
            form.warnings.push(`'${name}' is not used without 'manifest'.`);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./src/github/fetch.ts + 18 modules
var fetch = __nccwpck_require__(6082);
;// CONCATENATED MODULE: ./src/inputs/connection.ts








/** Reads where GitHub is and how to connect and authenticate. Unusable values become problems of the form. */
function readConnection(form) {
    const apiUrl = readApiUrl(form);
    const key = form.typed('app-private-key');
    // Even if the operation uses neither.
    for (const secret of new Set([form.typed('token'), key, ...formsOf(key)]))
        if (secret !== '')
            form.mask(secret);
    return {
        apiUrl,
        timeout: form.parsed('timeout', parseDuration) ?? 0,
        requestTimeout: form.parsed('request-timeout', parseDuration) ?? 0,
        writeInterval: form.parsed('write-interval', parseInterval) ?? 0,
        access: form.uses('token') ? readAccess(form) : { token: '' },
        proxy: readProxy(form)
    };
}
/** Reads the organizations. Only some operations accept several. */
function readOrgs(form, operation) {
    const byApp = ['app-id', 'app-private-key'].some(name => form.text(name) !== undefined);
    const given = form.text('org') === undefined ? [] : form.parsed('org', parseList);
    if (given?.length === 0)
        form.problems.push(`'org' is empty; set it to the name of an organization.`);
    // Names that differ only in case are one organization; the first spelling is used.
    const orgs = [...Map.groupBy(given ?? [], org => org.toLowerCase()).values()].flatMap(([org = '']) => org);
    for (const org of orgs)
        if (org !== allOrganizations && !registries_registry/* orgName */.O9.test(org))
            form.problems.push(`'org' contains '${org}', which is not an organization name.${hintFor(org)}`);
    const isEverywhere = orgs.includes(allOrganizations);
    if (isEverywhere && !byApp)
        form.problems.push(`'org' is *, which needs a GitHub App ('app-id' and 'app-private-key'). With a token, list the organizations.`);
    else if (isEverywhere && orgs.length > 1)
        form.problems.push(`'org' combines * with names; use * alone for all of the App's organizations, or list the names.`);
    const several = isEverywhere ? 'is *' : orgs.length > 1 && `names ${orgs.length} organizations`;
    if (several && operation && !multiOrganizationOperations.includes(operation))
        form.problems.push(`'org' ${several}; ${operation} takes one organization.`);
    return orgs;
}
function hintFor(text) {
    if (/\s/.test(text))
        return ' Separate names with commas or line breaks.';
    if (text.includes('*'))
        return ' Patterns are not supported here; use * with an App, or list the names.';
    const [name = ''] = text.replace(/^@|^(https?:\/\/)?[^/]+\.[^/]+\/(orgs\/)?/, '').split('/');
    return registries_registry/* orgName */.O9.test(name) ? ` Write only the name: ${name}.` : '';
}
function readApiUrl(form) {
    const { variables, problems } = form;
    const given = form.text('github-api-url') ?? (variables['GITHUB_API_URL'] || 'https://api.github.com');
    const isUsed = form.uses('github-api-url');
    const url = isUsed ? URL.parse(given) : null;
    const problem = isUsed ? apiUrlProblem(url, given) : undefined;
    if (problem)
        problems.push(problem);
    if (variables['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' && !(0,fetch/* isLoopback */.U9)(url?.hostname ?? ''))
        problems.push(`NODE_TLS_REJECT_UNAUTHORIZED is 0, so anyone on the network path could read the token; remove it, and set NODE_EXTRA_CA_CERTS to your own certificate authority.`);
    return (url?.href ?? '').replace(/\/+$/, '');
}
function apiUrlProblem(url, given) {
    const example = 'https://api.github.com, or https://HOST/api/v3 on GitHub Enterprise Server';
    // The message does not repeat the value, which may contain credentials.
    if (!url || url.username || url.password || url.search || url.hash || !/^https?:$/.test(url.protocol))
        return `'github-api-url' is not the address of a REST API; it must look like ${example}.`;
    if (url.protocol === 'http:' && !(0,fetch/* isLoopback */.U9)(url.hostname))
        return `'github-api-url' begins with http:, which would send the token unencrypted; it must look like ${example}.`;
    if (url.hostname === 'github.com')
        return `'github-api-url' is GitHub's website; its REST API is ${example}.`;
    const problem = (0,registries_address/* addressProblem */.cg)(given);
    return problem && `'github-api-url' ${problem}.`;
}
function readProxy({ variables, mask, problems }) {
    const text = (variables['https_proxy'] || variables['HTTPS_PROXY'] || '').trim();
    if (text === '')
        return {};
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    const password = url?.password ?? '';
    for (const form of [password, (0,registries_problem/* tryTo */.dX)(() => decodeURIComponent(password))])
        if (form)
            mask(form);
    if (!url || !/^https?:$/.test(url.protocol)) {
        // The message does not repeat the value, which may contain a password.
        problems.push('The variable HTTPS_PROXY is not the address of a proxy; it must look like http://proxy.acme.example:3128.');
        return {};
    }
    return { HTTPS_PROXY: url.href, NO_PROXY: variables['no_proxy'] || variables['NO_PROXY'] || '' };
}
function readAccess(form) {
    const token = form.text('token') ?? '';
    const appId = form.text('app-id') ?? '';
    const key = form.text('app-private-key') ?? '';
    if (appId === '' && key === '')
        return { token: checkedToken(form, token) };
    if (token !== '')
        form.problems.push(`'token' and a GitHub App ('app-id', 'app-private-key') are both given; remove one of them.`);
    if (appId === '')
        form.problems.push(missingId(form));
    // The message does not repeat the value, which may be the key or another secret.
    else if (!/^[\w.-]{1,100}$/.test(appId))
        form.problems.push(`'app-id' is neither the id nor the client id of a GitHub App, such as 1234567 or Iv23liAbCdEfGh.`);
    return { appId, privateKey: readKey(form, key, formsOf(key).at(-1) ?? '') };
}
function checkedToken(form, token) {
    if (token === '')
        form.problems.push(reasonForNoToken(form.variables));
    if (!/^[\x21-\x7e]*$/.test(token))
        form.problems.push(`'token' has characters that are not allowed in a token, such as a space or a line break.`);
    return token;
}
function missingId(form) {
    const hint = form.typed('client-id') === ''
        ? ''
        : ` 'client-id' is for an Azure application; the client id of a GitHub App goes into 'app-id'.`;
    return `'app-private-key' is given, but 'app-id' is missing; set it to the id or the client id of the App.${hint}`;
}
function readKey(form, text, pem) {
    if (text === '') {
        form.problems.push(reasonForEvent('app-private-key', form.variables) ??
            `'app-id' is given, but 'app-private-key' is empty. A secret that is not set arrives empty.`);
        return '';
    }
    try {
        const key = (0,external_node_crypto_.createPrivateKey)(pem);
        if (key.asymmetricKeyType === 'rsa')
            return key.export({ type: 'pkcs8', format: 'pem' }).toString();
    }
    catch {
        // The message does not use the error, which may repeat parts of the key.
    }
    form.problems.push(/ENCRYPTED/.test(pem)
        ? `'app-private-key' is encrypted; use the .pem file as GitHub generated it, without a passphrase.`
        : `'app-private-key' is not a PEM-encoded RSA private key; use the whole text of the .pem file that GitHub generated, from -----BEGIN to the end of the line with -----END.`);
    return '';
}
const armor = /(-----BEGIN [A-Z ]+-----)([\s\S]*?)(-----END [A-Z ]+-----)/;
/** The key as given and after each step of decoding. All forms must be masked; the last one is PEM if it is a key. */
function formsOf(text) {
    const plain = withLineBreaks(text);
    const decoded = armor.test(plain) ? plain : withLineBreaks(Buffer.from(plain, 'base64').toString());
    const [, begin, body = '', end] = armor.exec(decoded) ?? [];
    if (begin === undefined)
        return [plain];
    // A colon is part of the header of an encrypted key.
    if (body.includes(':'))
        return [plain, decoded];
    const lines = body.trim().split(/\s+/);
    const wrapped = lines.join('').match(/.{1,64}/g) ?? [];
    return [plain, decoded, lines.join('\n'), [begin, ...wrapped, end].join('\n')];
}
/** Some secret stores write line breaks as \\n or \\r\\n. */
function withLineBreaks(text) {
    return text.replace(/(\\r)?\\n/g, '\n');
}
/** Events that anyone who can see a public repository can trigger. */
const openToAnyone = ['issues', 'issue_comment', 'discussion', 'discussion_comment', 'fork', 'watch'];
const alternatives = `Use push, schedule or workflow_dispatch, or set 'dry-run': true.`;
/** Adds a problem if a run on this event must not write, or a warning if writing may be unintended. */
function checkEvent({ variables, problems, warnings }) {
    const { called, danger, cause } = readEvent(variables);
    const warn = (what) => warnings.push(`This run writes on ${called}${what} ${alternatives}`);
    if (danger)
        problems.push(`Nothing is written on ${called}: ${danger} ${alternatives}`);
    else if (isPullRequest(cause))
        warn(': changes that are not merged yet take effect.');
    else if (openToAnyone.includes(cause))
        warn(', which anyone can trigger.');
}
/** Adds a problem if a run on this event must not send credentials, or only to allowed hosts. */
function checkVerifyEvent(form) {
    const { called, danger, cause } = readEvent(form.variables);
    if (danger)
        form.problems.push(`No registry is asked on ${called}: ${danger} Use push, schedule or workflow_dispatch.`);
    else if ((isPullRequest(cause) || openToAnyone.includes(cause)) && form.text('allowed-hosts') === undefined)
        form.problems.push(`'allowed-hosts' is missing; on ${called} someone else may choose the addresses that get the credentials. List the hosts that may get them.`);
}
function reasonForNoToken(variables) {
    const usual = `'token' is missing; set it to a token that can manage the organization's private registries (the workflow's own GITHUB_TOKEN cannot). A secret that is not set arrives empty.`;
    return reasonForEvent('token', variables) ?? usual;
}
/** Why an input that holds a secret is empty, if the event is the reason. */
function reasonForEvent(input, variables) {
    const { name, isForeign } = readEvent(variables);
    const runs = isPullRequest(name) ? 'pull requests' : 'runs';
    if (variables['GITHUB_ACTOR'] === 'dependabot[bot]')
        return `'${input}' is empty: Dependabot's ${runs} get no Actions secrets, only Dependabot secrets. Store the ${input === 'token' ? 'token' : 'key'} as a Dependabot secret, or skip this step for them.`;
    return isPullRequest(name) && name !== 'pull_request_target' && isForeign
        ? `'${input}' is empty: pull requests from forks get no secrets. Skip this step for them.`
        : undefined;
}
function isPullRequest(event) {
    return /^pull_request(_|$)/.test(event);
}
/** The event, and the one that triggered it, both in `called`; `danger` is why a run on it must not use secrets. */
function readEvent(variables) {
    const name = variables['GITHUB_EVENT_NAME'] ?? '';
    const path = variables['GITHUB_EVENT_PATH'] ?? '';
    const event = Object((0,registries_problem/* tryTo */.dX)(() => JSON.parse((0,external_node_fs_namespaceObject.readFileSync)(path, 'utf8'))));
    const { head, base } = Object(event['pull_request']);
    const run = Object(event['workflow_run']);
    const isRun = name === 'workflow_run';
    // If the triggering run was itself a workflow_run, its payload does not say what triggered that.
    const cause = !isRun ? name : typeof run.event === 'string' && run.event !== name ? run.event : '';
    const isForeign = isRun
        ? !isSame(run.head_repository, run.repository ?? event['repository'])
        : head !== undefined && !isSame(head?.repo, base?.repo);
    const called = cause === '' || cause === name ? name : `${name} (${cause})`;
    const danger = (isRun && cause === '' && 'its payload cannot be read, or does not say which event triggered it.') ||
        (cause === 'pull_request_target' && 'the workflow runs with secrets for code that anyone can propose.') ||
        (isRun &&
            isPullRequest(cause) &&
            isForeign &&
            'a pull request from another repository triggered it, and the workflow runs with secrets.');
    return { name, cause, isForeign, called, danger };
}
/** GitHub shows a deleted fork as null. */
function isSame(head, base) {
    const [one, other] = [Object(head).full_name, Object(base).full_name];
    return typeof one === 'string' && one === other;
}

;// CONCATENATED MODULE: ./src/inputs/read.ts











/** Reads every input once. Returns a request, or all problems. Prints nothing and masks every secret. */
async function readRequest(variables, mask) {
    const read = (name) => getInput(name, { trimWhitespace: name !== 'secret' });
    const form = new Form(read, variables, mask);
    form.add(unknownInputs(Object.keys(variables)));
    const operation = form.parsed('operation', text => (0,registries_registry/* parseChoice */.HU)(text, operations));
    if (operation)
        form.limitTo(operation);
    if (form.text('operation') === undefined)
        form.problems.push(`'operation' is missing; set it to one of ${operations.join(', ')}.`);
    const basics = {
        connection: readConnection(form),
        orgs: form.uses('org') ? readOrgs(form, operation) : [],
        spec: readSpec(form),
        allowedHosts: form.parsed('allowed-hosts', parseHosts),
        advice: readAdvice(form),
        dryRun: form.flag('dry-run')
    };
    const request = operation && (await assemble(form, operation, basics));
    if (operation) {
        form.warnings.push(...unusedInputs(form, operation));
        if (!basics.dryRun && writes.includes(operation))
            checkEvent(form);
        if (operation === 'verify')
            checkVerifyEvent(form);
    }
    const { warnings, notices } = form;
    const problems = form.allProblems();
    if (request && problems.length === 0)
        return { request, warnings, notices };
    return { problems, warnings, notices, ...(operation && { operation }) };
}
async function assemble(form, operation, basics) {
    const { connection, orgs, spec, allowedHosts, advice, dryRun } = basics;
    const [org = ''] = orgs;
    switch (operation) {
        case 'list':
            return { operation, connection, orgs };
        case 'get-public-key':
            return { operation, connection, org };
        case 'get': {
            const target = readTarget(form, operation, spec);
            return target && { operation, connection, org, target };
        }
        case 'delete': {
            const target = readTarget(form, operation, spec);
            return target && { operation, connection, org, target, dryRun };
        }
        case 'create':
            checkSpec(form, spec, orgs, check/* checkNew */.jY);
            form.problems.push(...(0,check/* disallowedHosts */.Gu)(spec, form.source, allowedHosts));
            return { operation, connection, org, spec, advice, dryRun };
        case 'update': {
            const target = readTarget(form, operation, spec);
            const change = changeOf(spec, target);
            // The address is checked even if it only identifies the registry.
            checkSpec(form, { ...change, ...(spec.url !== undefined && { url: spec.url }) }, orgs, check/* checkChange */.$_);
            form.problems.push(...(0,check/* missingSelection */.re)(change, form.source), ...(0,check/* disallowedHosts */.Gu)(spec, form.source, allowedHosts));
            if (target && Object.keys(change).length === 0)
                form.problems.push(`There is nothing to update; set at least one field besides those that identify the registry. A secret that is not set arrives empty.`);
            return target && { operation, connection, org, target, spec: change, allowedHosts, advice, dryRun };
        }
        case 'apply':
        case 'plan':
        case 'rotate':
        case 'verify':
            return readApply(form, operation, basics);
        case 'export':
            return { operation, connection, orgs, file: locateManifest(form, { toWrite: true }), dryRun };
    }
}
/** What an update writes: never the type, and the address only together with a name, as its new value. */
function changeOf({ registry_type: _, url, ...rest }, target) {
    return target && 'name' in target && url !== undefined ? { url, ...rest } : rest;
}
/** The page and version of the action that the README names, where the runner does not say which one runs. */
const home = ['org/private-registry-action', 'v1'];
function readAdvice(form) {
    const ignored = form.parsed('ignore-advice', parseList) ?? [];
    form.warnings.push(...unknownAdvice('ignore-advice', ignored.map(name => [name])));
    const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = form.variables;
    const [name, version] = repository && ref ? [repository, ref] : home;
    return { ignored, page: `https://github.com/${name}/blob/${encodeURI(version)}/docs/advice.md` };
}
function unusedInputs(form, operation) {
    return Object.entries(inputs)
        .filter(([, input]) => !input.operations.includes(operation))
        .filter(([name, input]) => form.typed(name) !== '' && form.typed(name) !== presetOf(input, form))
        .map(([name]) => `'${name}' is not used by ${operation}.`);
}
function presetOf({ default: preset }, { variables }) {
    const [, name] = /^\$\{\{ github\.(\w+) \}\}$/.exec(preset ?? '') ?? [];
    return name === undefined ? preset : variables[`GITHUB_${name.toUpperCase()}`];
}

// EXTERNAL MODULE: ./src/github/failure.ts
var github_failure = __nccwpck_require__(8881);
;// CONCATENATED MODULE: ./src/registries/change.ts


/** The change of an entry, with its problems: `run` stops the run, as does a secret that is unset or expired. */
function plannedFor(wanted, change, found, { now, dryRun }) {
    const unset = (0,registries_wanted/* unsetVariable */.gM)(wanted, change.spec, dryRun);
    const run = [
        ...(found.run ?? []),
        ...(unset && !dryRun ? [unset] : []),
        ...(0,registries_wanted/* expiredSecret */.Sp)(wanted, change.spec, now)
    ];
    return {
        wanted,
        change,
        problems: [...run, ...(found.organization ?? [])],
        stops: run.length > 0 ? 'run' : 'organization',
        notices: unset && dryRun ? [unset] : []
    };
}
/** The change of an entry whose registry is unknown: an update that writes nothing. */
function unmatchedChange(wanted, org) {
    const { registry_type, url } = (0,registries_wanted/* specFor */.Fq)(wanted, {});
    const before = {
        ...(wanted.name !== undefined && { name: wanted.name }),
        ...(registry_type && { registry_type }),
        ...(url && { url })
    };
    return { org, action: 'update', before, spec: {} };
}
/** The outcome of a change that failed because of these problems. */
function failedBy(change, problems) {
    return { change, status: 'failed', reason: problems.map(registries_problem/* textOf */.b6).join(' '), changed: false };
}
/** The name of the registry, once GitHub has given it one. */
function nameIn({ change, after }) {
    return after?.name ?? change.before?.name;
}
function writesOf({ action }) {
    if (action === 'keep')
        return 0;
    return action === 'recreate' ? 2 : 1;
}

;// CONCATENATED MODULE: ./src/write.ts




/** Carries out one change. Any failure becomes its outcome. */
async function write(change, { registries, sealer }) {
    const { secret } = change.spec;
    try {
        const sealed = secret === undefined ? undefined : await sealer.seal(secret);
        const sendSealed = async (send) => {
            try {
                return await send(sealed);
            }
            catch (error) {
                if (!(error instanceof github_failure/* RequestFailed */.DY) || !sealed || !(0,github_failure/* isStaleKey */.V4)(error.failures[0]))
                    throw error;
                return retryOnce(error, async () => send(await sealer.seal(secret, sealed.key_id)));
            }
        };
        return await send(change, registries, sendSealed);
    }
    catch (error) {
        const { status, text } = classify(error);
        return { change, status, reason: text, changed: status === 'unknown' };
    }
}
/** The outcome of a change, given its registry afterwards. A field that did not take effect is a failure. */
function verified(change, after) {
    const differing = (0,match/* differences */.tX)(change.spec, after);
    if (differing.length === 0)
        return { change, status: 'done', after, changed: true };
    const details = differing.map(({ field, wanted, shown }) => `${field} is ${quote(shown)} instead of ${quote(wanted)}`);
    const pin = differing.some(({ field }) => field === 'url')
        ? ` A rerun cannot recognise it by this address. Set 'name' to ${after.name} to pin it, and leave 'url' out or use the one that GitHub shows.`
        : '';
    const reason = `GitHub accepted the ${change.action} of ${(0,registries_registry/* describe */.q0)(after)}, but not every field took effect: ${details.join(', ')}.${pin}`;
    return { change, status: 'failed', reason, after, changed: true };
}
/** Quotes a text without escaping, which would keep a secret in it from being recognised. */
function quote(value) {
    return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
async function send(change, registries, resealed) {
    const { name = '' } = change.before ?? {};
    const done = { change, status: 'done', changed: true };
    switch (change.action) {
        case 'keep':
            return { ...done, changed: false };
        case 'create':
            return verified(change, await resealed(sealed => create(change.spec, registries, sealed)));
        case 'update':
            await afterConflict(() => resealed(sealed => registries.update(name, bodyOf(change.spec, sealed, ''))), () => registries.get(name));
            return done;
        case 'recreate':
            return recreate(change, registries, resealed);
        case 'delete':
            await remove(name, registries);
            return done;
    }
}
/** Sends a write; after a conflict, reads the registry and sends the write once more. */
async function afterConflict(send, look) {
    try {
        await send();
    }
    catch (error) {
        if (!(error instanceof github_failure/* RequestFailed */.DY) || (0,github_failure/* refusalStatus */.rp)(error) !== 409)
            throw error;
        await retryOnce(error, async () => {
            await look();
            await send();
        });
    }
}
/** Tries once more. An uncertain earlier attempt keeps the result uncertain. */
async function retryOnce(earlier, again) {
    try {
        return await again();
    }
    catch (error) {
        if (error instanceof github_failure/* RequestFailed */.DY && !error.started)
            throw (0,github_failure/* appendMessage */.Qv)(earlier, error.message);
        throw earlier.mayHaveSucceeded ? (0,github_failure/* withEarlierFailures */.sZ)(earlier.failures, error) : error;
    }
}
/** Deletes a registry. After a conflict, it is gone only if neither a read nor a second delete finds it. */
async function remove(name, registries, followers = 0) {
    let gone = false;
    const look = async () => {
        try {
            await registries.get(name);
        }
        catch (error) {
            gone = (0,github_failure/* refusalStatus */.rp)(error) === 404;
            if (!gone)
                throw error;
        }
    };
    await afterConflict(async () => {
        try {
            await registries.remove(name, followers);
        }
        catch (error) {
            if (!gone || (0,github_failure/* refusalStatus */.rp)(error) !== 404)
                throw error;
        }
    }, look);
}
/** Deletes and creates a registry. If only the delete happened, or may have, the reason says how to create it again. */
async function recreate(change, registries, resealed) {
    const { before = {}, first, org } = change;
    const again = first ? `${first}, and run apply again to create it.` : 'Run apply again to create it.';
    const incomplete = (status, what) => {
        return { change, status, reason: `${(0,registries_registry/* describe */.q0)(before)} of ${org} ${what}`, changed: true };
    };
    try {
        await remove(before.name ?? '', registries, 1);
    }
    catch (error) {
        const { status, text } = classify(error);
        if (status !== 'unknown')
            throw error;
        return incomplete(status, `MAY HAVE BEEN DELETED, AND WAS NOT RECREATED. Check with operation list. If it is gone: ${again} ${text}`);
    }
    try {
        return verified(change, await resealed(sealed => create(change.spec, registries, sealed)));
    }
    catch (error) {
        const { status, text } = classify(error);
        if (status === 'unknown')
            return incomplete(status, `was deleted, and it is unknown whether it was recreated. Check with operation list. If it is gone: ${again} ${text}`);
        return incomplete('failed', `was deleted, AND WAS NOT RECREATED: it is gone, with its secret. ${again} ${text}`);
    }
}
function create(spec, registries, sealed) {
    return registries.create(bodyOf(spec, sealed, undefined), (0,registries_registry/* describe */.q0)(spec));
}
/** What is sent, with `cleared` for null: GitHub is not known to accept that. */
function bodyOf(spec, sealed, cleared) {
    const { secret: _, secret_env: __, selected_repositories: ___, ...fields } = spec;
    const values = Object.entries(fields).map(([field, value]) => [field, value ?? cleared]);
    return { ...Object.fromEntries(values), ...sealed };
}
function classify(error) {
    if (error instanceof github_failure/* RequestFailed */.DY) {
        const notDone = error.started ? 'failed' : 'not_attempted';
        return { status: error.mayHaveSucceeded ? 'unknown' : notDone, text: error.message };
    }
    if (error instanceof registries_problem/* Problem */.AF)
        return { status: 'failed', text: error.message };
    return {
        status: 'unknown',
        text: `The action failed unexpectedly during a write (${error}). Please report it.`
    };
}

;// CONCATENATED MODULE: ./src/carry-out.ts





/** Carries out the changes of one organization in order. After a failure all but deletes are still attempted. */
async function carryOut(planned, at, { dryRun, onOutcome }) {
    const outcomes = [];
    let failed = false;
    for (const { change, problems } of planned) {
        const outcome = problems.length > 0 ? failedBy(change, problems) : await carryOutOne(change, at, { dryRun, failed });
        failed ||= outcome.status !== 'done' && outcome.status !== 'planned';
        onOutcome?.(outcome);
        outcomes.push(outcome);
    }
    return outcomes;
}
async function carryOutOne(change, at, { dryRun, failed }) {
    const { action, before } = change;
    const changed = action !== 'keep';
    if (dryRun || !changed)
        return {
            ...{ change, status: dryRun ? 'planned' : 'done', changed },
            ...(action !== 'delete' && (0,registries_registry/* isRegistry */.Cf)(before) && { after: before })
        };
    if (action === 'delete' && failed) {
        const reason = `${before?.name} of ${change.org} was not deleted, because an earlier write failed.`;
        return { change, status: 'not_attempted', reason, changed: false };
    }
    const outcome = await write(change, at);
    at.log.recordWrite(outcome);
    return outcome;
}
/** The pauses before each listing, in milliseconds. A list may lag behind by seconds. */
const listDelays = [0, 2500];
/** Checks outcomes against the list. A registry that two lists do not show as written is read by name, which decides. */
async function checkAgainstList(outcomes, at) {
    let verifications = outcomes.map(outcome => ({ outcome, result: outcome, mayLag: false }));
    try {
        for (const milliseconds of listDelays) {
            await at.pause(milliseconds);
            const listed = new Map((await at.registries.list()).map(registry => [registry.name, registry]));
            verifications = outcomes.map(outcome => compare(outcome, listed.get(nameIn(outcome) ?? '')));
            if (!verifications.some(({ mayLag }) => mayLag))
                break;
        }
    }
    catch (error) {
        if (!(error instanceof github_failure/* RequestFailed */.DY))
            throw error;
        const warning = `${at.org} was changed, but could not be listed afterwards. ${error.message}`;
        return {
            outcomes: verifications.map(({ outcome, result, mayLag }) => (mayLag ? outcome : result)),
            warnings: [warning]
        };
    }
    const checked = await Promise.all(verifications.map(one => (one.mayLag ? readByName(one, at) : one)));
    return { outcomes: checked.map(({ result }) => result), warnings: warningsOf(checked, at.org) };
}
async function readByName(verification, { registries }) {
    const { outcome } = verification;
    try {
        return { ...verification, result: compare(outcome, await registries.get(nameIn(outcome) ?? '')).result };
    }
    catch (error) {
        if (!(error instanceof github_failure/* RequestFailed */.DY))
            throw error;
        if ((0,github_failure/* refusalStatus */.rp)(error) === 404)
            return { ...verification, result: compare(outcome, undefined).result };
        return { ...verification, result: outcome, unread: error.message };
    }
}
function warningsOf(checked, org) {
    const unread = checked.filter(one => one.unread !== undefined);
    const delayed = checked.filter(one => one.mayLag && one.unread === undefined && one.result.status === 'done');
    const names = (some) => some.map(({ result }) => nameIn(result)).join(', ');
    const warnings = [];
    if (delayed.length > 0)
        warnings.push(`The list of ${org} lags behind: it does not show the changes to ${names(delayed)} yet. Read by name, they are correct.`);
    if (unread.length > 0)
        warnings.push(`The list of ${org} does not show the changes to ${names(unread)}, which could not be read by name either. ${unread[0]?.unread}`);
    return warnings;
}
function compare(outcome, found) {
    const { change, status, after } = outcome;
    const current = found && isAnother(change, found) ? undefined : found;
    if (status === 'unknown') {
        const result = resolveUnknown(outcome, current);
        // A list that shows nothing of the change may lag behind it.
        const mayLag = result.status === 'unknown' && isResolvable(change, current);
        return { outcome, result, mayLag };
    }
    if (status !== 'done' || change.action === 'keep')
        return { outcome, result: outcome, mayLag: false };
    if (current && change.action !== 'delete') {
        const result = verified(change, { ...after, ...current });
        const { before } = change;
        const isUnchanged = before !== undefined && before.updated_at === current.updated_at;
        return { outcome, result, mayLag: result.status !== 'done' && isUnchanged };
    }
    if (Boolean(current) === (change.action !== 'delete'))
        return { outcome, result: outcome, mayLag: false };
    const contradiction = current
        ? 'it is still listed, and can be read by name'
        : 'it is not listed, and cannot be read by name';
    const reason = `GitHub accepted the ${change.action} of ${nameIn(outcome)} in ${change.org}, but ${contradiction}.`;
    return { outcome, result: { ...outcome, status: 'failed', reason }, mayLag: true };
}
/** Whether someone else has created a registry that got the name of the deleted one. */
function isAnother({ action, before }, { url, created_at }) {
    return (action === 'delete' &&
        before?.url !== undefined &&
        (before.url !== url || before['created_at'] !== created_at));
}
/** Whether GitHub can show that a change was carried out whose answer was lost. */
function isResolvable({ action, spec }, current) {
    return action === 'delete' || (action === 'update' && current !== undefined && (0,match/* isAllShown */.jZ)(spec, current));
}
/** Resolves a change whose answer was lost: it is done if all of its effect is visible. */
function resolveUnknown(outcome, current) {
    const { change } = outcome;
    if (!isResolvable(change, current))
        return outcome;
    if (!current)
        return { change, status: 'done', changed: true };
    if (change.action === 'delete')
        return outcome;
    const result = verified(change, current);
    return result.status === 'done' ? result : outcome;
}

;// CONCATENATED MODULE: ./src/registries/plan.ts







/** The plan that makes an organization match its entries: creates and updates first, deletes last. */
function planApply(state, policy, when) {
    const { org } = state;
    const matched = (0,match/* flagCollisions */.uP)((0,match/* matchAll */.HD)(state));
    const changes = matched.map(entry => planEntry(entry, { org, policy, ...when }));
    const kept = new Set(matched.flatMap(({ registry, candidates = [] }) => [registry, ...candidates].map(one => one?.name)));
    const unwanted = state.registries.filter(({ name }) => !kept.has(name));
    const plan = { org, changes, problems: [], warnings: [], unmanaged: unwanted };
    if (!policy.prune)
        return plan;
    if (state.entries.length === 0)
        return {
            ...{ ...plan, drift: unwanted.some(({ url }) => url) },
            problems: [
                `No registry is wanted in ${org}, so 'prune' would delete all of its registries. Nothing is pruned; delete them one by one, or leave ${org} out.`
            ]
        };
    const { deleted = [], hidden = [] } = Object.groupBy(unwanted, ({ url }) => (url ? 'deleted' : 'hidden'));
    const names = hidden.map(({ name }) => name).join(', ');
    const deletes = deletesOf(deleted, org, policy.maxDeletions);
    const isRefused = deletes.some(({ problems }) => problems.length > 0);
    return {
        ...plan,
        changes: [...changes, ...deletes],
        // It is unknown whether they are wanted.
        warnings: names ? [`Not pruned in ${org}, because this server does not show their URL: ${names}.`] : [],
        unmanaged: isRefused ? unwanted : hidden
    };
}
/** One notice for all addresses that GitHub spells differently. */
function spellingNotice(plans) {
    const names = plans.flatMap(({ org, changes }) => {
        const respelled = changes
            .filter(({ isSpelledDifferently }) => isSpelledDifferently)
            .map(({ change }) => change.before?.name);
        return respelled.length > 0 ? [`${respelled.join(', ')} of ${org}`] : [];
    });
    if (names.length === 0)
        return [];
    return [
        `GitHub spells these addresses differently, with the same meaning (a trailing slash, a default port, upper case): ${names.join('; ')}. This is not drift, and nothing is written; to change the spelling, use operation update with 'name' and 'url'.`
    ];
}
function deletesOf(deleted, org, limit) {
    const names = deleted.map(({ name }) => name);
    const tooMany = `'prune' would delete ${(0,registries_problem/* countOf */.pq)(deleted.length, 'registry', 'registries')} of ${org}, but 'max-deletions' is ${limit}: ${(0,registries_problem/* firstOf */.Ku)(names, 10)}. Nothing was changed there; to allow this, set 'max-deletions' to ${deleted.length}.`;
    const problems = deleted.length > limit ? [tooMany] : [];
    return deleted.map(before => {
        const change = { org, action: 'delete', before, spec: {} };
        return { change, problems, stops: 'organization', drift: true };
    });
}
/** The change that makes one entry true. */
function planEntry(entry, context) {
    const { registry, candidates, wanted, problems } = entry;
    if (registry && !candidates)
        return planExisting(entry, registry, context);
    if (!candidates)
        return planCreate(entry, context);
    const change = unmatchedChange(wanted, context.org);
    return { wanted, change, problems, stops: 'organization', drift: candidates.length === 0 };
}
/** Whether the secret is due to be written. A registry without a shown date of its last update counts as old. */
function isDue({ updated_at }, rewrite, now) {
    if (typeof rewrite === 'string')
        return rewrite === 'always';
    const updated = Date.parse(updated_at ?? '');
    return Number.isNaN(updated) || now - updated > rewrite.olderThan;
}
function planCreate(entry, context) {
    const { org } = context;
    const { wanted } = entry;
    const spec = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: 'token' });
    const found = {
        run: (0,check/* checkNew */.jY)(withoutNames(spec), (0,registries_wanted/* sourceFor */.nm)(wanted, spec)),
        organization: problemsOf(entry, spec)
    };
    return { ...plannedFor(wanted, { org, action: 'create', spec }, found, context), drift: true };
}
function planExisting(entry, registry, context) {
    const { org, policy } = context;
    const { wanted } = entry;
    const spec = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: 'token', ...registry });
    const apart = (0,match/* differences */.tX)(spec, registry);
    const drift = apart.some(({ field }) => field !== 'selected_repository_ids');
    const [fixed, ...others] = apart.filter(({ field }) => field === 'auth_type' || field === 'registry_type');
    if (fixed)
        return { ...planRecreate(entry, registry, [fixed, ...others], context), drift };
    const source = (0,registries_wanted/* sourceFor */.nm)(wanted, spec);
    const body = bodyFor(spec, registry, context, apart);
    const run = (0,check/* clearedFields */.w8)(spec, registry, source);
    if (policy.needsSecret && (0,registries_registry/* needsSecret */.St)(spec, registry) && !(0,registries_registry/* hasSecret */.TA)(spec))
        run.push((0,check/* missingSecret */.bk)((0,registries_registry/* describe */.q0)(registry), source));
    if (body.visibility === 'selected' && body.selected_repository_ids === undefined)
        run.push(...(0,check/* missingSelection */.re)(spec, source));
    const organization = [
        ...problemsOf(entry, spec),
        ...(0,check/* checkExisting */.qz)(spec, registry, source),
        // An address that is not shown is not compared, and so it is not written.
        ...(0,check/* disallowedHostsOf */.t8)(registry, registry.url ? spec : { ...spec, url: undefined }, policy.allowedHosts)
    ];
    const action = Object.keys(body).length > 0 ? 'update' : 'keep';
    const change = { org, action, before: registry, spec: body };
    const planned = plannedFor(wanted, change, { run, organization }, context);
    return { ...planned, drift, isSpelledDifferently: isSpelledDifferently(spec, registry) };
}
function isSpelledDifferently({ url: wanted }, { url: shown }) {
    if (!wanted || !shown || wanted === (0,registries_address/* withScheme */.GV)(shown))
        return false;
    return (0,match/* canonicalUrl */.W3)(wanted) === (0,match/* canonicalUrl */.W3)(shown);
}
/** The fields that an update writes: those that differ, repository ids, which GitHub does not show, and a due secret. */
function bodyFor(spec, registry, { policy, now }, apart) {
    const body = Object.fromEntries(apart.map(({ field, wanted }) => [field, wanted]));
    const { selected_repository_ids: ids, selected_repositories: names } = spec;
    const isApart = apart.some(({ field }) => field === 'selected_repository_ids' || field === 'visibility');
    if (ids && (isApart || !Array.isArray(registry['selected_repository_ids']))) {
        // The ids replace the old ones, and GitHub wants them together with the visibility.
        Object.assign(body, { visibility: 'selected', selected_repository_ids: ids });
        if (names)
            body.selected_repositories = names;
    }
    const due = isDue(registry, policy.rewriteSecrets, now);
    const carried = typeof policy.rewriteSecrets === 'object' && Object.keys(body).length > 0;
    return (0,registries_registry/* hasSecret */.TA)(spec) && (due || carried) ? { ...body, ...(0,registries_registry/* secretIn */.u7)(spec) } : body;
}
/** The names have become ids. */
function withoutNames({ selected_repositories: _, ...spec }) {
    return spec;
}
function planRecreate(entry, registry, fixed, context) {
    const { org, policy, dryRun } = context;
    const { wanted } = entry;
    const given = (0,registries_wanted/* specFor */.Fq)(wanted, registry);
    const spec = (0,match/* carriedOver */.l9)(given, registry);
    const source = (0,registries_wanted/* sourceFor */.nm)(wanted, spec);
    const first = manualSteps(wanted, { given, spec, source });
    const change = { org, action: 'recreate', before: registry, spec, ...(first && { first }) };
    const run = policy.allowRecreate ? (0,check/* checkNew */.jY)(withoutNames(spec), source) : [];
    const organization = [
        ...problemsOf(entry, given),
        ...(0,check/* disallowedHostsOf */.t8)(registry, given, policy.allowedHosts)
    ];
    if (!policy.allowRecreate)
        organization.push(recreateForbidden(registry, fixed, source));
    const when = { ...context, dryRun: dryRun || !policy.allowRecreate };
    return plannedFor(wanted, change, { run, organization }, when);
}
/** Once a registry is deleted, its entry must not have its name, and must give the values that only GitHub had. */
function manualSteps({ name }, { given, spec, source }) {
    const lost = registries_registry/* fieldNames */.pi.filter(field => given[field] === undefined && spec[field]);
    const values = lost.map(field => `'${source.spell(field)}' to ${spec[field]}`).join(', ');
    if (name === undefined)
        return values && `Set ${values}`;
    return `Remove 'name'${values && `, set ${values}`}`;
}
/** Problems of the selected repositories count only if the spec uses them. */
function problemsOf({ problems, selection = [] }, spec) {
    return [...problems, ...(spec.selected_repository_ids ? selection : [])];
}
function recreateForbidden(registry, fixed, source) {
    const what = fixed.map(({ field, shown, wanted }) => `'${source.spell(field)}' from ${shown} to ${wanted}`);
    const text = `GitHub cannot change ${what.join(' and ')} for ${(0,registries_registry/* describe */.q0)(registry)}. To delete and recreate it, set 'allow-recreate' to true; otherwise keep the current value.`;
    return source.say(fixed[0].field, text);
}

;// CONCATENATED MODULE: ./src/registries/rotation.ts






/** The plan that writes the secrets of existing registries and no other field. `now` is in milliseconds since 1970. */
function planRotation(state, policy, when) {
    const { org, registries } = state;
    return { org, changes: (0,match/* matchAll */.HD)(state).map(rotateOne), problems: [], warnings: [], unmanaged: [] };
    function rotateOne(entry) {
        const { wanted, registry } = entry;
        if (!registry)
            return missing(entry);
        const kept = { org, action: 'keep', before: registry, spec: {} };
        const differing = (0,match/* mismatches */.vJ)(registry, wanted.spec);
        if (differing.length > 0)
            return {
                change: { ...kept, action: 'update' },
                problems: differing.map(({ field, text }) => (0,registries_wanted/* sentenceAbout */.rp)(wanted, text, field)),
                stops: 'change'
            };
        const spec = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: 'token', ...registry });
        const takesSecret = (0,registries_registry/* needsSecret */.St)(spec, registry);
        const due = takesSecret && (0,registries_registry/* hasSecret */.TA)(spec) && isDue(registry, policy.rewriteSecrets, when.now);
        const change = due ? { ...kept, action: 'update', spec: (0,registries_registry/* secretIn */.u7)(spec) } : kept;
        const disallowed = due ? (0,check/* disallowedHostsOf */.t8)(registry, {}, policy.allowedHosts) : [];
        const unnamed = `${(0,registries_registry/* describe */.q0)(registry)} has no 'secret_env', so its secret is not rotated.`;
        return {
            ...plannedFor(wanted, change, { organization: [...entry.problems, ...disallowed] }, when),
            warnings: takesSecret && !(0,registries_registry/* hasSecret */.TA)(spec) ? [(0,registries_wanted/* sentenceAbout */.rp)(wanted, unnamed)] : []
        };
    }
    /** A registry that does not exist fails only its entry. An ambiguous match stops the organization. */
    function missing({ wanted, candidates = [], problems }) {
        const spec = (0,registries_wanted/* specFor */.Fq)(wanted, {});
        const none = `${org} has no ${(0,registries_registry/* describe */.q0)(spec)}, so there is no secret to rotate. ${(0,registries_registry/* describeExisting */.xO)(registries, spec.registry_type)}`;
        return {
            change: unmatchedChange(wanted, org),
            problems: problems.length > 0 ? problems : [(0,registries_wanted/* sentenceAbout */.rp)(wanted, none)],
            stops: candidates.length > 0 ? 'organization' : 'change'
        };
    }
}

;// CONCATENATED MODULE: ./src/apply.ts









/** Reads and plans every organization, then carries out the plans side by side. A problem of the request stops the run. */
async function applyAll(request, context) {
    // Most objects die young. A small young generation saves 60 MB at 1,000 writes, at no cost in time.
    if (request.wanted.length * request.orgs.length > 100)
        (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 8877, 23))).setFlagsFromString('--semi-space-growth-factor=1');
    const { at, clock, log } = context;
    const plans = await Promise.all(request.orgs.map(org => planFor(request, at(org), clock)));
    logRemarks(plans, log);
    const advised = adviceOn(plans, request, context);
    const stop = stopFor(request, plans);
    const runs = stop ? plans.map(plan => ({ plan })) : await carryOutAll(plans, request, context);
    return { ...resultOf(request, runs, stop), ...(advised && { advised }) };
}
/** Why nothing may be written anywhere, if so; `problem` says what the user must fix. */
function stopFor(request, plans) {
    if (plans.some(({ changes }) => changes.some(isStoppedBy('run'))))
        return {
            reason: 'Skipped: nothing is written until the errors in the inputs, the manifest or its variables are fixed.'
        };
    if (request.operation === 'rotate' || request.planId === 'any')
        return undefined;
    const reason = 'Nothing was written anywhere, because this is not the plan that was approved.';
    const id = planIdOf(plans);
    if (id === '')
        return { reason, problem: `${reason} 'plan-id' needs every organization to be readable.` };
    if (id === request.planId || changesIn(plans).length === 0)
        return undefined;
    return {
        reason,
        problem: `${reason} Its id is ${id}, not ${request.planId}: something changed since. Plan and approve again.`
    };
}
/** The SHA-256 of all changes that can be made, whatever their order; empty if an organization could not be read. */
function planIdOf(plans) {
    if (plans.some(({ isUnread }) => isUnread))
        return '';
    const changes = changesIn(plans).map(({ org, action, before = {}, spec }) => {
        const { secret, secret_env, selected_repositories: _, ...fields } = spec;
        const from = Object.keys(fields).map(field => [field, before[field] ?? null]);
        const parts = [
            ...[org.toLowerCase(), action, before.name ?? null, before.registry_type ?? null, before.url ?? null],
            ...[Object.fromEntries(from), fields, secret_env ?? (secret ? 'the input secret' : null)]
        ];
        // Repository ids are a set.
        const inOrder = (key, value) => key === 'selected_repository_ids' && Array.isArray(value) ? value.toSorted() : value;
        return JSON.stringify(parts, inOrder);
    });
    return (0,external_node_crypto_.createHash)('sha256').update(changes.sort().join('\n')).digest('hex');
}
function changesIn(plans) {
    return plans
        .flatMap(({ changes }) => changes)
        .filter(({ change, problems }) => problems.length === 0 && change.action !== 'keep')
        .map(({ change }) => change);
}
async function planFor(request, at, clock) {
    try {
        const state = await readState(request, at);
        const when = { now: clock.now(), dryRun: request.dryRun };
        return request.operation === 'rotate'
            ? planRotation(state, request.policy, when)
            : planApply(state, request.policy, when);
    }
    catch (error) {
        if (!(error instanceof registries_problem/* Problem */.AF))
            throw error;
        const nothing = { changes: [], warnings: [], unmanaged: [] };
        return { org: at.org, ...nothing, problems: [error.message], isUnread: true };
    }
}
/** Reads an organization and, in parallel, its public key if a secret may be written. */
async function readState({ operation, wanted }, at) {
    const { org } = at;
    const entriesHere = wanted.filter(one => (0,registries_wanted/* isWantedIn */.J)(one, org));
    const listed = at.registries.list();
    if (entriesHere.some(({ spec, defaults }) => (spec.secret ?? defaults.secret) !== undefined))
        at.sealer.fetchKey();
    const [registries, entries] = await Promise.all([
        listed,
        operation === 'rotate' ? entriesHere.map(asEntry) : resolveSelections(entriesHere, at, listed)
    ]);
    return { org, entries, registries };
}
function asEntry(wanted) {
    return { wanted, problems: [] };
}
async function resolveSelections(wanted, at, listed) {
    const entries = wanted.map(asEntry);
    const selecting = wanted
        .map(({ spec, defaults }) => ({ ...defaults, ...spec }))
        .filter(({ selected_repositories }) => selected_repositories);
    if (selecting.length === 0)
        return entries;
    // Only one that leaves its visibility to the registry needs the list first.
    const registries = selecting.every(({ visibility }) => visibility) ? [] : await listed;
    const lists = (0,match/* matchAll */.HD)({ org: at.org, entries, registries }).map(({ wanted: one, registry }) => {
        const spec = (0,registries_wanted/* specFor */.Fq)(one, registry ?? {});
        const isSelected = (spec.visibility ?? registry?.visibility) === 'selected';
        return isSelected && !spec.selected_repository_ids ? spec.selected_repositories : undefined;
    });
    const resolved = await at.resolve(lists.filter(names => names !== undefined));
    return entries.map((entry, index) => {
        const found = lists[index] && resolved.shift();
        if (!found)
            return entry;
        const { wanted: one } = entry;
        const level = one.spec.selected_repositories ? 'spec' : 'defaults';
        const selection = found.problems.map(text => (0,registries_wanted/* sentenceAbout */.rp)(one, text, 'selected_repositories'));
        const resolvedSpec = { selected_repository_ids: found.ids, selected_repositories: found.names };
        return { wanted: { ...one, [level]: { ...one[level], ...resolvedSpec } }, problems: [], selection };
    });
}
/** Logs each remark once, although many organizations may cause it. */
function logRemarks(plans, log) {
    const changes = plans.flatMap(plan => plan.changes);
    const notices = changes.flatMap(change => change.notices ?? []);
    const warnings = [
        ...plans.flatMap(plan => plan.warnings),
        ...changes.flatMap(change => change.warnings ?? [])
    ];
    for (const notice of (0,registries_problem/* unique */.Am)([...spellingNotice(plans), ...notices]))
        log.notice(notice);
    for (const warning of (0,registries_problem/* unique */.Am)(warnings))
        log.warning(warning);
}
function adviceOn(plans, { operation, advice: settings }, { at, clock, log }) {
    const now = clock.now();
    const subjects = plans.flatMap(({ org, changes }) => {
        const when = { now, server: at(org).serverVersion() };
        return changes.flatMap(({ wanted, change }) => (wanted ? subjectOf(wanted, change, when) : []));
    });
    const advised = advise(subjects, settings);
    const isRotation = operation === 'rotate';
    const said = advised.advice.filter(({ name }) => !isRotation || name === 'secret-expires');
    for (const warning of warningsIn(said))
        log.warning(warning);
    return isRotation ? undefined : advised;
}
function isStoppedBy(what) {
    return ({ problems, stops }) => problems.length > 0 && (stops === 'run' || stops === what);
}
function isHalted({ problems, changes }) {
    return problems.length > 0 || changes.some(isStoppedBy('organization'));
}
/** Checks, before anything is written, that the key can seal. */
async function withKey(plan, at) {
    if (isHalted(plan) || !plan.changes.some(({ change }) => change.spec.secret !== undefined))
        return plan;
    try {
        await at.sealer.ready();
        return plan;
    }
    catch (error) {
        if (!(error instanceof registries_problem/* Problem */.AF))
            throw error;
        return { ...plan, problems: error.sentences };
    }
}
async function carryOutAll(planned, { operation, dryRun, connection }, { at, clock, deadline, log }) {
    const plans = await Promise.all(planned.map(plan => withKey(plan, at(plan.org))));
    const counts = plans.map(plan => (isHalted(plan) ? 0 : writesIn(plan)));
    // An App has a token for each organization, so organizations are written in parallel.
    const writes = 'token' in connection.access ? counts.reduce((sum, one) => sum + one, 0) : Math.max(0, ...counts);
    const minimum = (writes - 1) * connection.writeInterval;
    const timeLeft = deadline - clock.now();
    if (!dryRun && minimum > timeLeft)
        log.warning(tooLong(writes, minimum, timeLeft));
    const carriedOut = plans.map(async (plan) => {
        const { org } = plan;
        if (isHalted(plan))
            return { plan };
        const total = plan.changes.filter(({ change }) => change.action !== 'keep').length;
        const group = log.organization(org, total);
        const started = clock.now();
        let done = 0;
        const onOutcome = (outcome) => {
            if (outcome.change.action !== 'keep')
                done++;
            group.outcome(outcome, ((clock.now() - started) / done) * (total - done));
        };
        const outcomes = await carryOut(plan.changes, at(org), { dryRun, onOutcome });
        const isChecked = !dryRun && operation !== 'rotate' && outcomes.some(({ changed }) => changed);
        const checked = isChecked ? await checkAgainstList(outcomes, at(org)) : { outcomes, warnings: [] };
        group.end();
        for (const warning of checked.warnings)
            log.warning(warning);
        return { plan, outcomes: checked.outcomes };
    });
    // An unexpected error in one organization does not interrupt the writes of another.
    await Promise.allSettled(carriedOut);
    return Promise.all(carriedOut);
}
function writesIn({ changes }) {
    return changes.reduce((sum, { change, problems }) => sum + (problems.length > 0 ? 0 : writesOf(change)), 0);
}
function tooLong(writes, minimum, timeLeft) {
    return `The plan has ${writes} writes. With this 'write-interval' they take at least ${minutes(minimum)}, but 'timeout' leaves ${minutes(timeLeft)}. The rest will not be attempted. Run the step again for it, or increase 'timeout'.`;
}
function minutes(milliseconds) {
    const seconds = Math.ceil(milliseconds / 1000);
    return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
function resultOf(request, runs, stop) {
    const { operation, dryRun, fromManifest, orgs } = request;
    const plans = runs.map(({ plan }) => plan);
    const outcomes = runs.flatMap(one => one.outcomes ?? outcomesOfHalted(one.plan, stop?.reason));
    const problems = (0,registries_problem/* unique */.Am)([...(stop?.problem ? [stop.problem] : []), ...runs.flatMap(apply_problemsOf)]);
    if (operation === 'rotate' && outcomes.length === 0 && problems.length === 0)
        problems.push(`There is nothing to rotate: the manifest has no registry for ${orgs.join(', ')}, so no secret was checked.`);
    const single = !fromManifest && orgs.length === 1;
    const [org = ''] = orgs;
    const registry = runs[0]?.outcomes?.[0]?.after;
    return {
        ...{ operation, dryRun, outcomes, problems },
        changed: outcomes.some(({ changed }) => changed),
        ...(operation !== 'rotate' && { drift: driftIn(plans), single, planId: planIdOf(plans) }),
        ...(operation !== 'rotate' && fromManifest && { unmanaged: unmanagedIn(plans) }),
        ...(operation !== 'rotate' && single && registry && { found: { org, registry } })
    };
}
/** The outcomes where nothing was written: entries with problems have failed, the others were not attempted. */
function outcomesOfHalted({ org, changes }, reason = `Skipped: nothing is written in ${org} until its other problems are fixed.`) {
    return changes.map(({ change, problems }) => problems.length > 0
        ? failedBy(change, problems)
        : { change, status: 'not_attempted', reason, changed: false });
}
function apply_problemsOf({ plan: { org, problems, changes }, outcomes = [] }) {
    const tried = outcomes.filter((_, index) => changes[index]?.problems.length === 0);
    const failed = tried.filter(({ status }) => status === 'failed' || status === 'unknown');
    const [first, ...others] = tried.filter(({ status }) => status === 'not_attempted');
    const more = others.length > 0 ? ` ${others.length} more changes of ${org} were not attempted either.` : '';
    return [
        ...problems,
        ...changes.flatMap(planned => planned.problems),
        ...failed.map(({ reason = '' }) => reason),
        ...(first ? [`${first.reason ?? ''}${more}`] : [])
    ];
}
function unmanagedIn(plans) {
    return plans
        .filter(({ unmanaged }) => unmanaged.length > 0)
        .map(({ org, unmanaged }) => ({ org, registries: unmanaged }));
}
/** Whether any organization has drifted; undefined if none has, but one could not be read. */
function driftIn(plans) {
    if (plans.some(({ drift, changes }) => drift || changes.some(one => one.drift)))
        return true;
    return plans.some(({ isUnread }) => isUnread) ? undefined : false;
}

;// CONCATENATED MODULE: ./src/one.ts










/** Reads the registry that a target identifies. Throws a `Problem` if it does not exist or does not match. */
async function getOne({ target }, at) {
    return read(target, listingExisting(at));
}
/** Creates, updates or deletes one registry. Problems are in the result. */
async function changeOne(request, at, now) {
    const { operation, dryRun, org } = request;
    const outcome = await planAndCarryOut(request, listingExisting(at), now);
    const advised = one_adviceOn(request, outcome, at, now);
    return {
        ...{ operation, dryRun, changed: outcome.changed, outcomes: [outcome] },
        problems: outcome.problems ?? (outcome.reason === undefined ? [] : [outcome.reason]),
        ...(advised && { advised }),
        ...(outcome.after && { found: { org, registry: outcome.after } })
    };
}
function one_adviceOn(request, { change, after }, at, now) {
    if (request.operation === 'delete')
        return undefined;
    const { operation, spec, advice } = request;
    const isPartial = operation === 'update';
    const made = isPartial && after ? { ...change, before: after } : change;
    const subject = subjectOf({ spec, defaults: {} }, made, { now, server: at.serverVersion(), isPartial });
    const advised = advise([subject], advice);
    for (const warning of warningsIn(advised.advice))
        at.log.warning(warning);
    return advised;
}
async function planAndCarryOut(request, at, now) {
    const requested = requestedChange(request);
    try {
        const { spec } = requested;
        throwIfAny((0,registries_wanted/* expiredSecret */.Sp)({ spec, defaults: {} }, spec, now));
        const change = await plan(request, requested, at);
        if (request.dryRun && change.spec.secret)
            await at.sealer.ready();
        const [outcome] = await carryOut([{ change, problems: [] }], at, request);
        return await readBack(outcome, at);
    }
    catch (error) {
        if (!(error instanceof registries_problem/* Problem */.AF))
            throw error;
        return { ...failedBy(requested, error.sentences), problems: error.sentences };
    }
}
function requestedChange(request) {
    const { org, operation: action } = request;
    if (request.operation === 'create')
        return { org, action, spec: request.spec };
    const { target } = request;
    const before = 'name' in target ? { ...target.expected, name: target.name } : target;
    return { org, action, before, spec: request.operation === 'update' ? request.spec : {} };
}
async function plan(request, change, at) {
    switch (request.operation) {
        case 'create': {
            const { spec } = request;
            const listed = at.registries.list();
            // Starts fetching the key; a failure is thrown when the secret is sealed.
            if (spec.secret)
                at.sealer.ready().catch(() => { });
            const [registries, selection] = await Promise.all([listed, resolveSelection(spec, at)]);
            throwIfAny([...duplicateProblems(spec, registries, at.org), ...selection.problems]);
            return { ...change, spec: selection.spec };
        }
        case 'update': {
            const { target, spec, allowedHosts, dryRun } = request;
            // A name does not say on which hosts the registry is, so it must be read.
            const find = dryRun || (allowedHosts && 'name' in target) ? read : locate;
            const [before, selection] = await Promise.all([find(target, at), resolveSelection(spec, at)]);
            const known = (0,registries_registry/* isRegistry */.Cf)(before) ? [before] : [];
            throwIfAny([
                ...known.flatMap(registry => (0,check/* checkExisting */.qz)(spec, registry, (0,registries_wanted/* sourceFor */.nm)({ spec, defaults: {} }, spec))),
                ...known.flatMap(registry => (0,check/* disallowedHostsOf */.t8)(registry, spec, allowedHosts)),
                ...selection.problems
            ]);
            return { ...change, before, spec: selection.spec };
        }
        case 'delete': {
            const find = request.dryRun ? read : locate;
            return { ...change, before: await find(request.target, at) };
        }
    }
}
async function readBack(outcome, { registries, log }) {
    const { change, status } = outcome;
    if (change.action !== 'update' || status !== 'done')
        return outcome;
    const { name = '' } = change.before ?? {};
    try {
        return verified(change, await registries.get(name));
    }
    catch (error) {
        if (!(error instanceof github_failure/* RequestFailed */.DY))
            throw error;
        log.warning(`${name} was updated, but could not be read afterwards. ${error.message}`);
        return outcome;
    }
}
async function resolveSelection(spec, at) {
    if (spec.selected_repositories === undefined)
        return { spec, problems: [] };
    const [found] = await at.resolve([spec.selected_repositories]);
    const { ids = [], names = [], problems = [] } = found ?? {};
    return { spec: { ...spec, selected_repository_ids: ids, selected_repositories: names }, problems };
}
function throwIfAny(problems) {
    if (problems.length > 0)
        throw new registries_problem/* Problem */.AF(...problems);
}
function duplicateProblems(spec, registries, org) {
    const { registry, candidates = [] } = recogniseOne(spec, registries, org);
    const duplicates = registry ? [registry] : candidates.filter(({ url }) => url);
    if (duplicates.length > 0)
        return [
            `${org} already has ${duplicates.map(registries_registry/* describe */.q0).join(' and ')}. Use operation update to change it, or delete it first.`
        ];
    if (candidates.length === 0)
        return [];
    return [
        `${org} already has ${candidates.map(registries_registry/* describe */.q0).join(' and ')}, but this server does not show URLs, so it may be the same registry. Use operation update with its name, or delete it first.`
    ];
}
function recogniseOne({ registry_type, url }, registries, org) {
    const spec = { registry_type, url };
    const entries = [{ wanted: { spec, defaults: {} }, problems: [] }];
    const [entry] = (0,match/* matchAll */.HD)({ org, entries, registries });
    return entry;
}
/** Finds what a target identifies; a bare name needs no request. Throws a `Problem` unless it is exactly one registry. */
async function locate(target, at) {
    if ('name' in target)
        return Object.keys(target.expected).length === 0 ? { name: target.name } : read(target, at);
    const registries = await at.registries.list();
    const { registry, problems } = recogniseOne(target, registries, at.org);
    if (registry)
        return registry;
    if (problems.length > 0)
        throw new registries_problem/* Problem */.AF(...problems);
    const { registry_type: type, url } = target;
    throw new registries_problem/* Problem */.AF(`${at.org} has no ${type} at ${url}. ${(0,registries_registry/* describeExisting */.xO)(registries, type)}`);
}
async function read(target, at) {
    const { name = '' } = 'name' in target ? target : await locate(target, at);
    const registry = await at.registries.get(name);
    if (!('name' in target))
        return registry;
    const { expected } = target;
    throwIfAny((0,match/* mismatches */.vJ)(registry, expected).map(({ text }) => text));
    if (expected.url !== undefined && !registry.url)
        throw new registries_problem/* Problem */.AF(`This server does not show the URL of ${name}. Leave 'url' out.`);
    return registry;
}
/** Wraps an organization: if a name is not found, the error lists the registries that exist. */
function listingExisting(at) {
    const { registries } = at;
    const wrap = (call) => async (...given) => {
        try {
            return await call(...given);
        }
        catch (error) {
            throw await withExistingNames(error, at);
        }
    };
    const { get, update, remove } = registries;
    return {
        ...at,
        registries: { ...registries, get: wrap(get), update: wrap(update), remove: wrap(remove) }
    };
}
async function withExistingNames(error, { org, registries }) {
    if (!(error instanceof github_failure/* RequestFailed */.DY) || (0,github_failure/* refusalStatus */.rp)(error) !== 404)
        return error;
    try {
        return (0,github_failure/* appendMessage */.Qv)(error, `${org} can be read. ${(0,registries_registry/* describeExisting */.xO)(await registries.list())}`);
    }
    catch (unread) {
        return unread instanceof github_failure/* RequestFailed */.DY ? error : unread;
    }
}

// EXTERNAL MODULE: ./src/github/call.ts
var github_call = __nccwpck_require__(751);
;// CONCATENATED MODULE: ./src/github/explain.ts



/** Explains a failed request: what happened, what to do, GitHub's message and its request id. */
function explain(failures, given) {
    // Some requests of an App are about no organization.
    const attempt = { ...given, org: given.org || 'the organization' };
    const [last] = failures;
    const sentences = last.kind === 'refusal' ? explainRefusal(last, attempt) : explainNoAnswer(last, attempt);
    if (failures.length > 1)
        sentences.push(`There were ${failures.length} attempts.`);
    if (attempt.writes && failures.some(github_failure/* mayHaveSucceeded */.p8))
        sentences.push('GitHub may have carried it out anyway. Check the organization before you run the step again.');
    return sentences.join(' ');
}
function explainRefusal(refusal, attempt) {
    const message = refusal.messages.join('; ');
    // GitHub may repeat a long request in its answer.
    const excerpt = message.length > maxQuoteLength ? `${message.slice(0, maxQuoteLength)} \u2026` : message.replace(/\.$/, '');
    return [
        `GitHub refused to ${attempt.task} (${refusal.status}): ${whyRefused(refusal, attempt)}`,
        ...(message ? [`GitHub said: ${excerpt}.`] : []),
        ...requestIdIn(refusal.headers['x-github-request-id'])
    ];
}
function whyRefused(refusal, attempt) {
    const { status } = refusal;
    if ((0,github_failure/* isServerError */.GQ)(status))
        return `the server failed. Run the step again later${isGitHubCom(attempt.apiUrl) ? '; see https://www.githubstatus.com' : ''}.`;
    if (status === 410 || (status === 400 && (0,github_failure/* mentions */.wy)(refusal, /api version/i)))
        return `this server does not support version ${github_call/* apiVersion */.XV} of the API, which this action uses.`;
    switch (status) {
        case 401:
            return whyUnauthorized(attempt);
        case 403:
            return whyForbiddenByPolicy(refusal, attempt) ?? whyForbidden(refusal, attempt);
        case 404:
            return whyNotFound(refusal, attempt);
        case 409:
            return 'it conflicts with another change. Run the step again.';
        case 422:
            return 'the values are not accepted. Correct those that GitHub names.';
        case 429:
            return rateLimited;
        default:
            return 'the request was not accepted.';
    }
}
const rateLimited = `the token's rate limit is exhausted. Run the step again later, or use a separate token for it.`;
function whyUnauthorized(attempt) {
    if (isByApp(attempt))
        return `the App is not recognised. Check that 'app-private-key' belongs to the App in 'app-id', and that the runner's clock is right.`;
    if (attempt.permissionsUrl !== undefined)
        return `the App's token is not valid, and neither is its replacement. Run the step again later.`;
    return `the token is invalid, expired or revoked. Put a valid one in 'token'.`;
}
/** Why a policy forbids the request, whatever the permissions. Only GitHub's message says so. */
function whyForbiddenByPolicy(refusal, { org }) {
    if ((0,github_failure/* mentions */.wy)(refusal, github_failure/* phrases */.HJ.allowList))
        return `the IP allow list of ${org} or its enterprise does not include this runner. Add the runner's address, or use a runner that is on the list.`;
    if ((0,github_failure/* mentions */.wy)(refusal, github_failure/* phrases */.HJ.forbids)) {
        const forbidden = refusal.messages.map(word => github_failure/* phrases */.HJ.forbids.exec(word)?.[1] ?? '').join(' ');
        if (/lifetime/i.test(forbidden))
            return `${org} or its enterprise forbids tokens with such a long lifetime. Put one that expires sooner in 'token'.`;
        const others = ['a GitHub App', 'a fine-grained token'].filter(kind => !new RegExp(kind.slice(2).replace(' token', ''), 'i').test(forbidden));
        return `a policy of ${org} or its enterprise forbids this kind of token. Use ${others.join(' or ') || 'another kind'}.`;
    }
    if ((0,github_failure/* mentions */.wy)(refusal, github_failure/* phrases */.HJ.policy) && refusal.headers['x-github-sso'] === undefined)
        return `a policy of ${org}, its enterprise or GitHub forbids it; see GitHub's message. Ask an owner of ${org}.`;
    return undefined;
}
function whyForbidden(refusal, attempt) {
    const { headers } = refusal;
    const { org, permissionsUrl } = attempt;
    if ((0,github_failure/* mentions */.wy)(refusal, github_failure/* phrases */.HJ.suspended))
        return `the App is suspended in ${org}.${permissionsUrl ? ` An owner can unsuspend it at ${permissionsUrl}.` : ''}`;
    if ((0,github_failure/* isRateLimit */.a5)(refusal))
        return rateLimited;
    if (isByApp(attempt))
        return `the App is not allowed in ${org}.`;
    const ssoUrl = /^required;\s*url=(\S+)/.exec(headers['x-github-sso'] ?? '')?.[1];
    if (ssoUrl !== undefined)
        return `the token is not authorized for single sign-on to ${org}. Authorize it at ${ssoUrl}`;
    // A workflow's own token is an App's. Only it has a limit of 1,000 requests an hour.
    if ((0,github_failure/* mentions */.wy)(refusal, github_failure/* phrases */.HJ.byIntegration) && headers['x-ratelimit-limit'] === '1000')
        return `this is the workflow's own GITHUB_TOKEN, which can only access its repository. ${suitableToken('read or write')}`;
    const permissions = headers['x-accepted-github-permissions'];
    return (whyScopeIsMissing(refusal) ??
        `the token ${permissions === undefined ? 'is not allowed to do this' : `needs ${permissions}`}. ${howToGrant(refusal, attempt)}`);
}
function whyNotFound(refusal, attempt) {
    const { subject, org } = attempt;
    const path = expectedApiUrl(attempt);
    if (path !== undefined)
        return `the server does not know this path. Check 'github-api-url': it ${path}.`;
    if (subject === 'app' || (0,github_failure/* mentions */.wy)(refusal, github_failure/* phrases */.HJ.unknownApp))
        return `there is no App with this 'app-id'.`;
    if (subject === 'installation')
        return `the App is not installed in ${org}, or there is no such organization. An owner of ${org} must install it.`;
    const registry = subject === 'registry' ? 'there is no such registry, ' : '';
    const what = subject === 'repositories' ? 'its repositories' : 'its private registries';
    return (whyScopeIsMissing(refusal) ??
        `${registry}there is no organization ${org}, or the token cannot access ${what}.${resourceOwnerHint(refusal, attempt)}${serverVersionHint(attempt)}`);
}
function whyScopeIsMissing({ headers }) {
    const scopes = headers['x-oauth-scopes'];
    const accepted = listIn(headers['x-accepted-oauth-scopes']);
    if (scopes === undefined || accepted.length === 0)
        return undefined;
    if (accepted.some(scope => listIn(scopes).includes(scope)))
        return undefined;
    return `the classic token has ${scopes ? `the scopes ${scopes}` : 'no scopes'}; it needs ${headers['x-accepted-oauth-scopes']}.`;
}
function listIn(header = '') {
    return header.split(/[\s,]+/).filter(scope => scope !== '');
}
const maxQuoteLength = 2000;
function explainNoAnswer({ reason, detail, requestId }, { task, apiUrl }) {
    const why = noAnswers[reason](new URL(apiUrl).host, detail);
    const statusPage = /^5/.test(detail) && isGitHubCom(apiUrl) ? ['See https://www.githubstatus.com.'] : [];
    return [`Could not ${task}: ${why}`, ...statusPage, ...requestIdIn(requestId)];
}
function requestIdIn(requestId) {
    return requestId === undefined ? [] : [`Request id ${requestId}.`];
}
function isGitHubCom(apiUrl) {
    return new URL(apiUrl).hostname === 'api.github.com';
}
const checkAddress = `Check 'github-api-url'.`;
const checkProxy = 'Behind a firewall, HTTPS_PROXY may be needed; if it is set, check it.';
const notTheApi = (host, detail) => `${host} answered ${detail}, but not with JSON from GitHub's API, so the result is unknown. ${checkAddress} If it is right, a proxy, a firewall, a gateway or a sign-in page may have answered instead.`;
const noAnswers = {
    refused: (host, detail) => `${host} refused the connection (${detail}). ${checkAddress} ${checkProxy}`,
    unresolved: (host, detail) => `the name ${host} cannot be resolved (${detail}). ${checkAddress} ${checkProxy}`,
    proxy: (host, detail) => `the proxy did not connect to ${host}${detail ? ` (${detail})` : ''}. Check HTTPS_PROXY and NO_PROXY.`,
    certificate: (host, detail) => `the certificate of ${host} is not trusted (${detail}). If your own certificate authority signed it, set NODE_EXTRA_CA_CERTS to the authority's file.`,
    tls: (host, detail) => `the TLS connection to ${host} failed (${detail}). ${checkAddress}`,
    timeout: host => `${host} did not send a complete answer within 'request-timeout' or the rest of 'timeout'. ${checkProxy}`,
    lost: (host, detail) => `the connection to ${host} ended before the answer was complete${detail ? ` (${detail})` : ''}.`,
    redirect: (host, target) => `${host} redirected it${target ? ` to ${target}` : ''}. Writes are never redirected; reads are at most three times, and only within ${host}. ${checkAddress}`,
    'too-large': (host, detail) => `the answer of ${host} is ${detail}. ${checkAddress}`,
    'not-json': notTheApi,
    'not-api': notTheApi,
    unexpected: (host, detail) => `the answer of ${host} does not match GitHub's API: ${detail}.`,
    'other-address': (host, detail) => `the address leads to ${detail}, not to the endpoint at ${host}.`
};
function howToGrant(refusal, { subject, writes, permissionsUrl }) {
    const level = writes ? 'write' : 'read';
    const permission = subject === 'repositories'
        ? 'repository permission "Metadata" (read)'
        : `organization permission "Organization private registries" (${level})`;
    if (permissionsUrl)
        return `Grant the App the ${permission}, and accept it at ${permissionsUrl}.`;
    if (subject === 'repositories')
        return 'Grant it metadata=read on the repositories.';
    if ((0,github_failure/* mentions */.wy)(refusal, github_failure/* phrases */.HJ.byIntegration))
        return `The workflow's own GITHUB_TOKEN can never do this: use another token. If it is a GitHub App's token, grant the App the organization permission "Organization private registries" (${level}), and accept it in the organization.`;
    return suitableToken(level);
}
function suitableToken(level) {
    return `Use a fine-grained token or a GitHub App with the organization permission "Organization private registries" (${level}), or a classic token with admin:org.`;
}
/** A token that is not an App's is fine-grained if the headers name no scopes. */
function resourceOwnerHint({ headers }, { org, permissionsUrl }) {
    return permissionsUrl || headers['x-oauth-scopes'] !== undefined
        ? ''
        : ` A fine-grained token needs ${org} as its resource owner, and an owner of ${org} may have to approve it.`;
}
/** What 'github-api-url' must look like, if its path is wrong. Nothing is ever found there. */
function expectedApiUrl({ apiUrl }) {
    const { hostname, pathname, origin } = new URL(apiUrl);
    // On this machine the API may be anywhere.
    const isRoot = pathname === '/' && (isHosted(hostname) || (0,fetch/* isLoopback */.U9)(hostname));
    if (pathname === '/api/v3' || isRoot)
        return undefined;
    return isHosted(hostname) ? `must be ${origin}` : 'ends in /api/v3 on GitHub Enterprise Server';
}
function isHosted(hostname) {
    return hostname === 'api.github.com' || /^api\.[^.]+\.ghe\.com$/.test(hostname);
}
function serverVersionHint({ apiUrl, subject }) {
    const { hostname, pathname } = new URL(apiUrl);
    if (isHosted(hostname))
        return '';
    if (!pathname.startsWith('/api/v3'))
        return ` On GitHub Enterprise Server 'github-api-url' ends in /api/v3.`;
    return subject === 'repositories'
        ? ''
        : ' On GitHub Enterprise Server the server may also be too old: private registries need version 3.17, creating them 3.18.';
}
function isByApp({ subject }) {
    return subject === 'app' || subject === 'installation';
}

;// CONCATENATED MODULE: ./src/github/pace.ts


/** GitHub allows 100 concurrent requests per token. */
const maxConcurrent = 50;
/** Decides whether and when to send the requests of one token. `closing` ends every wait. */
function createPace(connection, clock, closing) {
    const { credential, deadline, writeInterval, cancelled, limit = (0,github_call/* createLimiter */.zm)(maxConcurrent) } = connection;
    const awake = AbortSignal.any([closing, cancelled]);
    const oneWrite = (0,github_call/* createLimiter */.zm)(1);
    let nextWrite = 0;
    let pausedUntil = 0;
    let stopReason;
    async function sleep(milliseconds) {
        try {
            if (!cancelled.aborted)
                await clock.sleep(Math.min(milliseconds, github_call/* maxTimer */._v), awake);
        }
        catch (error) {
            if (!cancelled.aborted || closing.aborted)
                throw error;
        }
    }
    const isPaused = () => pausedUntil > clock.now() && !cancelled.aborted;
    /** Waits for the end of a rate limit. Throws if the call must not be sent; `isRetry` means that it was tried before. */
    async function waitUntilAllowed(call, isRetry) {
        while (isPaused())
            await sleep(Math.max(0, pausedUntil - clock.now()));
        check(call, isRetry);
    }
    function check(call, isRetry) {
        closing.throwIfAborted();
        if (cancelled.aborted)
            stopReason ??= 'the run was cancelled';
        if (clock.now() >= deadline)
            stopReason ??= "'timeout' has expired";
        const reason = stopReason ?? followingWritesTooLate(call);
        if (reason !== undefined)
            throw notSent(call, reason, isRetry);
    }
    async function runWhenAllowed(call, isRetry, work) {
        for (;;) {
            await waitUntilAllowed(call, isRetry);
            const token = await credential.token();
            const done = await limit(async () => {
                // Checked as late as possible, because other requests may have changed the state.
                check(call, isRetry);
                return isPaused() ? undefined : { value: await work(token) };
            });
            if (done)
                return done.value;
        }
    }
    function write(call, send) {
        return oneWrite(async () => {
            const pause = nextWrite - clock.now();
            const late = followingWritesTooLate(call, Math.max(nextWrite, pausedUntil));
            if (late)
                throw notSent(call, late, false);
            if (pause > 0 && nextWrite > deadline)
                throw notSent(call, `the next write could only be sent at ${(0,github_call/* formatTime */.fU)(nextWrite)}, later than 'timeout' allows`, false);
            // https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
            if (pause > 0)
                await sleep(pause);
            try {
                return await send();
            }
            finally {
                nextWrite = clock.now() + writeInterval;
            }
        });
    }
    /** Why the writes that must follow a call would be too late, if it is sent at this moment or now. */
    function followingWritesTooLate({ followingWrites = 0 }, moment = 0) {
        const last = Math.max(moment, clock.now()) + followingWrites * writeInterval;
        if (followingWrites === 0 || last < deadline)
            return undefined;
        return `its last write could only be sent at ${(0,github_call/* formatTime */.fU)(last)}, later than 'timeout' allows`;
    }
    function pauseUntil(until) {
        pausedUntil = Math.max(pausedUntil, until);
    }
    function stop(reason) {
        stopReason = reason;
    }
    return { sleep, waitUntilAllowed, runWhenAllowed, write, pauseUntil, stop };
}
function notSent({ task }, reason, isRetry) {
    return (0,github_failure/* notStarted */.Wj)(`Could not ${task}: ${reason}, so it was not ${isRetry ? 'tried again' : 'started'}.`);
}

;// CONCATENATED MODULE: ./src/github/client.ts





/** Sends requests with one token: one write at a time, retried where that is safe, with failures explained. */
function createClient(connection, clock, log) {
    const { apiUrl, credential, writeInterval, deadline, cancelled } = connection;
    const closing = new AbortController();
    const pace = createPace(connection, clock, closing.signal);
    const { send, requestsSent, close } = (0,fetch/* createSender */.aE)(connection, clock, closing.signal);
    let hasWarned = false;
    let serverVersion;
    /** Sends a request and reads its answer. `read` throws a `Fault` if the answer is unexpected. */
    function request(call, read) {
        const attempts = () => retry(call, earlier => pace.runWhenAllowed(call, earlier.length > 0, token => attempt(call, earlier, { token, read })));
        return (0,github_call/* isWrite */.ao)(call) ? pace.write(call, attempts) : attempts();
    }
    /** Reads data in several requests, and again if they do not fit together: then `once` throws a `Fault`. */
    function readConsistently(call, once) {
        return retry(call, async (earlier) => {
            await pace.waitUntilAllowed(call, earlier.length > 0);
            try {
                return { value: await once() };
            }
            catch (error) {
                return planRetry(error, call, earlier);
            }
        });
    }
    /** Retries until success or a final failure. An uncertain earlier attempt keeps the result uncertain. */
    async function retry(call, once) {
        let earlier = [];
        try {
            for (;;) {
                const result = await once(earlier);
                if ('value' in result)
                    return result.value;
                if (result.failure)
                    earlier = [result.failure, ...earlier];
                if (result.wait > 0)
                    await pace.sleep(result.wait);
            }
        }
        catch (error) {
            throw (0,github_failure/* withEarlierFailures */.sZ)(earlier, withReason(error, earlier, call), { reads: !(0,github_call/* isWrite */.ao)(call) });
        }
    }
    /** What ended the attempts of a write says nothing of what came of them. */
    function withReason(error, [last, ...others], call) {
        if (!last || !(0,github_call/* isWrite */.ao)(call) || !(error instanceof github_failure/* RequestFailed */.DY) || error.started)
            return error;
        return (0,github_failure/* appendMessage */.Qv)(error, explained([last, ...others], call));
    }
    async function attempt(call, earlier, { token, read }) {
        try {
            const answer = await send(token, call);
            warnOfExpiry(answer);
            serverVersion ??= answer.headers['x-github-enterprise-version']?.toString();
            return { value: read(answer) };
        }
        catch (error) {
            return planRetry(error, call, earlier, token);
        }
    }
    /** Decides when to try again after a failed attempt. Throws the failure if it is final. */
    function planRetry(error, call, earlier, token) {
        closing.signal.throwIfAborted();
        const failure = log.redact((0,github_failure/* failureOf */.g5)(error));
        const forToken = token !== undefined && failure.kind === 'refusal' ? credential.retryAfter?.(token, failure) : undefined;
        // Another token is available, and the request itself is fine.
        if (forToken === 0)
            return { wait: 0 };
        // The next attempt will not start, and its error says why.
        if (cancelled.aborted && failure.kind === 'no-answer')
            return { failure, wait: 0 };
        return { failure, wait: waitAfter([failure, ...earlier], call, forToken) };
    }
    function waitAfter(failures, call, forToken) {
        const reason = `GitHub may not accept the App's new token yet`;
        const pause = forToken
            ? { milliseconds: forToken, reason, appliesToAll: false }
            : (0,github_failure/* pauseBefore */.GB)((0,github_call/* methodOf */.NY)(call), failures, { now: clock.now(), random: Math.random() });
        if (!pause)
            throw finalFailure(failures, call);
        const milliseconds = Math.max(pause.milliseconds, (0,github_call/* isWrite */.ao)(call) ? writeInterval : 0);
        const until = clock.now() + milliseconds;
        const time = (0,github_call/* formatTime */.fU)(until);
        if (until > deadline) {
            if (pause.appliesToAll)
                pace.stop(`${pause.reason} until ${time}`);
            throw finalFailure(failures, call, ` The next attempt would be at ${time}, later than 'timeout' allows.`);
        }
        log.info(`Waiting until ${time} to ${call.task} again: ${pause.reason}.`);
        if (pause.appliesToAll)
            pace.pauseUntil(until);
        return milliseconds;
    }
    /** The last failure, explained. A token that GitHub does not accept is not used again. */
    function finalFailure(failures, call, more = '') {
        const [last] = failures;
        if (last.kind === 'refusal' && last.status === 401)
            pace.stop(`GitHub has refused ${credential.isUserToken ? 'the token' : "the App's token"}`);
        return new github_failure/* RequestFailed */.DY([last], explained(failures, call) + more, { reads: !(0,github_call/* isWrite */.ao)(call) });
    }
    function explained(failures, call) {
        const permissionsUrl = call.permissionsUrl ?? credential.permissionsUrl?.();
        return explain(failures, { ...call, permissionsUrl, apiUrl, writes: (0,github_call/* isWrite */.ao)(call) });
    }
    function warnOfExpiry({ headers }) {
        const end = Date.parse(String(headers['github-authentication-token-expiration']));
        if (hasWarned || !credential.isUserToken || !(end - clock.now() < expiryWarningPeriod))
            return;
        hasWarned = true;
        log.warning(`'token' expires on ${new Date(end).toISOString().slice(0, 10)}. Renew it before then.`);
    }
    return {
        request,
        readConsistently,
        log,
        /** Resolves when for the first time no request is left to be sent. */
        requestsSent,
        pause: (milliseconds) => pace.sleep(Math.min(milliseconds, Math.max(0, deadline - clock.now()))),
        /** The version of GitHub Enterprise Server, once an answer has named one. */
        serverVersion: () => serverVersion,
        /** Whether the token is known to cover only some repositories of the organization. */
        hasPartialAccess: async () => (await credential.hasPartialAccess?.()) ?? false,
        close() {
            closing.abort();
            close();
        }
    };
}
const expiryWarningPeriod = 14 * 24 * 60 * 60 * 1000;
const maxPages = 1000;
const maxSize = 64 * 1024 * 1024;
/** Reads a listing to its end by counting pages: `Link` may lead to another host or in a circle. */
function listAll(client, call, read) {
    const readPage = (answer) => {
        const page = read(answer);
        return { ...page, isLast: !hasNextPage(answer, page.items.length) };
    };
    return client.readConsistently(call, async () => {
        const all = new Map();
        let bytes = 0;
        let first;
        for (let number = 1; number <= maxPages; number++) {
            const parameters = { ...call.parameters, per_page: 100, ...(number > 1 && { page: number }) };
            const page = await client.request({ ...call, parameters }, readPage);
            bytes += sizeOf(page);
            if (bytes > maxSize)
                throw new github_failure/* Fault */.vC('too-large', true, 'a list larger than 64 MiB');
            const before = all.size;
            for (const [key, value] of page.items)
                all.set(key, value);
            first ??= page;
            if (isComplete(page, first, { number, size: all.size, isNew: all.size > before }))
                return [...all.values()];
        }
        throw new github_failure/* Fault */.vC('too-large', true, `a list of more than ${maxPages} pages`);
    });
}
/** Whether a page completes its listing. Throws if it contradicts earlier pages. */
function isComplete({ total, isLast }, first, { number, size, isNew }) {
    if (total === undefined) {
        if (!isLast && !isNew)
            throw (0,github_failure/* unexpectedAnswer */.au)('a page repeats earlier ones');
        return isLast;
    }
    // If a registry was deleted in between, another one has moved to a page that was already read.
    if (total !== first.total)
        throw (0,github_failure/* unexpectedAnswer */.au)(`total_count changed from ${first.total} to ${total} between pages`);
    if (size === total)
        return true;
    if (!isNew || size > total || number * first.items.length >= total)
        throw (0,github_failure/* unexpectedAnswer */.au)(`total_count is ${total}, but the pages contain ${size} registries`);
    return false;
}
/** Whether another page follows. Without a `Link` header, a full page implies one. */
function hasNextPage({ headers: { link } }, size) {
    return size > 0 && (link === undefined ? size === 100 : String(link).includes('rel="next"'));
}
function sizeOf(value) {
    if (typeof value === 'string')
        return 16 + value.length;
    if (typeof value !== 'object' || value === null)
        return 8;
    let size = 64;
    if (Array.isArray(value))
        for (const item of value)
            size += sizeOf(item);
    else
        for (const [key, item] of Object.entries(value))
            size += key.length + sizeOf(item);
    return size;
}

;// CONCATENATED MODULE: ./src/github/credential.ts

/** Authenticates with the user's token, the only one there is. */
function givenToken(token) {
    return { isUserToken: true, token: async () => token };
}
/** A smaller clock difference does not matter, because a JWT is backdated by half a minute. */
const clockTolerance = 30_000;
const maxCorrection = 10 * 60_000;
/** A JWT is valid for nine and a half minutes, and is used for eight. */
const jwtLifetime = 8 * 60_000;
/** Authenticates as an App with a JWT. If the runner's clock is up to ten minutes wrong, GitHub's is used, once. */
function appJwt({ appId, privateKey }, clock, log) {
    let current;
    let lastToken;
    let clockOffset = 0;
    let corrected = false;
    async function sign() {
        const { default: githubAppJwt } = await __nccwpck_require__.e(/* import() */ 438).then(__nccwpck_require__.bind(__nccwpck_require__, 2438));
        const now = Math.floor((clock.now() + clockOffset) / 1000);
        const { token } = await githubAppJwt({ id: appId, privateKey, now });
        log.mask(token);
        lastToken = token;
        return token;
    }
    return {
        token() {
            if (!current || current.renewAt < clock.now())
                current = { token: sign(), renewAt: clock.now() + jwtLifetime };
            return current.token;
        },
        retryAfter(refused, refusal) {
            if (refusal.status !== 401)
                return undefined;
            // Of several concurrent requests, the first one has replaced it.
            if (refused !== lastToken)
                return 0;
            const difference = ((0,github_failure/* serverTime */.nI)(refusal) ?? clock.now()) - clock.now();
            if (corrected || Math.abs(difference) < clockTolerance)
                return undefined;
            corrected = true;
            const canCorrect = Math.abs(difference) <= maxCorrection;
            const advice = canCorrect
                ? `GitHub's clock is used to authenticate the App. Correct the runner's.`
                : `A difference of more than ten minutes is not corrected. Correct the runner's clock.`;
            log.warning(`The clock of this runner is ${Math.round(Math.abs(difference) / 1000)} seconds ${difference > 0 ? 'behind' : 'ahead of'} GitHub's. ${advice}`);
            if (!canCorrect)
                return undefined;
            clockOffset = difference;
            current = undefined;
            lastToken = undefined;
            return 0;
        }
    };
}
/** Authenticates with a token that is created on demand, renewed before it expires, and once more if GitHub refuses it. */
function installationToken(make, clock) {
    let current;
    let last;
    let permissionsUrl;
    let renewed = false;
    async function currentToken() {
        if (last && last.renewAt < clock.now())
            forget();
        current ??= make();
        const pending = current;
        try {
            const made = await pending;
            if (pending === current)
                last = made;
            permissionsUrl = made.permissionsUrl;
            return made;
        }
        catch (error) {
            if (pending === current)
                forget();
            // The request itself was not sent, whatever happened to the token.
            if (error instanceof github_failure/* RequestFailed */.DY)
                throw (0,github_failure/* notStarted */.Wj)(error.message);
            throw error;
        }
    }
    function forget() {
        current = undefined;
        last = undefined;
    }
    return {
        token: async () => (await currentToken()).token,
        hasPartialAccess: async () => (await currentToken()).hasPartialAccess,
        retryAfter(refused, refusal) {
            const isCurrent = refused === last?.token;
            const wait = isCurrent ? last?.retryDelay(refusal) : undefined;
            if (wait !== undefined || refusal.status !== 401)
                return wait;
            // Of several concurrent requests, the first one has replaced it.
            if (!isCurrent)
                return 0;
            if (renewed)
                return undefined;
            renewed = true;
            forget();
            return 0;
        },
        permissionsUrl: () => permissionsUrl
    };
}
/** How long GitHub may refuse a token that it has just created: https://github.com/octokit/auth-app.js/issues/65 */
const newTokenPeriod = 5000;
const pauses = [1000, 2000, 2000];
/** The `retryDelay` of a token created now. Concurrent requests wait for the same time. */
function newTokenRetries(clock) {
    const made = clock.now();
    let tries = 0;
    let next = 0;
    return refusal => {
        if (refusal.status !== 401 && !(refusal.status === 403 && (0,github_failure/* mentions */.wy)(refusal, github_failure/* phrases */.HJ.byIntegration)))
            return undefined;
        const now = clock.now();
        if (now < next)
            return next - now;
        const pause = now - made > (tries === 0 ? newTokenPeriod : 2 * newTokenPeriod) ? undefined : pauses[tries];
        tries++;
        next = now + (pause ?? 0);
        return pause;
    };
}

;// CONCATENATED MODULE: ./src/github/app.ts




/** The App that a client authenticates as. Each organization gets a token with only these permissions, if the server can. */
function createApp({ client, permissions, clock, createCleanupClient }) {
    const { log } = client;
    const known = new Map();
    const tokens = new Map();
    const unrestricted = new Set();
    async function createTokenFor(org) {
        const installation = known.get(org.toLowerCase()) ?? (await find(client, org));
        known.set(org.toLowerCase(), installation);
        const { suspended, permissionsUrl } = installation;
        if (suspended)
            throw new registries_problem/* Problem */.AF(`The App's installation in ${org} is suspended. An owner can unsuspend it at ${permissionsUrl}.`);
        const requestedAt = clock.now();
        const { token, life, hasPartialAccess, restricted } = await createToken(client, installation, permissions);
        log.mask(token);
        if (!restricted)
            unrestricted.add(org);
        const created = {
            ...{ token, permissionsUrl, renewAt: requestedAt + Math.max(life - expiryMargin, life / 2) },
            ...{
                hasPartialAccess: hasPartialAccess || installation.hasPartialAccess,
                retryDelay: newTokenRetries(clock)
            }
        };
        tokens.set(token, created);
        return created;
    }
    return {
        /** Whether an enterprise owns the App, so that it cannot be installed outside of it. */
        isOwnedByEnterprise() {
            return client.request(callOf('GET /app', 'read who owns the App'), ({ data }) => {
                const { id, owner } = (0,github_failure/* members */.ol)(data);
                if (typeof id !== 'number')
                    throw (0,github_failure/* unexpectedAnswer */.au)('it is not an App with an id');
                const { slug, login } = (0,github_failure/* members */.ol)(owner);
                return typeof slug === 'string' && login === undefined;
            });
        },
        /** Where the App is installed: each organization once, sorted by name. */
        async organizations() {
            for (const installation of await list(client))
                if (!known.has(installation.org.toLowerCase()))
                    known.set(installation.org.toLowerCase(), installation);
            return [...known.values()].sort((one, other) => (one.org < other.org ? -1 : 1));
        },
        credentialFor: (org) => installationToken(() => createTokenFor(org), clock),
        async revoke() {
            const requested = Object.entries(permissions).map(([name, level]) => `${name}=${level}`);
            if (unrestricted.size > 0)
                log.notice(`GitHub refused to restrict the App's tokens to ${requested.join(', ')} in ${[...unrestricted].sort().join(', ')}. There they have all permissions of the App.`);
            await Promise.all([...tokens.values()].map(({ token, retryDelay }) => revokeWith(createCleanupClient({ token: async () => token, retryAfter: (_, refusal) => retryDelay(refusal) }))));
        }
    };
}
/** A token is not used in the last minutes before it expires. */
const expiryMargin = 5 * 60_000;
/** GitHub's tokens for Apps expire after an hour. */
const defaultLifetime = 60 * 60_000;
function callOf(route, task, more = {}) {
    return { route, task, parameters: {}, subject: 'app', org: '', ...more };
}
/** The installations in organizations. Those in personal accounts are left out. */
async function list(client) {
    const call = callOf('GET /app/installations', `list the App's installations`);
    const found = await listAll(client, call, ({ data }) => {
        if (!Array.isArray(data))
            throw (0,github_failure/* unexpectedAnswer */.au)('it is not a list of installations');
        return {
            items: data.map(one => {
                const { id } = (0,github_failure/* members */.ol)(one);
                if (typeof id !== 'number')
                    throw (0,github_failure/* unexpectedAnswer */.au)('the list contains an installation without an id');
                return [id, installationIn(one)];
            })
        };
    });
    return found.filter(one => one !== undefined);
}
function find(client, org) {
    const more = { parameters: { org }, subject: 'installation', org };
    const call = callOf('GET /orgs/{org}/installation', `find the App's installation in ${org}`, more);
    return client.request(call, ({ data }) => {
        const installation = installationIn(data);
        if (!installation)
            throw (0,github_failure/* unexpectedAnswer */.au)(`it is not an organization's installation with an id`);
        return { ...installation, org };
    });
}
/** Creates a token, with all of the App's permissions if the server cannot restrict them. */
async function createToken(client, { id, org, permissionsUrl }, permissions) {
    const route = 'POST /app/installations/{installation_id}/access_tokens';
    const about = { safeToRepeat: true, subject: 'installation', org, permissionsUrl };
    const parameters = { installation_id: id };
    const call = callOf(route, `create a token of the App for ${org}`, { ...about, parameters });
    try {
        return { ...(await client.request({ ...call, data: { permissions } }, readToken)), restricted: true };
    }
    catch (error) {
        // If the server does not know a permission, or it is not granted, the first use of the token fails with the reason.
        if ((0,github_failure/* refusalStatus */.rp)(error) !== 422)
            throw error;
        return { ...(await client.request(call, readToken)), restricted: false };
    }
}
async function revokeWith(client) {
    const call = callOf('DELETE /installation/token', 'revoke a token of the App', { safeToRepeat: true });
    try {
        await client.request(call, () => { });
    }
    catch (error) {
        if (!(error instanceof github_failure/* RequestFailed */.DY))
            throw error;
        // The token has already been revoked or has expired.
        if ((0,github_failure/* refusalStatus */.rp)(error) !== 401)
            client.log.notice(`A token of the App could not be revoked; it expires within an hour. ${error.message}`);
    }
    finally {
        client.close();
    }
}
function installationIn(data) {
    const { id, account, suspended_at, html_url, target_type } = (0,github_failure/* members */.ol)(data);
    const { login } = (0,github_failure/* members */.ol)(account);
    if (typeof id !== 'number' || typeof login !== 'string' || target_type !== 'Organization')
        return undefined;
    const suspended = typeof suspended_at === 'string';
    const permissionsUrl = typeof html_url === 'string' ? html_url : '';
    return { id, org: login, suspended, hasPartialAccess: isLimitedToSome(data), permissionsUrl };
}
function isLimitedToSome(data) {
    const { repository_selection } = (0,github_failure/* members */.ol)(data);
    return typeof repository_selection === 'string' && repository_selection !== 'all';
}
/** A token and its lifetime in milliseconds, by the server's clock, because this one may be wrong. */
function readToken({ data, headers }) {
    const { token, expires_at } = (0,github_failure/* members */.ol)(data);
    if (typeof token !== 'string' || token === '')
        throw (0,github_failure/* unexpectedAnswer */.au)('it is not a token');
    const life = Date.parse(String(expires_at)) - Date.parse(String(headers['date']));
    return { token, life: life > 0 ? life : defaultLifetime, hasPartialAccess: isLimitedToSome(data) };
}

;// CONCATENATED MODULE: ./src/github/private-registries.ts



/** The six endpoints of one organization's private registries. Every function throws `RequestFailed` on failure. */
function privateRegistries(client, org) {
    const all = { parameters: { org }, subject: 'organization', org };
    const one = (name) => ({ parameters: { org, secret_name: name }, subject: 'registry', org });
    /** What was listed last under each name, and before its registry was deleted. */
    const known = new Map();
    const removed = new Map();
    /** The name of a deleted registry may be used again. */
    function forget(name) {
        removed.set(name, known.get(name));
        known.delete(name);
    }
    /** Whether a listed registry is one that has been deleted: lists lag. If the server shows no date, the answer is no. */
    function isRemoved(found) {
        const before = removed.get(found.name);
        return found.updated_at !== undefined && JSON.stringify(before) === JSON.stringify(found);
    }
    /** Lists all registries. Fails unless the pages contain as many different names as GitHub counts. */
    async function list() {
        const route = 'GET /orgs/{org}/private-registries';
        const call = { ...all, route, task: `list the private registries of ${org}` };
        const registries = await listAll(client, call, readPage);
        for (const one of registries)
            known.set(one.name, one);
        return registries;
    }
    return {
        org,
        list,
        publicKey() {
            const route = 'GET /orgs/{org}/private-registries/public-key';
            return client.request({ ...all, route, task: `read the public key of ${org}` }, ({ data }) => {
                const { key, key_id } = (0,github_failure/* members */.ol)(data);
                if (isKey(key) && typeof key_id === 'string' && key_id !== '')
                    return { key, key_id };
                throw (0,github_failure/* unexpectedAnswer */.au)('it is not a public key of 32 bytes in base64 with an id');
            });
        },
        get(name) {
            const route = 'GET /orgs/{org}/private-registries/{secret_name}';
            return client.request({ ...one(name), route, task: `read ${name} of ${org}` }, readRegistry);
        },
        /** Creates at most one registry. If the answer is lost, the registry is searched for before the request is sent again. */
        async create(body, called) {
            const route = 'POST /orgs/{org}/private-registries';
            const call = { ...all, route, data: body, task: `create ${called} in ${org}` };
            const { registry_type: type = '', url = '' } = body;
            const earlier = new Set(known.keys());
            const registry = await createOnce(client, call, async (isFirst) => {
                const isNew = (found) => !earlier.has(found.name) && !(isFirst && removed.has(found.name)) && !isRemoved(found);
                return (0,match/* possiblyCreated */.wG)((await list()).filter(isNew), type, url);
            });
            known.set(registry.name, registry);
            return registry;
        },
        async update(name, body) {
            const route = 'PATCH /orgs/{org}/private-registries/{secret_name}';
            await client.request({ ...one(name), route, data: body, task: `update ${name} in ${org}` }, checkDone);
        },
        /** Deletes a registry, unless the deadline leaves no time for this number of writes after it. */
        async remove(name, followingWrites = 0) {
            const route = 'DELETE /orgs/{org}/private-registries/{secret_name}';
            try {
                const task = `delete ${name} from ${org}`;
                await client.request({ ...one(name), route, followingWrites, task }, checkDone);
            }
            catch (error) {
                if ((0,github_failure/* refusalStatus */.rp)(error) !== 404)
                    throw error;
                forget(name);
                // A repeated DELETE finds nothing if the first one succeeded but its answer was lost.
                if (!(error instanceof github_failure/* RequestFailed */.DY && error.mayHaveSucceeded))
                    throw error;
            }
            forget(name);
        }
    };
}
/** GitHub answers an update or a delete with nothing. Any other JSON but a registry may be somebody else's. */
function checkDone({ data }) {
    if (Object.keys((0,github_failure/* members */.ol)(data)).length > 0 && !registryIn(data))
        throw (0,github_failure/* unexpectedAnswer */.au)('it is neither empty nor a registry');
}
function readRegistry({ data }) {
    const registry = registryIn(data);
    if (!registry)
        throw (0,github_failure/* unexpectedAnswer */.au)('it is not a registry with a name and a type');
    return registry;
}
function readPage({ data }) {
    const { configurations, total_count: total } = (0,github_failure/* members */.ol)(data);
    if (!Array.isArray(configurations) || typeof total !== 'number')
        throw (0,github_failure/* unexpectedAnswer */.au)('it is not a list with total_count and configurations');
    const items = configurations.map((data) => {
        const registry = registryIn(data);
        if (!registry)
            throw (0,github_failure/* unexpectedAnswer */.au)('the list contains an item without a name and a type');
        return [registry.name, registry];
    });
    return { items, total };
}
const textFields = ['url', 'auth_type', 'visibility', 'updated_at'];
/** Reads a registry in GitHub's answer. Unknown members are kept, because outputs include them. */
function registryIn(data) {
    // No server should send a sealed secret. If one does, it is dropped.
    const { name, registry_type, encrypted_value: _, key_id: __, ...others } = (0,github_failure/* members */.ol)(data);
    if (typeof name !== 'string' || name === '' || typeof registry_type !== 'string')
        return undefined;
    const fields = Object.entries(others)
        .filter(([member, value]) => !textFields.includes(member) || typeof value === 'string')
        .map(([member, value]) => [member, withoutBigInts(value)]);
    return { name: name.toWellFormed(), registry_type, ...Object.fromEntries(fields) };
}
function isKey(key) {
    return typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key);
}
/** Turns integers that common JSON parsers would round into text. */
function withoutBigInts(value) {
    if (typeof value === 'bigint')
        return String(value);
    if (Array.isArray(value))
        return value.map(withoutBigInts);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigInts(item)]));
}
/** The pauses before each listing after a lost answer, in milliseconds. A list may lag behind. */
const private_registries_listDelays = [0, 2000, 3000];
/** Creates a registry, and never a second one: after a lost answer, only if `look` finds nothing is the request sent again. */
async function createOnce({ request, log, pause }, call, look) {
    const { task } = call;
    let earlier = [];
    for (;;) {
        const answer = await post();
        if (!(answer instanceof github_failure/* RequestFailed */.DY))
            return answer;
        const created = await lookFor(answer);
        if (created)
            return created;
        if (earlier.length > 0)
            throw answer;
        earlier = answer.failures;
        log.info(`It does not exist: trying again to ${task}.`);
    }
    async function post() {
        try {
            return await request(call, readRegistry);
        }
        catch (thrown) {
            const error = (0,github_failure/* withEarlierFailures */.sZ)(earlier, thrown);
            if (!(error instanceof github_failure/* RequestFailed */.DY))
                throw error;
            if (error.mayHaveSucceeded)
                return error;
            // A list shows the conflicting registry, so that later creates do not mistake it for theirs.
            if ((0,github_failure/* refusalStatus */.rp)(error) === 409)
                await listAfter(false, error);
            throw error;
        }
    }
    async function lookFor(lost) {
        log.info(`GitHub's answer was lost. Checking whether it did ${task}.`);
        const uncertain = (0,github_failure/* appendMessage */.Qv)(lost, 'Whether it was created is unknown.');
        for (const milliseconds of private_registries_listDelays) {
            await pause(milliseconds);
            const found = await listAfter(milliseconds === 0, uncertain);
            const [created, other] = found;
            if (other)
                throw (0,github_failure/* appendMessage */.Qv)(lost, `Now there are ${found.map(({ name }) => name).join(' and ')}, and it is unknown which of them this run created.`);
            if (!created)
                continue;
            if (!created.url)
                throw (0,github_failure/* appendMessage */.Qv)(lost, `Now there is ${created.name}, but this server does not show its URL, so it is unknown whether this run created it.`);
            log.info(`It did: the registry is ${created.name}.`);
            return created;
        }
        return undefined;
    }
    /** What `look` finds. If it fails, the earlier failure is thrown with its message added. */
    async function listAfter(isFirst, before) {
        try {
            return await look(isFirst);
        }
        catch (error) {
            if (!(error instanceof github_failure/* RequestFailed */.DY))
                throw error;
            throw (0,github_failure/* appendMessage */.Qv)(before, error.message);
        }
    }
}

;// CONCATENATED MODULE: ./src/github/repositories.ts



/** Resolves names, patterns and ids to repositories: from a listing if there is a pattern, with one request for each other name. */
async function resolveRepositories(client, org, lists) {
    const wanted = lists.map(list => list.map(text => selectionOf(text, org)));
    const all = wanted.flat();
    const hasPattern = all.some(one => 'pattern' in one);
    const hasPartialAccess = hasPattern && (await client.hasPartialAccess());
    const listed = hasPattern && !hasPartialAccess ? await listRepositories(client, org) : [];
    const byName = new Map(listed.map(one => [one.name.toLowerCase(), one]));
    const names = all.flatMap(one => ('name' in one ? [one.name] : []));
    const missing = new Map(names.map(name => [name.toLowerCase(), name]).filter(([key]) => !byName.has(key)));
    await Promise.all([...missing].map(async ([key, name]) => {
        const found = await findRepository(client, org, name);
        if (found)
            byName.set(key, found);
    }));
    const notices = new Set();
    const warnings = new Set();
    function selectedBy(selection) {
        if ('id' in selection)
            return [{ id: selection.id, name: String(selection.id) }];
        if ('foreign' in selection)
            return `'${selection.foreign}' is a repository of another organization. Only repositories of ${org} can use its registries.`;
        if ('pattern' in selection)
            return matching(selection.pattern);
        const { name } = selection;
        const found = byName.get(name.toLowerCase());
        if (!found)
            return `There is no repository ${org}/${name}, or the token cannot access it (it needs metadata=read on it).`;
        if (found.name.toLowerCase() !== name.toLowerCase())
            notices.add(`The repository ${org}/${name} is now called ${org}/${found.name}. Use the new name, because another repository may take the old one.`);
        return [found];
    }
    function matching(pattern) {
        if (hasPartialAccess)
            return `'${pattern}' is a pattern, but the App is installed for some repositories of ${org} only, and the others would lose access. Install it for all repositories, or list the repositories by name.`;
        const found = listed.filter(({ archived, name }) => !archived && matches(pattern, name));
        if (found.length === 0)
            warnings.add(`No repository of ${org} matches '${pattern}' (archived ones do not count).`);
        return found;
    }
    const resolved = wanted.map(selections => {
        const found = selections.map(selectedBy);
        const selected = found.flatMap(one => (typeof one === 'string' ? [] : one));
        const nameById = new Map(selected.map(({ id, name }) => [id, name]));
        const problems = found.filter(one => typeof one === 'string');
        if (selections.length > 0 && nameById.size === 0 && problems.length === 0)
            problems.push(`None of the selected repositories is left in ${org}; give [] if no repository is meant.`);
        return { ids: [...nameById.keys()], names: [...nameById.values()], problems };
    });
    for (const notice of notices)
        client.log.notice(notice);
    for (const warning of warnings)
        client.log.warning(warning);
    return resolved;
}
function selectionOf(text, org) {
    if ((0,registries_registry/* isRepositoryId */.es)(text))
        return { id: Number(text) };
    const [name = '', owner = org] = text.split('/').reverse();
    if (owner.toLowerCase() !== org.toLowerCase())
        return { foreign: text };
    return name.includes('*') ? { pattern: name } : { name };
}
/** Matches each part of a pattern at its first occurrence, so matching takes linear time. */
function matches(pattern, name) {
    const [first = '', ...parts] = pattern.toLowerCase().split('*');
    const last = parts.pop() ?? '';
    const text = name.toLowerCase();
    if (!text.startsWith(first) || !text.endsWith(last))
        return false;
    let from = first.length;
    for (const part of parts) {
        const at = text.indexOf(part, from);
        if (at < 0)
            return false;
        from = at + part.length;
    }
    return from <= text.length - last.length;
}
/** Finds a repository by name. One that moved to another owner is not found, because the name may not mean it. */
async function findRepository(client, org, name) {
    const route = 'GET /repos/{owner}/{repo}';
    const about = { task: `read the repository ${org}/${name}`, subject: 'repositories', org };
    const call = { ...about, route, parameters: { owner: org, repo: name } };
    try {
        const repository = await client.request(call, ({ data }) => readRepository(data, 'it is not a repository with an id'));
        return repository.owner.toLowerCase() === org.toLowerCase() ? repository : undefined;
    }
    catch (error) {
        if ((0,github_failure/* refusalStatus */.rp)(error) === 404)
            return undefined;
        throw error;
    }
}
function listRepositories(client, org) {
    const about = { task: `list the repositories of ${org}`, subject: 'repositories', org };
    const call = { ...about, route: 'GET /orgs/{org}/repos', parameters: { org } };
    return listAll(client, call, ({ data }) => {
        if (!Array.isArray(data))
            throw (0,github_failure/* unexpectedAnswer */.au)('it is not a list of repositories');
        const repositories = data.map(one => readRepository(one, 'the list contains an item that is not a repository'));
        return { items: repositories.map(one => [one.id, one]) };
    });
}
function readRepository(data, message) {
    const { id, name, owner, archived } = (0,github_failure/* members */.ol)(data);
    const { login } = (0,github_failure/* members */.ol)(owner);
    if (typeof id !== 'number' || !Number.isSafeInteger(id))
        throw (0,github_failure/* unexpectedAnswer */.au)(message);
    if (typeof name !== 'string' || typeof login !== 'string')
        throw (0,github_failure/* unexpectedAnswer */.au)(message);
    return { id, name, owner: login, archived: archived === true };
}

;// CONCATENATED MODULE: ./src/github/seal.ts

/**
 * Seals secrets with a key that is fetched once, on first use. libsodium is loaded when the first secret is sealed, and
 * only after all requests have left (`requestsSent`), so that it delays no answer of GitHub. `hide` gets each sealed value,
 * which must never be printed either.
 */
function createSealer(fetchKey, requestsSent, hide) {
    let key;
    let sodium;
    function publicKey() {
        key ??= fetchKey();
        return key;
    }
    async function sealed(secret) {
        const fetching = publicKey();
        sodium ??= requestsSent.then(loadSodium);
        const [key, loaded] = await Promise.all([fetching, sodium]);
        return { encrypted_value: sealedBox(loaded, secret, key), key_id: key.key_id };
    }
    return {
        fetchKey: () => void publicKey().catch(() => { }),
        ready: async () => void (await sealed('')),
        async seal(secret, refusedKey) {
            if (refusedKey !== undefined && (await publicKey()).key_id === refusedKey)
                key = undefined;
            const box = await sealed(secret.reveal());
            hide(box.encrypted_value);
            return box;
        }
    };
}
/** Loads libsodium. A copy of the action without all its files is a `Problem`, before any secret is sent. */
async function loadSodium() {
    try {
        const { default: sodium } = await __nccwpck_require__.e(/* import() */ 768).then(__nccwpck_require__.bind(__nccwpck_require__, 4768));
        await sodium.ready;
        return sodium;
    }
    catch (error) {
        throw new registries_problem/* Problem */.AF(`libsodium could not be loaded, so the secret was not sent. Check that 'dist' of the action has all its files. (${error})`);
    }
}
/** `crypto_box_seal` in standard, padded base64, as GitHub's Actions secrets are: https://docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api */
function sealedBox(sodium, secret, { key, key_id }) {
    const { ORIGINAL } = sodium.base64_variants;
    try {
        // Unlike Buffer, libsodium rejects invalid base64 and invalid keys.
        const publicKey = sodium.from_base64(key, ORIGINAL);
        return sodium.to_base64(sodium.crypto_box_seal(sodium.from_string(secret), publicKey), ORIGINAL);
    }
    catch {
        throw new registries_problem/* Problem */.AF(`GitHub's public key ${key_id} is not a usable key of 32 bytes in base64, so the secret was not sent. Run the step again, and report it to GitHub if it keeps happening.`);
    }
}

;// CONCATENATED MODULE: ./src/organizations.ts












/** How long revoking tokens may take, in milliseconds, even after the run's deadline. */
const revocationTimeout = 10_000;
/** The same after a cancellation, and for each request. The runner allows 7.5 s in all. */
const cancelledTimeout = 2500;
/** The organizations of a run, accessed with one token or with an App's token for each. */
function organizations(request, { connection, clock, log }) {
    const clients = [];
    const limit = (0,github_call/* createLimiter */.zm)(maxConcurrent);
    const clientFor = (credential) => {
        const client = createClient({ ...connection, credential, limit }, clock, log);
        clients.push(client);
        return client;
    };
    const createCleanupClient = (credential) => {
        const timeout = connection.cancelled.aborted ? cancelledTimeout : revocationTimeout;
        const limits = {
            requestTimeout: Math.min(connection.requestTimeout, cancelledTimeout),
            deadline: clock.now() + timeout,
            cancelled: new AbortController().signal
        };
        return createClient({ ...connection, ...limits, credential, limit }, clock, log);
    };
    const { access } = request.connection;
    const client = clientFor('token' in access ? givenToken(access.token) : appJwt(access, clock, log));
    const permissions = permissionsFor(request);
    const app = 'token' in access ? undefined : createApp({ client, permissions, clock, createCleanupClient });
    const byName = new Map();
    return {
        at(org) {
            const one = byName.get(org) ?? organization(app ? clientFor(app.credentialFor(org)) : client, org, log);
            byName.set(org, one);
            return one;
        },
        /** Replaces `*` in a request by names. `leaveOut` gets a sentence about organizations that are skipped. */
        resolveNames: async (original, leaveOut) => app ? resolveOrganizationNames(original, app, { leaveOut, log }) : original,
        /** Cancels all pending requests, and revokes the tokens that this run created. */
        async close() {
            for (const one of clients)
                one.close();
            await app?.revoke();
        }
    };
}
/** One organization and what can be done in it. It sends no request yet. */
function organization(client, org, log) {
    const registries = privateRegistries(client, org);
    const { pause, serverVersion, requestsSent } = client;
    return {
        ...{ org, registries, log, pause, serverVersion },
        sealer: createSealer(registries.publicKey, requestsSent, log.hide),
        resolve: (lists) => resolveRepositories(client, org, lists)
    };
}
function permissionsFor(request) {
    const isWriting = writes.includes(request.operation) && !('dryRun' in request && request.dryRun);
    const level = isWriting ? 'write' : 'read';
    const metadata = request.operation !== 'rotate' && namesRepositories(request);
    return { organization_private_registries: level, ...(metadata && { metadata: 'read' }) };
}
function namesRepositories(request) {
    const wanted = 'wanted' in request ? request.wanted.flatMap(({ spec, defaults }) => [spec, defaults]) : [];
    const specs = 'spec' in request ? [request.spec] : wanted;
    return specs.some(({ selected_repositories = [] }) => !selected_repositories.every(registries_registry/* isRepositoryId */.es));
}
async function resolveOrganizationNames(request, app, { leaveOut, log }) {
    if (!('orgs' in request) || !request.orgs.includes(allOrganizations))
        return request;
    // An enterprise's App cannot be installed outside the enterprise. Anyone may have installed any other App.
    const entries = 'wanted' in request && !(await app.isOwnedByEnterprise()) ? entriesLimitedToOrgs(request) : undefined;
    const found = Object.groupBy(await app.organizations(), ({ org, suspended }) => {
        if (!registries_registry/* orgName */.O9.test(org))
            return 'invalid';
        if (suspended)
            return 'suspended';
        return !entries || entries.some(one => (0,registries_wanted/* isWantedIn */.J)(one, org)) ? 'selected' : 'others';
    });
    const { invalid = [], suspended = [], others = [], selected = [] } = found;
    const skip = (installations, why) => {
        const names = installations.map(({ org }) => org);
        if (names.length > 0)
            leaveOut(`${why}: ${(0,registries_problem/* firstOf */.Ku)(names, 100)}.`);
    };
    skip(invalid, 'Skipped, because the App is installed there under a name that no organization can have');
    skip(suspended, 'Skipped, because the App is suspended there');
    skip(others, `The App does not belong to an enterprise, so strangers may have installed it. Skipped, because no entry of the manifest lists them in 'orgs'`);
    if (others.length + selected.length === 0)
        throw new registries_problem/* Problem */.AF(`'org' is *, but the App is not installed in any organization, or is suspended in all of them. Install it first.`);
    if (selected.length === 0)
        throw new registries_problem/* Problem */.AF(`No entry of the manifest lists in 'orgs' an organization in which the App is installed. Correct 'orgs', or install the App there.`);
    const orgs = selected.map(({ org }) => org);
    for (const warning of 'wanted' in request ? (0,registries_wanted/* unmatchedOrgs */.X3)(request.wanted, orgs) : [])
        log.warning(warning);
    return { ...request, orgs };
}
/** The entries, if each of them has 'orgs'. Any other would go to strangers too. */
function entriesLimitedToOrgs({ wanted, fromManifest }) {
    const [first, ...rest] = wanted.filter(({ orgs }) => orgs === undefined);
    if (!first)
        return wanted;
    const why = `'org' is *, but the App does not belong to an enterprise, so strangers may have installed it and would get `;
    if (!fromManifest)
        throw new registries_problem/* Problem */.AF(`${why}this registry. List the organizations in 'org'.`);
    const these = rest.length > 0 ? `the ${rest.length + 1} registries without 'orgs'` : `this registry without 'orgs'`;
    throw new registries_problem/* Problem */.AF((0,registries_problem/* sentenceAt */.LT)((0,registries_wanted/* placeOf */.$t)(first), `${why}${these}. Give each entry 'orgs', or list the organizations in 'org'.`));
}

// EXTERNAL MODULE: ./src/registries/manifest-keys.ts
var manifest_keys = __nccwpck_require__(5643);
;// CONCATENATED MODULE: ./src/registries/export.ts




const schema = 'https://raw.githubusercontent.com/org/private-registry-action/v1/manifest.schema.json';
/** An entry begins with the leading keys and ends with the trailing ones. */
const leading = ['registry_type', 'url', 'auth_type'];
const trailing = ['username', 'replaces_base', 'visibility'];
const ordered = [
    ...leading,
    ...registries_registry/* fieldNames */.pi.filter(field => !leading.includes(field) && !trailing.includes(field)),
    ...trailing
];
/** The registries as one manifest whose plan has no changes. Comments name what a manifest cannot express. */
function manifestOf(lists) {
    const entries = [...Map.groupBy(lists.flatMap(exportedIn), keyOf).values()];
    const variables = variablesFor(entries);
    const lines = entries.flatMap((entry, index) => entryLines(entry, `${variables[index]}`, lists.length > 1));
    return [
        `# yaml-language-server: $schema=${schema}`,
        `# The private registries of ${lists.map(({ org }) => oneLine(org)).join(', ')}, as GitHub shows them.`,
        '# GitHub never shows secrets: put each one into the variable that secret_env names.',
        '# GitHub does not show selected repositories: add them where a comment asks for them.',
        lines.some(line => line.startsWith('  - ')) ? 'registries:' : 'registries: []',
        ...lines,
        ''
    ].join('\n');
}
/** The registries of an organization, and how a manifest identifies each: `none` if it cannot. */
function exportedIn({ org, registries }) {
    const entries = registries.map(({ registry_type, url }) => {
        const spec = { registry_type, url };
        return { wanted: { spec, defaults: {} }, problems: [] };
    });
    const names = Map.groupBy(registries, ({ name }) => name.toUpperCase());
    return (0,match/* matchAll */.HD)({ org, entries, registries }).map(({ wanted, registry: found }, index) => {
        const registry = registries[index];
        const { name } = registry;
        const { registry_type, url } = wanted.spec;
        const isKnown = found !== undefined && isAccepted('registry_type', registry_type) && isAccepted('url', url);
        const isPinnable = names.get(name.toUpperCase())?.length === 1 && isAccepted('name', name);
        const by = isKnown ? 'address' : isPinnable ? 'name' : 'none';
        return { org, registry, by };
    });
}
/** The same for registries that become one entry: those with equal entries that need no comment. */
function keyOf({ org, registry, by }) {
    const members = membersOf(registry, 'SECRET').join('\n');
    const isOwn = by !== 'address' || registry.visibility === 'selected' || /^#/m.test(members);
    return isOwn ? `${org} ${registry.name}` : members;
}
function entryLines([first, ...others], variable, hasOrgs) {
    if (!first)
        return [];
    const { org, registry, by } = first;
    const where = hasOrgs ? ` of ${oneLine(org)}` : '';
    if (by === 'none')
        return [
            `  # ${oneLine(registry.name)}${where} is left out: a manifest can identify it neither by its address nor by its name.`
        ];
    const orgs = [first, ...others].map(one => quoted(one.org)).join(', ');
    const members = membersOf(registry, variable);
    const isShared = others.length > 0 && members.some(line => line.startsWith('secret_env:'));
    return [
        ...(by === 'name' ? [`name: ${quoted(registry.name)}`] : []),
        ...members,
        ...(isShared ? ['# This asserts that these organizations share one secret.'] : []),
        ...(hasOrgs ? [`orgs: [${orgs}]`] : [])
    ].map((line, at) => `  ${at === 0 ? '-' : ' '} ${line}`);
}
/** The lines of an entry except for its name: keys and comments. */
function membersOf(registry, variable) {
    const { auth_type, visibility } = registry;
    const authType = (0,registries_registry/* authTypeNamed */.Wy)(auth_type);
    const lines = ordered.flatMap(field => memberFor(field, registry[field], authType));
    if (visibility === 'selected')
        lines.push(selectionIn(registry['selected_repository_ids']));
    // An older server does not show the auth type. Whether an unknown auth type needs a secret is unknown.
    if (authType ? registries_registry/* authTypes */.QV[authType].secret : !auth_type)
        lines.push(`secret_env: ${quoted(variable)}`);
    else if (!authType)
        lines.push('# If this auth_type needs a secret, add secret_env.');
    return lines;
}
function memberFor(field, value, authType) {
    const isUnset = value === undefined || value === null || (field === 'username' && value === '');
    if (field === 'url' && (isUnset || value === ''))
        return ['# GitHub does not show the url.'];
    if (isUnset || (field === 'replaces_base' && value === false))
        return [];
    const problem = problemOf(field, value, authType);
    if (problem)
        return [`# ${field} is left out and stays unchanged: ${problem}.`];
    return [`${field}: ${typeof value === 'boolean' ? value : quoted(`${value}`)}`];
}
function problemOf(field, value, authType) {
    // Without an auth type, the user name is assumed to belong to a token.
    if (!(0,registries_registry/* fieldsFor */.VV)(authType ?? 'token').includes(field))
        return authType ? `it does not belong to ${authType}` : 'its auth_type is unknown';
    if (isAccepted(field, value))
        return undefined;
    if (registries_registry/* fields */.OA[field].kind === 'boolean')
        return 'it is neither true nor false';
    if (typeof value !== 'string')
        return 'it is not text';
    if (registries_registry/* fields */.OA[field].kind === 'choice')
        return `this action does not know '${oneLine(value)}'`;
    const problem = value === '' ? undefined : ((0,registries_address/* textProblem */.Fy)(field, value) ?? hostProblemOf(field, value));
    return problem ? `it ${problem}` : 'it is empty';
}
function selectionIn(ids) {
    if (Array.isArray(ids) && ids.every(id => typeof id === 'number' && (0,registries_registry/* isRepositoryId */.es)(`${id}`)))
        return `selected_repository_ids: [${[...new Set(ids)].join(', ')}]`;
    return '# selected_repositories could not be read; add them.';
}
function hostProblemOf(key, text) {
    const field = registries_address/* hostFields */.oU.find(known => known === key);
    return field && (0,registries_address/* hostProblem */.Q8)(field, text);
}
function isAccepted(key, value) {
    const place = { file: '', line: 0, column: 0 };
    const read = (0,manifest_keys/* readValue */.wK)(key, { kind: 'scalar', place, value, written: '' }, () => undefined);
    return read !== undefined && read === value && !(typeof value === 'string' && hostProblemOf(key, value));
}
/** A variable for the secret of each entry: its registry's name, with the organization in front where names collide. */
function variablesFor(entries) {
    const named = entries.map(([first]) => ({ org: first?.org ?? '', name: first?.registry.name ?? '' }));
    const same = Map.groupBy(named, ({ name }) => name.toUpperCase());
    const preferred = named.map(({ org, name }) => {
        const isUnique = same.get(name.toUpperCase())?.length === 1;
        return isUnique ? name : `${org}_${name}`.toUpperCase();
    });
    const used = new Set(preferred.filter(name => isAccepted('secret_env', name)).map(name => name.toUpperCase()));
    const given = new Set();
    return preferred.map(name => {
        if (isAccepted('secret_env', name) && !given.has(name.toUpperCase())) {
            given.add(name.toUpperCase());
            return name;
        }
        const made = name.replace(/\W/g, '_');
        const first = isAccepted('secret_env', made) ? made : `REGISTRY_${made}`;
        let variable = first;
        for (let number = 2; used.has(variable.toUpperCase()); number += 1)
            variable = `${first}_${number}`;
        used.add(variable.toUpperCase());
        return variable;
    });
}
const invisible = /(?! )[\p{C}\p{Z}]/gu;
/** Text as a YAML scalar on one line, in quotes unless it is clearly a string. */
function quoted(text) {
    const isPlain = /^[A-Za-z][\w./:@+-]*(?<!:)$/.test(text);
    if (isPlain && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text))
        return text;
    if (text.search(invisible) < 0)
        return `'${text.replaceAll("'", "''")}'`;
    return `"${text.replace(/["\\]/g, '\\$&').replace(invisible, escaped)}"`;
}
function escaped(character) {
    const code = Number(character.codePointAt(0)).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
function oneLine(text) {
    return text.slice(0, 100).replace(invisible, ' ');
}

;// CONCATENATED MODULE: ./src/operations.ts







/** Carries out a request. Failures are in the result, as full sentences. */
async function operate(request, { clock, cancelled }, log) {
    const deadline = clock.now() + request.connection.timeout;
    if (request.operation === 'verify') {
        const { verify } = await __nccwpck_require__.e(/* import() */ 629).then(__nccwpck_require__.bind(__nccwpck_require__, 629));
        const advised = adviseUnread(request.wanted, request.advice, clock.now());
        for (const warning of warningsIn(advised.advice))
            log.warning(warning);
        return { ...(await verify(request, { clock, deadline, cancelled }, log)), advised };
    }
    const organizationsOfRun = organizations(request, {
        connection: { ...request.connection, deadline, cancelled },
        clock,
        log
    });
    const leftOut = [];
    const leaveOut = (sentence) => {
        leftOut.push(sentence);
        log.warning(sentence);
    };
    try {
        const named = await organizationsOfRun.resolveNames(request, leaveOut);
        return { ...(await operations_resultOf(named, organizationsOfRun.at, { clock, deadline, log })), leftOut };
    }
    catch (error) {
        if (error instanceof registries_problem/* Problem */.AF)
            return { ...failed(request, error.sentences), leftOut };
        throw error;
    }
    finally {
        await organizationsOfRun.close();
    }
}
async function operations_resultOf(request, at, { clock, deadline, log }) {
    switch (request.operation) {
        case 'list': {
            const { operation, orgs } = request;
            return { operation, ...(await operations_listAll(orgs, at)) };
        }
        case 'get': {
            const { operation, org } = request;
            return { operation, found: { org, registry: await getOne(request, at(org)) }, problems: [] };
        }
        case 'get-public-key': {
            const { operation, org } = request;
            return { operation, org, key: await at(org).registries.publicKey(), problems: [] };
        }
        case 'create':
        case 'update':
        case 'delete':
            return changeOne(request, at(request.org), clock.now());
        case 'apply':
        case 'plan':
        case 'rotate':
            return applyAll(request, { at, clock, deadline, log });
        case 'export': {
            const { operation, orgs, file, dryRun } = request;
            const { lists, problems } = await operations_listAll(orgs, at);
            if (problems.length > 0)
                return failed(request, problems);
            // Redacted before it becomes YAML, because redacting YAML could break it.
            const registries = log.redact(lists);
            const count = registries.reduce((sum, one) => sum + one.registries.length, 0);
            return { operation, orgs, file, dryRun, manifest: manifestOf(registries), count, problems: [] };
        }
    }
}
async function operations_listAll(orgs, at) {
    const reads = await Promise.allSettled(orgs.map(async (org) => ({ org, registries: await at(org).registries.list() })));
    const problems = reads.flatMap(read => {
        if (read.status === 'fulfilled')
            return [];
        if (read.reason instanceof registries_problem/* Problem */.AF)
            return read.reason.sentences;
        throw read.reason;
    });
    return { lists: reads.flatMap(read => (read.status === 'fulfilled' ? read.value : [])), problems };
}
/** The result of a request that failed; `outcomes` are what it wrote before. */
function failed({ operation, dryRun = false }, problems, outcomes = []) {
    if (operation === 'verify')
        return { operation, verified: [], problems };
    if (!isChanging(operation))
        return { operation: 'none', failed: operation, problems };
    return { operation, dryRun, changed: outcomes.some(({ changed }) => changed), outcomes, problems };
}
function isChanging(operation) {
    return operation !== undefined && (writes.includes(operation) || operation === 'plan');
}

;// CONCATENATED MODULE: ./src/report/sanitise.ts

/** Longer texts are cut; an annotation ends at 4,096 characters. */
const longest = 4000;
const longestAddress = 200;
/** Marks that turn the direction of text, and separators that some readers take for line breaks. */
const sanitise_invisible = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]+/g;
/**
 * Text from GitHub or the user as one line of a log, without line breaks, terminal control and workflow commands. The
 * runner knows two forms of commands: `::name::` at the start of a line, and `##[name]` anywhere.
 */
function sanitise(text) {
    const line = withoutInvisible(text.replace(control, ' '))
        .replaceAll('##[', '## [')
        .replace(/^\s*::/, match => match.replace('::', ': :'));
    return shortened((0,registries_address/* withResolvedHosts */._k)(line).replace(longPath, `$1 \u2026`), longest);
}
/** A path so long that what follows it could be cut off. GitHub's links are shorter. */
const longPath = /(:\/\/[^/?#\s]*[/?#]\S{1000})\S+/g;
/** The text, or its first characters and a sign that more follow. The host of an address is never cut. */
function shortened(text, most) {
    if (text.length <= most)
        return text;
    const hosts = text.matchAll(/:\/\/[^/?#\s]*/g);
    const cut = hosts.find(({ 0: host, index }) => index < most && index + host.length > most);
    const end = cut ? cut.index + cut[0].length : most;
    return end < text.length ? `${text.slice(0, end).replace(/[\ud800-\udbff]$/, '')} \u2026` : text;
}
/** An address or a host for a row, in the form in which it is resolved. Only its path is shortened. */
function addressText(text) {
    return (0,registries_address/* resolvedAddress */.l1)(text, address => shortened((0,registries_address/* withResolvedHosts */._k)(address), longestAddress));
}
/** The lines of a text, without invisible characters and terminal control. */
function plainLines(text) {
    return text.split('\n').map(line => withoutInvisible(line.replace(control, ' ')));
}
function withoutInvisible(text) {
    return text.replace(sanitise_invisible, '');
}

;// CONCATENATED MODULE: ./src/report/page.ts

/** A table. The cells are Markdown too. */
function page_table(columns, rows, title = '') {
    const head = [...(title ? [title, ''] : []), line(columns), line(columns.map(() => '---'))];
    return { head: `${head.join('\n')}\n`, items: rows.map(line) };
}
/** A block that is closed until the reader opens it. The title is HTML. */
function fold(title, { head, tail = '', ...block }) {
    const start = `<details>\n<summary>${title}</summary>\n\n${head}`;
    return { ...block, head: start, tail: `${tail}\n\n</details>` };
}
/** Text as it is, in a fence that nothing in it can close. */
function fenced(text, language) {
    const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
    const fence = '`'.repeat(longest + 1);
    const items = plainLines(text.trimEnd());
    return { head: `${fence}${language}\n`, items, tail: `\n${fence}`, cut: '\n# ' };
}
/** The page in at most `most` characters. If it is longer, blocks lose items, and it says how many: first the minor blocks, then the last. */
function pageText({ above, blocks = [], below = '' }, most) {
    const text = (shown, left) => `${[...above, ...shown, left > 0 ? more(left) : '', below].filter(Boolean).join('\n\n')}\n`;
    const all = blocks.map(block => blockText(block, block.items.length));
    const whole = text(all, 0);
    if (whole.length <= most)
        return whole;
    let room = most - text([], Number.MAX_SAFE_INTEGER).length;
    let left = 0;
    const shown = new Map();
    for (const block of blocks.toSorted((a, b) => Number(a.isMinor ?? false) - Number(b.isMinor ?? false))) {
        const { items } = block;
        const least = blockText({ ...block, items: [''] }, 0).length + `${items.length}`.length + 2;
        const fit = blockText(block, items.length).length + 2 <= room ? items : fitting(items, room - least);
        if (fit.length > 0 || (items.length === 0 && least <= room))
            shown.set(block, blockText(block, fit.length));
        else
            left += items.length;
        room -= shown.has(block) ? (shown.get(block)?.length ?? 0) + 2 : 0;
    }
    const part = text(blocks.flatMap(block => shown.get(block) ?? []), left);
    return part.length > most ? `${part.slice(0, most - 2)} \u2026` : part;
}
function blockText({ head, items, tail = '', cut = '\n\n' }, count) {
    const left = items.length - count;
    return `${head}${items.slice(0, count).join('\n')}${left > 0 ? `${cut}${more(left)}` : ''}${tail}`;
}
/** The first of these texts that fit into `most` characters, with one between any two. */
function fitting(texts, most) {
    let left = most;
    const end = texts.findIndex(text => {
        left -= text.length + 1;
        return left < 0;
    });
    return end < 0 ? texts : texts.slice(0, end);
}
function more(count) {
    return `and ${count} more`;
}
function line(cells) {
    return `| ${cells.join(' | ')} |`;
}
/** Text as Markdown prose, without markup, links and mentions. */
function prose(text) {
    return (sanitise(text)
        .replace(/\bGH-(?=\d)/gi, 'GH-\u2060')
        .replace(/:(?=(?!\d+:)[\w+-]+:|1(00|234):)/g, ':\u2060')
        // A commit id is a link from seven digits on.
        .replace(/\b[\da-f]{7,}\b/gi, digits => digits.replace(/.{6}(?=.)/g, '$&\u2060'))
        .replace(/[&<>|[\]()!\\`*_~@#$]|:(?=\/\/)|(?<=\bwww)\./gi, character => {
        const entity = `&#${character.codePointAt(0)};`;
        // GitHub makes links of @name and #1 even where the sign is an entity; a word joiner stops that.
        return '@#$'.includes(character) ? `${entity}&#8288;` : entity;
    }));
}
/** Longer code makes a table wider than a page, since GitHub does not break it. */
const widest = 72;
/** Text as Markdown code that fits into a table cell; long code may break after a slash. */
function code(text) {
    const line = sanitise(text);
    if (line.trim() === '')
        return '';
    const isWide = line.length > widest && /[^/]\/[^/]/.test(line);
    // Neither a backquote nor a bar can be escaped inside a code span in a table.
    if (isWide || /[`|]/.test(line))
        return `<code>${isWide ? prose(line).replace(/(?<=[^/]\/)(?=[^/])/g, '<wbr>') : prose(line)}</code>`;
    return `\`${line}\``;
}

;// CONCATENATED MODULE: ./src/report/digits.ts
const [blank, neither] = [0x100, 0x200];
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const decimal = '0123456789';
/** Bytes as they are. */
const plain = {
    bits: 8,
    width: 4,
    values: Uint16Array.from({ length: 256 }, (_, byte) => byte)
};
/** Both alphabets of base64, in lines or with spaces. */
const base64 = digitsOf({ bits: 6, width: 4 }, ['+/', '-_'].map(last => `${letters}${letters.toLowerCase()}${decimal}${last}`), ' \t\r\n');
/** Both cases of hex, such as `68 75`, `68:75`, `0x68, 0x75` and `\x68\x75`. */
const hex = digitsOf({ bits: 4, width: 8 }, [`${decimal}ABCDEF`, `${decimal}abcdef`], ' \t\r\n:;,.-_|/\\\'"()[]{}<>xX');
function digitsOf(size, alphabets, blanks) {
    const values = new Uint16Array(256).fill(neither);
    for (const sign of blanks)
        values[sign.charCodeAt(0)] = blank;
    for (const alphabet of alphabets)
        for (const [value, sign] of [...alphabet].entries())
            values[sign.charCodeAt(0)] = value;
    return { ...size, values };
}
/** The digits of a text. */
function digitsIn(text, { values }) {
    const digits = Buffer.from(text);
    for (let at = 0; at < digits.length; at++)
        digits[at] = values[digits[at]];
    return digits;
}
/** 2^20 bits are 128 KiB; thousands of needles set one percent of them. */
const hashBits = 20;
/**
 * Texts to search for, as digits; none yet. In ordinary text one bit is read per digit: only where some needle may
 * begin with `npm_`, needles are compared.
 */
function createNeedles(digits) {
    const beginnings = new Uint32Array(2 ** hashBits / 32);
    const lists = new Map();
    return {
        digits,
        /** A bit for each hash of the first digits, set if a needle may begin with them. */
        beginnings,
        /** The needles with the same first digits, sorted. */
        lists,
        add(needle) {
            const first = needle.subarray(0, digits.width).reduce((all, digit) => (all << digits.bits) | digit, 0);
            const hash = hashOf(first);
            beginnings[hash >>> 5] = beginnings[hash >>> 5] | (1 << hash);
            const list = lists.get(first) ?? [];
            lists.set(first, list);
            const index = bisect(0, list.length, at => Buffer.compare(list[at], needle) < 0);
            if (Buffer.compare(list[index] ?? new Uint8Array(0), needle) !== 0)
                list.splice(index, 0, needle);
        }
    };
}
/** Whether a needle may begin with these digits. One that does is never missed. */
function mayBegin(beginnings, first) {
    const hash = hashOf(first);
    return ((beginnings[hash >>> 5] >>> hash) & 1) === 1;
}
function hashOf(first) {
    return Math.imul(first, 0x9e3779b1) >>> (32 - hashBits);
}
/** The first of these numbers that is not before what is looked for. */
function bisect(from, to, isBefore) {
    let [low, high] = [from, to];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (isBefore(middle))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
/**
 * Finds the places of needles, and all text, that are written in digits, with or without blanks. A byte may begin at
 * any digit: `/aHVudGVy` is decoded as `/aHV udGV y`, `aHVu dGVy`, `HVud GVy` and `Vud GVy`, and only the second is
 * text, `hunter`. Each digit ends a group in one of these ways.
 */
function findIn({ bytes, origin }, needles) {
    const { digits, beginnings } = needles;
    const { bits, width } = digits;
    const places = [];
    let texts;
    const mask = bits === 6 ? 0xffffff : -1;
    let [register, count] = [0, 0];
    for (let at = 0; at < bytes.length; at++) {
        const value = valueAt(bytes, at, digits);
        if (value === blank)
            continue;
        register = (register << bits) | value;
        count = value === neither ? 0 : count + 1;
        if (count === 0)
            at = gapEnd(bytes, at, digits);
        if (count < width)
            continue;
        const first = register & mask;
        if (isText(first, bits)) {
            texts ??= createTexts(bytes, digits);
            texts.add(at, count);
        }
        if (mayBegin(beginnings, first))
            places.push(...placesAt(bytes, at, needles, first).map(origin));
    }
    return { places, text: texts?.view(origin) };
}
/** Skips bytes that are not digits and so close to each other that no needle fits between them. */
function gapEnd(bytes, start, { width, values }) {
    let at = start;
    while (values[bytes[at + width]] === neither)
        at += width;
    return at;
}
/** The place of the longest needle whose first digits end at `last`. */
function placesAt(bytes, last, { digits, lists }, first) {
    const list = lists.get(first) ?? [];
    const reader = readerOf(bytes, last + 1, digits);
    let [low, high, length, end] = [0, list.length, 0, 0];
    for (let depth = digits.width; low < high; depth++) {
        if (list[low]?.length === depth) {
            low++;
            length = depth;
            end = reader.end;
        }
        const digit = reader.next();
        low = bisect(low, high, at => list[at]?.[depth] < digit);
        high = bisect(low, high, at => list[at]?.[depth] === digit);
    }
    if (length === 0)
        return [];
    const start = digitBefore(bytes, last, digits.width - 1, digits);
    return [digits === base64 ? withNeighbours(bytes, { start, end }, end - start > length) : { start, end }];
}
/** In base64, the digits on both sides hold bits of the secret too. They may be on another line. */
function withNeighbours(bytes, { start, end }, isInLines) {
    const valueThere = (at) => base64.values[bytes[at] ?? 0];
    let [before, after] = [start - 1, end];
    while (isInLines && valueThere(before) === blank)
        before--;
    while (isInLines && valueThere(after) === blank)
        after++;
    return {
        start: valueThere(before) < blank ? before : start,
        end: withPadding(bytes, valueThere(after) < blank ? after + 1 : end)
    };
}
function withPadding(bytes, end) {
    let at = end;
    while (at < end + 2 && bytes[at] === 0x3d)
        at++;
    return at;
}
/** For a first byte, how many bytes its UTF-8 character has; 0 if no text that encodes something contains it. */
const textBytes = new Uint8Array(256)
    .fill(1, 0x20, 0x7f)
    .fill(2, 0xc2, 0xe0)
    .fill(3, 0xe0, 0xf0)
    .fill(4, 0xf0, 0xf5);
for (const sign of '\t\r\n')
    textBytes[sign.charCodeAt(0)] = 1;
/** Shorter text cannot encode a needle. */
const shortestText = 6;
/** How many bytes before the first certain ones may be text too. */
const lead = 48;
/** Whether the digits may be text: three ASCII bytes in base64, since any word is base64; four bytes of any text in hex. */
function isText(first, bits) {
    if (bits === 8 || (bits === 6 && (first & 0x808080) !== 0))
        return false;
    const others = isSign(first & 0xff) && isSign((first >>> 8) & 0xff) && isSign((first >>> 16) & 0xff);
    return others && (bits === 6 || isSign(first >>> 24));
}
function isSign(byte) {
    return byte >= 0x80 || textBytes[byte] === 1;
}
/** How many bytes are left of a character, this one included, if so many are due; 0 if this is not text. */
function restOf(byte, due) {
    if (due === 0)
        return textBytes[byte];
    return byte >>> 6 === 2 ? due : 0;
}
/** Collects all text that is encoded in digits. */
function createTexts(bytes, digits) {
    const { bits, width } = digits;
    const ways = bits === 6 ? 4 : 2;
    /** Where the text of each way ends that was added last. */
    const ends = [0, 0, 0, 0];
    /** Pieces of text with a zero after each, and where the digits of each byte begin. */
    let text = new Uint8Array(0);
    let starts = new Uint32Array(0);
    let length = 0;
    return {
        /** Adds the text around the group that ends there, so many digits after what is no digit. */
        add(at, count) {
            const way = count % ways;
            if (at < ends[way])
                return;
            // Groups of whole bytes.
            const before = Math.min((lead * 8) / bits, count - width - ((count - width) % ways));
            const begin = length;
            ends[way] = put(digitBefore(bytes, at, width - 1 + before, digits), (before * bits) / 8);
            if (length - begin < shortestText)
                length = begin;
            else
                keep(0, 0);
        },
        view(origin) {
            if (length === 0)
                return undefined;
            return {
                bytes: text.subarray(0, length),
                origin: ({ start, end }) => origin({ start: starts[start] ?? 0, end: byteEnd(starts[end - 1] ?? 0) })
            };
        }
    };
    /** Decodes until a byte is not text. Among the first `unsure` bytes, text starts over after such a byte. */
    function put(start, unsure) {
        const begin = length;
        const reader = readerOf(bytes, start, digits);
        let [buffer, held, read, due, digit] = [0, 0, 0, 0, start];
        for (let value = reader.next(); value < blank; value = reader.next()) {
            buffer = (buffer << bits) | value;
            held += bits;
            if (held >= 8) {
                held -= 8;
                const byte = (buffer >>> held) & 0xff;
                const rest = restOf(byte, due);
                due = Math.max(rest - 1, 0);
                if (rest > 0)
                    keep(byte, digit);
                else if (read < unsure)
                    length = begin;
                else
                    break;
                read++;
            }
            digit = reader.end - 1;
        }
        return reader.end;
    }
    function keep(byte, start) {
        if (length === text.length) {
            text = new Uint8Array(text.buffer.transfer(2 * length + 256));
            starts = new Uint32Array(starts.buffer.transfer(4 * text.length));
        }
        text[length] = byte;
        starts[length++] = start;
    }
    /** Where the digits of a byte end: each byte has bits of two. */
    function byteEnd(start) {
        const reader = readerOf(bytes, start, digits);
        reader.next();
        reader.next();
        return bits === 6 ? withPadding(bytes, reader.end) : reader.end;
    }
}
/** Reads the digits one by one, without blanks. `neither` ends them. */
function readerOf(bytes, start, digits) {
    const reader = { end: start, next };
    return reader;
    function next() {
        while (reader.end < bytes.length && valueAt(bytes, reader.end, digits) === blank)
            reader.end++;
        return reader.end < bytes.length ? valueAt(bytes, reader.end++, digits) : neither;
    }
}
/** The position of the digit so many before this one. */
function digitBefore(bytes, last, count, digits) {
    let at = last;
    for (let left = count; left > 0;)
        if (valueAt(bytes, --at, digits) !== blank)
            left--;
    return at;
}
function valueAt(bytes, at, { bits, values }) {
    const byte = bytes[at];
    const begins0x = byte === 0x30 && bits === 4 && (bytes[at + 1] | 0x20) === 0x78;
    return begins0x ? blank : values[byte];
}

;// CONCATENATED MODULE: ./src/report/redact.ts




/** What replaces a secret. */
const redact_hidden = '***';
/** Shorter secrets are not hidden: ordinary words contain them. */
const shortest = 4;
/** An encoding writes a character of a secret as at most this many. */
const longestDigit = 16;
/** How many encodings may be nested. */
const mostLayers = 6;
/** Sentences are cut at this length before they are searched; what a server says may be longer. */
const longestSentence = 64 * 1024;
/** Keys of the action and of GitHub: they stay even if a secret equals one. */
const knownKeys = new Set([
    ...Object.keys(registries_registry/* fields */.OA),
    ...['name', 'updated_at', 'created_at', 'selected_repository_ids', 'selected_repositories_url', 'key_id'],
    ...['registry', 'registries', 'text', 'place', 'file', 'line', 'column', 'path', 'workspace'],
    ...['from', 'to', 'names']
]);
/** The same value with every text in it redacted, and every number that would be redacted as a text. */
function redactIn(value, redact) {
    const walk = (part) => {
        if (typeof part === 'string')
            return redact(part);
        if (typeof part === 'number')
            return redact(String(part)) === String(part) ? part : redact(String(part));
        if (Array.isArray(part))
            return part.map(walk);
        if (typeof part !== 'object' || part === null)
            return part;
        const entries = Object.entries(part);
        return Object.fromEntries(entries.map(([key, item]) => [knownKeys.has(key) ? key : redact(key), walk(item)]));
    };
    return walk(value);
}
/**
 * A redactor that hides nothing yet. It does not guess how a secret is encoded. It decodes the text and searches all
 * results for the secret. Only the places in the text from which the secret was decoded are replaced.
 *
 * With `hunter2` hidden, in `{"url":"%2Fdns%2fhunter%32"}` the escapes are resolved to `{"url":"/dns/hunter2"}`. There
 * the secret has the place 15 to 22, which came from 19 to 28: the text becomes `{"url":"%2Fdns%2f***"}`.
 */
function createRedactor() {
    const [inPlain, inBase64, inHex] = [createNeedles(plain), createNeedles(base64), createNeedles(hex)];
    /** Values whose forms are not made yet: the first requests need not wait for them. */
    const pending = [];
    let longest = 0;
    /** Adds the forms of a value in which a server may send it back. */
    function add(value) {
        const lines = linesOf(value);
        if (lines.length > 0)
            longest = Math.max(longest, value.length);
        for (const bytes of redact_formsOf(lines)) {
            inPlain.add(bytes);
            for (const digits of base64In(bytes))
                inBase64.add(digits);
            inHex.add(digitsIn(bytes.toString('hex'), hex));
        }
        for (const line of lines)
            inHex.add(digitsIn((0,external_node_crypto_.hash)('sha256', line), hex));
    }
    const redact = (text, most = Number.POSITIVE_INFINITY) => {
        for (const value of pending.splice(0))
            add(value);
        if (longest === 0 || text.length < shortest)
            return text.slice(0, most);
        // A secret that begins before the cut is hidden whole, whatever is behind it.
        const bytes = Buffer.from(text.slice(0, most + longest * longestDigit));
        const places = placesIn({ bytes, origin: place => place }, mostLayers);
        return withoutPlaces(text.slice(0, most), bytes, places);
    };
    /** The places of secrets in the text that a view comes from, plain or under at most so many encodings. */
    function placesIn(view, layers) {
        const found = [inPlain, inBase64, inHex].map(needles => findIn(view, needles));
        const texts = layers === 0 ? [] : [unescaped(view), withSpaces(view), ...found.map(({ text }) => text)];
        const inner = texts.map(text => (text ? placesIn(text, layers - 1) : []));
        return [...found.map(({ places }) => places), ...inner].flat();
    }
    return { hide: (value) => void pending.push(value), redact };
}
/** The text with each place replaced; places that overlap are replaced together. The bytes begin with the text. */
function withoutPlaces(text, bytes, places) {
    let shown = '';
    // So far in the bytes, and in the text.
    let [done, index] = [0, 0];
    const goTo = (end) => {
        index += bytes.toString('utf8', done, end).length;
        done = end;
    };
    const isWithin = (at) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
    for (let { start, end } of places.toSorted((a, b) => a.start - b.start)) {
        while (isWithin(start))
            start--;
        while (isWithin(end))
            end++;
        if (start >= done) {
            const before = index;
            goTo(start);
            if (index >= text.length)
                return shown + text.slice(before);
            shown += text.slice(before, index) + redact_hidden;
        }
        if (end > done)
            goTo(end);
    }
    return shown + text.slice(index);
}
/** The secret and its lines, without those that are too short to be hidden. */
function linesOf(secret) {
    return [...new Set([secret, ...secret.split(/\r\n|\r|\n/)])].filter(isLong);
}
function isLong(text) {
    return text.trim().length >= shortest;
}
/** The bytes to search for, given the lines of a secret. */
function redact_formsOf(lines) {
    const texts = new Set(lines.flatMap(line => [line, line.trim(), asNumber(line)]).filter(isLong));
    return [...texts].flatMap(text => {
        const bytes = Buffer.from(text);
        // A server may read UTF-8 as Latin-1, or write Latin-1.
        const taken = [Buffer.from(bytes.toString('latin1')), Buffer.from(text, 'latin1')];
        return [bytes, ...(bytes.length === text.length ? [] : taken), ...withoutEscapes(bytes)];
    });
}
/** Base64 cannot be decoded if it is part of other base64, so base64 of base64 is searched for too. */
function base64In(bytes) {
    const encoded = [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
    return [bytes, ...new Set(encoded)].flatMap(text => base64Of(Buffer.from(text)));
}
/** The base64 digits of the bytes at each of the three offsets, without those that depend on neighbouring bytes. */
function base64Of(bytes) {
    return [0, 1, 2].map(shift => {
        const skipped = Math.ceil((shift * 8) / 6);
        const digits = new Uint8Array(Math.floor(((shift + bytes.length) * 8) / 6) - skipped);
        for (let index = 0; index < digits.length; index++) {
            const bit = (skipped + index) * 6 - shift * 8;
            const pair = (bytes[bit >>> 3] << 8) | (bytes[(bit >>> 3) + 1] ?? 0);
            digits[index] = (pair >>> (10 - (bit & 7))) & 0x3f;
        }
        return digits;
    });
}
/** The text of a number after JSON has parsed and written it. */
function asNumber(text) {
    return /^[-+\d.e]+$/i.test(text) ? String(Number(text)) : '';
}
/** The bytes without their own escapes, which are resolved together with those of the text. */
function withoutEscapes(bytes) {
    const inner = unescaped({ bytes, origin: place => place })?.bytes;
    return inner && isLong(Buffer.from(inner).toString()) ? [Buffer.from(inner), ...withoutEscapes(inner)] : [];
}
/** An escape of a URL, of JSON or another language, or of XML. */
const anyEscape = /^(?:(?:%|\\x)([\da-f]{2})|[\\%]u([\da-f]{4})(?:[\\%]u(d[c-f][\da-f]{2}))?|\\u\{0*([\da-f]{1,6})\}|&#0*(\d{1,7});?|&#x0*([\da-f]{1,6});?|&(amp|lt|gt|quot|apos);|\\([nrtbfv"'`/\\]))/i;
const named = {
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
    ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }
};
/** The longest escape that is looked for: numbers may begin with zeros. */
const longestEscape = 24;
/**
 * A text without one layer of escapes, of all kinds at once: `%BC` for `%25\u0042&#67;`. Invisible characters are left
 * out too. Undefined if there is neither.
 */
function unescaped({ bytes, origin }) {
    if (!firstBytes.some(byte => bytes.includes(byte)))
        return undefined;
    const into = Buffer.allocUnsafe(bytes.length);
    // Of each escape: where its meaning begins and ends in the new text, where it begins and ends in the old one.
    const escapes = [];
    let [length, done] = [0, 0];
    for (let at = 0; at < bytes.length; at++) {
        const width = widths[bytes[at]];
        if (width === 0)
            continue;
        const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(width, bytes.length - at));
        const found = width === longestEscape ? escapeIn(text.toString('latin1')) : invisibleIn(text.toString());
        if (!found)
            continue;
        into.set(bytes.subarray(done, at), length);
        length += at - done;
        done = at + found.length;
        into.set(found.meaning, length);
        escapes.push(length, length + found.meaning.length, at, done);
        length += found.meaning.length;
        at = done - 1;
    }
    if (escapes.length === 0)
        return undefined;
    into.set(bytes.subarray(done), length);
    return {
        bytes: into.subarray(0, length + bytes.length - done),
        origin: ({ start, end }) => origin({ start: oldPlace(escapes, start).start, end: oldPlace(escapes, end - 1).end })
    };
}
/** A text with spaces for the `+` of forms. Undefined if there is none. */
function withSpaces({ bytes, origin }) {
    return bytes.includes(0x2b)
        ? { bytes: bytes.map(byte => (byte === 0x2b ? 0x20 : byte)), origin }
        : undefined;
}
/** How many bytes to read at the first byte of an escape, or of a character that may be invisible. */
const widths = new Uint8Array(256).fill(2, 0xd8, 0xd9).fill(3, 0xe2, 0xe3).fill(3, 0xef, 0xf0);
for (const sign of '%\\&')
    widths[sign.charCodeAt(0)] = longestEscape;
const firstBytes = [...widths.keys()].filter(byte => widths[byte] !== 0);
/** The bytes that an escape at the start of the text stands for, and its length. */
function escapeIn(text) {
    const [all, byte, unit, second, point, decimal, hex, name, short] = anyEscape.exec(text) ?? [];
    if (all === undefined)
        return undefined;
    if (byte)
        return { length: all.length, meaning: Buffer.of(Number.parseInt(byte, 16)) };
    const codes = [unit, second, point, hex].filter(Boolean).map(code => Number.parseInt(code ?? '', 16));
    if (decimal)
        codes.push(Number(decimal));
    if (codes.some(code => code > 0x10ffff))
        return undefined;
    const sign = name?.toLowerCase() ?? short ?? '';
    return { length: all.length, meaning: Buffer.from(String.fromCodePoint(...codes) || (named[sign] ?? sign)) };
}
function invisibleIn(character) {
    if (withoutInvisible(character) !== '')
        return undefined;
    return { length: Buffer.byteLength(character), meaning: Buffer.of() };
}
/** The place of a byte before the escapes were resolved. */
function oldPlace(escapes, at) {
    const next = bisect(0, escapes.length / 4, index => escapes[4 * index] <= at);
    const [, newEnd = 0, start = 0, end = 0] = escapes.slice(Math.max(4 * next - 4, 0), 4 * next);
    return at < newEnd ? { start, end } : { start: end + at - newEnd, end: end + at - newEnd + 1 };
}

;// CONCATENATED MODULE: ./src/report/changes.ts







/** The row of an outcome, without secrets. The action's own words and the organization stay even if a secret equals one. */
function rowOf(outcome, redact) {
    const { change, status, reason, after } = outcome;
    const { org, action, before, spec } = change;
    const registry = after ?? before;
    const details = detailsOf(change).map(({ field, ...values }) => ({ field, ...redactIn(values, redact) }));
    const changed = details.filter(({ field, from, to }) => action === 'update' && from !== undefined && !changes_isSame(field, from, to));
    const shown = {
        name: registry?.name ?? null,
        registry_type: registry?.registry_type ?? spec.registry_type ?? null,
        url: addressOf(change, registry),
        updated_at: before?.updated_at,
        visibility: before?.visibility
    };
    return {
        ...{ org, action, status, details, ...redactIn(shown, redact) },
        isResent: action === 'update' && changed.length === 0 && details.length > 0 && details.every(isUnseen),
        fields: action === 'update' ? writtenFields(spec) : [],
        from: changed.length > 0 ? Object.fromEntries(changed.map(({ field, from }) => [field, from])) : undefined,
        reason: reason === undefined ? undefined : redact(reason, longestSentence)
    };
}
/** The address as GitHub shows it; of a registry that moves, its new one. */
function addressOf({ action, spec: { url } }, registry) {
    const moves = action !== 'create' && !changes_isSame('url', registry?.url, url);
    return (moves ? url : undefined) ?? registry?.url ?? url ?? null;
}
function writtenFields(spec) {
    const words = {
        selected_repositories: 'selected_repository_ids',
        secret_env: 'secret'
    };
    return [...new Set(Object.keys(spec).map(field => words[field] ?? field))];
}
/** What a change writes, without what identifies a new registry and, except for an update, what stays as it is. */
function detailsOf({ action, before, spec }) {
    return writtenFields(spec)
        .filter(field => action !== 'create' || (field !== 'registry_type' && field !== 'url'))
        .map((field) => {
        if (field === 'secret')
            return { field, to: spec.secret_env };
        const to = spec[field];
        const names = field === 'selected_repository_ids' ? spec.selected_repositories : undefined;
        return { field, to, names, ...(before?.[field] !== undefined && { from: before[field] }) };
    })
        .filter(({ field, from, to }) => field === 'secret' || action === 'update' || !changes_isSame(field, from, to));
}
/** Whether GitHub shows neither the old nor the new value of a field; a visibility travels with selected repositories. */
function isUnseen({ field, from, to }) {
    return field === 'secret' || field === 'selected_repository_ids' || changes_isSame(field, from, to);
}
function changes_isSame(field, from, to) {
    return (JSON.stringify(from) === JSON.stringify(to) ||
        (field === 'url' && from !== undefined && (0,match/* canonicalUrl */.W3)(`${from}`) === (0,match/* canonicalUrl */.W3)(`${to}`)));
}
/** Whether a change is done, or in a dry run would be. */
function wentWell({ status }) {
    return status === 'done' || status === 'planned';
}
/** A change and how it went, as one line: `NPM_SECRET (npm_registry at \u2026) updated in acme: visibility all \u2192 private`. */
function changeLine(row) {
    return changeText(row, ` in ${row.org}`);
}
const shortestTimeLeft = 5000;
/** A change and how far the work is: `12/100 npm_registry at \u2026 created, about 3 min left`. `timeLeft` is in milliseconds. */
function progressLine(row, done, total, timeLeft = 0) {
    const text = `${total > 1 ? `${done}/${total} ` : ''}${changeText(row, '')}`;
    return timeLeft < shortestTimeLeft ? text : `${text}, about ${duration(timeLeft)} left`;
}
/** The reason of a failure stands in its error alone. */
function changeText(row, where) {
    if (!wentWell(row))
        return `${labelOf(row)}: ${row.action} ${statusText(row)}${where}`;
    const details = detailTexts(row, false).join(', ');
    return `${labelOf(row)} ${verbOf(row, 'log')}${where}${details && `: ${details}`}`;
}
/** How a line names a registry: `NPM_SECRET (npm_registry at https://npm.acme.example)`. */
function labelOf(registry) {
    const { url } = registry;
    return (0,registries_registry/* describe */.q0)(typeof url === 'string' ? { ...registry, url: addressText(url) } : registry);
}
function duration(milliseconds) {
    const minutes = milliseconds / 60_000;
    if (minutes < 1.5)
        return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
    return minutes < 90 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`;
}
/** The verb for a change: `created`, or for a planned one `would be created` in the log and `to create` in the summary. */
function verbOf({ action, status }, where) {
    if (action === 'keep')
        return 'unchanged';
    if (status !== 'planned')
        return `${action}d`;
    return where === 'log' ? `would be ${action}d` : `to ${action}`;
}
function statusText({ status }) {
    return status.replace('_', ' ');
}
/** In the order of the report: what went wrong, then what is lost, then what is new. */
const statuses = ['failed', 'unknown', 'not_attempted'];
const actions = ['delete', 'recreate', 'create', 'update', 'keep'];
/** The rows in the order in which a reviewer has to see them. */
function inOrder(rows) {
    const rank = (row) => (wentWell(row) ? statuses.length : statuses.indexOf(row.status)) * 10 +
        actions.indexOf(row.action) +
        (row.isResent ? 0.5 : 0);
    return rows.toSorted((a, b) => rank(a) - rank(b));
}
/** The counts of each organization, as lines of the log. */
function countLines(rows) {
    return [...byOrg(rows)].map(([org, members]) => `${org}: ${countsText(members, 'log')}.`);
}
/** How many changes went how: `1 failed, 2 created, 997 unchanged`. Zeros are left out. */
function countsText(rows, where) {
    const words = (row) => {
        if (!wentWell(row))
            return statusText(row);
        const verb = verbOf(row, where);
        return row.isResent ? verb.replace('updated', 'sent again').replace('update', 'send again') : verb;
    };
    return [...Map.groupBy(inOrder(rows), words)].map(([text, { length }]) => `${length} ${text}`).join(', ');
}
/** The registries of an organization that the manifest does not have, as a line of the log. */
function unmanagedLine({ org, registries }) {
    return `${org}: ${(0,registries_problem/* countOf */.pq)(registries.length, 'registry is', 'registries are')} not in the manifest and left alone: ${(0,registries_problem/* firstOf */.Ku)(registries.map(labelOf), mostNames)}.`;
}
function byOrg(rows) {
    return Map.groupBy(rows, ({ org }) => org);
}
/** What a change writes, from what to what, one text a field: as Markdown, or for a line of the log. */
function detailTexts({ details }, isMarkdown) {
    // A visibility that stays is only sent because the selected repositories are.
    const isSelecting = details.some(({ field }) => field === 'selected_repository_ids');
    const isPassenger = ({ field, from, to }) => isSelecting && field === 'visibility' && changes_isSame(field, from, to);
    return details.filter(one => !isPassenger(one)).flatMap(one => detailText(one, isMarkdown));
}
function detailText({ field, from, to, names }, isMarkdown) {
    const quote = isMarkdown ? code : (text) => text;
    const label = (text) => (isMarkdown ? `${text}: ` : `${text} `);
    if (field === 'secret')
        return `secret from ${typeof to === 'string' ? quote(to) : 'the input'}`;
    if (names)
        return `${label('selected repositories')}${namesText(names, quote)}`;
    if (to === undefined)
        return quote(field);
    const [before, after] = [from, to].map(value => valueText(field, value, quote));
    const labelled = label(quote(field));
    if (from === undefined)
        return `${labelled}${after}`;
    if (changes_isSame(field, from, to))
        return `${labelled}${after} as before`;
    return [`${labelled}${before} \u2192 ${after}`, ...(field === 'url' ? moveText(from, to, quote) : [])];
}
const mostNames = 20;
function namesText(names, quote) {
    const shown = names.map(name => quote(shortened(name, longestValue)));
    return names.length === 0 ? 'none' : (0,registries_problem/* firstOf */.Ku)(shown, mostNames);
}
/** Names both hosts if an address changes its host: the new one is where the secret goes. */
function moveText(from, to, quote) {
    if (typeof from !== 'string' || typeof to !== 'string')
        return [];
    const [before = '', after = ''] = [from, to].map(url => URL.parse((0,registries_address/* withScheme */.GV)(url))?.host ?? url);
    return before === after ? [] : [`moves from the host ${quote(before)} to the host ${quote(after)}`];
}
const longestValue = 100;
function valueText(field, value, quote) {
    if (value === undefined || value === null || value === '')
        return 'none';
    if (field === 'selected_repository_ids' && Array.isArray(value))
        return (0,registries_problem/* countOf */.pq)(value.length, 'repository', 'repositories');
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return quote(registries_address/* hostFields */.oU.some(known => known === field) ? addressText(text) : shortened(text, longestValue));
}

;// CONCATENATED MODULE: ./src/report/log.ts

/** GitHub shows at most ten annotations of a level and step. */
const mostAnnotations = 10;
/** Log and summary give this many problems, and the number of the others. */
const mostProblems = 100;
/** Annotations of one level, as many as GitHub shows; the last one waits for `close`, since it may say how many more there are. */
function createAnnotations(level, { annotate, info }) {
    const prefix = level === 'warning' ? 'Warning' : 'Notice';
    const late = [];
    let annotated = 0;
    return {
        add(sentence) {
            if (annotated < mostAnnotations - 1) {
                annotated++;
                annotate(sentence);
            }
            else {
                late.push(sentence);
                if (late.length <= mostProblems)
                    info(`${prefix}: ${(0,registries_problem/* textOf */.b6)(sentence)}`);
            }
        },
        close() {
            const [only] = late;
            const where = late.length < mostProblems
                ? 'in the log above'
                : `of which the log above has the first ${mostProblems}`;
            if (only !== undefined)
                annotate(late.length === 1 ? only : `And ${late.length} more ${level}s, ${where}.`);
            late.length = 0;
        }
    };
}
/** Groups of the log, printed in the order in which they are opened. All but the first keep their lines until their turn. */
function createGroups(print) {
    const queue = [];
    function begin({ title, lines }) {
        print.start(title);
        for (const line of lines)
            print.info(line);
    }
    /** Closes the first group, then prints the next ones up to one that is still open. */
    function advance() {
        while (queue[0]?.ended) {
            print.end();
            queue.shift();
            if (queue[0])
                begin(queue[0]);
        }
    }
    return {
        open(title) {
            const group = { title, lines: [], ended: false };
            queue.push(group);
            if (queue[0] === group)
                begin(group);
            return {
                info(line) {
                    if (queue.indexOf(group) > 0)
                        group.lines.push(line);
                    else
                        print.info(line);
                },
                end() {
                    group.ended = true;
                    advance();
                }
            };
        },
        flush() {
            for (const group of queue)
                group.ended = true;
            advance();
        }
    };
}
/** How Node prints bytes: `<Buffer 7b 22>`, `Uint8Array(2) [ 123, 34 ]`, `ArrayBuffer { [Uint8Contents]: <7b 22>, \u2026 }`. */
const bytes = /<\w*Buffer [^>]*>|(?<=Uint8Contents\]: )<[^>]*>|(?<=(?:Array|Buffer)\(\d+\) (?:\[\w+\] )?)\[[^\]]*\]/g;
/** Redacts what Node itself prints: with NODE_DEBUG it prints headers, token included. A closed stream does not end the work. */
function guardStreams(streams, redact) {
    const { stdout, stderr } = streams;
    const write = stderr.write.bind(stderr);
    stderr.write = (chunk, ...rest) => {
        const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
        // The bytes of an answer may hold a token that nobody knows yet.
        return Reflect.apply(write, undefined, [redact(text.replace(bytes, '<***>')), ...rest]);
    };
    for (const stream of [stdout, stderr])
        stream.on('error', () => { });
}

;// CONCATENATED MODULE: ./src/report/changes-page.ts




/** Changes for the summary: counts, what is lost, a table for each organization, and folds. */
function changesPage(rows, problems, drift, unmanaged) {
    const orgs = byOrg(rows);
    const several = new Set([...orgs.keys(), ...unmanaged.map(({ org }) => org)]).size > 1;
    const parts = Object.groupBy(inOrder(rows), partOf);
    const { lost = [], tabled = [], resent = [], unchanged = [], notAttempted = [] } = parts;
    const reasonOf = reasonsBeside(problems);
    const tables = [...byOrg(tabled)].map(([org, members]) => {
        const title = orgs.size > 1 ? `#### ${code(org)}: ${countsText(orgs.get(org) ?? [], 'summary')}` : '';
        return changeTable(members, false, reasonOf, title);
    });
    const left = unmanaged.flatMap(({ org, registries }) => registries.map(one => ({ ...one, org })));
    return {
        above: isNoChange(rows, problems) ? [`No changes. ${drift}`] : [countParagraph(rows), drift],
        blocks: [
            ...lossBox(lost, several),
            ...tables,
            ...(resent.length > 0 ? [fold(resentTitle(resent), changeTable(resent, several, reasonOf))] : []),
            ...namesFold(left, several, `${(0,registries_problem/* countOf */.pq)(left.length, 'registry is', 'registries are')} not in the manifest and left alone`),
            ...namesFold(unchanged, several, `${unchanged.length} unchanged; stored secrets are not written`),
            ...namesFold(notAttempted, several, `${notAttempted.length} not attempted that would stay unchanged`)
        ]
    };
}
/** Whether there is nothing to report but what is as it should be. */
function isNoChange(rows, problems) {
    return problems.length === 0 && rows.every(row => row.action === 'keep' && wentWell(row));
}
/** The part of the page that a row stands in. */
function partOf(row) {
    const { action, status, isResent } = row;
    if (status === 'failed' || status === 'unknown')
        return 'tabled';
    if (action === 'keep')
        return wentWell(row) ? 'unchanged' : 'notAttempted';
    if (action === 'delete' || action === 'recreate')
        return 'lost';
    return isResent ? 'resent' : 'tabled';
}
function countParagraph(rows) {
    const [first, ...others] = byOrg(rows).keys();
    if (first === undefined)
        return '';
    const where = others.length > 0 ? `${others.length + 1} organizations` : code(first);
    return `__${countsText(rows, 'summary')}__ in ${where}`;
}
const losses = {
    delete: 'Deleting a registry deletes its stored secret, which cannot be read back, and the repositories that use it lose access to its packages.',
    recreate: 'Recreating a registry deletes it and its stored secret first. Until it exists again, repositories have no access to its packages.'
};
function lossBox(rows, several) {
    if (rows.length === 0)
        return [];
    const sentences = Object.entries(losses).filter(([action]) => rows.some(row => row.action === action));
    const text = [`__${countsText(rows, 'summary')}.__`, ...sentences.map(([, sentence]) => sentence)].join(' ');
    const items = rows.map(row => {
        const access = accessBefore[row.visibility ?? ''];
        const name = `${actionText(row, ' ')}: ${nameText(row, several)}${access ? `, used by ${access}` : ''}`;
        return `> - ${lines(name, changes_page_addressText(row), ...detailTexts(row, true))}`;
    });
    return [{ head: `> [!CAUTION]\n> ${text}\n>\n`, items, cut: '\n>\n> ' }];
}
const accessBefore = {
    all: 'all repositories',
    private: 'private and internal repositories',
    selected: 'selected repositories'
};
const signs = { create: '+', update: '~', recreate: '\u00b1', delete: '\u2212', keep: '=' };
function actionText(row, separator) {
    const { action, status } = row;
    const word = `${signs[action]}&nbsp;${status === 'planned' ? action : wentWell(row) ? verbOf(row, 'summary') : action}`;
    return wentWell(row) ? word : `${word}${separator}__${statusText(row)}__`;
}
const longestReason = 1000;
/** Gives the reason of a failure once: not if the problems have it, nor if an earlier row had it. */
function reasonsBeside(problems) {
    const given = new Set();
    return ({ reason = '', ...row }) => {
        if (wentWell(row) || given.has(reason) || problems.some(text => reason.includes(text)))
            return '';
        given.add(reason);
        return prose(shortened(reason, longestReason));
    };
}
function changeTable(rows, withOrg, reasonOf, title = '') {
    const cells = rows.map(row => {
        const isWritingSecret = row.details.some(({ field }) => field === 'secret');
        const name = `${nameText(row, withOrg)}${isWritingSecret ? dateText(row) : ''}`;
        return [actionText(row, '<br>'), lines(name, changes_page_addressText(row), reasonOf(row), ...detailTexts(row, true))];
    });
    return page_table(['Change', 'Registry'], cells, title);
}
function lines(...texts) {
    return texts.filter(Boolean).join('<br>');
}
const longestText = 200;
function nameText({ name, registry_type, org }, withOrg) {
    const [named, typed] = [name, registry_type].map(text => code(shortened(text ?? '', longestText)));
    return `${named && `__${named}__ `}${typed}${withOrg ? ` in ${code(org)}` : ''}`;
}
function changes_page_addressText({ url }) {
    return typeof url === 'string' ? code(addressText(url)) : '';
}
function dateText({ updated_at = '' }) {
    return updated_at && `, last updated ${prose(updated_at.slice(0, 10))}`;
}
/** A closed list of registries to which nothing is done. */
function namesFold(registries, several, title) {
    if (registries.length === 0)
        return [];
    const items = registries.map(one => `- ${lines(nameText(one, several) + dateText(one), changes_page_addressText(one))}`);
    return [fold(title, { head: '', items, isMinor: true })];
}
/** Says what is sent because GitHub does not show whether it differs. */
function resentTitle(rows) {
    const isSending = (wanted) => rows.some(({ details }) => details.some(({ field }) => field === wanted));
    const sent = [
        ...(isSending('secret') ? ['secrets'] : []),
        ...(isSending('selected_repository_ids') ? ['selected repositories'] : [])
    ];
    return `${countsText(rows, 'summary')}: ${sent.join(' and ')}, which GitHub does not show`;
}

;// CONCATENATED MODULE: ./src/report/outputs.ts


/** The runner takes 1 MB of outputs per job, counted as UTF-16. The summary comes on top. */
const outputs_longest = 380_000;
const longestAdvice = 100_000;
/** An output of this length is never left out. */
const outputs_short = 100;
/** The outputs within the limit, and a sentence for each that is cut: a text is left empty, a list loses items. */
function outputsOf(texts, lists) {
    const outputs = {};
    const cuts = [];
    let left = outputs_longest;
    for (const [name, text] of Object.entries(texts)) {
        const fits = text.length <= Math.max(left, outputs_short);
        outputs[name] = fits ? text : '';
        if (fits)
            left -= text.length;
        else
            cuts.push(`The output '${name}' would be too long and is left empty.`);
    }
    for (const list of lists) {
        const { text, cut } = textOf(list, left);
        outputs[list.name] = text;
        left -= text.length;
        if (cut)
            cuts.push(`The output '${list.name}' would be too long: ${cut} are left out.`);
    }
    return { outputs, cuts };
}
function textOf({ items, minor, most = outputs_longest }, left) {
    const limit = Math.min(most, left);
    const text = JSON.stringify(items);
    if (text.length <= limit)
        return { text };
    const minors = new Set(minor?.items);
    const major = items.filter(item => !minors.has(item)).map(item => JSON.stringify(item));
    const shown = fitting(major, limit - 2);
    const missing = major.length - shown.length;
    const cut = [
        ...(minors.size > 0 ? [`the ${minors.size} ${minor?.called}`] : []),
        ...(missing > 0 ? [`the last ${missing}${minors.size > 0 ? ' of the others' : ''}`] : [])
    ];
    return { text: `[${shown.join(',')}]`, cut: cut.join(' and ') };
}
function countOutputs(rows) {
    const went = (...actions) => String(rows.filter(row => wentWell(row) && actions.includes(row.action)).length);
    return {
        created: went('create'),
        updated: went('update', 'recreate'),
        deleted: went('delete'),
        unchanged: went('keep'),
        failed: String(rows.filter(row => !wentWell(row)).length)
    };
}
/** What `apply` and `plan` say of the whole plan. */
function planOutputs({ planId = '', drift, unmanaged }) {
    return {
        'plan-id': planId,
        drift: drift === undefined ? '' : String(drift),
        ...(unmanaged && { unmanaged: String(unmanaged.flatMap(({ registries }) => registries).length) })
    };
}
/** Of advice that is too long, notes are left out, then the last warnings. */
function adviceList({ advice: items } = { advice: [], readings: [] }) {
    const minor = { called: 'notes', items: items.filter(({ level }) => level === 'note') };
    return { name: 'advice', items, minor, most: longestAdvice };
}
/** The changes, without the details, which are for people only. */
function changesList(rows) {
    const items = rows.map(({ org, action, name, registry_type, url, fields, from, status, reason }) => {
        const why = status === 'done' || status === 'planned' ? undefined : reason;
        // JSON leaves out what is undefined.
        return { org, action, name, registry_type, url, fields, from, status, reason: why };
    });
    const minor = { called: 'with action keep', items: items.filter(({ action }) => action === 'keep') };
    return { name: 'changes', items, minor };
}
/** A registry by name, and as GitHub shows it. */
function registryOutputs(found, name = '') {
    if (!found)
        return { name, registry: '' };
    const { org, registry } = found;
    return { name: registry.name, registry: JSON.stringify({ ...registry, org }) };
}

;// CONCATENATED MODULE: ./src/report/readers.ts



/** Advice without secrets. The action's own words stay even if a secret equals one. */
function shownAdvice({ advice, readings }, redact) {
    const shown = (text) => text && redactIn(text, one => redact(one, longestSentence));
    const registryOf = ({ registry_type, url }) => ({
        ...{ registry_type: shown(registry_type), url: shown(url) }
    });
    return {
        advice: advice.map(({ name, level, text, link, ...registry }) => ({
            ...{ name, level, ...registryOf(registry), text: shown(text) ?? '', link }
        })),
        readings: readings.map(reading => ({ ...reading, ...registryOf(reading) }))
    };
}
/** A fold of the summary with one line for each registry, and the notes, in at most so many characters. */
function readersFold({ advice, readings }, most) {
    if (readings.length === 0)
        return '';
    const called = ({ registry_type, url }) => `${code(registry_type ?? 'registry')} at ${code(addressText(url ?? ''))}`;
    const lines = readings.map(one => {
        const ignored = one.ignored.length > 0 ? `; ignored: ${one.ignored.join(', ')}` : '';
        const who = `Dependabot: ${one.dependabot}; code scanning: ${one.codeScanning}`;
        return `- ${called(one)}. ${prose(`${who}; credential: ${one.sent}${ignored}`)}.`;
    });
    const notes = advice
        .filter(({ level }) => level === 'note')
        .map(one => `- ${called(one)}: ${prose(one.text)} [${one.name}](${one.link})`);
    const items = [...lines, ...(notes.length > 0 ? ['', 'Notes:', '', ...notes] : [])];
    const shown = fitting(items, most);
    const left = items.length > shown.length ? ['', more(items.length - shown.length)] : [];
    const summary = '<details><summary>Who reads these registries</summary>';
    return [summary, '', ...shown, ...left, '', '</details>'].join('\n');
}

;// CONCATENATED MODULE: ./src/report/verified.ts



const verified_inOrder = ['refused', 'unclear', 'skipped', 'accepted'];
/** What `verify` reports: refused registries first. */
function verifiedContent(verified) {
    const sorted = verified_inOrder.flatMap(verdict => verified.filter(one => one.verdict === verdict));
    const counts = Map.groupBy(sorted, ({ verdict }) => verdict);
    const texts = [...counts].map(([verdict, { length }]) => `${length} ${verdict}`);
    const counted = texts.join(', ') || 'There was nothing to verify';
    const page = {
        above: [`${counted}.`],
        blocks: [
            page_table(['Verdict', 'Type', 'Address', 'Status', 'Reason'], sorted.map(({ registry_type, url, verdict, status, reason }) => [
                ...[verdict === 'refused' ? '**refused**' : verdict, code(registry_type ?? '')],
                ...[code(addressText(url ?? '')), String(status ?? ''), prose(reason)]
            ]))
        ]
    };
    return {
        heading: 'Private registries: verify',
        lines: [
            ...sorted.map(({ verdict, reason, ...registry }) => `${verdict}: ${(0,registries_registry/* describe */.q0)(registry)}: ${reason}`),
            `${counted}.`
        ],
        page
    };
}

;// CONCATENATED MODULE: ./src/report/tell.ts











/** A pull request comment takes 65,536 characters. */
const longestSummaryOutput = 60_000;
/** What is reported of a result beside its problems, without secrets; the summary in at most so many characters. */
function tell(result, redact) {
    const shown = withoutSecrets(result, redact);
    const content = contentOf(shown);
    const { heading, note = '', lines = [], page = { above: [] } } = content;
    const { outputs, cuts } = outputsOf(content.outputs ?? {}, content.lists ?? []);
    const failed = shown.problems.length > 0 ? ' failed' : '';
    const unshown = result.problems.length - shown.problems.length;
    const leftOut = (shown.leftOut ?? []).map(listItem).join('\n');
    const summary = (most) => {
        const problems = problemList(shown.problems, most / 2, unshown);
        const above = [`### ${heading}${failed}${note}`, problems, ...page.above, leftOut];
        const below = 'advised' in shown && shown.advised ? readersFold(shown.advised, most / 4) : '';
        return pageText({ ...page, above, below }, most);
    };
    outputs['summary'] = summary(longestSummaryOutput);
    return { lines, outputs, summary, cuts };
}
/** What is about to be done and where: `Planning 12 registries in 3 organizations with GitHub App 1234`. */
function openingLine(request) {
    if (request.operation === 'verify')
        return `Asking ${(0,registries_problem/* countOf */.pq)(request.wanted.length, 'registry', 'registries')}`;
    const { access } = request.connection;
    const orgs = 'orgs' in request ? request.orgs : [request.org];
    const several = orgs.includes('*') ? 'all organizations' : `${orgs.length} organizations`;
    const where = orgs.length > 1 || orgs.includes('*') ? several : orgs[0];
    const means = 'appId' in access ? ` with GitHub App ${access.appId}` : '';
    const isDry = request.operation !== 'plan' && 'dryRun' in request && request.dryRun;
    return `${doing(request, orgs)} ${where}${means}${isDry ? ' (dry run)' : ''}`;
}
const verbs = {
    get: 'Reading',
    update: 'Updating',
    delete: 'Deleting',
    apply: 'Applying',
    plan: 'Planning',
    rotate: 'Rotating the secrets of'
};
function doing(request, orgs) {
    switch (request.operation) {
        case 'list':
            return 'Listing the registries of';
        case 'get-public-key':
            return 'Reading the public key of';
        case 'export':
            return 'Exporting the registries of';
        case 'create':
            return `Creating ${labelOf(request.spec)} in`;
        case 'get':
        case 'update':
        case 'delete': {
            const { operation, target } = request;
            return `${verbs[operation]} ${labelOf('name' in target ? { ...target.expected, name: target.name } : target)} of`;
        }
        default: {
            const { operation, wanted } = request;
            const entries = orgs.includes('*')
                ? wanted
                : orgs.flatMap(org => wanted.filter(one => (0,registries_wanted/* isWantedIn */.J)(one, org)));
            return `${verbs[operation]} ${(0,registries_problem/* countOf */.pq)(entries.length, 'registry', 'registries')} in`;
        }
    }
}
/** The result with every text in it redacted, whatever the operation, and with the problems that are shown. */
function withoutSecrets(result, redact) {
    const { operation, problems, advised, ...others } = { advised: undefined, ...result };
    const { outcomes = [], ...rest } = { outcomes: undefined, ...others };
    const entries = Object.entries(rest).map(([key, value]) => [key, redactIn(value, redact)]);
    return {
        ...Object.fromEntries(entries),
        operation,
        ...(advised && { advised: shownAdvice(advised, redact) }),
        problems: redactIn(problems.slice(0, mostProblems), text => redact(text, longestSentence)),
        rows: outcomes.map(outcome => rowOf(outcome, redact))
    };
}
function contentOf(shown) {
    switch (shown.operation) {
        case 'none':
            return { heading: `Private registries: ${shown.failed ?? ''}`.trim() };
        case 'list':
            return listContent(shown);
        case 'get': {
            const { found } = shown;
            return {
                heading: `Private registry of ${code(found.org)}`,
                lines: [registryLine(found.registry)],
                outputs: registryOutputs(found),
                page: { above: [], blocks: [registryTable([found.registry])] }
            };
        }
        case 'get-public-key': {
            const { org, key } = shown;
            return {
                heading: `Public key of ${code(org)}`,
                lines: [`The public key of ${org} has the id ${key.key_id}.`],
                outputs: { 'key-id': key.key_id, 'public-key': key.key },
                page: { above: [], blocks: [page_table(['Key id', 'Public key'], [[code(key.key_id), code(key.key)]])] }
            };
        }
        case 'export':
            return exportContent(shown);
        case 'verify': {
            const { verified, advised } = shown;
            return {
                ...verifiedContent(verified),
                lists: [adviceList(advised), { name: 'verified', items: verified }]
            };
        }
        default:
            return changesContent(shown);
    }
}
function listContent({ lists }) {
    const found = lists.flatMap(({ org, registries }) => registries.map(one => ({ ...one, org })));
    const several = lists.length > 1;
    const where = several
        ? ` of ${lists.length} organizations`
        : lists.map(({ org }) => ` of ${code(org)}`).join('');
    return {
        heading: `List of private registries${where}`,
        lines: lists.flatMap(({ org, registries }) => [
            `${org} has ${(0,registries_problem/* countOf */.pq)(registries.length, 'private registry', 'private registries')}.`,
            ...registries.map(registryLine)
        ]),
        // A failed read is not an empty list.
        ...(lists.length > 0 && {
            outputs: { 'total-count': String(found.length) },
            lists: [{ name: 'registries', items: found }]
        }),
        page: {
            above: [],
            blocks: lists.map(({ org, registries }) => registryTable(registries, several ? `#### ${code(org)}` : ''))
        }
    };
}
function exportContent(shown) {
    const { orgs, manifest, count, file, dryRun } = shown;
    const sentence = (quote, output) => {
        const registries = `${(0,registries_problem/* countOf */.pq)(count, 'registry', 'registries')} of ${orgs.map(quote).join(', ')}`;
        if (!file)
            return `The output ${output} has ${registries}.`;
        return `${dryRun ? 'Would write' : 'Wrote'} ${registries} to ${quote(file.path)}.`;
    };
    return {
        heading: `Manifest of ${orgs.map(code).join(', ')}`,
        note: dryRun ? ' (dry run: no file was written)' : '',
        lines: [sentence(text => text, "'manifest'")],
        outputs: { manifest },
        page: {
            above: [sentence(code, code('manifest'))],
            blocks: [fold('The manifest', fenced(manifest, 'yaml'))]
        }
    };
}
function changesContent(shown) {
    const { operation, found, problems, dryRun, changed, drift, single, unmanaged = [], advised } = shown;
    const isOne = operation === 'create' || operation === 'update' || operation === 'delete';
    const hasDrift = operation === 'apply' || operation === 'plan';
    const hasRegistry = (isOne && operation !== 'delete') || (hasDrift && single);
    // Where writing a secret is the purpose, it stands with the other changes.
    const rows = hasDrift && !single ? shown.rows : shown.rows.map(row => ({ ...row, isResent: false }));
    const noChange = isNoChange(rows, problems) ? ['No changes.'] : [];
    return {
        heading: `Private registries: ${operation}`,
        note: noteOf(operation, dryRun),
        lines: isOne
            ? rows.filter(wentWell).map(changeLine)
            : [...noChange, ...countLines(rows), ...unmanaged.map(unmanagedLine)],
        outputs: {
            ...(hasRegistry && registryOutputs(found, rows[0]?.name ?? '')),
            changed: String(changed),
            ...countOutputs(rows),
            ...(hasDrift && planOutputs(shown))
        },
        lists: [...(hasRegistry || hasDrift ? [adviceList(advised)] : []), changesList(rows)],
        page: changesPage(rows, problems.map(registries_problem/* textOf */.b6), driftText(drift, shown.unmanaged ? 'manifest' : 'inputs'), unmanaged)
    };
}
function noteOf(operation, dryRun) {
    if (operation === 'plan')
        return ' (nothing was written)';
    return dryRun ? ' (dry run: nothing was written)' : '';
}
function driftText(drift, wanted) {
    if (drift === undefined)
        return '';
    if (drift)
        return `Drift: before this run, GitHub did not match the ${wanted}.`;
    return `No drift: GitHub already matched the ${wanted}.`;
}
function problemList(problems, most, unshown) {
    const items = problems.map(problem => listItem((0,registries_problem/* textOf */.b6)(problem)));
    const first = items.slice(0, Math.max(1, fitting(items, most).length));
    const left = items.length + unshown - first.length;
    if (left === 0)
        return first.join('\n');
    const log = unshown > 0 ? `the log has the first ${items.length}` : 'the log has all of them';
    return [...first, `- ${more(left)}; ${log}`].join('\n');
}
/** A text as an item of a list. One that begins like a list, a heading or a rule does not become one. */
function listItem(text) {
    return `- ${prose(text).replace(/^\s*(?=[-+=]|\d+[.)])/, '&#8288;')}`;
}
function registryLine(registry) {
    const { visibility, auth_type, updated_at } = registry;
    const parts = [
        visibility && `visibility ${visibility}`,
        auth_type,
        updated_at && `updated ${updated_at.slice(0, 10)}`
    ];
    return [labelOf(registry), ...parts.filter(Boolean)].join(', ');
}
function registryTable(registries, title = '') {
    if (registries.length === 0)
        return { head: [title, 'There are none.'].filter(Boolean).join('\n\n'), items: [] };
    const rows = registries.map(registry => {
        const { name, registry_type, url = '', visibility = '', auth_type = '', updated_at = '' } = registry;
        const date = updated_at && `updated ${updated_at.slice(0, 10)}`;
        const place = [[name, registry_type].map(code).join(' '), code(addressText(url))];
        const access = [visibility, auth_type, date].map(prose);
        return [place, access].map(lines => lines.filter(Boolean).join('<br>'));
    });
    return page_table(['Registry', 'Access'], rows, title);
}

;// CONCATENATED MODULE: ./src/report/report.ts









/** No output takes a longer text. To search all of what a server may send would take longer than a run may. */
const report_longestText = 512 * 1024;
/** GitHub takes 1 MiB, counted in bytes, and a UTF-16 unit takes at most three. */
const longestSummary = 345_000;
/** The only writer: log, annotations, outputs and job summary. Everything passes the redactor and the sanitiser. */
function createReport({ outputFile, summaryFile }) {
    const { hide, redact: redactWhole } = createRedactor();
    const redact = (text, most = report_longestText) => redactWhole(text, most);
    guardStreams(process, redact);
    const clean = (text) => sanitise(redact(text, longestSentence));
    let open = () => { };
    const info = (line) => {
        open();
        core_info(clean(line));
    };
    const startGroup = (title) => {
        open();
        core_startGroup(clean(title));
    };
    const groups = createGroups({ start: startGroup, info, end: endGroup });
    const warnings = createAnnotations('warning', { annotate: one => annotate(warning, one), info });
    const notices = createAnnotations('notice', { annotate: one => annotate(notice, one), info });
    function annotate(say, sentence, end = '') {
        open();
        const place = typeof sentence === 'string' ? undefined : sentence.place;
        const where = place && { file: clean(place.file), startLine: place.line, startColumn: place.column };
        say(`${clean((0,registries_problem/* textOf */.b6)(sentence))}${end}`, where);
    }
    function fail(problems) {
        groups.flush();
        if (problems.length > 0)
            process.exitCode = 1;
        for (const [index, problem] of problems.slice(0, mostProblems).entries()) {
            if (index < mostAnnotations - 1)
                annotate(error, problem);
            else if (index === mostAnnotations - 1)
                annotate(error, problem, moreErrors(problems.length));
            else
                info((0,registries_problem/* textOf */.b6)(problem));
        }
        if (problems.length > mostProblems)
            info(`And ${problems.length - mostProblems} more problems.`);
    }
    function closeAnnotations() {
        warnings.close();
        notices.close();
    }
    return {
        /** Keeps a secret out of everything that is written, and has the runner do so too. */
        mask(secret) {
            hide(secret);
            // The runner complains about a mask that is only white space.
            const masks = [secret, ...linesOf(secret)].filter(line => line.trim() !== '');
            for (const mask of new Set(masks))
                setSecret(mask);
        },
        hide,
        redact: (value) => redactIn(value, redact),
        /** Sets what the log begins with. It is written before the first other line, or when the returned function is called. */
        begin({ request, notices: noted, warnings: given }) {
            open = () => {
                open = () => { };
                if (request)
                    info(openingLine(request));
                for (const notice of noted)
                    notices.add(notice);
                for (const warning of given)
                    warnings.add(warning);
            };
            return () => open();
        },
        info,
        warning: warnings.add,
        notice: notices.add,
        organization(org, total) {
            const group = groups.open(org);
            const planned = [];
            let count = 0;
            const print = (row, timeLeft) => group.info(progressLine(row, ++count, total, timeLeft));
            return {
                /** Logs a change and how far the work is. Unchanged registries are only counted, planned changes wait for their order. */
                outcome(outcome, timeLeft) {
                    const row = rowOf(outcome, redact);
                    if (row.status === 'planned')
                        planned.push(row);
                    else if (row.action !== 'keep')
                        print(row, timeLeft);
                },
                end() {
                    for (const row of inOrder(planned))
                        if (row.action !== 'keep')
                            print(row);
                    group.end();
                }
            };
        },
        /** Writes the result of the request. The step fails if there are problems. */
        async finish(result) {
            groups.flush();
            const whole = withFile(result, redactWhole);
            const { lines, outputs, summary, cuts } = tell(whole, redact);
            for (const line of lines)
                info(line);
            fail(whole.problems);
            for (const sentence of cuts)
                warnings.add(sentence);
            try {
                // Without the file, the toolkit would print the outputs as commands that the runner no longer takes.
                if (!outputFile && Object.keys(outputs).length > 0)
                    throw new Error('the variable GITHUB_OUTPUT is not set.');
                for (const [name, value] of Object.entries(outputs))
                    setOutput(name, value);
            }
            catch (error) {
                fail([`The outputs could not be written: ${messageOf(error)}`]);
            }
            try {
                if (!summaryFile)
                    throw new Error('the variable GITHUB_STEP_SUMMARY is not set.');
                // The toolkit writes it through threads, which take longer to start than to write.
                (0,external_node_fs_namespaceObject.appendFileSync)(summaryFile, `${summary(longestSummary)}\n`);
            }
            catch (error) {
                warnings.add(`The job summary could not be written: ${messageOf(error)}`);
            }
            closeAnnotations();
        },
        /** Fails the step for an unforeseen error, where not even a result can be written. */
        crash(error) {
            fail([(0,registries_problem/* defectOf */.Lh)(error)]);
            closeAnnotations();
        }
    };
}
function moreErrors(problems) {
    const more = problems - mostAnnotations;
    if (more === 0)
        return '';
    const inLog = Math.min(problems, mostProblems) - mostAnnotations;
    const where = inLog < more ? `of which the log below has the first ${inLog}` : 'in the log below';
    return ` (And ${more} more, ${where}.)`;
}
/** Writes the manifest of an export. One that cannot be written is a problem, and still an output. */
function withFile(result, redact) {
    if (result.operation !== 'export' || !result.file || result.dryRun)
        return result;
    const { path, workspace } = result.file;
    try {
        writePlainFile(workspace, path, redact(result.manifest));
        return result;
    }
    catch (error) {
        const problem = `The manifest could not be written to ${path}: ${messageOf(error)}`;
        return { ...result, file: undefined, problems: [...result.problems, problem] };
    }
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** Systems without these flags, such as Windows, rely on the checks before each step. */
const { O_CREAT, O_WRONLY, O_RDONLY } = external_node_fs_namespaceObject.constants;
const notThroughLinks = external_node_fs_namespaceObject.constants.O_NOFOLLOW ?? 0;
const foldersOnly = external_node_fs_namespaceObject.constants.O_DIRECTORY ?? 0;
/** Without this flag, opening a pipe that nobody reads would block. */
const report_atOnce = external_node_fs_namespaceObject.constants.O_NONBLOCK ?? 0;
/** Writes a regular file below a folder, `way` with slashes. Throws if anything on the way is a link, or becomes one. */
function writePlainFile(folder, way, text) {
    const opened = [];
    const open = (path, flags) => {
        const file = (0,external_node_fs_namespaceObject.openSync)(path, flags, 0o666);
        opened.push(file);
        return file;
    };
    try {
        const names = way.split('/');
        const last = names.pop() ?? '';
        const enter = (path, flags) => foldersOnly ? inside(path, open(path, O_RDONLY | foldersOnly | flags)) : path;
        let at = enter(folder, 0);
        for (const name of names) {
            const path = (0,external_node_path_namespaceObject.join)(at, name);
            if (!isThere(path, 'isDirectory'))
                (0,external_node_fs_namespaceObject.mkdirSync)(path);
            at = enter(path, notThroughLinks);
        }
        const path = (0,external_node_path_namespaceObject.join)(at, last);
        isThere(path, 'isFile');
        const file = open(path, O_WRONLY | O_CREAT | notThroughLinks | report_atOnce);
        const found = (0,external_node_fs_namespaceObject.fstatSync)(file);
        if (!found.isFile() || found.nlink > 1)
            throw new Error('it is a link, or no regular file.');
        (0,external_node_fs_namespaceObject.ftruncateSync)(file);
        (0,external_node_fs_namespaceObject.writeFileSync)(file, text);
    }
    finally {
        for (const file of opened.reverse())
            (0,external_node_fs_namespaceObject.closeSync)(file);
    }
}
/** An open folder by its handle, if the system has names for handles: its path may change meanwhile. */
function inside(path, handle) {
    const name = `/proc/self/fd/${handle}`;
    return (0,external_node_fs_namespaceObject.existsSync)(name) ? name : path;
}
/** Whether there is something at a path. Throws if it is of another kind, such as a link. */
function isThere(path, kind) {
    const found = (0,external_node_fs_namespaceObject.lstatSync)(path, { throwIfNoEntry: false });
    if (found && !found[kind]())
        throw new Error('the path goes through a link, or is not a regular file.');
    return found !== undefined;
}

;// CONCATENATED MODULE: ./src/main.ts





/** Runs one step. An unexpected error stops the work as a cancellation does, so tokens are revoked and writes reported. */
async function main(clock = systemClock) {
    const { GITHUB_OUTPUT: outputFile, GITHUB_STEP_SUMMARY: summaryFile } = process.env;
    const report = createReport({ outputFile, summaryFile });
    const stop = new AbortController();
    const defects = [];
    const { promise: hung, reject: giveUp } = Promise.withResolvers();
    hung.catch(() => { });
    // Node would truncate a long rejection reason, and a secret cut in two would not be recognised.
    for (const event of ['uncaughtException', 'unhandledRejection'])
        process.on(event, (error) => {
            defects.push(error);
            stop.abort();
            clock.sleep(shutdownTimeout, new AbortController().signal).then(() => giveUp(error), () => { });
        });
    const recorded = [];
    let requested = {};
    try {
        const reading = await readRequest(process.env, report.mask);
        requested = 'request' in reading ? reading.request : reading;
        const open = report.begin(reading);
        const work = 'request' in reading ? operateOn(reading.request) : failed(requested, reading.problems);
        // What the log begins with is made while the first requests are on their way.
        const [result] = await Promise.all([Promise.race([work, hung]), (0,promises_namespaceObject.setImmediate)().then(open)]);
        await report.finish({ ...result, problems: [...defects.splice(0).map(registries_problem/* defectOf */.Lh), ...result.problems] });
    }
    catch (error) {
        const [cause = error] = defects.splice(0);
        const hint = recorded.length > 0 ? ` 'changes' lists what was written before that.` : '';
        await report.finish(failed(requested, [(0,registries_problem/* defectOf */.Lh)(cause) + hint], recorded)).catch(report.crash);
    }
    for (const error of defects)
        report.crash(error);
    async function operateOn(request) {
        const cancelled = cancellation(stop, () => report.warning('The run was cancelled: nothing more is started.'));
        const log = { ...report, recordWrite: (outcome) => void recorded.push(outcome) };
        return operate(request, { clock, cancelled }, log);
    }
}
/** Ends the process once all output is flushed, whatever is still open. Until then a signal ends it. */
function end() {
    for (const signal of signals)
        process.removeAllListeners(signal);
    process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}
/** How long the work may take to stop after an unexpected error, in milliseconds: a write, then revocations. */
const shutdownTimeout = 8000;
const systemClock = {
    now: () => Date.now(),
    sleep: (milliseconds, signal) => (0,promises_namespaceObject.setTimeout)(milliseconds, undefined, { signal })
};
// The runner sends SIGTERM (SIGBREAK on Windows) 7.5 seconds after SIGINT, and kills the process 2.5 seconds later.
const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK'];
/** Aborted when the runner cancels the step. Receiving the same signal again ends the process at once, as usual. */
function cancellation(stop, notify) {
    const cancel = () => {
        if (!stop.signal.aborted)
            notify();
        stop.abort();
    };
    for (const signal of signals)
        process.once(signal, cancel);
    return stop.signal;
}


/***/ }),

/***/ 5279:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Fy: () => (/* binding */ textProblem),
/* harmony export */   GV: () => (/* binding */ withScheme),
/* harmony export */   Hn: () => (/* binding */ holdsCredentials),
/* harmony export */   M7: () => (/* binding */ tokenPattern),
/* harmony export */   NM: () => (/* binding */ looksLikeToken),
/* harmony export */   Q8: () => (/* binding */ hostProblem),
/* harmony export */   _k: () => (/* binding */ withResolvedHosts),
/* harmony export */   az: () => (/* binding */ isOnHost),
/* harmony export */   cQ: () => (/* binding */ disallowedHostProblem),
/* harmony export */   cg: () => (/* binding */ addressProblem),
/* harmony export */   l1: () => (/* binding */ resolvedAddress),
/* harmony export */   oU: () => (/* binding */ hostFields),
/* harmony export */   x9: () => (/* binding */ holdsExpression),
/* harmony export */   xS: () => (/* binding */ hasExpression)
/* harmony export */ });
const hostFields = ['url', 'api_host'];
const holdsCredentials = 'contains a user name or a password';
/** The problem of an address, worded to follow its name. It never repeats the value, which may contain credentials. */
function addressProblem(text) {
    const url = URL.parse(text);
    // Some parsers treat a backslash as a slash, others do not.
    const [, authority] = /^https?:\/\/([^/?#\\]*)/i.exec(text) ?? [];
    if (url && (url.username || url.password || authority?.includes('@')))
        return holdsCredentials;
    if (url && authority !== undefined && !isResolved(authority, url))
        return `has a host that resolves to ${url.hostname}; if that is the host you want, write it in that form`;
    const [odd] = /[\\<>"|^`{}[\]\p{C}\p{Z}]/u.exec(text.replace(/^(https?:\/\/)\[[\da-f:.]+\]/i, '$1')) ?? [];
    if (odd !== undefined)
        return `is not a complete address: it contains ${characterText(odd)}, which is not allowed in an address`;
    if (url && authority !== undefined)
        return undefined;
    const suggestion = suggestedAddress(text);
    return suggestion
        ? `is not a complete address: https:// is missing; write ${suggestion}`
        : 'is not a complete address that begins with https:// or http://, such as https://npm.acme.example';
}
/** The problem of a field that names a host. The host of an API may lack its scheme. */
function hostProblem(field, text) {
    if (field === 'url')
        return addressProblem(text);
    return addressProblem(withScheme(text))?.replace('a complete address', 'a host or a complete address');
}
/** Whether a text contains an expression, which GitHub evaluates only in a workflow. */
function hasExpression(text) {
    const start = text.indexOf('${{');
    return start >= 0 && text.indexOf('}}', start) > 0;
}
const holdsExpression = 'still contains an expression, ${{ \u2026 }}, which is not evaluated here; write the value itself';
/** The problem of a text with an expression or a control character. Hosts have their own, stricter rules. */
function textProblem(name, text) {
    if (hasExpression(text))
        return holdsExpression;
    if (hostFields.some(field => field === name.replaceAll('-', '_')))
        return undefined;
    const [control] = /[\p{Cc}\p{Zl}\p{Zp}]/u.exec(text) ?? [];
    if (control === undefined)
        return undefined;
    const called = /[\r\n]/.test(control) ? 'a line break' : characterText(control);
    return `contains ${called}; control characters are not allowed there`;
}
function characterText(character) {
    if (character === ' ')
        return 'a space';
    const code = Number(character.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0');
    if (/\p{Cc}/u.test(character))
        return `the control character U+${code}`;
    return /[\p{C}\p{Z}]/u.test(character) ? `the character U+${code}` : `'${character}'`;
}
/** An address with its scheme: one that GitHub shows without a scheme is https. */
function withScheme(text) {
    return text === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`;
}
/** Whether an address is on one of these hosts. `*.acme.example` matches every subdomain, `host:port` only that port. */
function isOnHost(url, allowed) {
    const port = url.port || (url.protocol === 'http:' ? '80' : '443');
    return allowed.some(pattern => {
        const host = pattern.includes(':') ? `${url.hostname}:${port}` : url.hostname;
        return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
    });
}
/** The problem of a well-formed address or host that is on none of the allowed hosts. */
function disallowedHostProblem(text, allowed) {
    const url = URL.parse(withScheme(text));
    if (!url || isOnHost(url, allowed))
        return undefined;
    return `is on ${url.host}, which is not in 'allowed-hosts' (${allowed.join(', ')})`;
}
/** Text with the host of every address in its resolved form. */
function withResolvedHosts(text) {
    return text.replace(/\b([a-z][a-z\d+.-]{0,20}:\/\/)([^/?#\s]*)/gi, (whole, scheme, authority) => {
        const url = URL.parse(whole);
        const host = authority.slice(authority.lastIndexOf('@') + 1);
        if (!url || authority.includes('\\') || isResolved(host, url))
            return whole;
        return `${scheme}${authority.slice(0, -host.length)}${url.host}`;
    });
}
/** An address with its host in resolved form. An address without a scheme, as GitHub may show it, stays without one. */
function resolvedAddress(text, shown = withResolvedHosts) {
    const address = withScheme(text);
    return address === text ? shown(address) : shown(address).slice('https://'.length);
}
/** Whether a host is in its resolved form, ignoring case. Some non-ASCII letters have an ASCII lower case. */
function isResolved(authority, { hostname }) {
    const host = authority.replace(/:\d*$/, '');
    return /^[\x21-\x7e]+$/.test(host) && host.toLowerCase() === hostname;
}
/** The valid address that a text without a scheme probably means, unless it may contain a secret. */
function suggestedAddress(text) {
    const [, host = '', port = ''] = /^(?:\/\/)?([^/?#:@]+)(:\d+)?(?:\/[^?#]*)?$/.exec(text) ?? [];
    const isHost = host.includes('.') || host === 'localhost' || port !== '';
    if (!isHost || looksLikeToken(text))
        return undefined;
    const address = withScheme(text);
    return addressProblem(address) === undefined ? address : undefined;
}
/** Matches text that begins like a well-known token, with more letters and digits than a name has. */
const tokenPattern = `(${[
    '(gh[oprsu]|github_pat|npm|hf|rubygems|dop_v1)_[A-Za-z0-9]{20}',
    '(gl[a-z]{2,6}|xox[a-z]|xapp|pypi|sk)-[A-Za-z0-9_-]{20}',
    'dckr_[op]at_[A-Za-z0-9_-]{20}',
    'A[KS]IA[A-Z0-9]{16}',
    '(oy2|cio)[A-Za-z0-9]{20}',
    '(AKCp|cmVmdGtu|eyJ)[A-Za-z0-9_-]{20}'
].join('|')})`;
/** Whether a text looks like a token where a name is expected. */
function looksLikeToken(text) {
    return new RegExp(`^${tokenPattern}`).test(text);
}


/***/ }),

/***/ 3303:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ checkChange),
/* harmony export */   Gu: () => (/* binding */ disallowedHosts),
/* harmony export */   Oe: () => (/* binding */ checkWanted),
/* harmony export */   Xj: () => (/* binding */ checkValues),
/* harmony export */   bk: () => (/* binding */ missingSecret),
/* harmony export */   jY: () => (/* binding */ checkNew),
/* harmony export */   kg: () => (/* binding */ impliedAuthTypes),
/* harmony export */   l: () => (/* binding */ hostFieldProblems),
/* harmony export */   qz: () => (/* binding */ checkExisting),
/* harmony export */   re: () => (/* binding */ missingSelection),
/* harmony export */   t8: () => (/* binding */ disallowedHostsOf),
/* harmony export */   w8: () => (/* binding */ clearedFields)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5279);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6924);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7380);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3000);
/* harmony import */ var _wanted_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(836);





/** What prevents a registry from being created with this spec. */
function checkNew(spec, source) {
    const problems = ['registry_type', 'url', 'visibility']
        .filter(field => !source.gave(field))
        .map(field => about(source, field, 'is missing; a registry cannot be created without it.'));
    const authType = spec.auth_type ?? (source.gave('auth_type') ? undefined : 'token');
    if (authType) {
        const foreign = foreignFields(spec, authType, source);
        // If fields belong to another auth type, the intended one is unknown, and so is what it requires.
        if (spec.auth_type !== undefined || foreign.length === 0)
            problems.push(...requiredByAuthType(spec, authType, source));
        problems.push(...foreign);
    }
    return [...problems, ...missingSelection(spec, source), ...checkValues(spec, source)];
}
/** What prevents an existing registry from being changed to these values, as far as only the values tell. */
function checkChange(spec, source) {
    const problems = spec.auth_type === undefined ? contradictions(spec, source) : foreignFields(spec, spec.auth_type, source);
    return [...problems, ...checkValues(spec, source)];
}
/** Checks what can be checked without reading an organization. A problem of the defaults is reported once. */
function checkWanted(wanted) {
    const problems = [];
    for (const entry of wanted) {
        const spec = (0,_wanted_js__WEBPACK_IMPORTED_MODULE_3__/* .specFor */ .Fq)(entry, {});
        const source = (0,_wanted_js__WEBPACK_IMPORTED_MODULE_3__/* .sourceFor */ .nm)(entry, spec);
        // Whether this default applies may depend on the registry's auth type.
        const { api_host = entry.defaults.api_host } = spec;
        problems.push(...checkChange(spec, source), ...hostFieldProblems({ api_host }, source));
    }
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .unique */ .Am)(problems);
}
/** What prevents an existing registry from being changed to this spec, as far as GitHub shows its auth type. */
function checkExisting(spec, registry, source) {
    const authType = (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypeNamed */ .Wy)(registry.auth_type);
    if (!authType)
        return [];
    if (spec.auth_type === undefined || spec.auth_type === authType)
        return foreignFields({ ...spec, auth_type: authType }, authType, source);
    const text = `The '${source.spell('auth_type')}' of ${registry.name} is ${authType} and cannot be changed to ${spec.auth_type}; delete the registry and create it again.`;
    return [source.say('auth_type', text)];
}
/** Problems of fields that cannot be cleared because the registry's auth type needs them. */
function clearedFields(spec, registry, source) {
    const authType = (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypeNamed */ .Wy)(registry.auth_type);
    const cleared = authType ? _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypes */ .QV[authType].required.filter(field => spec[field] === null) : [];
    return cleared.map(field => about(source, field, `of ${registry.name} cannot be cleared; ${authType} needs it.`));
}
function about(source, field, text) {
    return source.say(field, `'${source.spell(field)}' ${text}`);
}
function requiredByAuthType(spec, authType, source) {
    const { secret, required } = _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypes */ .QV[authType];
    const called = `'${source.spell('auth_type')}' ${withOrigin(authType, spec)}`;
    const problems = required
        .filter(field => !source.gave(field) || spec[field] === null)
        .map(field => about(source, field, `is missing; ${called} needs it.`));
    if (secret && !source.gave('secret'))
        problems.push(missingSecret(called, source));
    return problems;
}
/** The problem of a missing secret. `needing` says what needs it. */
function missingSecret(needing, source) {
    const text = source.spell('secret') === 'secret'
        ? `is empty; ${needing} needs one. A secret that is not set, or not available to this event, arrives empty.`
        : `is missing; ${needing} needs a secret. Name the variable that holds it.`;
    return about(source, 'secret', text);
}
/** The user did not write the default, so the message says that it is one. */
function withOrigin(authType, spec) {
    return spec.auth_type === undefined ? `${authType} (the default)` : authType;
}
function foreignFields(spec, authType, source) {
    const own = (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .Pf)(authType);
    const called = `'${source.spell('auth_type')}'`;
    const [implied, other] = spec.auth_type === undefined ? impliedAuthTypes(spec) : [];
    const remedy = implied && !other ? `add ${source.spell('auth_type')}: ${implied}` : `remove one of them`;
    const is = `but ${called} is ${withOrigin(authType, spec)}; ${remedy}.`;
    const problems = authFieldsIn(spec)
        .filter(field => !own.includes(field))
        .map(field => about(source, field, `belongs to ${(0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypesOf */ .Th)(field).join(', ')}, ${is}`));
    if ((0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSecret */ .TA)(spec) && !_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypes */ .QV[authType].secret)
        problems.push(about(source, 'secret', `is given, but ${called} ${authType} takes no secret; remove it.`));
    return problems;
}
/** Without an auth type, all given fields must belong to a single one. */
function contradictions(spec, source) {
    const given = authFieldsIn(spec);
    const [first] = given;
    const fits = (authType) => hasAll(authType, given) && (!(0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSecret */ .TA)(spec) || _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypes */ .QV[authType].secret);
    if (!first || _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypeNames */ .b1.some(fits))
        return [];
    const names = [...given, ...((0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSecret */ .TA)(spec) ? ['secret'] : [])];
    const listed = names.map(name => `'${source.spell(name)}'`).join(', ');
    return [source.say(first, `${listed} cannot be combined: no auth type has all of them.`)];
}
/** The auth types without a secret that have all the given fields. */
function impliedAuthTypes(spec) {
    const given = authFieldsIn(spec);
    if (given.length === 0)
        return [];
    return _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypeNames */ .b1.filter(authType => !_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypes */ .QV[authType].secret && hasAll(authType, given));
}
function hasAll(authType, given) {
    return given.every(field => (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .Pf)(authType).includes(field));
}
function authFieldsIn(spec) {
    return _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldNames */ .pi.filter(field => (spec[field] ?? undefined) !== undefined && (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypesOf */ .Th)(field).length > 0);
}
/** Checks address, secret and selected repositories, independently of the auth type. */
function checkValues(spec, source) {
    const problem = spec.secret && (0,_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .secretProblem */ .oR)(spec.secret);
    return [
        ...hostFieldProblems(spec, source),
        ...(problem ? [about(source, 'secret', problem)] : []),
        ...selectionProblems(spec, source)
    ];
}
function hostFieldProblems(spec, source) {
    const remedy = `; put them in '${source.spell('username')}' and '${source.spell('secret')}'`;
    return _address_js__WEBPACK_IMPORTED_MODULE_4__/* .hostFields */ .oU.flatMap(field => {
        const problem = spec[field] === undefined ? undefined : (0,_address_js__WEBPACK_IMPORTED_MODULE_4__/* .hostProblem */ .Q8)(field, spec[field]);
        return problem ? [about(source, field, `${problem}${problem === _address_js__WEBPACK_IMPORTED_MODULE_4__/* .holdsCredentials */ .Hn ? remedy : ''}.`)] : [];
    });
}
function disallowedHosts(spec, source, allowed) {
    if (!allowed)
        return [];
    return _address_js__WEBPACK_IMPORTED_MODULE_4__/* .hostFields */ .oU.flatMap(field => {
        const text = spec[field];
        const problem = text === undefined || (0,_address_js__WEBPACK_IMPORTED_MODULE_4__/* .hostProblem */ .Q8)(field, text) ? undefined : (0,_address_js__WEBPACK_IMPORTED_MODULE_4__/* .disallowedHostProblem */ .cQ)(text, allowed);
        return problem ? [about(source, field, `${problem}.`)] : [];
    });
}
/** The problems of the hosts that GitHub shows for a registry, except where `given` replaces them. */
function disallowedHostsOf(registry, given, allowed) {
    const { name } = registry;
    return _address_js__WEBPACK_IMPORTED_MODULE_4__/* .hostFields */ .oU.flatMap(field => {
        const shown = registry[field];
        if (!allowed || given[field] !== undefined || (field !== 'url' && !shown))
            return [];
        if (typeof shown !== 'string' || shown === '')
            return `This server does not show the URL of ${name}, so it cannot be checked against 'allowed-hosts'.`;
        const problem = (0,_address_js__WEBPACK_IMPORTED_MODULE_4__/* .hostProblem */ .Q8)(field, (0,_address_js__WEBPACK_IMPORTED_MODULE_4__/* .withScheme */ .GV)(shown));
        if (problem)
            return `The ${field} of ${name} that GitHub shows ${problem}, so it cannot be checked against 'allowed-hosts'.`;
        const disallowed = (0,_address_js__WEBPACK_IMPORTED_MODULE_4__/* .disallowedHostProblem */ .cQ)(shown, allowed);
        return disallowed ? `${field === 'url' ? name : `The ${field} of ${name}`} ${disallowed}.` : [];
    });
}
function selectionProblems(spec, source) {
    const { selected_repository_ids: ids, selected_repositories: names, visibility } = spec;
    const [byName, byId] = ['selected_repositories', 'selected_repository_ids'];
    if (ids !== undefined && names !== undefined)
        return [about(source, byId, `and '${source.spell(byName)}' are both given; remove one of them.`)];
    const given = source.gave(byName) ? byName : byId;
    const isUnread = visibility === undefined && source.gave('visibility');
    if (!source.gave(given) || visibility === 'selected' || isUnread)
        return [];
    const called = `'${source.spell('visibility')}'`;
    return [about(source, given, `requires ${called} selected, but ${called} is ${visibility ?? 'not given'}.`)];
}
/** The problem of a registry for selected repositories if no repositories are given. */
function missingSelection(spec, source) {
    if (spec.visibility !== 'selected')
        return [];
    if (source.gave('selected_repositories') || source.gave('selected_repository_ids'))
        return [];
    const choice = `'${source.spell('selected_repositories')}' or '${source.spell('selected_repository_ids')}'`;
    return [
        about(source, 'visibility', `is selected, but no repositories are given; add ${choice} ([] for none).`)
    ];
}


/***/ }),

/***/ 5643:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   rW: () => (/* binding */ entryKeys),
/* harmony export */   tn: () => (/* binding */ perRegistryKeys),
/* harmony export */   wK: () => (/* binding */ readValue)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5279);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7380);


const reservedPrefixes = ['GITHUB', 'INPUT', 'ACTIONS', 'RUNNER', 'NODE'];
const reservedNames = ['PATH', 'HOME'];
/** The variable from which npm reads its token after setup-node. */
const allowedName = 'NODE_AUTH_TOKEN';
/** Every key that an entry of the manifest may have, in the order of the documentation. */
const entryKeys = new Map(Object.entries({
    name: {
        kind: 'text',
        pattern: _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .registryName */ .jT,
        mustBe: 'the name of a registry: letters, digits, _, - and ., but not public-key'
    },
    ..._registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .OA,
    secret_env: {
        kind: 'text',
        pattern: new RegExp(`^(?!(?!${allowedName}$)(${anyCase(reservedPrefixes)})_)(?!(${anyCase(reservedNames)})$)(?!${_address_js__WEBPACK_IMPORTED_MODULE_1__/* .tokenPattern */ .M7})[A-Za-z_][A-Za-z0-9_]*$`),
        mustBe: `the name of a variable, but not ${reservedPrefixes.map(prefix => `${prefix}_*`).join(', ')} (except ${allowedName}), ${reservedNames.join(' or ')}`
    },
    selected_repository_ids: {
        ...{ kind: 'list', ids: true, mayBeEmpty: true },
        mustBe: `a repository id, which is a whole number such as 1296269`
    },
    selected_repositories: {
        ...{ kind: 'list', pattern: _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .selectionPattern */ .HF, ids: true, mayBeEmpty: true },
        mustBe: `a repository name, a pattern with * or an id`
    },
    orgs: { kind: 'list', pattern: _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .orgName */ .O9, ids: false, mayBeEmpty: false, mustBe: `an organization name` },
    ignore_advice: {
        ...{ kind: 'list', pattern: _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .notBlank */ .wx, ids: false, mayBeEmpty: true },
        mustBe: 'the name of advice, such as http'
    }
}));
/** Keys that apply to a single registry, so `defaults` cannot have them. */
const perRegistryKeys = ['name', 'url'];
/** JSON Schema has no flag to ignore case. */
function anyCase(words) {
    const letters = (word) => word.replace(/[a-z]/gi, letter => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
    return words.map(letters).join('|');
}
/** The value of a key; undefined if it was rejected. */
function readValue(name, part, refuse) {
    const shape = entryKeys.get(name);
    if (!shape || part.kind === 'unread')
        return undefined;
    const wrong = (text) => refuse(part.place, `'${name}' ${text}`);
    const problem = partProblem(name, part);
    if (problem)
        return wrong(`${problem}.`);
    if (shape.kind === 'list')
        return readList(name, shape, part, refuse);
    const isNumber = part.kind === 'scalar' && typeof part.value === 'number';
    if (shape.kind === 'text' && isNumber && /^[-+]?0\d/.test(part.written))
        return wrong('is read as a number and has lost its leading zero; write it in quotes.');
    const parsed = (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .parseValue */ .$x)(shape, part.kind === 'scalar' ? part.value : []);
    return 'value' in parsed ? parsed.value : wrong(parsed.problem);
}
/** The problem of a text that is not allowed for any key. */
function partProblem(name, part) {
    const text = part.kind === 'scalar' ? part.value : undefined;
    return typeof text === 'string' && _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .notBlank */ .wx.test(text) ? (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .textProblem */ .Fy)(name, text) : undefined;
}
function readList(name, shape, part, refuse) {
    if (part.kind !== 'list') {
        const isText = part.kind === 'scalar' && part.written !== '';
        const hint = isText ? ` Put it in brackets, and put quotes around a name that begins with *.` : '';
        return refuse(part.place, `'${name}' must be a list, such as [a, b].${hint}`);
    }
    if (part.items.length === 0 && !shape.mayBeEmpty)
        return refuse(part.place, `'${name}' is empty; add an entry, or remove the key.`);
    const seen = new Set();
    const values = part.items.map(item => {
        const value = readItem(name, shape, item, refuse);
        const same = String(value).toLowerCase();
        if (value !== undefined && seen.has(same))
            refuse(item.place, `'${name}' has this entry twice; remove one.`);
        seen.add(same);
        return value;
    });
    return values.includes(undefined) ? undefined : values;
}
function readItem(name, { pattern, ids, mustBe }, part, refuse) {
    if (part.kind === 'unread')
        return undefined;
    const problem = partProblem(name, part);
    if (problem)
        return refuse(part.place, `'${name}' ${problem}.`);
    const { value, written } = part.kind === 'scalar' ? part : { value: undefined, written: '' };
    if (ids && typeof value === 'number' && (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .isRepositoryId */ .es)(written))
        return pattern ? written : value;
    if (typeof value === 'string' && pattern?.test(value) && !(ids && (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .selectionProblem */ .sZ)(value)))
        return value;
    const isQuotable = pattern && part.kind === 'scalar' && typeof value !== 'string';
    const hint = isQuotable ? '; write a name in quotes' : '';
    return refuse(part.place, `'${name}' has an entry that is not ${mustBe}${hint}.`);
}


/***/ }),

/***/ 5966:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HD: () => (/* binding */ matchAll),
/* harmony export */   W3: () => (/* binding */ canonicalUrl),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   jZ: () => (/* binding */ isAllShown),
/* harmony export */   l9: () => (/* binding */ carriedOver),
/* harmony export */   tX: () => (/* binding */ differences),
/* harmony export */   uP: () => (/* binding */ flagCollisions),
/* harmony export */   vJ: () => (/* binding */ mismatches),
/* harmony export */   wG: () => (/* binding */ possiblyCreated)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5279);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7380);
/* harmony import */ var _wanted_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(836);



/** An address in canonical form: scheme and host in lower case, without a default port and one trailing slash. */
function canonicalUrl(url) {
    const whole = (0,_address_js__WEBPACK_IMPORTED_MODULE_2__/* .withScheme */ .GV)(url);
    return (URL.parse(whole)?.href ?? whole).replace(/\/$/, '');
}
/** Type and address as one text, equal for all spellings of the same address. */
function addressOf(type, url) {
    return `${type} ${canonicalUrl(url)}`;
}
/** The registries that a create may have made. GitHub may not keep the path of an address, and older servers show none. */
function possiblyCreated(registries, type, url) {
    const addresses = [url, URL.parse(url)?.origin ?? url].map(canonicalUrl);
    return registries.filter(one => one.registry_type === type && (!one.url || addresses.includes(canonicalUrl(one.url))));
}
/** How a registry differs from the expected type and address. An address that the server does not show is not compared. */
function mismatches({ name, registry_type: type, url }, expected) {
    const found = [];
    if (expected.registry_type !== undefined && expected.registry_type !== type)
        found.push({ field: 'registry_type', text: `${name} is a ${type}, not a ${expected.registry_type}.` });
    if (expected.url !== undefined && url && canonicalUrl(expected.url) !== canonicalUrl(url))
        found.push({ field: 'url', text: `${name} is at ${url}, not at ${expected.url}.` });
    return found;
}
function differences(spec, registry) {
    const fieldDifferences = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi
        .filter(field => spec[field] !== undefined && isShown(field, registry))
        .filter(field => !sameValue(field, spec[field], registry[field]))
        .map(field => ({ field, wanted: spec[field], shown: registry[field] }));
    return [...fieldDifferences, ...selectionDifference(spec, registry)];
}
/** Whether GitHub shows every field that a spec writes. It shows neither secrets nor selected repositories. */
function isAllShown(spec, registry) {
    return Object.keys(spec).every(key => _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi.some(field => field === key && isShown(field, registry)));
}
/**
 * Older servers show neither the auth type nor its fields. If the auth type is shown, a field of an auth type that is
 * not shown is not set.
 */
function isShown(field, registry) {
    if (registry[field] !== undefined)
        return true;
    return registry.auth_type !== undefined && (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypesOf */ .Th)(field).length > 0;
}
/** GitHub shows the ids only in its answer to a create, in any order. */
function selectionDifference({ selected_repository_ids: wanted }, registry) {
    const { selected_repository_ids: shown } = registry;
    if (!wanted || !Array.isArray(shown))
        return [];
    const same = new Set(wanted).symmetricDifference(new Set(shown)).size === 0;
    return same ? [] : [{ field: 'selected_repository_ids', wanted, shown }];
}
function sameValue(field, wanted, shown) {
    if (field === 'url')
        return typeof shown === 'string' && canonicalUrl(String(wanted)) === canonicalUrl(shown);
    // GitHub may show a field that is off or empty as null, or not at all.
    const empty = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .OA[field].kind === 'boolean' ? false : '';
    return (wanted ?? empty) === (shown ?? empty);
}
/** The spec with the visible fields that it does not give and its auth type allows. */
function carriedOver(spec, registry) {
    const own = (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldsFor */ .VV)((0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypeNamed */ .Wy)(spec.auth_type ?? registry.auth_type ?? 'token'));
    const shown = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi.filter(field => own.includes(field) && spec[field] === undefined && (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .isValueOf */ .jK)(field, registry[field]));
    return { ...Object.fromEntries(shown.map(field => [field, registry[field]])), ...spec };
}
/** Finds the registry of each entry: by name if given, else by type and address. Takes linear time. */
function matchAll({ org, entries, registries }) {
    const index = indexOf(registries);
    return flagDuplicates(entries.map(entry => matchEntry(entry, index, org)));
}
/** Registries by name, by type and address, and by type those that the server shows without an address. */
function indexOf(registries) {
    const [shown, hidden] = [registries.filter(({ url }) => url), registries.filter(({ url }) => !url)];
    return {
        all: registries,
        named: new Map(registries.map(registry => [registry.name.toUpperCase(), registry])),
        addressed: Map.groupBy(shown, ({ registry_type, url }) => addressOf(registry_type, `${url}`)),
        unaddressed: Map.groupBy(hidden, ({ registry_type }) => registry_type)
    };
}
function matchEntry(entry, index, org) {
    const { wanted } = entry;
    const uncertain = (text, candidates, key = '') => ({
        ...entry,
        candidates,
        problems: [...entry.problems, (0,_wanted_js__WEBPACK_IMPORTED_MODULE_1__/* .sentenceAbout */ .rp)(wanted, text, key)]
    });
    if (wanted.name !== undefined) {
        const registry = index.named.get(wanted.name.toUpperCase());
        if (registry)
            return { ...entry, registry };
        const existing = (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .describeExisting */ .xO)(index.all, (0,_wanted_js__WEBPACK_IMPORTED_MODULE_1__/* .specFor */ .Fq)(wanted, {}).registry_type);
        return uncertain(`${org} has no private registry named ${wanted.name}. ${existing} To create one, remove 'name'; GitHub chooses the name.`, [], 'name');
    }
    const { registry_type: type = '', url = '' } = (0,_wanted_js__WEBPACK_IMPORTED_MODULE_1__/* .specFor */ .Fq)(wanted, {});
    const found = index.addressed.get(addressOf(type, url)) ?? [];
    if (found.length > 1)
        return uncertain(`${org} has ${found.length} registries of type ${type} at ${url}: ${names(found)}. Set 'name' to one of them.`, found);
    const hidden = index.unaddressed.get(type) ?? [];
    if (hidden.length > 0)
        return uncertain(`This server does not show the URL of ${names(hidden)} (${type} in ${org}), so it is unknown whether ${hidden.length > 1 ? 'one of them' : 'it'} is at ${url}. Set 'name'.`, [...found, ...hidden]);
    const [registry] = found;
    return registry ? { ...entry, registry } : entry;
}
function flagDuplicates(matched) {
    const byName = Map.groupBy(matched, ({ registry }) => registry?.name);
    return matched.map(entry => {
        const { registry } = entry;
        const other = registry && byName.get(registry.name)?.find(one => one !== entry);
        return other ? withConflict(entry, other, `both match ${(0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q0)(registry)}; remove one of them`) : entry;
    });
}
/** Adds a problem to a pinned entry that moves its registry to the address of another entry, and to that entry. */
function flagCollisions(matched) {
    const movedTo = Map.groupBy(matched.filter(isMoved), destinationOf);
    if (movedTo.size === 0)
        return [...matched];
    const unpinned = Map.groupBy(matched.filter(({ wanted }) => wanted.name === undefined), destinationOf);
    return matched.map(entry => {
        if (entry.wanted.name !== undefined && !isMoved(entry))
            return entry;
        const address = destinationOf(entry);
        const [other] = (isMoved(entry) ? unpinned : movedTo).get(address) ?? [];
        const what = `would both be ${address.replace(' ', ' at ')}, with nothing to distinguish them; change the 'url' of one, or remove it`;
        return other ? withConflict(entry, other, what) : entry;
    });
}
function isMoved(entry) {
    const { wanted, registry } = entry;
    if (wanted.name === undefined || registry?.url === undefined)
        return false;
    return destinationOf(entry) !== addressOf(registry.registry_type, registry.url);
}
function destinationOf({ wanted, registry }) {
    const { registry_type = registry?.registry_type ?? '', url = registry?.url ?? '' } = (0,_wanted_js__WEBPACK_IMPORTED_MODULE_1__/* .specFor */ .Fq)(wanted, {});
    return addressOf(registry_type, url);
}
function withConflict(entry, other, what) {
    const place = (0,_wanted_js__WEBPACK_IMPORTED_MODULE_1__/* .placeOf */ .$t)(other.wanted);
    const where = place ? `the entry on line ${place.line}` : 'another entry';
    const problem = (0,_wanted_js__WEBPACK_IMPORTED_MODULE_1__/* .sentenceAbout */ .rp)(entry.wanted, `This entry and ${where} ${what}.`);
    return { ...entry, problems: [...entry.problems, problem] };
}
function names(registries) {
    return registries.map(({ name }) => name).join(', ');
}


/***/ }),

/***/ 6924:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ bare),
/* harmony export */   AF: () => (/* binding */ Problem),
/* harmony export */   Am: () => (/* binding */ unique),
/* harmony export */   Ku: () => (/* binding */ firstOf),
/* harmony export */   LT: () => (/* binding */ sentenceAt),
/* harmony export */   Lh: () => (/* binding */ defectOf),
/* harmony export */   au: () => (/* binding */ didYouMean),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   dX: () => (/* binding */ tryTo),
/* harmony export */   ou: () => (/* binding */ typoOf),
/* harmony export */   pA: () => (/* binding */ nearest),
/* harmony export */   pq: () => (/* binding */ countOf)
/* harmony export */ });
/** A sentence as one text: `private-registries.yml:14: 'url' is missing.` */
function textOf(sentence) {
    if (typeof sentence === 'string')
        return sentence;
    return `${sentence.place.file}:${sentence.place.line}: ${sentence.text}`;
}
/** The sentences without duplicates; the same text at another place is not a duplicate. */
function unique(sentences) {
    return [...new Map(sentences.map(sentence => [JSON.stringify(sentence), sentence])).values()];
}
/** The first of these names, and how many more there are. */
function firstOf(names, most) {
    const more = names.length - most;
    return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}
/** A number of things: `1 secret`, `2 secrets`. */
function countOf(count, one, several = `${one}s`) {
    return count === 1 ? `1 ${one}` : `${count} ${several}`;
}
function sentenceAt(place, text) {
    return place ? { text, place } : text;
}
/** An error that the user can fix. It stops a change or an organization. Each sentence is complete in itself. */
class Problem extends Error {
    sentences;
    constructor(...sentences) {
        super(sentences.map(textOf).join(' '));
        this.name = 'Problem';
        this.sentences = sentences;
    }
}
/** The value that a function returns; undefined if it throws. */
function tryTo(read) {
    try {
        return read();
    }
    catch {
        return undefined;
    }
}
function defectOf(thrown) {
    const other = typeof thrown === 'object' ? 'a value that is not an error' : String(thrown);
    const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : other;
    return `The action failed unexpectedly (${said}). This is a bug; please report it.`;
}
/** The known name that a misspelled one probably means. It may be wrong, so use it only for hints. */
function nearest(name, known) {
    const near = closest(name, known, letters => Math.min(3, 1 + Math.floor(letters / 4)));
    if (near !== undefined)
        return near;
    const [only, other] = known.filter(candidate => candidate.split(/[-_]/)[0] === bare(name));
    return other === undefined ? only : undefined;
}
/** The known name of which another is certainly a typo: few letters differ, and in a short name none. */
function typoOf(name, known) {
    return closest(name, known, letters => (letters < 6 ? 0 : letters < 12 ? 1 : 2));
}
function didYouMean(suggestion) {
    return suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
}
/** A name without case, hyphens, underscores and spaces. */
function bare(name) {
    return name.toLowerCase().replace(/[-_ ]/g, '');
}
/** The known name with the fewest edits. `most` gives the allowed edits for the length of the shorter name. */
function closest(name, known, most) {
    const from = bare(name);
    let best = { edits: Number.POSITIVE_INFINITY };
    for (const candidate of known) {
        const to = bare(candidate);
        const allowed = most(Math.min(from.length, to.length));
        if (Math.abs(from.length - to.length) > allowed)
            continue;
        const edits = distance(from, to);
        if (edits <= allowed && edits < best.edits)
            best = { candidate, edits };
    }
    return best.candidate;
}
function distance(from, to) {
    const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
    const at = (row, column) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
    for (let row = 1; row <= from.length; row++) {
        const current = [row];
        rows.push(current);
        for (let column = 1; column <= to.length; column++) {
            const isSame = from[row - 1] === to[column - 1];
            const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
            current[column] = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1), isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY);
        }
    }
    return at(from.length, to.length);
}


/***/ }),

/***/ 9231:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   MU: () => (/* binding */ readingOf),
/* harmony export */   Mt: () => (/* binding */ readsAuth),
/* harmony export */   TC: () => (/* binding */ readerOf),
/* harmony export */   w2: () => (/* binding */ sendsOverHttp),
/* harmony export */   wD: () => (/* binding */ isAzureFeed)
/* harmony export */ });
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7380);

const basic = 'Basic authentication';
const bearer = 'a Bearer token';
const either = `${bearer}, or ${basic} if the secret holds a colon`;
const asIs = 'the secret as it is';
const usual = { username_password: basic, oidc: true, replacesBase: true };
const readers = {
    maven_repository: { ...usual, dependabot: 'Maven, Gradle', codeScanning: 'Java' },
    nuget_feed: { ...usual, dependabot: 'NuGet', codeScanning: 'C#', token: either },
    goproxy_server: { ...usual, dependabot: 'Go', codeScanning: 'Go', replacesBase: false },
    npm_registry: { ...usual, dependabot: 'npm, Yarn, pnpm', token: either },
    rubygems_server: {
        ...{ dependabot: 'Bundler', token: `${basic}, split at the secret's colon` },
        ...{ oidc: true, replacesBase: true }
    },
    cargo_registry: {
        ...{ ...usual, dependabot: 'Cargo', replacesBase: false },
        token: `${asIs}, as the whole Authorization header`
    },
    composer_repository: { ...usual, dependabot: 'Composer', token: bearer, replacesBase: false },
    docker_registry: { ...usual, dependabot: 'Docker, Compose, Helm' },
    git_source: {
        ...{ dependabot: 'Git, Go, submodules', codeScanning: 'Go', username_password: basic },
        ...{ oidc: false, replacesBase: false }
    },
    helm_registry: { ...usual, dependabot: 'Helm' },
    hex_organization: {
        ...{ dependabot: 'Mix', token: asIs, username_password: asIs },
        ...{ oidc: false, replacesBase: false }
    },
    hex_repository: {
        ...{ dependabot: 'Mix', token: asIs, username_password: asIs },
        ...{ oidc: true, replacesBase: false }
    },
    pub_repository: { dependabot: 'Pub', token: bearer, oidc: true, replacesBase: false },
    python_index: {
        ...{ ...usual, dependabot: 'pip, Poetry, uv' },
        token: `${basic}, a secret without a colon as the user name`
    },
    terraform_registry: { dependabot: 'Terraform', token: bearer, oidc: true, replacesBase: true }
};
function readerOf(type) {
    const known = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .registryTypes */ .jY.find(name => name === type);
    return known && readers[known];
}
/** Whether the proxy reads the fields of an auth type from a registry of this type. */
function readsAuth(type, authType) {
    const reader = readerOf(type);
    if (!reader || authType.startsWith('oidc_'))
        return reader?.oidc !== false;
    return (authType !== 'token' && authType !== 'username_password') || reader[authType] !== undefined;
}
/** Whether a credential is ever sent to an `http:` address: never over plain HTTP by most readers. */
function sendsOverHttp(type, authType) {
    if (type === 'nuget_feed')
        return !authType.startsWith('oidc_');
    return type === 'maven_repository' || type === 'goproxy_server';
}
/** Who reads a registry, how its credential is sent, and what of it is ignored. */
function readingOf(spec, authType, address) {
    const { registry_type: type, url } = spec;
    const reader = readerOf(type);
    return {
        ...{
            registry_type: type ?? null,
            url: url ?? null,
            ignored: reader ? ignoredOf(spec, authType, { reader, address }) : []
        },
        dependabot: reader?.dependabot ?? 'unknown',
        codeScanning: reader?.codeScanning ?? 'none',
        sent: sentBy(reader, authType, { type, address })
    };
}
function ignoredOf({ registry_type: type, replaces_base, username }, authType, { reader, address }) {
    const isUserSent = authType !== 'token' || reader.token === undefined || !username;
    const isDropped = authType === 'oidc_cloudsmith' && reader.codeScanning && reader.oidc;
    const { pathname = '/', port = '' } = (type === 'git_source' && address) || {};
    return [
        ...(readsAuth(type, authType) ? [] : [`auth_type ${authType}`]),
        ...(replaces_base && !reader.replacesBase ? ['replaces_base'] : []),
        ...(pathname + port === '/' ? [] : ['path and port']),
        ...(isUserSent ? [] : ['username']),
        ...(isDropped ? ['OpenID Connect in code scanning'] : [])
    ];
}
/** Whether an address is a feed of Azure DevOps, which takes a token only as a password. */
function isAzureFeed({ hostname, pathname }) {
    return (hostname === 'pkgs.dev.azure.com' ||
        (hostname.endsWith('.pkgs.visualstudio.com') && pathname.includes('/_packaging/')));
}
function sentBy(reader, authType, { type, address }) {
    const isOidc = authType.startsWith('oidc_');
    const isOverHttp = address?.protocol === 'http:';
    if (!reader)
        return 'unknown';
    if ((isOidc && !reader.oidc) || (isOverHttp && !sendsOverHttp(type, authType)))
        return 'not at all';
    if (authType === 'oidc_cloudsmith')
        return 'the header X-Api-Key';
    if (authType === 'oidc_gcp' && address?.hostname.endsWith('-docker.pkg.dev'))
        return `${basic} as oauth2accesstoken`;
    if (isOidc)
        return bearer;
    if (type === 'nuget_feed' && authType === 'token' && address && isAzureFeed(address))
        return `${basic} with an empty user name, or split at the secret's colon`;
    if (authType !== 'token' && authType !== 'username_password')
        return 'unknown';
    return reader[authType] ?? 'perhaps not at all';
}


/***/ }),

/***/ 7380:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $x: () => (/* binding */ parseValue),
/* harmony export */   Cf: () => (/* binding */ isRegistry),
/* harmony export */   HF: () => (/* binding */ selectionPattern),
/* harmony export */   HU: () => (/* binding */ parseChoice),
/* harmony export */   O9: () => (/* binding */ orgName),
/* harmony export */   OA: () => (/* binding */ fields),
/* harmony export */   Pf: () => (/* binding */ fieldsOf),
/* harmony export */   QV: () => (/* binding */ authTypes),
/* harmony export */   St: () => (/* binding */ needsSecret),
/* harmony export */   TA: () => (/* binding */ hasSecret),
/* harmony export */   Th: () => (/* binding */ authTypesOf),
/* harmony export */   VV: () => (/* binding */ fieldsFor),
/* harmony export */   Wy: () => (/* binding */ authTypeNamed),
/* harmony export */   b1: () => (/* binding */ authTypeNames),
/* harmony export */   es: () => (/* binding */ isRepositoryId),
/* harmony export */   jK: () => (/* binding */ isValueOf),
/* harmony export */   jT: () => (/* binding */ registryName),
/* harmony export */   jY: () => (/* binding */ registryTypes),
/* harmony export */   pi: () => (/* binding */ fieldNames),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   sZ: () => (/* binding */ selectionProblem),
/* harmony export */   u7: () => (/* binding */ secretIn),
/* harmony export */   wg: () => (/* binding */ inputOf),
/* harmony export */   wx: () => (/* binding */ notBlank),
/* harmony export */   xO: () => (/* binding */ describeExisting)
/* harmony export */ });
/* unused harmony export visibilities */
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5279);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6924);


const registryTypes = [
    'maven_repository',
    'nuget_feed',
    'goproxy_server',
    'npm_registry',
    'rubygems_server',
    'cargo_registry',
    'composer_repository',
    'docker_registry',
    'git_source',
    'helm_registry',
    'hex_organization',
    'hex_repository',
    'pub_repository',
    'python_index',
    'terraform_registry'
];
/** Which repositories of the organization may use a registry. */
const visibilities = ['all', 'private', 'selected'];
/** Each auth type: whether it needs a secret, and which fields belong to it. */
const authTypes = {
    token: { secret: true, required: [], optional: ['username'] },
    username_password: { secret: true, required: ['username'], optional: [] },
    oidc_azure: { secret: false, required: ['tenant_id', 'client_id'], optional: [] },
    oidc_aws: {
        secret: false,
        required: ['aws_region', 'account_id', 'role_name', 'domain', 'domain_owner'],
        optional: ['audience']
    },
    oidc_jfrog: {
        secret: false,
        required: ['jfrog_oidc_provider_name'],
        optional: ['audience', 'identity_mapping_name']
    },
    oidc_cloudsmith: {
        secret: false,
        required: ['namespace', 'service_slug', 'audience'],
        optional: ['api_host']
    },
    oidc_gcp: {
        secret: false,
        required: ['workload_identity_provider'],
        optional: ['service_account', 'audience']
    }
};
const authTypeNames = Object.keys(authTypes);
/** Every field of a registry, with its allowed values. Inputs, checks, tables and comparisons follow from this table. */
const fields = {
    registry_type: { kind: 'choice', choices: registryTypes },
    url: { kind: 'text' },
    username: { kind: 'text', clearable: true },
    replaces_base: { kind: 'boolean' },
    visibility: { kind: 'choice', choices: visibilities },
    auth_type: { kind: 'choice', choices: authTypeNames },
    tenant_id: { kind: 'text' },
    client_id: { kind: 'text' },
    aws_region: { kind: 'text' },
    account_id: { kind: 'text' },
    role_name: { kind: 'text' },
    domain: { kind: 'text' },
    domain_owner: { kind: 'text' },
    jfrog_oidc_provider_name: { kind: 'text' },
    identity_mapping_name: { kind: 'text' },
    audience: { kind: 'text' },
    namespace: { kind: 'text' },
    service_slug: { kind: 'text' },
    api_host: { kind: 'text' },
    workload_identity_provider: { kind: 'text' },
    service_account: { kind: 'text' }
};
/** Whether a registry is one that GitHub showed, not only a name or an address. */
function isRegistry(known) {
    return known?.name !== undefined && known.registry_type !== undefined;
}
const fieldNames = Object.keys(fields);
function fieldsOf(authType) {
    return [...authTypes[authType].required, ...authTypes[authType].optional];
}
/** All fields that a registry of this auth type may have; of an unknown one, those that every registry has. */
function fieldsFor(authType) {
    return fieldsByAuthType.get(authType) ?? [];
}
/** The auth types that a field belongs to; none if it belongs to every registry. */
function authTypesOf(field) {
    return authTypesByField.get(field) ?? [];
}
const authTypesByField = new Map(fieldNames.map(field => [field, authTypeNames.filter(authType => fieldsOf(authType).includes(field))]));
const fieldsByAuthType = new Map([undefined, ...authTypeNames].map(authType => {
    const own = authType ? fieldsOf(authType) : [];
    return [authType, fieldNames.filter(field => authTypesOf(field).length === 0 || own.includes(field))];
}));
/** The input that holds a field: GitHub's name with hyphens. */
function inputOf(field) {
    return field.replaceAll('_', '-');
}
function hasSecret({ secret, secret_env }) {
    return Boolean(secret) || secret_env !== undefined;
}
function secretIn({ secret, secret_env }) {
    return { ...(secret !== undefined && { secret }), ...(secret_env !== undefined && { secret_env }) };
}
/** Whether a registry needs a secret; false if its auth type is unknown. */
function needsSecret(spec, registry) {
    const authType = authTypeNamed(registry.auth_type ?? spec.auth_type ?? 'token');
    return authType !== undefined && authTypes[authType].secret;
}
/** The value of a field, from an input, the manifest or GitHub. */
function parseValue(shape, value) {
    switch (shape.kind) {
        case 'boolean':
            return typeof value === 'boolean' ? { value } : { problem: 'must be true or false.' };
        case 'choice':
            return parseChoice(String(value), shape.choices);
        case 'text':
            return value === null && shape.clearable ? { value } : parseText(shape, value);
    }
}
function parseText({ pattern, mustBe }, value) {
    if (value === null || (typeof value === 'string' && !notBlank.test(value)))
        return { problem: 'has no value; add one, or remove the key.' };
    if (typeof value !== 'string')
        return { problem: `must be text${typeof value === 'object' ? '' : '; write it in quotes'}.` };
    if (!pattern || pattern.test(value))
        return { value };
    const token = 'looks like a token; revoke it, and write the name of the variable that holds a new one.';
    return { problem: (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .looksLikeToken */ .NM)(value) ? token : `must be ${mustBe}.` };
}
const notBlank = /\S/;
/** One of the choices; a hyphen may stand for an underscore. */
function parseChoice(text, choices) {
    const value = choices.find(choice => choice === text || choice === text.replaceAll('-', '_'));
    if (value !== undefined)
        return { value };
    return { problem: `must be one of ${choices.join(', ')}.${(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .didYouMean */ .au)((0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .nearest */ .pA)(text, choices))}` };
}
/** Whether a value that GitHub shows is one that this action can send. */
function isValueOf(field, value) {
    const parsed = parseValue(fields[field], value);
    return value !== null && 'value' in parsed && parsed.value === value;
}
function authTypeNamed(name) {
    return authTypeNames.find(known => known === name);
}
/** A sentence that lists the existing registries when one was not found: those of its type, else all. */
function describeExisting(registries, type) {
    const ofType = registries.filter(({ registry_type }) => registry_type === type);
    const existing = ofType.length > 0 ? ofType : registries;
    if (existing.length === 0)
        return 'It has no private registries.';
    return `It has ${(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .firstOf */ .Ku)(existing.map(describe), 5)}.`;
}
/** A registry in a sentence: `npm_registry at https://npm.acme.example`. */
function describe(one) {
    const { registry_type, url, name } = one;
    const place = `${registry_type ?? 'registry'}${url ? ` at ${(0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .resolvedAddress */ .l1)(String(url))}` : ''}`;
    if (!name)
        return place;
    return registry_type || url ? `${name} (${place})` : name;
}
const orgName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
/** Matches the name of a registry. Others would address another endpoint. JSON Schema has no flag to ignore case. */
const registryName = /^(?!\.+$)(?!([Pp][Uu][Bb][Ll][Ii][Cc]-[Kk][Ee][Yy])$)[\w.-]+$/;
/** Matches a repository's name, `owner/name`, a pattern with `*` in the name, or an id in digits. */
const selectionPattern = /^(?!0$)([A-Za-z0-9][A-Za-z0-9_-]*\/)?(?!\.+$)[\w.*-]+$/;
/** What an invalid text that selects repositories should be. A number without a leading zero is an id; `007` is a name. */
function selectionProblem(text) {
    if (/^(0|[1-9]\d*)$/.test(text))
        return isRepositoryId(text) ? undefined : 'id';
    return selectionPattern.test(text) ? undefined : 'repository';
}
/** Whether a text is a repository id: a whole number that JSON can represent exactly. */
function isRepositoryId(text) {
    return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text));
}


/***/ }),

/***/ 3000:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  zh: () => (/* binding */ Secret),
  p1: () => (/* binding */ expiryOf),
  JJ: () => (/* binding */ isGitHubToken),
  C2: () => (/* binding */ isPrintable),
  iA: () => (/* binding */ minuteOf),
  oR: () => (/* binding */ secretProblem),
  qS: () => (/* binding */ slipIn),
  qX: () => (/* binding */ soon)
});

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./src/registries/secret.ts

/** A secret that prints as `***`. `reveal` is called where it is sealed, where `verify` signs in with it, and in this file. */
class Secret {
    #text;
    constructor(text) {
        this.#text = text;
    }
    reveal() {
        return this.#text;
    }
    toString() {
        return '***';
    }
    toJSON() {
        return '***';
    }
    [external_node_util_namespaceObject.inspect.custom]() {
        return '***';
    }
}
/** GitHub limits Actions secrets to 48 KB. The limit for registries is not documented, so nothing larger is sent. */
const maxSecretBytes = 48 * 1024;
/** Why a secret cannot be stored, worded to follow its name. */
function secretProblem(secret) {
    const text = secret.reveal();
    if (text !== '' && text.trim() === '')
        return 'contains only white space.';
    if (!text.isWellFormed())
        return 'contains half a character (a lone surrogate), which cannot be encrypted.';
    const isLong = Buffer.byteLength(text) > maxSecretBytes;
    return isLong ? `is too long; the limit is ${maxSecretBytes} bytes (48 KB).` : undefined;
}
/** Whether a text is printable ASCII, the only one that code scanning takes. */
function isPrintable(text) {
    return /^[\x20-\x7e]*$/.test(text instanceof Secret ? text.reveal() : text);
}
function isGitHubToken(secret) {
    return /^(gh[oprsu]_|github_pat_)/.test(secret.reveal());
}
const placeholders = ['Token', 'Bearer', 'Basic', 'PAT:', '***'];
/** What shows that a secret is not the bare value, worded to follow `The secret`. */
function slipIn(secret) {
    const text = secret.reveal();
    const trimmed = text.trim();
    if (placeholders.includes(trimmed))
        return 'is only a word such as Token, Bearer or ***';
    if (/^\/\/\S+:_(authToken|auth|password)\s*=/.test(trimmed))
        return 'is a line of an .npmrc';
    if (/^(["']).*\1$/s.test(trimmed) && trimmed.length > 1)
        return 'has quotes around it';
    return text === trimmed ? undefined : 'begins or ends with white space';
}
/** When a secret that is a JWT expires, in milliseconds since 1970. Nothing but its `exp` is looked at. */
function expiryOf(secret) {
    const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(secret.reveal()) ?? [];
    if (payload === undefined)
        return undefined;
    try {
        const { exp } = Object(JSON.parse(Buffer.from(payload, 'base64url').toString()));
        return typeof exp === 'number' && Math.abs(exp) < lastSecond ? exp * 1000 : undefined;
    }
    catch {
        return undefined;
    }
}
const lastSecond = 8.64e12;
/** How long before its expiry a secret is warned of, in milliseconds. */
const soon = 14 * 24 * 60 * 60 * 1000;
/** A moment as `2026-01-31 12:00 UTC`. */
function minuteOf(milliseconds) {
    return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}


/***/ }),

/***/ 836:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Fq: () => (/* binding */ specFor),
/* harmony export */   J: () => (/* binding */ isWantedIn),
/* harmony export */   Sp: () => (/* binding */ expiredSecret),
/* harmony export */   X3: () => (/* binding */ unmatchedOrgs),
/* harmony export */   gM: () => (/* binding */ unsetVariable),
/* harmony export */   nm: () => (/* binding */ sourceFor),
/* harmony export */   rp: () => (/* binding */ sentenceAbout)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6924);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7380);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3000);



/** The place of a key of an entry, or of the entry itself. */
function placeOf({ places }, key = '') {
    return places?.[key] ?? places?.[''];
}
/** A sentence about a wanted registry, at the place of one of its keys. */
function sentenceAbout(wanted, text, key = '') {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .sentenceAt */ .LT)(placeOf(wanted, key), text);
}
function isWantedIn({ orgs }, org) {
    return orgs === undefined || orgs.some(name => name.toLowerCase() === org.toLowerCase());
}
/** One warning for all entries that match none of the step's organizations, in case a name is misspelled. */
function unmatchedOrgs(wanted, orgs) {
    const unmatched = wanted.filter(one => !orgs.some(org => isWantedIn(one, org)));
    const [first] = unmatched;
    if (!first || orgs.length === 0)
        return [];
    const lines = [...new Set(unmatched.map(one => placeOf(one, 'orgs')?.line))].slice(1);
    const others = lines.length > 0
        ? ` The same applies to ${lines.length > 1 ? 'lines' : 'line'} ${(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .firstOf */ .Ku)(lines, 10)}.`
        : '';
    const text = `'orgs' (${(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .firstOf */ .Ku)(first.orgs ?? [], 10)}) matches none of the step's organizations (${(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .firstOf */ .Ku)(orgs, 10)}).${others}`;
    return [sentenceAbout(first, text, 'orgs')];
}
/**
 * The spec with the missing fields from the defaults, where auth type and visibility allow them. These two come from the
 * spec, else the defaults, else the registry. If the auth type is unknown, defaults of auth types are not used.
 */
function specFor({ spec, defaults }, registry) {
    const authType = (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypeNamed */ .Wy)(spec.auth_type ?? defaults.auth_type ?? registry.auth_type);
    const visibility = spec.visibility ?? defaults.visibility ?? registry.visibility;
    const keys = [...(0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsFor */ .VV)(authType)];
    if (authType && _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypes */ .QV[authType].secret && !(0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSecret */ .TA)(spec))
        keys.push('secret', 'secret_env');
    const { selected_repositories: names, selected_repository_ids: ids } = spec;
    if (visibility === 'selected' && names === undefined && ids === undefined)
        keys.push('selected_repositories', 'selected_repository_ids');
    const allowed = keys.filter(key => defaults[key] !== undefined).map(key => [key, defaults[key]]);
    return { ...Object.fromEntries(allowed), ...spec };
}
/** The source of a wanted registry with this spec: the manifest or the inputs. */
function sourceFor(wanted, spec) {
    const inManifest = wanted.places !== undefined;
    const spell = field => {
        if (!inManifest)
            return (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .inputOf */ .wg)(field);
        return field === 'secret' ? 'secret_env' : field;
    };
    return {
        spell,
        gave: field => (field === 'secret' ? (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSecret */ .TA)(spec) : spec[field] !== undefined),
        say: (field, text) => sentenceAbout(wanted, text, spell(field))
    };
}
/** The problem of a change that writes a secret whose variable is not set. */
function unsetVariable(wanted, spec, dryRun) {
    if (spec.secret_env === undefined || spec.secret !== undefined)
        return undefined;
    const rest = dryRun
        ? 'That is fine for a dry run; a run that writes needs it'
        : `Set it in 'env' or in the input 'secrets'`;
    return sentenceAbout(wanted, `The variable ${spec.secret_env} is not set. ${rest}.`, 'secret_env');
}
/** The problem of a change that writes a secret with an expiry that has passed. */
function expiredSecret(wanted, { secret, secret_env }, now) {
    const expiry = secret && (0,_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .expiryOf */ .p1)(secret);
    if (expiry === undefined || expiry > now)
        return [];
    const called = secret_env === undefined ? `'secret'` : `The variable ${secret_env}`;
    const text = `${called} holds a JWT that expired at ${(0,_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .minuteOf */ .iA)(expiry)}. Give one that is still valid.`;
    return [sentenceAbout(wanted, text, 'secret_env')];
}


/***/ }),

/***/ 5696:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
module.exports = x({ ["HttpClient"]: () => (__WEBPACK_EXTERNAL_MODULE__unused_js_de615f04__.HttpClient), ["fetch"]: () => (__WEBPACK_EXTERNAL_MODULE__unused_js_de615f04__.fetch), ["paginateRest"]: () => (__WEBPACK_EXTERNAL_MODULE__unused_js_de615f04__.paginateRest), ["restEndpointMethods"]: () => (__WEBPACK_EXTERNAL_MODULE__unused_js_de615f04__.restEndpointMethods) });

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 8877:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return ({"438":"universal-github-app-jwt","629":"verify","768":"libsodium-wrappers","792":"index","812":"manifest","815":"yaml"})[chunkId] + ".js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(9407);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
