import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 7239:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kl: () => (/* binding */ faultOf),
/* harmony export */   vC: () => (/* binding */ Fault),
/* harmony export */   wP: () => (/* binding */ misread)
/* harmony export */ });
/** A request that got no usable answer. `sent` tells whether GitHub may have carried it out all the same. */
class Fault extends Error {
    reason;
    sent;
    requestId;
    constructor(reason, sent, detail = '', requestId) {
        super(detail);
        this.requestId = requestId;
        this.name = 'Fault';
        this.reason = reason;
        this.sent = sent;
    }
}
/** The fault of an answer that arrived whole but does not say what it should. */
function misread(detail) {
    return new Fault('unexpected', true, detail);
}
/** The fault that an error of Node's stands for. */
function faultOf(error, outgoing) {
    const code = error.code ?? '';
    // Of a host with several addresses, none accepts a connection.
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
/** Before a connection stands, TLS included, nothing of a request has left. */
function wasConnected(socket) {
    return socket !== null && !socket.connecting && !socket.secureConnecting;
}
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateErrors = /^(ERR_TLS_CERT_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;


/***/ }),

/***/ 6642:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  H: () => (/* binding */ createFetch),
  U: () => (/* binding */ isLoopback)
});

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
var external_node_http_default = /*#__PURE__*/__nccwpck_require__.n(external_node_http_namespaceObject);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_default = /*#__PURE__*/__nccwpck_require__.n(external_node_https_namespaceObject);
// EXTERNAL MODULE: ./src/github/fault.ts
var fault = __nccwpck_require__(7239);
// EXTERNAL MODULE: ./src/github/members.ts
var members = __nccwpck_require__(36);
;// CONCATENATED MODULE: ./src/github/proxy.ts



/** The agent for an address: it connects directly, or through a proxy, whose own answer has to come before `timeLeft` ends. */
function agentFor(url, variables, timeLeft) {
    if (url.protocol === 'http:')
        return new (external_node_http_default()).Agent({ keepAlive: true });
    const agent = new (external_node_https_default()).Agent({ keepAlive: true });
    const { HTTPS_PROXY = '', NO_PROXY = '' } = variables;
    if (HTTPS_PROXY === '' || isExcepted(url, NO_PROXY))
        return agent;
    const secure = agent.createConnection.bind(agent);
    // Node's own tunnels decide otherwise where NO_PROXY applies, and read an answer without end.
    agent.createConnection = (options, callback) => {
        openTunnel(new URL(HTTPS_PROXY), `${url.hostname}:${url.port || 443}`, timeLeft()).then(socket => callback?.(null, secure(Object.assign(options, { socket }))), error => callback?.(error, undefined));
        return undefined;
    };
    return agent;
}
/**
 * Whether `NO_PROXY` names the host of an address. A name covers itself and all below it, with or without a leading
 * dot or `*.`, and `*` covers every host; with a port, only that one.
 */
function isExcepted({ hostname, port }, list) {
    return list
        .toLowerCase()
        .split(/[\s,]+/)
        .some(entry => {
        // What has several colons and no brackets is an IPv6 address.
        const [, host = entry, only] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
        if (only !== undefined && only !== (port || '443'))
            return false;
        const name = host.replace(/^\*?\./, '');
        return name === '*' || (name !== '' && `.${bare(hostname)}`.endsWith(`.${bare(name)}`));
    });
}
/** A host without the brackets of IPv6 and the dot of a complete name. */
function bare(host) {
    return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
function openTunnel(proxy, target, signal) {
    const { protocol, hostname, port, username, password } = proxy;
    const credentials = [username, password].map(decoded).join(':');
    const connect = (protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default())).request({
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
            reject(new fault/* Fault */.vC('proxy', false, `${statusCode}`));
        });
        connect.once('error', (error) => {
            if (signal.aborted)
                reject(new fault/* Fault */.vC('timeout', false));
            else if (error.syscall === 'connect' || error.syscall === 'getaddrinfo')
                reject(error);
            else
                reject(new fault/* Fault */.vC('proxy', false, error.code));
        });
        connect.end();
    });
}
/** As it is meant, or as written where nobody knows what is meant. */
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./src/github/fetch.ts





const largestBody = 16 * 1024 * 1024;
const mostDepth = 64;
const [quote, backslash] = [0x22, 0x5c];
const mostRedirects = 3;
/**
 * The fetch under Octokit and the only code that opens a connection. It contacts one origin, redirects no write,
 * limits time, size and depth, and gives an answer only when it has arrived whole and is one of GitHub's API.
 * Everything else is a `Fault`.
 */
function createFetch(wayOut) {
    const base = new URL(wayOut.apiUrl);
    const { origin } = base;
    const { request } = base.protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default());
    const closing = new AbortController();
    const limited = (milliseconds) => AbortSignal.any([closing.signal, AbortSignal.timeout(milliseconds)]);
    const proxy = isLoopback(base.hostname) ? {} : wayOut.proxy;
    const agent = agentFor(base, proxy, () => limited(wayOut.timeLeft()));
    const { promise: firstSent, resolve: sent } = Promise.withResolvers();
    async function fetch(address, init) {
        const signal = AbortSignal.any([limited(wayOut.timeLeft()), wayOut.cutFor(init.method)]);
        let url = ownAddress(address, origin);
        for (let redirects = 0;; redirects++) {
            const outgoing = request(url, { method: init.method, headers: init.headers, agent });
            outgoing.once('finish', sent);
            const answer = await exchange(outgoing, init.body, signal);
            if (!isRedirect(answer.status))
                return checked(url, answer);
            const target = redirectTarget(url, answer);
            if (init.method !== 'GET' || target?.origin !== origin || redirects === mostRedirects)
                // By HTTP, 303 says that the request was carried out and its result is elsewhere.
                throw new fault/* Fault */.vC('redirect', init.method !== 'GET' && answer.status === 303, target?.host);
            url = target;
        }
    }
    return {
        fetch,
        firstSent,
        close() {
            closing.abort();
            agent.destroy();
        }
    };
}
/** Whether a host is this machine, by name or address. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
/**
 * The address as a URL, if it lies on the origin and reads exactly as written. A name like `..` would otherwise turn
 * `DELETE /orgs/acme/private-registries/..` into `DELETE /orgs/acme`, which deletes the organization.
 */
function ownAddress(address, origin) {
    const url = new URL(address);
    if (url.origin !== origin)
        throw new fault/* Fault */.vC('other-address', false, url.host);
    if (url.origin + url.pathname !== address.split(/[?#]/)[0])
        throw new fault/* Fault */.vC('other-address', false, url.host);
    return url;
}
function exchange(outgoing, body, signal) {
    return new Promise((resolve, reject) => {
        const fail = (error) => {
            reject(error instanceof fault/* Fault */.vC ? error : (0,fault/* faultOf */.Kl)(error, outgoing));
            outgoing.destroy();
        };
        outgoing.on('error', fail);
        signal.addEventListener('abort', () => fail(signal.reason), { once: true });
        outgoing.once('upgrade', (_, socket) => {
            socket.destroy();
            fail(new fault/* Fault */.vC('lost', true, 'it switches the protocol'));
        });
        outgoing.once('response', incoming => {
            const chunks = [];
            let size = 0;
            incoming.on('data', (chunk) => {
                size += chunk.length;
                if (size > largestBody)
                    fail(new fault/* Fault */.vC('too-large', true, 'larger than 16 MiB'));
                else
                    chunks.push(chunk);
            });
            incoming.on('error', fail);
            incoming.once('end', () => resolve({
                status: Number(incoming.statusCode),
                headers: incoming.headers,
                body: Buffer.concat(chunks).toString('utf8')
            }));
        });
        outgoing.end(body);
    });
}
function checked(url, { status, headers, body }) {
    const data = encoded(headers) ? undefined : parsed(body);
    const bodyIsDue = status >= 200 && status < 300 && status !== 204;
    if (bodyIsDue && !(data && /^application\/([\w.-]+\+)?json\b/.test(headers['content-type'] ?? '')))
        throw new fault/* Fault */.vC('not-json', true, `${status}`);
    if (status >= 400 && !isRefusal(status, data?.value, headers, body)) {
        const [requestId] = [headers['x-github-request-id']].flat();
        // What stands between may fail only for a while.
        const reason = status >= 500 || status === 429 ? 'not-json' : 'not-api';
        throw new fault/* Fault */.vC(reason, true, `${status}`, requestId);
    }
    // Node reads headers as latin1, whatever they are; a secret among them must be recognised.
    const passedOn = new Map(Object.entries(headers).map(([name, value]) => [
        name,
        Buffer.from([value].flat().join(', '), 'latin1').toString('utf8')
    ]));
    // Octokit decides by this header how to read a body, and throws on one that it cannot parse.
    passedOn.set('content-type', data ? 'application/json' : 'text/plain');
    return { url: url.href, status, headers: passedOn, text: async () => body };
}
/** Whether it is GitHub that says no. Gateways too may answer with a message, but not with GitHub's request id. */
function isRefusal(status, data, headers, body) {
    // Nobody but the API looks at values.
    if (status === 422)
        return true;
    const isMarked = 'x-github-request-id' in headers || 'retry-after' in headers;
    if (body === '' || body === '{}')
        return isMarked || body === '{}';
    const { message, documentation_url: page, status: named } = (0,members/* members */.o)(data);
    return typeof message === 'string' && (isMarked || typeof page === 'string' || named === `${status}`);
}
/** No encoding was asked for; a body that has one all the same cannot be read. */
function encoded(headers) {
    return (headers['content-encoding'] ?? 'identity') !== 'identity';
}
function parsed(text) {
    try {
        return isFlat(text) ? { value: JSON.parse(text) } : undefined;
    }
    catch {
        return undefined;
    }
}
/** Whether no bracket of a JSON text is nested too deep for what walks through it later. */
function isFlat(text) {
    let depth = 0;
    for (let at = 0; at < text.length && depth <= mostDepth; at++) {
        const character = text.charCodeAt(at);
        if (character === quote)
            at = endOfText(text, at);
        // `[` and `]` differ from `{` and `}` by one bit.
        else if ((character & 0xdf) === 0x5b)
            depth++;
        else if ((character & 0xdf) === 0x5d)
            depth--;
    }
    return depth <= mostDepth;
}
/** Where a text in quotes ends that begins there: at a quote behind an even number of backslashes. */
function endOfText(text, start) {
    for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
        let before = at;
        while (text.charCodeAt(before - 1) === backslash)
            before--;
        if ((at - before) % 2 === 0)
            return at;
    }
    return text.length;
}
function isRedirect(status) {
    return status >= 300 && status < 400 && status !== 304;
}
function redirectTarget(from, { headers }) {
    return headers.location === undefined ? null : URL.parse(headers.location, from.href);
}


/***/ }),

/***/ 36:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ members)
/* harmony export */ });
/** The members of an object in GitHub's answer; none of what is no object. */
function members(data) {
    return typeof data === 'object' ? { ...data } : {};
}


/***/ }),

/***/ 9407:
/***/ ((module, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5677);

await (0,_main_js__WEBPACK_IMPORTED_MODULE_0__/* .main */ .i)().finally(_main_js__WEBPACK_IMPORTED_MODULE_0__/* .end */ ._);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 3655:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   QM: () => (/* binding */ locateManifest),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
/* unused harmony export wayInside */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/** Where the manifest of the inputs is: inside the workspace, also if links are followed. One to be written is a plain file, or will be. */
function locateManifest(form, variables, { toWrite = false } = {}) {
    const given = form.text('manifest');
    if (given === undefined)
        return undefined;
    const workspace = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(variables['GITHUB_WORKSPACE'] || '.');
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, given);
    const inside = wayInside(workspace, absolute);
    if (inside !== undefined && wayInside(realPath(workspace), realPath(absolute)) !== undefined) {
        const obstacle = toWrite ? obstacleTo(workspace, inside) : undefined;
        if (obstacle === undefined)
            return { path: inside, workspace };
        form.problems.push(`'manifest' is '${given}', but ${obstacle}; give the path of a file inside the workspace.`);
        return undefined;
    }
    const leads = inside !== undefined ? 'leads out of the workspace through a link' : 'is outside the workspace';
    form.problems.push(`'manifest' is '${given}', which ${leads}; give the path of a file inside it.`);
    return undefined;
}
/** The way from a folder to a file inside it, with slashes; nothing for any other file. */
function wayInside(folder, file, { isAbsolute, relative, sep } = (node_path__WEBPACK_IMPORTED_MODULE_1___default())) {
    const way = relative(folder, file);
    const outside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
    return outside ? undefined : way.replaceAll(sep, '/');
}
/** Why a file must not be written; nothing if it is reached without links. What else is in the way, writing tells. */
function obstacleTo(workspace, way) {
    const names = way.split('/');
    if (names.some(isGits))
        return `what is under '.git' is git's own`;
    const link = names.findIndex((_, index) => linkAt((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, ...names.slice(0, index + 1))) !== undefined);
    return link < 0 ? undefined : `'${names[link]}' is a link, and nothing is written through links`;
}
/** Whether a file system may take a name for `.git`: in any case, with characters that it ignores, or by its short form. */
function isGits(name) {
    const plain = name.replace(/\p{Cf}/gu, '').replace(/(:.*|[. ]+)$/, '');
    return /^(\.git|git~\d+)$/i.test(plain);
}
/** Where a path leads; of one that does not exist, where it would be. Links in a circle lead nowhere. */
function realPath(path, links = 0) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        if (folder === path)
            return path;
        const link = links < mostLinks ? linkAt(path) : undefined;
        return link === undefined
            ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(realPath(folder, links), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path))
            : realPath((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(realPath(folder, links), link), links + 1);
    }
}
const mostLinks = 40;
function linkAt(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(path);
    }
    catch {
        return undefined;
    }
}
/** The text of a file; of one that has so many bytes or more, the beginning that has as many. */
function readText(form, { path, workspace }, most) {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, path);
    try {
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(absolute).isFile()) {
            form.problems.push(`'manifest' is '${path}', which is no file.`);
            return undefined;
        }
        const bytes = readBytes(absolute, most);
        // A byte order mark is kept: without it, what was cut would look as if it were whole.
        return new TextDecoder('utf-8', { fatal: bytes.length < most, ignoreBOM: true }).decode(bytes);
    }
    catch (error) {
        const reason = error instanceof TypeError
            ? 'which is not text in UTF-8'
            : error instanceof Error && 'code' in error && error.code === 'ENOENT'
                ? `but the workspace has no such file; ${remedyFor(path, absolute)}`
                : 'which cannot be read';
        form.problems.push(`'manifest' is '${path}', ${reason}.`);
        return undefined;
    }
}
/** What to do about a missing manifest, with the YAML files of its folder, of .github, and of the folders above. */
function remedyFor(path, absolute) {
    const steps = path.split('/').slice(0, -1);
    const workspace = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(absolute), ...steps.map(() => '..'));
    const ways = steps.map((_, index) => steps.slice(0, steps.length - index).join('/'));
    const found = [...new Set([...ways.slice(0, 1), '.github', ...ways, ''])].flatMap(way => {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, way);
        if (realPath(folder) !== (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(realPath(workspace), way))
            return [];
        return namesIn(folder).map(name => (way === '' ? name : `${way}/${name}`));
    });
    const yaml = found.filter(name => /\.ya?ml$/i.test(name));
    const named = yaml.length > 0 ? `, or name a file that it has: ${yaml.slice(0, 10).join(', ')}` : '';
    return `check the repository out before this step${named}`;
}
function namesIn(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder);
    }
    catch {
        return [];
    }
}
function readBytes(path, most) {
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'r');
    try {
        const buffer = Buffer.alloc(most);
        let length = 0;
        for (let more = -1; more !== 0; length += more)
            more = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, buffer, length, most - length, null);
        return buffer.subarray(0, length);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}


/***/ }),

/***/ 7026:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GZ: () => (/* binding */ checkHosts),
/* harmony export */   Ot: () => (/* binding */ readSpec),
/* harmony export */   Rh: () => (/* binding */ foreignRepository),
/* harmony export */   g3: () => (/* binding */ checkSpec)
/* harmony export */ });
/* harmony import */ var _registries_check_values_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7590);
/* harmony import */ var _registries_selection_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5129);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4390);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8463);




/** Reads the fields of the registry. The secret is masked before anything is printed. */
function readSpec(form, mask) {
    const secret = readSecret(form, mask);
    const names = form.parsed('selected-repositories', _values_js__WEBPACK_IMPORTED_MODULE_0__/* .parseList */ .E1);
    const ids = form.ids('selected-repository-ids');
    return {
        ...form.fields(),
        ...(secret && { secret }),
        ...(names && { selected_repositories: names }),
        ...(ids && { selected_repository_ids: ids })
    };
}
function readSecret(form, mask) {
    const whole = form.typed('secret');
    const typed = whole.replace(/\r?\n$/, '');
    if (typed !== '')
        mask(typed);
    if (typed !== '' && typed !== whole)
        mask(whole);
    const given = form.text('secret');
    if (given === undefined)
        return undefined;
    if (typed === '')
        form.problems.push(`'secret' holds nothing but a line break.`);
    else if (typed !== given)
        form.notices.push(`The line break at the end of 'secret' is left out.`);
    return typed;
}
/** Checks the fields; what is wrong or probably not meant is added to the form. */
function checkSpec(form, spec, orgs, check) {
    const { problems, warnings } = check(spec, form.source);
    form.problems.push(...problems, ...repositoryProblems(spec, orgs));
    form.warnings.push(...warnings);
}
/** Checks that what names a host names an allowed one, if hosts are given. */
function checkHosts(form, spec, allowed) {
    if (allowed)
        form.problems.push(...(0,_registries_check_values_js__WEBPACK_IMPORTED_MODULE_1__/* .strayHosts */ .hc)(spec, form.source, allowed));
}
/** The owner of a repository that cannot use the registries of an organization, being another's. */
function foreignRepository(text, org) {
    const [, owner = org] = text.split('/').reverse();
    return owner.toLowerCase() === org.toLowerCase() ? undefined : owner;
}
function repositoryProblems({ selected_repositories: names = [] }, orgs) {
    return names.flatMap(text => {
        const kind = (0,_registries_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .selectionProblem */ .sZ)(text);
        if (kind === 'repository')
            return `'selected-repositories' holds '${text}', which is no repository's name, pattern or id.`;
        if (kind === 'id')
            return `'selected-repositories' holds '${text}', which is no repository's id.`;
        const org = orgs.find(name => foreignRepository(text, name));
        if (org === undefined)
            return [];
        if (org === _request_js__WEBPACK_IMPORTED_MODULE_3__/* .everywhere */ .fC)
            return `'selected-repositories' holds '${text}', which belongs to ${foreignRepository(text, org)}; with 'org' * give names without an owner.`;
        return `'selected-repositories' holds '${text}', which belongs to ${foreignRepository(text, org)}; only repositories of ${org} can use its registries.`;
    });
}


/***/ }),

/***/ 5541:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ inputs)
/* harmony export */ });
/* harmony import */ var _registries_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7380);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4390);


const matching = ['apply', 'plan'];
const many = [...matching, 'rotate'];
const written = ['create', 'update', ...matching];
const single = ['get', 'create', 'update', 'delete', ...many];
const connection = { group: 'Connection', operations: _request_js__WEBPACK_IMPORTED_MODULE_1__/* .operations */ .zU };
const safety = { group: 'Safety', operations: _request_js__WEBPACK_IMPORTED_MODULE_1__/* .operations */ .zU };
const atOnce = { group: 'Many at once', operations: many };
const registry = { group: 'Registry', operations: written };
/** Every input of action.yml, in its order. */
const inputs = {
    operation: connection,
    token: connection,
    'app-id': connection,
    'app-private-key': connection,
    org: { ...connection, default: '${{ github.repository_owner }}' },
    'github-api-url': { ...connection, default: '${{ github.api_url }}' },
    'request-timeout': { ...connection, default: '30s' },
    timeout: { ...connection, default: '20m' },
    manifest: { ...atOnce, operations: [...many, 'export'] },
    secrets: atOnce,
    'rewrite-secrets': atOnce,
    prune: { ...atOnce, operations: matching, default: 'false' },
    'max-deletions': { ...atOnce, operations: matching, default: '1' },
    'allow-recreate': { ...atOnce, operations: matching, default: 'false' },
    'write-interval': { ...atOnce, default: '1s' },
    'dry-run': { ...safety, default: 'false' },
    'allowed-hosts': { ...safety, operations: ['create', 'update', ...many] },
    name: { ...registry, operations: ['get', 'update', 'delete', ...many] },
    'registry-type': { ...registry, operations: single },
    url: { ...registry, operations: single },
    'replaces-base': registry,
    visibility: registry,
    'selected-repositories': registry,
    'selected-repository-ids': registry,
    'auth-type': registry,
    username: { group: authGroup('username'), operations: written },
    secret: { group: authGroup('username'), operations: [...written, 'rotate'] },
    ...Object.fromEntries(_registries_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi
        .filter(field => field !== 'username' && (0,_registries_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypesOf */ .Th)(field).length > 0)
        .map(field => [(0,_registries_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .inputOf */ .wg)(field), { group: authGroup(field), operations: written }]))
};
/** Fields of one auth type stand under its name; `audience`, which several share, under all of theirs. */
function authGroup(field) {
    return (0,_registries_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypesOf */ .Th)(field).join(', ');
}


/***/ }),

/***/ 6656:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ readTarget)
/* harmony export */ });
/* harmony import */ var _registries_check_values_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7590);
/* harmony import */ var _registries_names_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2787);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5541);



/** Reads which registry is meant: by name, with what is checked beside it, or by type and address. */
function readTarget(form, operation, spec) {
    const { registry_type, url } = spec;
    const name = form.text('name');
    if (name !== undefined && !_registries_names_js__WEBPACK_IMPORTED_MODULE_1__/* .registryName */ .j.test(name))
        form.problems.push(`'name' is '${name}', which is no registry's name; they look like MAVEN_REPOSITORY_SECRET.`);
    // The address of an update is checked with its other fields; beside a name it is the new value.
    const isUpdate = operation === 'update' || operation === 'apply' || operation === 'plan';
    if (!isUpdate)
        form.problems.push(...(0,_registries_check_values_js__WEBPACK_IMPORTED_MODULE_2__/* .hostFieldProblems */ .l)(spec, form.source));
    if (name !== undefined)
        return { name, expected: { ...(registry_type && { registry_type }), ...(url && !isUpdate && { url }) } };
    if (registry_type !== undefined && url !== undefined)
        return { registry_type, url };
    if (!form.source.gave('registry_type') || !form.source.gave('url'))
        form.problems.push(_table_js__WEBPACK_IMPORTED_MODULE_0__/* .inputs */ .Q['manifest']?.operations.includes(operation)
            ? `Nothing to ${operation} is named; give 'manifest', or 'registry-type' and 'url', or 'name'.`
            : `The registry to ${operation} is not named; give 'name', or 'registry-type' and 'url'.`);
    return undefined;
}


/***/ }),

/***/ 8463:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ parseIds),
/* harmony export */   E1: () => (/* binding */ parseList),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   HU: () => (/* binding */ parseChoice),
/* harmony export */   Oo: () => (/* binding */ parseRewrite),
/* harmony export */   P1: () => (/* binding */ parseInterval),
/* harmony export */   tB: () => (/* binding */ parseHosts),
/* harmony export */   yG: () => (/* binding */ parseBoolean),
/* harmony export */   zq: () => (/* binding */ parseCount)
/* harmony export */ });
/* harmony import */ var _registries_nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7033);
/* harmony import */ var _registries_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7380);
/* harmony import */ var _registries_selection_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5129);



/** `true` or `false`, written as in YAML 1.2. */
function parseBoolean(text) {
    if (/^(true|True|TRUE)$/.test(text))
        return { value: true };
    if (/^(false|False|FALSE)$/.test(text))
        return { value: false };
    return { mustBe: 'true or false' };
}
/** One of the choices; a hyphen may stand for an underscore. */
function parseChoice(text, choices) {
    const value = (0,_registries_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceNamed */ .dj)(text, choices);
    if (value !== undefined)
        return { value };
    return { mustBe: `one of ${choices.join(', ')}`, meant: (0,_registries_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(text, choices) };
}
const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A whole number above 0 and its unit (`30s`), in milliseconds. */
function parseDuration(text) {
    const value = millisecondsIn(text);
    return value ? { value } : { mustBe: 'a whole number above 0 with ms, s, m, h or d, such as 30s' };
}
/** A duration that may be nothing (`0s`), in milliseconds. */
function parseInterval(text) {
    const value = millisecondsIn(text);
    return value === undefined ? { mustBe: 'a whole number with ms, s, m, h or d, such as 1s' } : { value };
}
function millisecondsIn(text) {
    const [, number, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
    const milliseconds = Number(number) * (units[unit] ?? Number.NaN);
    return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}
/** `never`, `always`, or the age at which a secret is written anew. */
function parseRewrite(text) {
    if (text === 'never' || text === 'always')
        return { value: text };
    const olderThan = millisecondsIn(text);
    if (olderThan)
        return { value: { olderThan } };
    return { mustBe: 'never, always, or an age such as 30d', meant: (0,_registries_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(text, ['never', 'always']) };
}
/** A whole number, 0 or more. */
function parseCount(text) {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(value) ? { value } : { mustBe: 'a whole number such as 1' };
}
/**
 * Entries separated by commas or line breaks, or a JSON array of strings and numbers. Without repetitions. Only `[]`
 * is a list of nothing: a list that has become empty by accident is not one.
 */
function parseList(text) {
    const entries = text.startsWith('[') ? jsonList(text) : text.split(/[,\n]/);
    if (!entries)
        return { mustBe: 'a JSON array of strings and numbers if it begins with [' };
    const value = [...new Set(entries.map(entry => entry.trim()).filter(entry => entry !== ''))];
    if (value.length === 0 && !/^\[\s*\]$/.test(text))
        return { mustBe: 'a list with at least one entry, or [] if nothing is meant' };
    return { value };
}
function jsonList(text) {
    try {
        const entries = JSON.parse(text);
        const plain = Array.isArray(entries) && entries.every(entry => ['string', 'number'].includes(typeof entry));
        return plain ? entries.map(String) : undefined;
    }
    catch {
        return undefined;
    }
}
/** A list of repository ids. */
function parseIds(text) {
    const list = parseList(text);
    if ('mustBe' in list)
        return list;
    return list.value.every(_registries_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .isRepositoryId */ .es)
        ? { value: list.value.map(Number) }
        : { mustBe: 'a list of repository ids, which are whole numbers such as 1296269' };
}
/** A list of hosts, such as `npm.acme.example`, `npm.acme.example:8443` and `*.acme.example`. */
function parseHosts(text) {
    const list = parseList(text);
    if ('mustBe' in list)
        return list;
    return list.value.every(entry => /^(\*\.)?[\w.-]+(:\d+)?$/.test(entry))
        ? { value: list.value.map(entry => entry.toLowerCase()) }
        : { mustBe: 'a list of hosts such as npm.acme.example or *.acme.example, without https:// and path' };
}


/***/ }),

/***/ 5677:
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
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return __awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return __awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary_summary = _summary;
//# sourceMappingURL=summary.js.map
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
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_.platform();
const arch = external_os_.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
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
function core_setSecret(secret) {
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
function core_debug(message) {
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
function startGroup(name) {
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
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
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
    return core_awaiter(this, void 0, void 0, function* () {
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
// EXTERNAL MODULE: ./src/registries/check.ts
var check = __nccwpck_require__(3303);
// EXTERNAL MODULE: ./src/registries/check-values.ts
var check_values = __nccwpck_require__(7590);
// EXTERNAL MODULE: ./src/request.ts
var src_request = __nccwpck_require__(4390);
// EXTERNAL MODULE: ./src/registries/nearest.ts
var nearest = __nccwpck_require__(7033);
// EXTERNAL MODULE: ./src/registries/problem.ts
var registries_problem = __nccwpck_require__(6924);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registry = __nccwpck_require__(7380);
// EXTERNAL MODULE: ./src/registries/text.ts
var registries_text = __nccwpck_require__(6036);
// EXTERNAL MODULE: ./src/inputs/table.ts
var table = __nccwpck_require__(5541);
// EXTERNAL MODULE: ./src/inputs/values.ts
var values = __nccwpck_require__(8463);
;// CONCATENATED MODULE: ./src/inputs/form.ts






const secrets = ['secret', 'secrets', 'token', 'app-private-key'];
const lists = ['org', 'allowed-hosts', 'selected-repositories', 'selected-repository-ids'];
/** What makes the text of an input none that can be meant. A secret may hold any character, and a list has lines. */
function faultOfInput(name, text) {
    if (secrets.includes(name))
        return (0,registries_text/* hasExpression */.xS)(text) ? registries_text/* holdsExpression */.x9 : undefined;
    return (0,registries_text/* faultOfText */.Zm)(name, lists.includes(name) ? text.replace(/[\r\n\t]/g, ' ') : text);
}
/** The inputs as the user filled them in, and what was found to be said about them. */
class Form {
    problems = [];
    warnings = [];
    notices = [];
    #texts;
    #operation;
    constructor(read) {
        this.#texts = new Map(Object.keys(table/* inputs */.Q).map(name => [name, read(name)]));
    }
    /** The problems, with those of texts that nobody can mean; of such an input nothing else is said. */
    allProblems() {
        const faults = [...this.#texts].flatMap(([name, text]) => {
            const fault = faultOfInput(name, text);
            return fault ? [{ name, text: `'${name}' ${fault}.` }] : [];
        });
        const others = this.problems.filter(problem => !faults.some(({ name }) => /^(Input )?'([^']+)'/.exec((0,registries_problem/* textOf */.b6)(problem))?.[2] === name));
        return [...faults.map(({ text }) => text), ...others];
    }
    /** From now on, inputs that the operation does not use are as if they were not given. */
    keepTo(operation) {
        this.#operation = operation;
    }
    /** Adds what was found, however much it is. */
    add({ problems, warnings }) {
        for (const problem of problems)
            this.problems.push(problem);
        for (const warning of warnings)
            this.warnings.push(warning);
    }
    /** What the user typed, used or not. */
    typed(name) {
        return this.#texts.get(name) ?? '';
    }
    /** The text of an input, or its default; undefined if it is empty and has none that this action fills in. */
    text(name) {
        const input = table/* inputs */.Q[name];
        if (this.#operation && !input?.operations.includes(this.#operation))
            return undefined;
        if (this.typed(name) !== '')
            return this.typed(name);
        return input?.default?.startsWith('${{') ? undefined : input?.default;
    }
    /** The value of an input. A text that cannot be read is a problem. */
    parsed(name, parse) {
        const text = this.text(name);
        if (text === undefined)
            return undefined;
        const parsed = parse(text);
        if ('value' in parsed)
            return parsed.value;
        this.problems.push(`Input '${name}' is '${text}'; it must be ${parsed.mustBe}.${(0,nearest/* didYouMean */.au)(parsed.meant)}`);
        return undefined;
    }
    choice(name, choices) {
        return this.parsed(name, text => (0,values/* parseChoice */.HU)(text, choices));
    }
    ids(name) {
        return this.parsed(name, values/* parseIds */.Ae);
    }
    /** How a check speaks of the inputs. */
    source = {
        spell: registry/* inputOf */.wg,
        gave: field => this.text((0,registry/* inputOf */.wg)(field)) !== undefined,
        say: (_, text) => text
    };
    /** The fields of a registry that are given. */
    fields() {
        return Object.fromEntries(registry/* fieldNames */.pi.map(field => [field, this.#field(field)]).filter(([, value]) => value !== undefined));
    }
    #field(field) {
        const kind = registry/* fields */.OA[field];
        const name = (0,registry/* inputOf */.wg)(field);
        switch (kind.kind) {
            case 'text':
                return this.text(name);
            case 'boolean':
                return this.parsed(name, values/* parseBoolean */.yG);
            case 'choice':
                return this.choice(name, kind.choices);
        }
    }
}

// EXTERNAL MODULE: ./src/inputs/manifest-file.ts
var manifest_file = __nccwpck_require__(3655);
// EXTERNAL MODULE: ./src/github/fetch.ts + 3 modules
var fetch = __nccwpck_require__(6642);
// EXTERNAL MODULE: ./src/registries/names.ts
var names = __nccwpck_require__(2787);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./src/inputs/surroundings.ts

/** Events that anybody who sees a public repository can cause. */
const openToAll = ['issues', 'issue_comment', 'discussion', 'discussion_comment', 'fork', 'watch'];
const instead = `Use push, schedule or workflow_dispatch, or set 'dry-run': true.`;
/** What an operation that writes has to say of the event: why it must not, or what it may not have thought of. */
function writingOn(variables) {
    const { name, cause, isForeign } = readEvent(variables);
    const called = cause === name ? name : `${name} (${cause})`;
    const refused = (why) => ({
        problems: [`Nothing is written on ${called}: ${why} ${instead}`],
        warnings: []
    });
    const warned = (text) => ({ problems: [], warnings: [`${text} ${instead}`] });
    if (cause === undefined)
        return {
            problems: [
                `Nothing is written on ${name}: its payload cannot be read, or does not say which event began it. ${instead}`
            ],
            warnings: []
        };
    if (cause === 'pull_request_target')
        return refused('the workflow runs with secrets for code that anyone can propose.');
    if (isPullRequest(cause)) {
        if (name === 'workflow_run' && isForeign)
            return refused('a pull request from another repository caused it, and the workflow runs with secrets.');
        return warned(`This run writes on ${called}: what is not merged yet takes effect.`);
    }
    if (openToAll.includes(cause))
        return warned(`This run writes on ${called}, which anyone can cause.`);
    return { problems: [], warnings: [] };
}
/** Why the token may be empty, and what to do. */
function reasonForNoToken(variables) {
    const never = `never the workflow's own GITHUB_TOKEN, which cannot`;
    const usual = `'token' is missing; give it a token that may manage the organization's private registries (${never}). A secret that is not set arrives empty.`;
    return reasonForEvent('token', variables) ?? usual;
}
/** Why an input that holds a secret is empty in this event, if it is for that. */
function reasonForEvent(input, variables) {
    const { name, isForeign } = readEvent(variables);
    const runs = isPullRequest(name) ? 'pull requests' : 'runs';
    if (variables['GITHUB_ACTOR'] === 'dependabot[bot]')
        return `'${input}' is empty: Dependabot's ${runs} get no Actions secrets, only Dependabot secrets. Store the ${input === 'token' ? 'token' : 'key'} as one, or skip this step for them.`;
    return isPullRequest(name) && name !== 'pull_request_target' && isForeign
        ? `'${input}' is empty: pull requests from forks get no secrets. Skip this step for them.`
        : undefined;
}
function isPullRequest(event) {
    return /^pull_request(_|$)/.test(event);
}
function readEvent(variables) {
    const name = variables['GITHUB_EVENT_NAME'] ?? '';
    const event = payloadOf(variables['GITHUB_EVENT_PATH']);
    if (name !== 'workflow_run') {
        const { head, base } = Object(event['pull_request']);
        return { name, cause: name, isForeign: head !== undefined && !isSame(head?.repo, base?.repo) };
    }
    const run = Object(event['workflow_run']);
    // What caused a run that another run caused is in no payload.
    const cause = typeof run.event === 'string' && run.event !== name ? run.event : undefined;
    return { name, cause, isForeign: !isSame(run.head_repository, run.repository ?? event['repository']) };
}
/** A fork that is gone is null. */
function isSame(head, base) {
    const [one, other] = [Object(head).full_name, Object(base).full_name];
    return typeof one === 'string' && one === other;
}
function payloadOf(path) {
    try {
        return Object(JSON.parse((0,external_node_fs_.readFileSync)(path ?? '', 'utf8')));
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./src/inputs/access.ts


/** Reads the token, or the key of the App that makes tokens. What cannot be used becomes a problem of the form. */
function readAccess(form, variables, mask) {
    const token = form.text('token') ?? '';
    const appId = form.text('app-id') ?? '';
    const key = form.text('app-private-key') ?? '';
    const forms = formsOf(key);
    for (const secret of new Set([token, key, ...forms]))
        if (secret !== '')
            mask(secret);
    if (appId === '' && key === '')
        return { token: checkedToken(form, token, variables) };
    if (token !== '')
        form.problems.push(`'token' is given, and so is the key of an App; give one of them.`);
    if (appId === '')
        form.problems.push(missingId(form));
    // It is not repeated: it may be the key, or another secret.
    else if (!/^[\w.-]{1,100}$/.test(appId))
        form.problems.push(`'app-id' is neither the id nor the client id of a GitHub App, such as 1234567 or Iv23liAbCdEfGh.`);
    return { appId, privateKey: readKey(form, { text: key, pem: forms.at(-1) ?? '' }, variables) };
}
function checkedToken(form, token, variables) {
    if (token === '')
        form.problems.push(reasonForNoToken(variables));
    if (!/^[\x21-\x7e]*$/.test(token))
        form.problems.push(`'token' has characters that no token has, such as a space or a line break.`);
    return token;
}
function missingId(form) {
    const confused = form.typed('client-id') === ''
        ? ''
        : ` ('client-id' is that of an Azure application; an App's client id goes into 'app-id')`;
    return `'app-private-key' is given, but 'app-id' is missing${confused}; give the id or the client id of the App.`;
}
/** The key in the one form that can be used to sign. */
function readKey(form, { text, pem }, variables) {
    if (text === '') {
        form.problems.push(reasonForEvent('app-private-key', variables) ??
            `'app-id' is given, but 'app-private-key' is empty. A secret that is not set arrives empty.`);
        return '';
    }
    try {
        const key = (0,external_node_crypto_.createPrivateKey)(pem);
        if (key.asymmetricKeyType === 'rsa')
            return key.export({ type: 'pkcs8', format: 'pem' }).toString();
    }
    catch {
        // The error may repeat parts of the key.
    }
    form.problems.push(/ENCRYPTED/.test(pem)
        ? `'app-private-key' is encrypted; give the .pem file as GitHub made it, without a passphrase.`
        : `'app-private-key' is not a PEM-encoded RSA private key; give the whole text of the .pem file that GitHub made, from -----BEGIN to the end of the line with -----END.`);
    return '';
}
const armor = /(-----BEGIN [A-Z ]+-----)([\s\S]*?)(-----END [A-Z ]+-----)/;
/** A key as some stores hand it over, and what it is read as, step by step; the last one is PEM, if the key is one. */
function formsOf(text) {
    const plain = withLineBreaks(text);
    const decoded = armor.test(plain) ? plain : withLineBreaks(Buffer.from(plain, 'base64').toString());
    const [, begin, body = '', end] = armor.exec(decoded) ?? [];
    if (begin === undefined)
        return [plain];
    // A colon belongs to the head of an encrypted key.
    if (body.includes(':'))
        return [plain, decoded];
    const lines = body.trim().split(/\s+/);
    const wrapped = lines.join('').match(/.{1,64}/g) ?? [];
    return [plain, decoded, lines.join('\n'), [begin, ...wrapped, end].join('\n')];
}
/** Some stores write line breaks as \\n or \\r\\n. */
function withLineBreaks(text) {
    return text.replace(/(\\r)?\\n/g, '\n');
}

;// CONCATENATED MODULE: ./src/inputs/reach.ts





/** Reads where GitHub is and how to reach it. What cannot be used becomes a problem of the form. */
function readReach(form, variables, mask) {
    const apiUrl = readApiUrl(form, variables);
    readTrust(form, variables, apiUrl);
    const timeout = form.parsed('timeout', values/* parseDuration */.E9) ?? 0;
    const requestTimeout = form.parsed('request-timeout', values/* parseDuration */.E9) ?? 0;
    const writeInterval = form.parsed('write-interval', values/* parseInterval */.P1) ?? 0;
    return {
        apiUrl,
        access: readAccess(form, variables, mask),
        timeout,
        requestTimeout,
        writeInterval,
        proxy: readProxy(form, variables, mask)
    };
}
/** Reads the organizations; several only where the operation takes them. */
function readOrgs(form, operation) {
    const byApp = form.text('app-id') !== undefined || form.text('app-private-key') !== undefined;
    const given = form.parsed('org', values/* parseList */.E1);
    const lower = (given ?? []).map(org => org.toLowerCase());
    const orgs = (given ?? []).filter((_, index) => lower.indexOf(lower[index] ?? '') === index);
    if (orgs.length === 0 && (given || form.text('org') === undefined))
        form.problems.push(`'org' is empty; give the name of an organization.`);
    for (const org of orgs)
        if (org === src_request/* everywhere */.fC)
            form.problems.push(...everywhereProblems(orgs, byApp));
        else if (!names/* orgName */.O.test(org))
            form.problems.push(`'org' holds '${org}', which is no organization's name.${hintFor(org)}`);
    const several = orgs.includes(src_request/* everywhere */.fC) ? 'is *' : `names ${orgs.length} organizations`;
    if ((orgs.length > 1 || orgs.includes(src_request/* everywhere */.fC)) &&
        operation !== undefined &&
        !src_request/* takingSeveral */.N7.includes(operation))
        form.problems.push(`'org' ${several}; ${operation} takes one organization.`);
    return orgs;
}
/** What was probably meant by a text that is no organization's name. */
function hintFor(text) {
    if (/\s/.test(text))
        return ' Separate names with commas or line breaks.';
    if (text.includes('*'))
        return ' Patterns are not supported here; use * with an App, or list the names.';
    const [name = ''] = text.replace(/^@|^(https?:\/\/)?[^/]+\.[^/]+\/(orgs\/)?/, '').split('/');
    return names/* orgName */.O.test(name) ? ` Write only the name: ${name}.` : '';
}
function everywhereProblems(orgs, byApp) {
    if (!byApp)
        return [
            `'org' is *, but a token does not tell its organizations; name them, or give 'app-id' and 'app-private-key' instead of 'token'.`
        ];
    return orgs.length > 1
        ? [`'org' holds * beside names; * stands for all of the App's organizations alone.`]
        : [];
}
function readApiUrl(form, variables) {
    const given = form.text('github-api-url') ?? (variables['GITHUB_API_URL'] || 'https://api.github.com');
    const url = URL.parse(given);
    const problem = apiUrlProblem(url);
    if (problem)
        form.problems.push(problem);
    return (url?.href ?? '').replace(/\/+$/, '');
}
/** Without certificates anybody on the way could read the token. */
function readTrust(form, variables, apiUrl) {
    if (variables['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0' || (0,fetch/* isLoopback */.U)(URL.parse(apiUrl)?.hostname ?? ''))
        return;
    form.problems.push(`NODE_TLS_REJECT_UNAUTHORIZED is 0, so that anybody on the way could read the token; remove it, and name your own certificate authority in NODE_EXTRA_CA_CERTS.`);
}
function apiUrlProblem(url) {
    const example = 'https://api.github.com, or https://HOST/api/v3 on GitHub Enterprise Server';
    // The value is not repeated: it may hold credentials.
    if (!url || url.username || url.password || url.search || url.hash || !/^https?:$/.test(url.protocol))
        return `'github-api-url' is not the address of a REST API; it must be like ${example}.`;
    if (url.protocol === 'http:' && !(0,fetch/* isLoopback */.U)(url.hostname))
        return `'github-api-url' begins with http:, which would send the token unencrypted; it must be like ${example}.`;
    if (url.hostname === 'github.com')
        return `'github-api-url' is GitHub's website; its REST API is ${example}.`;
    return undefined;
}
function readProxy(form, variables, mask) {
    const text = (variables['https_proxy'] || variables['HTTPS_PROXY'] || '').trim();
    if (text === '')
        return {};
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    for (const password of passwordsIn(url))
        mask(password);
    if (!url || !/^https?:$/.test(url.protocol)) {
        // The value is not repeated: it may hold a password.
        form.problems.push('The variable HTTPS_PROXY is not the address of a proxy; it must be like http://proxy.acme.example:3128.');
        return {};
    }
    return { HTTPS_PROXY: url.href, NO_PROXY: variables['no_proxy'] || variables['NO_PROXY'] || '' };
}
/** As written in the address, and as meant. */
function passwordsIn(url) {
    if (!url?.password)
        return [];
    try {
        return [url.password, decodeURIComponent(url.password)];
    }
    catch {
        return [url.password];
    }
}

// EXTERNAL MODULE: ./src/inputs/spec.ts
var inputs_spec = __nccwpck_require__(7026);
// EXTERNAL MODULE: ./src/inputs/target.ts
var inputs_target = __nccwpck_require__(6656);
;// CONCATENATED MODULE: ./src/inputs/unknown.ts


/** What neighbouring actions call an input. */
const words = {
    org: ['owner', 'organization', 'organizations', 'orgs'],
    'app-private-key': ['private-key'],
    secret: ['password', 'value'],
    'registry-type': ['type'],
    'selected-repositories': ['repositories'],
    token: ['github-token']
};
const meanings = new Map(Object.entries(words).flatMap(([input, others]) => others.map(word => [(0,nearest/* bare */.$B)(word), input])));
/** The inputs that action.yml does not declare, which the runner hands over all the same. */
function unknownInputs(variables) {
    const known = Object.keys(table/* inputs */.Q);
    const variablesOf = new Set(known.map(name => `INPUT_${name.toUpperCase()}`));
    const problems = [];
    const warnings = [];
    for (const variable of Object.keys(variables)) {
        if (!/^INPUT_./.test(variable) || variablesOf.has(variable))
            continue;
        const name = variable.slice('INPUT_'.length).toLowerCase();
        const meant = meanings.get((0,nearest/* bare */.$B)(name)) ?? (0,nearest/* slipOf */.Kj)(name, known);
        const same = `A variable ${variable} in 'env' looks the same.`;
        if (meant)
            problems.push(`Unknown input '${name}'; did you mean '${meant}'? ${same}`);
        else
            warnings.push(`Unknown input '${name}'; it is ignored. ${same}`);
    }
    return { problems, warnings };
}

;// CONCATENATED MODULE: ./src/inputs/read.ts













/** Reads every input once. Nothing is printed before `mask` has been called with each secret. */
async function readRequest(variables, mask) {
    const form = new Form(name => getInput(name, { trimWhitespace: name !== 'secret' }));
    form.add(unknownInputs(variables));
    const operation = form.choice('operation', src_request/* operations */.zU);
    if (operation)
        form.keepTo(operation);
    if (form.text('operation') === undefined)
        form.problems.push(`'operation' is missing; give one of ${src_request/* operations */.zU.join(', ')}.`);
    const reach = readReach(form, variables, mask);
    const orgs = readOrgs(form, operation);
    const spec = (0,inputs_spec/* readSpec */.Ot)(form, mask);
    const allowedHosts = form.parsed('allowed-hosts', values/* parseHosts */.tB);
    const dryRun = form.parsed('dry-run', values/* parseBoolean */.yG) ?? false;
    const parts = { reach, orgs, spec, allowedHosts, dryRun };
    const request = operation && (await assemble(form, { variables, mask }, { operation, ...parts }));
    if (operation) {
        form.warnings.push(...unusedInputs(form, operation));
        if (!dryRun && src_request/* writes */.D3.includes(operation))
            form.add(writingOn(variables));
    }
    const { warnings, notices } = form;
    const problems = form.allProblems();
    if (request && problems.length === 0)
        return { request, warnings, notices };
    return { problems, warnings, notices, ...(operation && { operation }) };
}
/** The request that the inputs amount to. What only some operations need is loaded with them. */
async function assemble(form, lookup, parts) {
    const { operation, reach, orgs, spec, allowedHosts, dryRun } = parts;
    const [org = ''] = orgs;
    switch (operation) {
        case 'list':
            return { operation, reach, orgs };
        case 'get-public-key':
            return { operation, reach, org };
        case 'get': {
            const target = (0,inputs_target/* readTarget */._)(form, operation, spec);
            return target && { operation, reach, org, target };
        }
        case 'delete': {
            const target = (0,inputs_target/* readTarget */._)(form, operation, spec);
            return target && { operation, reach, org, target, dryRun };
        }
        case 'create':
            (0,inputs_spec/* checkSpec */.g3)(form, spec, orgs, check/* checkNew */.jY);
            (0,inputs_spec/* checkHosts */.GZ)(form, spec, allowedHosts);
            return isNew(spec) ? { operation, reach, org, spec, dryRun } : undefined;
        case 'update': {
            const target = (0,inputs_target/* readTarget */._)(form, operation, spec);
            const change = changeOf(spec, target);
            // The address is checked whether it is written or names the registry.
            (0,inputs_spec/* checkSpec */.g3)(form, { ...change, ...(spec.url !== undefined && { url: spec.url }) }, orgs, check/* checkChange */.$_);
            form.problems.push(...(0,check_values/* missingSelection */.re)(change, form.source));
            (0,inputs_spec/* checkHosts */.GZ)(form, spec, allowedHosts);
            if (target && Object.keys(change).length === 0)
                form.problems.push(`There is nothing to update; give at least one field beside those that name the registry. A secret that is not set arrives empty.`);
            return target && { operation, reach, org, target, spec: change, allowedHosts, dryRun };
        }
        case 'apply':
        case 'plan':
        case 'rotate': {
            const { readMany } = await __nccwpck_require__.e(/* import() */ 559).then(__nccwpck_require__.bind(__nccwpck_require__, 4559));
            return readMany(form, lookup, { ...parts, operation });
        }
        case 'export':
            return {
                operation,
                reach,
                org,
                file: (0,manifest_file/* locateManifest */.QM)(form, lookup.variables, { toWrite: true }),
                dryRun
            };
    }
}
function isNew(spec) {
    return spec.registry_type !== undefined && spec.url !== undefined && spec.visibility !== undefined;
}
/** What an update writes: the type never, the address only as a new value beside a name. */
function changeOf({ registry_type: _, url, ...rest }, target) {
    return target && 'name' in target && url !== undefined ? { url, ...rest } : rest;
}
function unusedInputs(form, operation) {
    return Object.entries(table/* inputs */.Q)
        .filter(([, input]) => !input.operations.includes(operation))
        .filter(([name, input]) => form.typed(name) !== '' && form.typed(name) !== input.default)
        .map(([name]) => `'${name}' is not used by ${operation}.`);
}

;// CONCATENATED MODULE: ./src/report/annotations.ts
/** GitHub shows at most ten annotations of a level and step. */
const mostAnnotations = 10;
/** So many problems are told in log and summary; how many more there are is only counted. */
const mostProblems = 100;
/** Annotations of one level, as many as GitHub shows. The last place is kept until all are known. */
function createAnnotations({ annotate, log, more }) {
    const late = [];
    let count = 0;
    return {
        add(item) {
            count++;
            if (count < mostAnnotations)
                return annotate(item);
            late.push(item);
            if (late.length <= mostProblems)
                log(item);
        },
        close() {
            const [only] = late;
            if (only !== undefined)
                annotate(late.length === 1 ? only : more(late.length));
            late.length = 0;
        }
    };
}

;// CONCATENATED MODULE: ./src/report/gate.ts
/** How Node prints bytes: `<Buffer 7b 22>`, `Uint8Array(2) [ 123, 34 ]`, `ArrayBuffer { [Uint8Contents]: <7b 22>, \u2026 }`. */
const bytes = /<\w*Buffer [^>]*>|(?<=Uint8Contents\]: )<[^>]*>|(?<=(?:Array|Buffer)\(\d+\) (?:\[\w+\] )?)\[[^\]]*\]/g;
/** What is printed of an answer may hold a token that nobody knows yet. */
function withoutBytes(text) {
    return text.replace(bytes, '<***>');
}
/**
 * Lets everything that is printed past the report through the same redactor: Node itself prints headers, token
 * included, if NODE_DEBUG is set. A log that nobody takes any more does not end the work.
 */
function guardStreams({ stdout, stderr }, redact) {
    const write = stderr.write.bind(stderr);
    stderr.write = (chunk, ...rest) => {
        const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
        return Reflect.apply(write, undefined, [redact(withoutBytes(text)), ...rest]);
    };
    for (const stream of [stdout, stderr])
        stream.on('error', () => { });
}

;// CONCATENATED MODULE: ./src/report/groups.ts
/** Groups that are printed one after the other, in the order in which they were opened. */
function createGroups(print) {
    const queue = [];
    function begin({ title, lines }) {
        print.start(title);
        for (const line of lines)
            print.info(line);
    }
    /** Closes the first, then prints the next ones, up to one that goes on. */
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
            const member = { title, lines: [], ended: false };
            queue.push(member);
            if (queue[0] === member)
                begin(member);
            return {
                info(line) {
                    if (queue.indexOf(member) > 0)
                        member.lines.push(line);
                    else
                        print.info(line);
                },
                end() {
                    member.ended = true;
                    advance();
                }
            };
        },
        flush() {
            for (const member of queue)
                member.ended = true;
            advance();
        }
    };
}

// EXTERNAL MODULE: ./src/report/lines.ts
var lines = __nccwpck_require__(2365);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./src/report/plain-file.ts


/** What a system lacks, such as Windows, is looked at before instead. */
const { O_CREAT, O_WRONLY, O_RDONLY } = external_node_fs_.constants;
const notThroughLinks = external_node_fs_.constants.O_NOFOLLOW ?? 0;
const foldersOnly = external_node_fs_.constants.O_DIRECTORY ?? 0;
/** A pipe that nobody reads would be waited for. */
const atOnce = external_node_fs_.constants.O_NONBLOCK ?? 0;
/** Writes a regular file below a folder, `way` with slashes. Throws if anything on the way is a link, even if it became one just now. */
function writePlainFile(folder, way, text) {
    const opened = [];
    const open = (path, flags) => {
        const file = (0,external_node_fs_.openSync)(path, flags, 0o666);
        opened.push(file);
        return file;
    };
    try {
        const names = way.split('/');
        const last = names.pop() ?? '';
        const enter = (path, flags) => foldersOnly ? inside(path, open(path, O_RDONLY | foldersOnly | flags)) : path;
        let at = enter(folder, 0);
        for (const name of names) {
            const path = (0,external_node_path_.join)(at, name);
            mkdirUnlessThere(path);
            refuseUnless(path, 'isDirectory');
            at = enter(path, notThroughLinks);
        }
        const path = (0,external_node_path_.join)(at, last);
        if ((0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false }))
            refuseUnless(path, 'isFile');
        const file = open(path, O_WRONLY | O_CREAT | notThroughLinks | atOnce);
        const found = (0,external_node_fs_.fstatSync)(file);
        if (!found.isFile() || found.nlink > 1)
            throw new Error('it is a link, or no regular file.');
        (0,external_node_fs_.ftruncateSync)(file);
        (0,external_node_fs_.writeFileSync)(file, text);
    }
    finally {
        for (const file of opened.reverse())
            (0,external_node_fs_.closeSync)(file);
    }
}
/** An open folder by its handle, where the system has names for handles: then it does not matter what its path has become. */
function inside(path, handle) {
    const name = `/proc/self/fd/${handle}`;
    return (0,external_node_fs_.existsSync)(name) ? name : path;
}
function mkdirUnlessThere(path) {
    try {
        (0,external_node_fs_.mkdirSync)(path);
    }
    catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
            throw error;
    }
}
function refuseUnless(path, kind) {
    if (!(0,external_node_fs_.lstatSync)(path)[kind]())
        throw new Error('there is a link on its way, or what is no regular file.');
}

;// CONCATENATED MODULE: ./src/report/needles.ts
/** Of 128 KiB of bits, thousands of needles set one in a hundred. */
const hashBits = 20;
/**
 * No needles yet. Ordinary text is passed by with one look at a bit for each digit: only where `mayBegin(bits, 0x6e706d5f)`
 * says that some needle may begin with `npm_`, the tree of needles is walked.
 */
function createNeedles(first) {
    const bits = new Uint32Array(2 ** hashBits / 32);
    const beginnings = new Set();
    const root = branch();
    return {
        add(needle) {
            const hash = hashOf(first(needle));
            bits[hash >>> 5] = bits[hash >>> 5] | (1 << hash);
            beginnings.add(first(needle));
            insert(root, needle, 0);
        },
        bits,
        longest: (first, next) => (beginnings.has(first) ? longestOf(root, next) : 0)
    };
}
/** Whether a needle may begin with these digits, as one number. One that does is never missed. */
function mayBegin(bits, first) {
    const hash = hashOf(first);
    return ((bits[hash >>> 5] >>> hash) & 1) === 1;
}
function hashOf(first) {
    return Math.imul(first, 0x9e3779b1) >>> (32 - hashBits);
}
function branch() {
    return { ends: false, next: new Map() };
}
function insert(root, needle, from) {
    let at = root;
    for (let index = from; index < needle.length; index++) {
        const digit = needle[index];
        const there = at.next.get(digit);
        if (!there) {
            at.next.set(digit, needle);
            return;
        }
        const inner = there instanceof Uint8Array ? branch() : there;
        if (there instanceof Uint8Array) {
            if (Buffer.compare(there, needle) === 0)
                return;
            at.next.set(digit, inner);
            insert(inner, there, index + 1);
        }
        at = inner;
    }
    at.ends = true;
}
function longestOf(root, next) {
    let length = 0;
    let at = root;
    for (let depth = 1;; depth++) {
        const there = at.next.get(next());
        if (!there)
            return length;
        if (there instanceof Uint8Array) {
            for (let index = depth; index < there.length; index++)
                if (next() !== there[index])
                    return length;
            return there.length;
        }
        if (there.ends)
            length = depth;
        at = there;
    }
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
/** Needles in such digits; none yet. */
function createNeedlesIn({ bits, width }) {
    return createNeedles(needle => needle.subarray(0, width).reduce((first, digit) => (first << bits) | digit, 0));
}
/** The digits of a text, without what is between them. */
function digitsIn(text, { values }) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at++)
        bytes[at] = values[bytes[at]];
    return bytes;
}
/**
 * Finds needles and text that are written in digits, whatever is between these. Where the text begins is not known, so a
 * byte may begin at each digit: of `/aHVudGVy` all of `/aHV udGV y`, `aHVu dGVy`, `HVud GVy` and `Vud GVy` are decoded,
 * and only the second one is text, `hunter`. Each digit ends a group of one of these ways.
 */
function findIn({ bytes, origin }, digits, needles) {
    const { bits, width, values } = digits;
    const places = [];
    const texts = createTexts(bytes, digits);
    const mask = maskOf(bits);
    const beginnings = needles.bits;
    let [register, count] = [0, 0];
    for (let at = 0; at < bytes.length; at++) {
        const value = bits === 4 ? valueAt(bytes, at, digits) : values[bytes[at]];
        if (value === blank)
            continue;
        register = (register << bits) | value;
        count = value === neither ? 0 : count + 1;
        const first = register & mask;
        if (count >= width && isText(first, bits))
            texts.add(at, count);
        if (count >= width && mayBegin(beginnings, first))
            places.push(...placesAt(bytes, at, digits, needles, first).map(origin));
    }
    return { places, text: texts.view(origin) };
}
/** For so many bits in the first digits of needles: 24 in base64, and 32. */
function maskOf(bits) {
    return bits === 6 ? 0xffffff : -1;
}
/** The place of the longest needle whose first digits end there. */
function placesAt(bytes, last, digits, needles, first) {
    const start = digitBefore(bytes, last, digits.width - 1, digits);
    const length = needles.longest(first, readerOf(bytes, start, digits).next);
    if (length === 0)
        return [];
    const reader = readerOf(bytes, start, digits);
    for (let left = length; left > 0; left--)
        reader.next();
    const place = { start, end: reader.end };
    return [digits === base64 ? withNeighbours(bytes, place, place.end - start > length) : place];
}
/** In base64 the digits on both sides hold bits of the secret and of what stands beside it. In lines, they may be in the next one. */
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
/** With how many bytes a character begins in UTF-8; 0 for what is in no text in which something is encoded once more. */
const textBytes = new Uint8Array(256)
    .fill(1, 0x20, 0x7f)
    .fill(2, 0xc2, 0xe0)
    .fill(3, 0xe0, 0xf0)
    .fill(4, 0xf0, 0xf5);
for (const sign of '\t\r\n')
    textBytes[sign.charCodeAt(0)] = 1;
/** In less text than this no needle can be encoded. */
const shortestText = 6;
/** So many bytes before the first ones that are surely text may be text too. */
const lead = 48;
/** Whether the first digits may be text: in base64, as which all words can be read, three bytes of ASCII; in hex four of any. */
function isText(first, bits) {
    if (bits === 8 || (bits === 6 && (first & 0x808080) !== 0))
        return false;
    const others = isSign(first & 0xff) && isSign((first >>> 8) & 0xff) && isSign((first >>> 16) & 0xff);
    return others && (bits === 6 || isSign(first >>> 24));
}
function isSign(byte) {
    return byte >= 0x80 || textBytes[byte] === 1;
}
/** How many bytes a character has from this one on, if so many are due; 0 where it is in no text. */
function restOf(byte, due) {
    if (due === 0)
        return textBytes[byte];
    return byte >>> 6 === 2 ? due : 0;
}
/** Collects all text that is written in digits. */
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
    /** Decodes until something is no text any more, from the last such place within so many bytes on. */
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
            const [fewer, earlier] = [text, starts];
            text = new Uint8Array(2 * length + 256);
            text.set(fewer);
            starts = new Uint32Array(2 * length + 256);
            starts.set(earlier);
        }
        text[length] = byte;
        starts[length++] = start;
    }
    /** Where the byte ends whose digits begin there: each has bits of two. */
    function byteEnd(start) {
        const reader = readerOf(bytes, start, digits);
        reader.next();
        reader.next();
        return bits === 6 ? withPadding(bytes, reader.end) : reader.end;
    }
}
/** Reads one digit after another; what is none, or the end, ends them. */
function readerOf(bytes, start, digits) {
    const reader = { end: start, next };
    return reader;
    function next() {
        while (reader.end < bytes.length && valueAt(bytes, reader.end, digits) === blank)
            reader.end++;
        return reader.end < bytes.length ? valueAt(bytes, reader.end++, digits) : neither;
    }
}
/** The digit so many before the one there. */
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

// EXTERNAL MODULE: ./src/report/sanitise.ts
var sanitise = __nccwpck_require__(6158);
;// CONCATENATED MODULE: ./src/report/escapes.ts

/** An escape of a URL, of JSON or another language, or of XML. */
const anyEscape = /^(?:(?:%|\\x)([\da-f]{2})|[\\%]u([\da-f]{4})(?:[\\%]u(d[c-f][\da-f]{2}))?|\\u\{0*([\da-f]{1,6})\}|&#0*(\d{1,7});?|&#x0*([\da-f]{1,6});?|&(amp|lt|gt|quot|apos);|\\([nrtbfv"'`/\\]))/i;
const named = {
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
    ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }
};
/** The longest escape that is looked for: numbers may begin with zeros. */
const longest = 24;
/**
 * A text without one layer of escapes, of all kinds at once: of `%25\u0042&#67;` that is `%BC`. Characters that nobody
 * sees are left out too. Undefined if there is neither.
 */
function unescaped({ bytes, origin }) {
    const into = Buffer.allocUnsafe(bytes.length);
    // Of each escape: where its meaning begins and ends in the new text, where it begins and ends in the old one.
    const escapes = [];
    let [length, done] = [0, 0];
    for (let at = 0; at < bytes.length; at++) {
        const width = widths[bytes[at]];
        if (width === 0)
            continue;
        const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(width, bytes.length - at));
        const found = width === longest ? escapeIn(text.toString('latin1')) : invisibleIn(text.toString());
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
/** A text with spaces where forms write `+`. Undefined if there is none. */
function withSpaces({ bytes, origin }) {
    return bytes.includes(0x2b)
        ? { bytes: bytes.map(byte => (byte === 0x2b ? 0x20 : byte)), origin }
        : undefined;
}
/** How many bytes are read where one of these stands: an escape, or a character that may be invisible. */
const widths = new Uint8Array(256);
for (const sign of '%\\&')
    widths[sign.charCodeAt(0)] = longest;
for (const [first, width] of [
    [0xd8, 2],
    [0xe2, 3],
    [0xef, 3]
])
    widths[first] = width;
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
    return (0,sanitise/* withoutInvisible */.OT)(character) === ''
        ? { length: Buffer.byteLength(character), meaning: Buffer.of() }
        : undefined;
}
/** The place of a byte before the escapes were resolved. */
function oldPlace(escapes, at) {
    let [low, high] = [0, escapes.length / 4];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (escapes[4 * middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    const [, newEnd = 0, start = 0, end = 0] = escapes.slice(Math.max(4 * low - 4, 0), 4 * low);
    return at < newEnd ? { start, end } : { start: end + at - newEnd, end: end + at - newEnd + 1 };
}

;// CONCATENATED MODULE: ./src/report/redact.ts



/** What stands where a secret stood. */
const redact_hidden = '***';
/** Shorter pieces are too common in ordinary words to be hidden. */
const shortest = 4;
/** As how many characters one of a secret is written at most where a long text is cut. */
const longestDigit = 16;
/** How many encodings may lie over one another. */
const mostLayers = 6;
/**
 * A redactor that hides nothing yet. It does not know how a secret would be encoded: it decodes the text, and looks for
 * the secret in all that comes out. The text stays as it is, but for the places from which the secret came.
 *
 * With `hunter2` hidden, in `{"url":"%2Fdns%2fhunter%32"}` the escapes are resolved to `{"url":"/dns/hunter2"}`. There
 * the secret has the place 15 to 22, which came from 19 to 28: the text becomes `{"url":"%2Fdns%2f***"}`.
 */
function createRedactor() {
    const sets = [plain, base64, hex].map(digits => ({ digits, needles: createNeedlesIn(digits) }));
    let longest = 0;
    return {
        hide(value) {
            if (linesOf(value).length > 0)
                longest = Math.max(longest, value.length);
            for (const { digits, needles } of sets)
                for (const needle of needlesOf(value, digits))
                    needles.add(needle);
        },
        redact(text, most = Number.POSITIVE_INFINITY) {
            if (longest === 0 || text.length < shortest)
                return text.slice(0, most);
            // A secret that begins before the cut is hidden whole, whatever is behind it.
            const bytes = Buffer.from(text.slice(0, most + longest * longestDigit));
            const places = placesIn({ bytes, origin: place => place }, sets, mostLayers);
            return withoutPlaces(text.slice(0, most), bytes, places);
        }
    };
}
/** Where needles stand in the text that a view comes from: as they are, or with so many encodings over them. */
function placesIn(view, sets, layers) {
    const found = sets.map(({ digits, needles }) => findIn(view, digits, needles));
    const texts = layers === 0 ? [] : [unescaped(view), withSpaces(view), ...found.map(({ text }) => text)];
    const inner = texts.map(text => (text ? placesIn(text, sets, layers - 1) : []));
    return [...found.map(({ places }) => places), ...inner].flat();
}
/** The text, which the bytes begin with, with one sign for each place, and one for all that overlap. */
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
/** The lines of a secret that can be told from ordinary words, the whole first. */
function linesOf(secret) {
    return [...new Set([secret, ...secret.split(/\r\n|\r|\n/)])].filter(isLong);
}
function isLong(text) {
    return text.trim().length >= shortest;
}
/** What is looked for of a value among such digits. */
function needlesOf(value, digits) {
    const lines = linesOf(value);
    const texts = new Set(lines.flatMap(line => [line, line.trim(), asNumber(line)]).filter(isLong));
    const needles = [...texts].flatMap(text => {
        const bytes = Buffer.from(text);
        if (bytes.length === text.length)
            return [bytes, ...withoutEscapes(bytes)];
        // A server may take bytes for characters, and characters for bytes.
        const taken = [Buffer.from(bytes.toString('latin1')), Buffer.from(text, 'latin1')];
        return [bytes, ...taken, ...withoutEscapes(bytes)];
    });
    if (digits === plain)
        return needles;
    if (digits === base64)
        return needles.flatMap(base64In);
    const sums = lines.map(line => (0,external_node_crypto_.createHash)('sha256').update(line).digest());
    return [...needles, ...sums].map(bytes => digitsIn(bytes.toString('hex'), hex));
}
/** Where base64 begins and ends within other base64, it cannot be decoded; so base64 of base64 is looked for too. */
function base64In(bytes) {
    const encoded = [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
    return [bytes, ...new Set(encoded)].flatMap(text => base64Of(Buffer.from(text)));
}
/** The digits that do not depend on what is before and after the bytes, in each way in which base64 can hold them. */
function base64Of(bytes) {
    return [0, 1, 2].map(shift => {
        const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
        const inner = whole.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
        return digitsIn(inner, base64);
    });
}
/** How a number is written that was read from JSON. */
function asNumber(text) {
    return /^[-+\d.e]+$/i.test(text) ? String(Number(text)) : '';
}
/** A secret may have escapes itself, which are resolved together with those over them. */
function withoutEscapes(bytes) {
    const inner = unescaped({ bytes, origin: place => place })?.bytes;
    return inner && isLong(Buffer.from(inner).toString()) ? [Buffer.from(inner), ...withoutEscapes(inner)] : [];
}

;// CONCATENATED MODULE: ./src/report/shown.ts
/** No sentence is longer; what a server says may be. */
const longestSentence = 64 * 1024;
/** The result without the secrets that GitHub's own text may contain. Whatever is written is made from this one. */
function shownResult(result, redact) {
    const same = {
        problems: result.problems.map(problem => shownSentence(problem, redact)),
        ...(result.leftOut && { leftOut: result.leftOut.map(text => redact(text)) })
    };
    switch (result.operation) {
        case 'none':
            return { ...result, ...same };
        case 'list':
            return { ...result, ...same, lists: result.lists.map(list => redactIn(list, redact)) };
        case 'get':
            return { ...result, ...same, ...foundIn(result, redact) };
        case 'get-public-key':
            return { ...result, ...same, ...(result.key && { key: redactIn(result.key, redact) }) };
        case 'create':
        case 'update':
        case 'delete':
        case 'apply':
        case 'plan':
        case 'rotate':
            return {
                ...result,
                ...same,
                outcomes: result.outcomes.map(outcome => shownOutcome(outcome, redact)),
                ...foundIn(result, redact)
            };
        case 'export': {
            const { org, manifest, file } = result;
            return { ...result, ...same, ...redactIn({ org, file, ...(manifest && { manifest }) }, redact) };
        }
    }
}
/** The sentence without secrets, in its text and in the name of its file. */
function shownSentence(sentence, redact) {
    if (typeof sentence === 'string')
        return redact(sentence, longestSentence);
    const { text, place } = sentence;
    return { text: redact(text, longestSentence), place: { ...place, file: redact(place.file) } };
}
function foundIn({ found }, redact) {
    return found ? { found: { org: found.org, registry: redactIn(found.registry, redact) } } : {};
}
/** Only what comes from GitHub or the user: action, status and fields are this action's own words. */
function shownOutcome(outcome, redact) {
    const { name, registry_type, url, reason, updated_at, details } = outcome;
    return {
        ...outcome,
        ...redactIn({ name, registry_type, url }, redact),
        ...(reason !== undefined && { reason: redact(reason, longestSentence) }),
        ...(updated_at !== undefined && { updated_at: redact(updated_at) }),
        ...(details && { details: details.map(detail => shownDetail(detail, redact)) })
    };
}
function shownDetail({ field, ...values }, redact) {
    return { field, ...redactIn(values, redact) };
}
/** The same value with every text in it redacted, and every number that would be as a text. */
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
        return Object.fromEntries(Object.entries(part).map(([key, item]) => [redact(key), walk(item)]));
    };
    return walk(value);
}

;// CONCATENATED MODULE: ./src/report/report.ts










const loadTold = () => __nccwpck_require__.e(/* import() */ 577).then(__nccwpck_require__.bind(__nccwpck_require__, 5577));
/** The report of this step. The outputs go to a file that the runner names in GITHUB_OUTPUT. */
function createReport({ outputFile }) {
    const redactor = createRedactor();
    guardStreams(process, redactor.redact);
    const clean = (text) => (0,sanitise/* sanitise */.tB)(redactor.redact(text, longestSentence));
    const info = (line) => core_info(clean(line));
    const groups = createGroups({ start: title => startGroup(clean(title)), info, end: endGroup });
    const warnings = annotations('warning');
    const notices = annotations('notice');
    function annotate(say, sentence, end = '') {
        const place = typeof sentence === 'string' ? undefined : sentence.place;
        const where = place && { file: clean(place.file), startLine: place.line, startColumn: place.column };
        say(`${clean((0,registries_problem/* textOf */.b6)(sentence))}${end}`, where);
    }
    function annotations(level) {
        return createAnnotations({
            annotate: sentence => annotate(level === 'warning' ? warning : notice, sentence),
            log: sentence => info(`${level === 'warning' ? 'Warning' : 'Notice'}: ${(0,registries_problem/* textOf */.b6)(sentence)}`),
            more: count => `And ${count} more ${level}s, ${count < mostProblems ? 'in the log above' : `of which the log above has the first ${mostProblems}`}.`
        });
    }
    function fail(problems, unshown = 0) {
        groups.flush();
        if (problems.length > 0)
            process.exitCode = 1;
        for (const problem of problems.slice(0, mostAnnotations - 1))
            annotate(error, problem);
        const [tenth, ...rest] = problems.slice(mostAnnotations - 1);
        if (tenth !== undefined)
            annotate(error, tenth, moreErrors(rest.length, unshown));
        for (const problem of rest)
            info((0,registries_problem/* textOf */.b6)(problem));
        if (unshown > 0)
            info(`And ${unshown} more problems.`);
    }
    async function finish(result) {
        groups.flush();
        const whole = withFile(result, redactor.redact);
        const unshown = Math.max(0, whole.problems.length - mostProblems);
        const problems = whole.problems.slice(0, mostProblems);
        const shown = shownResult({ ...whole, problems }, redactor.redact);
        const { toldOf } = await loadTold();
        const tooLong = [];
        const { lines, outputs, summary } = toldOf(shown, unshown, sentence => tooLong.push(sentence));
        for (const line of lines)
            info(line);
        fail(shown.problems, unshown);
        for (const sentence of tooLong)
            warnings.add(sentence);
        try {
            // Without the file, the toolkit would print them as commands of long ago.
            if (!outputFile && Object.keys(outputs).length > 0)
                throw new Error('the variable GITHUB_OUTPUT is not set.');
            for (const [name, value] of Object.entries(outputs))
                setOutput(name, value);
        }
        catch (error) {
            fail([`The outputs could not be written: ${messageOf(error)}`]);
        }
        try {
            await summary_summary.addRaw(summary, true).write();
        }
        catch (error) {
            warnings.add(`The job summary could not be written: ${messageOf(error)}`);
        }
        warnings.close();
        notices.close();
    }
    return {
        mask(secret) {
            redactor.hide(secret);
            // The runner complains of a mask that is only white space.
            const masks = [secret, ...linesOf(secret)].filter(line => line.trim() !== '');
            for (const mask of new Set(masks))
                core_setSecret(mask);
        },
        hide: redactor.hide,
        sent() {
            // What cannot be loaded is a failure in the end, and no reason to stop what is under way.
            loadTold().catch(() => { });
        },
        shown: value => redactIn(value, redactor.redact),
        info,
        warning: warnings.add,
        notice: notices.add,
        remark(remarks) {
            for (const notice of remarks.notices)
                notices.add(notice);
            for (const warning of remarks.warnings)
                warnings.add(warning);
        },
        organization(org) {
            const group = groups.open(org);
            return {
                tell(outcome, { done, total, timeLeft }) {
                    if (outcome.action !== 'keep')
                        group.info((0,lines/* progressLine */.oz)(done, total, shownOutcome(outcome, redactor.redact), timeLeft));
                },
                end: group.end
            };
        },
        finish,
        crash(error) {
            fail([(0,registries_problem/* defectOf */.Lh)(error)]);
            warnings.close();
            notices.close();
        }
    };
}
/** What the last error says of those that have no annotation. */
function moreErrors(inLog, unshown) {
    if (inLog + unshown === 0)
        return '';
    const where = unshown > 0 ? `of which the log below has the first ${inLog}` : 'in the log below';
    return ` (And ${inLog + unshown} more, ${where}.)`;
}
/** Writes the manifest of an export. One that cannot be written is a problem, and still an output. */
function withFile(result, redact) {
    if (result.operation !== 'export' || !result.file || result.manifest === undefined || result.dryRun)
        return result;
    const { path, workspace } = result.file;
    try {
        writePlainFile(workspace, path, redact(result.manifest));
        return result;
    }
    catch (error) {
        const { file: _, ...rest } = result;
        const problem = `The manifest could not be written to ${path}: ${messageOf(error)}`;
        return { ...rest, file: undefined, problems: [...result.problems, problem] };
    }
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./src/main.ts





/**
 * Runs one step: reads what is asked for, does it, and reports. Whatever was not foreseen stops the work like a
 * cancelled run, so that tokens are revoked, and what was written until then is reported.
 */
async function main(clock = systemClock) {
    const report = createReport({ outputFile: process.env['GITHUB_OUTPUT'] });
    const stop = new AbortController();
    const defects = [];
    const { promise: stuck, reject: giveUp } = Promise.withResolvers();
    stuck.catch(() => { });
    // Node would cut a long reason of a rejection, and a secret in it could not be recognised any more.
    for (const event of ['uncaughtException', 'unhandledRejection'])
        process.on(event, (error) => {
            defects.push(error);
            stop.abort();
            clock.sleep(longestEnd, new AbortController().signal).then(() => giveUp(error), () => { });
        });
    const wrote = [];
    let asked = {};
    try {
        const reading = await readRequest(process.env, report.mask);
        report.remark(reading);
        asked = 'request' in reading ? reading.request : reading;
        const work = 'request' in reading ? operateOn(reading.request) : failed(asked, reading.problems);
        const result = await Promise.race([work, stuck]);
        await report.finish({ ...result, problems: [...defects.splice(0).map(registries_problem/* defectOf */.Lh), ...result.problems] });
    }
    catch (error) {
        const [cause = error] = defects.splice(0);
        const more = wrote.length > 0 ? ` 'changes' has what was written until then.` : '';
        await report.finish(failed(asked, [(0,registries_problem/* defectOf */.Lh)(cause) + more], wrote)).catch(report.crash);
    }
    for (const error of defects)
        report.crash(error);
    async function operateOn(request) {
        const { operate } = await Promise.all(/* import() */[__nccwpck_require__.e(82), __nccwpck_require__.e(342)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3609));
        const cancelled = cancellation(stop, () => report.warning('The run is cancelled: nothing more is begun.'));
        const log = { ...report, wrote: (outcome) => void wrote.push(outcome) };
        return operate(request, { clock, cancelled }, log);
    }
}
/** Ends the process once all that was printed has left it, whatever is still open; until then a signal ends it. */
function end() {
    for (const signal of signals)
        process.removeAllListeners(signal);
    process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}
/** How long the work may take to stop after what was not foreseen, in milliseconds: a write, then revocations. */
const longestEnd = 8000;
const systemClock = {
    now: () => Date.now(),
    sleep: (milliseconds, signal) => (0,promises_namespaceObject.setTimeout)(milliseconds, undefined, { signal })
};
// Where others send SIGTERM, Windows' runner sends SIGBREAK: 7.5 seconds after SIGINT, 2.5 before it kills the process.
const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK'];
/** Aborted when the runner cancels the step; the same signal again ends the process at once, as signals do. */
function cancellation(stop, tell) {
    const cancel = () => {
        if (!stop.signal.aborted)
            tell();
        stop.abort();
    };
    for (const signal of signals)
        process.once(signal, cancel);
    return stop.signal;
}
/** The result of what could not be understood, or was not foreseen. */
function failed({ operation, dryRun = false }, problems, outcomes = []) {
    if (!isChanging(operation))
        return { operation: 'none', problems };
    const changed = outcomes.some(({ status }) => status === 'done' || status === 'unknown');
    return { operation, dryRun, changed, outcomes, problems };
}
function isChanging(operation) {
    return operation !== undefined && (src_request/* writes */.D3.includes(operation) || operation === 'plan');
}


/***/ }),

/***/ 5279:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C0: () => (/* binding */ faultOfHost),
/* harmony export */   GV: () => (/* binding */ withScheme),
/* harmony export */   Hn: () => (/* binding */ holdsCredentials),
/* harmony export */   P7: () => (/* binding */ hostFault),
/* harmony export */   _k: () => (/* binding */ withResolvedHosts),
/* harmony export */   oU: () => (/* binding */ hostFields),
/* harmony export */   xT: () => (/* binding */ characterText)
/* harmony export */ });
/* unused harmony exports faultOfAddress, isOnHost */
/* harmony import */ var _token_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4722);

/** The fields of a registry that name a host. */
const hostFields = ['url', 'api_host'];
/** What is said of an address that holds credentials. */
const holdsCredentials = 'holds a user name or a password';
/** What is wrong with an address, to be said after its name; nothing if it is good. It does not repeat the value, which may hold credentials. */
function faultOfAddress(text) {
    const url = URL.parse(text);
    // Some readers take a backslash for a slash, others do not.
    const [, authority] = /^https?:\/\/([^/?#\\]*)/i.exec(text) ?? [];
    if (url && (url.username || url.password || authority?.includes('@')))
        return holdsCredentials;
    if (url && authority !== undefined && !isResolved(authority, url))
        return `has a host that is resolved as ${url.hostname}; write it in that form, if it is the one that is meant`;
    const [odd] = /[\\<>"|^`{}[\]\p{C}\p{Z}]/u.exec(text.replace(/^(https?:\/\/)\[[\da-f:.]+\]/i, '$1')) ?? [];
    if (odd !== undefined)
        return `is not a complete address: it holds ${characterText(odd)}, which no address may hold`;
    if (url && authority !== undefined)
        return undefined;
    const meant = addressMeantBy(text);
    return meant
        ? `is not a complete address: https:// is missing; write ${meant}, if that is meant`
        : 'is not a complete address that begins with https:// or http://, such as https://npm.acme.example';
}
/** What is wrong with the value of a field that names a host. The host of an API may stand there with or without a scheme. */
function faultOfHost(field, text) {
    if (field === 'url')
        return faultOfAddress(text);
    return faultOfAddress(withScheme(text))?.replace('a complete address', 'a host or a complete address');
}
/** A character in words, also one that nobody sees. */
function characterText(character) {
    if (character === ' ')
        return 'a space';
    const code = Number(character.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0');
    if (/\p{Cc}/u.test(character))
        return `the control character U+${code}`;
    return /[\p{C}\p{Z}]/u.test(character) ? `the character U+${code}` : `'${character}'`;
}
/** An address as it is meant: one that GitHub shows without a scheme is https. */
function withScheme(text) {
    return text === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`;
}
/** Whether an address is on one of these hosts; `*.acme.example` is every host below it, `host:port` only that port. */
function isOnHost(url, allowed) {
    const port = url.port || (url.protocol === 'http:' ? '80' : '443');
    return allowed.some(pattern => {
        const host = pattern.includes(':') ? `${url.hostname}:${port}` : url.hostname;
        return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
    });
}
/** What is to be said after the name of a good address or host that is on none of the allowed hosts. */
function hostFault(text, allowed) {
    const url = URL.parse(withScheme(text));
    if (!url || isOnHost(url, allowed))
        return undefined;
    return `is on ${url.host}, which is not in 'allowed-hosts' (${allowed.join(', ')})`;
}
/** Text in which the host of every address has the form in which it is resolved. */
function withResolvedHosts(text) {
    return text.replace(/\b([a-z][a-z\d+.-]{0,20}:\/\/)([^/?#\s]*)/gi, (whole, scheme, authority) => {
        const url = URL.parse(whole);
        const host = authority.slice(authority.lastIndexOf('@') + 1);
        if (!url || authority.includes('\\') || isResolved(host, url))
            return whole;
        return `${scheme}${authority.slice(0, -host.length)}${url.host}`;
    });
}
/** Whether the host before a path stands there as it is resolved, case aside. Some letters are lower-cased to ASCII. */
function isResolved(authority, { hostname }) {
    const host = authority.replace(/:\d*$/, '');
    return /^[\x21-\x7e]+$/.test(host) && host.toLowerCase() === hostname;
}
/** The good address that one without a scheme probably stands for. A query is not repeated, nor what may be a secret. */
function addressMeantBy(text) {
    const [, host = '', port = ''] = /^(?:\/\/)?([^/?#:@]+)(:\d+)?(?:\/[^?#]*)?$/.exec(text) ?? [];
    const isHost = host.includes('.') || host === 'localhost' || port !== '';
    if (!isHost || (0,_token_js__WEBPACK_IMPORTED_MODULE_0__/* .looksLikeToken */ .N)(text))
        return undefined;
    const address = withScheme(text);
    return faultOfAddress(address) === undefined ? address : undefined;
}


/***/ }),

/***/ 7590:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M5: () => (/* binding */ strayHostsOf),
/* harmony export */   Xj: () => (/* binding */ checkValues),
/* harmony export */   hc: () => (/* binding */ strayHosts),
/* harmony export */   l: () => (/* binding */ hostFieldProblems),
/* harmony export */   re: () => (/* binding */ missingSelection)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5279);

/** GitHub ends Actions secrets at 48 KB; where registries end is not documented, so nothing larger is sent. */
const longestSecret = 48 * 1024;
/** Checks the values that a spec has, whatever its auth type: address, secret and selected repositories. */
function checkValues(spec, source) {
    return {
        problems: [
            ...hostFieldProblems(spec, source),
            ...secretProblems(spec, source),
            ...selectionProblems(spec, source)
        ],
        warnings: [...urlWarnings(spec, source), ...secretWarnings(spec, source)]
    };
}
/** What is wrong with the fields that name a host. */
function hostFieldProblems(spec, source) {
    return _address_js__WEBPACK_IMPORTED_MODULE_0__/* .hostFields */ .oU.flatMap(field => {
        const fault = spec[field] === undefined ? undefined : (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .faultOfHost */ .C0)(field, spec[field]);
        if (fault === undefined)
            return [];
        const instead = fault === _address_js__WEBPACK_IMPORTED_MODULE_0__/* .holdsCredentials */ .Hn
            ? `; give them as '${source.spell('username')}' and '${source.spell('secret')}'`
            : '';
        return [source.say(field, `'${source.spell(field)}' ${fault}${instead}.`)];
    });
}
/** What is to be said of the fields that name a host, if that is none of the allowed ones. */
function strayHosts(spec, source, allowed) {
    return _address_js__WEBPACK_IMPORTED_MODULE_0__/* .hostFields */ .oU.flatMap(field => {
        const text = spec[field];
        const fault = text === undefined || (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .faultOfHost */ .C0)(field, text) ? undefined : (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .hostFault */ .P7)(text, allowed);
        return fault ? [source.say(field, `'${source.spell(field)}' ${fault}.`)] : [];
    });
}
/**
 * What is to be said of the hosts that GitHub shows of a registry, whose secret or fields would be written, as far as
 * no others are `given`. What is shown is judged like what is typed.
 */
function strayHostsOf(registry, given, allowed) {
    if (!allowed)
        return [];
    return _address_js__WEBPACK_IMPORTED_MODULE_0__/* .hostFields */ .oU.flatMap(field => {
        const shown = registry[field];
        if (given[field] !== undefined || (field !== 'url' && !shown))
            return [];
        if (typeof shown !== 'string' || shown === '')
            return [
                `This server does not show at which address ${registry.name} is, so 'allowed-hosts' cannot be held.`
            ];
        const called = field === 'url' ? registry.name : `The ${field} of ${registry.name}`;
        const fault = (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .faultOfHost */ .C0)(field, (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .withScheme */ .GV)(shown));
        if (fault)
            return [
                `The ${field} of ${registry.name} that GitHub shows ${fault}, so 'allowed-hosts' cannot be held.`
            ];
        const stray = (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .hostFault */ .P7)(shown, allowed);
        return stray ? [`${called} ${stray}.`] : [];
    });
}
function urlWarnings({ url: text, registry_type }, source) {
    const url = URL.parse(text ?? '');
    if (!url)
        return [];
    const warnings = [];
    if (url.protocol === 'http:')
        warnings.push(`'${source.spell('url')}' begins with http://: packages and credentials for ${url.host} travel unencrypted.`);
    // https://github.com/github/docs/issues/43571
    if (registry_type === 'nuget_feed' &&
        url.host === 'nuget.pkg.github.com' &&
        !url.pathname.endsWith('/index.json'))
        warnings.push(`'${source.spell('url')}' is not the feed's own address; GitHub Packages needs https://nuget.pkg.github.com/OWNER/index.json.`);
    return warnings.map(text => source.say('url', text));
}
function secretProblems({ secret }, source) {
    if (!secret)
        return [];
    if (secret.trim() === '')
        return [source.say('secret', `'${source.spell('secret')}' holds nothing but white space.`)];
    if (!secret.isWellFormed())
        return [
            source.say('secret', `'${source.spell('secret')}' holds half of a character (a surrogate alone), which cannot be sealed as it is.`)
        ];
    const bytes = Buffer.byteLength(secret);
    if (bytes <= longestSecret)
        return [];
    return [
        source.say('secret', `'${source.spell('secret')}' is too long; the most is ${longestSecret} bytes (48 KB).`)
    ];
}
function secretWarnings({ secret, username }, source) {
    if (!secret)
        return [];
    const warnings = [];
    if (!/^[\x20-\x7e]*$/.test(secret))
        warnings.push(`'${source.spell('secret')}' has characters outside printable ASCII, such as a line break or an umlaut; code scanning does not use such a registry.`);
    if (/^(ghp_|github_pat_)/.test(secret) && !username)
        warnings.push(`'${source.spell('secret')}' is a GitHub token, and no '${source.spell('username')}' is given; GitHub Packages needs the name of its owner.`);
    return warnings.map(text => source.say('secret', text));
}
function selectionProblems(spec, source) {
    const ids = `'${source.spell('selected_repository_ids')}'`;
    const names = `'${source.spell('selected_repositories')}'`;
    const visibility = `'${source.spell('visibility')}'`;
    if (spec.selected_repository_ids !== undefined && spec.selected_repositories !== undefined)
        return [source.say('selected_repository_ids', `${ids} and ${names} are both given; give one of them.`)];
    const given = source.gave('selected_repositories') ? 'selected_repositories' : 'selected_repository_ids';
    if (!source.gave(given) ||
        spec.visibility === 'selected' ||
        (spec.visibility === undefined && source.gave('visibility')))
        return [];
    return [
        source.say(given, `'${source.spell(given)}' goes with ${visibility} selected, but ${visibility} is ${spec.visibility ?? 'not given'}.`)
    ];
}
/** What is wrong if a registry becomes visible to selected repositories, and none are given. */
function missingSelection(spec, source) {
    if (spec.visibility !== 'selected')
        return [];
    if (source.gave('selected_repositories') || source.gave('selected_repository_ids'))
        return [];
    const choice = `'${source.spell('selected_repositories')}' or '${source.spell('selected_repository_ids')}'`;
    return [
        source.say('visibility', `'${source.spell('visibility')}' is selected, but no repositories are given; add ${choice} ([] for none).`)
    ];
}


/***/ }),

/***/ 3303:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ checkChange),
/* harmony export */   FM: () => (/* binding */ problemsWith),
/* harmony export */   bk: () => (/* binding */ missingSecret),
/* harmony export */   jY: () => (/* binding */ checkNew),
/* harmony export */   kg: () => (/* binding */ impliedAuthTypes),
/* harmony export */   w8: () => (/* binding */ clearedFields)
/* harmony export */ });
/* harmony import */ var _check_values_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7590);
/* harmony import */ var _registry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7380);


/** Checks that a registry can be created from this spec. */
function checkNew(spec, source) {
    const missing = ['registry_type', 'url', 'visibility'].filter(field => !source.gave(field));
    const problems = missing.map(field => source.say(field, `'${source.spell(field)}' is missing; a registry cannot be created without it.`));
    const authType = spec.auth_type ?? (source.gave('auth_type') ? undefined : 'token');
    if (authType) {
        const foreign = foreignTo(spec, authType, source);
        // Without the auth type that these fields belong to, nobody knows what else is required.
        if (spec.auth_type !== undefined || foreign.length === 0)
            problems.push(...requiredByAuthType(spec, authType, source));
        problems.push(...foreign);
    }
    problems.push(...(0,_check_values_js__WEBPACK_IMPORTED_MODULE_1__/* .missingSelection */ .re)(spec, source));
    return withValues(problems, spec, source);
}
/**
 * Checks that the given fields of a registry that exists can be changed to these values. Whether selected
 * repositories are missing depends on the registry.
 */
function checkChange(spec, source) {
    const problems = spec.auth_type === undefined ? contradictions(spec, source) : foreignTo(spec, spec.auth_type, source);
    return withValues(problems, spec, source);
}
/** What keeps a registry that exists from being changed so, as far as GitHub shows its auth type. */
function problemsWith(spec, registry, source) {
    const authType = (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypeNamed */ .Wy)(registry.auth_type);
    if (!authType)
        return [];
    if (spec.auth_type !== undefined && spec.auth_type !== authType)
        return [
            source.say('auth_type', `The '${source.spell('auth_type')}' of ${registry.name} is ${authType} and cannot be changed to ${spec.auth_type}; delete it and create it anew.`)
        ];
    return foreignTo({ ...spec, auth_type: authType }, authType, source);
}
/** What must not be cleared, because the auth type of the registry needs it. */
function clearedFields(spec, registry, source) {
    const authType = (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypeNamed */ .Wy)(registry.auth_type);
    const cleared = authType ? _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypes */ .QV[authType].required.filter(field => spec[field] === null) : [];
    return cleared.map(field => source.say(field, `'${source.spell(field)}' of ${registry.name} cannot be cleared; ${authType} needs it.`));
}
function withValues(problems, spec, source) {
    const values = (0,_check_values_js__WEBPACK_IMPORTED_MODULE_1__/* .checkValues */ .Xj)(spec, source);
    return { ...values, problems: [...problems, ...values.problems] };
}
function requiredByAuthType(spec, authType, source) {
    const { secret, required } = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypes */ .QV[authType];
    const missing = required.filter(field => !source.gave(field) || spec[field] === null);
    const called = `'${source.spell('auth_type')}' ${withOrigin(authType, spec)}`;
    const problems = missing.map(field => source.say(field, `'${source.spell(field)}' is missing; ${called} needs it.`));
    if (secret && !source.gave('secret'))
        problems.push(missingSecret(called, source));
    return problems;
}
/** What to say of a registry without the secret that its auth type needs. */
function missingSecret(needing, source) {
    const name = source.spell('secret');
    return source.say('secret', name === 'secret'
        ? `'secret' is empty; ${needing} needs one. A secret that is not set, or not available to this event, arrives empty.`
        : `'${name}' is missing; ${needing} needs a secret. Name the variable that holds it.`);
}
/** Nobody typed the default, so it is called that. */
function withOrigin(authType, spec) {
    return spec.auth_type === undefined ? `${authType} (the default)` : authType;
}
function foreignTo(spec, authType, source) {
    const own = (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldsOf */ .Pf)(authType);
    const [meant, other] = spec.auth_type === undefined ? impliedAuthTypes(spec) : [];
    const remedy = meant && !other ? `add ${source.spell('auth_type')}: ${meant}` : `remove one of them`;
    const problems = authFieldsIn(spec)
        .filter(field => !own.includes(field))
        .map(field => source.say(field, `'${source.spell(field)}' belongs to ${(0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypesOf */ .Th)(field).join(', ')}, but '${source.spell('auth_type')}' is ${withOrigin(authType, spec)}; ${remedy}.`));
    if ((0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .hasSecret */ .TA)(spec) && !_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypes */ .QV[authType].secret)
        problems.push(source.say('secret', `'${source.spell('secret')}' is given, but '${source.spell('auth_type')}' ${authType} takes no secret; remove it.`));
    return problems;
}
/** Without an auth type, the given fields must at least fit one. */
function contradictions(spec, source) {
    const given = authFieldsIn(spec);
    const fitting = _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypeNames */ .b1.filter(authType => given.every(field => (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldsOf */ .Pf)(authType).includes(field)) &&
        (!(0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .hasSecret */ .TA)(spec) || _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypes */ .QV[authType].secret));
    const [first] = given;
    if (fitting.length > 0 || !first)
        return [];
    const names = [
        ...given.map(field => `'${source.spell(field)}'`),
        ...((0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .hasSecret */ .TA)(spec) ? [`'${source.spell('secret')}'`] : [])
    ];
    return [source.say(first, `${names.join(', ')} do not go together: no auth type has all of them.`)];
}
/** The auth types without a secret to which all the given fields belong, for where none is given. */
function impliedAuthTypes(spec) {
    const given = authFieldsIn(spec);
    return _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypeNames */ .b1.filter(authType => !_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypes */ .QV[authType].secret &&
        given.length > 0 &&
        given.every(field => (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldsOf */ .Pf)(authType).includes(field)));
}
function authFieldsIn(spec) {
    return _registry_js__WEBPACK_IMPORTED_MODULE_0__/* .fieldNames */ .pi.filter(field => (spec[field] ?? undefined) !== undefined && (0,_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .authTypesOf */ .Th)(field).length > 0);
}


/***/ }),

/***/ 2787:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ orgName),
/* harmony export */   j: () => (/* binding */ registryName)
/* harmony export */ });
/** What an organization may be called. */
const orgName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
/**
 * What a registry may be called: in an address, other names would lead to another endpoint. JSON Schema knows no pattern
 * without regard to case.
 */
const registryName = /^(?!\.+$)(?!([Pp][Uu][Bb][Ll][Ii][Cc]-[Kk][Ee][Yy])$)[\w.-]+$/;


/***/ }),

/***/ 7033:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ bare),
/* harmony export */   Kj: () => (/* binding */ slipOf),
/* harmony export */   au: () => (/* binding */ didYouMean),
/* harmony export */   pA: () => (/* binding */ nearest)
/* harmony export */ });
/** The known name that is meant by a misspelt one, if one is near; a guess that costs nothing if it is wrong. */
function nearest(name, known) {
    const near = closest(name, known, letters => Math.min(3, 1 + Math.floor(letters / 4)));
    if (near !== undefined)
        return near;
    const [only, other] = known.filter(candidate => candidate.split(/[-_]/)[0] === bare(name));
    return other === undefined ? only : undefined;
}
/** The known name of which another is certainly a slip: few letters are wrong, and in a short name none. */
function slipOf(name, known) {
    return closest(name, known, letters => (letters < 6 ? 0 : letters < 12 ? 1 : 2));
}
/** The question at the end of a sentence, if there is anything to ask. */
function didYouMean(meant) {
    return meant === undefined ? '' : ` Did you mean '${meant}'?`;
}
/** A name without all that nobody means by it: case, hyphens, underscores and spaces. */
function bare(name) {
    return name.toLowerCase().replace(/[-_ ]/g, '');
}
/** `most` says how many letters may be wrong if the shorter of two names has so many. */
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
/** How many letters to add, leave out, replace or swap with their neighbour to make one word of the other. */
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

/***/ 6924:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AF: () => (/* binding */ Problem),
/* harmony export */   Am: () => (/* binding */ unique),
/* harmony export */   LT: () => (/* binding */ sentenceAt),
/* harmony export */   Lh: () => (/* binding */ defectOf),
/* harmony export */   b6: () => (/* binding */ textOf)
/* harmony export */ });
/** A sentence as one text: `private-registries.yml:14: 'url' is missing.` */
function textOf(sentence) {
    if (typeof sentence === 'string')
        return sentence;
    return `${sentence.place.file}:${sentence.place.line}: ${sentence.text}`;
}
/** The sentences without those that say the same at the same place. */
function unique(sentences) {
    return [...new Map(sentences.map(sentence => [textOf(sentence), sentence])).values()];
}
/** A sentence about a place, if it is known. */
function sentenceAt(place, text) {
    return place ? { text, place } : text;
}
/** Something that stops a change or an organization and that the user can act on. Each sentence stands alone. */
class Problem extends Error {
    sentences;
    constructor(...sentences) {
        super(sentences.map(textOf).join(' '));
        this.name = 'Problem';
        this.sentences = sentences;
    }
}
/** A sentence about an error that nobody foresaw. */
function defectOf(thrown) {
    const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : withoutName(thrown);
    return `The action failed unexpectedly (${said}). This is a defect; please report it.`;
}
/** What was thrown, if it is no error. */
function withoutName(thrown) {
    return typeof thrown === 'object' ? 'something that is no error' : String(thrown);
}


/***/ }),

/***/ 7380:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   OA: () => (/* binding */ fields),
/* harmony export */   Pf: () => (/* binding */ fieldsOf),
/* harmony export */   QV: () => (/* binding */ authTypes),
/* harmony export */   St: () => (/* binding */ needsSecret),
/* harmony export */   TA: () => (/* binding */ hasSecret),
/* harmony export */   Th: () => (/* binding */ authTypesOf),
/* harmony export */   VV: () => (/* binding */ fieldsFor),
/* harmony export */   Wy: () => (/* binding */ authTypeNamed),
/* harmony export */   b1: () => (/* binding */ authTypeNames),
/* harmony export */   c$: () => (/* binding */ insteadOf),
/* harmony export */   dj: () => (/* binding */ choiceNamed),
/* harmony export */   jK: () => (/* binding */ isValueOf),
/* harmony export */   pi: () => (/* binding */ fieldNames),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   u7: () => (/* binding */ secretIn),
/* harmony export */   wg: () => (/* binding */ inputOf)
/* harmony export */ });
/* unused harmony exports registryTypes, visibilities */
/** The registry types GitHub's API lists. */
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
/** Each way to authenticate: whether it needs a secret, and the fields that belong to it. */
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
/** The names of all auth types. */
const authTypeNames = Object.keys(authTypes);
/**
 * Every field of a registry that GitHub shows and takes, and what its value may be.
 * Inputs, checks, tables and comparison follow from this table.
 */
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
/** All field names, in the order of the table. */
const fieldNames = Object.keys(fields);
/** The fields that belong to an auth type. */
function fieldsOf(authType) {
    return [...authTypes[authType].required, ...authTypes[authType].optional];
}
/** All fields that a registry of this auth type may have; only those of every registry if it is not known. */
function fieldsFor(authType) {
    const own = authType ? fieldsOf(authType) : [];
    return fieldNames.filter(field => authTypesOf(field).length === 0 || own.includes(field));
}
/** The auth types that a field belongs to; none if it belongs to every registry. */
function authTypesOf(field) {
    return authTypeNames.filter(authType => fieldsOf(authType).includes(field));
}
/** The input that holds a field: GitHub's name with hyphens. */
function inputOf(field) {
    return field.replaceAll('_', '-');
}
/** Whether a spec has a secret, or names the variable that should hold it. */
function hasSecret({ secret, secret_env }) {
    return Boolean(secret) || secret_env !== undefined;
}
/** The secret of a spec, or the variable that should hold it, and nothing else. */
function secretIn({ secret, secret_env }) {
    return { ...(secret !== undefined && { secret }), ...(secret_env !== undefined && { secret_env }) };
}
/** Whether a registry has to be given a secret. An auth type that this action does not know is not judged. */
function needsSecret(spec, registry) {
    const authType = authTypeNamed(registry.auth_type ?? spec.auth_type ?? 'token');
    return authType !== undefined && authTypes[authType].secret;
}
/** Whether GitHub's value for a field is one that this action can send. */
function isValueOf(field, value) {
    const kind = fields[field];
    if (kind.kind === 'boolean')
        return typeof value === 'boolean';
    if (typeof value !== 'string' || value === '')
        return false;
    return kind.kind === 'text' || kind.choices.some(choice => choice === value);
}
/** The choice of that name; a hyphen may stand for an underscore. */
function choiceNamed(name, choices) {
    return choices.find(choice => choice === name || choice === name.replaceAll('-', '_'));
}
/** The auth type of that name, if this action knows it. */
function authTypeNamed(name) {
    return authTypeNames.find(known => known === name);
}
const mostInstead = 5;
/** What there is instead of a registry that was not found: those of its type, else all. */
function insteadOf(registries, type) {
    const alike = registries.filter(({ registry_type }) => registry_type === type);
    const there = alike.length > 0 ? alike : registries;
    if (there.length === 0)
        return 'It has no private registry.';
    const more = there.length > mostInstead ? ` and ${there.length - mostInstead} more` : '';
    return `It has ${there.slice(0, mostInstead).map(describe).join(', ')}${more}.`;
}
/** How a registry is called in a sentence: `npm_registry at https://npm.acme.example`. */
function describe(registry) {
    const type = registry.registry_type ?? 'registry';
    if (registry.name && registry.url)
        return `${registry.name} (${type} at ${registry.url})`;
    if (registry.name)
        return registry.registry_type ? `${registry.name} (${type})` : registry.name;
    return registry.url ? `${type} at ${registry.url}` : type;
}


/***/ }),

/***/ 5129:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HF: () => (/* binding */ selectionPattern),
/* harmony export */   es: () => (/* binding */ isRepositoryId),
/* harmony export */   sZ: () => (/* binding */ selectionProblem)
/* harmony export */ });
/** A repository's name, `owner/name`, a pattern with `*` in the place of the name, or digits for an id. */
const selectionPattern = /^(?!0$)([A-Za-z0-9][A-Za-z0-9_-]*\/)?(?!\.+$)[\w.*-]+$/;
/** Whether a text is a repository's id: a whole number that JSON carries exactly. */
function isRepositoryId(text) {
    return isMeantAsId(text) && Number.isSafeInteger(Number(text)) && Number(text) > 0;
}
/** A repository may be called `007`. */
function isMeantAsId(text) {
    return /^(0|[1-9]\d*)$/.test(text);
}
/** What a text fails to be that should select repositories. */
function selectionProblem(text) {
    if (isMeantAsId(text))
        return isRepositoryId(text) ? undefined : 'id';
    return selectionPattern.test(text) ? undefined : 'repository';
}


/***/ }),

/***/ 6036:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Zm: () => (/* binding */ faultOfText),
/* harmony export */   x9: () => (/* binding */ holdsExpression),
/* harmony export */   xS: () => (/* binding */ hasExpression)
/* harmony export */ });
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5279);

/** Whether a text holds an expression, in whose place GitHub puts a value only in a workflow. */
function hasExpression(text) {
    const start = text.indexOf('${{');
    return start >= 0 && text.indexOf('}}', start) > 0;
}
/** What is said of a value that is an expression still. */
const holdsExpression = 'still holds an expression, ${{ \u2026 }}, which nothing evaluates here; write a value without one';
/**
 * What makes the text of a key or an input none that can be meant, to be said after its name: an expression, or a
 * character that controls. Addresses and hosts have stricter rules of their own.
 */
function faultOfText(name, text) {
    if (hasExpression(text))
        return holdsExpression;
    if (_address_js__WEBPACK_IMPORTED_MODULE_0__/* .hostFields */ .oU.some(field => field === name.replaceAll('-', '_')))
        return undefined;
    const [control] = /[\p{Cc}\p{Zl}\p{Zp}]/u.exec(text) ?? [];
    if (control === undefined)
        return undefined;
    const called = /[\r\n]/.test(control) ? 'a line break' : (0,_address_js__WEBPACK_IMPORTED_MODULE_0__/* .characterText */ .xT)(control);
    return `holds ${called}, and no control character can be meant there`;
}


/***/ }),

/***/ 4722:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ tokenPattern),
/* harmony export */   N: () => (/* binding */ looksLikeToken)
/* harmony export */ });
/** The beginnings of well-known tokens, with as many letters and digits behind them as no name has. */
const beginnings = [
    '(gh[oprsu]|github_pat|npm|hf|rubygems|dop_v1)_[A-Za-z0-9]{20}',
    '(gl[a-z]{2,6}|xox[a-z]|xapp|pypi|sk)-[A-Za-z0-9_-]{20}',
    'dckr_[op]at_[A-Za-z0-9_-]{20}',
    'A[KS]IA[A-Z0-9]{16}',
    '(AKCp|cmVmdGtu|eyJ)[A-Za-z0-9_-]{20}'
];
/** Texts that begin like a token, as a pattern. */
const tokenPattern = `(${beginnings.join('|')})`;
/** Whether a text looks like a token itself, where the name of something is asked for. */
function looksLikeToken(text) {
    return new RegExp(`^${tokenPattern}`).test(text);
}


/***/ }),

/***/ 5132:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ verbs),
/* harmony export */   WN: () => (/* binding */ countsText),
/* harmony export */   aL: () => (/* binding */ countsByOrg),
/* harmony export */   bM: () => (/* binding */ statuses),
/* harmony export */   lM: () => (/* binding */ planned),
/* harmony export */   n4: () => (/* binding */ orgsOf),
/* harmony export */   x3: () => (/* binding */ wentWell)
/* harmony export */ });
/** What is said of a change that was carried out. */
const verbs = {
    create: 'created',
    update: 'updated',
    recreate: 'recreated',
    delete: 'deleted',
    keep: 'unchanged'
};
/** The words for each status. */
const statuses = {
    planned: 'planned',
    done: 'done',
    failed: 'failed',
    unknown: 'unknown',
    not_attempted: 'not attempted'
};
/** What is said of changes that are planned: that they would be made, or are to be made. */
const planned = {
    wouldBe: (action) => `would be ${verbs[action]}`,
    to: (action) => `to ${action}`
};
/** Whether a change is done, or in a dry run would be. */
function wentWell({ status }) {
    return status === 'done' || status === 'planned';
}
/** How many changes went how: `2 created, 997 unchanged, 1 failed`. What is zero is left out. */
function countsText(outcomes, sayPlanned) {
    const label = (outcome) => {
        if (!wentWell(outcome))
            return statuses[outcome.status];
        const isPlanned = outcome.status === 'planned' && outcome.action !== 'keep';
        return isPlanned ? sayPlanned(outcome.action) : verbs[outcome.action];
    };
    const counts = new Map();
    for (const outcome of outcomes.toSorted((a, b) => rank(a) - rank(b)))
        counts.set(label(outcome), (counts.get(label(outcome)) ?? 0) + 1);
    return [...counts].map(([words, count]) => `${count} ${words}`).join(', ');
}
/** The counts of each organization. */
function countsByOrg(outcomes, sayPlanned) {
    const byOrg = Map.groupBy(outcomes, ({ org }) => org);
    return [...byOrg].map(([org, members]) => ({ org, counts: countsText(members, sayPlanned) }));
}
/** The organizations of these changes, in the order in which they come. */
function orgsOf(outcomes) {
    return [...new Set(outcomes.map(({ org }) => org))];
}
/** What went well by action, then the others by status. */
function rank(outcome) {
    if (wentWell(outcome))
        return Object.keys(verbs).indexOf(outcome.action);
    return 10 + Object.keys(statuses).indexOf(outcome.status);
}


/***/ }),

/***/ 6716:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   wD: () => (/* binding */ markdown),
/* harmony export */   wp: () => (/* binding */ detailTexts)
/* harmony export */ });
/* harmony import */ var _registries_address_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5279);
/* harmony import */ var _sanitise_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6158);


const longestValue = 100;
/** For a line of the log: `visibility all \u2192 private`. */
const plain = { quote: text => text, between: ' ', secret: () => 'secret' };
/** For the summary, as Markdown. */
const markdown = { quote: _sanitise_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY, between: ': ', secret: secretText };
/** What a change writes, from what to what, one text a field. */
function detailTexts(outcome, style) {
    const details = outcome.details ?? outcome.fields.map(field => ({ field }));
    return details.flatMap(detail => detail.field === 'secret'
        ? style.secret(outcome)
        : [detailText(detail, style), ...moveText(detail, style)]);
}
/** Said in words where an address changes its host: that is where the secret goes. */
function moveText({ field, from, to }, { quote }) {
    if (field !== 'url' || typeof from !== 'string' || typeof to !== 'string')
        return [];
    const [before, after] = [from, to].map(url => URL.parse((0,_registries_address_js__WEBPACK_IMPORTED_MODULE_1__/* .withScheme */ .GV)(url))?.host ?? url);
    return before === after
        ? []
        : [`moves from the host ${quote(`${before}`)} to the host ${quote(`${after}`)}`];
}
function detailText({ field, from, to }, { quote, between }) {
    if (to === undefined)
        return quote(field);
    const [before, after] = [from, to].map(value => valueText(field, value, quote));
    if (from === undefined)
        return `${quote(field)}${between}${after}`;
    if (JSON.stringify(from) === JSON.stringify(to))
        return `${quote(field)}${between}${after} as before`;
    return `${quote(field)}${between}${before} \u2192 ${after}`;
}
function valueText(field, value, quote) {
    if (value === undefined || value === null || value === '')
        return 'none';
    if (field === 'selected_repository_ids' && Array.isArray(value))
        return value.length === 1 ? '1 repository' : `${value.length} repositories`;
    return quote(shownText(field, typeof value === 'string' ? value : JSON.stringify(value)));
}
/** A value so short that a row has room for it, with its host whole and as it is resolved. */
function shownText(field, text) {
    return _registries_address_js__WEBPACK_IMPORTED_MODULE_1__/* .hostFields */ .oU.some(known => known === field) ? (0,_sanitise_js__WEBPACK_IMPORTED_MODULE_0__/* .addressText */ .GI)(text) : (0,_sanitise_js__WEBPACK_IMPORTED_MODULE_0__/* .shortened */ .vI)(text, longestValue);
}
function secretText({ status, updated_at }) {
    const words = {
        done: 'secret written',
        planned: 'secret to be written'
    };
    const date = updated_at ? `, last updated ${(0,_sanitise_js__WEBPACK_IMPORTED_MODULE_0__/* .prose */ .CS)(updated_at.slice(0, 10))}` : '';
    return `${words[status] ?? 'secret'}${date}`;
}


/***/ }),

/***/ 2365:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   be: () => (/* binding */ linesFor),
/* harmony export */   nx: () => (/* binding */ registryCount),
/* harmony export */   oz: () => (/* binding */ progressLine)
/* harmony export */ });
/* unused harmony export changeLine */
/* harmony import */ var _registries_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7380);
/* harmony import */ var _counts_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5132);
/* harmony import */ var _details_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6716);
/* harmony import */ var _sanitise_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6158);




/** What was done or found, as lines of the log. What failed is told by errors. */
function linesFor(result) {
    switch (result.operation) {
        case 'none':
            return [];
        case 'list':
            return result.lists.flatMap(listLines);
        case 'get':
            return result.found ? [registryLine(result.found.registry)] : [];
        case 'get-public-key':
            return result.key ? [`The public key of ${result.org} has the id ${result.key.key_id}.`] : [];
        case 'create':
        case 'update':
        case 'delete':
            return result.outcomes.filter(_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .wentWell */ .x3).map(changeLine);
        case 'apply':
        case 'plan':
        case 'rotate':
            return closingLines(result);
        case 'export':
            return result.manifest === undefined ? [] : [exportLine(result)];
    }
}
/** A change and how it went, as one line: `NPM_SECRET (npm_registry at \u2026) updated in acme: visibility all \u2192 private`. */
function changeLine(outcome) {
    return changeText(outcome, ` in ${outcome.org}`);
}
/** Less than this is no long work. In milliseconds. */
const shortestToTell = 5000;
/** How far the work is after a change: `12/100 npm_registry at \u2026 created, about 3 min left`. `timeLeft` is in milliseconds. */
function progressLine(done, total, outcome, timeLeft) {
    const counter = total > 1 ? `${done}/${total} ` : '';
    const change = changeText(outcome, '');
    if (timeLeft === undefined || timeLeft < shortestToTell)
        return `${counter}${change}`;
    const left = `bout ${duration(timeLeft)} left`;
    return `${counter}${change}${change.endsWith('.') ? ` A${left}.` : `, a${left}`}`;
}
/** How a number of registries is told: `1 registry`, `2 registries`. */
function registryCount(count) {
    return count === 1 ? '1 registry' : `${count} registries`;
}
function changeText(outcome, where) {
    const { action, status, reason } = outcome;
    if (!(0,_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .wentWell */ .x3)(outcome)) {
        const why = reason === undefined ? '' : `: ${reason}`;
        return `${called(outcome)}: ${action} ${_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .statuses */ .bM[status]}${where}${why}`;
    }
    const verb = status === 'planned' && action !== 'keep' ? _counts_js__WEBPACK_IMPORTED_MODULE_1__/* .planned */ .lM.wouldBe(action) : _counts_js__WEBPACK_IMPORTED_MODULE_1__/* .verbs */ .PB[action];
    const details = action === 'create' ? '' : (0,_details_js__WEBPACK_IMPORTED_MODULE_2__/* .detailTexts */ .wp)(outcome, _details_js__WEBPACK_IMPORTED_MODULE_2__/* .plain */ .pj).join(', ');
    return `${called(outcome)} ${verb}${where}${details && `: ${details}`}`;
}
function called(registry) {
    const { url } = registry;
    return (0,_registries_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q0)(typeof url === 'string' ? { ...registry, url: (0,_sanitise_js__WEBPACK_IMPORTED_MODULE_3__/* .addressText */ .GI)(url) } : registry);
}
function duration(milliseconds) {
    const minutes = milliseconds / 60_000;
    if (minutes < 1.5)
        return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
    return minutes < 90 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`;
}
function closingLines({ outcomes, problems }) {
    if (outcomes.length === 0)
        return problems.length === 0 ? ['There is nothing to change.'] : [];
    return (0,_counts_js__WEBPACK_IMPORTED_MODULE_1__/* .countsByOrg */ .aL)(outcomes, _counts_js__WEBPACK_IMPORTED_MODULE_1__/* .planned */ .lM.wouldBe).map(({ org, counts }) => `${org}: ${counts}.`);
}
function exportLine({ org, count = 0, file, dryRun }) {
    const registries = `${registryCount(count)} of ${org}`;
    if (!file)
        return `The output 'manifest' has ${registries}.`;
    return dryRun ? `Would write ${registries} to ${file.path}.` : `Wrote ${registries} to ${file.path}.`;
}
function listLines({ org, registries }) {
    const count = registries.length === 1 ? '1 private registry' : `${registries.length} private registries`;
    return [`${org} has ${count}.`, ...registries.map(registryLine)];
}
function registryLine(registry) {
    const { visibility, auth_type, updated_at } = registry;
    const details = [
        visibility && `visibility ${visibility}`,
        auth_type,
        updated_at && `updated ${updated_at.slice(0, 10)}`
    ];
    return [called(registry), ...details.filter(Boolean)].join(', ');
}


/***/ }),

/***/ 6158:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ prose),
/* harmony export */   GI: () => (/* binding */ addressText),
/* harmony export */   OT: () => (/* binding */ withoutInvisible),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   tB: () => (/* binding */ sanitise),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
/* harmony import */ var _registries_address_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5279);

/** The longest text that is shown in one piece; an annotation ends at 4,096 characters. */
const longest = 4000;
const longestAddress = 200;
/** Marks that turn the direction of text, and separators that some readers take for line breaks. */
const invisible = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]+/g;
/**
 * Text from GitHub or the user as one harmless line of a log: no line breaks, no terminal control, no workflow
 * command in either grammar of the runner (`::name::` at the start of a line, `##[name]` anywhere).
 */
function sanitise(text) {
    const line = withoutInvisible(text.replace(control, ' '))
        .replaceAll('##[', '## [')
        .replace(/^\s*::/, match => match.replace('::', ': :'));
    return shortened((0,_registries_address_js__WEBPACK_IMPORTED_MODULE_0__/* .withResolvedHosts */ ._k)(line).replace(longPath, `$1 \u2026`), longest);
}
/** A path so long that what follows could be lost; a link of GitHub's is shorter. */
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
/** An address or a host for a row: in the form in which it is resolved, with only its path shortened. */
function addressText(text) {
    const address = (0,_registries_address_js__WEBPACK_IMPORTED_MODULE_0__/* .withScheme */ .GV)(text);
    const shown = shortened((0,_registries_address_js__WEBPACK_IMPORTED_MODULE_0__/* .withResolvedHosts */ ._k)(address), longestAddress);
    return address === text ? shown : shown.slice('https://'.length);
}
/** Text without the characters that nobody sees and that are left out of all that is shown. */
function withoutInvisible(text) {
    return text.replace(invisible, '');
}
/** Text as Markdown that shows it as prose: no markup, no link, no mention. */
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
/** Text as Markdown that shows it as code, fit for a cell of a table. */
function code(text) {
    const line = sanitise(text);
    if (line.trim() === '')
        return '';
    // Neither a backquote nor a bar can be escaped inside a code span in a table.
    if (/[`|]/.test(line))
        return `<code>${prose(line)}</code>`;
    return `\`${line}\``;
}


/***/ }),

/***/ 4390:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D3: () => (/* binding */ writes),
/* harmony export */   N7: () => (/* binding */ takingSeveral),
/* harmony export */   fC: () => (/* binding */ everywhere),
/* harmony export */   zU: () => (/* binding */ operations)
/* harmony export */ });
/** Everything the action can do. */
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
    'export'
];
/** The operations that change an organization. */
const writes = ['create', 'update', 'delete', 'apply', 'rotate'];
/** The operations that take several organizations. */
const takingSeveral = ['list', 'apply', 'plan', 'rotate'];
/** In place of the organizations' names: all in which the App is installed. */
const everywhere = '*';


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

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

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
/******/ 		return "" + chunkId + ".index.js";
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
