import PKICrypto
import PKIDirectory
import PKIFormats
import PortableFoundation

/// What the rows of the record say was issued, revoked and listed, to compare it with what the database has.
///
/// Each fact is kept as 16 octets of a hash, so that a million certificates need little memory.
struct RecordedActs {
    private typealias Mark = SIMD2<UInt64>

    /// The certificates that requests got, which must have their rows.
    private var issued: Set<Mark> = []
    /// All other certificates, revocations and lists.
    private var others: Set<Mark> = []
    /// Restorations take over lists and revocations without a record of each.
    private var revokedByRestoration = 0
    private var listsByRestoration = 0
    private var missing: [String: [String]] = [:]

    /// The members of all kinds of records that count here.
    private struct Members: Decodable {
        var authority: Int?
        var request: Int?
        var revision: Int?
        var serial: String?
        var certificate: String?
        var key: Int?
        var number: Int?
        var reason: Int?
        var sha256: String?
        var revokedAgain: Int?
        var foreign: Int?
        var lists: [String]?
        var crossCertificates: [String]?
        /// Of an authority that was imported whole.
        var generations: [Named]?
        var importedLists: [Named]?

        private enum Member: String, CodingKey {
            case authority, request, revision, serial, certificate, key, reason, sha256, revokedAgain, foreign, lists, crossCertificates
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
            reason = number(.reason)
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
                others.insert(mark)
            }
        }
        // A renewal names the cross certificates around it by their hashes alone.
        for sha256 in members.crossCertificates ?? [] { others.insert(Self.certificate("", sha256)) }
        switch kind {
        case .authorityImported:
            for generation in members.generations ?? [] {
                guard let serial = generation.serial, let certificate = generation.certificate else { continue }
                others.insert(Self.certificate(serial, certificate))
            }
            for list in members.importedLists ?? [] {
                guard let authority = members.authority, let key = list.key, let number = list.crlNumber, let sha256 = list.sha256 else {
                    continue
                }
                others.insert(Self.list(authority, key, number, sha256))
            }
        case .backupRestored, .storeRestored:
            revokedByRestoration += (members.revokedAgain ?? 0) + (members.foreign ?? 0)
            listsByRestoration += members.lists?.count ?? 0
        case .revocationListSigned, .revocationListPartSigned:
            guard let authority = members.authority, let key = members.key, let number = members.number, let sha256 = members.sha256 else {
                return
            }
            others.insert(Self.list(authority, key, number, sha256))
        case .foreignRevocationChanged:
            guard let authority = members.authority, let key = members.key, let serial = members.serial, let reason = members.reason else {
                return
            }
            others.insert(Self.foreign(authority, key, serial, reason))
        default:
            guard let authority = members.authority, let request = members.request, let revision = members.revision else { return }
            others.insert(Self.act(authority, request, revision))
        }
    }

    // MARK: The rows of the database

    /// Compares every row with what was noted.
    mutating func compare(with database: StoreConnection) throws {
        // A precertificate and a certificate of an authority have records of other kinds.
        let certificates = try BoundStatement(database, "SELECT key, serial, certificate FROM request WHERE certificate IS NOT NULL")
        while try certificates.step() {
            let (authority, request) = (certificates.int(0) >> 40, certificates.int(0) & RequestColumns.largestID)
            let sha256 = Hex.encode(Digest.sha256(certificates.bytes(2)))
            let mark = Self.certificate(certificates.text(1), sha256)
            if issued.remove(mark) == nil, !others.contains(mark), !others.contains(Self.certificate("", sha256)) {
                miss("certificates", "request \(request) of authority \(authority)")
            }
        }
        let journal = try BoundStatement(
            database,
            "SELECT authority, key_idx, request, revision, serial, reason FROM revocation_journal ORDER BY sequence"
        )
        while try journal.step() {
            let (authority, request) = (journal.int(0), journal.int(2) & RequestColumns.largestID)
            let mark =
                request == 0
                ? Self.foreign(authority, journal.int(1), journal.text(4), journal.int(5)) : Self.act(authority, request, journal.int(3))
            if !others.contains(mark) { miss("revocations", "certificate \(journal.text(4))") }
        }
        let lists = try BoundStatement(database, "SELECT authority, key_idx, number, object FROM revocation_list")
        while try lists.step() {
            let mark = Self.list(lists.int(0), lists.int(1), lists.int(2), lists.text(3))
            if !others.contains(mark) { miss("revocation lists", "number \(lists.int(2)) of authority \(lists.int(0))") }
        }
    }

    /// - Returns: sentences; none when rows and record agree.
    func faults() -> [String] {
        var faults: [String] = []
        let allowed = ["revocations": revokedByRestoration, "revocation lists": listsByRestoration]
        for (what, rows) in missing.sorted(by: { $0.key < $1.key }) where rows.count > allowed[what] ?? 0 {
            faults.append("\(rows.count) \(what) have no record, among them \(rows.prefix(5).joined(separator: ", ")).")
        }
        if !issued.isEmpty { faults.append("\(issued.count) certificates of the record have no row, or the row has another certificate.") }
        return faults
    }

    private mutating func miss(_ what: String, _ row: String) { missing[what, default: []].append(row) }

    // MARK: Marks

    /// Without the authority: the record of a CA's certificate names the CA that it is for, and its row the one that issued it.
    private static func certificate(_ serial: String, _ sha256: String) -> Mark { mark("certificate \(serial) \(sha256)") }

    private static func act(_ authority: Int, _ request: Int, _ revision: Int) -> Mark { mark("act \(authority) \(request) \(revision)") }

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
