import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("CMS SignedData")
struct CMSSignerTests {
    static let content = Array("the content\r\n".utf8)

    /// A signer of each kind of key below one hierarchy.
    static func signer(_ specification: KeySpecification) async throws -> (SampleHierarchy, SampleIdentity) {
        let hierarchy = try await SampleHierarchy.make()
        let signer = try await hierarchy.issuing.leaf(
            commonName: "Signer",
            key: try PrivateKey(generating: specification),
            purposes: [OID.KeyPurpose.emailProtection]
        )
        return (hierarchy, signer)
    }

    // OpenSSL 3.0 has no Ed25519 in CMS.
    @Test(
        "openssl cms -verify accepts our message, and refuses a changed one",
        arguments: SignatureTests.keysOfOpenSSL.filter { $0 != .ed25519 }
    )
    func verifiedByOpenSSL(specification: KeySpecification) async throws {
        let (hierarchy, signer) = try await Self.signer(specification)
        let message = try await CMSSigner.sign(
            content: Self.content,
            contentType: OID.CMS.data,
            certificate: signer.certificate,
            key: signer.key,
            certificates: [signer.certificate.derEncoded, hierarchy.issuing.certificate.derEncoded],
            signingTime: SampleHierarchy.time
        )
        let files = try OpenSSLFiles()
        try files.write("root.pem", pem: "CERTIFICATE", hierarchy.root.certificate.derEncoded)
        try files.write("message.der", message)
        let result = try files.run(
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "message.der",
            "-CAfile",
            "root.pem",
            "-purpose",
            "any"
        )
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.stdout == Self.content)

        var changed = message
        let position = try #require(message.indices.first { Array(message[$0...].prefix(Self.content.count)) == Self.content })
        changed[position] ^= 0x20
        try files.write("changed.der", changed)
        #expect(
            try files.run(
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "changed.der",
                "-CAfile",
                "root.pem",
                "-purpose",
                "any"
            ).status != 0
        )
    }

    @Test("our reader verifies our message, attached and detached", arguments: SignatureTests.keys)
    func roundTrip(specification: KeySpecification) async throws {
        let (_, signer) = try await Self.signer(specification)
        for isDetached in [false, true] {
            let bytes = try await CMSSigner.sign(
                content: Self.content,
                contentType: "1.3.6.1.5.5.7.12.3",
                certificate: signer.certificate,
                key: signer.key,
                certificates: [signer.certificate.derEncoded],
                signingTime: SampleHierarchy.time,
                isDetached: isDetached
            )
            let message = try SignedData(contentInfo: bytes)
            let info = try #require(message.signers.first)
            #expect(message.contentType == "1.3.6.1.5.5.7.12.3")
            #expect(message.content == (isDetached ? nil : Self.content))
            #expect(info.signingTime == SampleHierarchy.time)
            #expect(message.certificate(of: info) == signer.certificate)
            let detached = isDetached ? Self.content : nil
            #expect(try message.verifySigner(info, certificate: signer.certificate, detachedContent: detached))
            if isDetached {
                #expect(try !message.verifySigner(info, certificate: signer.certificate))
                #expect(try !message.verifySigner(info, certificate: signer.certificate, detachedContent: Self.content + [0]))
            }
        }
    }

    @Test("a message of openssl cms verifies, by serial number or key identifier, with and without attributes")
    func signedByOpenSSL() async throws {
        for specification in [KeySpecification.p256, .rsa(bits: 2048)] {
            let (_, signer) = try await Self.signer(specification)
            let files = try OpenSSLFiles()
            try files.write("signer.pem", pem: "CERTIFICATE", signer.certificate.derEncoded)
            try files.write("key.pem", pem: "PRIVATE KEY", try signer.key.pkcs8())
            for options in [[], ["-keyid"], ["-noattr"], ["-md", "sha512"]] {
                let bytes = try files.output(
                    ["cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-signer", "signer.pem", "-inkey", "key.pem"] + options,
                    input: Self.content
                )
                let message = try SignedData(contentInfo: bytes)
                let info = try #require(message.signers.first)
                #expect(try message.fault(of: info, certificate: signer.certificate) == nil, "\(options)")
                #expect(message.certificate(of: info) == signer.certificate)
            }
        }
    }

    @Test("another certificate, another content type, or stripped attributes are not valid")
    func wrongMessages() async throws {
        let (hierarchy, signer) = try await Self.signer(.p256)
        let bytes = try await CMSSigner.sign(
            content: Self.content,
            contentType: "1.2.3.4",
            certificate: signer.certificate,
            key: signer.key,
            certificates: []
        )
        let message = try SignedData(contentInfo: bytes)
        let info = try #require(message.signers.first)
        #expect(try message.verifySigner(info, certificate: signer.certificate))
        #expect(try !message.verifySigner(info, certificate: hierarchy.user.certificate))
        #expect(message.certificate(of: info) == nil)

        // Same names and serial number, another key: the signature itself has to be refused.
        let impostor = try await hierarchy.issuing.issue(
            subject: signer.certificate.subject,
            publicKey: hierarchy.user.key.publicKey,
            serialNumber: signer.certificate.serialNumber
        )
        #expect(info.identifier.names(impostor))
        #expect(try message.fault(of: info, certificate: impostor)?.contains("signature") == true)

        let retyped = SignedData(contentType: "1.2.3.5", content: Self.content, certificates: [], signers: [info])
        #expect(try retyped.fault(of: info, certificate: signer.certificate)?.contains("contentType") == true)

        let recontented = SignedData(contentType: "1.2.3.4", content: Self.content + [1], certificates: [], signers: [info])
        #expect(try recontented.fault(of: info, certificate: signer.certificate)?.contains("messageDigest") == true)

        // The signed attributes passed off as the content: the signature fits, and must still be refused.
        let stripped = SignerInfo(
            identifier: info.identifier,
            digestAlgorithm: info.digestAlgorithm,
            signedAttributes: [],
            signatureAlgorithm: info.signatureAlgorithm,
            signature: info.signature
        )
        let attributes = try #require(info.signedAttributesBytes)
        for contentType: OID in [OID.CMS.data, "1.2.3.4"] {
            let forged = SignedData(contentType: contentType, content: attributes, certificates: [], signers: [stripped])
            #expect(try !forged.verifySigner(stripped, certificate: signer.certificate))
        }
    }

    @Test("the digest must be the signature's, and must be one that is computed")
    func digests() async throws {
        let (_, signer) = try await Self.signer(.p256)
        let bytes = try await CMSSigner.sign(
            content: Self.content,
            contentType: OID.CMS.data,
            certificate: signer.certificate,
            key: signer.key,
            certificates: [],
            digest: .sha384
        )
        let message = try SignedData(contentInfo: bytes)
        let info = try #require(message.signers.first)
        #expect(info.digestAlgorithm.digest == .sha384)
        #expect(info.signatureAlgorithm == .ecdsaWithSHA384)
        #expect(try message.verifySigner(info, certificate: signer.certificate))
        let mixed = SignerInfo(
            identifier: info.identifier,
            digestAlgorithm: info.digestAlgorithm,
            signedAttributes: info.signedAttributes,
            signatureAlgorithm: .ecdsaWithSHA256,
            signature: info.signature
        )
        #expect(try message.fault(of: mixed, certificate: signer.certificate)?.contains("digest") == true)
        let unknown = SignerInfo(
            identifier: info.identifier,
            digestAlgorithm: AlgorithmIdentifier("1.2.3"),
            signedAttributes: info.signedAttributes,
            signatureAlgorithm: info.signatureAlgorithm,
            signature: info.signature
        )
        #expect(throws: UnsupportedAlgorithmError.self) { try message.verifySigner(unknown, certificate: signer.certificate) }
    }

    @Test("a key that is not the certificate's is refused before signing; so are SHA-1 and MD5")
    func refusedSigning() async throws {
        let (hierarchy, signer) = try await Self.signer(.p256)
        await #expect(throws: KeyError.self) {
            try await CMSSigner.sign(
                content: Self.content,
                contentType: OID.CMS.data,
                certificate: signer.certificate,
                key: hierarchy.user.key,
                certificates: []
            )
        }
        for digest in [DigestAlgorithm.sha1, .md5] {
            await #expect(throws: KeyError.self) {
                try await CMSSigner.sign(
                    content: Self.content,
                    contentType: OID.CMS.data,
                    certificate: signer.certificate,
                    key: signer.key,
                    certificates: [],
                    digest: digest
                )
            }
        }
    }

    @Test("two signers of one message verify each on their own")
    func twoSigners() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let content = Self.content
        var signers: [SignerInfo] = []
        for identity in [hierarchy.user, hierarchy.server] {
            signers.append(
                try await CMSSigner.signerInfo(
                    content: content,
                    contentType: OID.CMS.data,
                    certificate: identity.certificate,
                    key: identity.key
                )
            )
        }
        let message = SignedData(
            contentType: OID.CMS.data,
            content: content,
            certificates: [hierarchy.user, hierarchy.server, hierarchy.issuing].map(\.certificate.derEncoded),
            signers: signers
        )
        let again = try SignedData(contentInfo: message.contentInfo)
        #expect(again.signers.count == 2)
        for info in again.signers {
            let certificate = try #require(again.certificate(of: info))
            #expect(try again.verifySigner(info, certificate: certificate))
        }
        let files = try OpenSSLFiles()
        try files.write("root.pem", pem: "CERTIFICATE", hierarchy.root.certificate.derEncoded)
        try files.write("message.der", message.contentInfo)
        let result = try files.run(
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "message.der",
            "-CAfile",
            "root.pem",
            "-purpose",
            "any"
        )
        #expect(result.status == 0, "\(result.errorText)")
    }

    @Test("the CA's full response in the seed vector verifies with the certificate it carries")
    func fullResponseVector() throws {
        let message = try SignedData(contentInfo: try SampleVectors.cmFullResponse)
        let info = try #require(message.signers.first)
        let certificate = try #require(message.certificate(of: info))
        #expect(try message.fault(of: info, certificate: certificate) == nil)
    }
}
