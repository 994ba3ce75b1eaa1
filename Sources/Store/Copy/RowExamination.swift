import CACore
import PKIDirectory
import PKIFormats
import PortableFoundation

/// Looks at the rows of a store one by one, while they are hashed: certificates against the columns of their rows, the leaf hashes and positions of the record, objects
/// against their names, the order of lists.
struct RowExamination {
    /// Of each kind; a damaged store may have very many.
    private static let mostFindings = 20

    private static let record = AuditColumn.allCases.map(\.name)

    private(set) var findings: [String] = []
    private var counts: [String: Int] = [:]
    private var lastPosition = 0
    private var nextRelativeID = Int.max
    private var domain = ""
    /// The key of the former list, and what it covers.
    private var formerList: (key: [Int], covers: Int)?

    /// Findings beyond ``mostFindings`` are only counted.
    var all: [String] {
        findings
            + counts.sorted { $0.key < $1.key }.compactMap { kind, count in
                count > Self.mostFindings ? "\(kind): \(count - Self.mostFindings) more" : nil
            }
    }

    private static let examined: Set<String> = ["state", "request", "revocation_list", "principal", "object", "audit"]

    mutating func look(at row: StoreRow, of table: StoreTable) {
        guard Self.examined.contains(table.name) else { return }
        let values = row.values
        func number(_ name: String) -> Int? { values[table.place(of: name)]?.storedNumber }
        func text(_ name: String) -> String? { values[table.place(of: name)]?.storedText }
        func octets(_ name: String) -> [UInt8]? { values[table.place(of: name)].map(Array.init) }
        switch table.name {
        case "state":
            nextRelativeID = number("next_relative_id") ?? 0
            domain = "S-1-5-21-" + ["domain_a", "domain_b", "domain_c"].map { "\(number($0) ?? 0)" }.joined(separator: "-") + "-"
        case "request":
            guard let certificate = octets("certificate") else { return }
            examine(
                certificate,
                row: "request \((number("key") ?? 0) & RequestColumns.largestID) of authority \(number("authority") ?? 0)",
                [
                    "serial": text("serial"), "not_before": number("not_before").map(String.init),
                    "not_after": number("not_after").map(String.init), "common_name": text("common_name"),
                ]
            )
        case "revocation_list":
            let key = ["authority", "key_idx", "shard"].map { number($0) ?? 0 }
            let covers = number("covers_through") ?? 0
            if let former = formerList, former.key == key, covers < former.covers {
                add(
                    "revocation_list",
                    "list \(number("number") ?? 0) of authority \(key[0]) covers less of the journal than the one before"
                )
            }
            formerList = (key, covers)
        case "principal":
            guard let sid = text("sid"), sid.hasPrefix(domain), let id = Int(sid.dropFirst(domain.count)), id >= nextRelativeID else {
                return
            }
            add("principal", "\(sid) has a number that is still to be given; the next is \(nextRelativeID)")
        case "object":
            guard let name = text("id"), let content = octets("bytes"), ObjectID(of: content).rawValue != name else { return }
            add("object", "object \(name) does not have the hash that is its name")
        case "audit":
            let stored = AuditColumn.record(from: StoreRowColumns(row, of: table, Self.record))
            for fault in AuditFault.all(in: [stored], after: lastPosition) { add("audit", fault.description) }
            lastPosition = stored.position
        default: break
        }
    }

    private mutating func examine(_ octets: [UInt8], row: String, _ columns: [String: String?]) {
        guard let certificate = try? Certificate(derEncoded: octets) else {
            return add("request", "\(row) has octets that are not a certificate")
        }
        let found: [String: String?] = [
            "serial": SerialText.hex(of: certificate.serialNumber),
            "not_before": String(certificate.notBefore.storedMilliseconds), "not_after": String(certificate.notAfter.storedMilliseconds),
            "common_name": IssuedSubject.commonName(ofCertificate: octets),
        ]
        let wrong = columns.keys.filter { columns[$0] != found[$0] }.sorted()
        if !wrong.isEmpty { add("request", "\(row) has a certificate that says otherwise (\(wrong.joined(separator: ", ")))") }
    }

    private mutating func add(_ kind: String, _ finding: String) {
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= Self.mostFindings { findings.append(finding) }
    }
}
