import PKICrypto
package import PKIFormats
import PortableFoundation

/// The right to sign one OCSP response, once. Only `ResponseLint` makes it.
package struct ResponsePermit: ~Copyable, Sendable {
    /// DER of the ResponseData that was linted.
    package let body: [UInt8]
    package let algorithm: AlgorithmIdentifier

    // Private to this file, which also has the lint, so nobody else can make one.
    fileprivate init(linted body: [UInt8], algorithm: AlgorithmIdentifier) {
        self.body = body
        self.algorithm = algorithm
    }
}

/// Judges OCSP responses before they are signed, and the certificates of those who sign them. The rules are those of `ResponseRule`.
package enum ResponseLint {
    package typealias Fault = CertificateLint.Fault

    /// - Parameters:
    ///   - signer: who is to sign.
    ///   - issuer: the generation whose key's certificates the response is about.
    package static func permit(_ data: OCSPResponseData, algorithm: AlgorithmIdentifier, signer: StatusSigner, issuer: IssuingGeneration)
        throws(LintRefusal) -> ResponsePermit
    {
        let faults = faults(of: data, algorithm: algorithm, signer: signer, issuer: issuer)
        guard faults.isEmpty else { throw LintRefusal(faults: faults) }
        return ResponsePermit(linted: data.derEncoded(), algorithm: algorithm)
    }

    package static func faults(of data: OCSPResponseData, algorithm: AlgorithmIdentifier, signer: StatusSigner, issuer: IssuingGeneration)
        -> [Fault]
    {
        var faults: [Fault] = []
        func require(_ holds: Bool, _ rule: ResponseRule, _ detail: @autoclosure () -> String) {
            if !holds { faults.append(Fault(rule, detail())) }
        }
        require(
            signer.algorithms.contains(algorithm),
            .signatureAlgorithm,
            "\(algorithm.name) is weak, or the key does not sign with it"
        )
        require(data.responderID == signer.responderID, .responder, "it is not the hash of the signer's key")
        require(!data.responses.isEmpty, .responses, "there is none")
        let produced = data.producedAt
        require(
            produced >= signer.certificate.notBefore && produced <= signer.certificate.notAfter,
            .signerValid,
            "its certificate is not valid when the response is made"
        )
        for single in data.responses {
            for fault in self.faults(of: single, produced: produced, end: signer.certificate.notAfter) { faults.append(fault) }
        }
        let isExtended = data.responses.contains { $0.status == Self.neverIssued }
        for item in data.extensions {
            switch item.oid {
            case OCSPNonce.oid:
                let nonce = try? OCSPNonce(value: item.value)
                require(nonce.map { $0.bytes.count >= 16 } ?? false, .nonce, "it does not have 16 to 128 octets")
            case OCSPExtendedRevoke.oid: require(isExtended, .extendedRevokeAlone, "no certificate was never issued")
            default: require(false, .extensions, "\(item.oid.nameOrDotted) does not belong here")
            }
            require(!item.critical, .extensions, "\(item.oid.nameOrDotted) is critical")
        }
        require(
            Set(data.extensions.map(\.oid)).count == data.extensions.count,
            .extensionsUnique,
            "an extension occurs twice"
        )
        require(
            !isExtended || data.extensions.contains { $0.oid == OCSPExtendedRevoke.oid },
            .extendedRevoke,
            "a certificate that was never issued is revoked, but the extension is absent"
        )
        return faults
    }

    /// What is said of a serial number that was never given, where that is not `unknown`. Source: RFC 6960 §2.2.
    package static let neverIssued = RevocationStatus.revoked(reason: .certificateHold, date: Date(timeIntervalSince1970: 0))

    private static func faults(of single: OCSPSingleResponse, produced: Date, end: Date) -> [Fault] {
        var faults: [Fault] = []
        func require(_ holds: Bool, _ rule: ResponseRule, _ detail: @autoclosure () -> String) {
            if !holds { faults.append(Fault(rule, detail())) }
        }
        require(single.thisUpdate <= produced, .thisUpdate, "it is after producedAt")
        if let next = single.nextUpdate {
            require(next > single.thisUpdate, .nextUpdate, "it is not after thisUpdate")
            require(next <= end, .signerOutlives, "nextUpdate is after the end of the signer's certificate")
        } else {
            require(false, .nextUpdateThere, "it is absent")
        }
        if case .revoked(let reason, let date) = single.status {
            require(reason != .unspecified, .reason, "the reason unspecified is written")
            require(reason != .removeFromCRL, .removal, "it is a reason of delta lists only")
            require(date <= produced, .revocationTime, "it is in the future")
        }
        for item in single.extensions {
            require(item.oid != OID.Extensions.reasonCode, .reason, "the reason is among the extensions")
            require(item.oid == OCSPArchiveCutoff.oid, .extensions, "\(item.oid.nameOrDotted) does not belong here")
            require(single.status != Self.neverIssued, .neverIssued, "the answer has an extension")
        }
        return faults
    }

    /// The certificate of a delegated signer, once before it signs anything.
    /// - Parameter issuer: a generation of the key whose certificates the signer answers for.
    package static func faults(ofSigner certificate: Certificate, issuer: IssuingGeneration) -> [Fault] {
        var faults: [Fault] = []
        func require(_ holds: Bool, _ rule: ResponseRule, _ detail: @autoclosure () -> String) {
            if !holds { faults.append(Fault(rule, detail())) }
        }
        require(certificate.issuer == issuer.certificate.subject, .signerIssuer, "it is of another issuer")
        require(
            (try? AuthorityKeyIdentifier.find(in: certificate.extensions))?.keyIdentifier == issuer.keyIdentifier,
            .signerIssuerKey,
            "another key of the issuer signed it"
        )
        require(
            (try? ExtendedKeyUsage.find(in: certificate.extensions))?.purposes == [OID.KeyPurpose.ocspSigning],
            .signerPurpose,
            "it is not for OCSP signing alone"
        )
        require(
            (try? KeyUsage.find(in: certificate.extensions)) == .digitalSignature,
            .signerKeyUsage,
            "it is not digitalSignature alone"
        )
        require(
            certificate.extension(OCSPNoCheck.oid).map { $0.value == [0x05, 0x00] && !$0.critical } ?? false,
            .signerNoCheck,
            "the extension is absent, critical or not NULL"
        )
        for oid in [CRLDistributionPoints.oid, AuthorityInformationAccess.oid] {
            require(certificate.extension(oid) == nil, .signerPointers, "\(oid.nameOrDotted) is there, although nobody checks it")
        }
        return faults
    }
}
