import CACore
import CAInterface
import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// What the rows of the record say was issued, revoked and listed, to compare it with what the database has, in both directions.
///
/// Each fact is kept as 16 octets of a hash, and the last state of each request as 24, so that a million certificates need little memory.
struct RecordedActs {
    private typealias Mark = SIMD2<UInt64>

    /// What the last act on a request left.
    private struct State {
        var revision: Int
        var mark: UInt64
    }

    /// The certificates that requests got, which must have their rows.
    private var issued: Set<Mark> = []
    /// All other certificates.
    private var certificates: Set<Mark> = []
    /// By authority and number of the request.
    private var states: [Int: State] = [:]
    /// Revocations and releases, which must have their lines in the journal.
    private var revocations: Set<Mark> = []
    private var foreign: Set<Mark> = []
    private var lists: Set<Mark> = []
    /// Restorations take over lists and revocations without a record of each.
    private var (revokedAgain, foreignByRestoration, listsByRestoration) = (0, 0, 0)
    /// Rows without a record, and what of the record has no row.
    private var missing: [String: [String]] = [:]
    private var linesByRestoration = 0
    private var changed: [String] = []

    /// The members of all kinds of records that count here.
    private struct Members: Decodable {
        var authority: Int?
        var request: Int?
        var revision: Int?
        var serial: String?
        var certificate: String?
        var key: Int?
        var number: Int?
        var disposition: Int?
        var reason: Int?
        var revoked: Int?
        var revokedEffective: Int?
        var sha256: String?
        var revokedAgain: Int?
        var foreign: Int?
        var lists: [String]?
        var crossCertificates: [String]?
        /// Of an authority that was imported whole.
        var generations: [Named]?
        var importedLists: [Named]?

        private enum Member: String, CodingKey {
            case authority, request, revision, serial, certificate, key, disposition, reason, revoked, revokedEffective, sha256
            case revokedAgain, foreign, lists, crossCertificates
            case generations, importedLists
            case number = "crlNumber"
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Member.self)
            func number(_ member: Member) -> Int? { try? members.decode(Int.self, forKey: member) }
            func text(_ member: Member) -> String? { try? members.decode(String.self, forKey: member) }
            authority = number(.authority)
            request = number(.request)
            revision = number(.revision)
            serial = text(.serial)
            certificate = text(.certificate)
            key = number(.key)
            self.number = number(.number)
            disposition = number(.disposition)
            reason = number(.reason)
            revoked = number(.revoked)
            revokedEffective = number(.revokedEffective)
            sha256 = text(.sha256)
            revokedAgain = number(.revokedAgain)
            foreign = number(.foreign)
            lists = try? members.decode([String].self, forKey: .lists)
            crossCertificates = try? members.decode([String].self, forKey: .crossCertificates)
            generations = try? members.decode([Named].self, forKey: .generations)
            importedLists = try? members.decode([Named].self, forKey: .importedLists)
        }
    }

    /// One of several certificates or lists of a record.
    private struct Named: Decodable {
        var serial: String?
        var certificate: String?
        var key: Int?
        var crlNumber: Int?
        var sha256: String?
    }

    mutating func note(_ record: AuditRecord) {
        guard let members = try? JSONDecoder().decode(Members.self, from: Data(record.bytes.dropFirst())) else { return }
        let kind = AuditEvent.Kind(rawValue: record.kind)
        if let serial = members.serial, let certificate = members.certificate {
            let mark = Self.certificate(serial, certificate)
            if kind == .requestIssued || kind == .officerApproved || kind == .certificateImported {
                issued.insert(mark)
            } else {
                certificates.insert(mark)
            }
        }
        // A renewal names the cross certificates around it by their hashes alone.
        for sha256 in members.crossCertificates ?? [] { certificates.insert(Self.certificate("", sha256)) }
        switch kind {
        case .authorityImported:
            for generation in members.generations ?? [] {
                guard let serial = generation.serial, let certificate = generation.certificate else { continue }
                certificates.insert(Self.certificate(serial, certificate))
            }
            for list in members.importedLists ?? [] {
                guard let authority = members.authority, let key = list.key, let number = list.crlNumber, let sha256 = list.sha256 else {
                    continue
                }
                lists.insert(Self.list(authority, key, number, sha256))
            }
        case .backupRestored, .storeRestored:
            revokedAgain += members.revokedAgain ?? 0
            foreignByRestoration += members.foreign ?? 0
            listsByRestoration += members.lists?.count ?? 0
        case .revocationListSigned, .revocationListPartSigned:
            guard let authority = members.authority, let key = members.key, let number = members.number, let sha256 = members.sha256 else {
                return
            }
            lists.insert(Self.list(authority, key, number, sha256))
        case .foreignRevocationChanged:
            guard let authority = members.authority, let key = members.key, let serial = members.serial, let reason = members.reason else {
                return
            }
            foreign.insert(Self.foreign(authority, key, serial, reason))
        default: note(requestActed: members, isRelease: kind == .certificateReleased)
        }
    }

    private mutating func note(requestActed members: Members, isRelease: Bool) {
        guard let authority = members.authority, let request = members.request, let revision = members.revision,
            let disposition = members.disposition
        else { return }
        let key = Self.key(authority, request)
        if revision >= states[key]?.revision ?? 0 {
            let mark = Self.state(disposition, members.reason, members.revoked, members.revokedEffective)
            states[key] = State(revision: revision, mark: mark)
        }
        guard let serial = members.serial else { return }
        // The store takes neither without a line of the journal.
        if disposition == StoredDisposition.revoked.rawValue {
            revocations.insert(Self.line(key, revision, serial, members.reason ?? 0))
        } else if isRelease {
            revocations.insert(Self.line(key, revision, serial, CRLReason.removeFromCRL.rawValue))
        }
    }

    // MARK: The rows of the database

    /// Compares every row with what was noted, and what was noted with the rows.
    mutating func compare(with database: StoreConnection) throws {
        let takenOver = try compareJournal(of: database)
        try compareRequests(of: database, takenOver)
        let rows = try BoundStatement(database, "SELECT authority, key_idx, number, object FROM revocation_list")
        while try rows.step() {
            let mark = Self.list(rows.int(0), rows.int(1), rows.int(2), rows.text(3))
            if lists.remove(mark) == nil { miss("revocation lists", "number \(rows.int(2)) of authority \(rows.int(0))") }
        }
    }

    /// - Returns: the newest line of each request that no record tells of, by authority and number of the request.
    private mutating func compareJournal(of database: StoreConnection) throws -> [Int: (revision: Int, reason: Int)] {
        var takenOver: [Int: (revision: Int, reason: Int)] = [:]
        var found: Set<Mark> = []
        let journal = try BoundStatement(
            database,
            "SELECT authority, key_idx, request, revision, serial, reason FROM revocation_journal ORDER BY sequence"
        )
        while try journal.step() {
            let (authority, request) = (journal.int(0), journal.int(2) & RequestColumns.largestID)
            let (revision, serial, reason) = (journal.int(3), journal.text(4), journal.int(5))
            if request == 0 {
                let mark = Self.foreign(authority, journal.int(1), serial, reason)
                found.insert(mark)
                if !foreign.contains(mark) { miss("revocations", "certificate \(serial)") }
            } else if revocations.remove(Self.line(Self.key(authority, request), revision, serial, reason)) == nil {
                miss("revocations", "certificate \(serial)")
                linesByRestoration += 1
                takenOver[Self.key(authority, request)] = (revision, reason)
            }
        }
        foreign.subtract(found)
        let rows = try BoundStatement(
            database,
            """
            SELECT DISTINCT line.serial FROM revocation_journal AS line WHERE line.request = line.authority << 40
                AND NOT EXISTS (SELECT 1 FROM foreign_revocation AS taken WHERE taken.authority = line.authority AND taken.serial = line.serial)
            """
        )
        while try rows.step() { changed.append("certificate \(rows.text(0))") }
        return takenOver
    }

    private mutating func compareRequests(of database: StoreConnection, _ takenOver: [Int: (revision: Int, reason: Int)]) throws {
        let rows = try BoundStatement(
            database,
            "SELECT key, serial, certificate, revision, disposition, revoked, revoked_effective, revoked_reason FROM request"
        )
        while try rows.step() {
            let key = rows.int(0)
            let name = "request \(key & RequestColumns.largestID) of authority \(key >> 40)"
            // A precertificate and a certificate of an authority have records of other kinds.
            if !rows.isNull(2) {
                let sha256 = Hex.encode(Digest.sha256(rows.bytes(2)))
                let mark = Self.certificate(rows.text(1), sha256)
                if issued.remove(mark) == nil, !certificates.contains(mark), !certificates.contains(Self.certificate("", sha256)) {
                    miss("certificates", name)
                }
            }
            let (revision, disposition) = (rows.int(3), rows.int(4))
            let isRevoked = disposition == StoredDisposition.revoked.rawValue
            let state = states.removeValue(forKey: key)
            let agrees: Bool
            if let line = takenOver[key], line.revision > state?.revision ?? 0 {
                agrees = isRevoked && revision >= line.revision && rows.optionalInt(7) == line.reason
            } else if let state {
                // An erasure has a later revision, and changes nothing that is compared here.
                let mark = Self.state(disposition, rows.optionalInt(7), rows.optionalInt(5), rows.optionalInt(6))
                agrees = revision >= state.revision && mark == state.mark
            } else {
                agrees = !isRevoked
            }
            if !agrees { changed.append(name) }
        }
    }

    /// - Returns: sentences; none when rows and record agree.
    func faults() -> [String] {
        var faults: [String] = []
        let allowed = ["revocations": revokedAgain + foreignByRestoration, "revocation lists": listsByRestoration]
        for (what, rows) in missing.sorted(by: { $0.key < $1.key }) where rows.count > allowed[what] ?? 0 {
            faults.append("\(rows.count) \(what) have no record, among them \(rows.prefix(5).joined(separator: ", ")).")
        }
        if !issued.isEmpty { faults.append("\(issued.count) certificates of the record have no row, or the row has another certificate.") }
        if !states.isEmpty { faults.append("\(states.count) requests of the record have no row.") }
        if !changed.isEmpty {
            let some = changed.prefix(5).joined(separator: ", ")
            faults.append("\(changed.count) rows have another state or revocation than the record, among them \(some).")
        }
        let lines = revocations.count + foreign.count + max(revokedAgain - linesByRestoration, 0)
        if lines > 0 { faults.append("\(lines) revocations of the record are not in the journal, or differ there.") }
        if !lists.isEmpty { faults.append("\(lists.count) revocation lists of the record have no row, or the row has another list.") }
        return faults
    }

    private mutating func miss(_ what: String, _ row: String) { missing[what, default: []].append(row) }

    // MARK: Marks

    /// Without the authority: the record of a CA's certificate names the CA that it is for, and its row the one that issued it.
    private static func certificate(_ serial: String, _ sha256: String) -> Mark { mark("certificate \(serial) \(sha256)") }

    private static func key(_ authority: Int, _ request: Int) -> Int { authority << 40 | request }

    private static func state(_ disposition: Int, _ reason: Int?, _ revoked: Int?, _ effective: Int?) -> UInt64 {
        func text(_ number: Int?) -> String { number.map(String.init) ?? "-" }
        return mark("state \(disposition) \(text(reason)) \(text(revoked)) \(text(effective))").x
    }

    private static func line(_ key: Int, _ revision: Int, _ serial: String, _ reason: Int) -> Mark {
        mark("line \(key) \(revision) \(serial) \(reason)")
    }

    private static func foreign(_ authority: Int, _ key: Int, _ serial: String, _ reason: Int) -> Mark {
        mark("foreign \(authority) \(key) \(serial) \(reason)")
    }

    private static func list(_ authority: Int, _ key: Int, _ number: Int, _ sha256: String) -> Mark {
        mark("list \(authority) \(key) \(number) \(sha256)")
    }

    private static func mark(_ text: String) -> Mark {
        let hash = Digest.sha256(Array(text.utf8))
        func word(_ octets: ArraySlice<UInt8>) -> UInt64 { octets.reduce(0) { $0 << 8 | UInt64($1) } }
        return Mark(word(hash[..<8]), word(hash[8..<16]))
    }
}
