import ArgumentParser
import CAInterface
import CertCli
import Foundation
import PKIFormats
import WireProtocols

extension RequestCommand {
    struct SetAttribute: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-attribute",
            abstract: "Give a pending request attributes, or give them other values.",
            discussion: "chancery request set-attribute 17 CertificateTemplate:WebServer"
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Request id.") var id: Int
        @Argument(help: "NAME:VALUE, once or several times.") var attributes: [String]

        func run() async throws {
            if let bad = attributes.first(where: { $0.contains(where: \.isNewline) || RequestAttributes(raw: $0).pairs.count != 1 }) {
                throw CommandError("An attribute is written NAME:VALUE on one line; this one is not: \(bad.debugDescription).", exitCode: 2)
            }
            let read = RequestAttributes(raw: attributes.joined(separator: "\n"))
            try await server.connect().setAttributes(read, of: RequestID(id))
            Terminal.say("Request \(id) has \(read.pairs.map(\.name).joined(separator: ", ")).")
        }
    }

    struct SetExtension: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set-extension",
            abstract: "Give the certificate of a pending request an extension, or keep one out of it.",
            discussion: """
                An officer narrows what the template gives, or adds an extension without a meaning for trust; the template decides about all others.
                  chancery request set-extension 17 2.5.29.15 --value AwIHgA== --critical
                  chancery request set-extension 17 1.3.6.1.4.1.99999.1 --type string --value "batch 7"
                  chancery request set-extension 17 1.3.6.1.4.1.311.21.10 --disable
                """
        )
        @OptionGroup var server: ServerOptions
        @Argument(help: "Request id.") var id: Int
        @Argument(help: "Identifier of the extension, at most 31 characters.") var oid: String
        @Option(help: "The value: base64 of its DER, or what --type says.") var value: String?
        @Option(
            help: "How the value is given: binary, long (INTEGER), date or string (IA5String).",
            completion: .list(["binary", "long", "date", "string"])
        )
        var type = "binary"
        @Flag(help: "The extension is critical.") var critical = false
        @Flag(help: "The certificate does not have the extension.") var disable = false

        func run() async throws {
            guard let identifier = OID(dotted: oid) else {
                throw CommandError("\(oid) is not an object identifier such as 2.5.29.15.", exitCode: 2)
            }
            guard value != nil || disable else { throw CommandError("Give --value, or --disable to keep the extension out.", exitCode: 2) }
            let body = ExtensionChangeBody(type: value == nil ? nil : type, value: value, critical: critical, disable: disable)
            try await server.connect().setExtension(body, identifier, of: RequestID(id))
            Terminal.say(
                disable ? "The certificate of request \(id) will not have \(oid)." : "The certificate of request \(id) will have \(oid)."
            )
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase what old requests brought: their bytes, attributes and messages.",
            discussion: """
                The rows, their ids and the certificates stay. What is pending, issued and not expired, or revoked is never erased. For whoever is both officer and
                administrator of the authority.
                  chancery request erase --failed-before 2026-01-01
                """
        )
        @OptionGroup var server: ServerOptions
        @Option(help: "Certificates that expired before this day or time.") var expiredBefore: String?
        @Option(help: "Denied and failed requests last changed before this day or time.") var failedBefore: String?
        @Option(help: "One request.") var request: Int?
        @Option(help: "The attributes of one request; the rest of it stays.") var attributesOf: Int?

        func run() async throws {
            let selections: [Erasure] =
                try [
                    expiredBefore.map { .expired(before: try CertificateCommand.date($0, option: "--expired-before")) },
                    failedBefore.map { .failed(before: try CertificateCommand.date($0, option: "--failed-before")) },
                    request.map { .request(RequestID($0)) }, attributesOf.map { .attributes(of: RequestID($0)) },
                ].compactMap { $0 }
            guard let selection = selections.first, selections.count == 1 else {
                throw CommandError("Give one of --expired-before, --failed-before, --request and --attributes-of.", exitCode: 2)
            }
            let count = try await server.connect().erase(selection)
            if server.json { return try Terminal.json(ErasedBody(count)) }
            if attributesOf != nil { return Terminal.say(count == 1 ? "One attribute was erased." : "\(count) attributes were erased.") }
            Terminal.say(count == 1 ? "One request was erased." : "\(count) requests were erased.")
        }
    }
}
