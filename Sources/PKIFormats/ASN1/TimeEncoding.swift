#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

// RFC 5280 §4.1.2.5 allows one form of each type: YYMMDDHHMMSSZ through the year 2049 and YYYYMMDDHHMMSSZ from then on. X.680 §46 and §47
// allow more, and programs have written it: no seconds, an offset from UTC instead of Z, a fraction of a second. A certificate whose only
// fault is such a form is read, and programs that show or judge it name the form.

extension DERElement {
    /// The time of a certificate or list, in one of the forms of RFC 5280 or of those above.
    /// - Throws: ``FormatError`` for anything else, also for a time of day without a zone, which names no moment.
    func certificateTime() throws(FormatError) -> Date {
        do {
            return try time()
        } catch {
            guard tag == .utcTime || tag == .generalizedTime, source[start] & 0x20 == 0, let date = LaxTime(self)?.date else { throw error }
            return date
        }
    }

    /// The fault of this time of a certificate or list under RFC 5280 §4.1.2.5; `nil` when there is none.
    var timeEncodingFault: String? {
        if let fault = timeFormFault { return fault }
        guard tag == .generalizedTime, let time = LaxTime(self), CalendarTime(time.date).year < 2050 else { return nil }
        return "is a GeneralizedTime; before 2050 a UTCTime is demanded"
    }

    /// The fault where GeneralizedTime is demanded for every year.
    fileprivate var timeFormFault: String? {
        guard let time = LaxTime(self) else { return "is not a time" }
        if time.hasFraction { return "has a fraction of a second" }
        if time.hasOffset { return "has an offset from UTC in place of Z" }
        return time.hasSeconds ? nil : "has no seconds"
    }
}

/// A UTCTime or GeneralizedTime in any form of X.680 that names a moment.
private struct LaxTime {
    let date: Date
    let hasSeconds: Bool
    let hasFraction: Bool
    let hasOffset: Bool

    init?(_ element: DERElement) {
        let isGeneralized = element.tag == .generalizedTime
        guard isGeneralized || element.tag == .utcTime else { return nil }
        var rest = element.source[element.contentStart..<element.end]
        guard let year = Self.number(&rest, isGeneralized ? 4 : 2), let month = Self.number(&rest, 2), let day = Self.number(&rest, 2),
            let hour = Self.number(&rest, 2), let minute = Self.number(&rest, 2)
        else { return nil }
        let second = Self.number(&rest, 2)
        hasSeconds = second != nil
        var fraction = 0.0
        hasFraction = isGeneralized && hasSeconds && (rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ","))
        if hasFraction {
            rest = rest.dropFirst()
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard (1...9).contains(digits.count) else { return nil }
            fraction = digits.reversed().reduce(0) { ($0 + Double($1 - 0x30)) / 10 }
            rest = rest.dropFirst(digits.count)
        }
        guard let offset = Self.offset(&rest), rest.isEmpty,
            let moment = CalendarTime(
                year: isGeneralized ? year : year < 50 ? 2_000 + year : 1_900 + year,
                month: month,
                day: day,
                hour: hour,
                minute: minute,
                second: second ?? 0
            )
        else { return nil }
        hasOffset = element.source[element.end - 1] != UInt8(ascii: "Z")
        date = moment.date.addingTimeInterval(fraction - Double(offset))
    }

    /// The next `count` digits; nothing is taken when they are not all digits.
    private static func number(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Seconds east of UTC: `Z`, `+hhmm` or `-hhmm`.
    private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let first = rest.popFirst() else { return nil }
        if first == UInt8(ascii: "Z") { return 0 }
        guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-"), let hours = number(&rest, 2), let minutes = number(&rest, 2),
            hours < 24, minutes < 60
        else { return nil }
        return (first == UInt8(ascii: "-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}

extension Certificate {
    /// The fault of the encoding of the validity under RFC 5280 §4.1.2.5, for example `notAfter has a fraction of a second`.
    public var timeEncodingFaults: [String] {
        guard let tbs = try? DERElement(parsing: tbsBytes, structure: "TBSCertificate").members(),
            let validity = try? tbs[safe: tbs.first?.tag == .context(0) ? 4 : 3]?.members()
        else { return [] }
        return zip(["notBefore", "notAfter"], validity).compactMap { name, time in time.timeEncodingFault.map { "\(name) \($0)" } }
    }
}

extension CertificateList {
    /// The faults of the encoding of times under RFC 5280 §5.1.2.4 to §5.1.2.6, for example `thisUpdate has a fraction of a second`. An
    /// entry is named by its serial number.
    public var timeEncodingFaults: [String] {
        guard let members = try? DERElement(parsing: tbsBytes, structure: "TBSCertList").members() else { return [] }
        let times = members.filter { $0.tag == .utcTime || $0.tag == .generalizedTime }
        let own = zip(["thisUpdate", "nextUpdate"], times).compactMap { name, time in time.timeEncodingFault.map { "\(name) \($0)" } }
        // The entries are the last SEQUENCE, and follow a time; the algorithm and the name come before it.
        guard let first = times.first, let entries = members.last(where: { $0.tag == .sequence && $0.start > first.start }),
            let inner = try? entries.members()
        else { return own }
        return own
            + inner.compactMap { entry in
                guard let fields = try? entry.members(), fields.count >= 2, let fault = fields[1].timeEncodingFault else { return nil }
                return "revocationDate of serial \(Hex.encode(fields[0].source[fields[0].contentStart..<fields[0].end])) \(fault)"
            }
    }
}

/// The times of structures that use GeneralizedTime for every year: OCSP responses (RFC 6960 §4.2.2.1) and attribute certificates (RFC 5755 §4.2.6).
public enum TimeEncoding {
    /// The faults of the GeneralizedTimes of a structure under RFC 5280 §4.1.2.5.2, each with its offset; strings that hold encodings are
    /// not opened.
    public static func faults(in der: [UInt8]) -> [String] {
        guard let whole = try? DERElement(parsing: der, structure: "structure") else { return [] }
        var faults: [String] = []
        var open = [whole]
        while let element = open.popLast() {
            if element.tag == .generalizedTime {
                if let fault = element.timeFormFault { faults.append("the GeneralizedTime at \(element.offset) \(fault)") }
            } else if element.source[element.start] & 0x20 != 0, let members = try? element.members(element.tag) {
                open += members.reversed()
            }
        }
        return faults
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
