import CAInterface
import Synchronization

/// What the rows of certificates said, for as long as the store's mark says that nobody has revoked or released anything since. Only rows are kept: a serial number
/// without one may get it at any time, and strangers could fill the memory with such numbers.
final class StatusRows: Sendable {
    /// About 20 MB.
    static let most = 60_000

    private struct Table: Sendable {
        /// The store's mark before the rows were read.
        var mark = -1
        var rows: [AuthorityNumber: [String: CertificateStatus]] = [:]
        var count = 0
    }

    private let table = Mutex(Table())

    /// The rows of serial numbers that are kept under this mark.
    func rows(of serials: [String], of authority: AuthorityNumber, mark: Int) -> [String: CertificateStatus] {
        table.withLock { table in
            guard table.mark == mark, let rows = table.rows[authority] else { return [:] }
            var found: [String: CertificateStatus] = [:]
            for serial in serials { found[serial] = rows[serial] }
            return found
        }
    }

    /// Keeps rows that were read after the mark. A revocation that was taken over has no row, and an import may give it one without a mark.
    func put(_ rows: [String: CertificateStatus], of authority: AuthorityNumber, mark: Int) {
        table.withLock { table in
            guard mark >= table.mark else { return }
            if mark > table.mark || table.count + rows.count > Self.most { table = Table(mark: mark) }
            for (serial, row) in rows where row.request != ForeignRevocation.request {
                if table.rows[authority, default: [:]].updateValue(row, forKey: serial) == nil { table.count += 1 }
            }
        }
    }
}
