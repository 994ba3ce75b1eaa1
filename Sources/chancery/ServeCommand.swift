import ArgumentParser
import Foundation
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Start the server. The first start fills an empty data directory; the next start completes a killed one.",
        discussion: """
            The first start creates a root and an issuing CA, a TLS certificate, the built-in templates, a sample profile template, \
            an administrator and this host's machine principal. The administrator's password is in DIR/admin-credentials.

            Each setting may also be an environment variable (CHANCERY_PUBLIC_HTTP for --public-http; commas separate the items of a list) or a member of the JSON object in \
            the file that --config names. An option overrides a variable, and a variable overrides the file.
            """
    )

    @Option(help: "A JSON file with settings. They have the names of the options.", completion: .file()) var config: String?
    @Flag(help: "Print each setting and its source, and exit.") var printSettings = false
    @Flag(help: "Print them as JSON.") var json = false

    // The command line gives texts, as the file and the environment do, so that all three accept the same values.
    @Option(help: .setting("data"), completion: .directory) var data: String?
    @Option(help: .setting("https")) var https: String?
    @Option(help: .setting("http")) var http: String?
    @Option(name: .customLong("host"), help: .setting("host")) var hosts: [String] = []
    @Option(help: .setting("domain")) var domain: String?
    @Option(help: .setting("public-http")) var publicHttp: String?
    @Option(help: .setting("publish-to"), completion: .directory) var publishTo: String?
    @Option(help: .setting("store")) var store: String?
    @Option(help: .setting("store-password-file"), completion: .file()) var storePasswordFile: String?
    @Option(help: .setting("node")) var node: String?
    @Flag(inversion: .prefixedNo, help: .setting("migrate")) var migrate: Bool?
    @Flag(inversion: .prefixedNo, help: .setting("require-synchronous-standby")) var requireSynchronousStandby: Bool?
    @Option(help: .setting("organization")) var organization: String?
    @Flag(inversion: .prefixedNo, help: .setting("single-operator")) var singleOperator: Bool?
    @Option(help: .setting("passphrase-file"), completion: .file()) var passphraseFile: String?
    @Option(help: .setting("passphrase-fd")) var passphraseFd: Int?
    @Flag(inversion: .prefixedNo, help: .setting("ask-passphrase")) var askPassphrase: Bool?
    @Option(help: .setting("root-passphrase-file"), completion: .file()) var rootPassphraseFile: String?
    @Option(name: .customLong("trusted-proxy"), help: .setting("trusted-proxy")) var trustedProxies: [String] = []
    @Option(name: .customLong("record-witness"), help: .setting("record-witness")) var recordWitnesses: [String] = []
    @Option(help: .setting("record-witness-quorum")) var recordWitnessQuorum: Int?
    @Option(help: .setting("connections")) var connections: Int?
    @Option(help: .setting("connections-per-address")) var connectionsPerAddress: Int?
    @Flag(inversion: .prefixedNo, help: .setting("cm-rest")) var cmRest: Bool?
    @Flag(inversion: .prefixedNo, help: .setting("cm-rest-trailing-nuls")) var cmRestTrailingNuls: Bool?
    @Flag(inversion: .prefixedNo, help: .setting("cm-rest-empty-lists-no-content")) var cmRestEmptyListsNoContent: Bool?
    @Flag(inversion: .prefixedNo, help: .setting("cm-rest-never-complete")) var cmRestNeverComplete: Bool?
    @Flag(inversion: .prefixedNo, help: .setting("cm-rest-legacy-pfx")) var cmRestLegacyPfx: Bool?
    @Option(help: .setting("token-issuer")) var tokenIssuer: String?
    @Option(help: .setting("token-audience")) var tokenAudience: String?
    @Option(help: .setting("token-keys"), completion: .file()) var tokenKeys: String?
    @Option(help: .setting("token-roots-file"), completion: .file()) var tokenRootsFile: String?
    @Option(name: .customLong("token-account-claim"), help: .setting("token-account-claim")) var tokenAccountClaims: [String] = []
    @Option(help: .setting("token-skew")) var tokenSkew: Int?
    @Option(help: .setting("token-scope")) var tokenScope: String?
    @Option(name: .customLong("pkcs11-module"), help: .setting("pkcs11-module"), completion: .file()) var pkcs11Module: String?
    @Option(name: .customLong("pkcs11-token"), help: .setting("pkcs11-token")) var pkcs11Tokens: [String] = []
    @Option(help: .setting("token-pin-file"), completion: .file()) var tokenPinFile: String?
    @Option(help: .setting("token-pin-fd")) var tokenPinFd: Int?
    @Flag(inversion: .prefixedNo, help: .setting("ask-token-pin")) var askTokenPin: Bool?
    @Option(help: .setting("token-timeout")) var tokenTimeout: Int?
    @Option(help: .setting("issuing-key-uri")) var issuingKeyUri: String?
    @Option(help: .setting("exchange-key-uri")) var exchangeKeyUri: String?
    @Option(help: .setting("ocsp-key-uri")) var ocspKeyUri: String?
    @Option(help: .setting("mail-host")) var mailHost: String?
    @Option(help: .setting("mail-port")) var mailPort: Int?
    @Option(help: .setting("mail-security"), completion: .list(["starttls", "tls", "plain"])) var mailSecurity: String?
    @Option(help: .setting("mail-from")) var mailFrom: String?
    @Option(help: .setting("mail-user")) var mailUser: String?
    @Option(help: .setting("mail-password-file"), completion: .file()) var mailPasswordFile: String?
    @Option(help: .setting("mail-roots-file"), completion: .file()) var mailRootsFile: String?
    @Option(help: .setting("card-secrets-group")) var cardSecretsGroup: String?
    @Option(help: .setting("log-level"), completion: .list(Logger.Level.allCases.map(\.rawValue))) var logLevel: String?
    @Option(help: .setting("log-format"), completion: .list(["line", "json"])) var logFormat: String?

    func run() async throws {
        let sources = try await SettingSources(
            options: options,
            environment: ProcessInfo.processInfo.environment,
            file: config
        )
        var (settings, lines) = try sources.settings()
        if printSettings { return try Self.show(lines, asJSON: json) }
        settings.passphrase = try Passphrase.read(
            file: settings.passphraseFile,
            descriptor: settings.passphraseDescriptor,
            ask: settings.asksPassphrase,
            // A start that finds no keys seals new ones under this passphrase.
            isNew: try !StoredPassphrases(dataDirectory: settings.dataDirectory).hasKeys(underThatOf: StoredPassphrases.keysFile)
        )
        try settings.pkcs11.readPIN()
        settings.rootPassphrase = try Passphrase.read(file: settings.rootPassphraseFile, descriptor: nil, ask: false)
        try await Server.run(settings)
    }

    /// The values from the command line, by the names of the settings.
    var options: [String: SettingValue] {
        var options: [String: SettingValue] = [:]
        let texts = [
            "data": data, "https": https, "http": http, "domain": domain, "public-http": publicHttp, "publish-to": publishTo,
            "organization": organization, "store": store, "store-password-file": storePasswordFile, "node": node,
            "passphrase-file": passphraseFile, "root-passphrase-file": rootPassphraseFile, "log-level": logLevel, "log-format": logFormat,
            "token-issuer": tokenIssuer, "token-audience": tokenAudience, "token-keys": tokenKeys, "token-roots-file": tokenRootsFile,
            "token-scope": tokenScope, "mail-host": mailHost, "mail-security": mailSecurity, "mail-from": mailFrom, "mail-user": mailUser,
            "mail-password-file": mailPasswordFile, "mail-roots-file": mailRootsFile,
            "card-secrets-group": cardSecretsGroup, "pkcs11-module": pkcs11Module, "token-pin-file": tokenPinFile,
            "issuing-key-uri": issuingKeyUri, "exchange-key-uri": exchangeKeyUri, "ocsp-key-uri": ocspKeyUri,
        ]
        for (name, text) in texts { options[name] = text.map { .text($0) } }
        let flags = [
            "migrate": migrate, "require-synchronous-standby": requireSynchronousStandby,
            "single-operator": singleOperator, "ask-passphrase": askPassphrase, "cm-rest": cmRest,
            "cm-rest-trailing-nuls": cmRestTrailingNuls,
            "cm-rest-empty-lists-no-content": cmRestEmptyListsNoContent, "cm-rest-never-complete": cmRestNeverComplete,
            "cm-rest-legacy-pfx": cmRestLegacyPfx, "ask-token-pin": askTokenPin,
        ]
        for (name, flag) in flags { options[name] = flag.map { .flag($0) } }
        let numbers = [
            "passphrase-fd": passphraseFd, "connections": connections, "connections-per-address": connectionsPerAddress,
            "token-skew": tokenSkew, "mail-port": mailPort, "record-witness-quorum": recordWitnessQuorum, "token-pin-fd": tokenPinFd,
            "token-timeout": tokenTimeout,
        ]
        for (name, number) in numbers { options[name] = number.map { .number($0) } }
        let lists = [
            "host": hosts, "trusted-proxy": trustedProxies, "token-account-claim": tokenAccountClaims, "record-witness": recordWitnesses,
            "pkcs11-token": pkcs11Tokens,
        ]
        for (name, list) in lists where !list.isEmpty { options[name] = .list(list) }
        return options
    }

    private static func show(_ lines: [SettingSources.Line], asJSON: Bool) throws {
        if asJSON { return try Terminal.json(lines) }
        var table = TerminalTable(headings: ["SETTING", "VALUE", "FROM"])
        table.rows = lines.map { [$0.name, $0.value, $0.from] }
        Terminal.say(table.text)
    }
}

extension ArgumentHelp {
    /// The help of a setting, from its definition.
    fileprivate static func setting(_ name: String) -> ArgumentHelp {
        guard let definition = SettingDefinition.named(name) else { return ArgumentHelp(stringLiteral: "") }
        let standard = definition.standard.isEmpty ? "" : " (default: \(definition.standard))"
        return ArgumentHelp(stringLiteral: definition.summary + standard)
    }
}
