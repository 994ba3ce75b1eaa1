import CACore
import Foundation
import FrontEnds
import Logging
import PKICrypto
import PKIFormats
import WireProtocols

/// One setting of `serve`: `--name` on the command line, `CHANCERY_NAME` in the environment, `"name"` in the file.
struct SettingDefinition: Sendable {
    enum Kind: Sendable { case text, number, flag, list }

    let name: String
    let kind: Kind
    /// The text of the value that is used when nobody sets it; empty when there is none.
    let standard: String
    let summary: String
    /// Checks the value and stores it.
    let take: @Sendable (inout Settings, SettingValue) throws -> Void

    static let variablePrefix = "CHANCERY_"

    /// The name of the environment variable.
    var variable: String { Self.variablePrefix + name.uppercased().replacing("-", with: "_") }

    static func named(_ name: String) -> SettingDefinition? { all.first { $0.name == name } }

    static let all: [SettingDefinition] = [
        text("data", "./chancery-data", "The data directory; created with mode 0700 when absent.") {
            guard !$1.isEmpty, !$1.utf8.contains(0) else { throw SettingError("does not name a directory") }
            $0.dataDirectory = $1
        },
        text(
            "https",
            "127.0.0.1:8443",
            "HOST:PORT of the HTTPS listener. * means every address. Port 0 takes a free port, and the same one at the next start."
        ) {
            $0.https = try ListenAddress($1, usualPort: 8443)
        },
        text("http", "127.0.0.1:8080", "HOST:PORT of the plain listener for CRLs and CA certificates.") {
            $0.http = try ListenAddress($1, usualPort: 8080)
        },
        list("host", "A DNS name or IP address of this server; may be repeated.") {
            $0.hosts = try $1.map { text throws(SettingError) in try ServerName(text) }
        },
        text("domain", "", "The domain suffix of the built-in directory.") {
            guard case .dns(let name) = try ServerName($1) else { throw SettingError("is an address; a domain is a DNS name") }
            $0.domain = name
        },
        text("public-http", "", "The beginning of the CRL and CA certificate URLs; fixed at first start.") {
            $0.publicHTTP = try publicAddress($1)
        },
        text("publish-to", "", "A directory for published CRLs and CA certificates, readable by everybody; DIR/published when absent.") {
            guard $1.hasPrefix("/"), !$1.utf8.contains(0) else { throw SettingError("is not an absolute path of a directory") }
            $0.publishTo = $1
        },
        text(
            "store",
            "",
            "The postgresql:// URL of a database that several servers share, without password; remembered in DIR/store. SQLite in the data directory when absent."
        ) {
            guard $1.hasPrefix("postgresql://") || $1.hasPrefix("postgres://"), !$1.utf8.contains(0) else {
                throw SettingError("is not a postgresql:// URL, such as postgresql://chancery_app@db.example.com/chancery")
            }
            $0.store = $1
        },
        text(
            "store-password-file",
            "",
            "A file holding the password of the database; libpq's own sources, such as ~/.pgpass, when absent."
        ) {
            $0.storePasswordFile = $1
        },
        text("node", "", "The name of this server among those of the database; the machine's when absent.") {
            guard Settings.isNodeName($1) else { throw SettingError("is not 1 to 50 letters, digits, dots, hyphens and underscores") }
            $0.node = $1
        },
        flag(
            "migrate",
            "no",
            "Bring the schema of the database up to date at the start, as its owner; for an installation of one server."
        ) {
            $0.migratesStore = $1
        },
        flag("require-synchronous-standby", "no", "Refuse to start when commits of the database wait for no standby.") {
            $0.requiresSynchronousStandby = $1
        },
        text("organization", "Chancery", "O of the CA certificates' names, at first start.") {
            // RFC 5280 appendix A.1, ub-organization-name.
            guard (1...64).contains($1.unicodeScalars.count) else {
                throw SettingError("must have 1 to 64 characters, because certificates allow no more")
            }
            guard !$1.unicodeScalars.contains(where: ControlText.isControl) else { throw SettingError("contains a control character") }
            $0.organization = $1
        },
        flag(
            "single-operator",
            "no",
            "Let one person both request and approve. This sets it at the first start; `chancery authority set` changes it later."
        ) {
            $0.singleOperator = $1
        },
        text("passphrase-file", "", "File holding the passphrase of the CA and server keys.") { $0.passphraseFile = $1 },
        number("passphrase-fd", "", "Open file descriptor to read that passphrase from.", in: 0...65_535) {
            $0.passphraseDescriptor = Int32($1)
        },
        flag("ask-passphrase", "no", "Ask for that passphrase on the terminal.") { $0.asksPassphrase = $1 },
        text("root-passphrase-file", "", "File holding the passphrase of the root key.") { $0.rootPassphraseFile = $1 },
        text("pkcs11-module", "", "The PKCS #11 library that reaches the tokens with keys, as an absolute path.") {
            guard $1.hasPrefix("/"), !$1.utf8.contains(0) else { throw SettingError("is not an absolute path of a library") }
            $0.pkcs11.module = $1
        },
        list(
            "pkcs11-token",
            "A pkcs11: URI of a token whose module (module-path) or PIN (pin-source) is another one than the usual; may be repeated."
        ) {
            $0.pkcs11.tokens = try $1.map { text throws(SettingError) in try tokenPlace(text, namesKey: false) }
        },
        text("token-pin-file", "", "A file holding the PIN of the tokens, read at each login.") { $0.pkcs11.pinFile = $1 },
        number("token-pin-fd", "", "Open file descriptor to read that PIN from.", in: 0...65_535) { $0.pkcs11.pinDescriptor = Int32($1) },
        flag("ask-token-pin", "no", "Ask for that PIN on the terminal.") { $0.pkcs11.asksPIN = $1 },
        number("token-timeout", "10", "The seconds after which a call of a module counts as hanging.", in: 1...300) {
            $0.pkcs11.timeoutSeconds = $1
        },
        text("issuing-key-uri", "", "The pkcs11: URI of the issuing CA's key, at first start; made there when the token has none.") {
            $0.pkcs11.issuingKey = try tokenPlace($1, namesKey: true)
        },
        text("exchange-key-uri", "", "The pkcs11: URI of the token on which new exchange keys are made.") {
            $0.pkcs11.exchangeToken = try tokenPlace($1, namesKey: false)
        },
        text("ocsp-key-uri", "", "The pkcs11: URI of the token on which new keys of OCSP signers are made.") {
            $0.pkcs11.statusToken = try tokenPlace($1, namesKey: false)
        },
        list(
            "trusted-proxy",
            "ADDRESS or ADDRESS/BITS of a proxy that begins each connection with a PROXY protocol header, version 2; may be repeated."
        ) {
            $0.trustedProxies = try $1.map { text throws(SettingError) in
                guard let block = AddressBlock(text: text) else {
                    throw SettingError("is not ADDRESS/BITS, such as 192.0.2.0/24, in which all bits after the first BITS are zero")
                }
                return block
            }
        },
        list("record-witness", "\"URL KEY\" of a witness that signs the record's checkpoints before they are published; may be repeated.") {
            $0.witnesses = try $1.map { text throws(SettingError) in
                let parts = text.split(separator: " ")
                guard parts.count == 2, let url = URL(string: String(parts[0])), ["https", "http"].contains(url.scheme),
                    url.host?.isEmpty == false,
                    let key = NoteKey(String(parts[1])), key.kind == .cosignature
                else {
                    throw SettingError(
                        "is not URL and key of a witness, such as \"https://witness.example.com w1.example.com+969980cf+BCms…\""
                    )
                }
                return Witness(key: key, url: parts[0].hasSuffix("/") ? String(parts[0].dropLast()) : String(parts[0]))
            }
        },
        number("record-witness-quorum", "", "How many of the witnesses must have signed; all when absent.", in: 1...64) {
            $0.witnessQuorum = $1
        },
        number("connections", "1024", "The most connections of one listener at a time; more wait.", in: 1...65_536) {
            $0.limits.connections = $1
        },
        number(
            "connections-per-address",
            "256",
            "The most of these from one address or one IPv6 network of 64 bits; more are closed.",
            in: 1...65_536
        ) {
            $0.limits.connectionsPerAddress = $1
        },
        flag("cm-rest", "yes", "Serve the CM REST API; when off, its paths answer 404.") { $0.cmREST.isEnabled = $1 },
        flag("cm-rest-trailing-nuls", "yes", "End a request's security descriptor with NUL characters, as the published examples do.") {
            $0.cmREST.writesTrailingNULs = $1
        },
        flag("cm-rest-empty-lists-no-content", "no", "Answer 204 instead of an empty list.") {
            $0.cmREST.answersEmptyListsWithNoContent = $1
        },
        flag("cm-rest-never-complete", "no", "Always say IsDataCollectionComplete false, as every published example does.") {
            $0.cmREST.neverCompletesDataCollection = $1
        },
        flag("cm-rest-legacy-pfx", "no", "Protect PFX files by triple DES and SHA-1, for clients that read nothing else.") {
            $0.givesLegacyPFX = $1
        },
        text(
            "card-secrets-group",
            "",
            "Name or SID of the group whose members may get keys, answers and PINs of smart cards; without it, those who may execute the request."
        ) {
            guard !$1.isEmpty else { throw SettingError("does not name a group") }
            $0.cardSecretsGroup = $1
        },
        text("token-issuer", "", "The issuer of bearer tokens, exactly as their iss says; without it no token signs anybody in.") {
            $0.tokens.issuer = try word($1)
        },
        text("token-audience", "", "The audience that a token must name, such as https://HOST/certificatemanagement.") {
            $0.tokens.audience = try word($1)
        },
        text("token-keys", "", "The issuer's key set: a file, or the https:// address of its key set or of its discovery document.") {
            $0.tokens.keys = try keyPlace($1)
        },
        text("token-roots-file", "", "A PEM file with the roots trusted for that address; those of the system when absent.") {
            $0.tokens.rootsFile = $1
        },
        list(
            "token-account-claim",
            "A claim that names the account; may be repeated, and the first that a token has counts. upn when absent."
        ) {
            $0.tokens.accountClaims = try $1.map { text throws(SettingError) in try word(text) }
        },
        number("token-skew", "60", "The seconds by which the clocks of the issuer and of this server may differ.", in: 0...600) {
            $0.tokens.skew = $1
        },
        text("token-scope", "", "A scope that a token must have.") {
            guard !$1.isEmpty, $1.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
            else {
                throw SettingError("is not a scope: printable ASCII without blanks, quotes and backslashes")
            }
            $0.tokens.scope = $1
        },
        text("mail-host", "", "The mail server that sends notifications; without it there are none.") {
            $0.mail.host = try ServerName($1).description
        },
        number("mail-port", "", "Its port; 587 for starttls, 465 for tls and 25 for plain when absent.", in: 1...65_535) {
            $0.mail.port = $1
        },
        text("mail-security", "starttls", "starttls, tls, or plain for a server on this machine.") {
            guard let security = SMTPClient.Security(rawValue: $1) else { throw SettingError("is not starttls, tls or plain") }
            $0.mail.security = security
        },
        text("mail-from", "", "The address of the sender of notifications.") {
            guard MailAddress($1) != nil else { throw SettingError("is not a mail address, such as pki@example.com") }
            $0.mail.from = $1
        },
        text("mail-user", "", "The account at the mail server.") { $0.mail.user = try word($1) },
        text("mail-password-file", "", "A file holding the password of that account.") { $0.mail.passwordFile = $1 },
        text("mail-roots-file", "", "A PEM file with the roots trusted for the mail server; those of the system when absent.") {
            $0.mail.rootsFile = $1
        },
        text("log-level", "notice", "trace, debug, info, notice, warning, error or critical.") {
            guard let level = Logger.Level(rawValue: $1) else {
                throw SettingError("is not a log level; use one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            $0.logLevel = level
        },
        text("log-format", "line", "line for people, or json for programs, with one object in each line.") {
            guard let format = LineLogHandler.Format(rawValue: $1) else { throw SettingError("is not a log format; use line or json") }
            $0.logFormat = format
        },
    ]

    /// A text that is taken as a whole.
    private static func word(_ text: String) throws(SettingError) -> String {
        guard (1...1_024).contains(text.utf8.count), !text.unicodeScalars.contains(where: ControlText.isControl) else {
            throw SettingError("is empty, longer than 1024 octets or has a control character")
        }
        return text
    }

    private static func tokenPlace(_ text: String, namesKey: Bool) throws(SettingError) -> PKCS11URI {
        let uri: PKCS11URI
        do { uri = try PKCS11URI(text) } catch { throw SettingError(error.reason) }
        guard uri.namesToken else { throw SettingError("names no token; write pkcs11:token=LABEL") }
        guard uri.namesObject == namesKey else {
            throw SettingError(namesKey ? "names no key; add ;object=LABEL" : "names a key, and only a token is meant")
        }
        guard !namesKey || uri.object != nil else { throw SettingError("gives the key no label; add ;object=LABEL") }
        return uri
    }

    private static func keyPlace(_ text: String) throws(SettingError) -> IssuerKeySource.Place {
        guard text.contains("://") else {
            guard !text.isEmpty, !text.utf8.contains(0) else { throw SettingError("does not name a file") }
            return .file(text)
        }
        guard let url = URL(string: text), url.scheme?.lowercased() == "https", url.host?.isEmpty == false, url.user == nil else {
            throw SettingError("is neither a file nor an https:// address")
        }
        return .address(url)
    }

    private static func publicAddress(_ text: String) throws(SettingError) -> String {
        let wrong = SettingError("is not an http:// URL; give one that relying parties can reach, e.g. http://pki.example.com")
        guard let url = URL(string: text), url.scheme?.lowercased() == "http", let host = url.host, !host.isEmpty else { throw wrong }
        do { _ = try ServerName(host) } catch { throw SettingError("has a host that \(error.reason)") }
        guard let address = PublicLocation.normalized(text) else { throw wrong }
        return address
    }

    private static func text(
        _ name: String,
        _ standard: String,
        _ summary: String,
        _ take: @escaping @Sendable (inout Settings, String) throws -> Void
    ) -> SettingDefinition {
        SettingDefinition(name: name, kind: .text, standard: standard, summary: summary) { settings, value in
            if case .text(let text) = value { try take(&settings, text) }
        }
    }

    private static func list(
        _ name: String,
        _ summary: String,
        _ take: @escaping @Sendable (inout Settings, [String]) throws -> Void
    ) -> SettingDefinition {
        SettingDefinition(name: name, kind: .list, standard: "", summary: summary) { settings, value in
            if case .list(let list) = value { try take(&settings, list) }
        }
    }

    private static func flag(
        _ name: String,
        _ standard: String,
        _ summary: String,
        _ take: @escaping @Sendable (inout Settings, Bool) -> Void
    ) -> SettingDefinition {
        SettingDefinition(name: name, kind: .flag, standard: standard, summary: summary) { settings, value in
            if case .flag(let flag) = value { take(&settings, flag) }
        }
    }

    private static func number(
        _ name: String,
        _ standard: String,
        _ summary: String,
        in range: ClosedRange<Int>,
        _ take: @escaping @Sendable (inout Settings, Int) -> Void
    ) -> SettingDefinition {
        SettingDefinition(name: name, kind: .number, standard: standard, summary: summary) { settings, value in
            guard case .number(let number) = value else { return }
            guard range.contains(number) else { throw SettingError("is not from \(range.lowerBound) to \(range.upperBound)") }
            take(&settings, number)
        }
    }
}

/// A value as somebody set it, before its setting has checked it.
enum SettingValue: Sendable, Equatable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([String])

    /// For messages and lists of settings. A PIN that somebody wrote into a URI, where it is refused, is left out.
    var shown: String {
        switch self {
        case .text(let text): Self.withoutPIN(text)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .list(let list): Self.withoutPIN(list.joined(separator: ", "))
        }
    }

    private static func withoutPIN(_ text: String) -> String {
        guard let name = text.firstRange(of: "pin-value=") else { return text }
        return text[..<name.upperBound] + "…"
    }
}
