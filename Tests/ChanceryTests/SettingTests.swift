import ArgumentParser
import Foundation
import FrontEnds
import Logging
import PKITesting
import Testing

@testable import chancery

@Suite("Settings") struct SettingTests {
    private func sources(_ arguments: [String] = [], _ environment: [String: String] = [:], file: String? = nil) async throws
        -> SettingSources
    {
        let command = try #require(try Chancery.parseAsRoot(["serve"] + arguments) as? ServeCommand)
        guard let file else { return try await SettingSources(options: command.options, environment: environment, file: nil) }
        let path = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString).json").path
        try Data(file.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await SettingSources(options: command.options, environment: environment, file: path)
    }

    @Test("an option overrides the environment, that overrides the file, and the file the standard value")
    func order() async throws {
        let found = try await sources(
            ["--domain", "option.example"],
            ["CHANCERY_DOMAIN": "env.example", "CHANCERY_HOST": "a.example,192.0.2.7", "PATH": "x"],
            file: #"{"domain": "file.example", "host": ["c.example"], "organization": "Example Ltd", "cm-rest": false, "connections": 7}"#
        ).settings()
        #expect(found.settings.domain == "option.example")
        #expect(found.settings.hosts == [.dns("a.example"), .ip([192, 0, 2, 7])])
        #expect(found.settings.organization == "Example Ltd")
        #expect(!found.settings.cmREST.isEnabled)
        #expect(found.settings.limits.connections == 7)
        #expect(found.settings.http == ListenAddress(host: "127.0.0.1", port: 8080))
        func line(_ name: String) -> SettingSources.Line? { found.lines.first { $0.name == name } }
        #expect(line("domain")?.from == "option")
        #expect(line("host") == .init(name: "host", value: "a.example, 192.0.2.7", from: "environment"))
        #expect(line("organization")?.from.hasSuffix(".json") == true)
        #expect(line("http") == .init(name: "http", value: "127.0.0.1:8080", from: "default"))
        #expect(found.lines.map(\.name) == SettingDefinition.all.map(\.name))
    }

    @Test(
        "a URI of a key or token in the settings is checked, and one with a PIN is refused",
        arguments: [
            ("issuing-key-uri", "pkcs11:token=a", "names no key"), ("issuing-key-uri", "pkcs11:object=a", "names no token"),
            ("issuing-key-uri", "pkcs11:token=a;id=%01", "no label"),
            ("exchange-key-uri", "pkcs11:token=a;object=b", "only a token is meant"),
            ("pkcs11-token", "pkcs11:token=a?pin-value=54321", "holds a PIN"), ("pkcs11-module", "x.so", "not an absolute path"),
        ]
    )
    func tokenPlaces(_ name: String, _ text: String, _ reason: String) async throws {
        let found = try await sources(["--" + name, text])
        #expect { try found.settings() } throws: { error in
            let shown = (error as? CommandError)?.message ?? "\(error)"
            return shown.contains(reason) && !shown.contains("54321")
        }
    }

    @Test("every setting is an option of serve, and has the same value by each way", arguments: SettingDefinition.all.map(\.name))
    func everyWay(_ name: String) async throws {
        let definition = try #require(SettingDefinition.named(name))
        let texts = [
            "log-level": "debug", "log-format": "json", "public-http": "http://pki.example.com", "publish-to": "/srv/pki",
            "trusted-proxy": "192.0.2.0/24", "mail-security": "tls", "mail-from": "pki@example.com",
            "record-witness": "https://w.example.com witness.example.com/w1+969980cf+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X",
            "store": "postgresql://chancery_app@db.example.com/chancery", "pkcs11-module": "/usr/lib/x.so",
            "pkcs11-token": "pkcs11:token=a", "issuing-key-uri": "pkcs11:token=a;object=b", "exchange-key-uri": "pkcs11:token=a",
            "ocsp-key-uri": "pkcs11:token=a",
        ]
        let (arguments, variable, json): ([String], String, String) =
            switch definition.kind {
            case .text, .list:
                (["--\(name)", texts[name] ?? "a.example"], texts[name] ?? "a.example", "\"\(texts[name] ?? "a.example")\"")
            case .number: (["--\(name)", "9"], "9", "9")
            case .flag: (["--\(name)"], "true", "true")
            }
        let file = definition.kind == .list ? "[\(json)]" : json
        let ways = [
            try await sources(arguments), try await sources([], [definition.variable: variable]),
            try await sources(file: "{\"\(name)\": \(file)}"),
        ]
        let lines = try ways.map { sources in try #require(try sources.settings().lines.first { $0.name == name }) }
        #expect(Set(lines.map(\.value)).count == 1)
        #expect(lines.allSatisfy { $0.from != "default" })
    }

    @Test("the standard values that are shown are those in use")
    func standards() throws {
        var settings = Settings()
        for definition in SettingDefinition.all where !definition.standard.isEmpty {
            let value: SettingValue =
                switch definition.kind {
                case .text: .text(definition.standard)
                case .number: .number(try #require(Int(definition.standard)))
                case .flag: .flag(definition.standard == "yes")
                case .list: .list([])
                }
            try definition.take(&settings, value)
        }
        #expect("\(settings)" == "\(Settings())")
    }

    @Test(
        "an unknown setting is refused, and the nearest known one is named",
        arguments: [
            ("CHANCERY_HOTS", nil, "CHANCERY_HOST"), ("CHANCERY_PUBLIC_HTTPS", nil, "CHANCERY_PUBLIC_HTTP"),
            (nil, "organisation", "organization"),
            (nil, "publicHttp", "public-http"), (nil, "cmrest", "cm-rest"),
        ] as [(String?, String?, String)]
    )
    func unknown(_ variable: String?, key: String?, nearest: String) async {
        let failure = await #expect(throws: CommandError.self) {
            try await sources([], variable.map { [$0: "x"] } ?? [:], file: key.map { "{\"\($0)\": \"x\"}" })
        }
        #expect(failure?.exitCode == 2)
        #expect(failure?.message.contains("Did you mean \(nearest)?") == true, "\(failure?.message ?? "")")
    }

    @Test("the variables that Kubernetes makes for a service named chancery are ignored")
    func serviceLinks() async throws {
        let links = [
            "CHANCERY_SERVICE_HOST": "10.0.0.1", "CHANCERY_SERVICE_PORT": "443", "CHANCERY_SERVICE_PORT_HTTPS": "443",
            "CHANCERY_PORT": "tcp://10.0.0.1:443", "CHANCERY_PORT_443_TCP_ADDR": "10.0.0.1",
        ]
        let lines = try await sources([], links).settings().lines
        #expect(lines.allSatisfy { $0.from == "default" })
    }

    @Test("a setting that resembles no other is refused without a guess")
    func nothingNear() async {
        let failure = await #expect(throws: CommandError.self) { try await sources([], ["CHANCERY_XYZZY_9": "1"]) }
        #expect(failure?.message.contains("Did you mean") == false)
    }

    @Test(
        "a wrong value is refused with its place, the value and the reason",
        arguments: [
            (["--host", "my_box"], [:], nil, "--host “my_box” contains “_”"),
            ([], ["CHANCERY_HTTPS": "1:2:3"], nil, "CHANCERY_HTTPS “1:2:3” is not an address"),
            ([], ["CHANCERY_CONNECTIONS": "many"], nil, "CHANCERY_CONNECTIONS is not a whole number"),
            ([], [:], #"{"connections": "7"}"#, "is not a whole number"), ([], [:], #"{"cm-rest": "off"}"#, "is not true or false"),
            ([], [:], #"{"host": "a.example"}"#, "is not a list of texts"), ([], [:], #"{"connections": 0}"#, "is not from 1 to 65536"),
            (["--log-level", "loud"], [:], nil, "--log-level “loud” is not a log level; use one of trace"),
            (["--log-format", "xml"], [:], nil, "is not a log format; use line or json"),
            (["--public-http", "https://a.example"], [:], nil, "is not an http:// URL"),
            (["--public-http", "http://my_box"], [:], nil, "has a host that"),
            (["--public-http", "http://a.example/?x"], [:], nil, "is not an http:// URL"),
            (["--public-http", "http://a.example:99999"], [:], nil, "is not an http:// URL"),
            (["--public-http", "http://a.example/%zz"], [:], nil, "is not an http:// URL"),
            (["--domain", "192.0.2.7"], [:], nil, "is an address"),
            (["--organization", String(repeating: "a", count: 65)], [:], nil, "1 to 64"),
            (["--store", "mysql://db.example.com/chancery"], [:], nil, "is not a postgresql:// URL"),
            (["--node", "two words"], [:], nil, "is not 1 to 50 letters"),
            (["--trusted-proxy", "10.0.0.1/8"], [:], nil, "ADDRESS/BITS"),
            ([], [:], "[]", "is not a JSON object"), ([], [:], "{", "is not JSON: line 1: "),
            ([], [:], "{\"https\": \":1\",\n\"https\": \":2\"}", "is not JSON: line 2: this member occurs twice"),
            ([], [:], #"{"host": {"a": "b"}}"#, "is not a list of texts"), ([], [:], #"{"https": null}"#, "is not a text"),
        ] as [([String], [String: String], String?, String)]
    )
    func wrong(_ arguments: [String], environment: [String: String], file: String?, words: String) async {
        let failure = await #expect(throws: CommandError.self) { try await sources(arguments, environment, file: file).settings() }
        #expect(failure?.exitCode == 2)
        #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")")
    }

    @Test("an absent settings file is refused by its name")
    func absent() async {
        let failure = await #expect(throws: CommandError.self) {
            try await SettingSources(options: [:], environment: [:], file: "/nowhere/settings.json")
        }
        #expect(failure?.message.contains("/nowhere/settings.json cannot be read") == true)
    }
}
