import Foundation
import PKICrypto
import PKIFormats

/// The output of `certreq verify`. The fields have the names of the JSON members, which docs/certreq-verify.md promises to keep.
struct VerifyResult: Encodable {
    struct Member: Encodable {
        let subject: String
        let issuer: String
        let serial: String
    }

    struct Failure: Encodable {
        let index: Int
        let certificate: String
        let rule: String
    }

    struct Weakness: Encodable {
        let index: Int
        let certificate: String
        let weakness: String
    }

    struct Remark: Encodable {
        let index: Int
        let certificate: String
        let remark: String
    }

    struct Status: Encodable {
        let status: String
        let source: String?
        let reason: String?
        let time: Date?
        let remark: String?
    }

    let valid: Bool
    let path: [Member]
    let failed: Failure?
    let policies: [String]
    let authorityPolicies: [String]
    let revocation: [Status]
    let weaknesses: [Weakness]
    let remarks: [Remark]
    /// The addresses that were asked; absent without `--fetch`.
    let fetched: [StatusFetch.Attempt]?

    /// Whether the path fails only because something could not be fetched.
    var isUndecided: Bool {
        guard let failed, let fetched, fetched.contains(where: { $0.failure != nil }) else { return false }
        if failed.rule.hasPrefix("issuer:") { return fetched.contains { $0.kind == .issuer && $0.failure != nil } }
        return failed.rule.hasPrefix("revocation") && revocation.indices.contains(failed.index)
            && revocation[failed.index].status == "unknown"
    }

    init(_ report: PathReport, fetched: [StatusFetch.Attempt]? = nil) {
        self.fetched = fetched
        valid = report.result.isValid
        path = report.certificates.map { Member(subject: $0.subject.rfc4514, issuer: $0.issuer.rfc4514, serial: $0.serialHex) }
        if case .invalid(let index, let rule) = report.result {
            failed = Failure(index: index, certificate: report.failedCertificate?.subject.rfc4514 ?? "", rule: rule)
        } else {
            failed = nil
        }
        policies = report.userPolicies.map(\.dotted).sorted()
        authorityPolicies = report.authorityPolicies.map(\.dotted).sorted()
        func subject(_ item: PathRemark) -> String {
            report.certificates.indices.contains(item.certificate) ? report.certificates[item.certificate].subject.rfc4514 : ""
        }
        weaknesses = report.weaknesses.map { Weakness(index: $0.certificate, certificate: subject($0), weakness: $0.text) }
        remarks = report.remarks.map { Remark(index: $0.certificate, certificate: subject($0), remark: $0.text) }
        revocation = report.revocation.map { finding in
            let remark = finding.remark.isEmpty ? nil : finding.remark
            let source = finding.source.map { $0 == .list ? "crl" : "ocsp" }
            switch finding.status {
            case .good: return Status(status: "good", source: source, reason: nil, time: nil, remark: remark)
            case .unknown: return Status(status: "unknown", source: source, reason: nil, time: nil, remark: remark)
            case .revoked(let reason, let date):
                return Status(status: "revoked", source: source, reason: reason?.name, time: date, remark: remark)
            }
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        var lines: [String] = []
        for (index, member) in path.enumerated() {
            var line = "\(index)  \(member.subject.isEmpty ? "(no name)" : member.subject)  serial \(member.serial)"
            if revocation.indices.contains(index) { line += "  revocation: \(revocation[index].status)" }
            lines.append(line)
        }
        if !policies.isEmpty { lines.append("policies: " + policies.map { $0 == "2.5.29.32.0" ? "any" : $0 }.joined(separator: " ")) }
        for item in remarks {
            lines.append("remark: certificate \(item.index) (\(item.certificate.isEmpty ? "no name" : item.certificate))")
            lines.append("  \(item.remark)")
        }
        for item in weaknesses {
            lines.append("weak: certificate \(item.index) (\(item.certificate.isEmpty ? "no name" : item.certificate))")
            lines.append("  \(item.weakness)")
        }
        for attempt in fetched ?? [] {
            let what = "\(attempt.kind.rawValue) \(attempt.url) for \(attempt.certificate)"
            lines.append(attempt.failure.map { "not fetched: \(what)\n  \($0)" } ?? "fetched: \(what), \(attempt.octets ?? 0) octets")
        }
        if let failed {
            lines.append("not valid: certificate \(failed.index) (\(failed.certificate.isEmpty ? "no name" : failed.certificate))")
            lines.append("  \(failed.rule)")
        } else {
            lines.append("valid")
        }
        return lines.joined(separator: "\n")
    }
}
