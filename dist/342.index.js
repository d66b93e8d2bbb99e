export const id = 342;
export const ids = [342];
export const modules = {

/***/ 8881:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DY: () => (/* binding */ RequestFailed),
/* harmony export */   Gq: () => (/* binding */ isRefusedToken),
/* harmony export */   Ie: () => (/* binding */ isPerhapsTooNew),
/* harmony export */   P0: () => (/* binding */ refusedWith),
/* harmony export */   dH: () => (/* binding */ notBegun),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   gx: () => (/* binding */ followedBy),
/* harmony export */   ir: () => (/* binding */ afterFailures),
/* harmony export */   nI: () => (/* binding */ serverTime)
/* harmony export */ });
/* harmony import */ var _registries_problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6924);
/* harmony import */ var _fault_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7239);
/* harmony import */ var _members_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36);
/* harmony import */ var _phrases_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7981);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8129);





/** Thrown for every failed request. */
class RequestFailed extends _registries_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF {
    /** How each attempt failed, the last one first. */
    failures;
    /** Whether one of the attempts may have been carried out. */
    mayHaveHappened;
    /** Whether the request was begun at all. */
    begun;
    /** A read that failed has changed nothing, and a request that was not begun neither. */
    constructor(failures, message, { begun = true, reads = false } = {}) {
        super(message);
        this.begun = begun;
        this.name = 'RequestFailed';
        this.failures = failures;
        this.mayHaveHappened = !reads && failures.some(_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .mayHaveHappened */ .dk);
    }
}
/** The failure of a request that was not sent. */
function notBegun(message) {
    const unsent = { kind: 'no-answer', reason: 'timeout', sent: false, detail: '' };
    return new RequestFailed([unsent], message, { begun: false });
}
/** An error that came after failed attempts: what was in doubt after those still is. */
function afterFailures(earlier, error, { reads = false } = {}) {
    if (!(error instanceof RequestFailed) || earlier.length === 0)
        return error;
    return new RequestFailed([...error.failures, ...earlier], error.message, { reads });
}
/** A failure that stands, with what is to be said of what came after it. */
function followedBy({ failures, message }, more) {
    return new RequestFailed(failures, `${message} ${more}`);
}
/** The status with which GitHub refused at last; undefined if there was no answer. */
function refusedWith({ failures: [last] }) {
    return last.kind === 'refusal' ? last.status : undefined;
}
/** What an error thrown by Octokit, or by the reader of an answer, stands for. Errors that are no failed request are thrown again. */
function failureOf(error) {
    if (!(error instanceof Error))
        throw error;
    const fault = error instanceof _fault_js__WEBPACK_IMPORTED_MODULE_1__/* .Fault */ .vC ? error : error.cause;
    if (fault instanceof _fault_js__WEBPACK_IMPORTED_MODULE_1__/* .Fault */ .vC) {
        const { reason, sent, message, requestId } = fault;
        return { kind: 'no-answer', reason, sent, detail: message, ...(requestId && { requestId }) };
    }
    const response = 'response' in error ? error.response : undefined;
    if (!isAnswer(response))
        throw error;
    return {
        kind: 'refusal',
        status: response.status,
        words: wordsIn(response.data),
        headers: response.headers
    };
}
/** Whether an App's token is refused as one may be that GitHub has just made. */
function isPerhapsTooNew(error) {
    if (isRefusedToken(error))
        return true;
    const response = error instanceof Error && 'response' in error ? error.response : undefined;
    if (!isAnswer(response) || response.status !== 403)
        return false;
    return wordsIn(response.data).some(word => _phrases_js__WEBPACK_IMPORTED_MODULE_2__/* .phrases */ .H.byIntegration.test(word));
}
/** Whether an error thrown by Octokit says that the token is not valid, or not any longer. */
function isRefusedToken(error) {
    return error instanceof Error && 'status' in error && error.status === 401;
}
/** The time of the server that answered with an error, in milliseconds since 1970. */
function serverTime(error) {
    const response = error instanceof Error && 'response' in error ? error.response : undefined;
    const time = isAnswer(response) ? Date.parse(response.headers['date'] ?? '') : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
}
function isAnswer(value) {
    return (typeof value === 'object' && value !== null && 'status' in value && 'headers' in value && 'data' in value);
}
/** Far more than is shown, by more than a secret in its longest form: none is cut in two where that would show. */
const longestWords = 512 * 1024;
/** GitHub sends `errors` as strings or as objects of resource, field, code and message. */
function wordsIn(data) {
    const { message, errors } = (0,_members_js__WEBPACK_IMPORTED_MODULE_4__/* .members */ .o)(data);
    const details = Array.isArray(errors) ? errors.slice(0, 100).map(detailIn) : [errors];
    let left = longestWords;
    return [message, ...details]
        .filter(word => typeof word === 'string')
        .map(word => {
        const start = word.slice(0, left);
        left -= start.length;
        return start;
    })
        .filter(word => word !== '');
}
function detailIn(error) {
    if (typeof error === 'string')
        return error;
    const { resource, field, code, message } = (0,_members_js__WEBPACK_IMPORTED_MODULE_4__/* .members */ .o)(error);
    const place = [resource, field].filter(part => typeof part === 'string').join('.');
    return [place, code, message].filter(part => typeof part === 'string' && part !== '').join(' ');
}


/***/ }),

/***/ 7981:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ phrases)
/* harmony export */ });
/** What only GitHub's words tell, with where they were seen. */
const phrases = {
    /** Primary and secondary limits share the words: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
    rateLimit: /\brate limit\b|\babuse detection\b/i,
    /** https://github.com/integrations/terraform-provider-github/issues/2315, and the names of the fields in `errors` */
    staleKey: /improperly encrypted secret|\bkey_id\b|\bencrypted_value\b|\bpublic key\b/i,
    /** https://github.com/octokit/auth-app.js/issues/92: a 404 that speaks of the App, not of what was asked for */
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


/***/ }),

/***/ 8129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GB: () => (/* binding */ pauseBefore),
/* harmony export */   GQ: () => (/* binding */ isServerError),
/* harmony export */   V4: () => (/* binding */ isStaleKey),
/* harmony export */   a5: () => (/* binding */ isRateLimit),
/* harmony export */   dk: () => (/* binding */ mayHaveHappened)
/* harmony export */ });
/* harmony import */ var _phrases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7981);

const mostAttempts = 5;
const mostGuessedWaits = 3;
/**
 * How long to wait before a failed request is sent again, or nothing if it must not be.
 * A POST is sent again only if GitHub certainly did not carry it out. `random` is a number from 0 to 1 that spreads
 * the attempts of many.
 */
function pauseBefore(method, failures, { now, random }) {
    const [last] = failures;
    if (last.kind === 'no-answer') {
        const passing = last.reason === 'refused' || last.reason === 'unresolved' || isLost(last.reason);
        return passing && (!last.sent || method !== 'POST')
            ? backOff(failures, random, whyAgain(last))
            : undefined;
    }
    const asked = pauseAsked(last, now);
    // A server that keeps asking for no wait at all is not asked in a circle.
    if (asked)
        return { ...asked, milliseconds: Math.max(asked.milliseconds, 1000 * 2 ** (failures.length - 1)) };
    if (isUnmarkedRateLimit(last))
        return guessed(failures);
    return isServerError(last.status) && method !== 'POST'
        ? backOff(failures, random, `GitHub answered ${last.status}`)
        : undefined;
}
/** A rate limit, recognised by its headers or by its words. */
function isRateLimit(refusal) {
    return (refusal.status !== 503 && pauseAsked(refusal, 0) !== undefined) || isUnmarkedRateLimit(refusal);
}
/** Whether GitHub may have carried the request out although it failed; one that asks to wait has not. */
function mayHaveHappened(failure) {
    if (failure.kind === 'no-answer')
        return failure.sent;
    return isServerError(failure.status) && pauseAsked(failure, 0) === undefined;
}
/** Whether GitHub refused a secret because it was sealed with a key that is not, or no longer, the organization's. */
function isStaleKey(failure) {
    if (failure.kind !== 'refusal' || failure.status !== 422)
        return false;
    return failure.words.some(word => _phrases_js__WEBPACK_IMPORTED_MODULE_0__/* .phrases */ .H.staleKey.test(word));
}
/** Whether a status says that the server failed. */
function isServerError(status) {
    return status >= 500 && status < 600;
}
function whyAgain({ reason, detail }) {
    if (reason === 'unexpected')
        return 'its answer cannot be right';
    return `no answer from GitHub${reason === 'not-json' && detail ? `, but ${detail} without JSON of its API` : ''}`;
}
function isLost(reason) {
    return reason === 'timeout' || reason === 'lost' || reason === 'not-json' || reason === 'unexpected';
}
/** `retry-after` in seconds or as a date; else the reset of a limit that is used up. Dates count from the server's clock. */
function pauseAsked({ status, headers }, now) {
    if (status !== 403 && status !== 429 && status !== 503)
        return undefined;
    const serverNow = instant(headers['date']) ?? now;
    const reason = status === 503 ? 'GitHub asks to wait' : "GitHub's rate limit";
    const after = headers['retry-after'];
    if (after !== undefined) {
        const until = /^\d+$/.test(after) ? serverNow + Number(after) * 1000 : instant(after);
        if (until !== undefined)
            return { milliseconds: until - serverNow, reason, forToken: true };
    }
    if (status === 503 || headers['x-ratelimit-remaining'] !== '0')
        return undefined;
    const reset = Number(headers['x-ratelimit-reset']);
    return reset > 0 ? { milliseconds: reset * 1000 - serverNow, reason, forToken: true } : undefined;
}
/** A minute, then two, then four, as GitHub's documentation of its rate limits asks. */
function guessed(failures) {
    const before = failures.length - 1;
    if (before >= mostGuessedWaits)
        return undefined;
    return { milliseconds: 60_000 * 2 ** before, reason: "GitHub's rate limit", forToken: true };
}
function isUnmarkedRateLimit({ status, words }) {
    return status === 429 || (status === 403 && words.some(word => _phrases_js__WEBPACK_IMPORTED_MODULE_0__/* .phrases */ .H.rateLimit.test(word)));
}
/** 1, 2, 4, 8 seconds, each up to a quarter longer. */
function backOff(failures, random, reason) {
    if (failures.length >= mostAttempts)
        return undefined;
    return { milliseconds: 1000 * 2 ** (failures.length - 1) * (1 + random / 4), reason, forToken: false };
}
function instant(date) {
    const milliseconds = Date.parse(date ?? '');
    return Number.isNaN(milliseconds) ? undefined : milliseconds;
}


/***/ }),

/***/ 3609:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  operate: () => (/* binding */ operate)
});

// EXTERNAL MODULE: ./src/registries/problem.ts
var problem = __webpack_require__(6924);
// EXTERNAL MODULE: ./src/github/failure.ts
var failure = __webpack_require__(8881);
// EXTERNAL MODULE: ./src/github/fault.ts
var fault = __webpack_require__(7239);
// EXTERNAL MODULE: ./src/github/members.ts
var members = __webpack_require__(36);
;// CONCATENATED MODULE: ./src/github/pages.ts

const mostPages = 1000;
const mostKept = 64 * 1024 * 1024;
/**
 * The pages of a listing, the largest that GitHub gives, for as long as the caller asks for one more; what is read of
 * them all is kept. They are counted here instead of following `Link`, which may lead to another host or in a circle.
 */
async function* pages(client, call, read) {
    let kept = 0;
    for (let page = 1;; page++) {
        if (page > mostPages)
            throw new fault/* Fault */.vC('too-large', true, `a list of more than ${mostPages} pages`);
        const parameters = { ...call.parameters, per_page: 100, ...(page > 1 && { page }) };
        const one = await client.request({ ...call, parameters }, read);
        kept += roomOf(one);
        if (kept > mostKept)
            throw new fault/* Fault */.vC('too-large', true, 'a list larger than 64 MiB');
        yield one;
    }
}
/** About how many bytes a value takes. */
function roomOf(value) {
    if (typeof value === 'string')
        return 16 + value.length;
    if (typeof value !== 'object' || value === null)
        return 8;
    let room = 64;
    if (Array.isArray(value))
        for (const item of value)
            room += roomOf(item);
    else
        for (const [key, item] of Object.entries(value))
            room += key.length + roomOf(item);
    return room;
}
/** A listing without a count: it ends with a page that is not full, or after which GitHub names no next one. */
function listAll(client, call, { plural, read }) {
    const readPage = ({ data, headers: { link } }) => {
        if (!Array.isArray(data))
            throw (0,fault/* misread */.wP)(`it is no list of ${plural}`);
        const hasNext = link === undefined ? data.length === 100 : String(link).includes('rel="next"');
        return { found: data.map(read), hasNext: hasNext && data.length > 0 };
    };
    return client.whole(call, async () => {
        const all = new Map();
        for await (const { found, hasNext } of pages(client, call, readPage)) {
            const before = all.size;
            for (const [id, one] of found)
                all.set(id, one);
            if (!hasNext)
                break;
            if (all.size === before)
                throw (0,fault/* misread */.wP)('a page repeats the ones before');
        }
        return [...all.values()];
    });
}

;// CONCATENATED MODULE: ./src/github/installations.ts




/** The installations of the App that a client asks for. */
function installations(client) {
    return {
        isEnterprises() {
            const call = { ...about, route: 'GET /app', doing: 'read whose the App is' };
            return client.request(call, ({ data }) => {
                const { id, owner } = (0,members/* members */.o)(data);
                if (typeof id !== 'number')
                    throw (0,fault/* misread */.wP)('it is no App with an id');
                const { slug, login } = (0,members/* members */.o)(owner);
                return typeof slug === 'string' && login === undefined;
            });
        },
        async list() {
            const call = { ...about, route: 'GET /app/installations', doing: `list the App's installations` };
            const found = await listAll(client, call, { plural: 'installations', read: readListed });
            return found.filter(one => one !== undefined);
        },
        find(org) {
            const call = {
                ...about,
                route: 'GET /orgs/{org}/installation',
                parameters: { org },
                doing: `find the App in ${org}`,
                concerns: 'installation',
                org
            };
            return client.request(call, ({ data }) => {
                const installation = installationIn(data);
                if (!installation)
                    throw (0,fault/* misread */.wP)('it is no installation with an id, in an organization');
                return { ...installation, org };
            });
        },
        async mint({ id, org, page }, permissions) {
            const call = (data) => ({
                ...about,
                route: 'POST /app/installations/{installation_id}/access_tokens',
                parameters: { installation_id: id },
                ...(data && { data }),
                repeats: true,
                doing: `make a token of the App for ${org}`,
                concerns: 'installation',
                org,
                grantedAt: page
            });
            try {
                return { ...(await client.request(call({ permissions }), readToken)), narrowed: true };
            }
            catch (error) {
                // A permission that the server does not know, or that is not granted, is found out by using the token.
                if (!(error instanceof failure/* RequestFailed */.DY) || (0,failure/* refusedWith */.P0)(error) !== 422)
                    throw error;
                return { ...(await client.request(call(), readToken)), narrowed: false };
            }
        }
    };
}
/** GitHub's tokens for Apps end after an hour. */
const usualLife = 60 * 60_000;
const about = { parameters: {}, concerns: 'app', org: '' };
function readListed(one) {
    const { id } = (0,members/* members */.o)(one);
    if (typeof id !== 'number')
        throw (0,fault/* misread */.wP)('the list holds an installation without an id');
    return [id, installationIn(one)];
}
/** An installation in an organization, if it is one. */
function installationIn(data) {
    const { id, account, suspended_at, html_url, target_type } = (0,members/* members */.o)(data);
    const { login } = (0,members/* members */.o)(account);
    if (typeof id !== 'number' || typeof login !== 'string' || target_type !== 'Organization')
        return undefined;
    const suspended = typeof suspended_at === 'string';
    const page = typeof html_url === 'string' ? html_url : '';
    return { id, org: login, suspended, seesSome: seesSome(data), page };
}
function seesSome(data) {
    const { repository_selection } = (0,members/* members */.o)(data);
    return typeof repository_selection === 'string' && repository_selection !== 'all';
}
/** Its end counts from the server's clock, and this one may be off. */
function readToken({ data, headers }) {
    const { token, expires_at } = (0,members/* members */.o)(data);
    if (typeof token !== 'string' || token === '')
        throw (0,fault/* misread */.wP)('it is no token');
    const life = Date.parse(String(expires_at)) - Date.parse(String(headers['date']));
    return { token, life: life > 0 ? life : usualLife, seesSome: seesSome(data) };
}

;// CONCATENATED MODULE: ./src/github/app.ts



/** A token is not used in the last minutes of its life. */
const margin = 5 * 60_000;
/** For so long GitHub may refuse a token that it has just made: https://github.com/octokit/auth-app.js/issues/65 */
const newFor = 5000;
/** The pauses before a token that may be too new is tried again. */
const settling = [1000, 2000, 2000];
/** The App that a client speaks for. */
function createApp(means) {
    const { client, permissions, clock, listener } = means;
    const { isEnterprises, list, find, mint } = installations(client);
    const known = new Map();
    const made = new Map();
    const notNarrowed = new Set();
    async function mintFor(org) {
        const installation = known.get(org.toLowerCase()) ?? (await find(org));
        known.set(org.toLowerCase(), installation);
        const { suspended, page } = installation;
        if (suspended)
            throw new problem/* Problem */.AF(`The App's installation in ${org} is suspended, so it can do nothing there. An owner can end that at ${page}.`);
        const asked = clock.now();
        const { token, life, seesSome, narrowed } = await mint(installation, permissions);
        listener.mask(token);
        if (!narrowed)
            notNarrowed.add(org);
        const minted = {
            ...{ token, page, until: asked + Math.max(life - margin, life / 2) },
            ...{ seesSome: seesSome || installation.seesSome, settle: patience(clock) }
        };
        made.set(token, minted);
        return minted;
    }
    function tellNotNarrowed() {
        if (notNarrowed.size === 0)
            return;
        const asked = Object.entries(permissions).map(([name, level]) => `${name}=${level}`);
        listener.notice(`GitHub refused to narrow the App's tokens to ${asked.join(', ')} in ${[...notNarrowed].sort().join(', ')}; there they have all permissions that the App has.`);
    }
    return {
        isEnterprises,
        async organizations() {
            for (const installation of await list())
                if (!known.has(installation.org.toLowerCase()))
                    known.set(installation.org.toLowerCase(), installation);
            return [...known.values()].sort((one, other) => (one.org < other.org ? -1 : 1));
        },
        credentialFor: org => renewable(() => mintFor(org), clock),
        async revoke() {
            tellNotNarrowed();
            const revoked = [...made.values()].map(({ token, settle }) => revokeWith(means.farewell({ token: async () => token, settle, renew: () => false }), listener));
            await Promise.all(revoked);
        }
    };
}
/** How long to wait before a token made now is tried again after a refusal; requests side by side wait for the same moment. */
function patience(clock) {
    const made = clock.now();
    let tries = 0;
    let next = 0;
    return () => {
        const now = clock.now();
        if (now < next)
            return next - now;
        const pause = now - made > (tries === 0 ? newFor : 2 * newFor) ? undefined : settling[tries];
        tries++;
        next = now + (pause ?? 0);
        return pause;
    };
}
/** A credential that is made when it is needed, anew before it ends, and once more if GitHub has refused it. */
function renewable(make, clock) {
    let current;
    let last;
    let page;
    let renewed = false;
    async function ready() {
        if (last && last.until < clock.now())
            forget();
        current ??= make();
        const mine = current;
        try {
            const minted = await mine;
            if (mine === current)
                last = minted;
            page = minted.page;
            return minted;
        }
        catch (error) {
            if (mine === current)
                forget();
            // Nothing was asked of the organization yet, whatever became of the token.
            if (error instanceof failure/* RequestFailed */.DY)
                throw (0,failure/* notBegun */.dH)(error.message);
            throw error;
        }
    }
    function forget() {
        current = undefined;
        last = undefined;
    }
    return {
        token: async () => (await ready()).token,
        seesSome: async () => (await ready()).seesSome,
        settle: refused => (refused === last?.token ? last.settle() : undefined),
        renew(refused) {
            // Of several requests side by side, the first one has seen to it.
            if (refused !== last?.token)
                return true;
            if (renewed)
                return false;
            renewed = true;
            forget();
            return true;
        },
        grantedAt: () => page
    };
}
async function revokeWith(client, listener) {
    const call = {
        route: 'DELETE /installation/token',
        parameters: {},
        repeats: true,
        doing: 'revoke a token of the App',
        concerns: 'app',
        org: ''
    };
    try {
        await client.request(call, () => { });
    }
    catch (error) {
        if (!(error instanceof failure/* RequestFailed */.DY))
            throw error;
        // Refused as not valid: it is revoked, or has ended.
        if ((0,failure/* refusedWith */.P0)(error) !== 401)
            listener.notice(`A token of the App could not be revoked; it ends by itself within an hour. ${error.message}`);
    }
    finally {
        client.close();
    }
}

;// CONCATENATED MODULE: ./src/github/app-jwt.ts
/** A clock that is off by less makes no difference: GitHub is told a time of half a minute ago. */
const leeway = 30_000;
/** A server whose clock is further off gets nothing that is signed for its time. */
const mostCorrected = 10 * 60_000;
/** What is signed is good for nine and a half minutes, and used for so many milliseconds. */
const life = 8 * 60_000;
/** The credential of an App itself: a token that it signs. A clock that is off is corrected once, by GitHub's and by ten minutes at most. */
function appJwt({ appId, privateKey }, clock, listener) {
    let made;
    let last;
    /** How far the server's clock is ahead of this one, in milliseconds. */
    let ahead = 0;
    let corrected = false;
    async function sign() {
        const { default: githubAppJwt } = await __webpack_require__.e(/* import() */ 438).then(__webpack_require__.bind(__webpack_require__, 2438));
        const now = Math.floor((clock.now() + ahead) / 1000);
        const { token } = await githubAppJwt({ id: appId, privateKey, now });
        listener.mask(token);
        last = token;
        return token;
    }
    return {
        token() {
            if (!made || made.until < clock.now())
                made = { token: sign(), until: clock.now() + life };
            return made.token;
        },
        renew(refused, serverTime) {
            // Of several requests side by side, the first one has seen to it.
            if (refused !== last)
                return true;
            const off = serverTime === undefined ? 0 : serverTime - clock.now();
            if (corrected || Math.abs(off) < leeway)
                return false;
            corrected = true;
            const isCorrected = Math.abs(off) <= mostCorrected;
            const rest = isCorrected
                ? `GitHub's is used to sign for the App. Correct the runner's.`
                : `more than ten minutes are not made up for. Correct the runner's.`;
            listener.warning(`The clock of this runner is ${Math.round(Math.abs(off) / 1000)} seconds ${off > 0 ? 'behind' : 'ahead of'} GitHub's; ${rest}`);
            if (!isCorrected)
                return false;
            ahead = off;
            made = undefined;
            last = undefined;
            return true;
        }
    };
}

;// CONCATENATED MODULE: ./src/github/call.ts
/** As which method a call may be repeated. */
function methodOf({ route, repeats }) {
    return repeats ? 'GET' : (route.split(' ', 1)[0] ?? '');
}
/** Whether a call writes something that lasts. */
function isWrite({ route, repeats = false }) {
    return !route.startsWith('GET ') && !repeats;
}

;// CONCATENATED MODULE: ./src/github/clock.ts
/** Node's timers end at once if they are set to longer, some 24 days. */
const longestTimer = 2 ** 31 - 1;
const lastMoment = 8.64e15;
/** A moment as `2026-01-31 12:00:00 UTC`. A server may ask to wait until a time that no Date holds. */
function timeOf(milliseconds) {
    const [date, time] = new Date(Math.min(milliseconds, lastMoment)).toISOString().split(/[T.]/);
    return `${date} ${time} UTC`;
}

;// CONCATENATED MODULE: ./src/github/expiry.ts
const soon = 14 * 24 * 60 * 60 * 1000;
/** A warning if the token that an answer was given to ends within two weeks; GitHub tells so in a header. */
function expiryWarning(headers, now) {
    const end = Date.parse(String(headers['github-authentication-token-expiration']));
    if (!(end - now < soon))
        return undefined;
    return `'token' ends on ${new Date(end).toISOString().slice(0, 10)}; renew it before then.`;
}

;// CONCATENATED MODULE: ./src/github/connection.ts
/** The version of GitHub's REST API that is asked for; every server from GHES 3.9 on knows it. */
const apiVersion = '2022-11-28';

// EXTERNAL MODULE: ./src/github/phrases.ts
var phrases = __webpack_require__(7981);
// EXTERNAL MODULE: ./src/github/retry.ts
var retry = __webpack_require__(8129);
;// CONCATENATED MODULE: ./src/github/explain-app.ts


/** Why GitHub refuses an App, or a token that was made for one. */
const appRefusals = [
    {
        when: ({ status }, attempt) => status === 401 && isByApp(attempt),
        because: () => `the App is not recognised. Check that 'app-private-key' is a key of the App that 'app-id' names, and the clock of the runner.`
    },
    {
        when: ({ status }, { grantedAt }) => status === 401 && grantedAt !== undefined,
        because: () => `the App's token is not valid, nor is the one that was made in its place. Run the step again later.`
    },
    {
        when: ({ status, words }, { concerns }) => status === 404 && (concerns === 'app' || words.some(word => phrases/* phrases */.H.unknownApp.test(word))),
        because: () => `there is no App with this 'app-id'.`
    },
    {
        when: ({ status }, { concerns }) => status === 404 && concerns === 'installation',
        because: (_, { org }) => `the App is not installed in ${org}, or there is no such organization. An owner of ${org} has to install it.`
    },
    {
        when: ({ status, words }) => status === 403 && words.some(word => phrases/* phrases */.H.suspended.test(word)),
        because: (_, { org, grantedAt }) => `the App is suspended in ${org}.${grantedAt ? ` An owner can end that at ${grantedAt}.` : ''}`
    },
    {
        when: (refusal, attempt) => refusal.status === 403 && isByApp(attempt) && !(0,retry/* isRateLimit */.a5)(refusal),
        because: (_, { org }) => `the App may not be used${org ? ` in ${org}` : ''}.`
    }
];
/** Whether the App itself asked, not a token that was made for it. */
function isByApp({ concerns }) {
    return concerns === 'app' || concerns === 'installation';
}

;// CONCATENATED MODULE: ./src/github/explain-policy.ts

/** Why GitHub refuses what a permission would not change: only its words tell, whatever its headers name. */
const policies = [
    {
        when: refusal => says(refusal, phrases/* phrases */.H.allowList),
        because: (_, { org }) => `an IP allow list of ${org} or its enterprise does not admit this runner. Add the runner's address to it, or use a runner whose address is on it.`
    },
    {
        when: refusal => says(refusal, phrases/* phrases */.H.forbids),
        because: ({ words }, { org }) => {
            const forbidden = words.map(word => phrases/* phrases */.H.forbids.exec(word)?.[1] ?? '').join(' ');
            if (/lifetime/i.test(forbidden))
                return `${org} or its enterprise forbids tokens that live so long. Give 'token' one that ends sooner.`;
            const others = ['a GitHub App', 'a fine-grained token'].filter(kind => !new RegExp(kind.slice(2).replace(' token', ''), 'i').test(forbidden));
            return `a policy of ${org} or its enterprise forbids this kind of token. Use ${others.join(' or ') || 'another kind'}.`;
        }
    },
    {
        when: refusal => says(refusal, phrases/* phrases */.H.policy) && refusal.headers['x-github-sso'] === undefined,
        because: (_, { org }) => `a policy of ${org}, its enterprise or GitHub stands against it, as GitHub's words tell. An owner of ${org} can say more.`
    }
];
function says({ status, words }, phrase) {
    return status === 403 && words.some(word => phrase.test(word));
}

// EXTERNAL MODULE: ./src/github/fetch.ts + 3 modules
var github_fetch = __webpack_require__(6642);
;// CONCATENATED MODULE: ./src/github/explain.ts






/** A failed request as sentences: what happened, what to do, GitHub's words and its request id. */
function explain(failures, attempt) {
    const [last] = failures;
    const sentences = last.kind === 'refusal' ? explainRefusal(last, attempt) : explainNoAnswer(last, attempt);
    if (failures.length > 1)
        sentences.push(`It was tried ${failures.length} times.`);
    if (attempt.writes && failures.some(retry/* mayHaveHappened */.dk))
        sentences.push('GitHub may have carried it out all the same: look at the organization before you run it again.');
    return sentences.join(' ');
}
/** The first row that fits explains. */
const refusals = [
    {
        when: ({ status }, attempt) => status === 404 && rightPath(attempt) !== undefined,
        because: (_, attempt) => `the server does not know this path. Check 'github-api-url': it ${rightPath(attempt)}.`
    },
    ...policies,
    ...appRefusals,
    {
        when: ({ status }) => status === 401,
        because: () => `the token is not valid. Give 'token' one that has neither expired nor been revoked.`
    },
    {
        when: retry/* isRateLimit */.a5,
        because: () => `the token's rate limit is reached. Run the step again later, or give it a token of its own.`
    },
    {
        when: ({ status, headers }) => status === 403 && ssoUrl(headers) !== undefined,
        because: ({ headers }, { org }) => `the token is not authorized for the single sign-on of ${org}. Authorize it at ${ssoUrl(headers)}`
    },
    {
        when: refusal => refusal.status === 403 && isWorkflowToken(refusal),
        because: () => `this is the workflow's own GITHUB_TOKEN, whose permissions end at the repository. ${properToken('read or write')}`
    },
    {
        when: lacksScope,
        because: ({ headers }) => `the classic token has ${headers['x-oauth-scopes'] ? `the scopes ${headers['x-oauth-scopes']}` : 'no scopes'}; it needs ${headers['x-accepted-oauth-scopes']}.`
    },
    {
        when: ({ status, headers }) => status === 403 && headers['x-accepted-github-permissions'] !== undefined,
        because: (refusal, attempt) => `the token lacks ${refusal.headers['x-accepted-github-permissions']}. ${grant(refusal, attempt)}`
    },
    {
        when: ({ status }) => status === 403,
        because: (refusal, attempt) => `the token may not do this. ${grant(refusal, attempt)}`
    },
    {
        when: ({ status }) => status === 404,
        because: (refusal, attempt) => `${notFound(attempt)}${ownerOf(refusal, attempt)}${tooOld(attempt)}`
    },
    {
        when: ({ status }) => status === 409,
        because: () => 'it conflicts with another change. Run the step again.'
    },
    {
        when: ({ status }) => status === 422,
        because: () => 'the values are not accepted. Correct what GitHub names.'
    },
    {
        when: ({ status, words }) => status === 410 || (status === 400 && words.some(word => /api version/i.test(word))),
        because: () => `this server does not know the version of the API that this action speaks (${apiVersion}).`
    },
    {
        when: ({ status }) => (0,retry/* isServerError */.GQ)(status),
        because: (_, { apiUrl }) => `the server failed. Run the step again later${isGitHubCom(apiUrl) ? '; see https://www.githubstatus.com' : ''}.`
    },
    { when: () => true, because: () => 'the request is not accepted.' }
];
function explainRefusal(refusal, attempt) {
    const row = refusals.find(({ when }) => when(refusal, attempt));
    return [
        `GitHub refused to ${attempt.doing} (${refusal.status}): ${row?.because(refusal, attempt)}`,
        ...(refusal.words.length > 0
            ? [`GitHub said: ${capped(refusal.words.join('; ')).replace(/\.$/, '')}.`]
            : []),
        ...said(refusal.headers['x-github-request-id'])
    ];
}
const mostWords = 2000;
/** GitHub may repeat a long request in its answer. */
function capped(words) {
    return words.length > mostWords ? `${words.slice(0, mostWords)} \u2026` : words;
}
function explainNoAnswer({ reason, detail, requestId }, { doing, apiUrl }) {
    const why = noAnswers[reason](new URL(apiUrl).host, detail);
    const failed = /^5/.test(detail) && isGitHubCom(apiUrl) ? ['See https://www.githubstatus.com.'] : [];
    return [`Could not ${doing}: ${why}`, ...failed, ...said(requestId)];
}
function said(requestId) {
    return requestId === undefined ? [] : [`Request id ${requestId}.`];
}
function isGitHubCom(apiUrl) {
    return new URL(apiUrl).hostname === 'api.github.com';
}
const checkAddress = `Check 'github-api-url'.`;
const checkProxy = 'Behind a firewall HTTPS_PROXY may be needed; if it is set, check it.';
const notTheApi = (host, detail) => `${host} answered ${detail}, but not with JSON of GitHub's API, so nothing follows from it. ${checkAddress} If that is right, something between may have answered: a proxy, a firewall, a gateway or a sign-in page.`;
const noAnswers = {
    refused: (host, detail) => `${host} accepts no connection (${detail}). ${checkAddress} ${checkProxy}`,
    unresolved: (host, detail) => `the name ${host} cannot be resolved (${detail}). ${checkAddress} ${checkProxy}`,
    proxy: (host, detail) => `the proxy does not connect to ${host}${detail ? ` (${detail})` : ''}. Check HTTPS_PROXY and NO_PROXY.`,
    certificate: (host, detail) => `the certificate of ${host} is not trusted (${detail}). If your own authority signed it, name its file in NODE_EXTRA_CA_CERTS.`,
    tls: (host, detail) => `${host} does not speak TLS as it should (${detail}). ${checkAddress}`,
    timeout: host => `${host} did not answer in full within 'request-timeout' or what 'timeout' had left. ${checkProxy}`,
    lost: (host, detail) => `the connection to ${host} ended before the answer was complete${detail ? ` (${detail})` : ''}.`,
    redirect: (host, target) => `${host} redirects it${target ? ` to ${target}` : ''}; a write is never redirected, a read at most three times and only within ${host}. ${checkAddress}`,
    'too-large': (host, detail) => `the answer of ${host} is ${detail}. ${checkAddress}`,
    'not-json': notTheApi,
    'not-api': notTheApi,
    unexpected: (host, detail) => `the answer of ${host} is not what GitHub's API describes: ${detail}.`,
    'other-address': (host, detail) => `the address leads to ${detail} instead of the endpoint at ${host}.`
};
/** A workflow's own token is an app's, with a limit of 1,000 requests an hour that no other token has. */
function isWorkflowToken({ words, headers }) {
    return byIntegration(words) && headers['x-ratelimit-limit'] === '1000';
}
function byIntegration(words) {
    return words.some(word => phrases/* phrases */.H.byIntegration.test(word));
}
function lacksScope({ status, headers }) {
    const accepted = listIn(headers['x-accepted-oauth-scopes']);
    if ((status !== 403 && status !== 404) || headers['x-oauth-scopes'] === undefined || accepted.length === 0)
        return false;
    const scopes = listIn(headers['x-oauth-scopes']);
    return !accepted.some(scope => scopes.includes(scope));
}
function listIn(header) {
    return (header ?? '')
        .split(',')
        .map(scope => scope.trim())
        .filter(scope => scope !== '');
}
function ssoUrl(headers) {
    return /^required;\s*url=(\S+)/.exec(headers['x-github-sso'] ?? '')?.[1];
}
function grant({ words }, { concerns, writes, grantedAt }) {
    const level = writes ? 'write' : 'read';
    const permission = concerns === 'repositories'
        ? 'repository permission "Metadata" (read)'
        : `organization permission "Organization private registries" (${level})`;
    if (grantedAt)
        return `Give the App the ${permission}, and accept it at ${grantedAt}.`;
    if (concerns === 'repositories')
        return 'Give it metadata=read on the repositories.';
    if (byIntegration(words))
        return `If it is the workflow's own GITHUB_TOKEN, it can never do this: use another one. If it is a GitHub App's, give the App the organization permission "Organization private registries" (${level}) and accept that in the organization.`;
    return properToken(level);
}
function properToken(level) {
    return `Use a fine-grained token or a GitHub App with the organization permission "Organization private registries" (${level}), or a classic token with admin:org.`;
}
function notFound({ concerns, org }) {
    const registry = concerns === 'registry' ? 'there is no such registry, ' : '';
    const what = concerns === 'repositories' ? 'its repositories' : 'its private registries';
    return `${registry}there is no organization ${org}, or the token may not see ${what}.`;
}
/** Fine-grained tokens are those whose scopes are not shown and that are no App's. */
function ownerOf({ headers }, { org, grantedAt }) {
    return grantedAt || headers['x-oauth-scopes'] !== undefined
        ? ''
        : ` A fine-grained token needs ${org} as its resource owner, and an owner of ${org} may have to approve it.`;
}
/** How an address ends or is whose path is none of the API's, under which nothing is ever found. */
function rightPath({ apiUrl }) {
    const { hostname, pathname, origin } = new URL(apiUrl);
    if (pathname === '/api/v3' || (pathname === '/' && isRoot(hostname)))
        return undefined;
    return isHosted(hostname) ? `has to be ${origin}` : 'ends in /api/v3 on GitHub Enterprise Server';
}
/** Where the API has a host of its own; on this machine it may be anything. */
function isRoot(hostname) {
    return isHosted(hostname) || (0,github_fetch/* isLoopback */.U)(hostname);
}
function isHosted(hostname) {
    return hostname === 'api.github.com' || /^api\.[^.]+\.ghe\.com$/.test(hostname);
}
function tooOld({ apiUrl, concerns }) {
    const { hostname, pathname } = new URL(apiUrl);
    if (isHosted(hostname))
        return '';
    if (!pathname.startsWith('/api/v3'))
        return ` On GitHub Enterprise Server 'github-api-url' ends in /api/v3.`;
    return concerns === 'repositories'
        ? ''
        : ' On GitHub Enterprise Server it may also be too old: private registries are there from 3.17 on, creating them from 3.18.';
}

;// CONCATENATED MODULE: ./src/github/limit.ts
/** Runs work, at most `most` pieces of it at once; the others wait for their turn. */
function createLimit(most) {
    const waiting = [];
    let running = 0;
    return async (work) => {
        if (running >= most)
            await new Promise(resolve => waiting.push(resolve));
        else
            running++;
        try {
            return await work();
        }
        finally {
            // Who waits takes over the place; else it becomes free.
            const next = waiting.shift();
            if (next)
                next();
            else
                running--;
        }
    };
}

;// CONCATENATED MODULE: ./src/github/pace.ts



/** GitHub allows a token 100. */
const mostAtOnce = 50;
/** The pace that a connection asks for; `closing` ends its waits. */
function createPace(connection, clock, closing) {
    const { deadline, writeInterval, cancelled, turn = createLimit(mostAtOnce) } = connection;
    const awake = AbortSignal.any([closing, cancelled]);
    const oneWrite = createLimit(1);
    let nextWrite = 0;
    let heldUntil = 0;
    /** Why this token can do no more. */
    let ended;
    async function sleep(milliseconds) {
        try {
            if (!cancelled.aborted)
                await clock.sleep(Math.min(milliseconds, longestTimer), awake);
        }
        catch (error) {
            if (!cancelled.aborted || closing.aborted)
                throw error;
        }
    }
    const isHeld = () => heldUntil > clock.now() && !cancelled.aborted;
    function check(call, again) {
        closing.throwIfAborted();
        if (cancelled.aborted)
            ended ??= 'the run was cancelled';
        if (clock.now() >= deadline)
            ended ??= "'timeout' is used up";
        const reason = ended ?? followersTooLate(call);
        if (reason !== undefined)
            throw notSent(call, reason, again);
    }
    /** GitHub asks for a pause between writes: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
    async function write(call, send) {
        const pause = nextWrite - clock.now();
        const late = followersTooLate(call, Math.max(nextWrite, heldUntil));
        if (late)
            throw notSent(call, late, false);
        if (pause > 0 && nextWrite > deadline)
            throw notSent(call, `the next write may be at ${timeOf(nextWrite)}, later than 'timeout' allows`, false);
        if (pause > 0)
            await sleep(pause);
        try {
            return await send();
        }
        finally {
            nextWrite = clock.now() + writeInterval;
        }
    }
    /** Why what has to follow a write would have no time, if it went out at this moment or now. */
    function followersTooLate({ followers = 0 }, moment = 0) {
        const last = Math.max(moment, clock.now()) + followers * writeInterval;
        if (followers === 0 || last < deadline)
            return undefined;
        return `the last of its writes may be at ${timeOf(last)}, later than 'timeout' allows`;
    }
    return {
        sleep,
        async ready(call, again) {
            while (isHeld())
                await sleep(Math.max(0, heldUntil - clock.now()));
            check(call, again);
        },
        inTurn: (call, again, work) => turn(async () => {
            // Looked at as late as can be: much may have come while others had their turn.
            check(call, again);
            return isHeld() ? undefined : work();
        }),
        write: (call, send) => oneWrite(() => write(call, send)),
        hold(until) {
            heldUntil = Math.max(heldUntil, until);
        },
        end(reason) {
            ended = reason;
        }
    };
}
function notSent({ doing }, reason, again) {
    return (0,failure/* notBegun */.dH)(`Could not ${doing}: ${reason}, so it was not ${again ? 'tried again' : 'begun'}.`);
}

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js + 17 modules
var github = __webpack_require__(7082);
;// CONCATENATED MODULE: ./src/github/send.ts




/** How long the write that is under way is awaited when the run is cancelled: the runner ends the process after 7.5 s. */
const longestFarewell = 4000;
/** Sends by a connection. Cancelled, reads are cut at once and a write a little later; `closing` ends that wait. */
function createSender(connection, clock, closing) {
    const { apiUrl, proxy, requestTimeout, deadline, cancelled } = connection;
    const cut = new AbortController();
    const farewell = () => clock.sleep(longestFarewell, closing).then(() => cut.abort(), () => { });
    cancelled.addEventListener('abort', farewell, { once: true });
    const { fetch, firstSent, close } = (0,github_fetch/* createFetch */.H)({
        apiUrl,
        proxy,
        timeLeft: () => Math.max(1, Math.min(requestTimeout, deadline - clock.now(), longestTimer)),
        cutFor: method => (method === 'GET' ? cancelled : cut.signal)
    });
    // Octokit's own log prints addresses and headers as they come.
    const log = { debug() { }, info() { }, warn() { }, error() { } };
    const options = { baseUrl: apiUrl, userAgent: 'private-registry-action', request: { fetch, log }, log };
    let current;
    return {
        send(token, { route, parameters, data }) {
            if (current?.token !== token)
                current = { token, octokit: (0,github/* getOctokit */.Q)(token, options) };
            const headers = { 'x-github-api-version': apiVersion };
            return current.octokit.request(route, { ...parameters, headers, ...(data && { data }) });
        },
        firstSent,
        close
    };
}

;// CONCATENATED MODULE: ./src/github/client.ts








/** A client for one token. */
function createClient(connection, clock, log) {
    const { apiUrl, credential, writeInterval, deadline, cancelled } = connection;
    const closing = new AbortController();
    const pace = createPace(connection, clock, closing.signal);
    const { send, firstSent, close } = createSender(connection, clock, closing.signal);
    void firstSent.then(() => log.sent?.());
    let warned = false;
    /** Tries until there is a value, or a failure that is final: what was in doubt after an earlier try still is then. */
    async function repeat(call, once) {
        let earlier = [];
        try {
            for (;;) {
                await pace.ready(call, earlier.length > 0);
                const tried = await once(earlier);
                if (tried === undefined)
                    continue;
                if ('value' in tried)
                    return tried.value;
                await pace.sleep(tried.milliseconds);
                earlier = tried.failures;
            }
        }
        catch (error) {
            throw (0,failure/* afterFailures */.ir)(earlier, error, { reads: !isWrite(call) });
        }
    }
    /** Sends a request and reads its answer; nothing if it has to get ready anew. */
    async function attempt(call, earlier, read) {
        const token = await credential.token();
        return pace.inTurn(call, earlier.length > 0, async () => {
            try {
                const answer = await send(token, call);
                warnOfExpiry(answer);
                return { value: read(answer) };
            }
            catch (error) {
                // A token that GitHub refuses may have ended: the request is sent once more if there is another one.
                const settling = (0,failure/* isPerhapsTooNew */.Ie)(error) ? credential.settle?.(token) : undefined;
                const isRenewed = settling === undefined && (0,failure/* isRefusedToken */.Gq)(error) && credential.renew(token, (0,failure/* serverTime */.nI)(error));
                return isRenewed ? undefined : failed(error, call, earlier, settling);
            }
        });
    }
    function warnOfExpiry({ headers }) {
        const warning = warned || !credential.given ? undefined : expiryWarning(headers, clock.now());
        if (warning === undefined)
            return;
        warned = true;
        log.warning(warning);
    }
    /** Whether there is to be a next try; what failed for good is thrown. */
    function failed(error, call, earlier, settling) {
        closing.signal.throwIfAborted();
        if (error instanceof failure/* RequestFailed */.DY)
            throw error;
        const failures = [log.shown((0,failure/* failureOf */.g5)(error)), ...earlier];
        // Nothing is begun any more, and whoever asks is told so.
        if (cancelled.aborted && failures[0].kind === 'no-answer')
            return { failures, milliseconds: 0 };
        return { failures, milliseconds: pauseAfter(failures, call, settling) };
    }
    /** How long to wait, in milliseconds; a rate limit holds for all other requests from now on. */
    function pauseAfter(failures, call, settling) {
        const pause = settling === undefined
            ? (0,retry/* pauseBefore */.GB)(methodOf(call), failures, { now: clock.now(), random: Math.random() })
            : { milliseconds: settling, reason: `GitHub may not know the App's new token yet`, forToken: false };
        if (!pause) {
            endIfRefused(failures);
            throw final(failures, call);
        }
        const milliseconds = Math.max(pause.milliseconds, isWrite(call) ? writeInterval : 0);
        const until = clock.now() + milliseconds;
        const time = timeOf(until);
        if (until > deadline) {
            if (pause.forToken)
                pace.end(`${pause.reason} until ${time}`);
            throw final(failures, call, ` The next attempt would be at ${time}, later than 'timeout' allows.`);
        }
        log.info(`Waiting until ${time} to ${call.doing} again: ${pause.reason}.`);
        if (pause.forToken)
            pace.hold(until);
        return milliseconds;
    }
    /** A token that GitHub does not accept is not tried again. */
    function endIfRefused([last]) {
        if (last.kind === 'refusal' && last.status === 401)
            pace.end(`GitHub has refused ${credential.given ? 'the token' : "the App's token"}`);
    }
    /** The last failure, explained. */
    function final(failures, call, more = '') {
        const { doing, concerns, org, grantedAt = credential.grantedAt?.() } = call;
        const attempt = { doing, concerns, org, apiUrl, writes: isWrite(call), ...(grantedAt && { grantedAt }) };
        return new failure/* RequestFailed */.DY([failures[0]], explain(failures, attempt) + more, { reads: !isWrite(call) });
    }
    return {
        request(call, read) {
            const tryOn = () => repeat(call, earlier => attempt(call, earlier, read));
            return isWrite(call) ? pace.write(call, tryOn) : tryOn();
        },
        whole: (call, once) => repeat(call, async (earlier) => {
            try {
                return { value: await once() };
            }
            catch (error) {
                return failed(error, call, earlier);
            }
        }),
        pause: milliseconds => pace.sleep(Math.min(milliseconds, Math.max(0, deadline - clock.now()))),
        info: log.info,
        seesSome: async () => (await credential.seesSome?.()) ?? false,
        firstSent,
        close() {
            closing.abort();
            close();
        }
    };
}

;// CONCATENATED MODULE: ./src/github/credential.ts
/** A token that the user gave: there is no other one. */
function givenToken(token) {
    return { given: true, token: async () => token, renew: () => false };
}

// EXTERNAL MODULE: ./src/registries/match.ts
var match = __webpack_require__(5966);
;// CONCATENATED MODULE: ./src/github/create-once.ts

/** When the organization is looked at after a lost answer, in milliseconds after the look before: a list may lag. */
const looks = [0, 2000, 3000];
/**
 * Creates a registry and never a second one. If the answer is lost, the organization is listed: what is there is taken
 * as made, and only what is not there is sent once more. Fails with `mayHaveHappened` if that cannot be found out.
 */
async function createOnce(client, creation) {
    const lost = await posted(creation, []);
    if (!(lost instanceof failure/* RequestFailed */.DY))
        return lost;
    const made = await lookFor(client, creation, lost);
    if (made)
        return made;
    client.info(`It is not there: trying again to ${creation.doing}.`);
    const again = await posted(creation, lost.failures);
    if (!(again instanceof failure/* RequestFailed */.DY))
        return again;
    const madeAgain = await lookFor(client, creation, again);
    if (madeAgain)
        return madeAgain;
    throw again;
}
/** What was made, or the failure that leaves it open whether something was; any other failure is thrown. */
async function posted({ post, look }, earlier) {
    try {
        return await post();
    }
    catch (thrown) {
        const error = (0,failure/* afterFailures */.ir)(earlier, thrown);
        if (!(error instanceof failure/* RequestFailed */.DY))
            throw error;
        if (error.mayHaveHappened)
            return error;
        // What it conflicts with may be in the way of what comes next.
        if ((0,failure/* refusedWith */.P0)(error) === 409)
            await looked(() => look(false), error);
        throw error;
    }
}
async function lookFor(client, { doing, look }, lost) {
    client.info(`GitHub's answer was lost; looking whether it did ${doing}.`);
    const open = (0,failure/* followedBy */.gx)(lost, 'Whether it did could not be found out.');
    for (const milliseconds of looks) {
        await client.pause(milliseconds);
        const found = await looked(() => look(milliseconds === 0), open);
        const [made, other] = found;
        if (other)
            throw (0,failure/* followedBy */.gx)(lost, `Now there are ${found.map(({ name }) => name).join(' and ')}, and nobody can tell which one it made.`);
        if (!made)
            continue;
        if (!made.url)
            throw (0,failure/* followedBy */.gx)(lost, `Now there is ${made.name}, but this server does not show at which address, so nobody can tell whether that is it.`);
        client.info(`It did: the registry is ${made.name}.`);
        return made;
    }
    return undefined;
}
/** What a look finds; if it fails, the failure before it stands. */
async function looked(look, before) {
    try {
        return await look();
    }
    catch (error) {
        if (!(error instanceof failure/* RequestFailed */.DY))
            throw error;
        throw (0,failure/* followedBy */.gx)(before, error.message);
    }
}

;// CONCATENATED MODULE: ./src/github/private-registries.ts






/** The private registries of an organization, reached through a client. */
function privateRegistries(client, org) {
    const all = { parameters: { org }, concerns: 'organization', org };
    const one = (name) => ({ parameters: { org, secret_name: name }, concerns: 'registry', org });
    const seen = new Set();
    /** A list that lags may still show them. */
    const removed = new Set();
    /** The name of a registry that is gone may come again. */
    function free(name) {
        seen.delete(name);
        removed.add(name);
    }
    async function list() {
        const registries = await listCounted(client, {
            ...all,
            route: 'GET /orgs/{org}/private-registries',
            doing: `list the private registries of ${org}`
        });
        for (const { name } of registries)
            seen.add(name);
        return registries;
    }
    return {
        org,
        list,
        publicKey() {
            const call = {
                ...all,
                route: 'GET /orgs/{org}/private-registries/public-key',
                doing: `read the public key of ${org}`
            };
            return client.request(call, ({ data }) => {
                const { key, key_id } = (0,members/* members */.o)(data);
                if (isKey(key) && typeof key_id === 'string' && key_id !== '')
                    return { key, key_id };
                throw (0,fault/* misread */.wP)('it is no public key of 32 bytes in base64, with its id');
            });
        },
        get(name) {
            const call = {
                ...one(name),
                route: 'GET /orgs/{org}/private-registries/{secret_name}',
                doing: `read ${name} of ${org}`
            };
            return client.request(call, readRegistry);
        },
        async create(body, called) {
            const call = {
                ...all,
                route: 'POST /orgs/{org}/private-registries',
                data: body,
                doing: `create ${called} in ${org}`
            };
            const { registry_type: type = '', url = '' } = body;
            const earlier = new Set(seen);
            const registry = await createOnce(client, {
                doing: call.doing,
                post: () => client.request(call, readRegistry),
                async look(isFirst) {
                    const known = isFirst ? earlier.union(removed) : earlier;
                    const fresh = (await list()).filter(found => !known.has(found.name));
                    // Older servers do not show the address, and none is known to keep its path.
                    return [match/* findByAddress */.B0, match/* findWithoutPath */.hw]
                        .flatMap(find => find(fresh, type, url))
                        .concat((0,match/* findUnaddressed */.kS)(fresh, type));
                }
            });
            seen.add(registry.name);
            return registry;
        },
        async update(name, body) {
            const route = 'PATCH /orgs/{org}/private-registries/{secret_name}';
            await client.request({ ...one(name), route, data: body, doing: `update ${name} in ${org}` }, nothing);
        },
        async remove(name, followers = 0) {
            const route = 'DELETE /orgs/{org}/private-registries/{secret_name}';
            try {
                await client.request({ ...one(name), route, followers, doing: `delete ${name} from ${org}` }, nothing);
            }
            catch (error) {
                if (!(error instanceof failure/* RequestFailed */.DY) || (0,failure/* refusedWith */.P0)(error) !== 404)
                    throw error;
                free(name);
                // A DELETE whose answer was lost finds nothing when it is sent again.
                if (!error.mayHaveHappened)
                    throw error;
            }
            free(name);
        }
    };
}
function nothing() { }
function readRegistry({ data }) {
    const registry = registryIn(data);
    if (!registry)
        throw (0,fault/* misread */.wP)('it is no registry with a name and a type');
    return registry;
}
/** The list is complete when its different names are as many as `total_count`, which no page may change. */
function listCounted(client, call) {
    return client.whole(call, async () => {
        const registries = new Map();
        let page = 0;
        let perPage = 0;
        let first;
        for await (const { found, total } of pages(client, call, readPage)) {
            const before = registries.size;
            page++;
            // With one deleted meanwhile, another one has moved to a page that was read before.
            first ??= total;
            if (total !== first)
                throw (0,fault/* misread */.wP)(`total_count was ${first}, and a page later it is ${total}`);
            perPage ||= found.length;
            for (const registry of found)
                registries.set(registry.name, registry);
            if (registries.size === total)
                break;
            if (registries.size > total || registries.size === before || page * perPage >= total)
                throw (0,fault/* misread */.wP)(`total_count is ${total}, but its pages hold ${registries.size} registries`);
        }
        return [...registries.values()];
    });
}
function readPage({ data }) {
    const { configurations, total_count: total } = (0,members/* members */.o)(data);
    if (!Array.isArray(configurations) || typeof total !== 'number')
        throw (0,fault/* misread */.wP)('it is no list with total_count and configurations');
    const found = configurations.map(registryIn).filter(registry => registry !== undefined);
    if (found.length < configurations.length)
        throw (0,fault/* misread */.wP)('the list holds something without a name and a type');
    return { found, total };
}
const texts = ['url', 'auth_type', 'visibility', 'updated_at'];
/** A registry in GitHub's answer. Members that this action does not know are kept, to be shown. */
function registryIn(data) {
    // No server should send what a secret was sealed to; it would not be shown.
    const { name, registry_type, encrypted_value: _, key_id: __, ...others } = (0,members/* members */.o)(data);
    if (typeof name !== 'string' || name === '' || typeof registry_type !== 'string')
        return undefined;
    const shown = Object.entries(others)
        .filter(([member, value]) => !texts.includes(member) || typeof value === 'string')
        .map(([member, value]) => [member, withoutBigInts(value)]);
    return { name: name.toWellFormed(), registry_type, ...Object.fromEntries(shown) };
}
/** 32 bytes in padded base64, as libsodium demands them too. */
function isKey(key) {
    return typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key);
}
/** Whole numbers that JSON's usual readers would round become text. */
function withoutBigInts(value) {
    if (typeof value === 'bigint')
        return String(value);
    if (Array.isArray(value))
        return value.map(withoutBigInts);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBigInts(item)]));
}

// EXTERNAL MODULE: ./src/registries/selection.ts
var selection = __webpack_require__(5129);
;// CONCATENATED MODULE: ./src/github/repositories.ts





/**
 * Resolves lists of names, `owner/name`, patterns and ids to ids: one request a name, or one listing of the
 * organization's repositories if there is a pattern in any of them, and then one for each name that is not listed. All
 * names that do not exist are reported together.
 */
async function resolveRepositories(client, org, lists) {
    const wanted = lists.map(list => list.map(text => selectionOf(text, org)));
    const all = wanted.flat();
    const byPattern = all.some(one => 'pattern' in one);
    const seesSome = byPattern && (await client.seesSome());
    const listed = byPattern && !seesSome ? await listRepositories(client, org) : [];
    const named = new Map(listed.map(one => [one.name.toLowerCase(), one]));
    const names = all.flatMap(one => ('name' in one ? [one.name] : []));
    const missing = new Map(names.map(name => [name.toLowerCase(), name]).filter(([key]) => !named.has(key)));
    await Promise.all([...missing].map(async ([key, name]) => {
        const found = await findRepository(client, org, name);
        if (found)
            named.set(key, found);
    }));
    return wanted.map(selections => resolvedWith(selections, { org, seesSome, listed, named }));
}
function selectionOf(text, org) {
    if ((0,selection/* isRepositoryId */.es)(text))
        return { id: Number(text) };
    const [name = '', owner = org] = text.split('/').reverse();
    if (owner.toLowerCase() !== org.toLowerCase())
        return { foreign: text };
    return name.includes('*') ? { pattern: name } : { name };
}
function resolvedWith(selections, known) {
    const found = selections.map(selection => meaningOf(selection, known));
    const said = (kind) => found.flatMap(one => one[kind] ?? []);
    const ids = [...new Set(found.flatMap(one => one.ids))];
    const problems = said('problem');
    if (selections.length > 0 && ids.length === 0 && problems.length === 0)
        problems.push(`None of the selected repositories is left in ${known.org}; give [] if no repository is meant.`);
    return { ids, problems, warnings: said('warning'), notices: said('notice') };
}
function meaningOf(selection, { org, seesSome, listed, named }) {
    if ('id' in selection)
        return { ids: [selection.id] };
    if ('foreign' in selection) {
        const problem = `'${selection.foreign}' is a repository of another organization; only those of ${org} can use its registries.`;
        return { ids: [], problem };
    }
    if ('pattern' in selection) {
        const { pattern } = selection;
        if (seesSome) {
            const problem = `'${pattern}' is a pattern, but the App is installed for some repositories of ${org} only, and those that it does not see would lose access. Install it for all repositories, or name those that are meant.`;
            return { ids: [], problem };
        }
        const ids = listed.filter(({ archived, name }) => !archived && matches(pattern, name)).map(({ id }) => id);
        if (ids.length > 0)
            return { ids };
        return { ids, warning: `No repository of ${org} matches '${pattern}' (archived ones do not count).` };
    }
    const { name } = selection;
    const found = named.get(name.toLowerCase());
    if (!found) {
        const problem = `There is no repository ${org}/${name}, or the token may not see it (it needs metadata=read on it).`;
        return { ids: [], problem };
    }
    if (found.name.toLowerCase() === name.toLowerCase())
        return { ids: [found.id] };
    const notice = `The repository ${org}/${name} is now called ${org}/${found.name}. It was found; write its new name, because another one may be given the old one.`;
    return { ids: [found.id], notice };
}
/** Takes each part of the pattern where it first fits, so that no pattern takes long. */
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
/** A repository that has moved to another owner is not found: the name is not guessed to mean that one. */
async function findRepository(client, org, name) {
    const call = {
        route: 'GET /repos/{owner}/{repo}',
        parameters: { owner: org, repo: name },
        doing: `read the repository ${org}/${name}`,
        concerns: 'repositories',
        org
    };
    try {
        const repository = await client.request(call, ({ data }) => understood(data, 'it is no repository with an id'));
        return repository.owner.toLowerCase() === org.toLowerCase() ? repository : undefined;
    }
    catch (error) {
        if (error instanceof failure/* RequestFailed */.DY && (0,failure/* refusedWith */.P0)(error) === 404)
            return undefined;
        throw error;
    }
}
function listRepositories(client, org) {
    const call = {
        route: 'GET /orgs/{org}/repos',
        parameters: { org },
        doing: `list the repositories of ${org}`,
        concerns: 'repositories',
        org
    };
    return listAll(client, call, { plural: 'repositories', read: repositories_readListed });
}
function repositories_readListed(one) {
    const repository = understood(one, 'the list holds something that is no repository');
    return [repository.id, repository];
}
function understood(data, otherwise) {
    const repository = repositoryIn(data);
    if (!repository)
        throw (0,fault/* misread */.wP)(otherwise);
    return repository;
}
function repositoryIn(data) {
    const { id, name, owner, archived } = (0,members/* members */.o)(data);
    const { login } = (0,members/* members */.o)(owner);
    if (typeof id !== 'number' || !Number.isSafeInteger(id))
        return undefined;
    if (typeof name !== 'string' || typeof login !== 'string')
        return undefined;
    return { id, name, owner: login, archived: archived === true };
}

;// CONCATENATED MODULE: ./src/github/seal.ts

/**
 * Seals secrets with a key that is fetched once, on the first use. libsodium is loaded when it is certain that it is
 * needed, and not before a request has left (`requestSent`), so that its start hides behind the answer. `hide` is told
 * each sealed value, which must never be shown either.
 */
function createSealer(fetchKey, requestSent, hide) {
    let key;
    let sodium;
    const sealWith = ([key, sodium], secret) => {
        const encrypted_value = sealedBox(sodium, secret, key);
        hide(encrypted_value);
        return { encrypted_value, key_id: key.key_id };
    };
    const fetched = () => {
        key ??= fetchKey();
        return key;
    };
    const prepared = () => {
        const asked = fetched();
        sodium ??= requestSent.then(loadSodium);
        return Promise.all([asked, sodium]);
    };
    return {
        // Who seals later is told of a failure then.
        askForKey: () => void fetched().catch(() => { }),
        prepare: () => void prepared().catch(() => { }),
        async ready() {
            const [key, sodium] = await prepared();
            sealedBox(sodium, '', key);
        },
        async seal(secret) {
            return sealWith(await prepared(), secret);
        },
        async sealAnew(secret, refusedKey) {
            const { key_id } = await fetched();
            if (key_id === refusedKey)
                key = undefined;
            return sealWith(await prepared(), secret);
        }
    };
}
async function loadSodium() {
    const { default: sodium } = await __webpack_require__.e(/* import() */ 768).then(__webpack_require__.bind(__webpack_require__, 4768));
    await sodium.ready;
    return sodium;
}
/** `crypto_box_seal` in standard, padded base64, as GitHub's Actions secrets are: https://docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api */
function sealedBox(sodium, secret, { key, key_id }) {
    const { ORIGINAL } = sodium.base64_variants;
    try {
        // libsodium, unlike Buffer, refuses what is not base64, and keys that are not 32 good bytes.
        const publicKey = sodium.from_base64(key, ORIGINAL);
        return sodium.to_base64(sodium.crypto_box_seal(sodium.from_string(secret), publicKey), ORIGINAL);
    }
    catch {
        throw new problem/* Problem */.AF(`GitHub's public key ${key_id} is not 32 bytes in base64 that can seal; the secret was not sent. Run the step again, and tell GitHub if it stays so.`);
    }
}

;// CONCATENATED MODULE: ./src/organization.ts



/** An organization, before anything is asked of it. */
function organization(client, org, listener) {
    const registries = privateRegistries(client, org);
    return {
        org,
        registries,
        wrote: outcome => listener.wrote?.(outcome),
        pause: client.pause,
        sealer: createSealer(registries.publicKey, client.firstSent, listener.hide),
        async resolve(lists) {
            const resolved = await resolveRepositories(client, org, lists);
            for (const notice of new Set(resolved.flatMap(({ notices }) => notices)))
                listener.notice(notice);
            for (const warning of new Set(resolved.flatMap(({ warnings }) => warnings)))
                listener.warning(warning);
            return resolved;
        }
    };
}

// EXTERNAL MODULE: ./src/request.ts
var src_request = __webpack_require__(4390);
;// CONCATENATED MODULE: ./src/access.ts








/** How long tokens may take to be revoked, in milliseconds, also when the time of the run is used up. */
const longestRevocation = 10_000;
/** The same when the run is cancelled, and for each request: the runner leaves 7.5 s in all. */
const longestWhenCancelled = 2500;
/** The access that a request asks for. */
function createAccess(request, { connection, clock, log }) {
    const clientFor = (credential, turn) => createClient({ ...connection, credential, ...(turn && { turn }) }, clock, log);
    const { access } = request.reach;
    if ('token' in access) {
        const client = clientFor(givenToken(access.token));
        const at = remembered(org => organization(client, org, log));
        return { at, close: async () => client.close() };
    }
    const turn = createLimit(mostAtOnce);
    const client = clientFor(appJwt(access, clock, log));
    const clients = [client];
    const app = createApp({
        client,
        permissions: permissionsFor(request),
        clock,
        listener: log,
        farewell(credential) {
            const longest = connection.cancelled.aborted ? longestWhenCancelled : longestRevocation;
            const requestTimeout = Math.min(connection.requestTimeout, longestWhenCancelled);
            const ends = {
                requestTimeout,
                deadline: clock.now() + longest,
                cancelled: new AbortController().signal
            };
            return createClient({ ...connection, ...ends, credential, turn }, clock, log);
        }
    });
    return {
        at: remembered(org => {
            const own = clientFor(app.credentialFor(org), turn);
            clients.push(own);
            return organization(own, org, log);
        }),
        app,
        async close() {
            for (const one of clients)
                one.close();
            await app.revoke();
        }
    };
}
function remembered(make) {
    const made = new Map();
    return org => {
        const one = made.get(org) ?? make(org);
        made.set(org, one);
        return one;
    };
}
/** The least that a token needs for a request. */
function permissionsFor(request) {
    const isWriting = src_request/* writes */.D3.includes(request.operation) && !('dryRun' in request && request.dryRun);
    const level = isWriting ? 'write' : 'read';
    const metadata = request.operation !== 'rotate' && namesRepositories(request);
    return { organization_private_registries: level, ...(metadata && { metadata: 'read' }) };
}
function namesRepositories(request) {
    const specs = 'wanted' in request
        ? request.wanted.flatMap(({ spec, defaults }) => [spec, defaults])
        : 'spec' in request
            ? [request.spec]
            : [];
    return specs.some(({ selected_repositories }) => selected_repositories !== undefined);
}

// EXTERNAL MODULE: ./src/registries/check.ts
var check = __webpack_require__(3303);
// EXTERNAL MODULE: ./src/registries/check-values.ts
var check_values = __webpack_require__(7590);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registry = __webpack_require__(7380);
// EXTERNAL MODULE: ./src/registries/wanted.ts
var registries_wanted = __webpack_require__(836);
;// CONCATENATED MODULE: ./src/target.ts




/** Finds the registry that a target means, with no request for a bare name. Throws a `Problem` if there is not exactly one. */
async function locate(target, registries) {
    if (!('name' in target)) {
        const registry = findOne(await registries.list(), target, registries.org);
        return { name: registry.name, registry };
    }
    const { name, expected } = target;
    return Object.keys(expected).length === 0 ? { name } : read(target, registries);
}
/** Reads the registry that a target means. Throws a `Problem` if it is not there or not the one that is expected. */
async function read(target, registries) {
    const { name } = 'name' in target ? target : await locate(target, registries);
    const registry = await registries.get(name);
    if ('name' in target)
        checkExpected(registry, target.expected);
    return { name, registry };
}
/** The organization, where a request for a name that is not found fails with what there is instead. */
function tellingWhatIsThere(at) {
    const { registries } = at;
    const telling = (ask) => async (...given) => {
        try {
            return await ask(...given);
        }
        catch (error) {
            throw await withWhatIsThere(error, registries);
        }
    };
    const { get, update, remove } = registries;
    return {
        ...at,
        registries: { ...registries, get: telling(get), update: telling(update), remove: telling(remove) }
    };
}
async function withWhatIsThere(error, { org, list }) {
    if (!(error instanceof failure/* RequestFailed */.DY) || (0,failure/* refusedWith */.P0)(error) !== 404)
        return error;
    try {
        return (0,failure/* followedBy */.gx)(error, `${org} can be read. ${(0,registry/* insteadOf */.c$)(await list())}`);
    }
    catch (unread) {
        return unread instanceof failure/* RequestFailed */.DY ? error : unread;
    }
}
function checkExpected(registry, { registry_type, url }) {
    if (registry_type !== undefined && registry.registry_type !== registry_type)
        throw new problem/* Problem */.AF(`${registry.name} is a ${registry.registry_type}, not a ${registry_type}.`);
    if (url === undefined || (0,match/* findByAddress */.B0)([registry], registry.registry_type, url).length > 0)
        return;
    throw new problem/* Problem */.AF(registry.url
        ? `${registry.name} is at ${registry.url}, not at ${url}.`
        : `This server does not show at which address ${registry.name} is; leave out 'url'.`);
}
function findOne(all, target, org) {
    const { registry_type: type, url } = target;
    const found = (0,match/* findByAddress */.B0)(all, type, url);
    const [first, second] = found;
    if (first && !second)
        return first;
    if (first)
        throw new problem/* Problem */.AF(`${org} has ${found.length} registries of ${type} at ${url}: ${names(found)}. Give 'name'.`);
    const hidden = (0,match/* findUnaddressed */.kS)(all, type);
    if (hidden.length > 0)
        throw new problem/* Problem */.AF(`This server does not show at which address ${names(hidden)} of ${org} are. Give 'name'.`);
    throw new problem/* Problem */.AF(`${org} has no ${type} at ${url}. ${(0,registry/* insteadOf */.c$)(all, type)}`);
}
function names(registries) {
    return registries.map(({ name }) => name).join(', ');
}

// EXTERNAL MODULE: ./src/write.ts
var write = __webpack_require__(2868);
;// CONCATENATED MODULE: ./src/changes.ts









/** Creates a registry, unless one of its type and address is there. Throws a `Problem` while nothing is written. */
async function create({ spec, dryRun }, at) {
    const listed = at.registries.list();
    if (spec.secret)
        at.sealer.prepare();
    const [existing, selection] = await Promise.all([listed, changes_select(spec, at)]);
    stopFor([...twinProblems(spec, existing, at.org), ...selection.problems]);
    return carryOut({ action: 'create', org: at.org, spec: selection.spec }, at, dryRun);
}
/** Writes the given fields of a registry, and reads it again. Throws a `Problem` while nothing is written. */
async function update({ target, spec, allowedHosts, dryRun }, at) {
    // A name does not tell to which hosts a secret goes: the registry has to be read.
    const isStray = 'name' in target && (spec.url === undefined || spec.secret !== undefined);
    const find = dryRun || (allowedHosts && isStray) ? read : locate;
    const [{ name, registry }, selection] = await Promise.all([find(target, at.registries), changes_select(spec, at)]);
    stopFor([
        ...(registry ? (0,check/* problemsWith */.FM)(spec, registry, (0,registries_wanted/* sourceFor */.nm)({ spec, defaults: {} }, spec)) : []),
        ...(registry ? (0,check_values/* strayHostsOf */.M5)(registry, spec, allowedHosts) : []),
        ...selection.problems
    ]);
    return carryOut({ action: 'update', org: at.org, name, registry, spec: selection.spec }, at, dryRun);
}
/** Deletes a registry. Throws a `Problem` while nothing is written. */
async function remove({ target, dryRun }, at) {
    const find = dryRun ? read : locate;
    const { name, registry } = await find(target, at.registries);
    return carryOut({ action: 'delete', org: at.org, name, registry }, at, dryRun);
}
/** The spec with the ids of its selected repositories instead of their names. */
async function changes_select(spec, at) {
    const { selected_repositories: names, ...rest } = spec;
    if (names === undefined)
        return { spec, problems: [] };
    const [{ ids, problems } = { ids: [], problems: [] }] = await at.resolve([names]);
    return { spec: { ...rest, selected_repository_ids: ids }, problems };
}
function stopFor(problems) {
    if (problems.length > 0)
        throw new problem/* Problem */.AF(...problems);
}
function twinProblems(spec, existing, org) {
    const twins = (0,match/* findByAddress */.B0)(existing, spec.registry_type, spec.url).map(registry/* describe */.q0);
    if (twins.length > 0)
        return [
            `${org} already has ${twins.join(' and ')}; use operation update to change it, or delete it first.`
        ];
    const hidden = (0,match/* findUnaddressed */.kS)(existing, spec.registry_type).map(registry/* describe */.q0);
    if (hidden.length === 0)
        return [];
    return [
        `${org} already has ${hidden.join(' and ')}, and this server does not show at which address; it may be the same registry. Use operation update with its name, or delete it first.`
    ];
}
/** Carries out a change, in a dry run everything but the write, and reads an updated registry again. */
async function carryOut(change, at, dryRun) {
    if (dryRun && 'spec' in change && change.spec.secret)
        await at.sealer.ready();
    const written = dryRun ? (0,write/* planned */.lM)(change) : await (0,write/* write */.M9)(change, at);
    if (change.action !== 'update' || written.outcome.status !== 'done')
        return { ...written, warnings: [] };
    try {
        return { ...(0,write/* verified */.zr)(change, await at.registries.get(change.name)), warnings: [] };
    }
    catch (error) {
        if (!(error instanceof failure/* RequestFailed */.DY))
            throw error;
        return {
            ...written,
            warnings: [`${change.name} was updated, but could not be read afterwards. ${error.message}`]
        };
    }
}

// EXTERNAL MODULE: ./src/registries/names.ts
var registries_names = __webpack_require__(2787);
;// CONCATENATED MODULE: ./src/everywhere.ts




/** The request with the names of the organizations that `*` covers; `leaveOut` gets a sentence about the others. */
async function withNames(request, app, leaveOut) {
    if (!app || !('orgs' in request) || !request.orgs.includes(src_request/* everywhere */.fC))
        return request;
    // An enterprise's App cannot be installed outside of it; any other one may have been, by anybody.
    const entries = 'wanted' in request && !(await app.isEnterprises()) ? limited(request) : undefined;
    const found = await app.organizations();
    const [named, nameless] = parted(found, ({ org }) => registries_names/* orgName */.O.test(org));
    const [active, suspended] = parted(named, one => !one.suspended);
    const [meant, others] = parted(active, ({ org }) => entries?.some(one => (0,registries_wanted/* isWantedIn */.J)(one, org)) ?? true);
    if (nameless.length > 0)
        leaveOut(`The App is installed in what no organization can be called, so nothing is done there: ${listed(nameless)}.`);
    if (suspended.length > 0)
        leaveOut(`The App is suspended in ${listed(suspended)}, so nothing is done there.`);
    if (others.length > 0)
        leaveOut(`The App is no enterprise's, so strangers may have installed it. Nothing is done in organizations that no entry of the manifest names in 'orgs': ${listed(others)}.`);
    if (active.length === 0)
        throw new problem/* Problem */.AF(`There is no organization in which the App is installed and not suspended, so 'org' * stands for none. Install it first.`);
    if (meant.length === 0)
        throw new problem/* Problem */.AF(`No entry of the manifest names in 'orgs' an organization in which the App is installed. Correct 'orgs', or install the App there.`);
    return { ...request, orgs: meant.map(({ org }) => org) };
}
/** The entries, if each says where it is wanted: any other would go to strangers too. */
function limited({ wanted, fromManifest }) {
    const [first, ...rest] = wanted.filter(({ orgs }) => orgs === undefined);
    if (!first)
        return wanted;
    const why = `'org' is *, but the App is no enterprise's, so strangers may have installed it and would get `;
    if (!fromManifest)
        throw new problem/* Problem */.AF(`${why}this registry. Name the organizations in 'org'.`);
    const these = rest.length > 0 ? `the ${rest.length + 1} registries without 'orgs'` : `this registry without 'orgs'`;
    throw new problem/* Problem */.AF((0,problem/* sentenceAt */.LT)((0,registries_wanted/* placeOf */.$t)(first), `${why}${these}. Give each entry 'orgs', or name the organizations in 'org'.`));
}
function parted(all, fits) {
    return [all.filter(fits), all.filter(one => !fits(one))];
}
const mostListed = 100;
function listed(installations) {
    const names = installations.slice(0, mostListed).map(({ org }) => org);
    const more = installations.length - names.length;
    return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

// EXTERNAL MODULE: ./src/registries/change.ts
var change = __webpack_require__(6275);
;// CONCATENATED MODULE: ./src/operations.ts






/** Does what a request asks for. What fails is in the result, in full sentences. */
async function operate(request, { clock, cancelled }, log) {
    const deadline = clock.now() + request.reach.timeout;
    const connection = { ...request.reach, deadline, cancelled };
    const access = createAccess(request, { connection, clock, log });
    const leftOut = [];
    const leaveOut = (sentence) => {
        leftOut.push(sentence);
        log.warning(sentence);
    };
    try {
        const named = await withNames(request, access.app, leaveOut);
        return { ...(await operateWith(named, access.at, { clock, deadline, log })), leftOut };
    }
    catch (error) {
        if (error instanceof problem/* Problem */.AF)
            return { ...stopped(request, error), leftOut };
        throw error;
    }
    finally {
        await access.close();
    }
}
/** The table of contents: one arm for each operation. */
async function operateWith(request, at, { clock, deadline, log }) {
    switch (request.operation) {
        case 'list':
            return list(request, at);
        case 'get': {
            const { operation, org, target } = request;
            const { registry } = await read(target, tellingWhatIsThere(at(org)).registries);
            return { operation, found: { org, registry }, problems: [] };
        }
        case 'get-public-key': {
            const { operation, org } = request;
            return { operation, org, key: await at(org).registries.publicKey(), problems: [] };
        }
        case 'create':
            return written(request, await create(request, at(request.org)), log);
        case 'update':
            return written(request, await update(request, tellingWhatIsThere(at(request.org))), log);
        case 'delete':
            return written(request, await remove(request, tellingWhatIsThere(at(request.org))), log);
        case 'apply':
        case 'plan':
        case 'rotate': {
            const { applyAll } = await __webpack_require__.e(/* import() */ 307).then(__webpack_require__.bind(__webpack_require__, 4307));
            return applyAll(request, { at, clock, deadline, progress: log });
        }
        case 'export':
            return exportFrom(request, at(request.org), log);
    }
}
/** An organization that cannot be listed is a problem; the others are listed all the same. */
async function list({ operation, orgs }, at) {
    const reads = await Promise.allSettled(orgs.map(async (org) => ({ org, registries: await at(org).registries.list() })));
    const problems = reads.flatMap(read => {
        if (read.status === 'fulfilled')
            return [];
        if (read.reason instanceof problem/* Problem */.AF)
            return read.reason.sentences;
        throw read.reason;
    });
    return {
        operation,
        lists: reads.flatMap(read => (read.status === 'fulfilled' ? read.value : [])),
        problems
    };
}
/** Reads all registries, and writes them down as a manifest. */
async function exportFrom(request, at, log) {
    // What is hidden is hidden before it becomes YAML, which would not be YAML otherwise.
    const registries = log.shown(await at.registries.list());
    const { manifestOf } = await __webpack_require__.e(/* import() */ 357).then(__webpack_require__.bind(__webpack_require__, 4357));
    const { operation, org, file, dryRun } = request;
    const manifest = manifestOf(org, registries);
    return { operation, org, file, dryRun, manifest, count: registries.length, problems: [] };
}
function written(request, { outcome, registry, changed, warnings }, log) {
    for (const warning of warnings)
        log.warning(warning);
    const problems = outcome.reason === undefined ? [] : [outcome.reason];
    const { operation, org, dryRun } = request;
    return {
        operation,
        dryRun,
        changed,
        outcomes: [outcome],
        problems,
        ...(registry && { found: { org, registry } })
    };
}
/** The result of a request that a problem stopped before any write. */
function stopped(request, problem) {
    const problems = [...problem.sentences];
    switch (request.operation) {
        case 'list':
            return { operation: request.operation, lists: [], problems };
        case 'get':
            return { operation: request.operation, problems };
        case 'get-public-key':
            return { operation: request.operation, org: request.org, problems };
        case 'apply':
        case 'plan':
        case 'rotate': {
            const { operation, dryRun } = request;
            return { operation, dryRun, changed: false, outcomes: [], problems };
        }
        case 'export': {
            const { operation, org, file, dryRun } = request;
            return { operation, org, file, dryRun, problems };
        }
        case 'create':
        case 'update':
        case 'delete': {
            const { operation, dryRun } = request;
            const outcomes = [failedOutcome(request, problem.message)];
            return { operation, dryRun, changed: false, outcomes, problems };
        }
    }
}
function failedOutcome(request, reason) {
    const sought = request.operation === 'create' ? request.spec : request.target;
    const shown = 'name' in sought ? sought.expected : sought;
    return {
        org: request.org,
        action: request.operation,
        name: 'name' in sought ? sought.name : null,
        registry_type: shown.registry_type ?? null,
        url: (request.operation === 'update' ? request.spec.url : undefined) ?? shown.url ?? null,
        fields: request.operation === 'update' ? (0,change/* writtenFields */.BI)(request.spec) : [],
        status: 'failed',
        reason
    };
}


/***/ }),

/***/ 6275:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AP: () => (/* binding */ writesOf),
/* harmony export */   BI: () => (/* binding */ writtenFields),
/* harmony export */   TV: () => (/* binding */ formerOf),
/* harmony export */   rI: () => (/* binding */ specOf),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
/* harmony import */ var _match_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5966);

/** The outcome of a change; `registry` is what GitHub shows of it now, where that is known. */
function outcomeOf(change, how) {
    const before = change.action === 'create' ? undefined : change.registry;
    const registry = how.registry ?? before;
    const spec = specOf(change);
    return {
        org: change.org,
        action: change.action,
        name: registry?.name ?? (change.action === 'create' ? null : change.name),
        registry_type: registry?.registry_type ?? spec.registry_type ?? null,
        url: urlOf(change, registry),
        fields: change.action === 'update' ? writtenFields(spec) : [],
        status: how.status,
        ...(how.reason !== undefined && { reason: how.reason }),
        details: detailsOf(change, before),
        ...(before?.updated_at !== undefined && { updated_at: before.updated_at })
    };
}
/** The address as GitHub shows it; of a registry that moves, the one that it is to have. */
function urlOf(change, registry) {
    const { url } = specOf(change);
    const moves = change.action !== 'create' && !isSame('url', registry?.url, url);
    return (moves ? url : undefined) ?? registry?.url ?? url ?? null;
}
/** The old values of what an update changes, as far as GitHub showed them. */
function formerOf({ action, details = [] }) {
    const former = details.filter(({ field, from, to }) => action === 'update' && from !== undefined && !isSame(field, from, to));
    return former.length > 0 ? Object.fromEntries(former.map(({ field, from }) => [field, from])) : undefined;
}
/** What a change writes; nothing for those that write no fields. */
function specOf(change) {
    return change.action === 'delete' || change.action === 'keep' ? {} : change.spec;
}
/** How many writes a change takes. */
function writesOf({ action }) {
    if (action === 'keep')
        return 0;
    return action === 'recreate' ? 2 : 1;
}
/** What an update to this spec writes, in GitHub's words, and `secret`. */
function writtenFields(spec) {
    const words = {
        selected_repositories: 'selected_repository_ids',
        secret_env: 'secret'
    };
    return [...new Set(Object.keys(spec).map(field => words[field] ?? field))];
}
/** What a new registry is recognised by is no detail of it, nor is what stays as it is. */
function detailsOf(change, before) {
    const spec = specOf(change);
    return writtenFields(spec)
        .filter(field => change.action !== 'create' || (field !== 'registry_type' && field !== 'url'))
        .map(field => {
        if (field === 'secret')
            return { field };
        const to = spec[field];
        return before?.[field] === undefined ? { field, to } : { field, from: before[field], to };
    })
        .filter(({ field, from, to }) => field === 'secret' || change.action === 'update' || !isSame(field, from, to));
}
function isSame(field, from, to) {
    return (JSON.stringify(from) === JSON.stringify(to) ||
        (field === 'url' && from !== undefined && (0,_match_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalUrl */ .W3)(`${from}`) === (0,_match_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalUrl */ .W3)(`${to}`)));
}


/***/ }),

/***/ 5966:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B0: () => (/* binding */ findByAddress),
/* harmony export */   W3: () => (/* binding */ canonicalUrl),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   hw: () => (/* binding */ findWithoutPath),
/* harmony export */   jZ: () => (/* binding */ isAllShown),
/* harmony export */   kS: () => (/* binding */ findUnaddressed),
/* harmony export */   tX: () => (/* binding */ differences)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5279);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7380);


/** An address in the form in which two are compared: scheme and host in lower case, without default port and one trailing slash. */
function canonicalUrl(url) {
    const whole = (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .withScheme */ .GV)(url);
    return (URL.parse(whole)?.href ?? whole).replace(/\/$/, '');
}
/** Type and address as one text, the same for all that mean the same registry. */
function addressOf(type, url) {
    return `${type} ${canonicalUrl(url)}`;
}
/** The registries of this type at this address. Those that the server shows without an address never match. */
function findByAddress(registries, type, url) {
    const address = addressOf(type, url);
    return registries.filter(registry => typeof registry.url === 'string' && addressOf(registry.registry_type, registry.url) === address);
}
/** The registries of this type at this address as it is without its path, which nobody has shown GitHub to keep. */
function findWithoutPath(registries, type, url) {
    const origin = URL.parse(url)?.origin;
    return origin && canonicalUrl(url) !== origin ? findByAddress(registries, type, origin) : [];
}
/** Registries of this type that the server shows without an address, so that nobody can tell which they are. */
function findUnaddressed(registries, type) {
    return registries.filter(registry => registry.registry_type === type && !registry.url);
}
/** The fields that are wanted and shown, but with different values. */
function differences(spec, registry) {
    const fieldsApart = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi
        .filter(field => spec[field] !== undefined && isShown(field, registry))
        .filter(field => !sameValue(field, spec[field], registry[field]))
        .map(field => ({ field, wanted: spec[field], shown: registry[field] }));
    return [...fieldsApart, ...selectionApart(spec, registry)];
}
/** Whether GitHub shows every field that a spec writes: neither a secret nor selected repositories are shown. */
function isAllShown(spec, registry) {
    return Object.keys(spec).every(key => _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi.some(field => field === key && isShown(field, registry)));
}
/**
 * Older servers show neither the auth type nor what belongs to it. Where the auth type is shown, a field that belongs
 * to one and is not shown is not set.
 */
function isShown(field, registry) {
    if (registry[field] !== undefined)
        return true;
    return registry.auth_type !== undefined && (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypesOf */ .Th)(field).length > 0;
}
/** Only the answer to a create shows the ids, in any order. */
function selectionApart({ selected_repository_ids: wanted }, registry) {
    const { selected_repository_ids: shown } = registry;
    if (!wanted || !Array.isArray(shown))
        return [];
    const same = new Set(wanted).symmetricDifference(new Set(shown)).size === 0;
    return same ? [] : [{ field: 'selected_repository_ids', wanted, shown }];
}
function sameValue(field, wanted, shown) {
    if (field === 'url')
        return typeof shown === 'string' && canonicalUrl(String(wanted)) === canonicalUrl(shown);
    // A field that is off or empty may be shown as null, or not at all.
    const empty = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fields */ .OA[field].kind === 'boolean' ? false : '';
    return (wanted ?? empty) === (shown ?? empty);
}


/***/ }),

/***/ 836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Fq: () => (/* binding */ specFor),
/* harmony export */   J: () => (/* binding */ isWantedIn),
/* harmony export */   gM: () => (/* binding */ unsetVariable),
/* harmony export */   nm: () => (/* binding */ sourceFor),
/* harmony export */   rp: () => (/* binding */ sentenceAbout)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6924);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7380);


/** The place of a key of an entry, or of the entry itself. */
function placeOf({ places }, key = '') {
    return places?.[key] ?? places?.[''];
}
/** A sentence about a wanted registry, at the place of one of its keys. */
function sentenceAbout(wanted, text, key = '') {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .sentenceAt */ .LT)(placeOf(wanted, key), text);
}
/** Whether a registry is wanted in an organization. */
function isWantedIn({ orgs }, org) {
    return orgs === undefined || orgs.some(name => name.toLowerCase() === org.toLowerCase());
}
/**
 * The spec with the defaults that it lacks and that are admitted. Auth type and visibility are the spec's, else the
 * default's, else those of the registry; where no auth type is known, no default that belongs to one is admitted.
 */
function specFor({ spec, defaults }, registry) {
    const authType = (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypeNamed */ .Wy)(spec.auth_type ?? defaults.auth_type ?? registry.auth_type);
    const visibility = spec.visibility ?? defaults.visibility ?? registry.visibility;
    const keys = (0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsFor */ .VV)(authType);
    if (authType && _registry_js__WEBPACK_IMPORTED_MODULE_1__/* .authTypes */ .QV[authType].secret && !(0,_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .hasSecret */ .TA)(spec))
        keys.push('secret', 'secret_env');
    const { selected_repositories: names, selected_repository_ids: ids } = spec;
    if (visibility === 'selected' && names === undefined && ids === undefined)
        keys.push('selected_repositories', 'selected_repository_ids');
    const admitted = keys.filter(key => defaults[key] !== undefined).map(key => [key, defaults[key]]);
    return { ...Object.fromEntries(admitted), ...spec };
}
/** How checks speak of a wanted registry with this spec: in the words of the manifest, or of the inputs. */
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
/** What to say if a change writes a secret whose variable is not set. */
function unsetVariable(wanted, spec, dryRun) {
    if (spec.secret_env === undefined || spec.secret !== undefined)
        return undefined;
    const rest = dryRun ? 'A run that writes needs it' : `Set it in 'env', or in the input 'secrets'`;
    return sentenceAbout(wanted, `The variable ${spec.secret_env} is not set. ${rest}.`, 'secret_env');
}


/***/ }),

/***/ 2868:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M9: () => (/* binding */ write),
/* harmony export */   lM: () => (/* binding */ planned),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var _github_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8881);
/* harmony import */ var _github_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8129);
/* harmony import */ var _registries_change_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6275);
/* harmony import */ var _registries_match_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5966);
/* harmony import */ var _registries_problem_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6924);
/* harmony import */ var _registries_registry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7380);






/** Carries out one change. Whatever fails is its outcome. */
async function write(change, at) {
    const written = await tryTo(change, at);
    if (change.action !== 'keep')
        at.wrote(written.outcome);
    return written;
}
async function tryTo(change, { registries, sealer }) {
    const { secret } = (0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .specOf */ .rI)(change);
    try {
        const sealed = secret === undefined ? undefined : await sealer.seal(secret);
        const resealed = async (send) => {
            try {
                return await send(sealed);
            }
            catch (error) {
                if (!(error instanceof _github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestFailed */ .DY) || !sealed || !(0,_github_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .isStaleKey */ .V4)(error.failures[0]))
                    throw error;
                return once(error, async () => send(await sealer.sealAnew(secret ?? '', sealed.key_id)));
            }
        };
        return await send(change, registries, resealed);
    }
    catch (error) {
        return failed(change, error);
    }
}
/** What a dry run tells: the registry, where it was read, is as it was. */
function planned(change) {
    const registry = change.action === 'create' ? undefined : change.registry;
    return {
        outcome: (0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .outcomeOf */ .sG)(change, { status: 'planned' }),
        ...(registry && change.action !== 'delete' && { registry }),
        changed: change.action !== 'keep'
    };
}
/** What became of a change, now that GitHub shows the registry: a field that did not take is a failure. */
function verified(change, registry) {
    const apart = (0,_registries_match_js__WEBPACK_IMPORTED_MODULE_3__/* .differences */ .tX)((0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .specOf */ .rI)(change), registry);
    const kept = apart.map(({ field, wanted, shown }) => `${field} is ${quoted(shown)} instead of ${quoted(wanted)}`);
    if (kept.length === 0)
        return { outcome: (0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .outcomeOf */ .sG)(change, { status: 'done', registry }), registry, changed: true };
    const pin = apart.some(({ field }) => field === 'url')
        ? ` A rerun does not recognise it at this address: pin it by 'name' (${registry.name}), without a 'url' or with the one that GitHub shows.`
        : '';
    const reason = `GitHub accepted the ${change.action} of ${(0,_registries_registry_js__WEBPACK_IMPORTED_MODULE_5__/* .describe */ .q0)(registry)}, but not every field took: ${kept.join(', ')}.${pin}`;
    return { outcome: (0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .outcomeOf */ .sG)(change, { status: 'failed', reason, registry }), registry, changed: true };
}
/** A text as it is: escaped, a secret in it could not be recognised any more. */
function quoted(value) {
    return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
async function send(change, registries, resealed) {
    const done = { outcome: (0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .outcomeOf */ .sG)(change, { status: 'done' }), changed: true };
    switch (change.action) {
        case 'keep':
            return { ...done, registry: change.registry, changed: false };
        case 'create':
            return verified(change, await resealed(sealed => post(change.spec, registries, sealed)));
        case 'update':
            await afterConflict(() => resealed(sealed => registries.update(change.name, updateBody(change.spec, sealed))), () => registries.get(change.name));
            return done;
        case 'recreate':
            return recreate(change, registries, resealed);
        case 'delete':
            await remove(change.name, registries);
            return done;
    }
}
/** A write that conflicts with another is sent once more, after a look at what is there now. */
async function afterConflict(send, look) {
    try {
        await send();
    }
    catch (error) {
        if (!(error instanceof _github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestFailed */ .DY) || (0,_github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .refusedWith */ .P0)(error) !== 409)
            throw error;
        await once(error, async () => {
            await look();
            await send();
        });
    }
}
/** Tries once more; if that fails too, what was in doubt before still is, and if it is not begun, the failure before stands. */
async function once(earlier, again) {
    try {
        return await again();
    }
    catch (error) {
        if (error instanceof _github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestFailed */ .DY && !error.begun)
            throw (0,_github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .followedBy */ .gx)(earlier, error.message);
        throw earlier.mayHaveHappened ? (0,_github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .afterFailures */ .ir)(earlier.failures, error) : error;
    }
}
/** Deletes a registry. What a conflict leaves is looked at and deleted again: it is gone only if both say so. */
async function remove(name, registries, followers = 0) {
    let gone = false;
    const look = async () => {
        try {
            await registries.get(name);
        }
        catch (error) {
            gone = error instanceof _github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestFailed */ .DY && (0,_github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .refusedWith */ .P0)(error) === 404;
            if (!gone)
                throw error;
        }
    };
    await afterConflict(async () => {
        try {
            await registries.remove(name, followers);
        }
        catch (error) {
            if (!gone || !(error instanceof _github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestFailed */ .DY) || (0,_github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .refusedWith */ .P0)(error) !== 404)
                throw error;
        }
    }, look);
}
/** Once the registry is gone, or may be, whatever keeps it from coming back has to be told. */
async function recreate(change, registries, resealed) {
    const called = `${(0,_registries_registry_js__WEBPACK_IMPORTED_MODULE_5__/* .describe */ .q0)(change.registry)} of ${change.org}`;
    const again = change.first
        ? `${change.first}, and run apply again to create it.`
        : 'Run apply again to create it.';
    try {
        await remove(change.name, registries, 1);
    }
    catch (error) {
        const { status, text } = judged(error);
        if (status !== 'unknown')
            throw error;
        const reason = `${called} MAY HAVE BEEN DELETED, AND IT WAS NOT CREATED ANEW. Look with operation list. If it is gone: ${again} ${text}`;
        return { outcome: (0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .outcomeOf */ .sG)(change, { status, reason }), changed: true };
    }
    try {
        return verified(change, await resealed(sealed => post(change.spec, registries, sealed)));
    }
    catch (error) {
        const { status, text } = judged(error);
        const back = status === 'unknown'
            ? `and nobody can tell whether it was created anew. Look with operation list. If it is gone: ${again}`
            : `AND IT WAS NOT CREATED ANEW: it is gone, with its secret. ${again}`;
        const reason = `${called} was deleted, ${back} ${text}`;
        return {
            outcome: (0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .outcomeOf */ .sG)(change, { status: status === 'unknown' ? status : 'failed', reason }),
            changed: true
        };
    }
}
function post(spec, registries, sealed) {
    const { registry_type, url } = spec;
    const given = Object.entries(fieldsIn(spec)).filter(([, value]) => value !== null);
    return registries.create({ ...Object.fromEntries(given), registry_type, url, ...sealed }, (0,_registries_registry_js__WEBPACK_IMPORTED_MODULE_5__/* .describe */ .q0)(spec));
}
/** What is cleared is sent as an empty text: nobody has shown that GitHub takes null. */
function updateBody(spec, sealed) {
    const fields = Object.entries(fieldsIn(spec)).map(([field, value]) => [field, value ?? '']);
    return { ...Object.fromEntries(fields), ...sealed };
}
function fieldsIn({ secret: _, secret_env: __, selected_repositories: ___, ...fields }) {
    return fields;
}
function failed(change, error) {
    const { status, text } = judged(error);
    return { outcome: (0,_registries_change_js__WEBPACK_IMPORTED_MODULE_2__/* .outcomeOf */ .sG)(change, { status, reason: text }), changed: status === 'unknown' };
}
/** What a failed request means for its change. */
function judged(error) {
    if (error instanceof _github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .RequestFailed */ .DY) {
        const notDone = error.begun ? 'failed' : 'not_attempted';
        return { status: error.mayHaveHappened ? 'unknown' : notDone, text: error.message };
    }
    if (error instanceof _registries_problem_js__WEBPACK_IMPORTED_MODULE_4__/* .Problem */ .AF)
        return { status: 'failed', text: error.message };
    return {
        status: 'unknown',
        text: `The action failed unexpectedly while it wrote (${error}). Please report it.`
    };
}


/***/ }),

/***/ 6378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ HttpClient)
/* harmony export */ });
/** In place of the toolkit's client: @actions/github asks one for agents when it is loaded, and uses none of them. */
class HttpClient {
  getAgent() {}
  getAgentDispatcher() {}
}


/***/ }),

/***/ 7038:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ paginateRest)
/* harmony export */ });
/** In place of Octokit's pagination: src/github/pages.ts reads lists, and notices when they do not fit together. */
function paginateRest() {
  return {}
}


/***/ }),

/***/ 419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ restEndpointMethods)
/* harmony export */ });
/** In place of a method for each of GitHub's thousand endpoints: this action sends its few requests by their routes. */
function restEndpointMethods() {
  return {}
}


/***/ }),

/***/ 3250:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ fetch)
/* harmony export */ });
/** In place of undici's fetch: every request goes through src/github/fetch.ts. */
function fetch() {
  throw new Error('This action has one way out, and undici is not it.')
}


/***/ })

};
