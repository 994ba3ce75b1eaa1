import Foundation
import PKICrypto
import PKIFormats

/// The input of all the programs: keys, certificates, requests and messages as files in one directory.
struct Inputs {
    let directory: String

    static let name = DistinguishedName.of([(.country, "DE"), (.organization, "Example"), (.commonName, "Benchmark CA")])
    static let entryCount = 1_000_000
    /// 2026-11-01, whole seconds.
    static let time = Date(timeIntervalSince1970: 1_793_491_200)

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: directory + "/" + name)))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: directory + "/" + name))
    }

    /// Makes the files.
    func make() async throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for (kind, specification) in [("p256", KeySpecification.p256), ("rsa", .rsa(bits: 2048))] {
            let authority = try PrivateKey(generating: specification)
            let subject = try PrivateKey(generating: specification)
            let ca = try await OurCertificates.build(
                key: authority,
                name: Self.name,
                subject: Self.name,
                subjectKey: authority.publicKey,
                isCA: true
            )
            let leaf = try await OurCertificates.build(
                key: authority,
                name: Self.name,
                subject: .of([(.commonName, "www.example.test")]),
                subjectKey: subject.publicKey
            )
            let info = CertificationRequestInfo(
                subject: .of([(.organization, "Example"), (.commonName, "www.example.test")]),
                subjectPublicKeyInfo: subject.publicKey,
                attributes: [.extensionRequest([SubjectAlternativeName([.dnsName("www.example.test")]).asExtension()])]
            ).derEncoded()
            let algorithm = subject.defaultSignatureAlgorithm
            let request = CertificationRequestInfo.assemble(
                info: info,
                algorithm: algorithm,
                signature: try await subject.sign(info, using: algorithm)
            )
            try write("ca-\(kind).der", ca)
            try write("ca-\(kind).key", try authority.pkcs8())
            try write("leaf-\(kind).der", leaf)
            try write("leaf-\(kind).key", try subject.pkcs8())
            try write("request-\(kind).der", request)
        }
    }

    /// The serial number of entry `number`: 16 octets that look random and are the same in every program.
    static func serialNumber(_ number: Int) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: 16)
        let first = (UInt64(number) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        for index in 0..<8 {
            octets[index] = UInt8(truncatingIfNeeded: first >> UInt64(56 - 8 * index))
            octets[index + 8] = UInt8(truncatingIfNeeded: UInt64(number) >> UInt64(56 - 8 * index))
        }
        octets[0] = octets[0] & 0x3F | 0x40
        return octets
    }
}
