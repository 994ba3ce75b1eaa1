import PKIFormats
import PKITesting
import Testing

@Suite("key attestation")
struct KeyAttestationTests {
    private static let attestation = KeyAttestation(platform: 2, certification: [1, 2, 3], signature: [4, 5], keyBlob: [6])

    @Test("the statement and the attestation in it have the layout Python's struct gives them", .enabled(if: PythonJudge.isInstalled))
    func layout() throws {
        let hex = try PythonJudge.run(
            """
            import struct
            a = struct.pack('<4sIIIII', b'KADS', 2, 24, 3, 2, 1) + bytes([1, 2, 3, 4, 5, 6])
            print((struct.pack('<4sIIIIII', b'KAST', 1, 2, 28, 2, len(a), 1) + bytes([9, 9]) + a + bytes([8])).hex(), end='')
            """
        )
        let statement = KeyAttestationStatement(
            platform: 2,
            identityBinding: [9, 9],
            keyAttestation: Self.attestation.encoded,
            identityKeyBlob: [8]
        )
        #expect(Hex.encode(statement.encoded) == hex)
        let read = try KeyAttestationStatement(encoded: Hex.decode(hex))
        #expect(read == statement)
        #expect(try KeyAttestation(encoded: read.keyAttestation) == Self.attestation)
        #expect(try AttestationStatement(derEncoded: AttestationStatement(statement).derEncoded).statement() == statement)
    }

    @Test("a Windows virtual smart card's statement about its key is read whole, and written as it was")
    func windows() throws {
        let message = try #require(try WindowsVectors.windows().messages.first { $0.name == "attested" })
        guard case .certificationRequest(let request) = try EnrollmentMessage(derEncoded: message.bytes).onlyRequest.content else {
            Issue.record("the message holds no PKCS #10")
            return
        }
        let provider = try #require(try KeyStorageProviderName.find(in: request.attributes).first)
        #expect(provider.name == "Microsoft Smart Card Key Storage Provider")
        let value = try #require(try AttestationStatement.find(in: request.attributes).first)
        let statement = try value.statement()
        #expect(statement.platform == 2 && statement.identityBinding.isEmpty && statement.identityKeyBlob.isEmpty)
        #expect(statement.headerRest.isEmpty && statement.encoded == value.bytes)
        #expect(AttestationStatement(statement).derEncoded == value.derEncoded)
        let attestation = try KeyAttestation(encoded: statement.keyAttestation)
        #expect(attestation.platform == 2 && attestation.headerRest.isEmpty && attestation.encoded == statement.keyAttestation)
        // TPMS_ATTEST: TPM_GENERATED_VALUE and TPM_ST_ATTEST_CERTIFY. The key follows in the provider's own form.
        #expect(attestation.certification.starts(with: [0xFF, 0x54, 0x43, 0x47, 0x80, 0x17]))
        #expect(attestation.signature.count == 256 && attestation.keyBlob.starts(with: Array("PCPM".utf8)))
        let identity = try #require(try EncryptedAttestationIdentityKeyInformation.find(in: request.attributes).first)
        #expect(try ContentInfo(derEncoded: identity.derEncoded).contentType == OID.CMS.envelopedData)
        // A reader of the key in the provider's form finds the modulus of the request's key there.
        let modulus = try RSAPublicKey(derEncoded: request.subjectPublicKeyInfo.keyBytes).modulus
        #expect(attestation.keyBlob.firstRange(of: modulus) != nil)
    }

    @Test(
        "fido2 finds in the statement we write what the module certified: the key of the request",
        .enabled(if: PythonJudge.isInstalled)
    )
    func certifiedKey() throws {
        let message = try #require(try WindowsVectors.windows().messages.first { $0.name == "attested" })
        guard case .certificationRequest(let request) = try EnrollmentMessage(derEncoded: message.bytes).onlyRequest.content else {
            Issue.record("the message holds no PKCS #10")
            return
        }
        let known = try #require(try AttestationStatement.find(in: request.attributes).first).statement()
        let parts = try KeyAttestation(encoded: known.keyAttestation)
        // Made again from its parts, after a binding and before a key blob, so that every length is used.
        let attestation = KeyAttestation(
            platform: 2,
            certification: parts.certification,
            signature: parts.signature,
            keyBlob: parts.keyBlob
        )
        let statement = KeyAttestationStatement(
            platform: 2,
            identityBinding: [9, 9],
            keyAttestation: attestation.encoded,
            identityKeyBlob: [8]
        )
        // The key blob is the provider's own (PCP_KEY_BLOB_WIN8): a header with its size and the size of the TPM2B_PUBLIC after it.
        let shown = try PythonJudge.run(
            """
            import struct, sys
            from fido2.attestation.tpm import TpmAttestationFormat, TpmPublicFormat
            whole = bytes.fromhex('\(Hex.encode(AttestationStatement(statement).bytes))')
            magic, version, platform, header, binding, attestation, identity = struct.unpack_from('<4s6I', whole)
            assert (magic, version, platform, len(whole)) == (b'KAST', 1, 2, header + binding + attestation + identity)
            inner = whole[header + binding:][:attestation]
            magic, platform, header, certify, signature, blob = struct.unpack_from('<4s5I', inner)
            assert (magic, platform, len(inner)) == (b'KADS', 2, header + certify + signature + blob)
            certified = TpmAttestationFormat.parse(inner[header:][:certify]).attested
            key = inner[header + certify + signature:]
            header, public = struct.unpack_from('<4xI8xI', key)
            public = TpmPublicFormat.parse(key[header + 2:header + public])
            print(certified.name == public.name(), public.parameters.key_bits, public.unique.hex())
            """
        )
        let modulus = try RSAPublicKey(derEncoded: request.subjectPublicKeyInfo.keyBytes).modulus
        #expect(shown == "True 2048 \(Hex.encode(modulus))\n")
    }

    @Test("a longer header is kept, and a statement cut off or extended by an octet is refused")
    func bounds() throws {
        let statement = KeyAttestationStatement(platform: 1, keyAttestation: Self.attestation.encoded, headerRest: [1, 2, 3, 4])
        let whole = statement.encoded
        #expect(try KeyAttestationStatement(encoded: whole) == statement)
        for length in 0..<whole.count {
            #expect(throws: FormatError.self) { try KeyAttestationStatement(encoded: Array(whole.prefix(length))) }
        }
        #expect(throws: FormatError.self) { try KeyAttestationStatement(encoded: whole + [0]) }
        for (position, octet) in [(0, UInt8(0)), (4, 2), (12, 0), (12, 27), (19, 0xFF), (27, 0xFF)] {
            var damaged = whole
            damaged[position] = octet
            #expect(throws: FormatError.self) { try KeyAttestationStatement(encoded: damaged) }
        }
        let inner = Self.attestation.encoded
        for length in 0..<inner.count {
            #expect(throws: FormatError.self) { try KeyAttestation(encoded: Array(inner.prefix(length))) }
        }
    }

    @Test("the envelopes for the CA contain keys with up to three certificates")
    func plaintexts() throws {
        let certificate = try #require(SignedData(contentInfo: SampleVectors.cmFullResponse).certificates.first)
        let key = try Certificate(derEncoded: certificate).subjectPublicKeyInfo
        for value in [
            EndorsementKeyInformation(key: key, manufacturerCertificate: nil),
            EndorsementKeyInformation(
                key: key,
                manufacturerCertificate: certificate,
                certificates: [certificate, certificate, certificate]
            ),
        ] {
            #expect(try EndorsementKeyInformation(derEncoded: value.derEncoded) == value)
            let shown = try runTool(["openssl", "asn1parse", "-inform", "DER"], input: value.derEncoded)
            #expect(shown.status == 0)
        }
        let many = EndorsementKeyInformation(
            key: key,
            manufacturerCertificate: nil,
            certificates: [[UInt8]](repeating: certificate, count: 4)
        )
        #expect(throws: FormatError.self) { try EndorsementKeyInformation(derEncoded: many.derEncoded) }
        for value in [AttestationIdentityKeyInformation(key: key), AttestationIdentityKeyInformation(key: key, certificate: certificate)] {
            #expect(try AttestationIdentityKeyInformation(derEncoded: value.derEncoded) == value)
        }
        #expect(throws: FormatError.self) { try AttestationIdentityKeyInformation(derEncoded: [0x30, 0]) }
    }
}
