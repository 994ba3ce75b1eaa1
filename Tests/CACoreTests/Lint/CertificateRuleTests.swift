import CACore
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Lint: constant extensions")
struct CertificateRuleTests {
    private static let sound = [
        KeyUsage([.digitalSignature]).asExtension(critical: true),
        ExtendedKeyUsage([OID.KeyPurpose.clientAuth]).asExtension(),
        AuthorityKeyIdentifier(keyIdentifier: [1, 2, 3]).asExtension(),
    ]
    private static let authority = [
        KeyUsage([.keyCertSign]).asExtension(critical: true),
        BasicConstraints(isCA: true).asExtension(critical: true),
        AuthorityKeyIdentifier(keyIdentifier: [1, 2, 3]).asExtension(),
    ]

    /// The place of an extension, and what comes there; nil for nothing.
    private static let rows: [(rule: String, isCA: Bool, place: Int, item: CertificateExtension?)] = [
        ("cert.extensions-unique", false, 3, KeyUsage([.digitalSignature]).asExtension(critical: true)),
        ("cert.extensions-unique", false, 3, SubjectAlternativeName([.dnsName("a.example")]).asExtension()),
        ("cert.key-usage-stated", false, 0, nil),
        ("cert.key-usage", false, 0, KeyUsage([.digitalSignature, .encipherOnly]).asExtension(critical: true)),
        ("cert.key-usage", false, 0, KeyUsage([.keyAgreement, .encipherOnly, .decipherOnly]).asExtension(critical: true)),
        ("cert.key-usage", true, 0, KeyUsage([.keyCertSign]).asExtension()),
        ("cert.certificate-signing", false, 0, KeyUsage([.keyCertSign]).asExtension(critical: true)),
        ("cert.certificate-signing", true, 0, KeyUsage([.digitalSignature]).asExtension(critical: true)),
        ("cert.basic-constraints", false, 3, BasicConstraints(isCA: true).asExtension(critical: true)),
        ("cert.basic-constraints", true, 1, BasicConstraints(isCA: true).asExtension()),
        ("cert.basic-constraints", true, 1, nil),
        ("cert.purposes", false, 1, nil),
        ("cert.authority-key-identifier", false, 2, AuthorityKeyIdentifier(keyIdentifier: [1, 2, 4]).asExtension()),
        ("cert.locations", false, 3, CRLDistributionPoints(uris: ["ldap://pki.example.test/x"]).asExtension()),
        ("cert.locations", false, 3, AuthorityInformationAccess(ocsp: ["https://pki.example.test/x"]).asExtension()),
    ]

    @Test("each rule about the extensions of a template is found by its identifier", arguments: rows.indices)
    func constant(_ index: Int) {
        let row = Self.rows[index]
        var extensions = row.isCA ? Self.authority : Self.sound
        #expect(CertificateLint.faults(ofExtensions: extensions, isCA: row.isCA, issuerKeyIdentifier: [1, 2, 3]).isEmpty)
        if row.place < extensions.count { extensions.remove(at: row.place) }
        if let item = row.item { extensions.insert(item, at: row.place) }
        let faults = CertificateLint.faults(ofExtensions: extensions, isCA: row.isCA, issuerKeyIdentifier: [1, 2, 3])
        #expect(faults.map(\.rule) == [row.rule])
    }
}
