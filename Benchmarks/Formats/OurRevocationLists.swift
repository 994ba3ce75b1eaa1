import Foundation
import PKICrypto
import PKIFormats

/// A revocation list of a million entries with this library. swift-certificates does not have them.
enum OurRevocationLists {
    /// Entries that exist only while they are read.
    struct Entries: Sequence, IteratorProtocol {
        private var number = 0

        mutating func next() -> RevokedEntry? {
            guard number < Inputs.entryCount else { return nil }
            defer { number += 1 }
            return RevokedEntry(
                serialNumber: Inputs.serialNumber(number),
                date: Inputs.time.addingTimeInterval(Double(-60 * (number % 500_000))),
                reason: .superseded
            )
        }
    }

    static func header(_ key: PrivateKey) -> TBSCertificateList {
        TBSCertificateList(
            signatureAlgorithm: key.defaultSignatureAlgorithm,
            issuer: Inputs.name,
            thisUpdate: Inputs.time,
            nextUpdate: Inputs.time.addingTimeInterval(604_800),
            extensions: [AuthorityKeyIdentifier(keyIdentifier: key.publicKey.keyIdentifier).asExtension(), CRLNumber(1).asExtension()]
        )
    }

    static func buffered(_ inputs: Inputs) async throws {
        let key = try PrivateKey(pkcs8: try inputs.read("ca-p256.key"))
        let list = try await Measure.once("CRL of 1,000,000 entries, make", "ours") {
            var body = header(key)
            body.revoked = Array(Entries())
            let tbs = body.derEncoded()
            return TBSCertificateList.assemble(tbs: tbs, algorithm: body.signatureAlgorithm, signature: try await key.sign(tbs))
        }
        Measure.report("CRL of 1,000,000 entries, make: memory", "ours", Measure.peakMegabytes)
        try inputs.write("list.crl", list)
    }

    static func streamed(_ inputs: Inputs) async throws {
        let key = try PrivateKey(pkcs8: try inputs.read("ca-p256.key"))
        let path = inputs.directory + "/streamed.crl"
        guard FileManager.default.createFile(atPath: path, contents: nil) else { throw BenchError("\(path) cannot be written") }
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        _ = try await Measure.once("CRL of 1,000,000 entries, make", "ours, streamed") {
            try await CertificateListWriter(header: header(key), key: key).write(Entries()) { try file.write(contentsOf: $0) }
        }
        try file.close()
        Measure.report("CRL of 1,000,000 entries, make: memory", "ours, streamed", Measure.peakMegabytes)
    }

    static func lookUp(_ inputs: Inputs) async throws {
        let wanted = Inputs.serialNumber(987_654)
        let path = inputs.directory + "/list.crl"
        let list = try await Measure.once("CRL of 1,000,000 entries, open", "ours") { try CertificateListScanner(mapping: path) }
        _ = try await Measure.once("CRL of 1,000,000 entries, first look-up", "ours") {
            guard try list.entry(serialNumber: wanted) != nil else { throw BenchError("the entry is not found") }
        }
        let index = try await Measure.once("CRL of 1,000,000 entries, index", "ours") { CertificateListIndex(list) }
        guard let index else { throw BenchError("there is no index") }
        var number = 0
        try await Measure.run("CRL of 1,000,000 entries, look-up", "ours") {
            number = (number + 7_919) % Inputs.entryCount
            guard try index.entry(serialNumber: Inputs.serialNumber(number)) != nil else { throw BenchError("the entry is not found") }
        }
        let key = try Certificate(derEncoded: try inputs.read("ca-p256.der")).subjectPublicKeyInfo
        _ = try await Measure.once("CRL of 1,000,000 entries, verify", "ours") {
            guard try list.isSigned(with: key) else { throw BenchError("the list is not valid") }
        }
        Measure.report("CRL of 1,000,000 entries, look-up: memory", "ours", Measure.peakMegabytes)
    }
}
