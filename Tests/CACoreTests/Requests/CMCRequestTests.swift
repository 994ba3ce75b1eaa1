import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("CMC requests")
struct CMCRequestTests {
    private static let pair = EnrollmentNameValuePair(name: "CertificateTemplate", value: "User")

    @Test(
        "a CMC request with its template as registration information is issued and passes the judges",
        .enabled(if: PythonJudge.isInstalled)
    )
    func issued() async throws {
        let requests = try await SignedRequests.make()
        let bytes = try await requests.cmc { $0.registrationPairs = [Self.pair] }
        let first = try await requests.submit(bytes, as: requests.test.alice)
        #expect(first.code == .issued)
        #expect(first.message == "Issued")
        let row = try await requests.row(first)
        #expect(row.requestType == RequestFormat.cmc.rawValue)
        #expect(row.rawRequest == bytes)
        #expect(row.attributes.contains(.init(name: "CertificateTemplate", value: "User")))
        let second = try await requests.submit(
            requests.cmc { $0.addedExtensions = [MicrosoftTemplateName("User").asExtension()] },
            as: requests.test.alice,
            format: .cmc
        )
        #expect(second.code == .issued)
        try requests.judge(first, second)
    }

    @Test("a null signature counts inside a message signed with the request's key, and nowhere else")
    func nullSignature() async throws {
        let requests = try await SignedRequests.make()
        let key = try PrivateKey(generating: .p256)
        let info = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: key.publicKey).derEncoded()
        let null = CertificationRequestInfo.assemble(info: info, algorithm: .sha256, signature: Digest.sha256(info))
        let builder = CMCRequestBuilder(try CertificationRequest(derEncoded: null))
        let alice = requests.test.alice
        #expect(try await requests.submit(builder.signed(by: .requestKey(key)), as: alice, template: "User").code == .issued)
        #expect(try await requests.submit(null, as: alice, template: "User").code == .denied)
        let other = try await requests.identity(alice)
        let denied = try await requests.submit(builder.signed(by: other.signer), as: alice, template: "User")
        #expect(denied.status == .certsrvWeakSignatureOrKey)
        #expect(denied.reason?.rule == "ProofIsStrongEnough")
    }

    @Test("a CRMF request is issued with a signature, and denied without or with somebody else's word for it")
    func crmf() async throws {
        let requests = try await SignedRequests.make()
        let key = try PrivateKey(generating: .p256)
        let wish = CRMFCertRequest(id: 7, template: CertTemplate(subject: .empty, publicKey: key.publicKey))
        let alice = requests.test.alice
        let agent = try await requests.identity(alice)
        let signed = try await CertReqMsg.signed(wish, key: key)
        #expect(try await requests.submit(CMCRequestBuilder(signed).signed(by: agent.signer), as: alice, template: "User").code == .issued)
        for proof in [nil, ProofOfPossession.raVerified] {
            let message = CMCRequestBuilder(CertReqMsg(request: wish, proof: proof))
            let denied = try await requests.submit(message.signed(by: agent.signer), as: alice, template: "User")
            #expect(denied.reason?.rule == "ProofIsStrongEnough")
            // The key that signs the message shows that it is there.
            let shown = try await requests.submit(message.signed(by: .requestKey(key)), as: alice, template: "User")
            #expect(shown.code == (proof == nil ? .issued : .denied))
        }
        let serial = CertTemplate(subject: .empty, publicKey: key.publicKey, serialNumber: [1])
        let bad = try await CertReqMsg.signed(CRMFCertRequest(id: 7, template: serial), key: key)
        #expect(try await requests.error(CMCRequestBuilder(bad).signed(by: agent.signer)).status == .invalidData)
    }

    @Test("a CMC request inside another is issued, with the pairs and signers of both")
    func nested() async throws {
        let requests = try await SignedRequests.make()
        try await requests.test.changeTemplate("User") { $0.authorizedSignatures = 1 }
        let agent = try await requests.identity(requests.test.administrator, template: "EnrollmentAgent")
        let inner = try await requests.cmc { $0.registrationPairs = [Self.pair] }
        var outer = CMCRequestBuilder()
        outer.add(try ContentInfo(derEncoded: inner))
        #expect(try await requests.submit(outer.signed(by: agent.signer), as: requests.test.alice).code == .issued)
        #expect(try await requests.submit(inner, as: requests.test.alice).status == .certsrvSignaturePolicyRequired)
    }

    @Test("the full response repeats transaction, nonce and data of the request")
    func response() async throws {
        let requests = try await SignedRequests.make()
        let bytes = try await requests.cmc {
            $0.registrationPairs = [Self.pair]
            $0.senderNonce = [1, 2, 3]
            $0.transactionID = TransactionID(5)
            $0.dataReturn = [9]
        }
        let answer = try await requests.submit(bytes, as: requests.test.alice, wantsFullResponse: true)
        let message = try SignedData(contentInfo: try #require(answer.fullResponse))
        let response = try PKIResponse(derEncoded: try #require(message.content))
        #expect(try response.controls.value(of: RecipientNonce.self)?.bytes == [1, 2, 3])
        #expect(try response.controls.value(of: TransactionID.self) == TransactionID(5))
        #expect(try response.controls.value(of: DataReturn.self)?.bytes == [9])
        #expect(response.issuedCertificateHash == Digest.sha1(try #require(answer.certificate)))
    }

    @Test("CMC announced as PKCS #7 or PKCS #10 is 0x80091004, and so is PKCS #7 announced as CMC")
    func mismatch() async throws {
        let requests = try await SignedRequests.make()
        let cmc = try await requests.cmc()
        #expect(try await requests.error(cmc, format: .pkcs7).status == .invalidMessageType)
        #expect(try await requests.error(cmc, format: .pkcs10).status == .invalidMessageType)
        let signer = try await requests.identity(requests.test.alice)
        let pkcs7 = try await PKCS7Request.signed(requests.test.request(), certificate: signer.certificate, key: signer.key)
        #expect(try await requests.error(pkcs7, format: .cmc).status == .invalidMessageType)
    }

    @Test("no request or two, and unknown or misdirected controls are 0x8007000D; no signer is 0x8009200E")
    func malformed() async throws {
        let requests = try await SignedRequests.make()
        let key = try PrivateKey(generating: .p256)
        let request = try CertificationRequest(derEncoded: await requests.test.request(key: key))
        var two = CMCRequestBuilder(request)
        two.requests.append(.certificationRequest(bodyPartID: 2, request))
        #expect(try await requests.error(two.signed(by: .requestKey(key))).status == .invalidData)
        #expect(try await requests.error(CMCRequestBuilder().signed(by: .requestKey(key))).status == .invalidData)
        #expect(try await requests.error(CMCRequestBuilder(request).signed(by: [])).status == .noSigner)
        let identified = try await requests.cmc { $0.identification = "somebody" }
        #expect(try await requests.error(identified).message.contains("control") == true)
        let misdirected = try await requests.cmc {
            $0.controls = [AddExtensions(certificateReferences: [99], extensions: [MicrosoftTemplateName("User").asExtension()])]
        }
        #expect(try await requests.error(misdirected).status == .invalidData)
        let plain = SignedData(contentType: OID.CMS.data, content: [1, 2, 3], certificates: [], signers: []).contentInfo
        #expect(try await requests.error(plain).status == .invalidData)
    }

    @Test("a false signature around a request, or one without its certificate, is an error with a row")
    func badSignature() async throws {
        let requests = try await SignedRequests.make()
        let key = try PrivateKey(generating: .p256)
        let builder = CMCRequestBuilder(try CertificationRequest(derEncoded: await requests.test.request(key: key)))
        let signer = try await requests.identity(requests.test.alice)
        let whole = try SignedData(contentInfo: await builder.signed(by: .requestKey(key), signer.signer))
        let bare = SignedData(contentType: OID.CMC.pkiData, content: whole.content ?? [], certificates: [], signers: whole.signers)
        var changed = whole.signers[1].signature
        changed[changed.count - 1] ^= 1
        let original = whole.signers[1]
        let broken = SignerInfo(
            identifier: original.identifier,
            digestAlgorithm: original.digestAlgorithm,
            signedAttributes: original.signedAttributes,
            signatureAlgorithm: original.signatureAlgorithm,
            signature: changed
        )
        let damaged = SignedData(
            contentType: OID.CMC.pkiData,
            content: whole.content ?? [],
            certificates: whole.certificates,
            signers: [whole.signers[0], broken]
        )
        for message in [bare, damaged] {
            let answer = try await requests.submit(message.contentInfo, as: requests.test.alice, template: "User")
            #expect(answer.code == .error)
            #expect(answer.status == .badSignature)
            #expect(answer.message.hasPrefix(DispositionMessage.possessionNotShown))
            #expect(answer.reason?.rule == "SignersAreShown")
        }
    }

    @Test("every truncation of a CMC request is refused without a trap")
    func everyPrefix() async throws {
        let requests = try await SignedRequests.make()
        let bytes = try await requests.cmc()
        for length in 0..<bytes.count {
            #expect(throws: CAError.self) { try ReceivedRequest(Submission(bytes: Array(bytes.prefix(length)))) }
        }
    }

    @Test("a CMC request pending an officer is read again and issued when approved")
    func approved() async throws {
        let requests = try await SignedRequests.make()
        try await requests.test.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let pending = try await requests.submit(requests.cmc { $0.registrationPairs = [Self.pair] }, as: requests.test.alice)
        #expect(pending.code == .underSubmission)
        #expect(try await requests.test.bound(requests.test.officer).approve(pending.requestID).code == .issued)
    }

    @Test(
        "a CMC request that Python and openssl made is issued to its signer's key and passes the judges",
        .enabled(if: PythonJudge.isInstalled)
    )
    func others() async throws {
        let requests = try await SignedRequests.make()
        let files = try OpenSSLFiles()
        try files.output(
            "req",
            "-new",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "key.pem",
            "-subj",
            "/CN=x",
            "-outform",
            "DER",
            "-out",
            "csr.der"
        )
        // A certificate only to name the key by its identifier; it is not sent.
        try files.output(
            "req",
            "-x509",
            "-new",
            "-key",
            "key.pem",
            "-subj",
            "/CN=dummy",
            "-addext",
            "subjectKeyIdentifier=hash",
            "-out",
            "dummy.pem"
        )
        _ = try PythonJudge.run(Self.maker, directory: files.directory)
        try files.output(
            "cms",
            "-sign",
            "-binary",
            "-nodetach",
            "-econtent_type",
            "1.3.6.1.5.5.7.12.2",
            "-keyid",
            "-nocerts",
            "-md",
            "sha256",
            "-in",
            "pkidata.der",
            "-signer",
            "dummy.pem",
            "-inkey",
            "key.pem",
            "-outform",
            "DER",
            "-out",
            "cmc.der"
        )
        let answer = try await requests.submit(files.read("cmc.der"), as: requests.test.alice, format: .cmc)
        #expect(answer.code == .issued, "\(answer.message)")
        try requests.judge(answer)
    }

    /// Writes PKIData around `csr.der` by hand, with the template as registration information.
    private static let maker = """
        def tlv(tag, *parts):
            body = b"".join(parts)
            size = len(body)
            head = bytes([size]) if size < 128 else bytes([0x82, size >> 8, size & 255])
            return bytes([tag]) + head + body
        def number(value): return tlv(2, bytes([value]))
        oid = tlv(6, bytes([0x2B, 6, 1, 5, 5, 7, 7, 18]))
        control = tlv(0x30, number(2), oid, tlv(0x31, tlv(4, b"CertificateTemplate=User&")))
        request = tlv(0xA0, number(1), open("csr.der", "rb").read())
        empty = tlv(0x30)
        open("pkidata.der", "wb").write(tlv(0x30, tlv(0x30, control), tlv(0x30, request), empty, empty))
        """
}
