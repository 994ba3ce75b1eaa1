import CAInterface

/// The options of the dashed spelling, each once, with the way it is handled. Source: "certreq" command reference; the last four of `anywhere` are
/// ours.
enum WindowsOption {
    enum Meaning {
        /// Allowed with these verbs, and refused with every other.
        case verbs(Set<String>)
        /// Allowed with every verb, or always true here: no prompts (`-q`), detection of the encoding (`-any`), and HTTPS instead of the transports
        /// that `-rpc` chooses between. The connection options are among them, because scripts give the same ones to each verb.
        case anywhere
        /// Changes the result and is not built: ignoring it would make something else than the caller wants.
        case notBuilt
    }

    static let table: [String: (takesValue: Bool, meaning: Meaning)] = [
        "attrib": (true, .verbs(["new", "submit", "policy"])),
        "binary": (false, .verbs(["new", "submit", "retrieve", "policy", "sign"])),
        "crl": (false, .verbs(["submit", "retrieve"])),
        "f": (false, .anywhere),
        "q": (false, .anywhere),
        "v": (false, .anywhere),
        "any": (false, .anywhere),
        "rpc": (false, .anywhere),
        "user": (false, .anywhere),
        "machine": (false, .anywhere),
        "adminforcemachine": (false, .anywhere),
        "anonymous": (false, .anywhere),
        "config": (true, .anywhere),
        "username": (true, .anywhere),
        // Refused with its own reason, whatever the verb.
        "p": (true, .anywhere),
        "pin": (true, .anywhere),
        "passwordfile": (true, .anywhere),
        "credentials": (true, .anywhere),
        "trust": (true, .anywhere),
        "fingerprint": (true, .anywhere),
        "store": (true, .anywhere),
        // Templates always come from the CA's server; what is no address of one is refused where it is read.
        "policyserver": (true, .verbs(["new", "submit", "retrieve", "policy", "sign", "enroll"])),
        "cert": (true, .verbs(["new", "policy", "sign", "enroll"])),
        "xchg": (true, .verbs(["new"])),
        "clientcertificate": (true, .anywhere),
        "hashalgorithm": (true, .verbs(["policy", "sign"])),
        "kerberos": (false, .notBuilt),
        "renewonbehalfof": (false, .verbs(["submit"])),
        // Without effect: no attestation is challenged, and the CA judges the purposes of a signer.
        "nochallenge": (false, .verbs(["submit"])),
        "noeku": (false, .verbs(["policy", "sign"])),
        "alternatesignaturealgorithm": (false, .verbs(["policy"])),
        "unicode": (false, .anywhere),
        "unicodetext": (false, .anywhere),
    ]

    /// The options that are not built, with the reason and the remedy.
    private static let refusals = [
        "kerberos": (
            "would sign in with a ticket of a domain, and the server takes passwords and certificates only",
            "Give -credentials FILE, -UserName NAME with -passwordfile FILE, or -ClientCertificate CERTIFICATE"
        ),
        "enrollaik": (
            "makes an attestation identity key in this computer's TPM, and keys here are software keys",
            "Make an ordinary request with certreq -new and certreq -submit"
        ),
        "enrollcredguardcert": (
            "serves Credential Guard, which only Windows has", "Enroll for an ordinary template with certreq -enroll TEMPLATE"
        ),
        "enrolllogon": (
            "serves the logon of Windows Hello, which only Windows has", "Enroll for an ordinary template with certreq -enroll TEMPLATE"
        ),
        "post": (
            "sends a file to any address, which programs that were broken into misuse", "Send a request to a CA with certreq -submit"
        ),
    ]

    /// The refusal of an option or verb that is not built: what, why, what to do.
    static func refusal(of name: String) -> CAError {
        let (reason, remedy) = refusals[name] ?? ("is not built", "Omit it")
        return CAError(.notImplemented, status: .notImplemented, "-\(name) is not built: it \(reason). \(remedy). Nothing was done.")
    }

    /// The largest number of operands of each verb that is built.
    static let operands = ["new": 2, "submit": 4, "retrieve": 4, "accept": 1, "enroll": 2, "policy": 4, "sign": 2]

    /// The files and names of each verb that is built, as its help shows them.
    private static let operandNames = [
        "new": "PolicyFile [RequestFile]", "submit": "RequestFile [CertFile [ChainFile [FullResponseFile]]]",
        "retrieve": "RequestId [CertFile [ChainFile [FullResponseFile]]]", "accept": "AnswerFile",
        "enroll": "TemplateName | -cert Certificate Renew [ReuseKeys]",
        "policy": "RequestFile [PolicyFile [RequestFileOut [PKCS10FileOut]]]", "sign": "RequestFile [RequestFileOut]",
    ]

    private static let descriptions: [(name: String, value: String?, text: String)] = [
        ("attrib", "TEXT", "Attributes beside the request: Name:Value, separated by \\n"),
        ("binary", nil, "Write DER instead of base64"),
        ("crl", nil, "Include revocation lists in the chain"),
        ("cert", "CERTIFICATE", "A certificate of the store: thumbprint, serial number or name"),
        ("xchg", "FILE", "The CA's exchange certificate, to which a key for archival is encrypted"),
        ("config", "HOST[:PORT]\\CA", "The CA; - or none for the default of the client configuration"),
        ("f", nil, "Overwrite files that exist"),
        ("q", nil, "Ask nothing; certreq never does"),
        ("any", nil, "Detect the encoding of the request; certreq always does"),
        ("rpc", nil, "Accepted and without effect: the connection is HTTPS"),
        ("v", nil, "Accepted and without effect"),
        ("user", nil, "The user's store"),
        ("machine", nil, "The machine's store; -AdminForceMachine is the same"),
        ("Anonymous", nil, "Do not sign in"),
        ("UserName", "NAME", "The account to sign in as, with -passwordfile"),
        ("p", "PASSWORD", "The password of -UserName; other accounts of this computer can see it"),
        ("ClientCertificate", "CERTIFICATE", "Sign in with this certificate of the store"),
        ("PolicyServer", "ADDRESS", "https://HOST[:PORT] of the server; ldap:, * and - have no effect"),
        ("HashAlgorithm", "NAME", "The hash of the signature: sha256, sha384 or sha512"),
        ("AlternateSignatureAlgorithm", nil, "An RSA key signs with RSASSA-PSS"),
        ("RenewOnBehalfOf", nil, "The request renews a certificate of somebody else"),
        ("Unicode", nil, "Write redirected output as UTF-16"),
        ("UnicodeText", nil, "Write files with text as UTF-16"),
        ("NoChallenge", nil, "Accepted and without effect"),
        ("noEKU", nil, "Accepted and without effect"),
        ("passwordfile", "FILE", "A file whose first line is the password of -UserName"),
        ("credentials", "FILE", "A file with lines username= and password="),
        ("trust", "FILE", "Trust these root certificates instead of the system's"),
        ("fingerprint", "HEX", "Trust the root with this SHA-256 fingerprint"),
        ("store", "DIR", "The store of keys and requests"),
    ]

    /// The dashed verb whose help a command line with `-?` asks for; nil when it names none that is built.
    static func verbAsked(_ arguments: [String]) -> String? {
        guard arguments.contains("-?") || arguments.contains("/?") else { return nil }
        return arguments.lazy.filter { $0.hasPrefix("-") || $0.hasPrefix("/") }.map { $0.dropFirst().lowercased() }
            .first { operandNames[$0] != nil }
    }

    static func help(of verb: String) -> String {
        let options = descriptions.filter {
            if case .verbs(let verbs) = table[$0.name.lowercased()]?.meaning { verbs.contains(verb) } else { true }
        }
        let names = options.map { "-\($0.name)" + ($0.value.map { " \($0)" } ?? "") }
        let width = names.map(\.count).max() ?? 0
        let lines = zip(names, options).map { "  " + $0 + String(repeating: " ", count: width - $0.count + 2) + $1.text }
        return """
            USAGE: certreq -\(verb) [options] \(operandNames[verb] ?? "")

            OPTIONS:
            \(lines.joined(separator: "\n"))

            The plain spelling has its own options: certreq \(verb) --help.
            """
    }
}
