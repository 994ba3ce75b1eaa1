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
        "attrib": (true, .verbs(["new", "submit"])),
        "binary": (false, .verbs(["new", "submit", "retrieve"])),
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
        "policyserver": (true, .notBuilt),
        "cert": (true, .notBuilt),
        "xchg": (true, .notBuilt),
        "clientcertificate": (true, .notBuilt),
        "hashalgorithm": (true, .notBuilt),
        "kerberos": (false, .notBuilt),
        "renewonbehalfof": (false, .notBuilt),
        "nochallenge": (false, .notBuilt),
        "noeku": (false, .notBuilt),
        "alternatesignaturealgorithm": (false, .notBuilt),
        "unicode": (false, .notBuilt),
        "unicodetext": (false, .notBuilt),
    ]

    /// The largest number of operands of each verb that is built.
    static let operands = ["new": 2, "submit": 4, "retrieve": 4, "accept": 1, "enroll": 1]
}
