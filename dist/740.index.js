export const id = 740;
export const ids = [740];
export const modules = {

/***/ 8740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  operate: () => (/* binding */ operate)
});

;// CONCATENATED MODULE: ./src/registries/problem.ts
/** Something that stops a change or an organization and that the user can act on. Each sentence stands alone. */
class Problem extends Error {
    sentences;
    constructor(...sentences) {
        super(sentences.join(' '));
        this.name = 'Problem';
        this.sentences = sentences;
    }
}

// EXTERNAL MODULE: ./src/github/fault.ts
var fault = __webpack_require__(7239);
;// CONCATENATED MODULE: ./src/github/retry.ts
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
            ? backOff(failures, random, 'no answer from GitHub')
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
/** Whether a status says that the server failed. */
function isServerError(status) {
    return status >= 500 && status < 600;
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
/** Primary and secondary limits share the words: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const rateLimitWords = /\brate limit\b|\babuse detection\b/i;
function isUnmarkedRateLimit({ status, words }) {
    return status === 429 || (status === 403 && words.some(word => rateLimitWords.test(word)));
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

;// CONCATENATED MODULE: ./src/github/failure.ts



/** Thrown for every failed request. */
class RequestFailed extends Problem {
    /** The failure of the last attempt. */
    failure;
    /** Whether one of the attempts may have been carried out. */
    mayHaveHappened;
    constructor(failures, message) {
        super(message);
        this.name = 'RequestFailed';
        this.failure = failures[0];
        this.mayHaveHappened = failures.some(mayHaveHappened);
    }
}
/** What an error thrown by Octokit stands for. Errors that are no failed request are thrown again. */
function failureOf(error) {
    if (!(error instanceof Error))
        throw error;
    if (error.cause instanceof fault/* Fault */.v) {
        const { reason, sent, message } = error.cause;
        return { kind: 'no-answer', reason, sent, detail: message };
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
function isAnswer(value) {
    return (typeof value === 'object' && value !== null && 'status' in value && 'headers' in value && 'data' in value);
}
/** GitHub sends `errors` as strings or as objects of resource, field, code and message. */
function wordsIn(data) {
    const { message, errors } = asRecord(data);
    const details = Array.isArray(errors) ? errors.map(detailIn) : [errors];
    return [message, ...details].filter(word => typeof word === 'string').filter(word => word !== '');
}
function detailIn(error) {
    if (typeof error === 'string')
        return error;
    const { resource, field, code, message } = asRecord(error);
    const place = [resource, field].filter(part => typeof part === 'string').join('.');
    return [place, code, message].filter(part => typeof part === 'string' && part !== '').join(' ');
}
function asRecord(value) {
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./src/registries/change.ts
/** The outcome of a change; `registry` is what GitHub shows of it, where that is known. */
function outcomeOf(change, how) {
    const registry = how.registry ?? (change.action === 'create' ? undefined : change.registry);
    const spec = change.action === 'delete' ? {} : change.spec;
    return {
        org: change.org,
        action: change.action,
        name: registry?.name ?? (change.action === 'create' ? null : change.name),
        registry_type: registry?.registry_type ?? spec.registry_type ?? null,
        url: registry?.url ?? spec.url ?? null,
        fields: change.action === 'update' ? writtenFields(spec) : [],
        status: how.status,
        ...(how.reason === undefined ? {} : { reason: how.reason })
    };
}
/** What an update to this spec writes, in GitHub's words, and `secret`. */
function writtenFields(spec) {
    return Object.keys(spec).map(field => field === 'selected_repositories' ? 'selected_repository_ids' : field);
}

// EXTERNAL MODULE: ./src/registries/match.ts
var match = __webpack_require__(5966);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registries_registry = __webpack_require__(7380);
;// CONCATENATED MODULE: ./src/apply.ts




/**
 * Carries out one change, in a dry run everything but the write. A write that fails is its outcome; a `Problem` is
 * thrown only while nothing is written.
 */
async function apply(change, { registries, sealer }, dryRun) {
    const secret = change.action === 'delete' ? undefined : change.spec.secret;
    const sealed = secret === undefined ? undefined : await sealer.seal(secret);
    if (dryRun)
        return planned(change);
    try {
        return await write(change, registries, sealed);
    }
    catch (error) {
        const known = error instanceof RequestFailed;
        const mayHaveHappened = !known || error.mayHaveHappened;
        const reason = known
            ? error.message
            : `The action failed unexpectedly while it wrote (${error}). Please report it.`;
        const status = mayHaveHappened ? 'unknown' : 'failed';
        return {
            outcome: outcomeOf(change, { status, reason }),
            changed: mayHaveHappened,
            warnings: []
        };
    }
}
/** What a dry run tells: the registry, where it was read, is as it was. */
function planned(change) {
    const registry = change.action === 'update' ? change.registry : undefined;
    return {
        outcome: outcomeOf(change, { status: 'planned' }),
        ...(registry && { registry }),
        changed: true,
        warnings: []
    };
}
async function write(change, registries, sealed) {
    switch (change.action) {
        case 'create':
            return verified(change, await registries.create(bodyOf(change.spec, sealed), (0,registries_registry/* describe */.q0)(change.spec)));
        case 'update':
            await registries.update(change.name, bodyOf(change.spec, sealed));
            return readBack(change, registries);
        case 'delete':
            await registries.remove(change.name);
            return { outcome: outcomeOf(change, { status: 'done' }), changed: true, warnings: [] };
    }
}
function bodyOf({ secret: _, selected_repositories: __, ...fields }, sealed) {
    return { ...fields, ...sealed };
}
async function readBack(change, registries) {
    try {
        return verified(change, await registries.get(change.name));
    }
    catch (error) {
        if (!(error instanceof RequestFailed))
            throw error;
        const warning = `${change.name} was updated, but could not be read afterwards. ${error.message}`;
        return { outcome: outcomeOf(change, { status: 'done' }), changed: true, warnings: [warning] };
    }
}
/** A field that did not take is a failure, although the registry was written. */
function verified(change, registry) {
    const kept = (0,match/* differences */.tX)(change.spec, registry).map(({ field, wanted, shown }) => `${field} is ${JSON.stringify(shown)} instead of ${JSON.stringify(wanted)}`);
    const all = { registry, changed: true, warnings: [] };
    if (kept.length === 0)
        return { ...all, outcome: outcomeOf(change, { status: 'done', registry }) };
    const reason = `GitHub accepted the ${change.action} of ${(0,registries_registry/* describe */.q0)(registry)}, but not every field took: ${kept.join(', ')}.`;
    return { ...all, outcome: outcomeOf(change, { status: 'failed', reason, registry }) };
}

// EXTERNAL MODULE: ./src/inputs/table.ts
var table = __webpack_require__(5541);
// EXTERNAL MODULE: ./src/registries/check.ts
var check = __webpack_require__(3303);
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
function checkExpected(registry, { registry_type, url }) {
    if (registry_type !== undefined && registry.registry_type !== registry_type)
        throw new Problem(`${registry.name} is a ${registry.registry_type}, not a ${registry_type}.`);
    if (url === undefined || (0,match/* findByAddress */.B0)([registry], registry.registry_type, url).length > 0)
        return;
    throw new Problem(registry.url
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
        throw new Problem(`${org} has ${found.length} registries of ${type} at ${url}: ${names(found)}. Give 'name'.`);
    const hidden = (0,match/* findUnaddressed */.kS)(all, type);
    if (hidden.length > 0)
        throw new Problem(`This server does not show at which address ${names(hidden)} of ${org} are. Give 'name'.`);
    const others = all.filter(registry => registry.registry_type === type);
    const instead = others.length > 0 ? ` It has ${others.slice(0, 5).map(registries_registry/* describe */.q0).join(', ')}.` : '';
    throw new Problem(`${org} has no ${type} at ${url}.${instead}`);
}
function names(registries) {
    return registries.map(({ name }) => name).join(', ');
}

;// CONCATENATED MODULE: ./src/changes.ts







/** Creates a registry, unless one of its type and address is there. Throws a `Problem` while nothing is written. */
async function create({ spec, dryRun }, at) {
    const listed = at.registries.list();
    if (spec.secret)
        at.sealer.prepare();
    const [existing, selection] = await Promise.all([listed, changes_select(spec, at)]);
    stopFor([...twinProblems(spec, existing, at.org), ...selection.problems]);
    return apply({ action: 'create', org: at.org, spec: selection.spec }, at, dryRun);
}
/** Writes the given fields of a registry, and reads it again. Throws a `Problem` while nothing is written. */
async function update({ target, spec, allowedHosts, dryRun }, at) {
    // A bare name does not tell the host: the registry has to be read.
    const hosts = 'name' in target && spec.url === undefined ? allowedHosts : undefined;
    const find = dryRun || hosts ? read : locate;
    const [{ name, registry }, selection] = await Promise.all([find(target, at.registries), changes_select(spec, at)]);
    stopFor([
        ...(registry ? (0,check/* problemsWith */.FM)(spec, registry, table/* inputOf */.w) : []),
        ...(registry && hosts ? placeProblems(registry, hosts) : []),
        ...selection.problems
    ]);
    return apply({ action: 'update', org: at.org, name, registry, spec: selection.spec }, at, dryRun);
}
/** Deletes a registry. Throws a `Problem` while nothing is written. */
async function remove({ target, dryRun }, at) {
    const find = dryRun ? read : locate;
    const { name, registry } = await find(target, at.registries);
    return apply({ action: 'delete', org: at.org, name, registry }, at, dryRun);
}
/** The spec with the ids of its selected repositories instead of their names. */
async function changes_select(spec, at) {
    const { selected_repositories: names, ...rest } = spec;
    if (names === undefined)
        return { spec, problems: [] };
    const { ids, problems } = await at.resolve(names);
    return { spec: { ...rest, selected_repository_ids: ids }, problems };
}
function stopFor(problems) {
    if (problems.length > 0)
        throw new Problem(...problems);
}
function placeProblems({ name, url: address }, allowed) {
    const url = URL.parse(address ?? '');
    if (url)
        return (0,match/* hostProblems */.BZ)(name, url, allowed);
    return [`This server does not show at which address ${name} is, so 'allowed-hosts' cannot be held.`];
}
function twinProblems(spec, existing, org) {
    const twins = (0,match/* findByAddress */.B0)(existing, spec.registry_type, spec.url).map(registries_registry/* describe */.q0);
    if (twins.length > 0)
        return [
            `${org} already has ${twins.join(' and ')}; use operation update to change it, or delete it first.`
        ];
    const hidden = (0,match/* findUnaddressed */.kS)(existing, spec.registry_type).map(registries_registry/* describe */.q0);
    if (hidden.length === 0)
        return [];
    return [
        `${org} already has ${hidden.join(' and ')}, and this server does not show at which address; it may be the same registry. Use operation update with its name, or delete it first.`
    ];
}

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js + 22 modules
var github = __webpack_require__(2413);
;// CONCATENATED MODULE: ./src/github/expiry.ts
const soon = 14 * 24 * 60 * 60 * 1000;
/** A warning if the token that an answer was given to ends within two weeks; GitHub tells so in a header. */
function expiryWarning(headers, now) {
    const end = Date.parse(String(headers['github-authentication-token-expiration']));
    if (!(end - now < soon))
        return undefined;
    return `'token' ends on ${new Date(end).toISOString().slice(0, 10)}; renew it before then.`;
}

;// CONCATENATED MODULE: ./src/github/explain.ts

/** A failed request as sentences: what happened, what to do, GitHub's words and its request id. */
function explain(failures, attempt) {
    const [last] = failures;
    const sentences = last.kind === 'refusal' ? explainRefusal(last, attempt) : explainNoAnswer(last, attempt);
    if (failures.length > 1)
        sentences.push(`It was tried ${failures.length} times.`);
    if (attempt.writes && failures.some(mayHaveHappened))
        sentences.push('GitHub may have carried it out all the same: look at the organization before you run it again.');
    return sentences.join(' ');
}
/** The first row that fits explains. */
const refusals = [
    {
        when: ({ status }) => status === 401,
        because: () => `the token is not valid. Give 'token' one that has neither expired nor been revoked.`
    },
    {
        when: isRateLimit,
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
        when: ({ status }, { concerns }) => status === 404 && concerns === 'repositories',
        because: (_, { org }) => `there is no organization ${org}, or the token may not see its repositories.`
    },
    {
        when: ({ status }) => status === 404,
        because: (_, attempt) => `${notFound(attempt)}${tooOld(attempt)}`
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
        when: ({ status }) => isServerError(status),
        because: () => 'the server failed. Run the step again later; see https://www.githubstatus.com.'
    },
    { when: () => true, because: () => 'the request is not accepted.' }
];
/** The version of GitHub's REST API that is asked for; every server from GHES 3.9 on knows it. */
const apiVersion = '2022-11-28';
function explainRefusal(refusal, attempt) {
    const row = refusals.find(({ when }) => when(refusal, attempt));
    const id = refusal.headers['x-github-request-id'];
    return [
        `GitHub refused to ${attempt.doing} (${refusal.status}): ${row?.because(refusal, attempt)}`,
        ...(refusal.words.length > 0
            ? [`GitHub said: ${capped(refusal.words.join('; ')).replace(/\.$/, '')}.`]
            : []),
        ...(id === undefined ? [] : [`Request id ${id}.`])
    ];
}
const mostWords = 2000;
/** GitHub may repeat a long request in its answer. */
function capped(words) {
    return words.length > mostWords ? `${words.slice(0, mostWords)} …` : words;
}
function explainNoAnswer({ reason, detail }, { doing, apiUrl }) {
    const why = noAnswers[reason](new URL(apiUrl).host, detail);
    return [`Could not ${doing}: ${why}`];
}
const checkAddress = `Check 'github-api-url'.`;
const noAnswers = {
    refused: (host, detail) => `${host} accepts no connection (${detail}). ${checkAddress} Behind a firewall HTTPS_PROXY may be needed; if it is set, check it.`,
    unresolved: (host, detail) => `the name ${host} cannot be resolved (${detail}). ${checkAddress}`,
    proxy: (host, detail) => `the proxy does not connect to ${host}${detail ? ` (${detail})` : ''}. Check HTTPS_PROXY and NO_PROXY.`,
    certificate: (host, detail) => `the certificate of ${host} is not trusted (${detail}). If your own authority signed it, name its file in NODE_EXTRA_CA_CERTS.`,
    tls: (host, detail) => `${host} does not speak TLS as it should (${detail}). ${checkAddress}`,
    timeout: host => `${host} did not answer in full within 'request-timeout' or what 'timeout' had left.`,
    lost: (host, detail) => `the connection to ${host} ended before the answer was complete${detail ? ` (${detail})` : ''}.`,
    redirect: (host, target) => `${host} redirects it${target ? ` to ${target}` : ''}; a write is never redirected, a read at most three times and only within ${host}. ${checkAddress}`,
    'too-large': host => `the answer of ${host} is larger than 16 MiB. ${checkAddress}`,
    'not-json': (host, detail) => `${host} answered ${detail}, but not with JSON. ${checkAddress}`,
    unexpected: (host, detail) => `the answer of ${host} is not what GitHub's API describes: ${detail}.`,
    'other-address': (host, detail) => `the address leads to ${detail} instead of the endpoint at ${host}.`
};
/** A workflow's own token is an app's, with a limit of 1,000 requests an hour that no other token has. */
function isWorkflowToken({ words, headers }) {
    return byIntegration(words) && headers['x-ratelimit-limit'] === '1000';
}
function byIntegration(words) {
    return words.some(word => /not accessible by integration/i.test(word));
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
function grant({ words }, { concerns, writes }) {
    if (concerns === 'repositories')
        return 'Give it metadata=read on the repositories.';
    const level = writes ? 'write' : 'read';
    if (byIntegration(words))
        return `If it is the workflow's own GITHUB_TOKEN, it can never do this: use another one. If it is a GitHub App's, give the App the organization permission "Organization private registries" (${level}) and accept that in the organization.`;
    return properToken(level);
}
function properToken(level) {
    return `Use a fine-grained token or a GitHub App with the organization permission "Organization private registries" (${level}), or a classic token with admin:org.`;
}
function notFound({ concerns, org }) {
    const registry = concerns === 'registry' ? 'there is no such registry, ' : '';
    return `${registry}there is no organization ${org}, or the token may not see its private registries.`;
}
function tooOld({ apiUrl }) {
    return new URL(apiUrl).pathname.startsWith('/api/v3')
        ? ' On GitHub Enterprise Server it may also be too old: private registries are there from 3.17 on, creating them from 3.18.'
        : '';
}

// EXTERNAL MODULE: ./src/github/fetch.ts + 1 modules
var github_fetch = __webpack_require__(2615);
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

;// CONCATENATED MODULE: ./src/github/client.ts







/** Node's timers end at once if they are set to longer, some 24 days. */
const longestTimer = 2 ** 31 - 1;
/** GitHub allows a token 100. */
const mostAtOnce = 50;
/** A client for one token. */
function createClient(connection, clock, log) {
    const { apiUrl, proxy, requestTimeout, deadline } = connection;
    const closing = new AbortController();
    const timeLeft = () => Math.max(1, Math.min(requestTimeout, deadline - clock.now(), longestTimer));
    const sleep = (milliseconds) => clock.sleep(Math.min(milliseconds, longestTimer), closing.signal);
    const { fetch, firstSent, close } = (0,github_fetch/* createFetch */.H)({ apiUrl, proxy, timeLeft });
    // Octokit's own log prints addresses and headers as they come.
    const silent = { debug() { }, info() { }, warn() { }, error() { } };
    const octokit = (0,github/* getOctokit */.Q)(connection.token, {
        baseUrl: apiUrl,
        userAgent: 'private-registry-action',
        request: { fetch, log: silent },
        log: silent
    });
    const limit = createLimit(mostAtOnce);
    let pausedUntil = 0;
    let warned = false;
    async function request(call) {
        let earlier = [];
        for (;;) {
            const tried = await limit(() => attempt(call, earlier));
            if ('answer' in tried)
                return tried.answer;
            await sleep(tried.milliseconds);
            earlier = tried.failures;
        }
    }
    /** One attempt: the answer, or how long to wait before the next one. Throws if there is to be none. */
    async function attempt(call, earlier) {
        // Looked at as late as can be: a rate limit may have come while others had their turn.
        while (pausedUntil > clock.now())
            await sleep(pausedUntil - clock.now());
        closing.signal.throwIfAborted();
        if (clock.now() >= deadline)
            throw tooLate(call);
        try {
            const answer = await send(call);
            warnOfExpiry(answer);
            return { answer };
        }
        catch (error) {
            closing.signal.throwIfAborted();
            const failures = [failureOf(error), ...earlier];
            return { failures, milliseconds: pauseOrThrow(call, failures) };
        }
    }
    function send({ route, parameters, data }) {
        const headers = { 'x-github-api-version': apiVersion };
        return octokit.request(route, { ...parameters, headers, ...(data && { data }) });
    }
    function warnOfExpiry({ headers }) {
        const warning = warned ? undefined : expiryWarning(headers, clock.now());
        if (warning === undefined)
            return;
        warned = true;
        log.warning(warning);
    }
    /** How long to wait, in milliseconds; a rate limit holds for all other requests from now on. */
    function pauseOrThrow(call, failures) {
        const method = call.route.split(' ', 1)[0] ?? '';
        const pause = pauseBefore(method, failures, { now: clock.now(), random: Math.random() });
        if (!pause)
            throw new RequestFailed(failures, explain(failures, attemptOf(call)));
        const until = clock.now() + pause.milliseconds;
        const time = timeOf(until);
        if (until > deadline) {
            const late = `The next attempt would be at ${time}, later than 'timeout' allows.`;
            throw new RequestFailed(failures, `${explain(failures, attemptOf(call))} ${late}`);
        }
        log.info(`Waiting until ${time} to ${call.doing} again: ${pause.reason}.`);
        if (pause.forToken)
            pausedUntil = Math.max(pausedUntil, until);
        return pause.milliseconds;
    }
    function attemptOf({ route, doing, concerns, org }) {
        return { doing, concerns, org, apiUrl, writes: !route.startsWith('GET ') };
    }
    function tooLate(call) {
        const failures = [{ kind: 'no-answer', reason: 'timeout', sent: false, detail: '' }];
        return new RequestFailed(failures, `Could not ${call.doing}: 'timeout' is used up, so it was not begun.`);
    }
    function misunderstood(call, detail) {
        const failures = [{ kind: 'no-answer', reason: 'unexpected', sent: true, detail }];
        return new RequestFailed(failures, explain(failures, attemptOf(call)));
    }
    return {
        request,
        misunderstood,
        firstSent,
        close() {
            closing.abort();
            close();
        }
    };
}
const lastMoment = 8.64e15;
/** A moment as `2026-01-31 12:00:00 UTC`. A server may ask to wait until a time that no Date holds. */
function timeOf(milliseconds) {
    const [date, time] = new Date(Math.min(milliseconds, lastMoment)).toISOString().split(/[T.]/);
    return `${date} ${time} UTC`;
}

;// CONCATENATED MODULE: ./src/github/pages.ts
/**
 * The pages of a listing, the largest that GitHub gives, for as long as the caller asks for one more. They are counted
 * here instead of following `Link`, which may lead to another host or in a circle.
 */
async function* pages(client, call) {
    for (let page = 1;; page++) {
        const parameters = { ...call.parameters, per_page: 100, ...(page > 1 && { page }) };
        yield await client.request({ ...call, parameters });
    }
}

;// CONCATENATED MODULE: ./src/github/private-registries.ts


/** The private registries of an organization, reached through a client. */
function privateRegistries(client, org) {
    const all = { parameters: { org }, concerns: 'organization', org };
    const one = (name) => ({ parameters: { org, secret_name: name }, concerns: 'registry', org });
    const understood = (call, data) => {
        const registry = registryIn(data);
        if (!registry)
            throw client.misunderstood(call, 'it is no registry with a name and a type');
        return registry;
    };
    return {
        org,
        list: () => listAll(client, {
            ...all,
            route: 'GET /orgs/{org}/private-registries',
            doing: `list the private registries of ${org}`
        }),
        async publicKey() {
            const call = {
                ...all,
                route: 'GET /orgs/{org}/private-registries/public-key',
                doing: `read the public key of ${org}`
            };
            const { key, key_id } = members((await client.request(call)).data);
            if (isKey(key) && typeof key_id === 'string' && key_id !== '')
                return { key, key_id };
            throw client.misunderstood(call, 'it is no public key of 32 bytes in base64, with its id');
        },
        async get(name) {
            const call = {
                ...one(name),
                route: 'GET /orgs/{org}/private-registries/{secret_name}',
                doing: `read ${name} of ${org}`
            };
            return understood(call, (await client.request(call)).data);
        },
        async create(body, called) {
            const call = {
                ...all,
                route: 'POST /orgs/{org}/private-registries',
                data: body,
                doing: `create ${called} in ${org}`
            };
            return understood(call, (await client.request(call)).data);
        },
        async update(name, body) {
            const route = 'PATCH /orgs/{org}/private-registries/{secret_name}';
            await client.request({ ...one(name), route, data: body, doing: `update ${name} in ${org}` });
        },
        async remove(name) {
            const route = 'DELETE /orgs/{org}/private-registries/{secret_name}';
            try {
                await client.request({ ...one(name), route, doing: `delete ${name} from ${org}` });
            }
            catch (error) {
                if (!deletedByEarlierAttempt(error))
                    throw error;
            }
        }
    };
}
/** A DELETE whose answer was lost finds nothing when it is sent again. */
function deletedByEarlierAttempt(error) {
    if (!(error instanceof RequestFailed) || error.failure.kind !== 'refusal')
        return false;
    return error.failure.status === 404 && error.mayHaveHappened;
}
/** The list is complete when its different names are as many as `total_count`. */
async function listAll(client, call) {
    const registries = new Map();
    for await (const { data } of pages(client, call)) {
        const { configurations, total_count: total } = members(data);
        if (!Array.isArray(configurations) || typeof total !== 'number')
            throw client.misunderstood(call, 'it is no list with total_count and configurations');
        const onPage = configurations.map(registryIn).filter(registry => registry !== undefined);
        if (onPage.length < configurations.length)
            throw client.misunderstood(call, 'the list holds something without a name and a type');
        const before = registries.size;
        for (const registry of onPage)
            registries.set(registry.name, registry);
        if (registries.size === total)
            break;
        if (registries.size > total || registries.size === before)
            throw client.misunderstood(call, `total_count is ${total}, but its pages hold ${registries.size} registries`);
    }
    return [...registries.values()];
}
const texts = ['url', 'auth_type', 'visibility', 'updated_at'];
/** A registry in GitHub's answer. Members that this action does not know are kept, to be shown. */
function registryIn(data) {
    // No server should send what a secret was sealed to; it would not be shown.
    const { name, registry_type, encrypted_value: _, key_id: __, ...others } = members(data);
    if (typeof name !== 'string' || name === '' || typeof registry_type !== 'string')
        return undefined;
    const shown = Object.entries(others)
        .filter(([member, value]) => !texts.includes(member) || typeof value === 'string')
        .map(([member, value]) => [member, withoutBigInts(value)]);
    return { name, registry_type, ...Object.fromEntries(shown) };
}
/** 32 bytes in padded base64, as libsodium demands them too. */
function isKey(key) {
    return typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key);
}
function members(data) {
    return typeof data === 'object' && data !== null ? data : {};
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

;// CONCATENATED MODULE: ./src/github/repositories.ts


/**
 * Resolves names, `owner/name`, patterns and ids to ids: one request a name, or one listing of the organization's
 * repositories if there is a pattern. All names that do not exist are reported together.
 */
async function resolveRepositories(client, org, selected) {
    const wanted = selected.map(text => selectionOf(text, org));
    const named = wanted.flatMap(selection => ('name' in selection ? [selection.name] : []));
    const byPattern = wanted.some(selection => 'pattern' in selection);
    const find = byPattern ? inListing(await listRepositories(client, org)) : await oneByOne(client, org, named);
    const resolved = { ids: [], problems: [], warnings: [] };
    for (const selection of wanted) {
        const found = 'id' in selection ? [selection.id] : find(selection);
        resolved.ids.push(...found);
        if (found.length > 0)
            continue;
        if ('pattern' in selection)
            resolved.warnings.push(`No repository of ${org} matches '${selection.pattern}' (archived ones do not count).`);
        else if ('name' in selection)
            resolved.problems.push(`There is no repository ${org}/${selection.name}, or the token may not see it (it needs metadata=read on it).`);
    }
    resolved.ids = [...new Set(resolved.ids)];
    if (selected.length > 0 && resolved.ids.length === 0 && resolved.problems.length === 0)
        resolved.problems.push(`None of the selected repositories is left in ${org}; give [] if no repository is meant.`);
    return resolved;
}
/** `owner/name` names the organization itself; the inputs have been checked for that. */
function selectionOf(text, org) {
    if (/^\d+$/.test(text))
        return { id: Number(text) };
    const name = text.toLowerCase().startsWith(`${org.toLowerCase()}/`) ? text.slice(org.length + 1) : text;
    return name.includes('*') ? { pattern: name } : { name };
}
function inListing(repositories) {
    return selection => {
        const fits = 'name' in selection
            ? (repository) => repository.name.toLowerCase() === selection.name.toLowerCase()
            : (repository) => !repository.archived && matches(selection.pattern, repository.name);
        return repositories.filter(fits).map(({ id }) => id);
    };
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
async function oneByOne(client, org, names) {
    const different = new Map(names.map(name => [name.toLowerCase(), name]));
    const found = new Map(await Promise.all([...different].map(async ([key, name]) => [key, await findRepository(client, org, name)])));
    return selection => {
        const id = 'name' in selection ? found.get(selection.name.toLowerCase()) : undefined;
        return id === undefined ? [] : [id];
    };
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
        const repository = repositoryIn((await client.request(call)).data);
        if (!repository)
            throw client.misunderstood(call, 'it is no repository with an id');
        return repository.owner.toLowerCase() === org.toLowerCase() ? repository.id : undefined;
    }
    catch (error) {
        if (error instanceof RequestFailed && error.failure.kind === 'refusal' && error.failure.status === 404)
            return undefined;
        throw error;
    }
}
/** A listing without `total_count`: it ends with a page that is not full, or after which GitHub names no next one. */
async function listRepositories(client, org) {
    const call = {
        route: 'GET /orgs/{org}/repos',
        parameters: { org },
        doing: `list the repositories of ${org}`,
        concerns: 'repositories',
        org
    };
    const repositories = new Map();
    for await (const { data, headers } of pages(client, call)) {
        if (!Array.isArray(data))
            throw client.misunderstood(call, 'it is no list of repositories');
        const onPage = data.map(repositoryIn).filter(repository => repository !== undefined);
        if (onPage.length < data.length)
            throw client.misunderstood(call, 'the list holds something that is no repository');
        const before = repositories.size;
        for (const repository of onPage)
            repositories.set(repository.id, repository);
        const { link } = headers;
        const hasNext = link === undefined ? data.length === 100 : String(link).includes('rel="next"');
        if (!hasNext || data.length === 0)
            break;
        if (repositories.size === before)
            throw client.misunderstood(call, 'a page repeats the ones before');
    }
    return [...repositories.values()];
}
function repositoryIn(data) {
    if (typeof data !== 'object' || data === null)
        return undefined;
    const { id, name, owner, archived } = data;
    const login = typeof owner === 'object' && owner !== null && 'login' in owner ? owner.login : undefined;
    if (!Number.isSafeInteger(id) || typeof name !== 'string' || typeof login !== 'string')
        return undefined;
    return { id: id, name, owner: login, archived: archived === true };
}

;// CONCATENATED MODULE: ./src/github/seal.ts

/**
 * Seals secrets with a key that is fetched once, on the first use. libsodium is loaded once the request for the key
 * has left (`requestSent`), so that its start hides behind the answer. `hide` is told each sealed value, which must
 * never be shown either.
 */
function createSealer(fetchKey, requestSent, hide) {
    let parts;
    const prepared = () => {
        parts ??= Promise.all([fetchKey(), requestSent.then(loadSodium)]);
        return parts;
    };
    return {
        prepare() {
            // Who seals later is told of the failure then.
            prepared().catch(() => { });
        },
        async seal(secret) {
            const [key, sodium] = await prepared();
            const encrypted_value = sealedBox(sodium, secret, key);
            hide(encrypted_value);
            return { encrypted_value, key_id: key.key_id };
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
        throw new Problem(`GitHub's public key ${key_id} is not 32 bytes in base64 that can seal; the secret was not sent. Run the step again, and tell GitHub if it stays so.`);
    }
}

;// CONCATENATED MODULE: ./src/organization.ts



/** An organization, before anything is asked of it. */
function organization(client, org, listener) {
    const registries = privateRegistries(client, org);
    return {
        org,
        registries,
        sealer: createSealer(registries.publicKey, client.firstSent, listener.hide),
        async resolve(selected) {
            const { warnings, ...resolved } = await resolveRepositories(client, org, selected);
            for (const warning of warnings)
                listener.warning(warning);
            return resolved;
        }
    };
}

;// CONCATENATED MODULE: ./src/operations.ts






/** Does what a request asks for. What fails is in the result, in full sentences. */
async function operate(request, clock, log) {
    const deadline = clock.now() + request.reach.timeout;
    const client = createClient({ ...request.reach, deadline }, clock, log);
    try {
        return await operateWith(request, client, log);
    }
    catch (error) {
        if (error instanceof Problem)
            return stopped(request, error);
        throw error;
    }
    finally {
        client.close();
    }
}
/** The table of contents: one arm for each operation. */
async function operateWith(request, client, log) {
    const at = (org) => organization(client, org, log);
    switch (request.operation) {
        case 'list':
            return list(request, at);
        case 'get': {
            const { operation, org, target } = request;
            const { registry } = await read(target, at(org).registries);
            return { operation, found: { org, registry }, problems: [] };
        }
        case 'get-public-key': {
            const { operation, org } = request;
            return { operation, org, key: await at(org).registries.publicKey(), problems: [] };
        }
        case 'create':
            return written(request, await create(request, at(request.org)), log);
        case 'update':
            return written(request, await update(request, at(request.org)), log);
        case 'delete':
            return written(request, await remove(request, at(request.org)), log);
    }
}
/** An organization that cannot be listed is a problem; the others are listed all the same. */
async function list({ operation, orgs }, at) {
    const reads = await Promise.allSettled(orgs.map(async (org) => ({ org, registries: await at(org).registries.list() })));
    const problems = reads.flatMap(read => {
        if (read.status === 'fulfilled')
            return [];
        if (read.reason instanceof Problem)
            return read.reason.sentences;
        throw read.reason;
    });
    return {
        operation,
        lists: reads.flatMap(read => (read.status === 'fulfilled' ? read.value : [])),
        problems
    };
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
        url: shown.url ?? null,
        fields: request.operation === 'update' ? writtenFields(request.spec) : [],
        status: 'failed',
        reason
    };
}


/***/ })

};
