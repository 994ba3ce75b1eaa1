import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("the table of known extensions")
struct KnownExtensionsTests {
    @Test("no two types of the table have the same identifier, and each has a name")
    func table() {
        #expect(Set(KnownExtensions.types.map { $0.oid }).count == KnownExtensions.types.count)
        #expect(KnownExtensions.decoders.count == KnownExtensions.types.count)
        for type in KnownExtensions.types { #expect(type.oid.name != nil, "\(type)") }
    }

    @Test("every known extension of every root of the system is read and written octet for octet", .enabled(if: SystemRoots.isThere))
    func systemRoots() throws {
        let roots = try SystemRoots.documents()
        try #require(roots.count > 50)
        var unknown: [OID: Int] = [:]
        for root in roots {
            let certificate = try Certificate(derEncoded: root.bytes)
            for item in certificate.extensions {
                guard let value = try KnownExtensions.decode(item) else {
                    unknown[item.oid, default: 0] += 1
                    continue
                }
                // Two old roots write key usage with trailing zero bits, which DER forbids and other programs ignore.
                if item.oid == KeyUsage.oid, item.value.last == 0 { continue }
                #expect(value.value == item.value, "\(item.oid.nameOrDotted) of \(certificate.subject)")
            }
        }
        // The only extensions left are an Entrust and a SET extension, each in one old root.
        #expect(unknown.values.reduce(0, +) <= 5, "\(unknown)")
    }

    @Test("an unknown extension gives no value, a broken known one the error of its structure")
    func unknownAndBroken() throws {
        let unknown = try KnownExtensions.decode(CertificateExtension("1.2.3.4", value: [1, 2, 3]))
        #expect(unknown == nil)
        let error = #expect(throws: FormatError.self) {
            try KnownExtensions.decode(CertificateExtension(OID.Extensions.basicConstraints, value: [5, 0]))
        }
        #expect(error?.structure == "BasicConstraints")
    }
}
