import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats

/// `certreq ca …` asks a CA about itself.
struct CACommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ca",
        abstract: "Asks a CA whether it answers, and for its certificate, chain, properties and templates.",
        subcommands: [Ping.self, CertificateOf.self, Chain.self, Properties.self, Templates.self]
    )

    /// One connection for each of them.
    struct Target: ParsableArguments {
        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var stores: StoreOptions

        @Flag(name: .long, help: "Print the result as JSON.")
        var json = false

        func reached() async throws -> (client: CertCli.CertRequest, config: String) {
            let found = try await connection.resolved(stores)
            let connector = RemoteConnector(credential: found.credential, trust: found.trust)
            return (CertCli.CertRequest(connector: connector), try await found.completeConfig(connector))
        }
    }

    struct Ping: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ping",
            abstract: "Asks whether the CA answers, and how long it takes."
        )
        @OptionGroup var target: Target

        struct Result: Encodable {
            let config: String
            let milliseconds: Int
        }

        func run() async throws {
            let (client, config) = try await target.reached()
            let start = ContinuousClock.now
            _ = try await client.caProperty(CAPropertyID(6), config: config)
            let taken = start.duration(to: .now)
            let result = Result(
                config: config,
                milliseconds: Int(taken.components.seconds * 1000 + taken.components.attoseconds / 1_000_000_000_000_000)
            )
            if target.json { try Console.json(result) } else { Console.say("\(config) answers in \(result.milliseconds) ms.") }
        }
    }

    struct CertificateOf: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "certificate", abstract: "Gets the CA's newest certificate.")
        @Argument(help: "Write it here; standard output when absent.", completion: .file()) var file: String?
        @Flag(name: .long, help: "The certificate to which keys for archival are encrypted.") var exchange = false
        @Flag(name: .long, help: "Write DER instead of base64.") var binary = false
        @Flag(name: [.customShort("f"), .long], help: "Replace the file if it exists.") var force = false
        @OptionGroup var target: Target

        func run() async throws {
            try await CACommand.deliver(target, file, binary: binary, force: force, chain: false, exchange: exchange)
        }
    }

    struct Chain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "chain",
            abstract: "Gets the CA's certificate and its issuers as PKCS #7."
        )
        @Argument(help: "Write it here; standard output when absent.", completion: .file()) var file: String?
        @Flag(name: .long, help: "Write DER instead of base64.") var binary = false
        @Flag(name: [.customShort("f"), .long], help: "Replace the file if it exists.") var force = false
        @OptionGroup var target: Target

        func run() async throws { try await CACommand.deliver(target, file, binary: binary, force: force, chain: true) }
    }

    private static func deliver(
        _ target: Target,
        _ file: String?,
        binary: Bool,
        force: Bool,
        chain: Bool,
        exchange: Bool = false
    ) async throws {
        let output = try file.map { try OutputFile($0, overwrites: force) }
        let (client, config) = try await target.reached()
        let form = binary ? .binary : OutputFlags(.base64Header, .noCR)
        let bytes = try await client.caCertificate(exchange: exchange, config: config, flags: chain ? form.adding(.chain) : form)
        if let output { try output.write(bytes.fileContents) }
        if target.json {
            try Console.json([chain ? "chain" : "certificate": EncodedBytes(bytes.bytes, as: OutputFlags(.base64Header, .noCR)).text])
        } else if let output {
            Console.say("Wrote \(output.path)")
        } else {
            Console.say(EncodedBytes(bytes.bytes, as: OutputFlags(.base64Header, .noCR)).text)
        }
    }

    struct Properties: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "properties",
            abstract: "Prints the CA's properties (CR_PROP), each with its number.",
            discussion: "A property with an index shows index 0. A property that this CA does not have is left out."
        )
        @OptionGroup var target: Target

        struct Row: Encodable {
            let id: Int32
            let name: String
            let value: String
        }

        func run() async throws {
            let (client, config) = try await target.reached()
            var rows: [Row] = []
            for id in Int32(0)...60 {
                guard let property = CAProperty.named(CAPropertyID(id)),
                    let value = try? await client.caProperty(property.id, config: config)
                else { continue }
                rows.append(Row(id: property.id.rawValue, name: property.name, value: Self.text(value)))
            }
            // One that answered proves that the others are missing, and not the server.
            if rows.isEmpty { _ = try await client.caProperty(CAPropertyID(6), config: config) }
            if target.json { return try Console.json(rows) }
            for row in rows { Console.say("\(row.id) \(row.name): \(row.value)") }
        }

        private static func text(_ value: PropertyValue) -> String {
            if let number = value.long { return String(number) }
            if let date = value.date { return date.formatted(.iso8601) }
            if let bytes = value.bytes { return Hex.encode(bytes.prefix(32)) + (bytes.count > 32 ? "… (\(bytes.count) octets)" : "") }
            return (value.text ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
        }
    }

    struct Templates: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "templates", abstract: "Lists the templates that the CA issues.")
        @OptionGroup var target: Target

        struct Row: Encodable {
            let name: String
            let oid: String
        }

        func run() async throws {
            let (client, config) = try await target.reached()
            // CR_PROP_TEMPLATES: a line for each name, and one for its identifier.
            let lines = (try await client.caProperty(CAPropertyID(29), config: config).text ?? "")
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let rows = stride(from: 0, to: lines.count - 1, by: 2).map { Row(name: lines[$0], oid: lines[$0 + 1]) }
            if target.json { return try Console.json(rows) }
            for row in rows { Console.say(row.oid.isEmpty ? row.name : "\(row.name) \(row.oid)") }
        }
    }
}
