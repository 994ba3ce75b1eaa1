import CAInterface
import Foundation
import PKIFormats
import WireProtocols

/// Reads the table that `certutil -view … csv` prints: a line of headings, then a line for each row, with quoted fields.
///
/// Headings are the English labels or the names of the columns. Dates are as the Windows machine writes them, in its own time.
struct CertutilExport {
    /// How the days of dates with strokes are written: 1/31/2026 or 31/1/2026. Dates with dots have the day first, dates with hyphens the year.
    enum DateOrder: String, CaseIterable, Sendable { case monthFirst = "month-first", dayFirst = "day-first" }

    /// A row, or why the line is none.
    enum Line {
        case row(HistoryRow)
        case unreadable(line: Int, reason: String)
    }

    let lines: [Line]
    /// Columns that mean nothing to the import.
    let ignored: [String]

    /// The label of each column that is read, in lowercase, and its name.
    private static let labels: [String: String] = [
        "request id": "requestid", "issued request id": "requestid",
        "binary certificate": "rawcertificate",
        "request disposition": "disposition",
        "request status code": "statuscode",
        "request disposition message": "dispositionmessage",
        "request submission date": "submittedwhen",
        "request resolution date": "resolvedwhen",
        "requester name": "requestername",
        "certificate template": "certificatetemplate",
        "revocation date": "revokedwhen",
        "effective revocation date": "revokedeffectivewhen",
        "revocation reason": "revokedreason",
    ]
    private static let needed = ["requestid", "disposition", "requestername", "submittedwhen"]

    /// - Parameter offset: seconds by which the clock of the Windows machine was ahead of UTC.
    /// - Throws: `CommandError` when nothing of the file can be read.
    init(_ text: String, order: DateOrder?, offset: Int) throws {
        var records = try Self.records(text)
        guard !records.isEmpty else { throw CommandError("The file is empty. Export with: certutil -view -out … csv > FILE", exitCode: 2) }
        let headings = records.removeFirst().fields
        let names = headings.map { heading in
            let lower = heading.lowercased()
            let bare = lower.hasPrefix("request.") ? String(lower.dropFirst(8)) : lower
            return Self.labels[lower] ?? (Self.labels.values.contains(bare) ? bare : nil)
        }
        if let missing = Self.needed.first(where: { !names.contains($0) }) {
            throw CommandError(
                "The file has no column \(missing). Its headings must be the English labels or the column names; export with: certutil -view -out RequestID,RequesterName,SubmittedWhen,ResolvedWhen,Disposition,StatusCode,DispositionMessage,CertificateTemplate,RevokedWhen,RevokedEffectiveWhen,RevokedReason,RawCertificate csv > FILE",
                exitCode: 2
            )
        }
        ignored = zip(headings, names).filter { $0.1 == nil }.map(\.0)
        let order = try order ?? Self.order(of: records.map(\.fields), names)
        lines = records.map { record in
            var values: [String: String] = [:]
            // Of two columns with one meaning the first with a value counts.
            for (name, field) in zip(names, record.fields) where !field.isEmpty && field != "EMPTY" {
                if let name, values[name] == nil { values[name] = field }
            }
            guard record.fields.count == headings.count else {
                return .unreadable(line: record.line, reason: "it has \(record.fields.count) fields and the headings are \(headings.count)")
            }
            do throws(CellError) {
                return .row(try Self.row(values, order: order, offset: offset))
            } catch {
                return .unreadable(line: record.line, reason: error.reason)
            }
        }
    }

    private struct CellError: Error { let reason: String }

    private static func row(_ values: [String: String], order: DateOrder, offset: Int) throws(CellError) -> HistoryRow {
        func date(_ name: String) throws(CellError) -> Date? {
            guard let text = values[name] else { return nil }
            guard let date = Self.date(text, order: order, offset: offset) else {
                throw CellError(reason: "\(name) is \(text), which is no date of the form \(order.rawValue)")
            }
            return date
        }
        func number(_ name: String) throws(CellError) -> Int? {
            guard let text = values[name] else { return nil }
            guard let number = Self.number(text) else { throw CellError(reason: "\(name) is \(text), which has no number") }
            return number
        }
        guard let id = try number("requestid"), let disposition = try number("disposition") else {
            throw CellError(reason: "its request id or its disposition is empty")
        }
        guard let submitted = try date("submittedwhen") else { throw CellError(reason: "its submission date is empty") }
        var certificate: [UInt8]?
        if let text = values["rawcertificate"] {
            do { certificate = try EncodedInput.bytes(from: Array(text.utf8), acceptedLabels: ["CERTIFICATE"]) } catch {
                throw CellError(reason: "its certificate cannot be read: \(error.reason)")
            }
        }
        var revocation: HistoryRow.Revocation?
        if disposition == StoredDisposition.revoked.rawValue, let when = try date("revokedwhen") {
            revocation = HistoryRow.Revocation(
                when: when,
                effective: try date("revokedeffectivewhen"),
                reason: try number("revokedreason") ?? 0
            )
        }
        return HistoryRow(
            formerRequest: id,
            certificate: certificate,
            disposition: StoredDisposition(rawValue: disposition),
            status: values["statuscode"].flatMap(Self.status) ?? .ok,
            message: values["dispositionmessage"] ?? "",
            submitted: submitted,
            resolved: try date("resolvedwhen"),
            requester: values["requestername"] ?? "",
            // The OID, or the name of version 1; a display name may follow it.
            template: values["certificatetemplate"].flatMap { $0.split(separator: " ").first.map(String.init) },
            revocation: revocation
        )
    }

    // MARK: Values

    /// `20`, `20 -- Issued`, `0x14 (20) -- Issued`.
    static func number(_ text: String) -> Int? {
        if let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")"),
            let number = Int(text[text.index(after: open)..<close])
        {
            return number
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if digits == "0", text.dropFirst().first == "x" { return Int(text.dropFirst(2).prefix { $0.isHexDigit }, radix: 16) }
        return Int(digits)
    }

    /// `The operation completed successfully. 0x0 (WIN32: 0)`.
    static func status(_ text: String) -> HRESULT? {
        guard let begin = text.range(of: "0x") else { return nil }
        return UInt32(text[begin.upperBound...].prefix { $0.isHexDigit }, radix: 16).map { HRESULT(rawValue: $0) }
    }

    /// The order that a date with strokes shows by a number above 12.
    private static func order(of rows: [[String]], _ names: [String?]) throws -> DateOrder {
        var isAmbiguous = false
        for row in rows {
            for (name, field) in zip(names, row) where name?.hasSuffix("when") == true {
                let parts = field.prefix { $0 != " " }.split(separator: "/").map { Int($0) ?? 0 }
                guard parts.count == 3, parts[0] < 32 else { continue }
                if parts[0] > 12 { return .dayFirst }
                if parts[1] > 12 { return .monthFirst }
                isAmbiguous = true
            }
        }
        guard isAmbiguous else { return .monthFirst }
        throw CommandError(
            "The dates of this file can be read in two ways. Say which with --dates month-first (1/31/2026) or --dates day-first (31/1/2026).",
            exitCode: 2
        )
    }

    /// A date and a time as Windows shows them, with seconds or without, with AM and PM or with 24 hours.
    static func date(_ text: String, order: DateOrder, offset: Int) -> Date? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\u{202F}" || $0 == "T" })
        guard let first = words.first, words.count <= 3, let mark = first.first(where: { !$0.isNumber }) else { return nil }
        let numbers = first.split(separator: mark).compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        let (year, month, day) =
            switch mark {
            case "-": (numbers[0], numbers[1], numbers[2])
            case ".": (numbers[2], numbers[1], numbers[0])
            case "/" where numbers[0] > 31: (numbers[0], numbers[1], numbers[2])
            case "/" where order == .monthFirst: (numbers[2], numbers[0], numbers[1])
            case "/": (numbers[2], numbers[1], numbers[0])
            default: (0, 0, 0)
            }
        var time = [0, 0, 0]
        if words.count > 1 {
            let parts = words[1].split(separator: ":").map { Int($0) }
            guard (2...3).contains(parts.count), !parts.contains(nil) else { return nil }
            for (index, part) in parts.enumerated() { time[index] = part ?? 0 }
            if words.count == 3 {
                guard ["AM", "PM"].contains(words[2].uppercased()), (1...12).contains(time[0]) else { return nil }
                time[0] = time[0] % 12 + (words[2].uppercased() == "PM" ? 12 : 0)
            }
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        guard (1900...9999).contains(year) else { return nil }
        let iso = "\(year)-\(two(month))-\(two(day))T\(two(time[0])):\(two(time[1])):\(two(time[2]))Z"
        return WireDate.date(iso).map { $0.addingTimeInterval(-Double(offset)) }
    }

    // MARK: Comma-separated values

    private struct Record {
        let line: Int
        let fields: [String]
    }

    /// RFC 4180, with any end of line. What follows the last row (`Maximum Row Index`, totals) has one field and no quotes, and is left out.
    private static func records(_ text: String) throws -> [Record] {
        var records: [Record] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var (line, begin) = (1, 1)
        var (isQuoted, wasQuoted) = (false, false)
        let octets = Array(text.utf8)
        func end() { fields.append(String(decoding: field, as: UTF8.self)) }
        var index = 0
        while index <= octets.count {
            let octet = index < octets.count ? octets[index] : UInt8(ascii: "\n")
            defer { index += 1 }
            if octet == UInt8(ascii: "\n") { line += 1 }
            if isQuoted {
                guard index < octets.count else {
                    throw CommandError(
                        "The field that begins in line \(begin) has no closing quote. The file seems to be cut off.",
                        exitCode: 2
                    )
                }
                if octet != UInt8(ascii: "\"") { field.append(octet); continue }
                if index + 1 < octets.count, octets[index + 1] == octet { field.append(octet); index += 1; continue }
                isQuoted = false
                continue
            }
            switch octet {
            case UInt8(ascii: "\""): (isQuoted, wasQuoted) = (true, true)
            case UInt8(ascii: ","):
                end()
                field = []
            case UInt8(ascii: "\r"): break
            case UInt8(ascii: "\n"):
                end()
                if fields.count > 1 || wasQuoted { records.append(Record(line: begin, fields: fields)) }
                (fields, field, wasQuoted, begin) = ([], [], false, line)
            default: field.append(octet)
            }
        }
        return records
    }
}
