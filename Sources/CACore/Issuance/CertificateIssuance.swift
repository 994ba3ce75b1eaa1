package import PortableFoundation
import PKICrypto
package import PKIFormats

/// A certificate that has just been signed.
package struct IssuedCertificate: Sendable, Hashable {
    package let bytes: [UInt8]
    /// Lower-case hex.
    package let serialNumber: String
    package let notBefore: Date
    package let notAfter: Date
    /// The template asked for longer than the issuer lives.
    package let validityWasShortened: Bool
}

/// Makes certificates: composes the body, has it linted, and signs it with the permit the lint hands out. One function: step 8 of
/// docs/request-flow.md.
package enum CertificateIssuance {
    /// - Parameters:
    ///   - issuer: the signing generation; nil makes a certificate that the signer signs for itself.
    ///   - signer: of the issuer's key.
    ///   - sequence: the request's number; its low 24 bits stand in the serial number.
    ///   - randomness: 8 fresh octets from a cryptographic source for the serial number.
    /// - Throws: `LintRefusal`, `IssuanceError`, or what the key throws.
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
        // 8a. Compose. Of the request only the public key is here; names come from where the template says.
        let serial = serialNumber(at: now, sequence: sequence, randomness: randomness)
        var notBefore = now.addingTimeInterval(-Double(clockSkewSeconds))
        var notAfter = notBefore.addingTimeInterval(Double(profile.validitySeconds))
        var shortened = false
        if let limits = issuer?.limits {
            notBefore = max(notBefore, limits.notBefore)
            if notAfter > limits.notAfter {
                notAfter = limits.notAfter
                shortened = true
            }
        }
        let extensions = extensions(of: names, publicKey: publicKey, profile: profile)
        let tbs = TBSCertificate(
            serialNumber: serial,
            signatureAlgorithm: issuer?.signatureAlgorithm ?? signer.signatureAlgorithm,
            issuer: issuer?.certificate.subject ?? names.subject,
            notBefore: notBefore,
            notAfter: notAfter,
            subject: names.subject,
            subjectPublicKeyInfo: publicKey,
            extensions: extensions,
            preencodedExtensions: profile.encodedExtensions
        )

        // 8b. Lint. Only a body without a fault gets a permit.
        let permit = try CertificateLint.permit(tbs, profile: profile, issuer: issuer)

        // 8c. Sign, once.
        let bytes = try await signer.sign(permit)
        return IssuedCertificate(
            bytes: bytes,
            serialNumber: Hex.encode(serial),
            notBefore: notBefore,
            notAfter: notAfter,
            validityWasShortened: shortened
        )
    }

    /// The extensions that differ from certificate to certificate.
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

    /// The octet 1, four with the second, three with the request's number, eight that nobody can foresee: positive, of constant length
    /// (RFC 5280 §4.1.2.2), and with the 64 random bits that the CA/Browser Forum asks for.
    ///
    /// Serial numbers that grow with time stand side by side in the store's index: wholly random ones make each submission change a page of its own there.
    /// The time is in the certificate anyway.
    package static func serialNumber(at now: Date, sequence: Int, randomness: [UInt8]) -> [UInt8] {
        let second = UInt32(truncatingIfNeeded: Int(now.timeIntervalSince1970))
        var serial: [UInt8] = [1]
        serial.reserveCapacity(16)
        for shift in [24, 16, 8, 0] as [UInt32] { serial.append(UInt8(truncatingIfNeeded: second >> shift)) }
        for shift in [16, 8, 0] { serial.append(UInt8(truncatingIfNeeded: sequence >> shift)) }
        serial.append(contentsOf: randomness)
        return serial
    }

    /// The low 24 bits of the request's number, out of a serial number made by `serialNumber`; nil for one of another make.
    package static func sequence(of serial: [UInt8]) -> Int? {
        guard serial.count == 16, serial[0] == 1 else { return nil }
        return serial[5..<8].reduce(0) { $0 << 8 | Int($1) }
    }
}
