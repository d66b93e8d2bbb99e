export const id = 629;
export const ids = [629];
export const modules = {

/***/ 629:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/github/call.ts
var call = __webpack_require__(751);
// EXTERNAL MODULE: ./src/registries/check.ts
var check = __webpack_require__(3303);
// EXTERNAL MODULE: ./src/registries/match.ts
var match = __webpack_require__(5966);
// EXTERNAL MODULE: ./src/registries/registry.ts
var registry = __webpack_require__(7380);
// EXTERNAL MODULE: ./src/registries/wanted.ts
var registries_wanted = __webpack_require__(836);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
// EXTERNAL MODULE: ./src/github/failure.ts
var failure = __webpack_require__(8881);
// EXTERNAL MODULE: ./src/github/fetch.ts + 18 modules
var fetch = __webpack_require__(6082);
// EXTERNAL MODULE: ./src/github/proxy.ts
var github_proxy = __webpack_require__(8231);
// EXTERNAL MODULE: ./src/registries/problem.ts
var problem = __webpack_require__(6924);
;// CONCATENATED MODULE: ./src/verify/ask.ts







const maxBody = 1024 * 1024;
const maxHeader = 16 * 1024;
/** Whether a credential may travel to an address. */
function isSafe({ protocol, hostname, username, password }) {
    const isPrivate = protocol === 'https:' || (protocol === 'http:' && (0,fetch/* isLoopback */.U9)(hostname));
    return isPrivate && username === '' && password === '';
}
/** The way out of `verify`: a new connection each time, no redirect, limits; only a body that is asked for is read. */
function createAsk({ proxy, requestTimeout, cancelled }, timeLeft) {
    /** Sends one GET, and never repeats it. Throws a `Fault` if there is no answer. */
    return async (url, { authorization, reads = false } = {}) => {
        if (!isSafe(url))
            throw new failure/* Fault */.vC('other-address', false);
        const left = Math.min(requestTimeout, timeLeft(), call/* maxTimer */._v);
        if (left <= 0 || cancelled.aborted)
            throw new failure/* Fault */.vC('timeout', false);
        const signal = AbortSignal.any([cancelled, AbortSignal.timeout(left)]);
        const agent = (0,github_proxy/* agentFor */.P)(url, (0,fetch/* isLoopback */.U9)(url.hostname) ? {} : proxy, () => signal);
        const { request } = url.protocol === 'https:' ? (external_node_https_default()) : (external_node_http_default());
        const outgoing = request(url, {
            ...{ agent, maxHeaderSize: maxHeader, rejectUnauthorized: true },
            headers: {
                ...{ accept: '*/*', 'user-agent': 'private-registry-action', connection: 'close' },
                ...(authorization !== undefined && { authorization })
            }
        });
        const wants = (status) => reads && status === 200;
        const answer = (0,fetch/* exchange */.cv)(outgoing, signal, { most: maxBody, wants }).finally(() => agent.destroy());
        const { status, headers, body } = await answer;
        const json = (0,problem/* tryTo */.dX)(() => JSON.parse(body.replace(/^\ufeff/, '')));
        return { status, challenge: headers['www-authenticate'] ?? '', json };
    };
}

// EXTERNAL MODULE: ./src/registries/address.ts
var address = __webpack_require__(5279);
// EXTERNAL MODULE: ./src/registries/readers.ts
var readers = __webpack_require__(9231);
;// CONCATENATED MODULE: ./src/verify/probes.ts

const basic = (secret, username) => `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`;
const bearer = secret => `Bearer ${secret}`;
const asItIs = secret => secret;
/** The secret is `USER:PASSWORD`; without a colon it is the user name. */
const split = (secret, _, url) => {
    const at = secret.indexOf(':');
    return at < 0 ? basic('', secret, url) : basic(secret.slice(at + 1), secret.slice(0, at), url);
};
const splitOrBearer = (...given) => (given[0].includes(':') ? split : bearer)(...given);
/** https://github.com/dependabot/proxy: Azure DevOps takes a token only as a password. */
const forNuGet = (secret, username, url) => {
    return (0,readers/* isAzureFeed */.wD)(url) && !secret.includes(':')
        ? basic(secret, '', url)
        : splitOrBearer(secret, username, url);
};
const asks = [401, 403, 404];
const missing = { good: [404], asks };
const present = { good: [200], asks };
const probes = {
    npm_registry: { ...missing, path: name => name, token: splitOrBearer, username_password: basic },
    docker_registry: {
        ...{ ...present, path: () => '/v2/', hasTokenService: true },
        username_password: basic
    },
    maven_repository: {
        ...{ ...missing, path: name => `${name}/${name}/maven-metadata.xml` },
        username_password: basic
    },
    nuget_feed: {
        ...{ ...present, path: () => '', token: forNuGet, username_password: basic },
        next: { ...missing, path: name => `${name}/index.json`, find: packageBase }
    },
    python_index: { ...missing, path: name => `${name}/`, token: split, username_password: basic },
    rubygems_server: { ...missing, path: name => `info/${name}`, token: split },
    cargo_registry: {
        ...{ good: [200], asks: [400, ...asks], path: () => 'config.json' },
        ...{ token: asItIs, username_password: basic }
    },
    composer_repository: {
        ...{ ...present, path: () => 'packages.json' },
        ...{ token: bearer, username_password: basic }
    },
    helm_registry: { ...present, path: () => 'index.yaml', username_password: basic },
    terraform_registry: {
        ...{ good: [200], asks: [401], path: () => '/.well-known/terraform.json', token: bearer },
        next: { ...missing, path: name => `${name}/${name}/${name}/versions`, find: modulesOf }
    },
    goproxy_server: {
        ...{ good: [404, 410], asks, path: name => `example.invalid/${name}/@v/list` },
        username_password: basic
    },
    pub_repository: { ...missing, path: name => `api/packages/${name}`, token: bearer }
};
/** The address of a step. One that is the file already stays as it is. */
function targetOf(address, path) {
    const url = new URL(address);
    url.hash = '';
    if (path.startsWith('/'))
        return new URL(path, url.origin);
    if (path !== '' && !url.pathname.endsWith(`/${path}`))
        url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
    return url;
}
/** https://learn.microsoft.com/nuget/api/package-base-address-resource */
function packageBase(index) {
    const resources = Object(index).resources;
    if (!Array.isArray(resources))
        return undefined;
    return resources.map(Object).find(one => /^PackageBaseAddress(\/|$)/.test(String(one['@type'])))?.['@id'];
}
/** https://developer.hashicorp.com/terraform/internals/remote-service-discovery */
function modulesOf(discovery) {
    return Object(discovery)['modules.v1'];
}

;// CONCATENATED MODULE: ./src/verify/difference.ts




/** Asks a registry without its credential and, if it wants one, with it: the verdict comes from the difference. */
async function findDifference(step, address, inquiry) {
    try {
        return await difference(step, address, inquiry);
    }
    catch (error) {
        if (error instanceof failure/* Fault */.vC)
            return unclear(wordsFor(error.failure));
        throw error;
    }
}
async function difference(step, address, inquiry) {
    const url = targetOf(address, step.path(inquiry.unknown));
    const { ask } = inquiry;
    const first = await ask(url, { reads: step.next !== undefined });
    if (step.good.includes(first.status)) {
        if (!step.next)
            return unclear(`It answers everybody (${first.status} without a credential), so its answers cannot tell whether it accepts this one. ${unsent}`);
        const found = step.next.find(first.json);
        const base = typeof found === 'string' ? URL.parse(found, url.href) : null;
        if (!base)
            return unclear(`Its answer is not what a registry of this type answers. ${unsent}`);
        if (base.origin !== url.origin)
            return unclear(`It keeps its packages at another origin. ${unsent}`);
        return difference(step.next, base, inquiry);
    }
    if (!step.asks.includes(first.status))
        return unclear(`${said(first)} without a credential. ${unsent}`);
    const challenge = step.hasTokenService && first.status === 401 ? bearerIn(first.challenge) : undefined;
    if (challenge)
        return byTokenService(url, challenge, inquiry);
    const answer = await ask(url, inquiry);
    if (!step.good.includes(answer.status))
        return notAccepted(answer, inquiry);
    return accepted(`${said(first)} without the credential, and ${answer.status} with it.`, answer);
}
/** Asks the service that issues tokens for a container registry, first without the credential too. */
async function byTokenService(url, challenge, inquiry) {
    const { ask, allowedHosts, info } = inquiry;
    const service = URL.parse(challenge.realm);
    if (!service || !isSafe(service))
        return unclear(`Its token service does not use https:. ${unsent}`);
    if (allowedHosts && !(0,address/* isOnHost */.az)(service, allowedHosts))
        return unclear(`It names a token service on ${service.host}, which is not in 'allowed-hosts'. ${unsent}`);
    service.hash = '';
    if (challenge.service !== undefined)
        service.searchParams.set('service', challenge.service);
    info(`${url.host} names ${service.host} as its token service, which is asked for a token.`);
    const opens = async (answer) => {
        const token = tokenIn(answer);
        return token === undefined ? undefined : ask(url, { authorization: `Bearer ${token}` });
    };
    const first = await ask(service, { reads: true });
    if ((first.status >= 300 && first.status < 400) || first.status >= 500)
        return unclear(`Its token service: ${said(first)} without a credential. ${unsent}`);
    const anonymous = await opens(first);
    const answer = await ask(service, { ...inquiry, reads: true });
    if (answer.status !== 200)
        return notAccepted(answer, inquiry, 'Its token service');
    if (anonymous?.status === 200)
        return unclear('It answers everybody, so its answers cannot tell whether it accepts the credential.', answer.status);
    const last = await opens(answer);
    if (!last)
        return unclear('Its token service issues no token for the credential.', answer.status);
    if (last.status === 200)
        return accepted('It opens with the token that its token service issues.', last);
    return unclear(`Its token service issues a token for the credential. With that, ${lower(said(last))}.`, last.status);
}
/** The Bearer challenge of a registry that does not offer Basic. */
function bearerIn(header) {
    const [, parameters] = /(?:^|,)\s*Bearer\s+(.*)$/i.exec(header) ?? [];
    if (parameters === undefined || /(?:^|,)\s*Basic(\s|,|$)/i.test(header))
        return undefined;
    const parameter = (name) => new RegExp(`(?:^|[,\\s])${name}\\s*=\\s*(?:"([^"]*)"|([^\\s",]+))`, 'i').exec(parameters);
    const [, realm, bare = ''] = parameter('realm') ?? [];
    const [, service, plain] = parameter('service') ?? [];
    return { realm: realm ?? bare, service: service ?? plain };
}
/** https://distribution.github.io/distribution/spec/auth/token/ */
function tokenIn({ json }) {
    const { token, access_token = token } = Object(json);
    const issued = token ?? access_token;
    return typeof issued === 'string' && /^[\x21-\x7e]+$/.test(issued) ? issued : undefined;
}
function accepted(reason, { status }) {
    return { verdict: 'accepted', status, reason };
}
function unclear(reason, status = null) {
    return { verdict: 'unclear', status, reason };
}
function notAccepted(answer, { secretName }, who = 'It') {
    const { status } = answer;
    if (status === 401) {
        const remedy = `Check the user name and ${secretName} at the registry. If the secret was changed there, store the new one and write it with operation rotate.`;
        return { verdict: 'refused', status, reason: `${who} refuses the credential (401). ${remedy}` };
    }
    if (status === 403)
        return unclear(`${who} answers 403 to the credential: it is refused or lacks read access. Check its permissions.`, status);
    return unclear(`${who === 'It' ? '' : `${who}: `}${said(answer)} to the credential, which does not tell whether it is accepted.`, status);
}
const unsent = 'The credential was not sent.';
function said({ status }) {
    const isRedirect = status >= 300 && status < 400 && status !== 304;
    return isRedirect ? `It redirects (${status}; give the address to which it leads)` : `It answers ${status}`;
}
function lower(text) {
    return text.charAt(0).toLowerCase() + text.slice(1);
}
/** Why there is no answer. Nothing that a server says is repeated, only Node's error codes. */
function wordsFor({ reason, detail }) {
    const code = detail === '' ? '' : ` (${detail})`;
    switch (reason) {
        case 'refused':
            return `It refused the connection${code}. Check the address and the network.`;
        case 'unresolved':
            return `Its host name cannot be resolved${code}. Check the address, and whether this runner is in its network.`;
        case 'proxy':
            return `The proxy of HTTPS_PROXY does not connect to it${code}.`;
        case 'certificate':
            return `Its certificate is not trusted${code}. Set NODE_EXTRA_CA_CERTS to your own certificate authority.`;
        case 'tls':
            return `The TLS connection failed${code}.`;
        case 'timeout':
            return `It did not answer in time ('request-timeout', 'timeout').`;
        case 'too-large':
            return 'Its answer is larger than 1 MiB.';
        default:
            return `The connection was lost before an answer${code}.`;
    }
}

;// CONCATENATED MODULE: ./src/verify/verify.ts









const mostAtOnce = 10;
/** Asks each different registry whether it accepts its credential. */
async function verify({ wanted, allowedHosts, connection }, { clock, deadline, cancelled }, log) {
    const ask = createAsk({ ...connection, cancelled }, () => deadline - clock.now());
    const turn = (0,call/* createLimiter */.zm)(mostAtOnce);
    const entries = differentOnes(wanted);
    const findings = await Promise.all(entries.map(entry => turn(() => findingFor(entry))));
    const problems = [];
    const verified = entries.map(({ wanted, spec, question }, index) => {
        const { verdict, status, reason } = findings[index] ?? unclear('');
        const sentence = (0,registries_wanted/* sentenceAbout */.rp)(wanted, `${(0,registry/* describe */.q0)(spec)}: ${reason}`, 'secret_env');
        if (verdict === 'refused')
            problems.push(sentence);
        else if (verdict === 'unclear')
            log.warning(sentence);
        else if ('lacksSecret' in question)
            log.notice(sentence);
        const { registry_type = null, url = null } = spec;
        return { registry_type, url, verdict, status, reason };
    });
    return { operation: 'verify', verified, problems };
    async function findingFor({ spec, question }) {
        if ('skipped' in question)
            return { verdict: 'skipped', status: null, reason: question.skipped };
        if ('unclear' in question)
            return unclear(question.unclear);
        const { probe, url, authorization } = question;
        return findDifference(probe, url, {
            ...{ ask, authorization, allowedHosts, info: log.info },
            secretName: spec.secret_env ?? 'secret',
            // Some types want a name to begin with a letter.
            unknown: `x${(0,external_node_crypto_.randomBytes)(16).toString('hex')}`
        });
    }
}
/** The first entry of each type, address, auth type, user name and credential. */
function differentOnes(wanted) {
    const byKey = Map.groupBy(wanted.map(readEntry), ({ spec, authType, question }) => {
        const { registry_type = '', url = '', username } = spec;
        const credential = 'url' in question ? question.authorization : question;
        return JSON.stringify([(0,match/* addressOf */.ci)(registry_type, url), authType, username ?? '', credential]);
    });
    return [...byKey.values()].flatMap(([first]) => first ?? []);
}
/** The registry that an entry means, how its credential is sent, and what to ask it with, or why it is not asked. */
function readEntry(wanted) {
    const given = wanted.spec.auth_type ?? wanted.defaults.auth_type ?? (0,check/* impliedAuthTypes */.kg)(wanted.spec)[0];
    const spec = (0,registries_wanted/* specFor */.Fq)(wanted, { auth_type: given ?? 'token' });
    const authType = given ?? (spec.username ? 'username_password' : 'token');
    return { wanted, spec, authType, question: questionFor(spec, authType) };
}
function questionFor(spec, authType) {
    const { registry_type: type = 'registry', secret, secret_env, username } = spec;
    if (authType.startsWith('oidc_'))
        return {
            skipped: `${authType} stores no credential; only a Dependabot job or code scanning gets one. What the provider has to trust: ${trust}`
        };
    const probe = Object.hasOwn(probes, type) ? probes[type] : undefined;
    if (!probe)
        return { skipped: `No request can tell whether a ${type} accepts its credential.` };
    const url = URL.parse(spec.url ?? '');
    if (!url)
        return { skipped: 'No address is given.' };
    const form = authType === 'token' ? probe.token : probe.username_password;
    if (!form)
        return { skipped: unread(type, authType, Boolean(probe.token)) };
    // There, user name and password are keys of AWS, with which the reader asks another service.
    if (ecr.test(url.hostname))
        return { skipped: 'Amazon ECR is not asked: its readers sign in with AWS keys.' };
    if (!secret) {
        const skipped = secret_env === undefined ? 'No secret is given.' : `The variable ${secret_env} is not set.`;
        return { skipped, lacksSecret: true };
    }
    if (!isSafe(url))
        return { unclear: 'The credential would travel unencrypted over http:, so nothing was sent. Use https:.' };
    // Readers, written in Go, send the header as UTF-8.
    const authorization = Buffer.from(form(secret.reveal(), username ?? '', url)).toString('latin1');
    return unsendable.test(authorization)
        ? {
            unclear: 'The secret contains a character that an HTTP header cannot carry, such as a line break. Nothing was sent.'
        }
        : { url, probe, authorization };
}
function unread(type, authType, takesToken) {
    const other = takesToken ? 'token' : 'username_password and a user name';
    return `Dependabot and code scanning send a ${type} no credential of auth_type ${authType}. Use ${other}.`;
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unsendable = /[\u0000-\u0008\u000a-\u001f\u007f]/;
const trust = 'https://github.com/org/private-registry-action/blob/v1/docs/oidc.md';
const ecr = /(^|\.)dkr[.-]ecr[.-][a-z\d.-]+\.(amazonaws\.com(\.cn)?|on\.aws)$/i;


/***/ })

};
