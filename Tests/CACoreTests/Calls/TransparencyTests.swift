import CAInterface
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("Certificate Transparency")
struct TransparencyTests {
    private static let issuing = AuthorityNumber(rawValue: 2)

    /// An authority that makes precertificates.
    private func authority() async throws -> TestAuthority {
        let test = try await TestAuthority.make()
        _ = try await test.bound(test.administrator).change(AuthoritySettingsUpdate(certificateTransparency: true))
        return test
    }

    private func precertificate(_ test: TestAuthority, template: String = "User") async throws -> Disposition {
        var submission = test.submission(try await test.request(), template: template)
        submission.wantsPrecertificate = true
        return try await test.bound(test.administrator).submit(submission)
    }

    private func list(_ bytes: [UInt8], for request: RequestID) -> Submission {
        Submission(bytes: bytes, format: .timestampList, attributes: RequestAttributes(["RequestId": request.description]))
    }

    /// A timestamp that nobody signed.
    private static let timestamps = SignedCertificateTimestampList([
        SignedCertificateTimestamp(logID: [UInt8](repeating: 7, count: 32), timestamp: 1_700_000_000_000, signature: [1, 2, 3])
    ])

    /// A log in Python: takes the poison out of the precertificate and signs the entry of RFC 6962.
    private static let log = """
        import hashlib, struct, sys
        from asn1crypto import x509 as a
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        pre = a.Certificate.load(bytes.fromhex(sys.stdin.readline().strip()))
        issuer = a.Certificate.load(bytes.fromhex(sys.stdin.readline().strip()))
        tbs = pre['tbs_certificate']
        kept = [e for e in tbs['extensions'] if e['extn_id'].dotted != '1.3.6.1.4.1.11129.2.4.3']
        assert len(kept) == len(tbs['extensions']) - 1
        tbs['extensions'] = a.Extensions(kept)
        body = tbs.dump(force=True)
        key = ec.generate_private_key(ec.SECP256R1())
        public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        stamp = struct.pack('>Q', 1700000000000)
        entry = hashlib.sha256(issuer.public_key.dump()).digest() + struct.pack('>I', len(body))[1:] + body
        signature = key.sign(b'\\0\\0' + stamp + b'\\0\\1' + entry + b'\\0\\0', ec.ECDSA(hashes.SHA256()))
        sct = b'\\0' + hashlib.sha256(public).digest() + stamp + b'\\0\\0' + b'\\4\\3' + struct.pack('>H', len(signature)) + signature
        listed = struct.pack('>H', len(sct)) + sct
        print((struct.pack('>H', len(listed)) + listed).hex(), public.hex(), end='')
        """

    /// A relying party in Python: takes the list out of the certificate and verifies the log's signature over the rest.
    private static let relyingParty = """
        import hashlib, struct, sys
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        cert = x509.load_der_x509_certificate(bytes.fromhex(sys.stdin.readline().strip()))
        issuer = x509.load_der_x509_certificate(bytes.fromhex(sys.stdin.readline().strip()))
        public = serialization.load_der_public_key(bytes.fromhex(sys.stdin.readline().strip()))
        sct = cert.extensions.get_extension_for_class(x509.PrecertificateSignedCertificateTimestamps).value[0]
        body = cert.tbs_precertificate_bytes
        spki = issuer.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        entry = hashlib.sha256(spki).digest() + struct.pack('>I', len(body))[1:] + body
        public.verify(sct.signature, b'\\0\\0' + struct.pack('>Q', 1700000000000) + b'\\0\\1' + entry + b'\\0\\0', ec.ECDSA(hashes.SHA256()))
        cert.verify_directly_issued_by(issuer)
        print(sct.version.name, sct.entry_type.name, end='')
        """

    @Test(
        "a log signs the precertificate, and a relying party verifies its timestamp in the certificate",
        .enabled(if: PythonJudge.isInstalled)
    )
    func judged() async throws {
        let test = try await authority()
        let waiting = try await precertificate(test)
        let pre = try Certificate(derEncoded: try #require(waiting.certificate))
        let answer = try PythonJudge.run(Self.log, input: "\(Hex.encode(pre.derEncoded))\n\(Hex.encode(waiting.chain[0]))\n")
        let parts = answer.split(separator: " ").map(String.init)
        let issued = try await test.bound(test.administrator).submit(list(try Hex.decode(parts[0]), for: waiting.requestID))
        #expect(issued.code == .issued)
        let certificate = try #require(issued.certificate)
        let input = [Hex.encode(certificate), Hex.encode(issued.chain[0]), parts[1]].joined(separator: "\n") + "\n"
        #expect(try PythonJudge.run(Self.relyingParty, input: input) == "v1 PRE_CERTIFICATE")
        let files = try OpenSSLFiles()
        try files.write("leaf.pem", pem: "CERTIFICATE", certificate)
        try files.write("issuing.pem", pem: "CERTIFICATE", issued.chain[0])
        try files.write("root.pem", pem: "CERTIFICATE", issued.chain[1])
        try files.output("verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "leaf.pem")
        // A precertificate is no certificate for anybody.
        try files.write("pre.pem", pem: "CERTIFICATE", pre.derEncoded)
        #expect(try files.run("verify", "-CAfile", "root.pem", "-untrusted", "issuing.pem", "pre.pem").status != 0)
    }

    @Test("the request waits with its precertificate, and the certificate differs in poison and timestamps only")
    func twoSteps() async throws {
        let test = try await authority()
        let bound = try await test.bound(test.administrator)
        let waiting = try await precertificate(test)
        #expect(waiting.code == .underSubmission)
        #expect(waiting.message.hasPrefix("Taken Under Submission"))
        let pre = try Certificate(derEncoded: try #require(waiting.certificate))
        let poison = try #require(pre.extensions.first { $0.oid == PrecertificatePoison.oid })
        #expect(poison == PrecertificatePoison().asExtension(critical: true))
        #expect(try await bound.disposition(of: waiting.requestID, wantsFullResponse: false) == waiting)
        let row = try #require(await test.store.request(waiting.requestID, of: Self.issuing))
        #expect(row.requestType == 0x400_0100)
        #expect(row.certificate == nil)
        #expect(try await bound.request(waiting.requestID).columns["Request.RawPrecertificate"] == .binary(pre.derEncoded))

        let issued = try await bound.submit(list(Self.timestamps.encoded, for: waiting.requestID))
        #expect(issued.code == .issued)
        #expect(issued.message == "Issued")
        let final = try Certificate(derEncoded: try #require(issued.certificate))
        #expect(final.serialNumber == pre.serialNumber)
        #expect(final.extensions.filter { $0.oid != SignedCertificateTimestampList.oid } == pre.extensions.filter { $0 != poison })
        #expect(try SignedCertificateTimestampList.find(in: final.extensions) == Self.timestamps)
        #expect(final.extensions.allSatisfy { $0.oid != PrecertificatePoison.oid })
        let events = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.suffix(2) == ["precertificateSigned", "requestIssued"])
        // A repeat gets the same answer; another list does not.
        #expect(try await bound.submit(list(Self.timestamps.value, for: waiting.requestID)) == issued)
        let other = SignedCertificateTimestampList([SignedCertificateTimestamp(logID: [9], timestamp: 1, signature: [1])])
        let error = await #expect(throws: CAError.self) { try await bound.submit(list(other.encoded, for: waiting.requestID)) }
        #expect(error?.status == .certsrvBadRequestStatus)
    }

    @Test("a list that is too large, damaged or empty is 0x8009481F, and the request still waits")
    func refusedLists() async throws {
        let test = try await authority()
        let bound = try await test.bound(test.administrator)
        let waiting = try await precertificate(test)
        let large = SignedCertificateTimestampList([
            SignedCertificateTimestamp(logID: [1], timestamp: 1, signature: [UInt8](repeating: 1, count: 1024))
        ])
        for bytes in [
            large.encoded, [], [0, 0], Array(Self.timestamps.encoded.dropLast()), Self.timestamps.encoded + [0], [0, 3, 0, 1, 9],
        ] {
            let error = await #expect(throws: CAError.self) { try await bound.submit(list(bytes, for: waiting.requestID)) }
            #expect(error?.status == .certsrvRequestPrecertificateMismatch)
        }
        _ = try await bound.change(AuthoritySettingsUpdate(largestTimestampList: 2048))
        #expect(try await bound.submit(list(large.encoded, for: waiting.requestID)).code == .issued)
    }

    @Test("a list for no request, for a request without precertificate or of somebody else is 0x8009481E")
    func unknownRequests() async throws {
        let test = try await authority()
        let waiting = try await precertificate(test)
        let plain = try await test.bound(test.administrator).submit(test.submission(test.request(), template: "User"))
        let cases = [(test.administrator, RequestID(4711)), (test.administrator, plain.requestID), (test.alice, waiting.requestID)]
        for (principal, id) in cases {
            let bound = try await test.bound(principal)
            let error = await #expect(throws: CAError.self) { try await bound.submit(list(Self.timestamps.encoded, for: id)) }
            #expect(error?.status == .certsrvInvalidRequestID)
        }
        let bound = try await test.bound(test.administrator)
        let unnamed = Submission(bytes: Self.timestamps.encoded, format: .timestampList)
        let error = await #expect(throws: CAError.self) { try await bound.submit(unnamed) }
        #expect(error?.status == .certsrvInvalidRequestID)
    }

    @Test("an authority makes no precertificates until its setting says so, and leaves no row")
    func off() async throws {
        let test = try await TestAuthority.make()
        let error = await #expect(throws: CAError.self) { try await precertificate(test) }
        #expect(error?.reason?.rule == "TransparencyIsOn")
        #expect(try await test.bound(test.administrator).requests(RecordQuery()).isEmpty)
    }

    @Test("an officer approves first, then the precertificate is made; the officer can only deny it then")
    func officer() async throws {
        let test = try await authority()
        let held = try await precertificate(test, template: "EnrollmentAgent")
        #expect(held.certificate == nil)
        let officer = try await test.bound(test.officer)
        let waiting = try await officer.approve(held.requestID)
        #expect(waiting.code == .underSubmission)
        #expect(waiting.certificate != nil)
        let error = await #expect(throws: CAError.self) { try await officer.approve(held.requestID) }
        #expect(error?.status == .certsrvBadRequestStatus)
        #expect(try await officer.deny(held.requestID).code == .denied)
        let bound = try await test.bound(test.administrator)
        let late = await #expect(throws: CAError.self) { try await bound.submit(list(Self.timestamps.encoded, for: held.requestID)) }
        #expect(late?.status == .certsrvBadRequestStatus)
    }

    @Test("two lists at once make one certificate")
    func atOnce() async throws {
        let test = try await authority()
        let waiting = try await precertificate(test)
        let bound = try await test.bound(test.administrator)
        let answers = try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<4 { group.addTask { try await bound.submit(list(Self.timestamps.encoded, for: waiting.requestID)).certificate } }
            var all: Set<[UInt8]?> = []
            for try await one in group { all.insert(one) }
            return all
        }
        #expect(answers.count == 1)
        #expect(answers.first != [UInt8]?.none)
    }
}
