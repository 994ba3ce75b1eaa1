import PKIFormats
import PortableFoundation
import Synchronization

/// Answers about one certificate each that were signed and may be given again: of each only what differs is kept, and the answer is put together when it is
/// given. An answer counts only while the certificate's row says the same, so that nothing has to be invalidated.
final class StatusMemory: Sendable {
    /// What one answer says, and its signature.
    struct Answer: Sendable {
        let status: RevocationStatus
        let producedAt: Date
        let nextUpdate: Date
        let signer: Int
        let archiveSeconds: Int
        let signature: [UInt8]

        /// In the middle of its validity the next one is signed.
        var refresh: Date { producedAt.addingTimeInterval(nextUpdate.timeIntervalSince(producedAt) / 2) }
    }

    /// About 45 MB of answers that were asked for: each has some 370 octets with its place in the tables.
    static let mostAsked = 120_000

    private struct Tables: Sendable {
        /// Produced beforehand: as many as there are certificates.
        var kept: [OCSPCertID: Answer] = [:]
        /// Asked for. When the first is full, it becomes the second, and what was not asked for since is forgotten.
        var asked: [OCSPCertID: Answer] = [:]
        var askedBefore: [OCSPCertID: Answer] = [:]
    }

    private let tables = Mutex(Tables())

    func answer(to id: OCSPCertID) -> Answer? {
        tables.withLock { tables in
            if let answer = tables.kept[id] ?? tables.asked[id] { return answer }
            guard let answer = tables.askedBefore.removeValue(forKey: id) else { return nil }
            Self.put(answer, id, &tables)
            return answer
        }
    }

    func put(_ answer: Answer, to id: OCSPCertID, isKept: Bool) {
        tables.withLock { tables in
            // One that was produced beforehand is replaced where it is.
            if isKept || tables.kept[id] != nil {
                tables.kept[id] = answer
            } else {
                Self.put(answer, id, &tables)
            }
        }
    }

    /// Forgets produced answers that have ended.
    func sweep(at now: Date) {
        tables.withLock { tables in tables.kept = tables.kept.filter { $0.value.nextUpdate > now } }
    }

    var count: Int { tables.withLock { $0.kept.count + $0.asked.count + $0.askedBefore.count } }

    private static func put(_ answer: Answer, _ id: OCSPCertID, _ tables: inout Tables) {
        if tables.asked.count >= mostAsked / 2 {
            tables.askedBefore = tables.asked
            tables.asked = [:]
        }
        tables.asked[id] = answer
    }
}
