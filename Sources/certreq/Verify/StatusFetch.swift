import CAInterface
import CertCli
import Foundation
import OpenSSLKeys
import PKICrypto
import PKIFormats

/// The fetches of `certreq verify --fetch` over HTTP: missing issuers, then for each certificate of the path an OCSP response or else revocation lists.
/// docs/certreq-verify.md has the limits.
struct StatusFetch {
    /// One address that was asked, or that is not fetched.
    struct Attempt: Encodable {
        enum Kind: String, Encodable { case issuer, ocsp, crl }

        let kind: Kind
        let url: String
        /// The subject of the certificate that names the address.
        let certificate: String
        var octets: Int?
        /// The reason why nothing came of it.
        var failure: String?
    }

    /// The largest number of addresses in one run.
    static let most = 32
    private static let largestList = 64 << 20
    private static let largestOther = 1 << 20

    private(set) var attempts: [Attempt] = []
    private(set) var lists: [CertificateList] = []
    private(set) var responses: [OCSPResponse] = []
    private let client = RelyingPartyFetch()
    private let end: ContinuousClock.Instant
    private var asked: Set<String> = []

    /// - Parameter seconds: the longest time for everything.
    init(seconds: Double) { end = .now + .seconds(seconds) }

    // MARK: Issuers

    /// The issuers that a path from the leaf lacks, and theirs.
    mutating func issuers(of leaf: Certificate, among known: [Certificate], anchors: [Certificate]) async -> [Certificate] {
        var found: [Certificate] = []
        var seen: [Certificate] = []
        var waiting = [leaf]
        while let next = waiting.popLast() {
            guard seen.count < PathValidation.maximumLength * 2, !seen.contains(next), !next.isSelfIssued, !anchors.contains(next) else {
                continue
            }
            seen.append(next)
            if anchors.contains(where: { $0.subject.matches(next.issuer) }) { continue }
            var candidates = (known + found).filter { $0.subject.matches(next.issuer) }
            if candidates.isEmpty {
                candidates = await fetchedIssuers(of: next)
                found += candidates
            }
            waiting += candidates.filter { $0.subject.matches(next.issuer) }
        }
        return found
    }

    private mutating func fetchedIssuers(of certificate: Certificate) async -> [Certificate] {
        for url in (try? certificate.value(of: AuthorityInformationAccess.self))?.caIssuers ?? [] {
            let read = await fetch(.issuer, url, certificate, atMost: Self.largestOther) { bytes in
                let file = try VerifyFile(bytes, path: "it")
                guard !file.certificates.isEmpty else { throw VerifyFile.UnreadableError(path: "it", reason: "it has no certificate") }
                return file.certificates
            }
            if let read { return read }
        }
        return []
    }

    // MARK: Status

    /// Gets the status of every certificate of a path but its anchor.
    mutating func status(of path: [Certificate], at time: Date) async {
        for (certificate, issuer) in zip(path, path.dropFirst()) {
            if await isAnswered(certificate, issuer, at: time) { continue }
            await fetchLists(of: certificate)
        }
    }

    /// Asks the certificate's responders until one knows the status.
    private mutating func isAnswered(_ certificate: Certificate, _ issuer: Certificate, at time: Date) async -> Bool {
        for url in (try? certificate.value(of: AuthorityInformationAccess.self))?.ocsp ?? [] {
            guard let question = try? TBSOCSPRequest(about: [certificate], issuer: issuer).unsigned() else { continue }
            let rules = PathOptions(time: time).responseRules
            let read = await fetch(.ocsp, url, certificate, posting: question.derEncoded, atMost: Self.largestOther) { bytes in
                let response = try OCSPResponse(derEncoded: bytes)
                let answer = try response.answer(
                    for: certificate,
                    issuer: issuer,
                    at: time,
                    request: question,
                    rules: rules,
                    verifier: OpenSSLVerifier()
                )
                return (response, answer)
            }
            guard let (response, answer) = read else { continue }
            responses.append(response)
            if case .delegated(let responder, hasNoCheck: false) = answer.responder { await fetchLists(of: responder) }
            if answer.status != .unknown { return true }
        }
        return false
    }

    /// Gets one list of each distribution point, and the changes to it.
    private mutating func fetchLists(of certificate: Certificate) async {
        let points = (try? certificate.value(of: CRLDistributionPoints.self))?.points ?? []
        let changes = (try? certificate.value(of: FreshestCRL.self))?.points ?? []
        for point in points + changes {
            let urls = CRLDistributionPoints(points: [point]).uris
            for url in urls where asked.insert(url).inserted {
                guard let list = await fetchList(url, certificate) else { continue }
                for change in (try? FreshestCRL.find(in: list.extensions))?.uris ?? [] where asked.insert(change).inserted {
                    _ = await fetchList(change, certificate)
                }
                break
            }
        }
    }

    private mutating func fetchList(_ url: String, _ certificate: Certificate) async -> CertificateList? {
        let read = await fetch(.crl, url, certificate, atMost: Self.largestList) { bytes in
            let file = try VerifyFile(bytes, path: "it")
            guard let list = file.lists.first else { throw VerifyFile.UnreadableError(path: "it", reason: "it has no revocation list") }
            return list
        }
        if let read { lists.append(read) }
        return read
    }

    private mutating func fetch<Value>(
        _ kind: Attempt.Kind,
        _ url: String,
        _ certificate: Certificate,
        posting question: [UInt8]? = nil,
        atMost limit: Int,
        _ read: ([UInt8]) throws -> Value
    ) async -> Value? {
        var attempt = Attempt(kind: kind, url: url, certificate: certificate.subject.rfc4514)
        defer { attempts.append(attempt) }
        let left = ContinuousClock.now.duration(to: end)
        guard attempts.count < Self.most else {
            attempt.failure = "more than \(Self.most) addresses would have to be asked"
            return nil
        }
        guard left > .zero else {
            attempt.failure = "the time for all addresses is over"
            return nil
        }
        do {
            let seconds = Double(left.components.seconds) + Double(left.components.attoseconds) / 1e18
            let bytes = try await client.bytes(of: url, posting: question, atMost: limit, seconds: min(seconds, 15))
            attempt.octets = bytes.count
            return try read(bytes)
        } catch let error as CAError {
            attempt.failure = error.message
        } catch let error as VerifyFile.UnreadableError {
            attempt.failure = "the answer cannot be used: \(error.reason)"
        } catch {
            attempt.failure = "the answer cannot be used: \(error)"
        }
        return nil
    }
}
