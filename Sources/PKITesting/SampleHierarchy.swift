package import Foundation
package import PKICrypto
package import PKIFormats

/// A root with a P-384 key, an issuing CA with a P-256 key and leaves. Each hierarchy gets its own real keys.
///
/// All certificates are valid at ``time`` and at the present.
package struct SampleHierarchy: Sendable {
    /// The fixed present of tests: 2026-11-21 00:00:00 UTC.
    package static let time = Date(timeIntervalSince1970: 1_795_219_200)
    /// 2024-01-01: every certificate begins here.
    package static let notBefore = Date(timeIntervalSince1970: 1_704_067_200)
    /// 2048-01-01: the root ends here.
    package static let rootNotAfter = Date(timeIntervalSince1970: 2_461_449_600)
    /// 2044-01-01: the issuing CA ends here.
    package static let issuingNotAfter = Date(timeIntervalSince1970: 2_335_219_200)
    /// 2040-01-01: leaves end here.
    package static let leafNotAfter = Date(timeIntervalSince1970: 2_208_988_800)

    package let root: SampleIdentity
    package let issuing: SampleIdentity
    /// A TLS server `www.example.test`, P-256.
    package let server: SampleIdentity
    /// A user `alice@example.test` for client authentication, P-256.
    package let user: SampleIdentity

    /// The issuing CA and the root, as a client would get them.
    package var chain: [Certificate] { [issuing.certificate, root.certificate] }

    /// Makes the keys and the certificates.
    package static func make() async throws -> SampleHierarchy {
        let rootKey = try PrivateKey(generating: .p384)
        let root = try await SampleIdentity.selfSigned(
            subject: .of([(.organization, "Example"), (.commonName, "Example Root CA")]),
            key: rootKey,
            extensions: authorityExtensions(key: rootKey.publicKey, issuer: nil, pathLength: nil),
            notBefore: notBefore,
            notAfter: rootNotAfter
        )
        let issuing = try await root.authority(commonName: "Example Issuing CA", pathLength: 0)
        let server = try await issuing.leaf(
            commonName: "www.example.test",
            purposes: [OID.KeyPurpose.serverAuth],
            names: [.dnsName("www.example.test")]
        )
        let user = try await issuing.leaf(
            commonName: "Alice",
            purposes: [OID.KeyPurpose.clientAuth, OID.KeyPurpose.emailProtection],
            names: [.rfc822Name("alice@example.test"), .userPrincipalName("alice@example.test")]
        )
        return SampleHierarchy(root: root, issuing: issuing, server: server, user: user)
    }

    /// The extensions of a CA certificate.
    package static func authorityExtensions(
        key: SubjectPublicKeyInfo,
        issuer: SubjectPublicKeyInfo?,
        pathLength: Int?
    ) -> [CertificateExtension] {
        var extensions = [
            BasicConstraints(isCA: true, pathLength: pathLength).asExtension(critical: true),
            KeyUsage([.digitalSignature, .keyCertSign, .cRLSign]).asExtension(critical: true),
            SubjectKeyIdentifier(key.keyIdentifier).asExtension(),
        ]
        if let issuer { extensions.append(AuthorityKeyIdentifier(keyIdentifier: issuer.keyIdentifier).asExtension()) }
        return extensions
    }

    /// The extensions of an end-entity certificate.
    package static func leafExtensions(
        key: SubjectPublicKeyInfo,
        issuer: SubjectPublicKeyInfo,
        purposes: [OID],
        names: [GeneralName]
    ) -> [CertificateExtension] {
        var extensions = [
            KeyUsage(key.kind.isRSA ? [.digitalSignature, .keyEncipherment] : [.digitalSignature]).asExtension(critical: true),
            ExtendedKeyUsage(purposes).asExtension(),
            SubjectKeyIdentifier(key.keyIdentifier).asExtension(),
            AuthorityKeyIdentifier(keyIdentifier: issuer.keyIdentifier).asExtension(),
        ]
        if !names.isEmpty { extensions.append(SubjectAlternativeName(names).asExtension()) }
        return extensions
    }
}

extension SampleIdentity {
    /// A CA below this one with a new key.
    package func authority(
        commonName: String,
        key: PrivateKey? = nil,
        pathLength: Int? = nil,
        notBefore: Date = SampleHierarchy.notBefore,
        notAfter: Date = SampleHierarchy.issuingNotAfter
    ) async throws -> SampleIdentity {
        let key = try key ?? PrivateKey(generating: .p256)
        let certificate = try await issue(
            subject: .of([(.organization, "Example"), (.commonName, commonName)]),
            publicKey: key.publicKey,
            extensions: SampleHierarchy.authorityExtensions(key: key.publicKey, issuer: self.key.publicKey, pathLength: pathLength),
            notBefore: notBefore,
            notAfter: notAfter
        )
        return SampleIdentity(certificate: certificate, key: key)
    }

    /// An end entity below this CA with a new P-256 key, unless one is given.
    package func leaf(
        commonName: String,
        key: PrivateKey? = nil,
        purposes: [OID] = [OID.KeyPurpose.clientAuth],
        names: [GeneralName] = [],
        notBefore: Date = SampleHierarchy.notBefore,
        notAfter: Date = SampleHierarchy.leafNotAfter
    ) async throws -> SampleIdentity {
        let key = try key ?? PrivateKey(generating: .p256)
        let certificate = try await issue(
            subject: .of([(.organization, "Example"), (.commonName, commonName)]),
            publicKey: key.publicKey,
            extensions: SampleHierarchy.leafExtensions(
                key: key.publicKey,
                issuer: self.key.publicKey,
                purposes: purposes,
                names: names
            ),
            notBefore: notBefore,
            notAfter: notAfter
        )
        return SampleIdentity(certificate: certificate, key: key)
    }
}
