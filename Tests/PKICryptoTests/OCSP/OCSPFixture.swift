import Foundation
import PKICrypto
import PKIFormats
import PKITesting

/// A CA, a good and a revoked certificate, a delegated responder, and the same as files for other programs.
struct OCSPFixture {
    let hierarchy: SampleHierarchy
    let responder: SampleIdentity
    let revoked: SampleIdentity
    let files: OpenSSLFiles

    var issuer: SampleIdentity { hierarchy.issuing }
    var good: SampleIdentity { hierarchy.server }
    /// Other programs judge by the clock of the machine.
    let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
    var nonce: [UInt8] { Array(repeating: 7, count: 32) }

    static func make() async throws -> OCSPFixture {
        let hierarchy = try await SampleHierarchy.make()
        let responder = try await delegate(of: hierarchy.issuing)
        let revoked = try await hierarchy.issuing.leaf(commonName: "revoked")
        let files = try OpenSSLFiles()
        try files.write("ca.pem", pem: "CERTIFICATE", hierarchy.issuing.certificate.derEncoded)
        try files.write("root.pem", pem: "CERTIFICATE", hierarchy.root.certificate.derEncoded)
        try files.write("ca.key", pem: "PRIVATE KEY", try hierarchy.issuing.key.pkcs8())
        try files.write("ocsp.pem", pem: "CERTIFICATE", responder.certificate.derEncoded)
        try files.write("ocsp.key", pem: "PRIVATE KEY", try responder.key.pkcs8())
        try files.write("good.pem", pem: "CERTIFICATE", hierarchy.server.certificate.derEncoded)
        try files.write("revoked.pem", pem: "CERTIFICATE", revoked.certificate.derEncoded)
        let index = """
            V\t400101000000Z\t\t\(hierarchy.server.certificate.serialHex.uppercased())\tunknown\t/CN=good
            R\t400101000000Z\t260102030405Z,keyCompromise\t\(revoked.certificate.serialHex.uppercased())\tunknown\t/CN=revoked

            """
        try files.write("index.txt", Array(index.utf8))
        return OCSPFixture(hierarchy: hierarchy, responder: responder, revoked: revoked, files: files)
    }

    static func delegate(
        of issuer: SampleIdentity,
        purposes: [OID] = [OID.KeyPurpose.ocspSigning],
        noCheck: Bool = true,
        notAfter: Date = SampleHierarchy.leafNotAfter
    ) async throws -> SampleIdentity {
        let key = try PrivateKey(generating: .p256)
        var extensions = SampleHierarchy.leafExtensions(key: key.publicKey, issuer: issuer.key.publicKey, purposes: purposes, names: [])
        if noCheck { extensions.append(CertificateExtension(OID.OCSP.noCheck, value: [0x05, 0x00])) }
        let certificate = try await issuer.issue(
            subject: .of([(.organization, "Example"), (.commonName, "OCSP responder")]),
            publicKey: key.publicKey,
            extensions: extensions,
            notAfter: notAfter
        )
        return SampleIdentity(certificate: certificate, key: key)
    }

    /// A request about both certificates, with the nonce.
    func request() throws -> OCSPRequest {
        try TBSOCSPRequest(about: [good.certificate, revoked.certificate], issuer: issuer.certificate, nonce: nonce).unsigned()
    }

    func single(_ question: OCSPSingleRequest) -> OCSPSingleResponse {
        let status: RevocationStatus =
            question.certID.serialNumber == revoked.certificate.serialNumber
            ? .revoked(reason: .keyCompromise, date: Date(timeIntervalSince1970: 1_767_323_045))
            : question.certID.names(serialNumber: good.certificate.serialNumber, issuer: issuer.certificate) ? .good : .unknown
        return OCSPSingleResponse(
            certID: question.certID,
            status: status,
            thisUpdate: now.addingTimeInterval(-60),
            nextUpdate: now.addingTimeInterval(3_600)
        )
    }

    /// Our answer to a request.
    func response(
        to request: OCSPRequest,
        signer: SampleIdentity,
        byKey: Bool = false,
        extensions: [CertificateExtension] = [],
        certificates: [Certificate]? = nil
    ) async throws -> OCSPResponse {
        let data = OCSPResponseData(
            answering: request,
            responder: signer.certificate,
            byKey: byKey,
            at: now,
            extensions: extensions,
            answer: single
        )
        return try await data.signed(
            with: signer.key,
            certificates: certificates ?? [signer.certificate],
            algorithm: request.signatureAlgorithm(for: signer.key)
        )
    }
}
