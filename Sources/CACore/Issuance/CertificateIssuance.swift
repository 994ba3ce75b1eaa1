package import PortableFoundation
import PKICrypto
package import PKIFormats

/// A certificate that has just been signed.
package struct IssuedCertificate: Sendable, Hashable {
    package let bytes: [UInt8]
    /// Lowercase hexadecimal.
    package let serialNumber: String
    package let notBefore: Date
    package let notAfter: Date
    /// The template wants a longer validity than the issuer has left.
    package let validityWasShortened: Bool
    /// The rules of severity warning that it breaks.
    package let warnings: [CertificateLint.Fault]

    /// The signed bytes of a composed body, with the facts of the body.
    init(_ bytes: [UInt8], of composed: ComposedCertificate, warnings: [CertificateLint.Fault]) {
        self.bytes = bytes
        self.warnings = warnings
        serialNumber = Hex.encode(composed.body.serialNumber)
        notBefore = composed.body.notBefore
        notAfter = composed.body.notAfter
        validityWasShortened = composed.cut == .byIssuer
    }
}

/// Makes certificates: composes the body, lints it, and signs it with the permit from the lint: step 8 of docs/request-flow.md.
package enum CertificateIssuance {
    /// - Parameters:
    ///     - issuer: the signing generation; nil makes a self-signed certificate of the signer.
    ///     - signer: the signer of the issuer's key.
    ///     - sequence: the request's number. The serial number contains its low 24 bits.
    ///     - randomness: 8 fresh octets from a cryptographic source, for the serial number.
    /// - Throws: `LintRefusal`, `IssuanceError`, or the error of the key.
    package static func issue(
        names: CertificateNames,
        publicKey: SubjectPublicKeyInfo,
        profile: CertificateProfile,
        issuer: IssuingGeneration?,
        signer: Signer,
        now: Date,
        clockSkewSeconds: Int,
        sequence: Int,
        randomness: [UInt8]
    ) async throws -> IssuedCertificate {
        let composed = compose(
            names: names,
            publicKey: publicKey,
            profile: profile,
            issuer: issuer,
            signatureAlgorithm: issuer?.signatureAlgorithm ?? signer.signatureAlgorithm,
            now: now,
            clockSkewSeconds: clockSkewSeconds,
            sequence: sequence,
            randomness: randomness
        )
        return try await sign(composed, with: signer)
    }

    /// 8a. Compose. Only the public key comes from the request here; the template decides where names come from.
    /// - Parameters:
    ///     - wanted: a shorter validity that the request asks for.
    ///     - narrowing: what a policy module takes away.
    ///     - isPrecertificate: adds the poison extension, with which nobody takes it for a certificate.
    package static func compose(
        names: CertificateNames,
        publicKey: SubjectPublicKeyInfo,
        profile: CertificateProfile,
        issuer: IssuingGeneration?,
        signatureAlgorithm: AlgorithmIdentifier,
        now: Date,
        clockSkewSeconds: Int,
        wanted: RequestedValidity? = nil,
        narrowing: CertificateNarrowing = .nothing,
        sequence: Int,
        randomness: [UInt8],
        isPrecertificate: Bool = false
    ) -> ComposedCertificate {
        let serial = serialNumber(at: now, sequence: sequence, randomness: randomness)
        var notBefore = now.addingTimeInterval(-Double(clockSkewSeconds))
        var notAfter = notBefore.addingTimeInterval(Double(profile.validitySeconds))
        var cut = ComposedCertificate.Cut.none
        if let end = wanted?.end(from: notBefore), end < notAfter {
            notAfter = end
            cut = .byRequest
        }
        if let limits = issuer?.limits {
            notBefore = max(notBefore, limits.notBefore)
            if notAfter > limits.notAfter {
                notAfter = limits.notAfter
                cut = .byIssuer
            }
        }
        if let begin = narrowing.notBefore { notBefore = max(notBefore, begin) }
        if let end = narrowing.notAfter { notAfter = min(notAfter, end) }
        var extensions = extensions(of: names, publicKey: publicKey, profile: profile)
        if isPrecertificate { extensions.append(PrecertificatePoison().asExtension(critical: true)) }
        return ComposedCertificate(
            body: TBSCertificate(
                serialNumber: serial,
                signatureAlgorithm: signatureAlgorithm,
                issuer: issuer?.certificate.subject ?? names.subject,
                notBefore: notBefore,
                notAfter: notAfter,
                subject: names.subject,
                subjectPublicKeyInfo: publicKey,
                extensions: extensions,
                preencodedExtensions: profile.encodedExtensions
            ),
            profile: profile,
            issuer: issuer,
            cut: cut
        )
    }

    /// 8b. Lint: only a body without faults gets a permit. 8c. Sign, once.
    /// - Throws: `LintRefusal`, or the error of the key.
    package static func sign(_ composed: ComposedCertificate, with signer: Signer) async throws -> IssuedCertificate {
        let permit = try CertificateLint.permit(composed.body, profile: composed.profile, issuer: composed.issuer)
        let warnings = permit.warnings
        return IssuedCertificate(try await signer.sign(permit), of: composed, warnings: warnings)
    }

    /// The certificate that a precertificate promised, with the timestamps of the logs.
    /// - Parameter issuer: the generation that signed the precertificate.
    /// - Throws: `LintRefusal`, or the error of the key.
    static func complete(
        _ precertificate: [UInt8],
        with list: SignedCertificateTimestampList,
        issuer: IssuingGeneration,
        signer: Signer
    ) async throws -> [UInt8] {
        try await signer.sign(
            try CertificateLint.permit(completing: try Certificate(derEncoded: precertificate), with: list, issuer: issuer)
        )
    }

    /// The extensions that differ between certificates.
    static func extensions(of names: CertificateNames, publicKey: SubjectPublicKeyInfo, profile: CertificateProfile)
        -> [CertificateExtension]
    {
        var extensions = [SubjectKeyIdentifier(publicKey.keyIdentifier).asExtension()]
        if !names.alternativeNames.isEmpty {
            let critical = names.subject.isEmpty || profile.alternativeNameIsCritical
            extensions.append(SubjectAlternativeName(names.alternativeNames).asExtension(critical: critical))
        }
        if let sid = names.accountSID { extensions.append(NTDSCASecurity(sid: sid).asExtension()) }
        return extensions
    }

    /// The octet 1, four octets with the second, three with the request's number, and eight unpredictable ones: positive, of constant
    /// length (RFC 5280 §4.1.2.2), and with the 64 random bits that the CA/Browser Forum requires.
    ///
    /// Serial numbers that grow with time are neighbors in the store's index. With completely random ones, each submission would change a different page
    /// of the index. The certificate contains the time anyway.
    package static func serialNumber(at now: Date, sequence: Int, randomness: [UInt8]) -> [UInt8] {
        let second = UInt32(truncatingIfNeeded: Int(now.timeIntervalSince1970))
        var serial: [UInt8] = [1]
        serial.reserveCapacity(16)
        for shift in [24, 16, 8, 0] as [UInt32] { serial.append(UInt8(truncatingIfNeeded: second >> shift)) }
        for shift in [16, 8, 0] { serial.append(UInt8(truncatingIfNeeded: sequence >> shift)) }
        serial.append(contentsOf: randomness)
        return serial
    }

    /// The second in which a certificate was made, from a serial number that `serialNumber` made; nil for any other.
    static func time(of serial: [UInt8]) -> Date? {
        guard serial.count == 16, serial[0] == 1 else { return nil }
        return Date(timeIntervalSince1970: Double(serial[1..<5].reduce(0) { $0 << 8 | Int($1) }))
    }

    /// The low 24 bits of the request's number, from a serial number that `serialNumber` made; nil for any other.
    package static func sequence(of serial: [UInt8]) -> Int? {
        guard serial.count == 16, serial[0] == 1 else { return nil }
        return serial[5..<8].reduce(0) { $0 << 8 | Int($1) }
    }
}
