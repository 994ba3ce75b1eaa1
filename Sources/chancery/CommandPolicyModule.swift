import CACore
import CAInterface
import Foundation
import PKIFormats

/// A policy module that is a program: it reads a request as JSON and writes its verdict.
///
///     {"disposition": "issue" | "pending" | "denied", "status": "0x80094800", "message": "…",
///      "notBefore": "2026-01-01T00:00:00Z", "notAfter": "…", "removeExtensions": ["1.2.3"], "removeSubjectParts": ["2.5.4.11"]}
///
/// Only `disposition` is required. A member that is not known is a failure: whoever wrote it expects an effect that it does not have.
struct CommandPolicyModule: PolicyModule {
    let program: ModuleProgram
    let timeoutSeconds: Int

    var description: String { program.file }

    /// The same for every request: there is nothing to prepare, and a program that is absent fails when it is asked.
    func verifyRequest(_ context: PolicyModuleContext, isNew: Bool) async throws -> PolicyModuleVerdict {
        let question = Question(isNew: isNew, request: context)
        let input = Array(try CanonicalJSON.text(question).utf8)
        return try Self.verdict(try await program.run(input: input, seconds: timeoutSeconds))
    }

    private struct Question: Encodable {
        let isNew: Bool
        let request: PolicyModuleContext
    }

    private static let members: Swift.Set = [
        "disposition", "status", "message", "notBefore", "notAfter", "removeExtensions", "removeSubjectParts",
    ]

    static func verdict(_ output: [UInt8]) throws -> PolicyModuleVerdict {
        // The system's words about broken JSON help nobody who wrote the module.
        guard let object = (try? JSONSerialization.jsonObject(with: Data(output))) as? [String: Any] else {
            throw fault("Its program wrote no JSON object.")
        }
        if let unknown = object.keys.first(where: { !members.contains($0) }) {
            throw fault("Its program wrote the member \(unknown), which has no meaning. It can only take away.")
        }
        var narrowing = CertificateNarrowing()
        narrowing.notBefore = try date(object["notBefore"])
        narrowing.notAfter = try date(object["notAfter"])
        narrowing.removedExtensions = try identifiers(object["removeExtensions"])
        narrowing.removedSubjectParts = try identifiers(object["removeSubjectParts"])
        switch object["disposition"] as? String {
        case "issue": return PolicyModuleVerdict(.issue, narrowing: narrowing)
        case "pending": return PolicyModuleVerdict(.hold, narrowing: narrowing)
        case "denied":
            let text = object["message"] as? String ?? "The policy module of the authority denied the request."
            return PolicyModuleVerdict(.deny(status: try status(object["status"]), text: ControlText.visible(String(text.prefix(500)))))
        default: throw fault("The disposition of a policy module is issue, pending or denied.")
        }
    }

    private static func fault(_ reason: String) -> ModuleError {
        ModuleError(reason, remedy: "docs/operating/modules.md has the form of a verdict; correct the program.")
    }

    private static func date(_ value: Any?) throws -> Date? {
        guard let value else { return nil }
        guard let text = value as? String, let date = try? Date(text, strategy: .iso8601) else {
            throw fault("A time of a policy module is written as 2026-01-31T12:00:00Z.")
        }
        return date
    }

    private static func identifiers(_ value: Any?) throws -> Swift.Set<OID> {
        guard let value else { return [] }
        guard let texts = value as? [String] else { throw fault("A policy module names object identifiers as an array of strings.") }
        return Swift.Set(
            try texts.map { text in
                guard let oid = OID(dotted: text) else { throw fault("\(text) is not an object identifier.") }
                return oid
            }
        )
    }

    /// A code of success would be no denial.
    private static func status(_ value: Any?) throws -> HRESULT {
        guard let value else { return .certsrvAdminDeniedRequest }
        guard let text = value as? String, text.lowercased().hasPrefix("0x"), let number = UInt32(text.dropFirst(2), radix: 16),
            number & 0x8000_0000 != 0
        else { throw fault("The status of a denial is a failure, such as 0x80094800.") }
        return HRESULT(rawValue: number)
    }
}
