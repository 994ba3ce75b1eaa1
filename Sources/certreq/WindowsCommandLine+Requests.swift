import CAInterface
import CertCli
import CertEnroll
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// The verbs that need only files and the store.
extension WindowsCommandLine {
    func new() async throws -> Int32 {
        let policy = try operand(0, "a policy file")
        let output = operands.count > 1 ? try OutputFile(operands[1], overwrites: set.contains("f")) : nil
        let maker = RequestMaker(
            attributes: values["attrib"],
            stores: stores,
            binary: set.contains("binary"),
            signer: values["cert"],
            replaces: set.contains("f"),
            exchange: values["xchg"],
            connection: { try await connection() }
        )
        let made = try await maker.make(policy)
        if let output { try output.write(made.contents) } else { Console.say(made.text) }
        Console.say("\nCertReq: Request Created")
        made.remarks.forEach(Console.complain)
        if !made.ignored.isEmpty { Console.complain("These keys have no effect here: \(made.ignored.joined(separator: ", "))") }
        return 0
    }

    func accept() async throws -> Int32 {
        let enrollment = try await ResponseAcceptor.accept(
            try Files.read(try operand(0, "the CA's answer")),
            stores: stores,
            trust: values["trust"],
            fingerprint: values["fingerprint"],
            allowUntrustedRoot: false
        )
        try tellInstalled(enrollment)
        return 0
    }

    func tellInstalled(_ enrollment: X509Enrollment) throws {
        guard let first = try enrollment.issuedChain().first else { return }
        let certificate = try Certificate(derEncoded: first)
        Console.say("Installed Certificate:")
        Console.say("  Serial Number: \(certificate.serialHex)")
        Console.say("  Subject: \(certificate.subject.rfc4514)")
        Console.say("  NotBefore: \(certificate.notBefore.formatted(.iso8601))")
        Console.say("  NotAfter: \(certificate.notAfter.formatted(.iso8601))")
        Console.say("  Thumbprint: \(Hex.encode(Digest.sha1(first)))")
    }

    func sign() async throws -> Int32 {
        guard let name = values["cert"] else {
            throw CAError(.malformed, status: .invalidArgument, "-sign needs -cert and a certificate of the store.")
        }
        let choice = try SignatureChoice(digest: values["hashalgorithm"], isPSS: false)
        let der = try RequestFile.read(try operand(0, "a request file"))
        let output = operands.count > 1 ? try OutputFile(operands[1], overwrites: set.contains("f")) : nil
        let signed = try await RequestSigning.sign(der, with: try StoredCertificate.find(name, stores), choice)
        try deliver(signed, to: output)
        return 0
    }

    func policy() async throws -> Int32 {
        let choice = try SignatureChoice(digest: values["hashalgorithm"], isPSS: set.contains("alternatesignaturealgorithm"))
        let der = try RequestFile.read(try operand(0, "a request file"))
        let file = operands.count > 1 ? operands[1] : nil
        let outputs = try operands.dropFirst(2).map { try OutputFile($0, overwrites: set.contains("f")) }
        try OutputFile.requireDistinct(outputs)
        let policy = try file.map { try PolicyRequest(try Files.read($0), path: $0, isPolicyOnly: true) }
        let signer = try values["cert"].map { try StoredCertificate.find($0, stores) }
        let message = try await RequestSigning.policy(der, policy, attributes: values["attrib"], signer: signer, choice)
        try deliver(message, to: outputs.first)
        if outputs.count > 1 { try deliver(der, to: outputs[1]) }
        return 0
    }

    private func deliver(_ request: [UInt8], to output: OutputFile?) throws {
        let form: OutputFlags = set.contains("binary") ? .binary : .base64RequestHeader
        if let output {
            try output.write(EncodedBytes(request, as: form).written)
        } else {
            Console.say(EncodedBytes(request, as: OutputFlags(.base64RequestHeader, .noCR)).text)
        }
    }
}
